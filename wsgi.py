"""For servers of others, one process: `gunicorn -k gevent wsgi:app`. Limits: docs/operate.md."""

from consult.app import create_app
from consult.core import logs
from consult.settings import from_environment
from consult.startup import prepare

settings = from_environment()
logs.install(settings.log)
app = create_app(prepare(settings))
