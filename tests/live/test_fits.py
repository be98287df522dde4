"""Where the libraries or the server are not as we know them, the stock driver talks, with one warning."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from engineio.async_drivers.threading import DaemonThread
from flask import Flask

from consult.live import driver
from consult.live.outbox import Outbox
from tests.live.real import serve
from tests.live.wires import Wire
from tests.people import INES, TOMAS
from tests.stories import posted


def talk(server: Any) -> None:
    """Two pages of one case; what one says, the other hears."""
    case = posted()
    wires = [Wire(server.url, server.cookie(who)) for who in (TOMAS, INES)]
    for one in wires:
        assert one.call("case:join", {"case": case.id, "since": 0})["ok"]
    given = {"case": case.id, "body": "Walk past the gate.", "client_id": str(uuid.uuid4())}
    assert wires[0].call("suggestion:post", given)["ok"]
    heard = json.loads(wires[1].until('42["news"')[2:])
    assert heard[1]["seq"] == 2
    for one in wires:
        one.close()


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "consult.live.driver"]


def kind_of_queue(app: Flask) -> type:
    return type(app.extensions["socketio"].server.eio.create_queue())


def test_here_everything_is_as_we_know_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with serve(tmp_path) as server:
        talk(server)
        assert kind_of_queue(server.app) is Outbox
    assert warnings(caplog) == []


@pytest.mark.parametrize(("of", "name"), driver.INNER, ids=[name for _of, name in driver.INNER])
def test_each_inner_part_is_looked_for(of: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for where in of.__mro__:
        if name in vars(where):
            monkeypatch.delattr(where, name)
    assert driver.missing() == name


def test_unknown_libraries_are_served_by_their_own_driver(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(driver, "INNER", (*driver.INNER, (DaemonThread, "not_there")))
    with serve(tmp_path) as server:
        talk(server)
        assert kind_of_queue(server.app) is not Outbox
    assert len(warnings(caplog)) == 1
    assert "not_there" in warnings(caplog)[0]


@pytest.mark.parametrize("wire", [None, SimpleNamespace(_sslobj=None)], ids=["hidden", "encrypted"])
def test_a_server_whose_connections_are_not_for_us_is_served_by_the_stock_driver(
    wire: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(driver, "wire_of", lambda _environ: wire)
    with serve(tmp_path) as server:
        talk(server)
        talk(server)
        traffic = server.app.extensions["traffic"]
        assert (traffic.queued_bytes, traffic.closed_slow) == (0, 0)
    assert len(warnings(caplog)) == 1
    assert "hides" in warnings(caplog)[0]
