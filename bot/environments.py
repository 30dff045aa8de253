"""What to make each Python environment from: decisions only, nothing is started or written here.

Read by `bot.install`, so it runs on any Python from 3.8 on with nothing but its standard library.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Iterable, List, NamedTuple, Optional, Sequence, Tuple


class Environment(NamedTuple):
    """One environment to make; `pythons` are minor versions, the best one first.

    `loads` names the modules that its processes load before they are ready.
    """

    name: str
    folder: str
    requirements: str
    pythons: Tuple[str, ...]
    has_project: bool
    loads: Tuple[str, ...] = ()


APP_PYTHONS = ("3.11", "3.12", "3.13")
RASA_LOADS: Tuple[str, ...] = (
    "rasa.__main__",
    "rasa.core.run",
    "rasa.engine.recipes.default_components",
)
RASA_LOADS += ("bot.nlu.turn_channel", "bot.nlu.spacy_tagger", "bot.nlu.sentence_encoder")
APP_LOADS: Tuple[str, ...] = ("bot.commands.up", "bot.commands.preparation", "bot.commands.serve")
APP_LOADS += ("bot.commands.worker", "channels.line.client", "knowledge.bundled_encoder")
RASA = Environment("Rasa", ".venv-rasa", "rasa.txt", ("3.10",), False, RASA_LOADS)
APP = Environment("application", ".venv", "app.txt", APP_PYTHONS, True, APP_LOADS)
DEV = Environment("application and checks", ".venv", "dev.txt", APP_PYTHONS, True, APP_LOADS)


def version_of(text: str) -> Tuple[int, ...]:
    """Return the first dotted number in a program's answer, as integers; () if there is none."""
    found = re.search(r"\d+(?:\.\d+)+", text)
    return tuple(int(part) for part in found.group().split(".")) if found else ()


def pyenv_pythons(versions: Path, minor: str) -> List[Path]:
    """List pyenv's interpreters of one minor version, the newest first."""
    folders = [f for f in versions.glob(f"{minor}.*") if (f / "bin" / "python").exists()]
    newest_first = sorted(folders, key=lambda folder: version_of(folder.name), reverse=True)
    return [folder / "bin" / "python" for folder in newest_first]


def candidates(minor: str, search_path: str, versions: Path) -> List[Path]:
    """List where a Python of this minor version may be: on the search path, then under pyenv."""
    folders = [Path(folder) for folder in search_path.split(os.pathsep) if folder]
    on_path = [folder / f"python{minor}" for folder in folders]
    return [python for python in on_path if python.is_file()] + pyenv_pythons(versions, minor)


def choose_python(found: Sequence[Tuple[str, Optional[Path]]]) -> str:
    """Return what uv is told: the first interpreter found, else the best version for it to fetch.

    `found` holds each wanted minor version, the best one first, with its interpreter or None.
    """
    for _, python in found:
        if python is not None:
            return str(python)
    return found[0][0]


def pinned_version(requirements: str, package: str) -> Optional[str]:
    """Return the version that a compiled requirement file pins, None if it lacks the package."""
    found = re.search(rf"^{re.escape(package)}==(\S+)", requirements, flags=re.MULTILINE)
    return found.group(1) if found else None


def local_wheels(find_links: str) -> List[str]:
    """List the wheels in PIP_FIND_LINKS' local folders (folders and URLs, space-separated)."""
    folders = (Path(re.sub("^file://", "", link)) for link in find_links.split())
    return [wheel.name for folder in folders for wheel in folder.glob("*.whl")]


def torch_arguments(requirements: str, wheels: Iterable[str], python: str) -> List[str]:
    """Return uv's arguments that keep a CUDA build of several gigabytes away.

    A wheel offered on this machine for this Python is taken as it is; otherwise the CPU build is
    asked for by name. `python` is a version such as "3.11" or "3.11.7".
    """
    version = pinned_version(requirements, "torch")
    tag = "cp" + "".join(python.split(".")[:2])
    if version is None or any(is_build_of(wheel, version, tag) for wheel in wheels):
        return []
    return ["--torch-backend", "cpu"]


def is_build_of(wheel: str, version: str, tag: str) -> bool:
    """Tell whether a wheel's file name is torch of this version for this interpreter tag."""
    return re.match(rf"torch-{re.escape(version)}(\+\w+)?-{tag}-", wheel) is not None


def stamp_of(requirements: str, contents: Sequence[bytes], python_version: str) -> str:
    """Return what identifies an environment: the files it was made from and its Python.

    The requirement file's name comes first, so that what was installed can be read from it.
    """
    digest = hashlib.sha256(b"\0".join([*contents, python_version.encode()])).hexdigest()
    return f"{requirements} {digest}"


def app_environment(is_dev_wanted: bool, stamp: str) -> Environment:
    """Return which application environment to make; one made for development stays so."""
    return DEV if is_dev_wanted or stamp.startswith(DEV.requirements) else APP


def python_of(config: str) -> str:
    """Return the full Python version in a `pyvenv.cfg`, "" if it says none."""
    found = re.search(r"^version(?:_info)?\s*=\s*(\S+)", config, flags=re.MULTILINE)
    return found.group(1) if found else ""


def without_build_names(lock: str) -> str:
    """Drop local build names such as `+cpu`, which only some machines can install."""
    return re.sub(r"(==[^\s+;]+)\+\w+", r"\1", lock)


def without_torch(lock: str) -> str:
    """Drop torch from a lock, whose nameless version would be read as the CUDA build."""
    return re.sub(r"^torch==.*\n", "", lock, flags=re.MULTILINE)
