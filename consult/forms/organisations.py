"""What the organisation's own pages ask for, at the first start and later."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, StringConstraints

from consult.core.texts import _
from consult.forms.groups import GroupName, PersonId, Purpose
from consult.forms.people import Name
from consult.forms.reading import Form
from consult.forms.sign_ins import Email, Password
from consult.models.groups import GroupKind


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(_("Write a time zone such as Europe/Berlin or America/Chicago."))
    return name


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.netloc):
        raise ValueError(_("Write the address in full, beginning with https://"))
    return text


OrganisationName = Name
Zone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_zone)]
CrisisLink = Annotated[str, StringConstraints(max_length=300), AfterValidator(_web_address)]
CrisisContact = Annotated[str, StringConstraints(max_length=200)]


class OrganisationForm(Form):
    """What every page shows of the organisation, and whom to call."""

    name: OrganisationName
    timezone: Zone = "UTC"
    crisis_link: CrisisLink = ""
    crisis_contact: CrisisContact = ""


class SetupForm(Form):
    """Everything the first start asks for."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    organisation: OrganisationName
    timezone: Zone = "UTC"
    name: Name
    email: Email
    password: Password
    group: GroupName
    kind: GroupKind = GroupKind.PEER_CONSULTATION
    kept: Annotated[list[str], Field(max_length=20, default_factory=list)]
    purpose: Purpose = ""
    crisis_link: CrisisLink = ""
    crisis_contact: CrisisContact = ""


class AdministratorForm(Form):
    """Administrator or not."""

    on: bool


class SafetyContactForm(Form):
    """One press on the list of safety contacts."""

    person_id: PersonId
    move: Literal["add", "up", "down", "out"]


class SearchForm(Form):
    """A part of a name or an address."""

    search: Annotated[str, StringConstraints(max_length=80)] = ""
    show: Literal["", "administrators", "closed"] = ""
