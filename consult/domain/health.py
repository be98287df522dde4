"""Can we work: one short question to the database."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from consult.core.db import Sessions


def can_read() -> bool:
    """Does the database answer?"""
    try:
        with Sessions() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
