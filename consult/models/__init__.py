"""Tables, one file a noun. Importing this package makes all of them known."""

from consult.core import events
from consult.models import (
    askings,
    cases,
    doubts,
    groups,
    notices,
    outcomes,
    people,
    plans,
    protection,
    strikes,
    suggestions,
)

__all__ = [
    "askings",
    "cases",
    "doubts",
    "events",
    "groups",
    "notices",
    "outcomes",
    "people",
    "plans",
    "protection",
    "strikes",
    "suggestions",
]
