"""What labelled messages leave behind when the assistant learns from them: vectors, no words."""

import io
import shutil
import tarfile
from pathlib import Path

import numpy as np
import pytest

from bot.adapters.rasa_process import train
from bot.domain.reviews import Lesson
from tests.conftest import needs_rasa

pytestmark = [
    pytest.mark.rasa,
    pytest.mark.timeout(600),
    needs_rasa,
]
TINY = Path(__file__).parents[1] / "fixtures" / "tiny_rasa"
SHIPPED = 8  # the messages of the tiny assistant
WORDS = "zanzibarqux"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny assistant, trained with two lessons."""
    root = tmp_path_factory.mktemp("lessons")
    shutil.copytree(TINY, root, dirs_exist_ok=True)
    lessons = (Lesson("greet", f"{WORDS} 你們好"), Lesson("inform", f'"{WORDS}: #oily % &amp; \\n'))
    train(root / "models" / "m.tar.gz", root / "train.log", root, lessons)
    return root


def members(model: Path) -> dict[str, bytes]:
    with tarfile.open(model) as archive:
        files = [(one.name, archive.extractfile(one)) for one in archive.getmembers()]
        return {name: file.read() for name, file in files if file}


def test_the_lessons_are_learned(project: Path) -> None:
    held = members(project / "models" / "m.tar.gz")
    (arrays,) = [content for name, content in held.items() if name.endswith("intents.npz")]
    with np.load(io.BytesIO(arrays)) as learned:
        assert len(learned["known"]) == SHIPPED + 2


def test_no_word_of_them_is_left_in_the_model_the_cache_or_the_log(project: Path) -> None:
    files = {str(file): file.read_bytes() for file in project.rglob("*") if file.is_file()}
    files |= members(project / "models" / "m.tar.gz")
    assert [name for name, content in files.items() if WORDS.encode() in content] == []
    assert [file.name for file in (project / "models").iterdir()] == ["m.tar.gz"]
