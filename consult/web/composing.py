"""The composer as a page and as an answer to its script: the same draft, the same finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from consult.core.db import dumps
from consult.core.errors import Answerable, Stale, Unreadable
from consult.core.texts import _
from consult.domain import screening
from consult.domain.cases import composing
from consult.domain.cases.bodies import CHOICES, LISTS, TEXTS, Body, label, typed, whole
from consult.domain.cases.drafts import Writing
from consult.domain.cases.finds import Found, found
from consult.domain.cases.sections import (
    BY_KEY,
    CONSENTS,
    FACTS,
    NOTHING_YET,
    RARE,
    SAFETY_STEPS,
    SENTENCE_LONGEST,
    URGENCIES,
)
from consult.domain.cases.statement import IDENTIFIERS
from consult.domain.people.organisations import the_organisation
from consult.domain.screening import Identifying, Mark
from consult.models.cases import Draft
from consult.web.pages import page
from consult.web.visits import current_actor


def composer_page(writing: Writing, problem: Answerable | None = None) -> ResponseReturnValue:
    """The composer with a draft in it; with a problem, what was typed stays as it is."""
    errors = problem.fields if isinstance(problem, Unreadable) else {}
    look_at = _look_at(problem)
    if isinstance(problem, Stale):
        writing = replace(writing, rev=problem.version)
    actor = current_actor()
    finds = found(actor, typed(writing.body), writing.body["kept"], writing.case_id)
    return page(
        "cases/composer.html",
        problem,
        writing=writing,
        body=writing.body,
        choices=composing.choices(actor),
        steps=composing.STEPS,
        done=composing.done(writing.body),
        at=_at(writing, problem, errors or look_at),
        look_at=look_at,
        finds=finds,
        parts=_parts(finds),
        finds_json=dumps(finds_json(finds, writing.body)),
        looked_at=sum(1 for find in finds if find.kept),
        sections=BY_KEY,
        facts={fact.key: fact for fact in FACTS},
        urgencies=URGENCIES,
        consents=CONSENTS,
        rares=RARE,
        identifiers=IDENTIFIERS,
        left=_left(finds),
        safety_steps=SAFETY_STEPS,
        can_look_again=len(screening.layers()) > 1,
        sentence_longest=SENTENCE_LONGEST,
        clash_of={clash.field: clash for clash in problem.clashes} if isinstance(problem, Stale) else {},
        translated=translated,
        nothing_yet=_(NOTHING_YET),
        saved_at=clock_words(writing.saved_at),
    )


def translated(options: Mapping[str, str]) -> list[tuple[str, str]]:
    """A list of choices as the form's chips take it."""
    return [(str(key), _(text)) for key, text in options.items()]


def _parts(finds: Sequence[Found]) -> list[tuple[str, str, list[Found]]]:
    """The list beside the text in three parts: name, heading, finds. What was kept stands apart."""
    headings = {
        "direct": _("Change these"),
        "indirect": _("Could someone work it out?"),
        "kept": _("Kept"),
    }
    return [
        (name, text, [find for find in finds if part_of(find) == name]) for name, text in headings.items()
    ]


def _left(finds: Sequence[Found]) -> list[tuple[str, str, list[Found]]]:
    """The same three parts, as they are named beside the button that posts."""
    headings = {
        "direct": _("To change first"),
        "indirect": _("Left as it is; someone could work it out"),
        "kept": _("Kept, and why"),
    }
    return [(name, headings[name], some) for name, _title, some in _parts(finds)]


def part_of(find: Found) -> str:
    """In which part of the list a find stands."""
    return "kept" if find.kept else "direct" if find.direct else "indirect"


def _look_at(problem: Answerable | None) -> dict[str, str]:
    """The fields that another device changed, or in which something was found, by name."""
    fields: list[str] = []
    if isinstance(problem, Stale):
        fields = [clash.field for clash in problem.clashes]
    if isinstance(problem, Identifying):
        fields = [mark.field for mark in problem.marks if mark.blocks]
    return {field: label(field) for field in fields}


def _at(writing: Writing, problem: Answerable | None, errors: dict[str, str]) -> str:
    asked = request.args.get("at", "")
    if asked in {step.key for step in composing.STEPS} and not errors:
        return asked
    changing = writing.version > 0 and problem is None
    return composing.STEPS[0].key if changing else composing.first_open(writing.body, errors)


def as_sent(writing: Writing) -> Writing:
    """The composer as the person sent it, whatever is wrong with it: what was typed is never thrown away."""
    form = request.form
    body: dict[str, Any] = {key: form.get(key, "") for key in (*TEXTS, *CHOICES)}
    body |= {key: form.getlist(key) for key in LISTS}
    body["kept"] = dict(pair.split(":", 1) for pair in form.getlist("kept") if ":" in pair)
    return replace(writing, body=whole(body), codename=form.get("codename") or writing.codename)


def saved_json(draft: Draft, codename: str) -> ResponseReturnValue:
    """What the composer's script is told after a save."""
    return jsonify(
        {
            "ok": True,
            "case": draft.case_id,
            "codename": codename,
            "rev": draft.rev,
            "saved": clock_words(draft.saved_at),
            "finds": finds_json(
                found(current_actor(), typed(draft.body), draft.body["kept"], draft.case_id), draft.body
            ),
        }
    )


def finds_json(finds: Sequence[Found], body: Body) -> list[dict[str, Any]]:
    """Finds for the list beside the text, with places as a browser counts characters."""
    names = ("digest", "words", "why", "replacement", "direct", "kept", "refused")
    return [
        {name: getattr(find, name) for name in names}
        | {"places": [_place(mark, body) for mark in find.places]}
        for find in finds
    ]


def _place(mark: Mark, body: Body) -> dict[str, Any]:
    text = body[mark.field]
    start, end = utf16(text, mark.start), utf16(text, mark.end)
    place = {"field": mark.field, "words": mark.words, "start": start, "end": end}
    return place | ({"meant": mark.meant} if mark.meant else {})


def utf16(text: str, at: int) -> int:
    """A place in a text as scripts count it: an emoji is two."""
    return len(text[:at].encode("utf-16-le")) // 2


def clock_words(at: dt.datetime | None) -> str:
    """The time of day where the organisation is: "18:06"."""
    return f"{at.astimezone(ZoneInfo(the_organisation().timezone)):%H:%M}" if at else ""
