"""What people say that shoppers' messages mean, for the assistant to learn from."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column(
            "event_id",
            sa.Text,
            sa.ForeignKey("events.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("intent", sa.Text),
        sa.Column("agent_id", sa.Text, sa.ForeignKey("agents.id")),
        sa.Column("learned", sa.Boolean, nullable=False, server_default=sa.text("false")),
        sa.Column(
            "at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()
        ),
    )


def downgrade() -> None:
    op.drop_table("reviews")
