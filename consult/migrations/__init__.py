"""How the tables came to be, revision by revision; every start brings them up to date.

Alembic is imported only where something is to be done: it takes 10 MB, and most starts find all up to date.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.pool import NullPool

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent
HEAD = "head"


def config(url: str) -> Config:
    """Alembic's configuration for a database."""
    from alembic.config import Config  # noqa: PLC0415 - see above

    made = Config()
    made.set_main_option("script_location", str(HERE))
    made.attributes["url"] = url
    return made


def newest() -> str:
    """The last revision; the files' names begin with theirs."""
    return max(path.name.partition("_")[0] for path in (HERE / "versions").glob("[0-9]*.py"))


def upgrade(url: str, to: str = HEAD) -> None:
    """Bring the tables up to a revision."""
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    up_to_date = is_current(engine)
    engine.dispose()
    if not up_to_date or to != HEAD:
        from alembic import command  # noqa: PLC0415 - see above

        command.upgrade(config(url), to)


def revision(engine: Engine) -> str:
    """The revision of a database's tables; empty when there are none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def is_current(engine: Engine) -> bool:
    """Are the tables those of this program? A newer or an older one's are not."""
    return revision(engine) == newest()


def downgrade(url: str, to: str) -> None:
    """Take the tables back to a revision."""
    from alembic import command  # noqa: PLC0415 - see above

    command.downgrade(config(url), to)
