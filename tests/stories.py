"""Words and cases for tests: invented, and clean of identifiers unless a test puts one in."""

from __future__ import annotations

from typing import Any

from consult.domain.cases import drafts
from consult.domain.cases.postings import post_case
from consult.models.cases import Case, Draft
from tests.people import FAMILY, INES, actor

PHONE = "(555) 010-4477"
WORDS = {
    "question": "What could we try before the school calls a formal meeting?",
    "situation": "[young person] moved in with [relative] in early autumn. Mornings have become hard.",
    "tried": "A graded return plan and a morning checklist. The checklist became one more thing to fail at.",
    "consent": "client_informed_and_agrees",
    "rare": "no",
    "group_id": FAMILY,
}


def body(**other: Any) -> dict[str, Any]:
    """A draft's fields, ready to be posted but for what a test changes."""
    return drafts.blank("a seed").body | WORDS | other


def a_draft(who: str = INES, **other: Any) -> Draft:
    """Somebody's saved draft."""
    return drafts.start_draft(actor(who), body=body(**other))


def posted(who: str = INES, **other: Any) -> Case:
    """Somebody's posted case."""
    return post_case(actor(who), a_draft(who, **other).case_id)
