"""Is a draft ready to be shown? What is missing, in words, field by field; and what follows from the rest."""

from __future__ import annotations

import re
from typing import Any

from consult.core.texts import _
from consult.domain.cases.bodies import Body
from consult.domain.cases.sections import (
    CONSENTS,
    FACTS,
    RARE,
    SAFETY_STEPS,
    SECTIONS,
    SENTENCE_LONGEST,
    TITLE_LONGEST,
    URGENCIES,
)
from consult.models.cases import Scope, Urgency

MOST_NAMED = 12

_BRACKETS_AND_MARKS = re.compile(r"^[#>*\-\s]+|[*_`]")


def missing(body: Body) -> dict[str, str]:
    """What stands between a draft and its posting: one sentence for each field, in the form's order."""
    return _in_words(body) | _in_choices(body)


def _in_words(body: Body) -> dict[str, str]:
    errors = {}
    for section in SECTIONS:
        text = body[section.key].strip()
        if section.required and not text:
            errors[section.key] = _EMPTY[section.key]()
        elif len(text) > section.longest:
            errors[section.key] = _shorten(section.longest)
    for key, longest in (
        ("title", TITLE_LONGEST),
        ("why", SENTENCE_LONGEST),
        ("rare_why", SENTENCE_LONGEST),
        ("safety_when", SENTENCE_LONGEST),
    ):
        if len(body[key].strip()) > longest:
            errors[key] = _shorten(longest)
    return errors


_EMPTY = {
    "question": lambda: _("Say what would help you. One sentence is enough."),
    "situation": lambda: _("Say what is going on."),
    "tried": lambda: _("Say what you have tried, or write “Nothing yet”."),
}


def _in_choices(body: Body) -> dict[str, str]:
    errors = {}
    if body["urgency"] not in URGENCIES:
        errors["urgency"] = _("Say how soon you need help.")
    errors |= _safety_step(body) if body["urgency"] == Urgency.IMMINENT else {}
    errors |= _audience(body)
    if body["consent"] not in CONSENTS:
        errors["consent"] = _("Say how this is okay.")
    errors |= _rare(body)
    for fact in FACTS:
        chosen = body[fact.key] if fact.several else [body[fact.key]]
        if any(one and one not in fact.options for one in chosen):
            errors[fact.key] = _("Choose one from the list.")
    return errors


def _safety_step(body: Body) -> dict[str, str]:
    errors = {}
    if body["safety_step"] not in SAFETY_STEPS:
        errors["safety_step"] = _("Say which safety step you have taken. Then colleagues can help.")
    if not body["safety_when"].strip():
        errors["safety_when"] = _("Say when that was, such as “half an hour ago”.")
    return errors


def _rare(body: Body) -> dict[str, str]:
    if body["rare"] not in RARE:
        return {"rare": _("Say whether somebody could recognise this. No check finds that.")}
    if body["rare"] == "needed" and not body["rare_why"].strip():
        return {"rare_why": _("Say in one line why colleagues need it.")}
    return {}


def _audience(body: Body) -> dict[str, str]:
    errors = {}
    if not body["group_id"]:
        errors["group_id"] = _("Choose the group.")
    if body["scope"] not in set(Scope):
        errors["scope"] = _("Say who may see it.")
    if body["scope"] == Scope.NAMED and not 1 <= len(set(body["people"])) <= MOST_NAMED:
        errors["people"] = _("Choose one to {count} people.").format(count=MOST_NAMED)
    return errors


def words_shown(body: Body) -> dict[str, str]:
    """A draft's words as others will read them: what was typed behind another choice is not among them."""
    words = {section.key: body[section.key].strip() for section in SECTIONS}
    words |= {"title": body["title"].strip() or title_from(body["question"]), "why": body["why"].strip()}
    step = SAFETY_STEPS.get(body["safety_step"], "")
    words["rare_why"] = body["rare_why"].strip() if body["rare"] == "needed" else ""
    words["safety_when"] = f"{_(step)}: {body['safety_when'].strip()}" if step else ""
    return words


def about(body: Body) -> dict[str, Any]:
    """The chosen facts, as a version keeps them: only those that were chosen."""
    return {fact.key: body[fact.key] for fact in FACTS if body[fact.key]}


def title_from(question: str) -> str:
    """A title made from the question: its beginning, cut between two words."""
    words = " ".join(_BRACKETS_AND_MARKS.sub("", line) for line in question.splitlines()).split()
    title = " ".join(words)
    if len(title) <= TITLE_LONGEST:
        return title
    cut = title[:TITLE_LONGEST]
    at = cut.rfind(" ") if " " in cut else len(cut) - 1
    return cut[:at].rstrip(" ,;:([–—-") + "…"


def _shorten(longest: int) -> str:
    return _("Shorten this to {max_length} characters or fewer.").format(max_length=longest)
