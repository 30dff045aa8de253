"""What every test starts from: a clean environment and, where asked for, a real PostgreSQL."""

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from bot.adapters.postgres import EmbeddedPostgres
from bot.adapters.rasa_process import PYTHON
from bot.adapters.scratch_databases import (
    create_scratch_database,
    database_name,
    drop_database,
)
from tests.browser import HOW_TO_GET_ONE, fetch_browser, find_installed_browser, launch_options

# A model file for the end-to-end tests to use as it is (tests/e2e/conftest.py).
MODEL_VARIABLE = "DROPWISE_TEST_MODEL"
# How many shoppers the kill test sends (tests/e2e/test_kill.py).
SHOPPERS_VARIABLE = "DROPWISE_TEST_SHOPPERS"
needs_rasa = pytest.mark.skipif(
    not PYTHON.exists(), reason="Rasa's environment is made by `make test`"
)
KEPT_VARIABLES = {"DROPWISE_SHARED", MODEL_VARIABLE, SHOPPERS_VARIABLE}

for name in list(os.environ):
    if name == "DATABASE_URL" or (name.startswith("DROPWISE_") and name not in KEPT_VARIABLES):
        del os.environ[name]
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("HF_HUB_OFFLINE", "1")


def prepare_template(url: str) -> None:
    """Bring the database that every test's own is copied from to today's schema."""
    migrate = "bot.adapters.store.migrate"
    if importlib.util.find_spec(migrate):
        import_module(migrate).upgrade(url)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a real server that this test session shares."""
    home = Path(tempfile.mkdtemp(prefix="dropwise-tests-"))
    home.chmod(0o755)  # under root the server runs as an account that must get in
    with EmbeddedPostgres(home) as url:
        yield url
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def template_url(postgres_url: str) -> str:
    """A database with today's schema and no rows, made once a session."""
    url = create_scratch_database(postgres_url)
    prepare_template(url)
    return url


@pytest.fixture
def database_url(postgres_url: str, template_url: str) -> Iterator[str]:
    """A fresh database with today's schema, this test's alone."""
    url = create_scratch_database(postgres_url, template=database_name(template_url))
    yield url
    drop_database(url)


@pytest.fixture(scope="session")
def chromium_options() -> dict[str, object]:
    """What to launch Playwright's chromium with; the test is skipped where there is no browser."""
    installed = find_installed_browser()
    if installed is None and not fetch_browser():
        pytest.skip(HOW_TO_GET_ONE)
    return launch_options(installed)
