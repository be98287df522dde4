"""Asking before posting in one table, doubts that hide a case, and what was said at posting."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "askings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("reader_id", sa.String(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["answered_by_id"], ["people.id"]),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["reader_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("askings", schema=None) as batch_op:
        batch_op.create_index("ix_askings_case_ended", ["case_id", "ended_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_askings_reader_id"), ["reader_id"], unique=False)
    op.create_table(
        "doubts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_by_id", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("doubts", schema=None) as batch_op:
        batch_op.create_index("ix_doubts_case_person", ["case_id", "person_id"], unique=False)
        open_one = sa.text("decided_at IS NULL")
        batch_op.create_index(
            "ux_doubts_now", ["case_id"], unique=True, sqlite_where=open_one, postgresql_where=open_one
        )
    # A question that a facilitator was asked, and their answer, keep the id of its case.
    op.execute(
        """
        INSERT INTO askings (id, case_id, what, rev, asked_at, answer, answered_by_id, answered_at, line,
                             ended_at, settled_at, version)
        SELECT cases.id, cases.id, 'consent', COALESCE(drafts.rev, 0),
               COALESCE(cases.consent_asked_at, cases.created_at),
               CASE WHEN cases.consent_given_by_id IS NOT NULL THEN 'yes'
                    WHEN cases.consent_asked_at IS NULL THEN 'no' ELSE '' END,
               cases.consent_given_by_id,
               CASE WHEN cases.consent_given_by_id IS NOT NULL OR cases.consent_asked_at IS NULL
                    THEN COALESCE(cases.consent_asked_at, cases.created_at) END,
               cases.consent_line,
               CASE WHEN cases.state <> 'draft' OR cases.consent_asked_at IS NULL THEN cases.moved_at END,
               CASE WHEN cases.state <> 'draft' THEN cases.moved_at END,
               CASE WHEN cases.consent_given_by_id IS NOT NULL AND cases.version > 0 THEN 1 ELSE 0 END
        FROM cases LEFT JOIN drafts ON drafts.case_id = cases.id
        WHERE cases.consent_asked_at IS NOT NULL OR cases.consent_given_by_id IS NOT NULL
              OR cases.consent_line IS NOT NULL
        """
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_column("consent_line")
        batch_op.drop_column("consent_given_by_id")
        batch_op.drop_column("consent_asked_at")
    with op.batch_alter_table("case_versions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rare", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("rare_why", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("engine", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("case_versions", schema=None) as batch_op:
        batch_op.drop_column("engine")
        batch_op.drop_column("rare_why")
        batch_op.drop_column("rare")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("consent_asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("consent_given_by_id", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("consent_line", sa.Text(), nullable=True))
        batch_op.create_foreign_key("fk_cases_consent_given_by_id", "people", ["consent_given_by_id"], ["id"])
        batch_op.drop_column("hidden_at")
    op.drop_table("doubts")
    op.drop_table("askings")
