"""The words channels put on cards are there, in the shop's own files and in both languages."""

from pathlib import Path

import pytest

from bot.adapters.wording import ResponseFiles, read_responses
from bot.domain.languages import Language
from channels.degradation import MAX_LABEL, Labels
from channels.text import length
from tests.unit.channels.replies import card


@pytest.mark.parametrize("language", list(Language))
def test_the_shops_wording_has_labels_that_fit(language):
    wording = ResponseFiles(read_responses([Path("data/responses/cards.yml")]))
    labels = Labels(wording, language)
    assert 0 < length(labels.view) <= MAX_LABEL
    assert 0 < length(labels.ask) <= MAX_LABEL
    assert "Dew Drop Serum 1" in labels.question(card())
