"""A trained model and a running product for the end-to-end tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.rasa_process import PYTHON, model_fingerprint, train
from bot.settings import REPOSITORY_ROOT
from tests.conftest import MODEL_VARIABLE
from tests.e2e.installation import Installation, scratch_installation


@pytest.fixture(scope="session")
def trained_model() -> Path:
    """The assistant's model: that of `make run`, trained once for this training data and kept.

    While the training data is being written, DROPWISE_TEST_MODEL names a model file to use as it
    is, so that not every change of a sentence costs a training.
    """
    if not PYTHON.exists():
        pytest.skip("Rasa's environment is made by `make test`")
    if given := os.environ.get(MODEL_VARIABLE):
        return Path(given)
    var = REPOSITORY_ROOT / "var"
    model = var / "models" / f"{model_fingerprint()}.tar.gz"
    if not model.exists():
        train(model, var / "log" / "training.log")
    return model


@pytest.fixture(scope="session")
def installation(
    postgres_url: str, trained_model: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """A running product that all tests share which kill nothing: use a shopper of your own."""
    folder = tmp_path_factory.mktemp("installation")
    with scratch_installation(postgres_url, trained_model, folder) as shared:
        yield shared
