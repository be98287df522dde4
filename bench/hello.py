"""Baseline: a bare Flask page on the same kind of server, `python -m bench.hello PORT`."""

from __future__ import annotations

import sys

from gevent import monkey

monkey.patch_all()

from flask import Flask  # noqa: E402
from gevent.pywsgi import WSGIServer  # noqa: E402

app = Flask("hello")


@app.get("/")
def hello() -> str:
    return "<p>Hello"


if __name__ == "__main__":
    WSGIServer(("127.0.0.1", int(sys.argv[1])), app, log=None).serve_forever()
