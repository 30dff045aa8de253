"""Numbers as customers write them: 1,000, 1.5k, １０００, 一千五, 1千5, "two hundred", สองร้อย."""

from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

from bot.nlu.reading import Reading

TENS = (20, 30, 40, 50, 60, 70, 80, 90)
LARGEST = 10**12
LONGEST_RUN = 12  # 一萬二千三百四十五 has nine


@dataclass(frozen=True)
class Number:
    """A value over tokens `first` up to `behind`, its last multiplier, whether it has no digit.

    `low` is the lower end of a spoken pair: 五六百 is 500 to 600.
    """

    value: float
    first: int
    behind: int
    scale: int = 1
    is_spelled: bool = False
    low: Optional[float] = None


@dataclass(frozen=True)
class _Atom:
    first: int
    behind: int
    value: float
    is_multiplier: bool
    is_digit: bool
    is_character: bool
    may_lead: bool = True


def find_numbers(reading: Reading) -> List[Number]:
    """Every number that is no part of a term such as "vitamin B3", by position."""
    atoms = _find_atoms(reading)
    numbers: List[Number] = []
    position = 0
    while position < len(reading.tokens):
        run = _collect_run(atoms, position)
        number, behind = _to_number(run) if run else (None, position + 1)
        if number:
            numbers.append(number)
        position = behind
    return numbers


def to_plain(value: float) -> float:
    """30.0 as 30, 29.999 as 30, 12.5 as it is."""
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _find_atoms(reading: Reading) -> Dict[int, _Atom]:
    hidden = {
        i
        for span in reading.spans("tags")
        if span.meanings or not reading.is_priced(span.first, span.behind)
        for i in range(span.first, span.behind)
    }
    atoms: Dict[int, _Atom] = {}
    for index, token in enumerate(reading.tokens):
        if token.kind == "number" and index not in hidden:
            atoms[index] = _Atom(index, index + 1, _to_value(token.text), False, True, False)
    for span in reading.spans("number"):
        if span.first in hidden or (
            span.first in atoms and atoms[span.first].behind >= span.behind
        ):
            continue
        is_multiplier = span.value.startswith("x")
        is_character = reading.tokens[span.first].kind == "character"
        value = float(span.value.lstrip("x"))
        may_lead = is_character or reading.tokens[span.first - 1].text == "a"
        atoms[span.first] = _Atom(
            span.first, span.behind, value, is_multiplier, False, is_character, may_lead
        )
    return atoms


def _to_value(digits: str) -> float:
    return min(float(digits.replace(",", "")), float(LARGEST))


def _collect_run(atoms: Dict[int, _Atom], position: int) -> List[_Atom]:
    run: List[_Atom] = []
    while position in atoms and len(run) < LONGEST_RUN:
        run.append(atoms[position])
        position = run[-1].behind
    return run


def _to_number(run: List[_Atom]) -> Tuple[Optional[Number], int]:
    """The number that the run of atoms begins with, and where to go on."""
    total = section = 0.0
    current: Optional[float] = None
    scale, last = 1, None
    for index, atom in enumerate(run):
        if atom.is_multiplier:
            if (
                current is None
                and not (section and atom.value > scale)
                and not _may_lead(run, index)
            ):
                break
            section, total = _multiply(section, total, current, atom.value)
            current, scale = None, int(atom.value)
        elif current is None:
            current = atom.value
        elif _is_tens_and_units(current, atom, last):
            current += atom.value
        elif atom.is_character and last is not None and last.is_character:
            scale, current = (1 if current == 0 else scale), atom.value
        else:
            break
        last = atom
    if last is None:
        return None, run[0].behind
    value = total + section + _to_rest(current, scale, last)
    read = [atom for atom in run if atom.behind <= last.behind]
    is_spelled = not any(atom.is_digit for atom in read)
    plain = to_plain(min(value, LARGEST))
    number = Number(plain, run[0].first, last.behind, scale, is_spelled, _find_low(read))
    return number, last.behind


def _find_low(read: List[_Atom]) -> Optional[float]:
    """500 in 五六百, where two neighbouring digits stand before one multiplier."""
    if len(read) != 3 or not read[2].is_multiplier:
        return None
    first, second = read[:2]
    are_digits = first.is_character and second.is_character and not second.is_multiplier
    return first.value * read[2].value if are_digits and second.value == first.value + 1 else None


def _multiply(
    section: float, total: float, current: Optional[float], by: float
) -> Tuple[float, float]:
    if by >= 10_000:
        return 0.0, total + (section + (current or 0) or 1) * by
    if current is None and section:
        return section * by, total
    return section + (1 if current is None else current) * by, total


def _may_lead(run: List[_Atom], index: int) -> bool:
    """十天 is ten days, พัน a thousand; 千萬 and a lone 百 are words."""
    atom = run[index]
    if index:
        return run[index - 1].is_multiplier is False or atom.value < run[index - 1].value
    return atom.may_lead and (len(run) == 1 or not run[1].is_multiplier)


def _is_tens_and_units(current: float, atom: _Atom, last: Optional[_Atom]) -> bool:
    spelled = last is not None and not last.is_digit and not atom.is_digit
    return spelled and not atom.is_character and current in TENS and atom.value < 10


def _to_rest(current: Optional[float], scale: int, last: _Atom) -> float:
    """一千五 is 1,500: a lone last digit counts in the next unit below, not so in 一千零五."""
    if current is None:
        return 0.0
    is_next_unit = (
        scale >= 100
        and 0 < current < 10
        and current == int(current)
        and (last.is_character or last.is_digit)
    )
    return current * scale / 10 if is_next_unit else current
