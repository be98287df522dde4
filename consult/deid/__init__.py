"""Finding what could identify a person: text in, finds out. Knows nothing of the house around it."""

from consult.deid.engine import VERSION, find, find_in
from consult.deid.kinds import CATEGORIES, label
from consult.deid.rows import Find, Rule
from consult.deid.site import PLAIN, Site

__all__ = ["CATEGORIES", "PLAIN", "VERSION", "Find", "Rule", "Site", "find", "find_in", "label"]
