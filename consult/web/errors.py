"""One clear answer for everything that goes wrong; what was typed is never thrown away."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from consult.core.db import is_away
from consult.core.errors import Answerable, Away, NotFound, SignedOut, Stale, TooMany, Unreadable
from consult.core.texts import _
from consult.domain.screening import Identifying
from consult.web.visits import local_path, wants_json

log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Answer errors as pages or as JSON, as the door asks."""
    app.register_error_handler(Answerable, answerable)
    app.register_error_handler(HTTPException, refused)

    @app.errorhandler(Exception)
    def unexpected(problem: Exception) -> ResponseReturnValue:
        if is_away(problem):
            return away(problem)
        if app.testing:
            raise problem
        return fault(problem)


def answerable(problem: Answerable) -> ResponseReturnValue:
    """What a person can understand and act on, in words."""
    try:
        return _answer(problem)
    except Exception as worse:
        if not is_away(worse):
            raise
        return away(worse)


def _answer(problem: Answerable) -> ResponseReturnValue:
    if wants_json():
        return jsonify(as_json(problem)), problem.status
    if isinstance(problem, SignedOut):
        page = render_template("errors/signed_out.html", kept=typed(), next=local_path())
        return page, problem.status
    answer = make_response(render_template("errors/answer.html", problem=problem, typed=typed()))
    if isinstance(problem, TooMany):
        answer.headers["Retry-After"] = str(problem.wait)
    return answer, problem.status


def refused(problem: HTTPException) -> ResponseReturnValue:
    """What Flask itself refuses, in the same words and form."""
    if problem.code in {404, 405}:  # an address that is not ours answers like one that is not yours
        return answerable(NotFound())
    words = {413: _("That is more than fits in one go. Shorten it, and send again.")}
    known = Answerable(
        words.get(problem.code or 400, _("We could not read what was sent. Go back and try again."))
    )
    known.status = problem.code or 400
    return answerable(known)


def away(problem: Exception) -> ResponseReturnValue:
    """The database is away: what was sent comes back with a button that sends it again."""
    log.error("database: %s at %s", type(problem).__name__, place(problem))
    if wants_json():
        answer = jsonify(as_json(Away()))
    else:  # nothing here may ask the database, as the frame of other pages does
        template = current_app.jinja_env.get_template("errors/away.html")
        mine = {"csrf": lambda: "", "signed_in": lambda: False}  # both ask who is there
        answer = make_response(template.render(**mine, problem=Away(), typed=typed(), again=again()))
    answer.headers["Retry-After"] = str(Away.wait)
    return answer, Away.status


def again() -> list[tuple[str, str]] | None:
    """Every field of a form that can be sent again as it was; None for what must be typed anew."""
    try:
        sent = list(request.form.items(multi=True))
    except HTTPException:
        return None
    secret = any(_is_secret(name) and name != "csrf" for name, _value in sent)
    return None if secret or request.method != "POST" else sent


def fault(problem: Exception) -> ResponseReturnValue:
    """Our own mistake: a short code for the log, and the person's words back."""
    ref = secrets.token_hex(4)
    # The kind and the place of the fault, never its message: that may hold somebody's words.
    log.error("fault %s: %s at %s", ref, type(problem).__name__, place(problem))
    if wants_json():
        return jsonify({"ok": False, "error": "fault", "ref": ref}), 500
    try:
        return render_template("errors/fault.html", ref=ref, typed=typed()), 500
    except Exception:  # noqa: BLE001 - the fault may be in what every page needs
        return _("Something went wrong on our side. Code: {ref}").format(ref=ref), 500


def as_json(problem: Answerable) -> dict[str, object]:
    """What a script is told: the same at the page's door and the socket's."""
    answer: dict[str, object] = {"ok": False, "error": problem.code, "words": problem.words}
    if isinstance(problem, Unreadable):
        answer["fields"] = problem.fields
    if isinstance(problem, Identifying):
        answer["marks"] = [mark_json(mark) for mark in problem.marks]
    if isinstance(problem, Stale):
        answer["version"] = problem.version
        answer["clashes"] = [vars(clash) for clash in problem.clashes]
    if isinstance(problem, TooMany | Away):
        answer["wait"] = problem.wait
    return answer


def mark_json(mark: object) -> dict[str, object]:
    """A find, for the list beside the text."""
    names = ("field", "start", "end", "words", "kind", "direct", "reason", "replacement", "digest", "kept")
    return {name: getattr(mark, name) for name in names}


KEPT = "kept:"
"""Goes before the name of a field that is carried through signing in again."""


def typed() -> list[tuple[str, str]]:
    """What the person had sent with the form that went wrong, field by field, without secrets.

    Fields that a sign-in form carries on for an earlier one come back under their own names.
    """
    try:
        sent = list(request.form.items(multi=True))
    except HTTPException:  # more than fits cannot be shown again
        return []
    carried = kept()
    return carried or [(name, value) for name, value in sent if not _is_secret(name)]


def kept() -> list[tuple[str, str]]:
    """What a sign-in form carries on of the form that met an ended sign-in."""
    pairs = request.form.items(multi=True)
    return [(name.removeprefix(KEPT), value) for name, value in pairs if name.startswith(KEPT)]


def _is_secret(name: str) -> bool:
    return name in {"csrf", "code"} or "password" in name


def place(problem: BaseException) -> str:
    """The file and line where a fault came from."""
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
