"""Plain words that ask for advice about advice: a routine, another than this one, the reasons."""

from enum import StrEnum

from bot.domain.buying_cues import reorders, takes
from bot.domain.cues import wants_cheaper
from bot.domain.patterns import any_of_ascii


class Request(StrEnum):
    """What a message asks beyond one product or one recommendation."""

    ROUTINE = "routine"
    CHEAPER = "cheaper"
    STRONGER = "stronger"
    GENTLER = "gentler"
    WHY_NOT = "why_not"
    WHY_THESE = "why_these"
    TAKE = "take"
    STILL_FINE = "still_fine"
    REORDER = "reorder"


# These ask for another product than one on the table.
ALTERNATIVES = frozenset({Request.CHEAPER, Request.STRONGER, Request.GENTLER})


_ROUTINE = any_of_ascii(
    r"\b(?:build|make|create|put together|design|plan|suggest|recommend|give|need|want|find"
    r"|choose|pick|"
    r"set (?:me )?up|help (?:me )?(?:with|start|find|build|choose)|looking for"
    r"|get)\b(?:(?! order\b)[^.?!]){0,40}"
    r"\b(?:routine|regimen|skin ?care set|(?:full|whole|complete) (?:set|line(?:-?up)?))\b",
    r"\b(?:show|repeat|see|update|redo|remind me of)\b[^.?!]{0,20}\b(?:routine|regimen)\b",
    r"^\W*(?:(?:a|an|my|full|simple|basic|complete|easy|skincare|skin care|daily|morning|night"
    r"|evening|am|pm|and"
    r"|/|&|\+)\W+)*(?:routine|regimen)\b(?=.{0,20}\b(?:for|under|below|within|around|with)\b)",
    "(?:搭配?|安排|設計|規劃|組|配|推薦|給我|建議|買|想要|想買|需要|幫我(?:弄|找|挑|選)|找).{0,10}"
    "(?:一(?:整)?套|整套|全套|保養(?:流程|程序|組合|步驟)|早晚保養|routine)(?!.{0,4}禮盒)",
    "(?:一整套|全套|整套)(?:的)?(?:保養|推薦|搭配)",
    "(?:一式|ルーティン|ルーチン|ライン使い|スキンケア(?:一通り|セット|の流れ)|フルセット"
    "|朝晩のケア).{0,14}"
    "(?:組|作|提案|選|おすすめ|お勧め|教え|揃え|そろえ|ほしい|欲しい|お願い)",
    "(?:จัด|แนะนำ|ช่วย|ขอ|อยากได้|อยากมี).{0,20}(?:รูทีน|ทั้งชุด|ทั้งเซ็ต|ทั้งเซต|ครบเซ็ต|ครบเซต"
    "|ครบชุด|routine|"
    "สกินแคร์(?:เช้า|ทั้ง|ครบ)|เช้า(?:และ|-| )?เย็น)",
)
# What asks how to use a routine that is there already.
_ORDER = any_of_ascii(
    r"\b(?:in my|to my|into my|(?:the|what|which) order|before or after|how often|when (?:do"
    r"|should)"
    r"|where (?:does|do|should))\b",
    "順序|先後|先.{0,8}(?:再|還是)|多久一次|幾次",
    "順番|順序|何回",
    "ลำดับ|ก่อนหรือหลัง|กี่ครั้ง",
)
_GENTLER = any_of_ascii(
    r"\b(?:gentler|milder|softer|(?:more|something|anything|one that(?:['’]s"
    r"| is)) (?:more )?(?:gentle|mild)|less "
    r"(?:harsh|irritating|strong|aggressive|drying)|(?:not (?:so|as|that)|too) (?:harsh|strong"
    r"|irritating"
    r"|aggressive))\b",
    "(?:更|比較|再)(?:溫和|不刺激)|溫和(?:一?點|些|的)|(?:沒|不)(?:那[麼么]|這[麼么]|要太"
    "|會太)(?:刺激|強)|刺激(?:性)?"
    "(?:低|小|少)|太(?:刺激|強)|低刺激的",
    "(?:もっと|より)(?:やさし|優し|マイルド|低刺激|肌にやさし)|刺激の?(?:少な|弱)|やさしめ"
    "|やさしいもの|優しいもの"
    "|マイルドな|(?:刺激|強)(?:が)?(?:強)?すぎ",
    "อ่อนโยน(?:กว่า|ๆ|หน่อย)|อ่อนกว่า|ระคายเคืองน้อย|แรงไป|แรงเกิน|เบากว่า",
)
_STRONGER = any_of_ascii(
    r"\b(?:stronger|more (?:powerful|potent|effective|intens\w+|active)|higher (?:strength"
    r"|concentration|"
    r"percent\w*|dose|potency)|too (?:weak|mild)|something strong|step up|upgrade)\b",
    "更(?:強|有效|有感|高濃度)|強(?:一點|效|烈)|濃度(?:更|比較|再)?高|高濃度|效果(?:更|比較"
    "|再)(?:好|強|明顯)|太弱"
    "|不夠(?:力|強|有感)|進階(?:版|一點)|升級",
    "(?:もっと|より)(?:強|効|効果|高濃度)|高濃度|強め|物足りな",
    "(?:แรง|เข้มข้น|เห็นผล|ได้ผล)(?:กว่า|ขึ้น)|อ่อนไป|แรง ?ๆ",
)
_WHY_NOT = any_of_ascii(
    r"\bwhy (?:not|(?:did|do|have|would|are|were)(?:n['’]?t"
    r"| not)? you (?:not )?(?:n['’]?t )?(?:leave|skip|"
    r"reject|exclude|ignore)|(?:did|do|have|would)n['’]?t you (?:recommend|suggest|pick|choose"
    r"|offer|show|list|"
    r"include|mention|give)|(?:did|do|have|would) you not|no (?=\w+ (?:serum|toner|cream"
    r"|cleanser|sunscreen)))",
    r"\bwhy (?:is|was|are|were)(?:n['’]?t| not)\b.{0,60}\b(?:on|in|among|there|listed"
    r"|recommended|included|good|right"
    r"|suitable|ok(?:ay)?|an option|for me|one of)\b",
    r"\bhow come (?:not|you (?:did|do)n['’]?t|.{0,40}(?:is|was)n['’]?t)|\bwhat['’]?s wrong with\b",
    "(?:為什[麼么]|為何|為啥|怎[麼么])(?:你)?(?:們)?(?:不|沒有?|不是)(?:要)?(?:推薦|選|給|建議"
    "|介紹|列|挑|用|考慮|放|推"
    "|便宜|比較便宜|那|這|是|適合)",
    "(?:那|這|另外)?(?:瓶|款|個|支)?(?:為什[麼么]|為何)(?:被)?(?:排除|不行|不能|不適合"
    "|沒有?(?:被)?(?:推薦|選|列))",
    "(?:なぜ|どうして|なんで).{0,30}(?:ない|ません|だめ|ダメ|なかった|入って(?:い)?ない)",
    "ทำไม(?:ถึง)?.{0,30}?(?:ไม่(?:แนะนำ|เลือก|เอา|ใช้|ได้|เหมาะ|มี|เป็น)|ไม่ใช่)",
)
_WHY_THESE = any_of_ascii(
    r"\bwhy (?:these|this|that|those|do you (?:recommend|suggest|think)|did you (?:choose|pick"
    r"|recommend|suggest)|"
    r"would you (?:recommend|choose)|(?:is|are) (?:this|that|these|those"
    r"|the)\b.{0,40}\b(?:for me|good|recommended|"
    r"right|best|better)|the (?:first|second|third|last)|should i (?:buy|use|choose"
    r"|get) (?:this|these|that|the))",
    r"\bwhy (?:the|this|that) (?:[\w-]+ ){0,2}(?:serum|toner|essence|cleanser|moisturi[sz]er|cream"
    r"|sunscreen|mask|oil|exfoliant|product|one)\W*$",
    r"\bwhat makes (?:this|these|that|them|it|the)\b|\b(?:what(?:['’]?s| is| are)"
    r"|tell me) (?:the|your) reasons?\b",
    "(?:為什[麼么]|為何|為啥)(?:你)?(?:會)?(?:要)?(?:推薦|選|是|推|挑|給我|建議)(?!.{0,3}(?:不"
    "|沒))|(?:推薦|選)(?:的)?"
    "(?:理由|原因)|(?:理由|原因)是什[麼么]",
    "(?:なぜ|どうして|なんで)(?:これ|この|その|それ|おすすめ|お勧め|選)|(?:おすすめ|お勧め"
    "|選んだ)(?:の)?(?:した)?理由",
    "ทำไม(?:ถึง)?(?:แนะนำ|เลือก|ต้อง(?:เป็น)?ตัว|ถึงเป็น)|เหตุผล(?:ที่)?(?:แนะนำ|เลือก)",
)
# Beside "why" these ask for something else than advice.
_NOT_ADVICE = any_of_ascii(
    r"\b(?:orders?|deliver\w*|parcels?|packages?|ship\w*|refund\w*|track\w*|pay\w*|working"
    r"|coupons?|codes?|repl\w+|"
    r"answer\w*)\b",
    "訂單|出貨|包裹|退款|到貨|付款|寄|優惠碼|回覆|客服",
    "注文|配送|届|返金|支払|返事",
    "ออเดอร์|จัดส่ง|พัสดุ|คืนเงิน|ชำระ|ตอบ",
)
_AGAIN = any_of_ascii(
    r"\b(?:again|redo|start over)\b|\bwhat would you change\b|\bupdate (?:it|them|that)\b",
    "重新|再(?:推薦|搭配?|配|給我?|排)一次|更新",
    "もう一度|やり直",
    "อีกครั้ง|ใหม่อีก",
)
_STILL_FINE = any_of_ascii(
    r"\b(?:are|is) (?:all (?:of )?)?(?:these|those|they|it|this|that|them"
    r"|the (?:first|second|third|last)(?: one)?)\b[^.?!]{0,30}"
    r"(?<!reef )\b(?:ok(?:ay)?|safe|fine|suitable|all right|alright)\b",
    r"\b(?:can|could|may|should) i (?:still|keep) (?:use|using) (?:it|them|these|those|all|this)\b",
    "(?:這|那)(?:些|幾|個|瓶|款)?.{0,6}(?:還|都|也)?.{0,3}(?:可以用|能用|適合|安全|沒問題)",
    "(?:これ|それ)(?:ら)?(?:は|も)?.{0,8}(?:使え|大丈夫|使って(?:も)?いい)",
    "(?:ตัว|อัน)?(?:นี้|เหล่านี้|พวกนี้).{0,15}(?:ใช้ได้|ปลอดภัย|โอเค)",
)
_THAN = any_of_ascii(
    r"\bthan\b|\binstead of\b|\balternatives? (?:to|for)\b",
    "比|取代|代替",
    "より|代わり",
    "กว่า|แทน",
)


def find_request(text: str) -> Request | None:
    """What a message asks of advice, None where it asks for nothing of this."""
    if not _NOT_ADVICE.search(text):
        if _WHY_NOT.search(text):
            return Request.WHY_NOT
        if _WHY_THESE.search(text):
            return Request.WHY_THESE
    if takes(text):
        return Request.TAKE
    if asks_for_routine(text):
        return Request.ROUTINE
    if found := find_alternative(text):
        return found
    if reorders(text):
        return Request.REORDER
    return Request.STILL_FINE if asks_if_fine(text) else None


def find_alternative(text: str) -> Request | None:
    """Whether something gentler, stronger or cheaper is wanted; gentler where it is two of them."""
    if _GENTLER.search(text):
        return Request.GENTLER
    if _STRONGER.search(text):
        return Request.STRONGER
    return Request.CHEAPER if wants_cheaper(text) else None


def asks_again(text: str) -> bool:
    """Whether the same is asked for once more, with what was told since."""
    return bool(_AGAIN.search(text))


def asks_if_fine(text: str) -> bool:
    """Whether it is asked if what is on the table may (still) be used: "are these all ok?"."""
    return bool(_STILL_FINE.search(text)) and not _NOT_ADVICE.search(text)


def asks_for_routine(text: str) -> bool:
    """Whether a whole routine shall be put together; not how one that is there is used."""
    return bool(_ROUTINE.search(text)) and not _ORDER.search(text)


def without_request(text: str) -> str:
    """The text without the words that ask for another product: "gentler" names none."""
    for words in (_WHY_NOT, _GENTLER, _STRONGER):
        text = words.sub(" ", text)
    return text


def compares_with_one(text: str) -> bool:
    """Whether something other "than" one product is asked for."""
    return bool(_THAN.search(text))
