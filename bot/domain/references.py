"""Plain words that point back: "it", 它, それ, มัน; and what asks for a partner unnamed."""

import re

from bot.domain.patterns import any_of

_POINTING = any_of(
    r"\b(?:it|its|it['’]s|that|this|them|they|these|those|one)\b",
    "[它他牠]|[這那](?:個|些|幾|款|瓶)|這成分|該成分|這種|那種|兩個|兩者|兩種|都(?:適合|可以|能)",
    "それ|これ|どれも|この成分|その成分|あれ",
    "มัน|เหล่านี้|พวกนี้|ตัวนี้|อันนี้|สารนี้|ตัวนั้น",
)
# Languages that leave out what a sentence is about.
_MAY_LEAVE_OUT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_ASKS_WHAT_ELSE = any_of(
    r"\b(?:what|which|anything|something)\b",
    "什[麼么]|哪[些種個]|甚麼",
    "何|なに|どんな|どれ",
    "อะไร|ตัวไหน",
)


def points_back(text: str) -> bool:
    """Whether a message may be about what was spoken of just before."""
    return bool(_POINTING.search(text) or _MAY_LEAVE_OUT.search(text))


def names_pointer(text: str) -> bool:
    """Whether a message has a word that stands for what was spoken of."""
    return bool(_POINTING.search(text))


def asks_what_else(text: str) -> bool:
    """Whether it asks for something that it does not name: "what goes well with it?"."""
    return bool(_ASKS_WHAT_ELSE.search(text))
