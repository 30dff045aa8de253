"""Whose feedback and whose reactions they are, what feedback is about and after how many days."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLES = ("feedback", "adverse_events")
_INDEXED = ("customer_id", "conversation_id")


def upgrade() -> None:
    op.add_column("feedback", sa.Column("kind", sa.Text, nullable=False, server_default="other"))
    op.add_column("feedback", sa.Column("days", sa.Integer))
    for table in _TABLES:
        op.add_column(table, sa.Column("customer_id", sa.Text))
        for column in _INDEXED:
            op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table in _TABLES:
        for column in _INDEXED:
            op.drop_index(f"ix_{table}_{column}", table)
        op.drop_column(table, "customer_id")
    op.drop_column("feedback", "days")
    op.drop_column("feedback", "kind")
