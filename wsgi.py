"""For servers of others, one process: `gunicorn -k gevent wsgi:app`. Limits: docs/operate.md."""

from consult.app import create_app
from consult.settings import from_environment
from consult.startup import prepare

app = create_app(prepare(from_environment()))
