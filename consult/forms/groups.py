"""What groups ask for: names, roles, requests, invites."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints, field_validator

from consult.core.texts import _
from consult.forms.people import Name
from consult.forms.reading import Form
from consult.forms.suggestions import kept_of
from consult.models.groups import GroupKind, Role

GroupName = Name
Purpose = Annotated[str, StringConstraints(max_length=600)]
PersonId = Annotated[str, StringConstraints(min_length=1, max_length=32)]


class GroupForm(Form):
    """What a group is called and what it is for."""

    name: GroupName
    purpose: Purpose = ""
    kept: Annotated[list[str], Field(max_length=20, default_factory=list)]
    """Finds that stay, each as its digest, a colon and the reason."""

    def values(self) -> dict[str, Any]:
        """The fields for an action, with what is kept as digests and reasons."""
        return super().values() | {"kept": kept_of(self.kept)}


class NewGroupForm(GroupForm):
    """A new group, with its kind and its first facilitator."""

    kind: GroupKind
    facilitator_id: PersonId


class RoleForm(Form):
    """What somebody is in a group."""

    role: Role


class InviteForm(Form):
    """Addresses, one a line, and what they will be."""

    emails: Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
    role: Role = Role.MEMBER
    group_id: Annotated[str, StringConstraints(max_length=32)] = ""


class JoinForm(Form):
    """Somebody who would be in a group."""

    person_id: PersonId
    role: Role = Role.MEMBER


class AnswerForm(Form):
    """Yes or no to a request."""

    yes: bool


class AcceptForm(Form):
    """A new colleague's name and password."""

    name: Name
    password: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    promise: bool = False

    @field_validator("promise")
    @classmethod
    def _is_given(cls, promise: bool) -> bool:  # noqa: FBT001 - pydantic calls it so
        if not promise:
            raise ValueError(_("Tick this if you agree. Without it nobody comes in."))
        return promise

    model_config = Form.model_config | {"validate_default": True}
