"""The whole installation on this computer: PostgreSQL, a doorbell, two web processes, one worker, and nginx.

`make cluster` starts it for a person to click through; tests start the same. Without nginx each web process
is reached at its own port.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from consult import demo, startup
from consult.core import db
from consult.settings import Settings
from tests import servers

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
"""Seconds for a process to answer; it takes two."""
CONSULT = [sys.executable, "-m", "consult.cli"]


class Process:
    """One process of ours: started, killed, started again with the same settings."""

    def __init__(self, command: str, environment: dict[str, str], log: Path) -> None:
        self.command, self.environment, self.log = command, environment, log
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where this very process answers."""
        return f"http://127.0.0.1:{self.environment['PORT']}"

    def start(self) -> None:
        """Start it, and wait until a web process answers."""
        with self.log.open("ab") as log:
            environment = os.environ | self.environment
            self.process = subprocess.Popen(
                [*CONSULT, self.command], cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        if self.command == "serve":
            self._wait()

    def stop(self, how: signal.Signals = signal.SIGKILL) -> int:
        """End it, by default as a crash would; its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(how)
        code, self.process = self.process.wait(timeout=PATIENCE), None
        return code

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not answers(f"{self.url}/readyz"):
            ended = self.process is None or self.process.poll() is not None
            if ended or time.monotonic() > deadline:
                raise RuntimeError(self.log.read_text())
            time.sleep(0.05)


class Cluster:
    """Processes that share one database and one doorbell."""

    def __init__(self, home: Path, database_url: str, redis_url: str, *, web: int, front: bool) -> None:
        self.home, self.database_url, self.redis_url = home, database_url, redis_url
        ports = [servers.free_port() for _ in range(web)]
        self.front = servers.free_port() if front else 0
        self.web = [self._process("serve", port) for port in ports]
        self.worker = self._process("work", ports[0])

    @property
    def urls(self) -> list[str]:
        """Where browsers go: nginx, or each web process."""
        return [f"http://127.0.0.1:{self.front}"] if self.front else [one.url for one in self.web]

    @property
    def settings(self) -> Settings:
        """The same settings in this process, for what is done by hand."""
        return Settings(data=self.home, database_url=self.database_url, redis_url=self.redis_url)

    def _process(self, command: str, port: int) -> Process:
        environment = {
            "CONSULT_DATA": str(self.home),
            "CONSULT_DATABASE_URL": self.database_url,
            "CONSULT_REDIS_URL": self.redis_url,
            "CONSULT_URL": f"http://127.0.0.1:{self.front or port}",
            "CONSULT_PROXIES": "1" if self.front else "0",
            "CONSULT_JOBS": "0",
            "PORT": str(port),
        }
        return Process(command, environment, self.home / f"{command}-{port}.log")


@contextmanager
def cluster(web: int = 2, *, nginx: bool = False, work: bool = False) -> Iterator[Cluster]:
    """A running installation with empty tables and a key; gone when the block ends."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="consult-cluster-")))
        database, redis = stack.enter_context(servers.postgres()), stack.enter_context(servers.redis())
        made = Cluster(home, database, redis, web=web, front=nginx)
        startup.prepare(made.settings)
        db.Sessions.kw["bind"].dispose()
        for process in [*made.web, *([made.worker] if work else [])]:
            stack.callback(process.stop)
            process.start()
        if nginx:
            stack.enter_context(proxy(made))
        yield made


@contextmanager
def proxy(made: Cluster) -> Iterator[None]:
    """nginx in front, with the locations of deploy/nginx."""
    folder = made.home / "nginx"
    folder.mkdir()
    config = folder / "nginx.conf"
    config.write_text(proxy_config(made, folder))
    command = ["nginx", "-p", str(folder), "-c", str(config), "-e", "stderr"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + PATIENCE
        while not answers(f"{made.urls[0]}/healthz"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((folder / "log").read_text())
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def proxy_config(made: Cluster, folder: Path) -> str:
    """Our own main file, without TLS, around the locations that are deployed."""
    web = " ".join(f"server 127.0.0.1:{one.environment['PORT']} max_fails=0;" for one in made.web)
    places = " ".join(
        f"{kind}_temp_path {folder};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    locations = ROOT / "deploy" / "nginx" / "consult-locations.conf"
    return f"""
        daemon off; pid {folder}/pid; worker_processes 1; error_log stderr;
        events {{ worker_connections 4096; }}
        http {{
            {places}
            upstream consult {{ least_conn; {web} keepalive 32; }}
            server {{ listen 127.0.0.1:{made.front}; include {locations}; }}
        }}
    """


def answers(url: str) -> bool:
    """Does somebody say yes there?"""
    try:
        with urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def main() -> None:
    """Start everything with the demo organisation, say where, and wait for Ctrl-C."""
    with cluster(nginx=shutil.which("nginx") is not None, work=True) as made:
        startup.connect(made.settings)
        demo.fill()
        lines = ["An invented organisation is ready. Open both links, the second in a private window:"]
        for number, person in enumerate(demo.TWO):
            url = made.urls[number % len(made.urls)]
            lines.append(f"  {person.name:<14} {url}/sign-in/{demo.sign_in_token(person.id)}")
        lines.append(f"Logs: {made.home}. Stop with Ctrl-C.\n")
        sys.stdout.write("\n".join(lines))
        sys.stdout.flush()
        asked = threading.Event()
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, lambda *_: asked.set())
        asked.wait()


if __name__ == "__main__":
    main()
