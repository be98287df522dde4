"""How the tables came to be, revision by revision; every start brings them up to date."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine


def config(url: str) -> Config:
    """Alembic's configuration for a database."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.attributes["url"] = url
    return made


def upgrade(url: str, to: str = "head") -> None:
    """Bring the tables up to a revision."""
    command.upgrade(config(url), to)


def is_current(engine: Engine) -> bool:
    """Are the tables those of this program? A newer or an older one's are not."""
    newest = ScriptDirectory.from_config(config("")).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def downgrade(url: str, to: str) -> None:
    """Take the tables back to a revision."""
    command.downgrade(config(url), to)
