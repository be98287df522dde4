"""Every posted wording of a case, and what changed between two of them, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from consult.core import difference
from consult.core.difference import Piece
from consult.core.errors import NotFound
from consult.core.texts import _
from consult.core.unit import reading
from consult.domain.cases.bodies import in_words, label
from consult.domain.cases.sections import FACTS, SECTIONS
from consult.models.actor import Actor
from consult.models.cases import Case, CaseVersion
from consult.policy import can_read_case

MOST = 100


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list."""

    number: int
    why: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a version: its words as they stood, or as they changed."""

    key: str
    label: str
    html: str = ""
    pieces: Sequence[Piece] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a case; one of them to read, or two compared."""

    case_id: str
    codename: str
    lines: Sequence[VersionLine]
    old: int
    new: int
    title: str
    parts: Sequence[Part]


def read_version(actor: Actor, case_id: str, number: int) -> Versions:
    """One version as it was posted. Raises NotFound."""
    with reading(actor) as read:
        case = read.load(Case, case_id, may=can_read_case)
        version = _version(read.session, case_id, number)
        lines = _lines(read.session, case_id)
    html = {section.key: section.html for section in version.sections}
    parts = [Part(part.key, _(part.label), html=html[part.key]) for part in SECTIONS if part.key in html]
    return Versions(case.id, case.codename, lines, number, number, version.title, parts)


def compare_versions(actor: Actor, case_id: str, old: int = 0, new: int = 0) -> Versions:
    """What changed between two versions; without numbers the latest and the one before it."""
    with reading(actor) as read:
        case = read.load(Case, case_id, may=can_read_case)
        new = new or case.version
        old = old or max(new - 1, 1)
        one, other = _version(read.session, case_id, old), _version(read.session, case_id, new)
        lines = _lines(read.session, case_id)
    return Versions(case.id, case.codename, lines, old, new, other.title, _differences(one, other))


def _differences(one: CaseVersion, other: CaseVersion) -> list[Part]:
    before, after = _texts(one), _texts(other)
    keys = ["title", *(section.key for section in SECTIONS), *(fact.key for fact in FACTS)]
    return [
        Part(key, label(key), pieces=difference.words(before.get(key, ""), after.get(key, "")))
        for key in keys
        if before.get(key, "") != after.get(key, "")
    ]


def _texts(version: CaseVersion) -> dict[str, str]:
    words: dict[str, str] = {section.key: section.body for section in version.sections}
    return (
        words
        | {"title": version.title}
        | {key: in_words(key, chosen) for key, chosen in version.about.items()}
    )


def _version(session: Session, case_id: str, number: int) -> CaseVersion:
    query = select(CaseVersion).where(CaseVersion.case_id == case_id, CaseVersion.number == number)
    version = session.scalars(query.options(selectinload(CaseVersion.sections))).first()
    if version is None:
        raise NotFound
    return version


def _lines(session: Session, case_id: str) -> list[VersionLine]:
    query = select(CaseVersion.number, CaseVersion.why, CaseVersion.at).where(CaseVersion.case_id == case_id)
    return [
        VersionLine(*row) for row in session.execute(query.order_by(CaseVersion.number.desc()).limit(MOST))
    ]
