"""Plain words that say that money sets no limit, in four languages."""

from bot.domain.patterns import any_of_ascii

_NO_LIMIT = any_of_ascii(
    r"\bno (?:budget )?(?:limit|budget|max(?:imum)?)\b|any price|price (?:doesn'?t"
    r"|does not) matter|^(?:no"
    r"|nope|none)$"
    r"|money is no",
    "沒有?(?:預算|上限|限制)|不限|無上限|預算不拘|價格不是問題|價錢不重要|^沒有$|^無$",
    "予算は?(?:特に)?(?:ない|なし|ありません|決めて)|上限なし|いくらでも|^なし$",
    "ไม่จำกัด|ไม่มีงบ|เท่าไหร่ก็ได้|ไม่มี$",
)
_WITHOUT_BUDGET = any_of_ascii(
    r"\bno (?:budget|price|spending) (?:limit|cap|max\w*)|\bbudget (?:doesn'?t|does not) matter"
    r"|\bforget (?:about )?(?:the|my) budget\b",
    "預算不限|不限預算|沒有預算上限|預算沒有上限",
    "予算(?:の|は)?(?:特に)?上限(?:は)?(?:なし|ありません)|予算は気にしない",
    "ไม่จำกัดงบ|งบไม่จำกัด",
)
# The same in fewer words: enough where a budget was told before.
_LIFTS_BUDGET = any_of_ascii(
    r"\bno (?:more )?(?:limits?|max(?:imum)?)\b|\bwithout (?:a |any )?(?:price |budget )?limit\b"
    r"|\bany (?:price|budget)\b|\b(?:price|cost|money) (?:doesn['’]?t|does not|is not|isn['’]?t)"
    r" (?:matter|an issue|a problem|important)|\bmoney(?: is|['’]s) no\b"
    r"|\b(?:price|cost) is no (?:object|issue|problem)",
    "(?:價格|價錢|價位|金額)(?:都)?(?:不限|不拘|無所謂|沒關係|不是問題|不重要|沒(?:有)?(?:上限|限制))"
    "|預算(?:都)?(?:不拘|無所謂|沒關係|沒(?:有)?限制|不是問題)|沒有?上限|無上限|多少錢都"
    "|不用管(?:預算|價格|價錢)|^\\W*(?:那|就)?(?:都)?(?:不限|不設限)(?:了|吧)?\\W*$",
    "(?:予算|金額|価格|値段)(?:の上限)?[はも]?(?:特に)?(?:問わ(?:ない|ず|ません)|気にし(?:ない|ません)"
    "|(?:制限)?な(?:し|い)|いくらでも)|上限(?:は)?(?:なし|ない|ありません)|いくらでも",
    "ไม่จำกัด|ไม่มีงบจำกัด|เท่าไห?ร่ก็ได้|ราคาไม่(?:สำคัญ|ใช่ปัญหา|เกี่ยง)",
)


def is_no_limit(text: str) -> bool:
    """Whether a question for a budget is answered with "no limit"."""
    return bool(_NO_LIMIT.search(text.strip()))


def is_without_budget(text: str) -> bool:
    """Whether a message says in so many words that money sets no limit, asked or not."""
    return bool(_WITHOUT_BUDGET.search(text))


def lifts_budget(text: str) -> bool:
    """Whether a message takes back the budget told before: "no limit", 價格不限, ไม่จำกัด."""
    return is_without_budget(text) or bool(_LIFTS_BUDGET.search(text.strip()))
