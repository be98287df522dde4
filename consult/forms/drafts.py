"""The composer’s form: everything as typed, capped only against floods; posting asks for what is missing."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator

from consult.domain import screening
from consult.domain.cases.bodies import CHOICES, LISTS, MOST_KEPT, TEXTS
from consult.domain.cases.stand_ins import Chosen as ReplacedFind
from consult.forms.reading import Form

LONGEST = 40_000
MOST_CHOSEN = 60
MOST_CHOICES, LONGEST_CHOICE = 100, 500


def as_typed(text: str) -> str:
    """Line ends as the browser's own fields count them, and nothing that a database cannot hold."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


Typed = Annotated[str, Field(max_length=LONGEST), AfterValidator(as_typed)]
Chosen = Annotated[str, Field(max_length=MOST_CHOSEN)]
KeptFind = Annotated[str, Field(max_length=120)]
Several = Annotated[list[Chosen], Field(max_length=MOST_CHOSEN)]
Few = Annotated[
    list[Annotated[str, Field(max_length=LONGEST_CHOICE)]],
    BeforeValidator(lambda several: several[-MOST_CHOICES:]),
]


class DraftForm(Form):
    """What the composer sends when it saves."""

    model_config = ConfigDict(str_strip_whitespace=False)

    rev: int = Field(0, ge=0, le=1_000_000_000)
    codename: Chosen = ""
    then: Chosen = "save"
    """Where to go when it is saved: save, check, preview, codename, ask, unask, post."""

    title: Typed = ""
    question: Typed = ""
    situation: Typed = ""
    tried: Typed = ""
    strengths: Typed = ""
    client_words: Typed = ""
    concerns: Typed = ""
    barriers: Typed = ""
    worker_view: Typed = ""
    culture: Typed = ""
    constraints: Typed = ""
    safety_when: Typed = ""
    why: Typed = ""
    rare_why: Typed = ""

    question_type: Chosen = ""
    age_band: Chosen = ""
    client_unit: Chosen = ""
    setting: Chosen = ""
    urgency: Chosen = ""
    safety_step: Chosen = ""
    feels_stuck: Chosen = ""
    plan_id: Chosen = ""
    group_id: Chosen = ""
    scope: Chosen = ""
    consent: Chosen = ""
    rare: Chosen = ""
    reader: Chosen = ""
    domains: Several = Field(default_factory=list)
    people: Several = Field(default_factory=list)

    kept: Annotated[list[KeptFind], Field(max_length=MOST_KEPT)] = Field(default_factory=list)
    """Finds that stay, each as "digest:reason"."""
    replaced: Few = Field(default_factory=list)
    """What script replaced since the last save, each as "digest:new words"."""
    marked: Few = Field(default_factory=list)
    """Words marked by hand, to be found from now on; if they were replaced at once, "words<tab>new words"."""
    replace: Chosen = ""
    change: Chosen = ""
    keep: Chosen = ""
    """One press in the list of finds: which, and for keep "digest:reason"."""

    @model_validator(mode="after")
    def looked_at_in_one_go(self) -> DraftForm:  # noqa: N804 - it stands behind the form, not before
        """All texts together may be as long as what is looked at for identifiers."""
        if screening.too_long({name: getattr(self, name) for name in TEXTS}):
            raise ValueError(screening.TooLong().words)
        return self

    @property
    def choices(self) -> list[ReplacedFind]:
        """What was replaced, as the domain takes it."""
        found = [one.partition(":") for one in self.replaced]
        by_hand = [one.partition("\t") for one in self.marked]
        return [
            *(ReplacedFind(digest, words.strip()) for digest, _colon, words in found),
            *(ReplacedFind("", words.strip(), marked) for marked, tab, words in by_hand if marked and tab),
        ]

    @property
    def by_hand(self) -> list[str]:
        """The words that were marked."""
        return [one.partition("\t")[0] for one in self.marked]

    def body(self) -> dict[str, Any]:
        """The draft's body."""
        fields = {name: getattr(self, name) for name in (*TEXTS, *CHOICES, *LISTS)}
        return fields | {"kept": dict(pair.split(":", 1) for pair in self.kept if ":" in pair)}


class ChecksForm(Form):
    """The page that goes through all finds at once: `do-<digest>` and `words-<digest>` stand beside it."""

    rev: int = Field(ge=0, le=1_000_000_000)
    other: Annotated[str, Field(max_length=LONGEST_CHOICE)] = ""
    """Other words that could identify someone; with what to write instead."""
    other_words: Annotated[str, Field(max_length=LONGEST_CHOICE)] = ""
    all: Literal["", "yes"] = ""
    """Replace everything that was found and not kept."""
