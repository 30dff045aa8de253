"""How a shopper feels about a product, by plain words in four languages."""

import re


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE | re.ASCII)


_GOOD = _any_of(
    r"\b(?:love|great|good|better|best|amazing|happy|bright(?:er)?|smooth(?:er)?|soft(?:er)?"
    r"|clear(?:er)?"
    r"|works?|perfect|nice|thank|glow\w*|improv\w*|recommend)\b",
    "喜歡|好用|很棒|不錯|變好|變亮|亮了|滑|有效|有感|滿意|愛|推|改善|回購",
    "良い|いい|よかった|好き|満足|効い|最高|気に入",
    "ชอบ|ดี|เยี่ยม|ประทับใจ|ใส|เริ่ด",
)
_BAD = _any_of(
    r"\b(?:bad|worse|worst|hate|disappoint\w*|useless|nothing|no (?:difference|change|effect"
    r"|results?)"
    r"|didn'?t|doesn'?t|don'?t|not|sticky|greasy|breakouts?|broke out|pill(?:s|ing)|smells?"
    r"|waste)\b",
    "不好用|沒用|沒感覺|沒效|無效|失望|變差|更糟|太油|黏|悶痘|爆痘|沒差|難用|不喜歡|浪費|起屑",
    "良くな|よくな|効かな|ダメ|だめ|がっかり|変わらな|ベタ|悪く",
    "ไม่ดี|ไม่ได้ผล|แย่|ไม่เห็นผล|เหนียว|ผิดหวัง|ไม่ชอบ",
)


def sentiment_of(text: str) -> float:
    """From -1 (bad) to 1 (good): the balance of plain words of praise and of disappointment."""
    bad = _BAD.findall(text)
    good = _GOOD.findall(_BAD.sub(" ", text))
    return (len(good) - len(bad)) / max(len(good) + len(bad), 1)
