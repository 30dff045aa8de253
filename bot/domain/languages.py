"""Which language a shopper writes, told by script alone.

Script ranges tell en, zh, ja and th apart as well as the language packages do, in a microsecond;
only Japanese written wholly in kanji fails, which the conversation's own language then settles.
"""

import re
from enum import StrEnum


class Language(StrEnum):
    """The languages shoppers write; English and Chinese (Taiwan) are first-class."""

    EN = "en"
    ZH = "zh"
    JA = "ja"
    TH = "th"


_THAI = re.compile(r"[\u0e01-\u0e5b]")
_KANA = re.compile(r"[\u3041-\u30fa\u30fc-\u30ff\uff66-\uff9d]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
# Everyday Chinese characters that Japanese does not write.
_CHINESE = re.compile("[嗎們這哪妳您吧呢啊喔嗯欸沒麼很說讓找曬怎啥啦囉嘛耶]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
_ENOUGH_LATIN_WORDS = 3


def detect_language(text: str, previous: Language | None = None) -> Language:
    """The language of `text`; `previous` decides where the text itself does not.

    Numbers, emoji, addresses and one or two Latin words ("ok", "retinol") change no conversation's
    language.
    """
    text = _ADDRESS.sub(" ", text)
    if _THAI.search(text):
        return Language.TH
    if _KANA.search(text):
        return Language.JA
    if _HAN.search(text):
        goes_on = previous is Language.JA and not _CHINESE.search(text)
        return Language.JA if goes_on else Language.ZH
    if previous is None or len(_LATIN_WORD.findall(text)) >= _ENOUGH_LATIN_WORDS:
        return Language.EN
    return previous
