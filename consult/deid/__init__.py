"""Finding what could identify a person: text in, finds out. Knows nothing of the house around it."""

from consult.deid.engine import find
from consult.deid.kinds import label
from consult.deid.rows import Find, Rule

__all__ = ["Find", "Rule", "find", "label"]
