"""What every page shares: the frame's facts, template globals, and answering with a form again."""

from __future__ import annotations

import functools
import hashlib
import re
import uuid
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, render_template, request, send_from_directory
from flask.typing import ResponseReturnValue
from flask_login import current_user

from consult.core.errors import Answerable, Stale, TooMany, Unreadable
from consult.core.texts import N_, _, ngettext
from consult.domain.home.attention import attention
from consult.domain.people.organisations import the_organisation
from consult.domain.screening import Identifying
from consult.web.paths import Paths
from consult.web.times import day, moment
from consult.web.visits import visitor

STATIC = Path(__file__).parent.parent / "static"

SAYINGS: dict[str, str] = {
    "saved": N_("Saved."),
    "draft_saved": N_("Draft saved. Only you can see it."),
}
"""What a page says after a redirect: `?said=saved`. Pages add theirs with `saying`."""


def saying(code: str, text: str) -> str:
    """Add a sentence that a redirect may ask the next page to say; returns the code."""
    SAYINGS[code] = text
    return code


OUR_SCRIPT = re.compile(r"js/[\w-]+\.js")
COMMENTS = re.compile(rb"^[ \t]*//.*\n", re.MULTILINE)


@functools.cache
def script(name: str) -> bytes:
    """A module of ours as browsers get it: without the lines that are for whoever reads the source."""
    return COMMENTS.sub(b"", (STATIC / name).read_bytes())


def install(app: Flask) -> None:
    """Give templates what the frame needs."""
    version = _static_version()
    files = Blueprint("assets", __name__)

    @files.get("/assets/<version>/<path:name>")
    def file(version: str, name: str) -> Response:  # noqa: ARG001 - the version only breaks caches
        if ".." in name:
            abort(404)
        if OUR_SCRIPT.fullmatch(name) and (STATIC / name).is_file():
            answer = Response(script(name), mimetype="text/javascript")
            answer.cache_control.public, answer.cache_control.max_age = True, 31536000
            return answer
        return send_from_directory(STATIC, name, max_age=31536000)

    path = Paths(app)

    @functools.cache
    def asset(name: str) -> str:
        return path("assets.file", version=version, name=name)

    app.register_blueprint(files)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    # The catalogue is looked up at each call, so that the language can change while we run.
    app.jinja_env.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.add_template_global(asset, "asset")
    app.add_template_global(style_sheets, "style_sheets")
    app.add_template_global(path, "path")
    app.add_template_global(lambda: str(uuid.uuid4()), "new_client_id")
    app.add_template_filter(moment, "when")
    app.add_template_filter(day, "day")

    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    me = visitor() if current_user and current_user.is_authenticated else None
    said = SAYINGS.get(request.args.get("said", ""), "")
    return {
        "me": me,
        "my_groups": me.groups if me else (),
        "organisation": the_organisation(),
        "said": _(said),
    }


def page(template: str, problem: Answerable | None = None, **context: Any) -> ResponseReturnValue:
    """A page; with a problem, the same page again with its errors, its status, and all that was typed."""
    errors: dict[str, str] = problem.fields if isinstance(problem, Unreadable) else {}
    marks = problem.marks if isinstance(problem, Identifying) else []
    clashes = problem.clashes if isinstance(problem, Stale) else []
    found: dict[str, Any] = {"problem": problem, "errors": errors, "marks": marks, "clashes": clashes}
    if current_user.is_authenticated:
        needs, news = attention(visitor().actor)
        found |= {"needs_count": needs, "unread_notices": news}
    html = render_template(template, **(found | context))
    wait = {"Retry-After": str(problem.wait)} if isinstance(problem, TooMany) else {}
    return html, problem.status if problem else 200, wait


def style_sheets() -> list[str]:
    """What a page links: the one sheet that the build joined, else (an unbuilt checkout) the single ones."""
    if (STATIC / "build" / "style.css").is_file():
        return ["build/style.css"]
    order = (STATIC / "css" / "order.txt").read_text().splitlines()
    return [f"css/{name}" for line in order if (name := line.partition("#")[0].strip())]


def _static_version() -> str:
    """A short hash over all static files: their address changes when one of them does."""
    total = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:12]
