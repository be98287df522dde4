"""Frames and words that no browser sends, made from good ones by a seeded hand."""

from __future__ import annotations

import json
import random
from typing import Any

from tests.live.wires import BINARY, CLOSE, FINAL, MORE, PING, PONG, TEXT, frame, header

NAMES = (
    "case:join",
    "case:sync",
    "case:read",
    "case:leave",
    "presence:here",
    "presence:writing",
    "words:look",
    "suggestion:post",
    "suggestion:edit",
    "suggestion:support",
    "suggestion:reply",
    "connect",
    "disconnect",
    "message",
    "*",
    "",
    "no such thing",
)
KEYS = ("case", "suggestion", "since", "seq", "body", "kind", "client_id", "kept", "word", "on", "quote")
ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        -1,
        2**31,
        2**63,
        2**70,
        -(2**70),
        1e308,
        0.1,
        "",
        "x",
        "0",
        "news",
        "\x00",
        "\ufeff",
        "é" * 300,
    ),
    *(
        "\ud800",
        "\udfff x",
        "💥" * 50,
        "x" * 20_000,
        [],
        {},
        [[]],
        [None],
        ["x"] * 200,
        {"_placeholder": True, "num": 0},
    ),
    *(
        {"__proto__": 1},
        {"a": {"b": {"c": {}}}},
        [{"case": "x"}],
        "NaN",
        "Infinity",
        "../../etc",
        "' OR 1=1 --",
    ),
)
RAW = (
    "NaN",
    "-Infinity",
    '{"case":1,"case":2}',
    "[" * 3000 + "]" * 3000,
    '{"a":' * 2000 + "1" + "}" * 2000,
    "9" * 5000,
    "1e999999",
    '"\\ud800"',
    '"\\u0000"',
    "{" + ",".join(f'"k{number}":1' for number in range(3000)) + "}",
    "[" + "1," * 20_000 + "1]",
)
PACKETS = (
    *(
        "0",
        "1",
        "2",
        "3probe",
        "4",
        "40",
        "40{}",
        "40/admin,",
        "41",
        "41/x,",
        "43[]",
        "430[]",
        "439999999999[1]",
        "44{}",
    ),
    *(
        '451-["x",{"_placeholder":true,"num":0}]',
        '45999999999-["x"]',
        "461-0[]",
        "4" + "9" * 200,
        "5",
        "6",
        "b4",
        "4/",
    ),
    *(
        "42",
        "42[]",
        "42{}",
        '42["x"]',
        "42/x,[]",
        "42/" + "x" * 5000,
        "42[" * 500,
        "4\ud7ff",
        "49",
        "4-1",
        "42999-[]",
    ),
)


class Hand:
    """Makes them, always the same ones for the same seed."""

    def __init__(self, seed: int, good: dict[str, Any]) -> None:
        self._random = random.Random(seed)
        self._good = good
        """What most events would take."""

    def event(self, number: int) -> str:
        """An event with an ack wanted: whatever is in it, it must be answered."""
        if self._random.random() < 0.2:
            name = json.dumps(self._random.choice(NAMES))
            return f"42{number}[{name},{self._random.choice(RAW)}]"[:60_000]
        data: Any = dict(self._good)
        for key in self._random.sample(list(KEYS), self._random.randrange(4)):
            data[key] = self._value()
        if self._random.random() < 0.1:
            data = self._random.choice(ODD)
        rest = [self._random.choice(ODD)] if self._random.random() < 0.1 else []
        text = json.dumps([self._random.choice(NAMES), data, *rest])
        if self._random.random() < 0.2:
            text = self._torn(text)
        # What stands first after the number may not be one more digit of it.
        return f"42{number}" + (text if text.startswith("[") else f"[{text}")

    def packet(self) -> bytes:
        """A packet that is no event, or hardly one."""
        return frame(self._random.choice(PACKETS).encode("utf-8", "surrogatepass"))

    def spoiled(self, good: bytes) -> bytes:
        """A frame that was good, and is something else now."""
        pick, at = self._random.choice, self._random.randrange
        ways = (
            self._flipped,
            lambda good: frame(good)[: at(1, len(good))],  # the end never comes
            lambda good: header(pick((0, 5, 125, 65535, 65537, 2**31, 2**62))) + b"mask" + good,
            lambda good: frame(good[:125], first=at(256)),
            lambda good: frame(good, pick((BINARY, MORE, CLOSE, PING, PONG, 0x3, 0xF))),
            lambda good: frame(good, masked=False),
            lambda _good: frame(b"4", first=TEXT) + frame(b"xy", first=MORE) * at(1500),
            lambda _good: frame(
                b"\xaa\x56\x4a\x2c\x4d" * 20, first=FINAL | 0x40 | TEXT
            ),  # deflated, they say
            lambda _good: self._random.randbytes(at(1, 400)),
        )
        return pick(ways)(good)

    def _flipped(self, good: bytes) -> bytes:
        spoiled = bytearray(frame(good))
        for _ in range(self._random.randrange(1, 6)):
            spoiled[self._random.randrange(len(spoiled))] ^= 1 << self._random.randrange(8)
        return bytes(spoiled)

    def _value(self) -> Any:
        return self._random.choice(list(self._good.values()) if self._random.random() < 0.3 else ODD)

    def _torn(self, text: str) -> str:
        at, to = sorted(self._random.randrange(len(text)) for _ in range(2))
        return self._random.choice((text[:at], text[:at] + text[to:], text[:to] + text[at:]))
