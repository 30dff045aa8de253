"""Bringing databases to today's schema, and knowing without Alembic that one is there."""

import subprocess
import sys

from alembic.script import ScriptDirectory

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
    command = [sys.executable, "-c", code, database_url]
    assert subprocess.run(command, cwd=REPOSITORY_ROOT, check=False).returncode == 0
