"""Finds that somebody kept before: they are not asked about again where the same words go on."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models.cases import Kept


def kept_for(session: Session, *about_ids: str) -> dict[str, str]:
    """Digests and reasons of what was kept in these rows."""
    query = select(Kept.digest, Kept.reason).where(Kept.about_id.in_(about_ids))
    return {row.digest: row.reason for row in session.execute(query)}
