"""`make migration NAME="add resources"`: write the revision that brings the tables up to the models."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command

from consult import migrations


def main() -> None:
    """Compare the models with a database at the newest revision, and write the difference."""
    here = Path(__file__).parent / "versions"
    number = max((int(path.name[:4]) for path in here.glob("[0-9]*.py")), default=0) + 1
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/empty.db"
        if number > 1:
            migrations.upgrade(url)
        command.revision(migrations.config(url), sys.argv[1], autogenerate=True, rev_id=f"{number:04d}")


main()
