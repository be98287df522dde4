"""What must be found, stand-ins, and the audit of finds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "never_words",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner", "digest"),
    )
    op.create_table(
        "stand_ins",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "person_id", "digest"),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("checked_with", sa.String(), nullable=False, server_default=""))

    with op.batch_alter_table("kept", schema=None) as batch_op:
        batch_op.add_column(sa.Column("case_id", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("action", sa.String(), nullable=False, server_default="kept"))
        batch_op.add_column(sa.Column("rule", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("layer", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("engine", sa.String(), nullable=False, server_default=""))
        batch_op.create_index("ix_kept_case_digest", ["case_id", "digest"], unique=False)
        batch_op.create_foreign_key("fk_kept_case_id_cases", "cases", ["case_id"], ["id"])
    for table, column in (("case_versions", "case_id"), ("suggestions", "case_id"), ("cases", "id")):
        op.execute(
            f"UPDATE kept SET case_id = (SELECT {column} FROM {table} WHERE {table}.id = kept.about_id) "  # noqa: S608 - names of ours
            f"WHERE kept.about_id IN (SELECT id FROM {table})"
        )

    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("count", sa.Integer(), nullable=False, server_default="0"))

    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("allowed_words", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("finds_staff", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("is_strict", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.drop_column("is_strict")
        batch_op.drop_column("finds_staff")
        batch_op.drop_column("allowed_words")

    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_column("count")

    with op.batch_alter_table("kept", schema=None) as batch_op:
        batch_op.drop_constraint("fk_kept_case_id_cases", type_="foreignkey")
        batch_op.drop_index("ix_kept_case_digest")
        batch_op.drop_column("engine")
        batch_op.drop_column("layer")
        batch_op.drop_column("rule")
        batch_op.drop_column("action")
        batch_op.drop_column("case_id")

    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_column("checked_with")

    op.drop_table("stand_ins")
    op.drop_table("never_words")
