"""Keyed digests and sealed words. The key lies beside the database, not in it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

_key: bytes = b""


def use(key: bytes) -> None:
    """Set the installation's key (at least 32 bytes); done once, when the program starts."""
    global _key  # noqa: PLW0603 - one installation per process
    _key = key


def digest(purpose: str, text: str) -> str:
    """32 hex letters that stand for the text, for this purpose, in this installation only."""
    return hmac.new(_key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()[:32]


def secret(purpose: str, text: str) -> str:
    """A token of 256 bits that the same text gives again, in this installation only; never stored."""
    made = hmac.new(_key, f"secret:{purpose}\0{text}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def token_hash(token: str) -> str:
    """What is stored of a secret token: its SHA-256. A copy of the database opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare secrets without telling by the time how much of them was right."""
    return hmac.compare_digest(one.encode(), other.encode())


def seal(purpose: str, text: str) -> str:
    """The text so that only this installation reads it again: for what must be stored and is a secret."""
    return _sealer(purpose).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str) -> str:
    """What `seal` was given for the same purpose."""
    return _sealer(purpose).decrypt(sealed.encode()).decode()


def _sealer(purpose: str) -> Fernet:
    from cryptography.fernet import Fernet  # noqa: PLC0415 - few requests need it

    own = hmac.new(_key, f"seal\0{purpose}".encode(), hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(own))
