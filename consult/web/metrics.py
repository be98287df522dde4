"""/metrics for monitoring: counts without names, for whoever shows the token. Extra `metrics`."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request

from consult.core import keys
from consult.core.errors import NotFound
from consult.settings import BadSettings, Settings

if TYPE_CHECKING:
    from prometheus_client.core import Metric


def install(app: Flask, settings: Settings) -> None:
    """Open the address where a token is set. Raises BadSettings without the package."""
    if not settings.metrics_token:
        return
    try:
        from prometheus_client import CollectorRegistry, generate_latest  # noqa: PLC0415
    except ModuleNotFoundError:
        raise BadSettings('CONSULT_METRICS_TOKEN wants a package: pip install "consult[metrics]"') from None
    registry = CollectorRegistry()
    registry.register(Live(app))

    @app.get("/metrics", endpoint="metrics.show")
    def show() -> Response:
        """What monitoring reads."""
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not keys.same(given, settings.metrics_token):
            raise NotFound
        return Response(generate_latest(registry), mimetype="text/plain; version=0.0.4")


class Live:
    """Turns the live door's figures into metrics at each reading."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def collect(self) -> Iterator[Metric]:
        """Every metric. No label holds a name, an id or an address."""
        from prometheus_client.core import (  # noqa: PLC0415
            CounterMetricFamily,
            GaugeMetricFamily,
            HistogramMetricFamily,
        )

        watch: Any = self._app.extensions["watch"]
        now = watch.figures()
        yield GaugeMetricFamily("consult_sockets", "Open live lines", now.sockets)
        yield GaugeMetricFamily("consult_rooms", "Cases that somebody has open", now.cases)
        yield GaugeMetricFamily("consult_queued_bytes", "What waits for slow browsers", now.queued_bytes)
        yield GaugeMetricFamily(
            "consult_bell_up", "1: the doorbell answers, or there is none", now.bell is not False
        )
        yield CounterMetricFamily("consult_deliveries", "Messages to one browser each", now.deliveries)
        yield CounterMetricFamily("consult_closed_slow_readers", "Lines closed as too slow", now.closed_slow)
        yield CounterMetricFamily(
            "consult_refused_frames", "Lines closed for what they sent", now.refused_frames
        )
        refused = CounterMetricFamily(
            "consult_refused_handshakes", "Sent away by the gate", labels=["reason"]
        )
        for reason, count in now.refused_handshakes.items():
            refused.add_metric([reason], count)
        yield refused
        bounds = [*map(str, watch.bounds), "+Inf"]
        buckets = list(zip(bounds, itertools.accumulate(now.answered), strict=True))
        yield HistogramMetricFamily(
            "consult_event_seconds", "Answering a live event", buckets=buckets, sum_value=now.answering
        )
