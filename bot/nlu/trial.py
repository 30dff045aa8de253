"""Train an intent pipeline on any labelled messages and read others with it, apart from the shop.

`python -m bot.nlu.trial TASK.json RESULT.json`: bot/evaluation/trials.py writes the one and reads
the other. The model is trained and loaded by Rasa itself; of the folds only the components from the
first trainable one on are trained anew, for what stands before them learns nothing.
"""

import asyncio
import copy
import json
import logging
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Sequence, Tuple

WARM_UP_MESSAGES = 20
INTENT_RANKING = "intent_ranking"

Ranking = List[Tuple[str, float]]
Component = Any  # one of Rasa's graph components: they share no interface for processing


@dataclass(frozen=True)
class Step:
    """One component of a pipeline as its configuration names it."""

    name: str
    config: Dict[str, Any]
    clazz: Any
    is_trainable: bool
    is_featurizer: bool

    def prepare(self, data: Any, folder: Path) -> Component:
        """The component ready to process, trained on the data where it learns."""
        from rasa.engine.graph import ExecutionContext, GraphSchema
        from rasa.engine.storage.local_model_storage import LocalModelStorage
        from rasa.engine.storage.resource import Resource

        folder.mkdir(parents=True, exist_ok=True)
        storage, resource = LocalModelStorage.create(folder), Resource(self.name)
        parts = (self.config, storage, resource, ExecutionContext(GraphSchema({}), self.name))
        parts[-1].node_name = self.name
        component = self.clazz.create(*parts)
        if not self.is_trainable:
            return component
        component.train(data)
        return self.clazz.load(*parts)


def run(task: Dict[str, Any]) -> Dict[str, Any]:
    """Train, read the test messages one at a time, then run the folds.

    `task`: pipeline, train (text and intent each), test (texts), folds (indices into train: train
    and held_out), fold_options (by component). The result: train_seconds, rankings, milliseconds,
    fold_rankings (a list of rankings for each fold), fold_seconds.
    """
    with tempfile.TemporaryDirectory() as folder:
        train_seconds, model = train(task["pipeline"], task["train"], Path(folder))
        rankings, milliseconds = asyncio.run(read(model, task["test"], task["train"]))
        start = time.perf_counter()
        fold_rankings = run_folds(task, Path(folder))
    return {
        "train_seconds": train_seconds,
        "rankings": rankings,
        "milliseconds": milliseconds,
        "fold_rankings": fold_rankings,
        "fold_seconds": time.perf_counter() - start,
    }


def train(
    pipeline: Sequence[Dict[str, Any]], rows: Sequence[Dict[str, str]], folder: Path
) -> Tuple[float, str]:
    """Seconds of Rasa's own training, and its model file."""
    import yaml
    from rasa.model_training import train_nlu

    config = {"recipe": "default.v1", "language": "en", "pipeline": list(pipeline)}
    (folder / "config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    examples = {"rasa_nlu_data": {"common_examples": list(rows)}}
    (folder / "nlu.json").write_text(json.dumps(examples), encoding="utf-8")
    start = time.perf_counter()
    model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.json"), str(folder / "model"))
    if model is None:
        raise RuntimeError("Rasa trained no model.")
    return time.perf_counter() - start, model


async def read(
    model: str, texts: Sequence[str], rows: Sequence[Dict[str, str]]
) -> Tuple[List[Ranking], List[float]]:
    """A ranking for each text, and the milliseconds of each text seen for the first time."""
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    for row in rows[:WARM_UP_MESSAGES]:
        await agent.parse_message(row["text"])
    rankings: List[Ranking] = []
    milliseconds: Dict[str, float] = {}
    for text in texts:
        start = time.perf_counter()
        parsed = await agent.parse_message(text)
        milliseconds.setdefault(text, (time.perf_counter() - start) * 1000)
        rankings.append(to_ranking(parsed.get(INTENT_RANKING)))
    return rankings, list(milliseconds.values())


def to_ranking(found: Any) -> Ranking:
    """Names and confidences of Rasa's ranking, the best first."""
    return [(str(one["name"]), float(one["confidence"])) for one in found or ()]


def run_folds(task: Dict[str, Any], folder: Path) -> List[List[Ranking]]:
    """For each fold the rankings of its held-out rows by a pipeline trained on its other rows."""
    if not task["folds"]:
        return []
    steps = to_steps(task["pipeline"], task["fold_options"])
    learning = next(i for i, step in enumerate(steps) if step.is_trainable)
    messages = featurize(steps[:learning], task["train"], folder / "shared")
    return [
        run_fold(steps[learning:], messages, fold, folder / f"fold-{number}")
        for number, fold in enumerate(task["folds"])
    ]


def to_steps(pipeline: Sequence[Dict[str, Any]], options: Dict[str, Dict[str, Any]]) -> List[Step]:
    """The pipeline's components by Rasa's own registry, some with other options."""
    from rasa.engine.recipes.default_recipe import DefaultV1Recipe

    kinds = DefaultV1Recipe.ComponentType
    featurizers = {kinds.MESSAGE_TOKENIZER, kinds.MESSAGE_FEATURIZER}
    steps = []
    for number, entry in enumerate(pipeline):
        known = DefaultV1Recipe._from_registry(entry["name"])  # noqa: SLF001 (there is no other way)
        given = {key: value for key, value in entry.items() if key != "name"}
        defaults = known.clazz.get_default_config()
        config = {**defaults, **given, **options.get(entry["name"], {})}
        name = f"{known.clazz.__name__}{number}"
        is_featurizer = bool(featurizers & known.types)
        steps.append(Step(name, config, known.clazz, known.is_trainable, is_featurizer))
    return steps


def featurize(steps: Sequence[Step], rows: Sequence[Dict[str, str]], folder: Path) -> List[Any]:
    """The rows as messages with all that components give which learn nothing.

    Equal rows are one message: of these Rasa's training data keeps the first alone.
    """
    from rasa.shared.nlu.training_data.message import Message

    pairs = [(row["text"], row["intent"]) for row in rows]
    messages = {pair: Message.build(*pair) for pair in pairs}
    process_training(steps, list(messages.values()), folder)
    return [messages[pair] for pair in pairs]


def process_training(steps: Sequence[Step], messages: List[Any], folder: Path) -> List[Component]:
    """Prepare each component on what those before it made of the messages, as Rasa's graph does."""
    from rasa.shared.nlu.training_data.training_data import TrainingData

    data = TrainingData(training_examples=messages)
    components = []
    for step in steps:
        component = step.prepare(data, folder / step.name)
        if step.is_featurizer and hasattr(component, "process_training_data"):
            component.process_training_data(data)
        components.append(component)
    return components


def run_fold(
    steps: Sequence[Step], messages: Sequence[Any], fold: Dict[str, List[int]], folder: Path
) -> List[Ranking]:
    """Rankings of the held-out rows."""
    components = process_training(steps, [to_copy(messages[i]) for i in fold["train"]], folder)
    held_out = [to_copy(messages[i], without="intent") for i in fold["held_out"]]
    for component in components:
        component.process(held_out)
    return [to_ranking(message.get(INTENT_RANKING)) for message in held_out]


def to_copy(message: Any, without: str = "") -> Any:
    """A message of its own that shares the features, which nobody changes."""
    other = copy.copy(message)
    other.data = {key: value for key, value in message.data.items() if key != without}
    other.features = list(message.features)
    return other


def main() -> None:
    """Read the task, write the result."""
    sys.modules["jax"] = None  # type: ignore[assignment]  # as in bot/nlu/launch.py
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)  # else each message is written out, which costs time
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Path(sys.argv[2]).write_text(json.dumps(run(task)), encoding="utf-8")


if __name__ == "__main__":
    main()
