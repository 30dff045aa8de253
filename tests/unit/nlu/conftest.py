from pathlib import Path

import pytest

from bot.nlu.lexicon import Lexicon, load_lexicon
from bot.nlu.tagging import Tagger

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The shop's own lexicon: these tests are its check, too."""
    return load_lexicon(DATA / "lexicon", DATA / "ingredients.csv")


@pytest.fixture(scope="session")
def tagger(lexicon: Lexicon) -> Tagger:
    return Tagger(lexicon)
