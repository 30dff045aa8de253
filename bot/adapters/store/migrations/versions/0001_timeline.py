"""One sequence numbers what comes in and what goes out, so that a conversation reads in order."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("create sequence timeline")
    # Rasa's tracker store makes its own tables; a schema apart keeps the names apart.
    op.execute("create schema if not exists rasa")


def downgrade() -> None:
    op.execute("drop schema rasa cascade")
    op.execute("drop sequence timeline")
