"""Plain words that take what is on the table, or name several products, in four languages."""

from bot.domain.patterns import any_of

_PLEASE = r"(?:\W+(?:please|then|thanks|thank you|now))*\W*$"
_TAKING = (
    r"(?:i['’]?ll|i will|i want(?: to)?|i(?:['’]d| would) like(?: to)?|let me|let['’]s|can i)\s+"
    r"(?:(?:take|buy|get|have|order|go (?:with|for)|pick|choose)\s+)?"
)
_TAKES = any_of(
    rf"\b{_TAKING}(?:the |number )?(?:first|second|third|1st|2nd|3rd|last|latter|former"
    rf"|this|that|it)(?: one)?{_PLEASE}",
    rf"^\W*(?:and|also|plus)\W+(?:the )?(?:first|second|third|last)(?: one)?"
    rf"(?: too| as well)?{_PLEASE}",
    "^\\W*(?:那|還有)?第[一二三123](?:個|款|瓶|支)也(?:要|買)(?:了|吧)?\\W*$",
    "^\\W*(?:那|好|嗯|OK)?[，, ]*(?:就|我)*(?:想|要|買|選|拿|帶){1,2}"
    "(?:這|那|第)(?:一|二|三|[123])?(?:個|款|瓶|支|罐|種)?(?:吧|好了|了|就好|謝謝)?\\W*$",
    "(?:(?:一つ|二つ|三つ|[123]つ)目|最初|最後|これ|それ)(?:の)?(?:もの|やつ)?(?:に(?:します|する)"
    "|を(?:ください|買(?:い|う)|購入|お願い)|がほしい|が欲しい)",
    "(?:เอา|ซื้อ|สั่ง)(?:อัน|ตัว)(?:แรก|ที่(?:สอง|สาม|[123])|นี้|นั้น|สุดท้าย)",
)
_TAKES_ALL = any_of(
    rf"\b{_TAKING}(?:all(?: of (?:it|them|these|those))?|both(?: of them)?|everything|them(?: all)?"
    rf"|these|those"
    rf"|(?:the )?(?:whole|entire) (?:routine|set|lot))(?: (?:two|three|four))?{_PLEASE}",
    "^\\W*(?:那|好|嗯|我)*(?:全部|全|整套|兩(?:個|款|瓶)|三(?:個|款|瓶))(?:我)?(?:都)?(?:想)?(?:要|買|帶)(?:了|吧)?\\W*$"
    "|^\\W*(?:那|我)*都(?:要|買)(?:了|吧)?\\W*$",
    "(?:全部|両方|すべて|セットで)(?:を)?(?:ください|買(?:い|う)|購入|お願い|ほしい)",
    "(?:เอา|ซื้อ|สั่ง)(?:ทั้งหมด|ทั้งคู่|ทั้งชุด|หมดเลย|ทุกตัว)",
)
_REORDERS = any_of(
    r"\bre-?order\b|(?<!the )(?<!my )(?<!an )\b(?:buy|order|purchase)\b.{4,120}\bagain\b"
    r"|\banother (?:bottle|tube|jar) of\b",
    "再(?:買|訂|來)一?[次瓶個支罐]|回購|回訂|再次購買",
    "(?:もう一度|また|再度)(?:買|購入|注文)|リピート",
    "(?:ซื้อ|สั่ง)(?:ซ้ำ|อีก)",
)
_JOINED = any_of(r"\band\b|[&+]|\bplus\b|, ", "[和跟與及、，]|還有", "と|、", "และ|กับ")


def takes(text: str) -> bool:
    """Whether a message takes what is on the table: "I'll take the first one", 都要."""
    return bool(_TAKES.search(text)) or takes_all(text)


def takes_all(text: str) -> bool:
    """Whether it takes everything on the table."""
    return bool(_TAKES_ALL.search(text))


def reorders(text: str) -> bool:
    """Whether it asks to buy something once more."""
    return bool(_REORDERS.search(text))


def joins_several(text: str) -> bool:
    """Whether a message joins names: "the X and the Y" names two products, "the X" at most one."""
    return bool(_JOINED.search(text))
