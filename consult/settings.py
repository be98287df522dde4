"""Every knob of the program, read once from the environment: name, default, reason."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs. Nothing else reads the environment."""

    data: Path = Path("var")
    """CONSULT_DATA: folder of the database and the key; made if it is not there."""
    database_url: str = ""
    """CONSULT_DATABASE_URL: empty means embedded SQLite in the data folder."""
    redis_url: str = ""
    """CONSULT_REDIS_URL: the doorbell between several processes; it carries numbers only, never words."""
    jobs: bool = True
    """CONSULT_JOBS=0: mail and other jobs run elsewhere (`consult work`)."""
    url: str = ""
    """CONSULT_URL: how people reach us, such as https://consult.example.org. Empty: this computer only."""
    host: str = "127.0.0.1"
    """HOST: the address to listen on."""
    port: int = 5000
    """PORT: where to start looking for a free port; with CONSULT_URL exactly this one."""
    trusted_proxies: int = 0
    """CONSULT_PROXIES: how many proxies of our own stand in front (for addresses in the throttle)."""
    insecure: bool = False
    """CONSULT_INSECURE=1: serve beyond this computer without TLS. For a trial in a closed network."""
    smtp_url: str = ""
    """CONSULT_SMTP_URL: smtp://user:password@host:port or smtps://...; empty: no mail is sent."""
    mail_from: str = "consult@localhost"
    """CONSULT_MAIL_FROM: the sender of mail."""
    log: str = "text"
    """CONSULT_LOG=json: log lines for a machine."""
    metrics_token: str = ""
    """CONSULT_METRICS_TOKEN: whoever shows it may read /metrics; empty: nobody may."""
    idle_minutes: int = 30
    """CONSULT_IDLE_MINUTES (5 to 480): a sign-in ends after so long without a sign of its owner."""
    sign_in_hours: int = 12
    """CONSULT_SIGN_IN_HOURS: a sign-in ends after this, used or not."""
    key: bytes = b""
    """Kept in `key` in the data folder, mode 0600, made at the first start."""

    @property
    def database(self) -> str:
        """The database's address for SQLAlchemy."""
        return self.database_url or f"sqlite:///{self.data / 'consult.db'}"

    @property
    def secure(self) -> bool:
        """Do browsers reach us by https?"""
        return self.url.startswith("https://")

    @property
    def origins(self) -> frozenset[str]:
        """The exact origins that a page of ours can have."""
        if self.url:
            parts = urlsplit(self.url)
            return frozenset({f"{parts.scheme}://{parts.netloc}"})
        return frozenset(f"http://{name}:{self.port}" for name in ("127.0.0.1", "localhost"))

    @property
    def cookie(self) -> str:
        """The sign-in cookie's name. Browsers hold `__Host-` to https, this host and the whole path."""
        if self.secure:
            return "__Host-consult"
        # The port that people see: all processes behind one proxy know the same sign-in.
        return f"consult-{(urlsplit(self.url).port or 80) if self.url else self.port}"


SHORTEST_TOKEN = 24


class BadSettings(Exception):
    """The configuration is unsafe or makes no sense; the message says what to set."""


def from_environment(env: Mapping[str, str] = os.environ) -> Settings:
    """Read and check every knob. Raises BadSettings."""
    settings = Settings(
        data=Path(env.get("CONSULT_DATA", "var")).resolve(),
        database_url=env.get("CONSULT_DATABASE_URL", ""),
        redis_url=env.get("CONSULT_REDIS_URL", ""),
        jobs=env.get("CONSULT_JOBS", "1") != "0",
        url=env.get("CONSULT_URL", "").rstrip("/"),
        host=env.get("HOST", "127.0.0.1"),
        port=_whole(env, "PORT", 5000, 1, 65535),
        trusted_proxies=_whole(env, "CONSULT_PROXIES", 0, 0, 5),
        insecure=env.get("CONSULT_INSECURE", "") == "1",
        smtp_url=env.get("CONSULT_SMTP_URL", ""),
        mail_from=env.get("CONSULT_MAIL_FROM", "consult@localhost"),
        log=env.get("CONSULT_LOG", "text"),
        metrics_token=env.get("CONSULT_METRICS_TOKEN", ""),
        idle_minutes=_whole(env, "CONSULT_IDLE_MINUTES", 30, 5, 480),
        sign_in_hours=_whole(env, "CONSULT_SIGN_IN_HOURS", 12, 1, 24),
    )
    _refuse_unsafe(settings)
    return settings


def _whole(env: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = env.get(name, str(default))
    if not text.isdecimal() or not least <= int(text) <= most:
        raise BadSettings(f"{name} is to be a whole number from {least} to {most}.")
    return int(text)


def _refuse_unsafe(settings: Settings) -> None:
    if settings.log not in {"text", "json"}:
        raise BadSettings("CONSULT_LOG is text or json.")
    if settings.metrics_token and len(settings.metrics_token) < SHORTEST_TOKEN:
        raise BadSettings(f"CONSULT_METRICS_TOKEN has {SHORTEST_TOKEN} characters or more.")
    if settings.url and urlsplit(settings.url).scheme not in {"http", "https"}:
        raise BadSettings("CONSULT_URL is to begin with https:// (or http://).")
    here = settings.host in {"127.0.0.1", "localhost", "::1"}
    if not here and not settings.url:
        raise BadSettings("Say how people reach this server: set CONSULT_URL.")
    plain = bool(settings.url) and not settings.secure and not _is_loopback(settings.url)
    if plain and not settings.insecure:
        raise BadSettings(
            "Without TLS anyone on the way could read cases. Use https in CONSULT_URL, behind a proxy that"
            " speaks TLS, or set CONSULT_INSECURE=1 for a trial in a closed network."
        )
    if settings.redis_url and not _is_guarded(settings.redis_url) and not settings.insecure:
        raise BadSettings(
            "Anyone who reaches this Redis could ring the bell. Give it a password, and name it in"
            " CONSULT_REDIS_URL: redis://:password@host:6379/0."
        )


def _is_guarded(redis_url: str) -> bool:
    parts = urlsplit(redis_url)
    return parts.scheme == "unix" or bool(parts.password) or _is_loopback(redis_url)


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in {"127.0.0.1", "localhost", "::1"}


def with_key(settings: Settings) -> Settings:
    """The settings with the installation's key, made on the first start. Refuses one that others can read."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = settings.data / "key"
    if not path.exists():
        _make_key(path, secrets.token_bytes(32))
    if path.stat().st_mode & 0o077:
        raise BadSettings(f"{path} can be read by others. Say: chmod 600 {path}")
    key = path.read_bytes()
    if len(key) < 32:  # noqa: PLR2004 - 256 bits
        raise BadSettings(f"{path} is damaged: it holds fewer than 32 bytes.")
    return replace(settings, key=key)


def put_key(settings: Settings, key: bytes) -> None:
    """Put a key that came with a backup in its place. Raises BadSettings when another one is there."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = settings.data / "key"
    if not key:
        if not path.exists():
            raise BadSettings(
                f"This backup is without its key. Put the key that belongs to it at {path} first."
            )
        return
    if path.exists() and path.read_bytes() != key:
        raise BadSettings(f"Another key lies at {path}. Restore into an empty place.")
    _make_key(path, key)


def _make_key(path: Path, key: bytes) -> None:
    """Put a new key there at once and whole: two processes that start together share one."""
    mine = path.with_name(f"key.{secrets.token_hex(8)}")
    mine.touch(mode=0o600)
    try:
        mine.write_bytes(key)
        with contextlib.suppress(FileExistsError):
            os.link(mine, path)
    finally:
        mine.unlink()
