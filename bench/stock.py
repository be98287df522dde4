"""Baseline: a minimal stock Flask-SocketIO room server, `python -m bench.stock PORT`.

`bench/baselines.py` puts gevent-websocket on its path, so that Flask-SocketIO takes it by itself.
"""

from __future__ import annotations

import sys

from gevent import monkey

monkey.patch_all()

from flask import Flask  # noqa: E402
from flask_socketio import SocketIO, emit, join_room  # noqa: E402

app = Flask("stock")
socketio = SocketIO(app, async_mode="gevent")


@socketio.on("join")
def join(data: dict[str, str]) -> dict[str, bool]:
    join_room(data["room"])
    return {"ok": True}


@socketio.on("post")
def post(data: dict[str, str]) -> dict[str, bool]:
    emit("news", data, to=data["room"])
    return {"ok": True}


if __name__ == "__main__":
    socketio.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_output=False)
