"""What the identifier check costs where people wait: a suggestion, a paragraph, a case after an edit."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from consult.deid import find, find_in
from consult.deid.model.merging import merged
from consult.domain import screening
from consult.domain.second_look import SecondLook
from consult.models.actor import Actor

ROUNDS = 15
SUGGESTION = (
    "Make the first goal smaller than school: walk past the gate with Nadia one evening, go home, call that a"
    " success. Then? "
)
PARAGRAPH = (
    "Presenting concern: Yolanda is 34 and has three children; she was referred after a report in"
    " February 2024. She lives at 5506 14th Avenue in Amarillo with her partner Kendra. PHQ-9 of 17"
    " at intake. Twelve weeks of CBT following Beck's model, a parenting group on Monday mornings,"
    " and a Section 8 application. Her sister says she has not been taking her sertraline. She no"
    " longer answers at 509 555 0159, and the counselor reports that her oldest is falling asleep in"
    " class."
)[:500]
CASE_WORDS = 3000
MEMORY = """
import sys
from pathlib import Path
def resident(): return int(Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0]) / 1024
import dataclasses, json, re, unicodedata
before = resident()
from consult.deid import find
find(sys.argv[1])
print(resident() - before)
"""


def measure(by: Actor) -> dict[str, float]:
    """Milliseconds of each, medians; seconds to load; memory in MB."""
    figures = {
        "suggestion_ms": middle(lambda number: screening.look(by, {"body": f"{number} {SUGGESTION}"[:120]})),
        "paragraph_1_ms": middle(lambda number: find(edited(PARAGRAPH, number))),
        "edit_1_ms": middle(lambda number: find_in(a_case(number))),
        "load_s": load(),
        "memory_mb": float(alone(MEMORY, PARAGRAPH)),
    }
    second = SecondLook()
    if second.look(a_case(-1)) is not None:
        figures["paragraph_1_2_ms"] = middle(lambda number: both(second, {"a": edited(PARAGRAPH, number)}))
        figures["edit_1_2_ms"] = middle(lambda number: both(second, a_case(number)))
    second.close()
    return figures


def both(second: SecondLook, texts: dict[str, str]) -> None:
    first, again = find_in(texts), second.look(texts)
    assert again is not None
    for name, text in texts.items():
        merged(text, first[name], again[name])


def a_case(number: int) -> dict[str, str]:
    """A case of 3,000 words in five fields, as it is after another edit in one of its paragraphs."""
    words = len(PARAGRAPH.split())
    paragraphs = [f"{place}. {PARAGRAPH}" for place in range(CASE_WORDS // words)]
    paragraphs[7] = edited(paragraphs[7], number)
    return {f"field{field}": "\n\n".join(paragraphs[field::5]) for field in range(5)}


def edited(paragraph: str, number: int) -> str:
    return paragraph.replace("three children", f"{number} children")


def middle(check: Callable[[int], object]) -> float:
    """The median time of a check, in milliseconds, each time on other words."""
    check(-2)
    times = []
    for number in range(ROUNDS):
        begun = time.perf_counter()
        check(number)
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def load() -> float:
    """Seconds to import the check and make its first find, beyond what Python takes to start."""
    took = []
    for program in ("pass", "import sys; from consult.deid import find; find(sys.argv[1])"):
        begun = time.perf_counter()
        alone(program, PARAGRAPH)
        took.append(time.perf_counter() - begun)
    return took[1] - took[0]


def alone(program: str, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True
    ).stdout
