"""Plain words that say which steps of a routine a shopper has at home, in four languages."""

import re
from collections.abc import Iterable, Mapping

from bot.domain.catalogue_words import TYPE_NOUNS, plain
from bot.domain.patterns import any_of

_CLAUSES = any_of(
    r"[,.;!?\n，。；！？]",
    r"\b(?:but|so|and (?=(?:i|please|build|make|need|give|just|want)\b))",
    "但是?|不過|所以",
    "แต่",
)
_AT_HOME = any_of(
    r"\b(?:i|i['’]ve|we) (?:already |still |do )*(?:have|got|own|use)\b(?! (?:been|to|no)\b)"
    r"|\b(?:my own|at home|(?:keep|keeping|like|love|happy with|stick(?:ing)? (?:to|with)) my)\b"
    r"|\bdon['’]?t (?:need|want)\b|\b(?:no need for|don['’]?t include|leave out|skip)\b",
    "已經?有|(?:家裡|手邊|本來|自己|現在)(?:就|已經|還)?有|有自己的|(?:用|是)自己的|我自己的|不需要"
    "|不用(?:買|推薦|再|加)|保留|沿用|繼續用",
    "(?:もう|すでに|自分の).{0,20}(?:持って|あ(?:る|り))|手持ち|家にあ|(?:今|いま)使って(?:い)?る"
    "|持って(?:い)?(?:ます|る)|(?:は|も)(?:いりません|いらない|不要|間に合って)",
    "มี.{0,40}(?:อยู่แล้ว|แล้ว|ที่บ้าน)|ใช้.{0,30}อยู่แล้ว|ของตัวเอง|ไม่(?:เอา|ต้องการ|ต้อง)",
)
_ELSEWHERE = {
    "cleanser": "洗顔|クレンジング|メイク落とし|คลีนเซอร์|ล้างหน้า|คลีนซิ่ง|โฟม",
    "serum": "美容液|セラム|เซรั่ม",
    "toner": "化粧水|トナー|โทนเนอร์",
    "moisturizer": "クリーム|乳液|ジェル|ครีม(?!กันแดด)|มอยส์|โลชั่น",
    "sunscreen": "日焼け止め|日やけ止め|กันแดด",
    "mask": "パック|マスク|มาส์?ก",
    "oil": "オイル|ออยล์",
    "essence": "エッセンス|เอสเซนส์",
    "eye_cream": r"アイクリーム|目元|อายครีม|ใต้ตา|\beye\b|眼",
    "exfoliant": "ピーリング|スクラブ|สครับ|ผลัดเซลล์",
}
_NAMED: Mapping[str, re.Pattern[str]] = {
    kind: any_of(*(noun.pattern for noun in (TYPE_NOUNS.get(kind),) if noun), elsewhere)
    for kind, elsewhere in _ELSEWHERE.items()
}


def steps_at_home(text: str, named: Iterable[str]) -> tuple[str, ...]:
    """Of the kinds of product a message names, those the shopper has: "my own cleanser"."""
    clauses = [clause for clause in _CLAUSES.split(plain(text)) if clause]
    at_home = [clause for clause in clauses if _AT_HOME.search(clause)]
    return tuple(
        kind
        for kind in dict.fromkeys(named)
        if kind in _NAMED and any(_NAMED[kind].search(clause) for clause in at_home)
    )
