"""What fields are called where an error names them: in the summary above a form."""

from __future__ import annotations

from flask import Flask

from consult.core.texts import N_, _
from consult.domain.cases.bodies import CHOICES, LISTS, TEXTS, label

LABELS = {
    "allowed": N_("Words that are fine here"),
    "answer": N_("Your answer"),
    "barrier": N_("In the way"),
    "body": N_("Your words"),
    "code": N_("Set-up code"),
    "crisis_contact": N_("Whom to call"),
    "crisis_link": N_("Link to your crisis steps"),
    "due_on": N_("Date"),
    "email": N_("E-mail"),
    "emails": N_("E-mail addresses"),
    "facilitator_id": N_("Facilitator"),
    "goal": N_("Goal"),
    "group": N_("Name of the group"),
    "kind": N_("Kind"),
    "line": N_("Line"),
    "measure": N_("How we will know"),
    "name": N_("Name"),
    "never": N_("Words that must never slip through"),
    "new_password": N_("New password"),
    "old_password": N_("Password until now"),
    "organisation": N_("Name of your organisation"),
    "password": N_("Password"),
    "person_id": N_("Colleague"),
    "phrases": N_("Words to remove"),
    "promise": N_("Agreement"),
    "purpose": N_("What is this group for?"),
    "quote": N_("Words of the case"),
    "rated_by": N_("Who says so?"),
    "removed": N_("Word to take off"),
    "responsible": N_("Who"),
    "review_on": N_("When will you look at it again?"),
    "role": N_("Role"),
    "sentence": N_("One sentence for the next person"),
    "supports": N_("People and places that support"),
    "talked_through": N_("Talked it through with the person?"),
    "timezone": N_("Time zone"),
    "until": N_("Ask again on"),
    "verdict": N_("How did it go?"),
    "when": N_("By when"),
    "why_not": N_("Because"),
    "word": N_("Your word"),
    "words": N_("Step"),
}
"""Names of fields, for all forms but the composer's, which knows its own."""

COMPOSER = frozenset((*TEXTS, *CHOICES, *LISTS))


def install(app: Flask) -> None:
    """Let templates ask."""
    app.add_template_global(field_label, "field_label")


def field_label(field: str) -> str:
    """What a field is called; a row's field (`goal-<id>-title`) by its sort; empty where nobody knows it."""
    name = field.partition("-")[0]
    if name in LABELS:
        return _(LABELS[name])
    return label(name) if name in COMPOSER else ""
