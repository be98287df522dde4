"""The one organisation of this installation: its name, zone, language and crisis contacts."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from consult.core import events, texts
from consult.core.db import Sessions
from consult.core.unit import acting
from consult.domain import sites
from consult.models.actor import Actor
from consult.models.people import THE_ORGANISATION, Organisation
from consult.policy import can_administer


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """The organisation as every page shows it."""

    name: str = "Consult"
    timezone: str = "UTC"
    language: str = "en"
    crisis_link: str = ""
    crisis_contact: str = ""
    is_set_up: bool = False


_known: OrganisationLine | None = None


def the_organisation() -> OrganisationLine:
    """The organisation, looked up once and again after each change."""
    global _known  # noqa: PLW0603 - there is one
    if _known is None:
        line = _look_up()
        texts.speak(line.language)
        _known = line if line.is_set_up else None
        return line
    return _known


def _look_up() -> OrganisationLine:
    columns = (Organisation.name, Organisation.timezone, Organisation.language)
    contacts = (Organisation.crisis_link, Organisation.crisis_contact)
    with Sessions() as session:
        row = session.execute(select(*columns, *contacts)).first()
    return OrganisationLine(*row, is_set_up=True) if row else OrganisationLine()


def forget(happened: events.Happened | None = None) -> None:
    """Look it up anew next time: after a change, or in a test with another database."""
    global _known  # noqa: PLW0603 - there is one
    if happened is None or happened.kind.startswith("organisation."):
        _known = None
        sites.forget()


events.listen(forget)


def change_organisation(
    actor: Actor, *, name: str, timezone: str, crisis_link: str, crisis_contact: str
) -> None:
    """Change what every page shows of the organisation, and whom to call when there is danger."""
    with acting(actor) as unit:
        organisation = unit.load(Organisation, THE_ORGANISATION, may=can_administer)
        wanted = {"name": name, "timezone": timezone}
        wanted |= {"crisis_link": crisis_link, "crisis_contact": crisis_contact}
        changed = [field for field, value in wanted.items() if getattr(organisation, field) != value]
        for field in changed:
            setattr(organisation, field, wanted[field])
        unit.record("organisation.changed", on=organisation, fields=tuple(changed))
