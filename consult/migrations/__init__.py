"""How the tables came to be, revision by revision; every start brings them up to date."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config


def config(url: str) -> Config:
    """Alembic's configuration for a database."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.attributes["url"] = url
    return made


def upgrade(url: str, to: str = "head") -> None:
    """Bring the tables up to a revision."""
    command.upgrade(config(url), to)


def downgrade(url: str, to: str) -> None:
    """Take the tables back to a revision."""
    command.downgrade(config(url), to)
