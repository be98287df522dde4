"""Random ids for rows and addresses: no word, no counting number, nothing about a person."""

from __future__ import annotations

import secrets

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""32 letters and digits without the look-alikes l, o, 0 and 1."""
LENGTH = 16


def new_id() -> str:
    """A row's id: 16 letters of 5 bits, 80 bits in all; safe in an address, never guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_token() -> str:
    """A secret for links and cookies: 256 bits, URL-safe. Only its hash is ever stored."""
    return secrets.token_urlsafe(32)
