"""All words for people come through one catalogue: walked over with a language that marks every text."""

from __future__ import annotations

import ast
import functools
import gettext
import json
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from sqlalchemy import Table, select

from consult.core import db, texts
from consult.core.words import SharedText
from consult.domain.cases.codenames import is_ours
from consult.models import people
from consult.models.people import initials
from tests.walks import TABLE, Walk, expected

HOUSE = Path(__file__).parent.parent
CODE = HOUSE / "consult"
ATTRIBUTES = {"aria-label", "aria-description", "aria-valuetext", "alt", "placeholder", "title", "label"}
UNSEEN = {"script", "style"}
OURS = {"Consult"}
"""Words that are the same in every language."""
TYPED = {"people": {"name", "email"}, "cases": {"codename"}, "plans": {"codename"}, "drafts": {"body"}}
TYPED |= {"organisations": {"name", "timezone", "crisis_contact"}, "sign_ins": {"device"}, "links": {"email"}}
"""Columns with words of people and names of things, besides everything that passed the gate."""


class Marking(gettext.NullTranslations):
    """A language in which every text is what it was, between brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return f"⟦{one if n == 1 else many}⟧"


class Reader(HTMLParser):
    """What a page says, seen or heard: texts in one line, and each attribute on its own."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = [""]
        self.styled: list[str] = []
        self._open: list[str] = []
        self._json: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._open.append(tag)
        self.said[0] += "\n"
        if tag == "script" and found.get("id") == "texts":
            self._json = ""
        for name, value in attrs:
            if name in ATTRIBUTES:
                self.said.append(value or "")
            if name == "style" or name.startswith("on"):
                self.styled.append(f"{tag} {name}")

    def handle_endtag(self, tag: str) -> None:
        if self._json is not None:
            self.said += json.loads(self._json).values()
            self._json = None
        self._open = self._open[:-1] if self._open and self._open[-1] == tag else self._open
        self.said[0] += "\n"

    def handle_data(self, data: str) -> None:
        if self._json is not None:
            self._json += data
        elif not (self._open and self._open[-1] in UNSEEN):
            self.said[0] += data


@pytest.fixture
def marked(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walk]:
    """A walk in the language that marks every text."""
    monkeypatch.setattr(texts, "speak", lambda _language: texts.use(Marking()))
    yield walk
    texts.use(gettext.NullTranslations())
    walk.forget()


def unmarked(said: str) -> Iterator[str]:
    """The pieces with letters that stand outside of all brackets."""
    while re.search(r"⟦[^⟦⟧]*⟧", said):
        said = re.sub(r"⟦[^⟦⟧]*⟧", "\n", said)
    for piece in re.split(r"[\n\t·,:;()\[\]/|–—“”\"+]|\s{2,}|\.(?=\s|$)", said):
        if re.search(r"[^\W\d_]", piece):
            yield piece.strip()


def words_of_people() -> str:
    """Everything in the world and in the walk's forms that somebody wrote, or that is a name."""
    found = list[str]()
    with db.Sessions() as session:
        for table in db.Base.metadata.sorted_tables:
            found += [str(value) for column in _typed(table) for value in session.scalars(select(column))]
        found += [initials(name) for name in session.scalars(select(people.Person.name))]
    found += [str(value) for row in TABLE.values() for value in row.get("send", {}).values()]
    found += available_timezones()
    return " ".join(" ".join(found).split())


def _typed(table: Table) -> list[Any]:
    named = TYPED.get(table.name, set())
    return [one for one in table.columns if isinstance(one.type, SharedText) or one.name in named]


@pytest.mark.parametrize(
    "role",
    ["anonymous", "presenter", "facilitator", "administrator", "observer", "recused", "contact", "partner"],
)
def test_every_page_speaks_through_the_catalogue(marked: Walk, role: str) -> None:
    """Pages as they are, those about an empty form, and those about what is not theirs."""
    known = functools.cache(functools.partial(is_known, among=words_of_people()))
    read, wrong = set[tuple[int, str]](), set()
    for row, rule in marked.rows():
        answers = [marked.ask(role, row, rule)]
        if " POST" in row and expected(row, role) == "may":
            marked.put_back()
            path = marked.path(row, rule, marked.world.ids_for(role))
            answers.append(marked.send(role, path, {}))
        for answer in answers:
            same = (answer.status_code, "" if answer.status_code in {401, 404} else row)  # one page for all
            if answer.mimetype == "text/html" and not answer.location and same not in read:
                read.add(same)
                reader = Reader()
                reader.feed(answer.get_data(as_text=True))
                assert reader.styled == [], row
                left = {piece for said in reader.said for piece in unmarked(said)}
                wrong |= {f"{row}: {one}" for one in left if not known(one)}
    assert not wrong, "\n".join(sorted(wrong))


def is_known(piece: str, among: str) -> bool:
    """Did somebody write this, or is it no language's word?"""
    if piece in OURS or re.fullmatch(r"\w( \w)*", piece) or is_ours(piece):
        return True  # a name of ours, keys to press, a codename
    return re.search(rf"(?<!\w){re.escape(' '.join(piece.split()))}(?!\w)", among) is not None


def test_the_catalogue_is_collected_and_speaks_kindly(tmp_path: Path) -> None:
    made = tmp_path / "consult.pot"
    extract = ["extract", "--mapping", str(HOUSE / "pyproject.toml"), "--output", str(made), str(CODE)]
    subprocess.run(
        [sys.executable, "-m", "babel.messages.frontend", "--quiet", *extract], check=True, cwd=HOUSE
    )
    with made.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    assert len(catalogue) > 500
    unkind = re.compile(
        r"!(?!\w)|\b(please|failed|oops|sorry|invalid|illegal|abort\w*|anonymous|compliant)\b", re.IGNORECASE
    )
    messages = [one.id if isinstance(one.id, list | tuple) else [one.id] for one in catalogue]
    assert [one for one in messages if any(unkind.search(text) for text in one)] == []
    assert [one for one in messages if len(one) == 2 and not places_of(one[0]) <= places_of(one[1])] == []


def places_of(text: str) -> set[str]:
    """The names of what is filled into a text, in Python's way or in that of templates."""
    braces = {name for _before, name, _how, _more in string.Formatter().parse(text) if name}
    return braces | set(re.findall(r"%\((\w+)\)s", text))


def python_texts() -> Iterator[tuple[str, ast.Call, ast.Call | None]]:
    """Every call of the catalogue in a module, and the `format` around it, if there is one."""
    for path in sorted(CODE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        around = {
            id(node.func.value): node
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "format"
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"_", "N_", "ngettext"}:
                yield f"{path.relative_to(CODE)}:{node.lineno}", node, around.get(id(node))


def test_texts_in_modules_are_whole_and_filled() -> None:
    """No text is put together from pieces, and what is filled in at once is what it asks for."""
    wrong = []
    for where, call, filling in python_texts():
        said = [one for one in call.args if isinstance(one, ast.JoinedStr | ast.BinOp)]
        wrong += [f"{where}: {ast.unparse(one)}" for one in said]
        wanted = {
            name for one in call.args if isinstance(one, ast.Constant) for name in places_of(str(one.value))
        }
        if filling is not None and not any(keyword.arg is None for keyword in filling.keywords):
            given = {str(keyword.arg) for keyword in filling.keywords}
            if wanted and wanted != given:
                wrong.append(f"{where}: {wanted} is filled with {given}")
    assert wrong == []


def test_texts_in_templates_are_whole_and_filled(walk: Walk) -> None:
    environment: Environment = walk.app.jinja_env
    wrong = []
    for path in sorted((CODE / "templates").rglob("*.html")):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in {"_", "gettext", "ngettext"}:
                said = call.args[: 2 if call.node.name == "ngettext" else 1]
                wanted = {
                    name
                    for one in said
                    if isinstance(one, nodes.Const)
                    for name in re.findall(r"%\((\w+)\)s", one.value)
                }
                given = {keyword.key for keyword in call.kwargs} | {"num"}
                put_together = [one for one in said if isinstance(one, nodes.Concat | nodes.Add)]
                if put_together or not wanted <= given:
                    wrong.append(f"{path.name}:{call.lineno} {wanted - given}")
    assert wrong == []


def test_scripts_word_nothing() -> None:
    """What a script says comes from the page, where the catalogue put it."""
    sentence = re.compile(r"[\"'`][A-Z][a-z’']* [a-z]+|(textContent|ariaLabel|title) = [\"'`][A-Za-z]")
    scripts = {path.name: path.read_text(encoding="utf-8") for path in (CODE / "static" / "js").glob("*.js")}
    assert scripts
    code = {name: re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE) for name, text in scripts.items()}
    assert [name for name in code if sentence.search(code[name])] == []
