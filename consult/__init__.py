"""Consult: social workers bring a stuck case, and colleagues help at once."""

__version__ = "0.1.0"
