"""Who is there: the sign-in cookie, Flask-Login, and the page that nobody sees without being signed in."""

from __future__ import annotations

import datetime as dt
import secrets
from ipaddress import IPv6Address, ip_address, ip_network
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, Request, Response, current_app, g, redirect, request, url_for
from flask.sessions import NullSession, SessionInterface
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from flask_login.utils import login_url

from consult.core import keys
from consult.core.errors import SignedOut
from consult.domain.people import sign_ins
from consult.domain.people.sign_ins import Visitor
from consult.models.actor import Actor
from consult.settings import Settings

PUBLIC = frozenset(
    {
        "static",
        "assets.file",
        "health.healthz",
        "health.readyz",
        "metrics.show",
        "sign_ins.new",
        "sign_ins.create",
        "sign_ins.link",
        "sign_ins.follow",
        "resets.new",
        "resets.create",
        "resets.edit",
        "resets.update",
        "setup.new",
        "setup.create",
        "invites.show",
        "invites.accept",
    }
)
"""The only endpoints that answer someone who is not signed in; a test walks all others."""

VISIT = "consult-visit"
VISIT_LASTS = 7 * 24 * 3600
"""Seconds: a sign-in page with somebody's words in it may stay open over a weekend."""


class NoSessions(SessionInterface):
    """Flask keeps nothing in a cookie of its own: what matters lies in the sign-ins table."""

    def open_session(self, app: Flask, request: Request) -> NullSession:
        return NullSession()

    def save_session(self, app: Flask, session: object, response: Response) -> None:
        return None


def install(app: Flask, settings: Settings) -> None:
    """Teach the app who is there."""
    app.session_interface = NoSessions()
    login = LoginManager(app)
    login.session_protection = None  # phones change their address all day; the token is the proof
    idle = dt.timedelta(minutes=settings.idle_minutes)

    @login.request_loader
    def load(request: Request) -> Visitor | None:
        token = request.cookies.get(settings.cookie, "")
        return sign_ins.who(token, idle) if token else None

    @app.before_request
    def refuse_by_default() -> ResponseReturnValue | None:
        if request.endpoint in PUBLIC or request.endpoint is None or current_user.is_authenticated:
            return None
        if request.method in {"GET", "HEAD"} and not wants_json():
            return redirect(login_url(url_for("sign_ins.new"), local_path()), 303)
        raise SignedOut

    @app.after_request
    def write_cookies(response: Response) -> Response:
        if (token := g.get("new_token")) is not None:
            longest = settings.sign_in_hours * 3600
            _cookie(response, settings, settings.cookie, token, longest if token else 0)
        if visit := g.get("new_visit"):
            _cookie(response, settings, visit_cookie(settings), visit, VISIT_LASTS)
        return response

    @app.teardown_request
    def note_presence(_problem: BaseException | None) -> None:
        visitor = g.get("_login_user")
        if isinstance(visitor, Visitor) and request.endpoint not in {"static", "assets.file", None}:
            sign_ins.touch(visitor)


def _cookie(response: Response, settings: Settings, name: str, value: str, age: int) -> None:
    response.set_cookie(
        name, value, max_age=age, path="/", secure=settings.secure, httponly=True, samesite="Lax"
    )


def visit_cookie(settings: Settings) -> str:
    """The name of the cookie before the sign-in; with TLS, no other host may set it."""
    return f"__Host-{VISIT}" if settings.secure else VISIT


def visitor() -> Visitor:
    """The signed-in person. Raises SignedOut where there is none."""
    if not current_user.is_authenticated:
        raise SignedOut
    return cast("Visitor", current_user._get_current_object())  # noqa: SLF001 - flask-login's own way


def current_actor() -> Actor:
    """Who acts, for every action. Raises SignedOut."""
    return visitor().actor


def begin(token: str) -> None:
    """Put a new sign-in's token into the answer's cookie; the rest of this answer knows the person."""
    g.new_token = token
    g._login_user = sign_ins.who(token)  # noqa: SLF001 - where Flask-Login keeps it for this request


def end() -> None:
    """Take the sign-in cookie away."""
    g.new_token = ""


def csrf() -> str:
    """The token that every form of this visitor carries: tied to the sign-in, or to the visit before it."""
    secret = visitor().actor.sign_in_id if current_user.is_authenticated else _visit()
    return keys.digest("csrf", secret or "")


def _visit() -> str:
    name = visit_cookie(current_app.extensions["settings"])
    given = request.cookies.get(name) or g.get("new_visit")
    if not given:
        given = g.new_visit = secrets.token_urlsafe(16)
    return str(given)


def address() -> str:
    """How people reach this installation, for links to hand on."""
    settings: Settings = current_app.extensions["settings"]
    return settings.url or request.host_url.rstrip("/")


def network() -> str:
    """The visitor's network prefix (/24, or /48 for IPv6), for the throttle; never stored in clear."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address  # how a socket for both kinds sees IPv4
    return str(ip_network((address, 24 if address.version == 4 else 48), strict=False))  # noqa: PLR2004


def device() -> str:
    """The browser's family and system in words, so that a person knows the device again."""
    agent = request.user_agent.string
    families = {"Edg/": "Edge", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
    systems = {
        "Android": "Android",
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Windows": "Windows",
        "Mac OS": "Mac",
    }
    family = next((name for mark, name in families.items() if mark in agent), "Browser")
    system = next((name for mark, name in systems.items() if mark in agent), "Linux")
    return f"{family}, {system}"


def wants_json() -> bool:
    """Was this asked for by our script rather than as a page?"""
    return request.accept_mimetypes.best == "application/json"


def local_path() -> str:
    """Where the visitor is, to come back to; its query too."""
    return request.full_path.rstrip("?")


def safe_next(target: str) -> str:
    """A path of our own to go on to, or Home: never another site."""
    parts = urlsplit(target.replace("\\", "/"))
    ours = target.startswith("/") and not target.startswith("//") and not parts.netloc and not parts.scheme
    return target if ours and target.isprintable() else "/"
