"""Lessons as one more file of training messages, in a folder that is deleted afterwards."""

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from bot.domain.reviews import Lesson

FILE = "reviews.yml"
_PRIVATE = 0o600


def write_lessons(folder: Path, lessons: Sequence[Lesson]) -> Path:
    """The file that Rasa trains with, readable by its owner alone.

    Rasa knows its files by keys at the beginnings of lines; the rest is JSON, which is YAML too.
    """
    groups = groupby(sorted(lessons), key=lambda lesson: lesson.intent)
    nlu = [
        {"intent": intent, "examples": [{"text": lesson.text} for lesson in of_intent]}
        for intent, of_intent in groups
    ]
    path = folder / FILE
    path.touch(mode=_PRIVATE)
    path.write_text(f'version: "3.1"\nnlu: {json.dumps(nlu, ensure_ascii=False)}\n', "utf-8")
    return path
