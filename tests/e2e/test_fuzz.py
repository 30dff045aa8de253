"""Text from strangers through the whole parse: tokenizer, encoder, tagger, intents, fallback."""

from pathlib import Path

import pytest

from benchmarks.fuzz.run import fuzz

pytestmark = pytest.mark.rasa


@pytest.mark.timeout(900)
def test_two_thousand_strange_messages_are_read_without_an_exception(
    trained_model: Path, tmp_path: Path
) -> None:
    """Half of them random, half mutations of our own; how long they take is the benchmark's."""
    outcome = fuzz(trained_model, 2_000, 3, tmp_path / "rasa.log")
    assert len(outcome.milliseconds) == 2_000
    assert [(one.error, one.message.kind) for one in outcome.failures] == []
