"""The layer that knows names: by the lexicon, by how words are written, and by the words beside them."""

from consult.deid.names.layer import by_names
from consult.deid.names.persons import Naming, stand_ins

__all__ = ["Naming", "by_names", "stand_ins"]
