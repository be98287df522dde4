"""What watches over the server: probes, metrics for whoever has the token, and a page in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from consult.app import create_app
from consult.live import figures
from consult.live.figures import BOUNDS, Watch
from consult.settings import BadSettings, Settings
from consult.web import metrics
from tests import people
from tests.people import INES, KIM

TOKEN = "a token for monitoring alone"


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An app with metrics."""
    settings = Settings(data=tmp_path_factory.mktemp("app"), key=people.KEY, metrics_token=TOKEN)
    return create_app(settings)


def test_metrics_are_for_whoever_has_the_token(watched: Flask, database: object) -> None:
    client = watched.test_client()
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 404
    watched.extensions["watch"].around(lambda: None)()
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert "consult_sockets 0.0" in answer.text
    assert 'consult_event_seconds_bucket{le="+Inf"} 1.0' in answer.text


def test_there_is_no_such_address_without_a_token(visit: Any) -> None:
    assert visit(KIM).get("/metrics").status_code == 404


def test_the_package_is_asked_for_at_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setitem(__import__("sys").modules, "prometheus_client", None)
    with pytest.raises(BadSettings, match=r"consult\[metrics\]"):
        metrics.install(Flask("x"), Settings(data=tmp_path, metrics_token=TOKEN))


def test_the_page_says_in_words_how_things_are(
    visit: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    fine = visit(KIM).get("/admin/connection").text
    assert "Every browser keeps up." in fine
    watch: Watch = app.extensions["watch"]
    now = replace(watch.figures(), closed_slow=3, bell=False, answered=(*[0] * len(BOUNDS), 2))
    monkeypatch.setattr(figures.Watch, "figures", lambda _self: now)
    worse = visit(KIM).get("/admin/connection").text
    assert "3 lines were closed because their browsers could not keep up" in worse
    assert "2 answers took longer than half a second" in worse
    assert "The doorbell is silent" in worse


def test_a_page_for_administrators_alone(visit: Any) -> None:
    assert visit(INES).get("/admin/connection").status_code == 403


def test_a_disk_without_room_asks_for_no_work(visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert visit().get("/readyz").json == {
        "ok": True,
        "database": True,
        "tables": True,
        "disk": True,
        "writes": True,
        "bell": None,
    }
    monkeypatch.setattr("consult.domain.health.LITTLE", 1 << 60)
    answer = visit().get("/readyz")
    assert (answer.status_code, answer.json["disk"]) == (503, False)
