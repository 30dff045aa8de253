"""E-mail addresses, phone numbers and order numbers as shoppers write them."""

import re

# ASCII: Chinese stands beside a number without a blank.
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(
    r"(?<![\w-])(?:\+\d{1,3}[\s-]?\(?0?\d{1,3}|\(?0\d{1,3})\)?(?:[\s.-]?\d{3,4}){2}(?!\d)",
    re.ASCII,
)
_ORDER_ID = re.compile(r"(?<![\w@.+-])#?([A-Za-z]{0,5}-?\d[\w-]{2,20})(?![\w@])", re.ASCII)
_SAME_DIGITS = 9  # what a phone number keeps whether written with its country code or not


def find_contact(text: str) -> str | None:
    """An e-mail address or phone number as written."""
    found = _EMAIL.search(text)
    if found:
        return found.group(0)
    number = _PHONE.search(text)
    return number.group(0) if number else None


def hide_contacts(text: str) -> str:
    """The text with made-up addresses and phone numbers in the places of real ones."""
    return _PHONE.sub("0900-000-000", _EMAIL.sub("name@example.com", text))


def find_order_id(text: str) -> str | None:
    """Something that looks like an order number, outside an e-mail address or a phone number."""
    rest = _EMAIL.sub(" ", text)
    for found in _ORDER_ID.finditer(rest):
        if not looks_like_phone(found.group(1)):
            return found.group(1)
    return None


def looks_like_phone(text: str) -> bool:
    """Whether digits are written as a phone number (+886…, 09…, 02-…)."""
    return bool(_PHONE.fullmatch(text.strip()))


def is_same_contact(told: str, *known: str | None) -> bool:
    """Whether the contact told is a known one: e-mail without case, phone by its last digits."""
    return any(_is_same(told, contact) for contact in known if contact)


def _is_same(told: str, known: str) -> bool:
    if "@" in told or "@" in known:
        return told.strip().casefold() == known.strip().casefold()
    digits = [re.sub(r"\D", "", text)[-_SAME_DIGITS:] for text in (told, known)]
    return len(digits[0]) >= _SAME_DIGITS - 1 and digits[0] == digits[1]
