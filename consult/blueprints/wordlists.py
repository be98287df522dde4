"""The organisation's own words for the check: what is fine here, and what must never slip through."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from consult.core.errors import Answerable
from consult.domain.people import wordlists
from consult.forms import read
from consult.forms.wordlists import HouseWordsForm, NeverForm, RemovalForm
from consult.web.pages import page
from consult.web.visits import current_actor

bp = Blueprint("wordlists", __name__, url_prefix="/admin/protect")


@bp.get("")
def show() -> ResponseReturnValue:
    """The lists and the two switches."""
    return _show()


@bp.post("")
def update() -> ResponseReturnValue:
    """What is fine here, whose names are found, and what stops words."""
    try:
        wordlists.change_words(current_actor(), **read(HouseWordsForm, request.form).values())
    except Answerable as problem:
        return _show(problem)
    return redirect(url_for("wordlists.show", said="saved"), 303)


@bp.post("/never")
def add() -> ResponseReturnValue:
    """More words that must never slip through."""
    try:
        wordlists.add_never(current_actor(), read(NeverForm, request.form).phrases)
    except Answerable as problem:
        return _show(problem)
    return redirect(url_for("wordlists.show", said="saved", _anchor="never-list"), 303)


@bp.post("/never/removal")
def remove() -> ResponseReturnValue:
    """Take words off again."""
    try:
        form = read(RemovalForm, request.form)
        if form.entry:
            wordlists.remove_added(current_actor(), form.entry)
        else:
            wordlists.remove_never(current_actor(), form.removed)
    except Answerable as problem:
        return _show(problem)
    return redirect(url_for("wordlists.show", said="saved", _anchor="never-list"), 303)


def _show(problem: Answerable | None = None) -> ResponseReturnValue:
    words = wordlists.words_of_organisation(current_actor())
    typed = {
        "allowed": "\n".join(words.allowed),
        "finds_staff": words.finds_staff,
        "strictness": "stop" if words.is_strict else "warn",
    }
    if problem and "allowed" in request.form:
        typed = {"finds_staff": False, **request.form}
    elif problem:
        typed |= request.form.to_dict()
    return page("admin/protect.html", problem, words=words, typed=typed, active="admin")
