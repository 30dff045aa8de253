"""The knowledge base's files as raw entries: each YAML read, each entry with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

# libyaml reads the whole base in a quarter of a second, YAML readers in Python take three.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one entry (or a whole file, where `entry` is empty), as a sentence."""

    file: str
    entry: str
    says: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.entry, self.says) if part)


@dataclass(slots=True)
class Faults:
    """Gathers what is wrong while files are read."""

    found: list[Fault] = field(default_factory=list)

    def add(self, entry: "Entry", says: str) -> None:
        """Note a fault of an entry."""
        self.found.append(Fault(entry.file, entry.id, says))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as written; `file` is its path inside the base's folder."""

    file: str
    id: str
    content: Mapping[str, Any]


def read_yaml(path: Path) -> Any:
    """What a YAML file holds; raises yaml.YAMLError, OSError or UnicodeDecodeError."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  # a safe one


def read_entries(folder: Path, topic: str, faults: Faults) -> Iterator[Entry]:
    """The entries of every `.yml` in `folder/topic`; a file or entry out of form is a fault.

    A file is a list of entries with an `id` each, or a mapping of ids to entries.
    """
    for path in sorted((folder / topic).glob("*.yml")):
        name = path.relative_to(folder).as_posix()
        content = _read_file(path, name, faults)
        if isinstance(content, Mapping):
            content = [_with_id(key, entry) for key, entry in content.items()]
        if not isinstance(content, list):
            if content is not None:
                says = "The file must hold a list of entries, each with an id."
                faults.found.append(Fault(name, "", says))
            continue
        yield from _entries(content, name, faults)


def read_file(folder: Path, name: str, faults: Faults) -> Iterator[Entry]:
    """The names a mapping file begins its entries with; nothing where there is no such file."""
    path = folder / name
    content = _read_file(path, name, faults) if path.exists() else {}
    if isinstance(content, Mapping):
        yield from (Entry(name, str(key), {}) for key in content)


def _read_file(path: Path, name: str, faults: Faults) -> Any:
    try:
        return read_yaml(path)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        faults.found.append(Fault(name, "", f"The file cannot be read as YAML{_place(error)}."))
        return None


def _place(error: Exception) -> str:
    """Where and why, in one line."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f": line {error.problem_mark.line + 1}, {error.problem}"
    return ""


def _with_id(key: Any, entry: Any) -> Any:
    return {"id": key, **entry} if isinstance(entry, Mapping) else {"id": key}


def _entries(content: list[Any], name: str, faults: Faults) -> Iterator[Entry]:
    for number, item in enumerate(content, 1):
        entry_id = item.get("id") if isinstance(item, Mapping) else None
        if isinstance(entry_id, str | int) and str(entry_id).strip():
            rest = {key: value for key, value in item.items() if key != "id"}
            yield Entry(name, str(entry_id), rest)
        else:
            faults.found.append(Fault(name, f"entry {number}", "It has no id: give it one."))
