"""The shop's lexicon: which spelling says which canonical value (docs/lexicon.md)."""

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.nlu.text import Token, fold, tokenise

LANGUAGES = ("en", "zh", "ja", "th")
INGREDIENT, AVOID, AVOID_ONLY = "ingredient", "avoid", "avoid_only"
COMPOUND, IGNORE, ALONE = "compound", "ignore", "alone"
CANONICAL: Dict[str, Tuple[str, ...]] = {
    "skin_type": ("oily", "dry", "combination", "normal", "sensitive"),
    "concern": (
        "acne", "blackheads", "pores", "oiliness", "dryness", "dullness", "dark_spots", "wrinkles",
        "firmness", "redness", "texture", "dark_circles", "barrier", "sun",
    ),
    "product_type": (
        "serum", "toner", "moisturizer", "cleanser", "sunscreen", "mask", "eye_cream", "exfoliant",
        "oil", "essence",
    ),
    "condition": (
        "pregnancy", "breastfeeding", "eczema", "rosacea", "prescription_acne", "allergy",
        "post_procedure",
    ),
    "age_group": ("infant", "child", "teen"),
    AVOID: ("fragrance", "alcohol"),
    AVOID_ONLY: ("fragrance", "alcohol"),
}  # fmt: skip
TAG_SECTIONS = (*CANONICAL, INGREDIENT, COMPOUND, IGNORE)
CUE_SECTIONS = (
    ALONE, "word", "negation_before", "negation_after", "filler", "connector", "number",
    "measure_after", "measure_before", "currency", "bound_before", "bound_after", "bound_filler",
    "budget_word", "own_price", "own_price_after", "unit", "half_unit", "between_unit", "span",
    "reminder_span",
    "reminder", "per", "frequency", "later", "day_before", "already", "age", "age_unit",
    "age_before", "order_word", "order_after", "reaction", "reaction_asked_before",
    "reaction_asked_after", "zone", "zone_state", "zone_link",
    "currency_link", "price_link", "pointer_before", "pointer_after", "character",
)  # fmt: skip

Words = Tuple[str, ...]
Meaning = Tuple[str, str]


class LexiconError(ValueError):
    """The lexicon cannot be used; the message says where and what to do."""


@dataclass
class Lexicon:
    """Spellings as token texts: `sections[section][words]` is the value, `tags[words]` meanings.

    An entry of `tags` without a meaning hides the terms inside it. `characters` maps variant forms
    of a character.
    """

    sections: Dict[str, Dict[Words, str]]
    tags: Dict[Words, Tuple[Meaning, ...]]
    characters: Mapping[str, str] = field(default_factory=dict)

    def split(self, spelling: str) -> Words:
        """Token texts a spelling is matched by: hyphens, spaces and apostrophes do not count.

        A hyphen between numbers does.
        """
        return to_words(spelling, self.characters)


@dataclass(frozen=True)
class _Entry:
    place: str
    section: str
    value: str
    spelling: str


def load_lexicon(folder: Path, ingredients: Optional[Path] = None) -> Lexicon:
    """Read every `.yml` of the folder and INCI names from a CSV with `name` and `aliases`.

    Raises:
        LexiconError: naming file, section, value and spelling.
    """
    entries = [entry for path in sorted(folder.glob("*.yml")) for entry in _read_file(path)]
    if not entries:
        raise LexiconError(f"There is no lexicon file (*.yml) in {folder}.")
    characters = {e.spelling: e.value for e in entries if e.section == "character"}
    lexicon = Lexicon({name: {} for name in CUE_SECTIONS}, {}, characters)
    for entry in entries:
        _add(lexicon, entry)
    if ingredients is not None and ingredients.exists():
        _add_inci_names(lexicon, ingredients)
    return lexicon


def find_faults(folder: Path, ingredients: Optional[Path] = None) -> List[str]:
    """What is wrong with a lexicon, a sentence each with file, line and what to do.

    Of a file that cannot be read to its end the first fault is told.
    """
    faults: List[str] = []
    entries: List[_Entry] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            entries += _read_file(path, loader="rt")
        except LexiconError as error:
            faults.append(str(error))
    if not entries and not faults:
        return [f"There is no lexicon file (*.yml) in {folder}."]
    if ingredients is not None and not ingredients.exists():
        faults.append(f"There is no table of ingredients at {ingredients}.")
    return faults + _find_contradictions(entries)


def _find_contradictions(entries: Sequence[_Entry]) -> List[str]:
    characters = {e.spelling: e.value for e in entries if e.section == "character"}
    lexicon = Lexicon({name: {} for name in CUE_SECTIONS}, {}, characters)
    faults: List[str] = []
    for entry in entries:
        try:
            _add(lexicon, entry)
        except LexiconError as error:
            faults.append(str(error))
    return faults


def to_words(spelling: str, characters: Mapping[str, str]) -> Words:
    """Token texts of a spelling, without the hyphens inside it but those between numbers."""
    tokens = tokenise(fold(spelling, characters))
    if len(tokens) > 1:
        tokens = [
            token
            for index, token in enumerate(tokens)
            if token.text not in "-." or _is_between_numbers(tokens, index)
        ] or tokens
    return tuple(token.text for token in tokens)


def _is_between_numbers(tokens: List[Token], index: int) -> bool:
    around = tokens[index - 1 : index + 2]
    return len(around) == 3 and around[0].kind == around[2].kind == "number"


def _read_file(path: Path, loader: str = "safe") -> Iterator[_Entry]:
    """`loader` is ruamel.yaml's kind: "rt" is slower and knows the lines."""
    content = _read_yaml(path, loader)
    for section, values in _mapping(content, path.name).items():
        place = _to_place(path.name, content, section)
        if section not in TAG_SECTIONS and section not in CUE_SECTIONS:
            raise LexiconError(f"{place}: {section!r} is no section; docs/lexicon.md lists them.")
        for value, languages in _mapping(values, f"{place}: {section}").items():
            place = _to_place(path.name, values, value)
            _check_value(place, section, str(value))
            yield from _read_value(path.name, section, value, languages, place)


def _read_yaml(path: Path, loader: str) -> Any:
    try:
        return YAML(typ=loader, pure=True).load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" near line {mark.line + 1}" if mark else ""
        raise LexiconError(
            f"{path.name} is not readable as YAML{line}; check quotes and indents."
        ) from error


def _read_value(
    name: str, section: str, value: Any, languages: Any, place: str
) -> Iterator[_Entry]:
    for language, spellings in _mapping(languages, f"{place}: {section}, {value}").items():
        told = f"{_to_place(name, languages, language)}: {section}, {value}"
        if language not in LANGUAGES:
            raise LexiconError(f"{told}: {language!r} is no language; use {', '.join(LANGUAGES)}.")
        if not isinstance(spellings, list):
            raise LexiconError(f"{told}: {language} needs a list of spellings in [brackets].")
        for index, spelling in enumerate(spellings):
            told = f"{_to_place(name, spellings, index)}: {section}, {value}"
            yield _Entry(told, section, str(value), _to_spelling(spelling, told))


def _to_place(name: str, content: Any, key: Any) -> str:
    """File and, where the loader kept them, line of a key or of a list's item."""
    lines = getattr(content, "lc", None)
    if lines is None:
        return name
    line, _ = lines.item(key) if isinstance(content, list) else lines.key(key)
    return f"{name}, line {line + 1}"


def _to_spelling(spelling: Any, place: str) -> str:
    if (
        not isinstance(spelling, (str, int, float))
        or isinstance(spelling, bool)
        or not str(spelling).strip()
    ):
        raise LexiconError(
            f"{place}: an entry is empty or no text ({spelling!r}); write a spelling or remove it."
        )
    return str(spelling)


def _mapping(content: Any, place: str) -> Dict[str, Any]:
    if not isinstance(content, dict) or not content:
        raise LexiconError(f"{place} is empty or not of the form `name: …`; see docs/lexicon.md.")
    return content


def _check_value(name: str, section: str, value: str) -> None:
    for tag, canonical in to_meanings(section, value):
        allowed = CANONICAL.get(tag)
        if allowed and canonical not in allowed and not _is_ingredient_to_avoid(section, tag):
            raise LexiconError(
                f"{name}: {canonical!r} is no {tag}; use one of {', '.join(allowed)}."
            )
        if not allowed and tag != INGREDIENT:
            raise LexiconError(
                f"{name}: {value!r} must be written as tag=value with a tag of the taxonomy."
            )


def _is_ingredient_to_avoid(section: str, tag: str) -> bool:
    return section == COMPOUND and tag == AVOID


def to_meanings(section: str, value: str) -> Tuple[Meaning, ...]:
    """The facts a value says: several where it is written as "tag=value, tag=value"."""
    if section in (COMPOUND, ALONE):
        parts = [part.strip().partition("=") for part in value.split(",")]
        return tuple((tag, canonical) for tag, _, canonical in parts)
    if section in CANONICAL or section == INGREDIENT:
        return ((section, value),)
    return ()


def _add(lexicon: Lexicon, entry: _Entry) -> None:
    words = lexicon.split(entry.spelling)
    if not words:
        raise LexiconError(f"{entry.place}: {entry.spelling!r} holds nothing that can be matched.")
    if entry.section in TAG_SECTIONS:
        _add_tag(lexicon, entry, words)
    else:
        _add_cue(lexicon.sections[entry.section], entry, words)


def _add_tag(lexicon: Lexicon, entry: _Entry, words: Words) -> None:
    meanings = to_meanings(entry.section, entry.value)
    known = lexicon.tags.setdefault(words, meanings)
    if known != meanings:
        raise LexiconError(
            f"{entry.place}: {entry.spelling!r} already says {_describe(known)}; "
            "keep it in one place."
        )


def _add_cue(section: Dict[Words, str], entry: _Entry, words: Words) -> None:
    known = section.setdefault(words, entry.value)
    if known != entry.value:
        raise LexiconError(
            f"{entry.place}: {entry.spelling!r} is under {known!r} too; keep it in one place."
        )


def _describe(meanings: Tuple[Meaning, ...]) -> str:
    return " and ".join(f"{tag} {value}" for tag, value in meanings) or "nothing (ignore)"


def _add_inci_names(lexicon: Lexicon, path: Path) -> None:
    """INCI names say themselves; what the lexicon or an ordinary word says already stands."""
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            name = (row.get("name") or "").strip().lower()
            for spelling in [name, *_split_aliases(row)]:
                words = lexicon.split(spelling)
                if _is_telling(words) and words not in lexicon.sections["word"]:
                    lexicon.tags.setdefault(words, ((INGREDIENT, name),))


def _split_aliases(row: Mapping[str, Any]) -> List[str]:
    aliases = f"{row.get('aliases') or ''};{row.get('zh') or ''}"
    return [alias.strip() for alias in aliases.replace("|", ";").split(";")]


def _is_telling(words: Words) -> bool:
    """Two Chinese characters or three letters at least."""
    joined = "".join(words)
    return len(joined) > (2 if joined.isascii() else 1)
