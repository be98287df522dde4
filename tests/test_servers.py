import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import redis as redis_client
from sqlalchemy import create_engine, make_url, text

from tests import servers


def test_postgres_answers_knows_accents_and_is_gone_afterwards() -> None:
    with servers.postgres() as url:
        engine = create_engine(url)
        with engine.connect() as connection:
            assert connection.scalar(text("select lower('ÉMILE')")) == "émile"
        engine.dispose()
    if "CONSULT_TEST_POSTGRES_URL" not in os.environ:
        host = make_url(url).query["host"]
        assert isinstance(host, str)
        assert not Path(host).exists()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(host=host, user="postgres")


def test_redis_answers_and_is_gone_afterwards() -> None:
    with servers.redis() as url, redis_client.Redis.from_url(url) as client:
        assert client.set("case", "42")
        assert client.get("case") == b"42"
    if "CONSULT_TEST_REDIS_URL" not in os.environ:
        with redis_client.Redis.from_url(url) as client, pytest.raises(redis_client.ConnectionError):
            client.ping()


@pytest.mark.browser
def test_chromium_starts_and_says_its_version() -> None:
    command = [servers.chromium(), *servers.chromium_flags(), "--version"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert "Chrom" in said.stdout


def test_a_server_ends_with_its_owner_even_when_that_one_is_killed() -> None:
    program = "from tests.servers import redis\nwith redis() as url:\n    print(url, flush=True)\n    input()"
    environment = {name: value for name, value in os.environ.items() if name != "CONSULT_TEST_REDIS_URL"}
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).parent.parent,
    ) as owner:
        assert owner.stdout
        url = owner.stdout.readline().strip()
        owner.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    with redis_client.Redis.from_url(url) as client:
        while answers(client):
            assert time.monotonic() < deadline, "the server outlived its owner"
            time.sleep(0.02)


def answers(client: redis_client.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis_client.ConnectionError:
        return False


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    def silent() -> None:
        raise TimeoutError

    with (
        servers.folder() as home,
        pytest.raises(RuntimeError, match=r"ended at once|no such program"),
        servers.kept(["/bin/sh", "-c", "echo no such program; exit 1"], home, silent, TimeoutError),
    ):
        pass


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_a_missing_server_fails_where_tests_count_and_skips_on_a_laptop(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="PostgreSQL is not here"):
        servers.missing("PostgreSQL", "CONSULT_TEST_POSTGRES_URL")
