"""Bringing databases to today's schema, and knowing without Alembic that one is there."""

import subprocess
import sys

import psycopg
from alembic import command
from alembic.script import ScriptDirectory

from bot.adapters.store.engine import plain_url
from bot.adapters.store.migrate import alembic_config, newest_revision, revision_of, upgrade
from bot.settings import REPOSITORY_ROOT


def test_the_newest_file_is_alembics_head() -> None:
    """A revision whose file sorts before an older one's would never be applied."""
    head = ScriptDirectory.from_config(alembic_config("postgresql://unused")).get_current_head()
    assert newest_revision() == head


def test_an_upgraded_database_is_at_the_newest_revision(database_url: str) -> None:
    upgrade(database_url)
    assert revision_of(database_url) == newest_revision()


def test_a_database_of_today_is_left_alone_without_alembic(database_url: str) -> None:
    code = (
        "import sys; from bot.adapters.store.migrate import upgrade; "
        "upgrade(sys.argv[1]); sys.exit('alembic' in sys.modules)"
    )
    arguments = [sys.executable, "-c", code, database_url]
    assert subprocess.run(arguments, cwd=REPOSITORY_ROOT, check=False).returncode == 0


def test_feedback_of_an_earlier_release_is_kept(database_url: str) -> None:
    upgrade(database_url)
    command.downgrade(alembic_config(database_url), "0005")
    with psycopg.connect(plain_url(database_url)) as connection:
        connection.execute(
            "insert into feedback (event_id, conversation_id, product_id, sentiment, at)"
            " values ('E1', 'web:1', 'calm', -1, now())"
        )
    upgrade(database_url)
    with psycopg.connect(plain_url(database_url)) as connection:
        told = connection.execute("select product_id, sentiment, kind, customer_id from feedback")
        assert told.fetchall() == [("calm", -1.0, "other", None)]
