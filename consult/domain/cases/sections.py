"""What a case is made of: its sections in order, and the facts that are chosen from lists."""

from __future__ import annotations

from dataclasses import dataclass

from consult.core.texts import N_
from consult.models.cases import Consent, Urgency

TITLE_LONGEST = 90
SENTENCE_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the words: its name on the case, what its author is asked, how long it may be."""

    key: str
    label: str
    asks: str
    hint: str
    longest: int
    required: bool = False


SECTIONS = (
    Section(
        "question",
        N_("What I need help with"),
        N_("What would help you most right now?"),
        N_("One sentence is enough. A question that begins with how or what brings the most ideas."),
        600,
        required=True,
    ),
    Section(
        "situation",
        N_("What is going on"),
        N_("What is going on?"),
        N_("Only what changes the advice. Say [young person] or [relative] where a name would stand."),
        20_000,
        required=True,
    ),
    Section(
        "tried",
        N_("What I have tried"),
        N_("What have you tried, and what happened?"),
        N_("Short is fine. Two or three things. Colleagues use this so they don’t suggest what you know."),
        6_000,
        required=True,
    ),
    Section(
        "strengths",
        N_("Strengths I see"),
        N_("What is going well, even a little?"),
        N_("Strengths of the person, of those around them, and yours."),
        4_000,
    ),
    Section(
        "client_words",
        N_("In the person’s own words"),
        N_("What does the person say they want?"),
        N_("As they would say it themself."),
        2_000,
    ),
    Section(
        "concerns",
        N_("Immediate concerns"),
        N_("What worries you right now?"),
        N_("What is so now, not its history."),
        2_000,
    ),
    Section(
        "barriers",
        N_("What stands in the way"),
        N_("What stands in the way?"),
        N_("Look beyond the person too: relations, services, money, rules."),
        4_000,
    ),
    Section(
        "worker_view",
        N_("How I see it myself"),
        N_("How do you see it yourself?"),
        N_("Your own feelings and guesses belong here."),
        2_000,
    ),
    Section(
        "culture",
        N_("Culture and background"),
        N_("Which background matters here?"),
        N_("As the person describes it. Rare combinations can point to someone."),
        2_000,
    ),
    Section(
        "constraints",
        N_("What cannot change"),
        N_("What can you not change?"),
        N_("Mandate, court, time. No case numbers."),
        2_000,
    ),
)
"""Every section in the order in which colleagues read them."""
BY_KEY = {section.key: section for section in SECTIONS}
REQUIRED = tuple(section.key for section in SECTIONS if section.required)

NOTHING_YET = N_("Nothing yet")
"""What stands in "tried" before anything is typed."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about a case that is chosen from a list, never typed."""

    key: str
    label: str
    options: dict[str, str]
    several: bool = False


_AGES = ("0-4", "5-9", "10-14", "15-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-89", "90+")

FACTS = (
    Fact(
        "question_type",
        N_("What kind of help?"),
        {
            "new_ideas": N_("New ideas"),
            "understand_better": N_("Understand it better"),
            "check_my_plan": N_("Check my plan"),
            "blind_spots": N_("Find my blind spots"),
            "resource": N_("A service or material"),
            "ethics": N_("An ethical question"),
            "how_to_end": N_("How to end well"),
            "support_for_me": N_("Support for me"),
        },
    ),
    Fact("age_band", N_("Age"), {band: band for band in _AGES}),
    Fact(
        "client_unit",
        N_("Who is it about?"),
        {
            "individual": N_("One person"),
            "couple": N_("A couple"),
            "family": N_("A family"),
            "group": N_("A group"),
            "community": N_("A community"),
        },
    ),
    Fact(
        "setting",
        N_("Where do you meet?"),
        {
            "child_welfare": N_("Child welfare"),
            "schools": N_("School"),
            "health": N_("Health care"),
            "mental_health_outpatient": N_("Mental health, outpatient"),
            "inpatient": N_("Inpatient"),
            "crisis": N_("Crisis service"),
            "substance_use": N_("Substance use service"),
            "older_adults": N_("Service for older adults"),
            "disability": N_("Disability service"),
            "housing": N_("Housing service"),
            "justice": N_("Justice"),
            "private_practice": N_("Private practice"),
            "community": N_("In the community"),
            "other": N_("Somewhere else"),
        },
    ),
    Fact(
        "domains",
        N_("Parts of life it touches"),
        {
            "safety": N_("Safety"),
            "housing": N_("Housing"),
            "income_and_work": N_("Income and work"),
            "education": N_("Education"),
            "physical_health": N_("Physical health"),
            "mental_health": N_("Mental health"),
            "substance_use": N_("Substance use"),
            "family": N_("Family"),
            "relationships": N_("Relationships"),
            "social_network": N_("Friends and neighbours"),
            "culture_and_identity": N_("Culture and identity"),
            "legal": N_("Legal matters"),
            "daily_living": N_("Daily living"),
            "meaning_and_spirituality": N_("Meaning and faith"),
            "digital_access": N_("Access to the internet"),
            "other": N_("Something else"),
        },
        several=True,
    ),
)
"""Facts for `CaseVersion.about`."""

URGENCIES = {
    Urgency.ROUTINE: N_("No hurry"),
    Urgency.SOON: N_("This week"),
    Urgency.URGENT: N_("In the next two days"),
    Urgency.IMMINENT: N_("Someone may be in danger now"),
}

CONSENTS = {
    Consent.AGREED: N_("They agreed"),
    Consent.COVERED: N_("Agreement covers team consultation"),
    Consent.CHANGED: N_("Not asked: changed enough that they cannot be recognised"),
    Consent.ASK: N_("Ask my facilitator"),
}

RARE = {
    "no": N_("No"),
    "changed": N_("They could have, so I changed it"),
    "needed": N_("Yes, but colleagues need it"),
}
"""Could somebody recognise this? What makes a story rare is found by no check, so its author answers."""

SAFETY_STEPS = {
    "supervisor_reached": N_("I reached my supervisor"),
    "emergency_service": N_("I called the emergency service"),
    "safety_plan": N_("We made a safety plan"),
    "protective_report": N_("I made a protective report"),
    "warning_considered": N_("I looked at the duty to warn"),
    "not_imminent": N_("I looked at the risk: it is not imminent"),
}
"""What may have been done about danger before a case is opened."""
