"""Safe headers on every answer, and the token on every change."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request
from flask_login import current_user

from consult.core import keys
from consult.core.errors import Answerable, NotFound
from consult.core.texts import _
from consult.settings import Settings
from consult.web.visits import csrf


class Forged(Answerable):
    """The form's token does not fit: the page is old, or another site sent the form."""

    code = "forged"

    @property
    def words(self) -> str:
        return _("This page was open for a long time. Go back, reload it, and send again.")


def install(app: Flask, settings: Settings) -> None:
    """Set the headers, and refuse every unsafe request without its token."""

    @app.before_request
    def refuse_nothings() -> None:
        """No address of ours holds a NUL, and no database takes one."""
        if "\0" in request.path or b"%00" in request.query_string:
            raise NotFound

    @app.before_request
    def check_token() -> None:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return
        given = request.headers.get("X-CSRF") or request.form.get("csrf", "")
        if not keys.same(given, csrf()):
            raise Forged

    @app.after_request
    def harden(response: Response) -> Response:
        head = response.headers
        head["Content-Security-Policy"] = _policy(_nonce())
        head["X-Content-Type-Options"] = "nosniff"
        head["Referrer-Policy"] = "no-referrer"
        head["Cross-Origin-Opener-Policy"] = "same-origin"
        head["Cross-Origin-Resource-Policy"] = "same-origin"
        head["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
        head["X-Frame-Options"] = "DENY"
        if settings.secure:
            head["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint not in {"static", "assets.file"}:
            # Nothing that shows a case may stay behind in a browser or a proxy.
            head["Cache-Control"] = "no-store"
        return response

    app.add_template_global(_nonce, "csp_nonce")
    app.add_template_global(csrf, "csrf")
    app.add_template_global(lambda: current_user.is_authenticated, "signed_in")


def _nonce() -> str:
    """This answer's own word that lets our scripts run; made when it is first asked for."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def _policy(nonce: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data:",
            "manifest-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "trusted-types consult",
            "require-trusted-types-for 'script'",
        )
    )
