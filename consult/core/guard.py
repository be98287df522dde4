"""Who may know that something exists: a rule that no table of its own can be without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self

from sqlalchemy import String, bindparam

from consult.core.errors import Careless

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


class Acting(Protocol):
    """Whoever acts: a person with their memberships, or the system itself."""

    @property
    def id(self) -> str | None:
        """The person's id; None for the system."""

    @property
    def ids(self) -> Mapping[str, Any]:
        """What stands in the places of `WHOEVER` for this person."""

    def refreshed(self, session: Session) -> Self:
        """The same person as the database knows them now. Raises SignedOut when they may not act."""


class Whoever:
    """An actor with places for ids: what is built for it once, is asked for any person with `actor.ids`."""

    id = bindparam("actor_id", type_=String)
    group_ids = bindparam("actor_group_ids", type_=String, expanding=True)
    facilitated = bindparam("actor_facilitated", type_=String, expanding=True)


WHOEVER = Whoever()


class Guarded:
    """Mixed into every table that is looked up by id. A class without `visible_to` is refused."""

    __visible_through__: ClassVar[str | None] = None
    __visible_by_ids__: ClassVar[bool] = False
    """Does `visible_to` only put the actor's `id`, `group_ids` and `facilitated` into SQL, and so take
    `WHOEVER` too? Then one query serves everybody: to build it costs more than to ask it."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "visible_to" not in cls.__dict__:
            raise Careless(f"{cls.__name__} does not say who may know of it: write visible_to.")
        super().__init_subclass__(**kwargs)

    @classmethod
    def visible_to(cls, actor: Any) -> ColumnElement[bool]:
        """Who may know that this exists: one rule for lists and single loads."""
        raise NotImplementedError


class No(str):
    """A refusal with its reason: false, and readable. What `can_*` rules answer instead of False."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


Verdict = bool | No
