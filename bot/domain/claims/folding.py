"""Texts as the rules read them: the shapes people give a word to hide it are taken away.

Full-width letters, look-alikes, mixed case, simplified characters, blanks and marks inside a word,
letters in a row, digits for letters. Every folded character knows which one it was made from, so a
claim is told with the words as they stand.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# Simplified, Japanese and look-alike characters of words that the rules know → traditional.
_CHARACTERS = str.maketrans(
    "疗湿过敏敌炎症杀菌脓痤疮疱癣银鲜疹红肿伤痊愈预减轻缓解抑击战胜别绝对证临实验医师药荐"
    "肤细胞组织环促进刺胶蛋发脱头毛囊长脂瘦减肥胸丰隆皱纹点颜齿龄转逆时间终远永毁坏无没"
    "还见奇迹灵级术换镭激针线类风险纯会应该请询诊问断处剂强灭净体灰虫细滤单双开创伤复"
    "缩层真达直内岁轻变让这业独专利万国际认许可权卫生署标为与从个们该爱带钟顿样养润护调"
    "癒斑顽续妆纪庞滞鳞块伪夸稳确两连须当总帮众称效较应补继续响动热炼烧热烫冻创疣饮湿"
    "冶囗効発焼薬対産気帯斉満圧拡浄総応証軽検験髪従専関戻団継続顔歳齢癒険髮髪",
    "療濕過敏敵炎症殺菌膿痤瘡皰癬銀鮮疹紅腫傷痊癒預減輕緩解抑擊戰勝別絕對證臨實驗醫師藥薦"
    "膚細胞組織環促進刺膠蛋發脫頭毛囊長脂瘦減肥胸豐隆皺紋點顏齒齡轉逆時間終遠永毀壞無沒"
    "還見奇蹟靈級術換鐳激針線類風險純會應該請詢診問斷處劑強滅淨體灰蟲細濾單雙開創傷復"
    "縮層真達直內歲輕變讓這業獨專利萬國際認許可權衛生署標為與從個們該愛帶鐘頓樣養潤護調"
    "癒斑頑續妝紀龐滯鱗塊偽誇穩確兩連須當總幫眾稱效較應補繼續響動熱煉燒熱燙凍創疣飲濕"
    "治口效發燒藥對產氣帶齊滿壓擴淨總應證輕檢驗發從專關戾團繼續顏歲齡癒險發發",
)
_LATIN_LOOKALIKES = str.maketrans(
    "аеорсухіѕјԁνοατικмт†ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "aeopcyxisjdvoatikmttabcdefghijklmnoprstuvwyz"
)
_DIGITS_FOR_LETTERS = str.maketrans("01345@$", "oieasas")
_MARKS = '-‐‑‒–—―−_/\\~+=*^|·•・‧∙"“”#()[]{}<>「」『』《》【】〈〉（）'
_MARKS_TO_BLANKS = str.maketrans(dict.fromkeys(_MARKS, " "))
_QUOTES = str.maketrans(dict.fromkeys("’‘´`", "'"))
_CJK = "\u3040-\u30ff\u3400-\u9fff"
_DIGIT_IN_WORD = re.compile(r"(?<=[a-z])[01345@$](?=[a-z])|(?<=[a-z]{3})[01345@$](?![\w%])")
_MARK_FOR_I = re.compile(r"(?:(?<=\b[a-z])|(?<=\b[a-z]{2}))!(?=[a-z]{2})")
_DOT_IN_WORD = re.compile(r"\.(?=[^\W\d_])")
_MARK_IN_WORD = re.compile(rf"(?<=[^\W\d_])(?:[{re.escape(_MARKS)}.']|[*_]{{1,3}})(?=[^\W\d_])")
_NEEDLESS_BLANK = re.compile(rf"(?<=[ \n]) +|^ +|(?<=[{_CJK}]) +(?=[{_CJK}])")
_HUNDRED_IN_WORD = re.compile(rf"(?<=[{_CJK}])💯(?=[{_CJK}])")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1\1+")
# Three or more single letters in a row, each parted from the next by the same mark or blank.
_SPELT_OUT = re.compile(r"(?<![a-z0-9'])[a-z]([ .,*_~|+\-·])[a-z](?:\1[a-z])+(?![a-z0-9'])")
_SPELT_OUT_CJK = re.compile(rf"[{_CJK}]([、，,.．。])[{_CJK}](?:\1[{_CJK}])+")
_SPELT_WORDS = re.compile(
    r"treatments?|treats?|cures?|heals?|healing|prevents?|eczema|acne|psoriasis|rosacea|"
    r"dermatitis"
    r"|scars?|removes?|erases?|wrinkles?|guaranteed|permanent(?:ly)?|miracle|anti|bacterial"
    r"|inflammatory|pimples?|infections?|wounds?|allerg(?:y|ies)|the|your|and|this|it|skin|spots?"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `origin[i]` is the place of `text[i]` in what was written."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in what was written."""
        return self.origin[start], self.origin[end - 1] + 1

    def without(self, places: Iterable[int]) -> "Folded":
        """The same with some characters left out."""
        left_out = set(places)
        if not left_out:
            return self
        kept = [place for place in range(len(self.text)) if place not in left_out]
        return Folded(
            "".join(self.text[place] for place in kept), tuple(self.origin[place] for place in kept)
        )


def fold(text: str) -> tuple[Folded, ...]:
    """The readings of a text, most often one: marks in words as blanks, and marks left out."""
    plain = _with_words_put_together(_with_letters_for_digits(_in_plain_shape(text)))
    apart = _single(
        Folded(_DOT_IN_WORD.sub(" ", plain.text.translate(_MARKS_TO_BLANKS)), plain.origin), 1
    )
    unmarked = plain.without(match.start() for match in _MARK_IN_WORD.finditer(plain.text))
    together = _single(Folded(unmarked.text.translate(_MARKS_TO_BLANKS), unmarked.origin), 2)
    return (apart,) if apart.text == together.text else (apart, together)


def fold_pattern(pattern: str) -> str:
    """A rule's pattern in the characters that folded texts have."""
    return pattern.translate(_CHARACTERS)


class _PlainShapes(dict[str, str]):
    """Each character's plain shape, worked out once; empty for what cannot be seen."""

    def __missing__(self, character: str) -> str:
        shape = self[character] = _to_plain_shape(character)
        return shape


_PLAIN_SHAPES = _PlainShapes()


def _to_plain_shape(character: str) -> str:
    if character in "\r\n\u2028\u2029":
        return "\n"
    if character.isspace():
        return " "
    if character in "，！？：；":  # they part clauses, and the rules know them so
        return character
    if character == "💯":
        return "100"
    if unicodedata.category(character) == "So":  # emoji and signs that part the letters of a word
        return "*"
    if "\u0e00" <= character <= "\u0e7f":  # compatibility forms would split Thai vowels
        return character
    # Kana keep their marks: only Latin, Greek and Cyrillic lose them.
    is_kana = "\u3040" <= character <= "\u30ff"
    whole = (
        unicodedata.normalize("NFKC", character)
        if is_kana
        else unicodedata.normalize("NFKD", character)
    )
    parts = whole.lower()
    seen = "".join(part for part in parts if not _is_unseen(part))
    return seen.translate(_CHARACTERS).translate(_LATIN_LOOKALIKES).translate(_QUOTES)


def _is_unseen(character: str) -> bool:
    return "\u0300" <= character <= "\u036f" or unicodedata.category(character) in {
        "Cf", "Cc", "Cs", "Mn",
    }  # fmt: skip


def _in_plain_shape(text: str) -> Folded:
    if text.isascii() and text.isprintable():
        return Folded(text.lower().translate(_QUOTES), tuple(range(len(text))))
    text = _HUNDRED_IN_WORD.sub("*", text)
    letters = [(letter, place) for place, raw in enumerate(text) for letter in _PLAIN_SHAPES[raw]]
    return Folded("".join(letter for letter, _ in letters), tuple(place for _, place in letters))


def _with_letters_for_digits(folded: Folded) -> Folded:
    changed = _DIGIT_IN_WORD.sub(lambda match: match[0].translate(_DIGITS_FOR_LETTERS), folded.text)
    changed = _MARK_FOR_I.sub("i", changed)
    return Folded(changed, folded.origin)


def _with_words_put_together(folded: Folded) -> Folded:
    """Words written letter by letter ("c u r e s", "治、療、痘") as words."""
    text, left_out = list(folded.text), set[int]()
    for match in (*_SPELT_OUT.finditer(folded.text), *_SPELT_OUT_CJK.finditer(folded.text)):
        between = range(match.start() + 1, match.end(), 2)
        if folded.text[match.end() : match.end() + 2] == match[1] + " ":  # "y.o.u. c.a.n."
            left_out.add(match.end())
        letters = folded.text[match.start() : match.end() : 2]
        # Wider blanks between the words already say where each begins.
        cuts = set[int]() if "  " in folded.text else _word_cuts(letters, match.start())
        left_out |= set(between) - cuts
        for cut in cuts & set(between):
            text[cut] = " "
    return Folded("".join(text), folded.origin).without(left_out)


def _word_cuts(letters: str, start: int) -> set[int]:
    """The places between letters that stood apart at which a known word begins or ends."""
    cuts = {cut for match in _SPELT_WORDS.finditer(letters) for cut in match.span()}
    return {start + 2 * cut - 1 for cut in cuts if 0 < cut < len(letters)}


def _single(folded: Folded, longest_run: int) -> Folded:
    """Blanks single and none between two CJK characters; no letter over and over."""
    tidy = folded.without(
        place
        for match in _NEEDLESS_BLANK.finditer(folded.text)
        for place in range(match.start(), match.end())
    )
    return tidy.without(
        place
        for match in _DRAWN_OUT.finditer(tidy.text)
        for place in range(match.start() + longest_run, match.end())
    )
