"""Whole numbers in addresses: from outside, so of any length."""

from __future__ import annotations

from flask import request

LONGEST = 9
"""Digits: what the databases' integers hold."""


def number_asked(name: str, preset: int) -> int:
    """The number that the address gives under this name, or the preset where it gives none that fits."""
    given = request.args.get(name, "")
    return int(given) if given.isdecimal() and len(given) <= LONGEST else preset
