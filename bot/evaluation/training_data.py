"""The training messages of data/nlu and the evaluation sets of data/evaluation, with places."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.domain.errors import InputError
from bot.domain.languages import detect_language
from bot.evaluation.gold import read_gold, read_text
from bot.evaluation.training_lint import Example

_DASH = re.compile(r"^\s*- ")


def read_training(folder: Path) -> Sequence[Example]:
    """Every message of Rasa's training files in the folder.

    Raises:
        InputError: there is none, or a file is no training file.
    """
    examples = [e for file in sorted(folder.glob("*.yml")) for e in _read_file(file)]
    if not examples:
        raise InputError(f"{folder} holds no training messages.")
    return examples


def _read_file(file: Path) -> Iterator[Example]:
    try:
        groups = YAML(typ="safe").load(read_text(file))["nlu"]
        for group in groups:
            for number, line in enumerate(group["examples"].splitlines(), 1):
                text = _DASH.sub("", line).strip()
                place = f"{file.name} no. {number}"
                yield Example(group["intent"], detect_language(text).value, text, place)
    except (YAMLError, KeyError, TypeError, AttributeError):
        raise InputError(f"{file} is not a training file: nlu, intent, examples.") from None


def read_held_out(folder: Path) -> Sequence[Example]:
    """Every message of the evaluation sets in the folder; there may be none."""
    return [
        Example(message.intent, message.language, message.text, f"{file.name} {message.id}")
        for file in sorted(folder.glob("nlu*.jsonl"))
        for message in read_gold(file)
    ]
