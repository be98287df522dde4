"""Every column that may hold a case's words, in one list: what a strike looks through, and what it need not.

A new column with text in it belongs into `WORDS`, `DRAWN` or `SHEETS`, or into `EXEMPT` with the reason: a
test fails until it is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from consult.core.db import Base
from consult.core.texts import N_
from consult.domain.cases.bodies import TEXTS
from consult.domain.plans.plan_words import is_free_text
from consult.domain.screening import KEEP_REASONS
from consult.models.askings import Asking
from consult.models.cases import Case, CaseGoal, CaseSection, CaseVersion, Draft, Kept
from consult.models.doubts import Doubt
from consult.models.outcomes import Outcome
from consult.models.plans import Barrier, Goal, Plan, PlanVersion, Step
from consult.models.protection import StandIn
from consult.models.suggestions import Adoption, Reply, Suggestion, SuggestionEdit


class Sort(StrEnum):
    """The sorts of places, in the order in which people read of them."""

    CASE = "case"
    NOTES = "notes"
    GOALS = "goals"
    SUGGESTIONS = "suggestions"
    QUOTES = "quotes"
    EARLIER = "earlier"
    REPLIES = "replies"
    STEPS = "steps"
    PLAN = "plan"
    DRAFT = "draft"


NAMES: dict[Sort, str] = {
    Sort.CASE: N_("The case, in all its versions"),
    Sort.NOTES: N_("Lines written with the case, by its presenter or those they asked"),
    Sort.GOALS: N_("Goals shown with the case"),
    Sort.SUGGESTIONS: N_("Suggestions"),
    Sort.QUOTES: N_("Quotes"),
    Sort.EARLIER: N_("Earlier wordings of suggestions"),
    Sort.REPLIES: N_("Replies"),
    Sort.STEPS: N_("Steps and outcomes, as colleagues see them"),
    Sort.PLAN: N_("The plan, in all its versions"),
    Sort.DRAFT: N_("Your draft"),
}
"""What each sort is called."""

PRIVATE = frozenset({Sort.PLAN, Sort.DRAFT})
"""What only the presenter may know of: struck like everything else, and counted for nobody but them."""

WORDS: dict[type[Base], dict[str, Sort]] = {
    Case: dict.fromkeys(["safety_step", "closing"], Sort.NOTES),
    Asking: {"line": Sort.NOTES},
    Doubt: dict.fromkeys(["part", "reason"], Sort.NOTES),
    CaseVersion: dict.fromkeys(["title", "why", "rare_why"], Sort.CASE),
    CaseSection: {"body": Sort.CASE},
    CaseGoal: {"title": Sort.GOALS},
    Suggestion: {"body": Sort.SUGGESTIONS},
    SuggestionEdit: {"body": Sort.EARLIER},
    Reply: {"body": Sort.REPLIES},
    Adoption: dict.fromkeys(["words", "as_suggested", "goal", "line"], Sort.STEPS),
    Plan: dict.fromkeys(["concerns", "strengths", "client_words", "supports"], Sort.PLAN),
    Goal: dict.fromkeys(
        ["title", "level_m2", "level_m1", "level_0", "level_p1", "level_p2", "why_dropped"], Sort.PLAN
    ),
    Barrier: {"words": Sort.PLAN},
    Step: {"words": Sort.PLAN},
    Outcome: {"line": Sort.PLAN},
    PlanVersion: {"why": Sort.PLAN},
    StandIn: {"words": Sort.DRAFT},
    Kept: {"why": Sort.NOTES},
}
"""Columns of words, and the sort of place that each is."""

DRAWN: dict[type[Base], tuple[str, str]] = dict.fromkeys((CaseSection, Suggestion, Reply), ("body", "html"))
"""HTML that is made from the words beside it, and made anew when they change."""

QUOTED: dict[type[Base], tuple[str, ...]] = {Suggestion: ("quote_words", "quote_before", "quote_after")}
"""Quoted words and what stands around them: cut from a version, so they may hold a part of a phrase."""


def _fields_of_draft(body: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    yield from (((name,), body[name]) for name in TEXTS if body.get(name))
    reasons = body.get("kept", {}).items()
    yield from ((("kept", digest), why) for digest, why in reasons if why not in KEEP_REASONS)


def _fields_of_plan(body: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    yield from ((("sheet", name), text) for name, text in body["sheet"].items() if is_free_text(name))
    yield from ((("steps", id_, "words"), step["words"]) for id_, step in body["steps"].items())


Fields = Callable[[Mapping[str, Any]], Iterator[tuple[tuple[str, ...], str]]]
SHEETS: dict[type[Base], tuple[str, Sort, Fields]] = {
    Draft: ("body", Sort.DRAFT, _fields_of_draft),
    PlanVersion: ("body", Sort.PLAN, _fields_of_plan),
}
"""Columns of JSON, and where in them words of people stand; the rest is ids and chosen keys."""

EXEMPT: dict[str, str] = {
    "a key from a fixed list, or a number": """
        adoptions.reply_before adoptions.verdict askings.answer askings.what barriers.level
        case_people.role case_sections.key case_versions.about case_versions.rare cases.consent
        cases.scope cases.state cases.urgency doubts.decision events.kind goals.domain groups.kind
        join_requests.role kept.action kept.kind kept.reason kept.rule letters.kind links.kind links.role
        memberships.role notices.kind organisations.language organisations.timezone outcomes.rated_by
        outcomes.verdict outcomes.why_not people.announcements people.theme plans.kind replies.reason
        replies.word steps.measure steps.responsible steps.state steps.talked_through strikes.places
        suggestion_edits.kind suggestions.kind suggestions.quote_section""",
    "an id, or names of columns": """
        cases.helped events.about_id events.actor_id events.fields events.stream kept.about_id
        never_words.owner notices.about_id receipts.about_id receipts.client_id receipts.person_id
        recusals.sign_in_id streams.name""",
    "a hash, or sealed": """
        attempts.key kept.digest letters.path links.token_hash never_words.digest people.password_hash
        sign_ins.token_hash stand_ins.digest strikes.digests""",
    "what the program names itself": """
        case_versions.engine cases.checked_with cases.codename kept.engine plans.codename sign_ins.device""",
    "about colleagues and their house, told by themselves; not from a case": """
        groups.name groups.purpose letters.to_email links.email organisations.allowed_words
        organisations.crisis_contact organisations.crisis_link organisations.name people.email people.name""",
}
"""Columns of text that hold nothing of a case's words, by the reason."""
