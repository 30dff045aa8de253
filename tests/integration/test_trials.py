"""A pipeline is trained on other messages by Rasa itself, in its own environment."""

import dataclasses
from pathlib import Path

import pytest

from bot.domain.errors import UnavailableError
from bot.evaluation.intent_sets import OUT_OF_SCOPE, IntentSet, Row
from bot.evaluation.out_of_scope import choose_threshold, to_folds
from bot.evaluation.trials import our_pipeline, run_trial
from tests.conftest import needs_rasa

pytestmark = [
    pytest.mark.rasa,
    needs_rasa,
]
# Labels that mean something to Rasa, and the same message twice: both have stopped a training.
MESSAGES = {
    "chitchat/weather": ["will it rain", "is it sunny", "how hot is it", "any snow today"],
    "nlu_fallback": ["play some jazz", "put on a song", "turn the music up", "next track"],
    "PAY": ["can I pay by card", "is cash ok", "do you take cards", "can I pay by card"],
    OUT_OF_SCOPE: ["flurb", "qwertz", "zzz", "blorp"],
}
ROWS = [Row(text, label) for label, texts in MESSAGES.items() for text in texts]


@pytest.mark.timeout(600)
def test_a_trial_reads_the_test_and_every_fold_and_speaks_of_the_sets_own_labels(
    tmp_path: Path,
) -> None:
    asked = [Row("does it rain", "chitchat/weather"), Row("[odd](one)", OUT_OF_SCOPE), Row("…", "")]
    folds = to_folds(ROWS, 3)
    trial = run_trial(our_pipeline(len(ROWS)), IntentSet(ROWS, asked), folds, tmp_path / "log")
    assert trial.rankings[0][0][0] == "chitchat/weather"
    assert len(trial.rankings) == len(trial.milliseconds) == 3
    assert {name for name, _ in trial.rankings[1]} <= set(MESSAGES)
    assert [len(rankings) for rankings in trial.fold_rankings] == [len(f.held_out) for f in folds]
    for fold, rankings in zip(folds, trial.fold_rankings, strict=True):
        assert not fold.unseen & {name for ranking in rankings for name, _ in ranking}
    assert 0 <= choose_threshold(ROWS, folds, trial.fold_rankings) <= 1


@pytest.mark.timeout(600)
def test_a_pipeline_that_rasa_refuses_is_told_in_a_sentence(tmp_path: Path) -> None:
    wrong = dataclasses.replace(our_pipeline(len(ROWS)), components=[{"name": "NoSuchComponent"}])
    with pytest.raises(UnavailableError, match="log"):
        run_trial(wrong, IntentSet(ROWS, ROWS), [], tmp_path / "log")
    assert b"NoSuchComponent" in (tmp_path / "log").read_bytes()
