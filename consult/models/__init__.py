"""Tables, one file a noun. Importing this package makes all of them known."""

from consult.core import events
from consult.models import cases, groups, notices, outcomes, people, plans, protection, suggestions

__all__ = ["cases", "events", "groups", "notices", "outcomes", "people", "plans", "protection", "suggestions"]
