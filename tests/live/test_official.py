"""The contract with clients of others: the official one in JavaScript, and python-socketio's."""

from __future__ import annotations

import shutil
import subprocess
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import socketio

from tests import servers
from tests.live.outside import Outside, outside
from tests.live.real import until
from tests.people import INES, RUTH, TOMAS
from tests.stories import posted

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    """`consult serve`, as it is started for real use."""
    with outside(tmp_path_factory.mktemp("official")) as running:
        yield running


def test_the_official_client_in_javascript_gets_along(server: Outside) -> None:
    node = shutil.which("node")
    if node is None or not (HERE.parents[1] / "node_modules/socket.io-client").exists():
        servers.missing("Node with the packages of package.json", "PATH")
    command = [node, str(HERE / "official.mjs"), server.url, server.cookie(TOMAS), posted().id]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("all is well\n", "")


def test_the_client_in_python_gets_along(server: Outside) -> None:
    case = posted()
    heard: list[int] = []
    clients = []
    for who in (RUTH, INES):
        client = socketio.Client(reconnection_delay=0.05)
        client.connect(server.url, headers={"Cookie": server.cookie(who)}, transports=["websocket"])
        assert client.call("case:join", {"case": case.id, "since": 0})["ok"]
        clients.append(client)
    clients[1].on("news", lambda news: heard.append(news["seq"]))
    for number in range(20):
        given: dict[str, Any] = {"case": case.id, "body": f"Idea {number}.", "client_id": str(uuid.uuid4())}
        assert clients[0].call("suggestion:post", given)["ok"]
    assert until(lambda: len(heard) == 20)
    assert heard == list(range(heard[0], heard[0] + 20))

    back, first = threading.Event(), clients[0].eio.ws
    clients[0].on("connect", back.set)
    clients[0].emit("nonsense", {"body": "x" * 70_000})
    assert back.wait(10)
    first.shutdown()  # which this client leaves to us
    assert clients[0].call("case:sync", {"case": case.id, "since": 1})["ok"]
    for client in clients:
        client.disconnect()
