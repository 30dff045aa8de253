"""A shopper's question without what tells who they are, for eyes outside the shop.

Patterns find what has a form (addresses, numbers, introductions). Where words are written in Latin
script, a capitalised word that the given facts do not know is left out as well: a name is seldom
more than that. More may be left out than must be, for the facts carry what is answered. A first
name in small letters that introduces itself in no usual way is not told from a word.
"""

import re
import unicodedata

from bot.domain.patterns import any_of

HIDDEN = "[…]"
MAX_QUESTION_CHARACTERS = 400

_FORMAT_SIGNS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_NUMBER_FROM = 4  # digits that may be more than an amount


_PAGES_AND_MAIL = any_of(
    r"(?:https?://|www\.)\S+",
    r"[^\s@<>，。]+@[^\s@，。]+\.[^\s@，。]+",
    r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|tw|me|io|app|shop|jp|th|co|gg|ly)\b(?:/\S*)?",
)
_ACCOUNTS = any_of(
    r"\b(?:line|ig|instagram|fb|facebook|messenger|wechat|telegram|tiktok|threads)\s*"
    r"(?:id|account|handle|帳號|账号|ไอดี|アカウント)?\s*(?:is\b|是|叫|[:：=])\s*\S+",
    r"(?<![a-z0-9])@[a-z0-9_.-]{2,}",
    r"\b[UCR][0-9a-f]{32}\b",
    r"(?:帳號|账号|ไอดี|アカウント)\s*(?:是|[:：])?\s*\S+",
)
_STREET = (
    "(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|square|"
    "terrace|way|close|crescent)"
)
_HAN = r"[\u4e00-\u9fff]"
_HOMES = any_of(
    rf"\b\d{{1,5}}[a-z]?,?\s+(?:[a-z'-]+\s+){{1,4}}?{_STREET}\b\.?",
    r"\b(?:apt|flat|unit|suite|room|p\.?\s?o\.?\s*box)\.?\s*#?\s*\d+\w*",
    rf"(?:\d{{3,6}})?{_HAN}{{2,3}}[市縣县](?:{_HAN}{{1,4}}[區区鄉乡鎮镇市])?"
    r"(?:[\u4e00-\u9fff0-9]{1,10}[路街道巷弄號号樓楼段])*(?:[0-9之-]+[號号樓楼])?",
    rf"{_HAN}{{1,6}}(?:路|街|大道)(?:[一二三四五六七八九十0-9]+段)?(?:[0-9]+巷)?(?:[0-9]+弄)?"
    r"[0-9]+(?:之[0-9]+)?[號号](?:[0-9]+[樓楼])?",
    rf"〒\s*\d{{3}}-?\d{{4}}|{_HAN}{{2,3}}[都道府県]{_HAN}{{1,5}}[市区町村]\S{{0,20}}",
)
# What follows "我是" and is no name: skin, people of a kind, questions.
_NO_NAME = (
    "(?!油|乾|干|混合|中性|敏感|痘|偏|想|不|問|要|說|用|在|有|第一|新手|孕|學生|男|女|很|比較|屬於|擔心|怕|誰|"
    "否|因|最近|剛|酒糟|過敏|熟齡|哺乳|素食|長|外|超|大|一)"
)
_CAPITAL = r"(?-i:[A-Z])[\w'’-]*"
_INTRODUCTIONS = any_of(
    r"\b(?:my|her|his|their)\s+(?:full\s+|first\s+|last\s+|sur)?name(?:'s|\s+is|\s*[:=])\s+\S+"
    rf"(?:\s+{_CAPITAL}){{0,3}}",
    r"\b(?:i am|i'm|im|this is|it's|named|name's|signed|regards,?|love,?|thanks,?)\s+"
    rf"{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}}",
    r"\b(?:call me|i go by|name\s*[:=])\s*\S+",
    rf"\b(?:mr|mrs|ms|miss|mx|dr|prof)\.?\s+{_CAPITAL}",
    r"(?:我的?名字(?:叫|是)?|我叫做?|叫我|本人(?:叫|是)?|敝姓|我姓|姓名(?:是|[:：])?)\s*"
    r"[\u4e00-\u9fffA-Za-z]{1,4}",
    rf"我是{_NO_NAME}{_HAN}{{1,3}}(?=[，,。.！!；;\s]|$)",
    rf"{_HAN}{{1,3}}(?:小姐|先生|女士|太太|媽媽|同學|老師|醫師|醫生)",
    r"(?:名前は|私は|わたしは)\s*[^\s、。]{1,10}?(?:です|といいます|と言います)|[^\s、。]{1,10}と申します",
    r"ชื่อ\s*\S{1,20}|คุณ[\u0e01-\u0e5b]{2,12}",
)
_NUMBERS = any_of(
    r"(?:order|訂單|订单|單號|編號|注文|ออเดอร์|คำสั่งซื้อ)\s*(?:no\.?|number|id|號碼|編號|番号|เลขที่)?"
    r"\s*(?:is|是|[:：#])?\s*[A-Za-z]{0,5}-?\d[\w-]*",
    r"#\s?[A-Za-z0-9-]{3,}",
    r"\b[A-Za-z]{1,5}-?\d{4,}[\w-]*",
    rf"[+(]?\d(?:[\s().\-/年月]*\d){{{_NUMBER_FROM - 1},}}",
)
# In this order: what contains another comes first.
_PERSONAL = (_PAGES_AND_MAIL, _ACCOUNTS, _HOMES, _INTRODUCTIONS, _NUMBERS)

_CAPITALISED = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z'’-]*")
_WORDS = re.compile(r"[A-Za-z]+")
# Capitalised words that begin a question, and short forms of the trade.
_OPENERS = """
    i a an the is are am do does did can could should would will may might must has have had what
    which when where why how who whose if and or but so then also please hi hello hey good morning
    evening dear my your our his her their its it this that these those there here for with without
    in on at to of from as by not no yes ok okay thanks thank sorry just after before during since
    because tell explain give show need want looking look help use using used apply put try best
    better more less any some aha bha pha spf uv uva uvb pa ph inci diy faq am pm vitamin serum
    cream toner sunscreen skin skincare
"""
_NO_NAMES = frozenset(_OPENERS.split())


def without_personal_data(question: str, known: str = "") -> str:
    """The question with `HIDDEN` in the places of names, contacts, addresses and numbers.

    Capitalised words that stand in `known` (the facts given with it) are kept. In one line. Meant
    for questions of up to `MAX_QUESTION_CHARACTERS`; longer ones tell more than they ask.
    """
    text = unicodedata.normalize("NFKC", question)
    text = " ".join(_FORMAT_SIGNS.sub("", text).split())
    for pattern in _PERSONAL:
        text = pattern.sub(HIDDEN, text)
    kept = _NO_NAMES | {word.lower() for word in _WORDS.findall(known)}
    return _CAPITALISED.sub(lambda found: _word_or_hidden(found.group(), kept), text)


def _word_or_hidden(word: str, kept: frozenset[str]) -> str:
    parts = _WORDS.findall(word.removesuffix("'s").removesuffix("’s"))
    return word if all(len(part) == 1 or part.lower() in kept for part in parts) else HIDDEN
