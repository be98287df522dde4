"""A stream of bytes under a passphrase: pieces of AES-256-GCM in order, so none can be changed, moved or cut.

The nonce of each piece holds its number and whether it is the last one, after the STREAM construction
(Hoang, Reyhanitabar, Rogaway, Vizar, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance",
2015). The key comes from the passphrase by scrypt (RFC 7914) with n = 2**15, r = 8, p = 1.
"""

from __future__ import annotations

import io
import secrets
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"consult-sealed-1\n"
PIECE = 1 << 20
"""Bytes of one piece before sealing."""
TAG, SALT, PREFIX = 16, 16, 7


class WrongPassphrase(Exception):
    """The passphrase is another one, or the bytes were changed or cut."""


def _key(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase.encode()))


class Sealer(io.RawIOBase):
    """Write into it; sealed pieces go to the file below. Closing it writes the last piece, not the file."""

    def __init__(self, below: IO[bytes], passphrase: str) -> None:
        super().__init__()
        salt, self._prefix = secrets.token_bytes(SALT), secrets.token_bytes(PREFIX)
        self._below, self._key, self._left, self._number = below, _key(passphrase, salt), bytearray(), 0
        below.write(MAGIC + salt + self._prefix)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override] # bytes are all that is written here
        self._left += data
        while len(self._left) > PIECE:  # the last piece, full or not, waits for the end
            self._put(bytes(self._left[:PIECE]), last=False)
            del self._left[:PIECE]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._put(bytes(self._left), last=True)
        super().close()

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._below.write(self._key.encrypt(_nonce(self._prefix, self._number, last=last), piece, None))
        self._number += 1


class Opener(io.RawIOBase):
    """Read what a Sealer wrote. Raises WrongPassphrase as soon as something does not fit."""

    def __init__(self, below: IO[bytes], passphrase: str) -> None:
        super().__init__()
        if below.read(len(MAGIC)) != MAGIC:
            raise WrongPassphrase("This is no sealed file.")
        salt, self._prefix = below.read(SALT), below.read(PREFIX)
        self._below, self._key, self._number = below, _key(passphrase, salt), 0
        self._next, self._open, self._ended = below.read(PIECE + TAG), b"", False

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray) -> int:  # type: ignore[override] # the reader above hands bytearrays
        while not self._open and not self._ended:
            self._open = self._get()
        some = self._open[: len(into)]
        into[: len(some)] = some
        self._open = self._open[len(some) :]
        return len(some)

    def _get(self) -> bytes:
        sealed, self._next = self._next, self._below.read(PIECE + TAG)
        self._ended = not self._next
        nonce = _nonce(self._prefix, self._number, last=self._ended)
        self._number += 1
        try:
            return self._key.decrypt(nonce, sealed, None)
        except InvalidTag:
            raise WrongPassphrase("The passphrase is another one, or the file was changed or cut.") from None


def is_sealed(start: bytes) -> bool:
    """Does a file begin like one of ours?"""
    return start.startswith(MAGIC)


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
