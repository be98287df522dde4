"""The rules of the house that can be read off its files. Each exception stands here, with its reason."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
CODE = HOUSE / "consult"
LONGEST = 350
LEVELS = {"debug", "info", "warning", "warn", "error", "critical", "exception", "log"}

OWN_WORDS = {
    (
        "domain/consultation/suggestions.py",
        "body",
    ): "what it said before passed the check when it was written",
    (
        "domain/consultation/suggestions.py",
        "pin.words",
    ): "the case's own words, which passed when it was posted",
    ("domain/consultation/suggestions.py", "pin.prefix"): "the same",
    ("domain/consultation/suggestions.py", "pin.suffix"): "the same",
    ("domain/plans/adoptions.py", "why"): "a sentence of ours with a colleague's first name",
    ("domain/strikes/finding.py", "new"): "what passed when it was written, with words taken out",
    ("domain/strikes/quoting.py", "words"): "the same",
    ("domain/strikes/quoting.py", "pin.prefix"): "the same",
    ("domain/strikes/quoting.py", "pin.suffix"): "the same",
    ("demo/cast.py", "circle.name"): "the demo is ours",
    ("demo/cast.py", "circle.purpose"): "the demo is ours",
}
"""What `screening.own` may let through besides empty words and sentences of the catalogue."""
MAY_BE_LOGGED = {
    "type(problem).__name__": "the kind of a fault, never its message",
    "fault": "the same",
    "place(problem)": "a file of ours and a line",
    "ref": "random letters that the person is shown too",
    "name": "a job's name",
    "happened.kind": "an event's name",
    "letter.id": "an id",
    "absent": "what an inner part of a library is called",
}


Calls = list[tuple[str, ast.Call]]
"""What is called, as it is written, and the call."""


@functools.cache
def modules() -> dict[str, Calls]:
    """All that every module of the program calls, by its path in the package."""
    found: dict[str, Calls] = {}
    for path in sorted(CODE.rglob("*.py")):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        made = [(ast.unparse(node.func), node) for node in nodes if isinstance(node, ast.Call)]
        found[path.relative_to(CODE).as_posix()] = made
    return found


def callers(what: str) -> set[str]:
    """The modules that call a function or method of this name."""
    return {name for name, made in modules().items() if any(one.split(".")[-1] == what for one, _ in made)}


def places(pattern: str, *suffixes: str, of: str = "") -> set[str]:
    """The files that hold something, by their paths in the package; what was built does not count."""
    return {
        path.relative_to(CODE).as_posix()
        for path in sorted((CODE / of).rglob("*"))
        if path.suffix in suffixes and "build" not in path.parts
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }


def test_only_the_gate_makes_clear_words() -> None:
    assert callers("Clear") == {"domain/screening.py", "core/words.py"}


def test_our_own_words_are_ours() -> None:
    """`screening.own` is no way around the gate."""
    found = set()
    for name, made in modules().items():
        for called, call in made:
            if called in {"own", "screening.own"} and not _is_ours(call.args[0]):
                found.add((name, ast.unparse(call.args[0])))
    assert found == set(OWN_WORDS)


def _is_ours(words: ast.expr) -> bool:
    if isinstance(words, ast.IfExp):
        return _is_ours(words.body) and _is_ours(words.orelse)
    if isinstance(words, ast.Call):
        return ast.unparse(words.func) in {"_", "ngettext"} and isinstance(words.args[0], ast.Constant)
    return isinstance(words, ast.Constant) and words.value == ""


def test_one_clock_tells_the_time() -> None:
    asks = re.compile(r"(^|\.)(now|utcnow|today|fromtimestamp|time_ns|gmtime|localtime)$|^time\.time$")
    ours = {"clock.now", "clock.today", "today", "wordings.today", "times.today", "func.now"}
    found = {
        name
        for name, made in modules().items()
        for called, _ in made
        if asks.search(called) and called not in ours
    }
    assert found == {"core/clock.py"}


def test_only_the_live_door_emits() -> None:
    assert {name.split("/")[0] for name in callers("emit")} == {"live"}


def test_html_is_called_safe_in_one_file() -> None:
    assert places(r"\bMarkup\b|markupsafe", ".py") == {"web/markup.py"}
    assert places(r"\|\s*safe\b|\bautoescape\b|Markup", ".html") == set()


def test_browsers_get_html_through_one_file() -> None:
    sinks = (
        r"\b(innerHTML|outerHTML|insertAdjacentHTML|setHTML\w*|createHTML|createPolicy|srcdoc|DOMParser)\b"
    )
    other = r"createContextualFragment|document\.write|\beval\(|new Function"
    assert places(sinks, ".js", of="static/js") == {"static/js/place.js"}
    assert places(other, ".js", of="static/js") == set()


def test_templates_hold_no_styles_and_no_handlers() -> None:
    assert places(r"<[a-z][^<>]*\s(style|on[a-z]+)\s*=|<style\b|javascript:", ".html") == set()


def test_every_script_of_a_page_is_a_file_with_a_nonce() -> None:
    scripts = [
        tag
        for path in CODE.rglob("*.html")
        for tag in re.findall(r"<script\b[^>]*>", path.read_text(encoding="utf-8"))
        if 'type="application/json"' not in tag
    ]
    assert scripts
    assert [tag for tag in scripts if "src=" not in tag or "csp_nonce()" not in tag] == []


def test_logs_hold_no_words_of_people() -> None:
    """A constant sentence, filled with what cannot be anybody's words: kinds, places, ids."""
    wrong = []
    for name, made in modules().items():
        for called, call in made:
            owner, _dot, level = called.rpartition(".")
            if owner in {"log", "logger", "logging"} and level in LEVELS:
                first, *rest = call.args
                constant = isinstance(first, ast.Constant) and level != "exception" and not call.keywords
                unknown = [ast.unparse(one) for one in rest if ast.unparse(one) not in MAY_BE_LOGGED]
                wrong += [] if constant and not unknown else [f"{name}:{call.lineno} {unknown}"]
            if called == "print" and not name.startswith("cli/"):
                wrong.append(f"{name}:{call.lineno} prints")
    assert wrong == []


@pytest.mark.parametrize("folder", ["consult", "tests", "bench"])
def test_no_file_is_too_long_to_read(folder: str) -> None:
    kinds = {".py", ".html", ".js", ".css"}
    beside = {"build", "versions", "__pycache__"}  # what was built, and migrations, which write themselves
    files = [path for path in (HOUSE / folder).rglob("*") if path.suffix in kinds]
    long = {
        str(path.relative_to(HOUSE)): length
        for path in files
        if not beside & set(path.parts)
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}
