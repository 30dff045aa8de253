"""What makes a phrase lawful: it is denied, or it sends people to a doctor.

"We cannot treat acne" and "for eczema, please see a doctor" hold the words of a claim and
make none. A denial counts where it governs the claim, not where it merely stands before it ("not
greasy, heals eczema"); "not only", "nothing else" and "never fails" deny nothing.
"""

import re
from collections.abc import Callable

from bot.domain.claims import chinese_context, english_context
from bot.domain.claims.folding import fold_pattern
from bot.domain.claims.found import Found, clauses_around
from bot.domain.languages import Language

_REACH = 240  # characters before and after a phrase; a text without full stops stays cheap
_SENTENCE_END = re.compile(r"[!?。！？\n]|\.(?!\d)")
_CLAUSE_END = re.compile(r"[,;()，；（）]| [-–—] ")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence of a phrase begins and ends, as far as anything counts in it."""
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    begin = max(
        (match.end() for match in _SENTENCE_END.finditer(text, first, start)), default=first
    )
    stop = _SENTENCE_END.search(text, end, last)
    return begin, stop.end() if stop else last


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause of a phrase begins and ends: between two marks of its sentence."""
    begin, stop = sentence_around(text, start, end)
    begin = max((mark.end() for mark in _CLAUSE_END.finditer(text, begin, start)), default=begin)
    mark = _CLAUSE_END.search(text, end, stop)
    return begin, mark.start() if mark else stop


def is_lawful(found: Found, language: Language) -> bool:
    """Whether the words around take the claim back, or show that it is about a parcel, not skin."""
    is_service = _SERVICE.search(clauses_around(found)) and _SERVICE.search(_part_with(found))
    if found.is_promise and is_service and not _SKIN.search(found.sentence):
        return True
    return _TAKES_BACK[language](found)


def _part_with(found: Found) -> str:
    """The part of the sentence with the phrase; a parcel told of beside it excuses nothing."""
    return _PARTS.split(found.before)[-1] + found.phrase + _PARTS.split(found.after)[0]


_PARTS = re.compile(r"[;:]|, (?:and|but|so|while|because)\b|\bby the way\b")
# What is promised of an order, a price or a bottle is no claim for a cosmetic.
_SERVICE = re.compile(
    fold_pattern(
        "訂單|出貨|到貨|退款|退費|退貨|換貨|運費|免運|付款|發票|優惠|折扣|會員|帳號|門市|客服|"
        "物流|包裹|寄|配送|庫存|現貨|保固|"
        "正品|真品|公司貨|包裝|瓶身|瓶口|壓頭|按壓頭|紙盒|禮盒|禮物|贈品|活動|購物|下單|地址|"
        "電話|結帳|價格|售價|特價|省|元|折|賣出|銷售|點數|"
        "送達|鑑賞|正貨|批號|個資|外流|包材|紙箱|貼紙|"
        "取貨|補寄|回覆|處理|同事|網站|連結|密碼|期限|口罩|杯|袋|"
        "正規品|出荷|注文|返品|返金|送料|配送|発送|在庫|支払|会員|"
        "จัดส่ง|ส่ง(?:ภายใน|ใน|ของ|ถึง|ฟรี|ด่วน)|พัสดุ|คำสั่งซื้อ|คืนสินค้า|ค่าส่ง|คืนเงิน|ชำระ|สั่งซื้อ|ขวด|ราคา|"
        "ของแท้|ส่วนลด"
    )
    + r"|\b(?:orders?|ordered|parcels?|deliver\w*|shipp\w+|refunds?|pay(?:ment|ing)?|paid|"
    r"codes?|account|"
    r"bottles?|pumps?|stock|warehouse|prices?|priced|discount\w*|gifts?|box(?:es)?|listing|"
    r"tickets?|"
    r"colleagues?|warranty|courier|tracking|checkout|invoice|address|returns?|exchange|packag\w+|"
    r"lids?|jars?|tubes?|caps?|website|link|points|voucher|sale|sold|seller|bestseller|selling|"
    r"shop|(?<!department )(?<!drug )(?<!any )store|lamp|nails?|authentic|genuine|member\w*|"
    r"wrap\w*|card)\b"
)
_SKIN = re.compile(
    fold_pattern(
        "無效|沒效|美麗|青春|肌|膚|臉|皺|紋|斑|痘|色號|色階|效果|成效|成果|見效|功效|美白|抗老|年輕|白皙|"
        "變白|毛孔|過敏|刺激|"
        "瘦|老化|逆齡|凍齡|醫師|醫生|fda|認證|"
        "シミ|シワ|若返|効果|美白|ผิว|หน้า|ริ้วรอย|ฝ้า|ขาว|ผลลัพธ์|เห็นผล"
    )
    + r"|\b(?:skin|face|wrinkl\w*|lines?|spots?|whit\w+|fairer|bright\w*|acne|glow\w*|results?|"
    r"effects?|"
    r"effective|works?|young\w*|ag(?:e?)ing|pores?|complexion|flawless|side|safe|doctors?|"
    r"dermatologists?|"
    r"beautiful|beauty|reaction|eternity|re ?appl\w+|uv|rays?|than us|"
    r"proven|fda|miracle|cure\w*|cellulite|slim\w*|weight|fat)\b"
)


# Japanese and Thai


def _japanese(pattern: str) -> re.Pattern[str]:
    return re.compile(fold_pattern(pattern))


_JA_TAKEN_BACK = _japanese(
    "^[^。！？\n]{0,24}?(?:ません|ない(?:です|の|こと|ため|ので|$)|わけではな|ものではな|"
    "ではあり|かねます|いたしかね|とは(?:言|い)え|できかね|禁止|違反|"
    "ずに|とは限ら)|^[^。！？\n]{0,40}(?:医師|皮膚科|薬剤師|受診|医療機関|診察|病院)(?:に|を|へ|"
    "で)?(?:[^。！？\n]{0,8})(?:相談|受診|かか|行|従|診|ご相談|お)"
)
_JA_ONLY_MORE = _japanese("(?:だけで(?:は)?|のみなら|しか)")
# "Washing keeps pimples away" is among the 56 effects; a quasi-drug may say more.
_JA_ALLOWED = _japanese(
    "(?:洗|清浄)[^。！？\n]{0,24}(?:ニキビ|にきび|あせも)[^。！？\n]{0,6}防|"
    "(?:ニキビ|にきび|あせも)を?防ぐ(?:洗|石け|ボディソープ)|医薬部外品(?:です|に)|医薬品です|"
    "医療行為"
)
_JA_NEUTRAL = _japanese(
    "医師|皮膚科医?(?:に|へ|を|で|の)|薬剤師|受診|診察|相談|お尋ね|お控え|控えて|避けて|使わない|"
    "ご使用にならない|お使いにならない|塗らな|中止|やめて|場合|原因|緊急|救急|医薬品|医療|"
    "ですか|ますか|"
    "でしょうか|ません|ない(?:で|方|の|です|こと|と)|わけでは|とは限|可能性|ことがあ|病気で|"
    "といわれ|と言われ|"
    "出たら|かもしれ|ことが多|除いて|刺激にな|返金して(?:もら|いただ)|出たので|お持ちの方|"
    "ではあり|ご存じ|知られて"
)
_JA_BEFORE = _japanese("(?:医師|皮膚科|病院|医療機関|処方)[^。！？\n]{0,20}$")
_TH_TAKEN_BACK = re.compile(
    r"(?:ไม่(?:ใช่|สามารถ|ได้|อาจ|สามารถช่วย|ควร|รับประกัน|การันตี|อ้าง|ช่วย|มีผลใน|ขอ|มี)|ห้าม|มิได้|"
    r"ไม่)(?:[^.!?\n]{0,24})$"
)
_TH_ADVICE = re.compile(r"(?:ปรึกษา|พบ|ถาม|ไปหา|ให้)(?:[^.!?\n]{0,8})(?:แพทย์|หมอ|เภสัชกร)|แพทย์สั่ง")
_TH_AFTER = re.compile(r"^(?:[^ .!?\n]{0,8}?|[^.!?\n]{0,14} )ไม่ได้(?!ทำ)")
_TH_NEUTRAL = re.compile(
    r"แพทย์|หมอ|เภสัช|ห้าม|หลีกเลี่ยง|ไม่|หาก|ถ้า|ควร|ไหม|หรือ(?:เปล่า|ยัง)|มั้ย|อาจ|ระวัง|หยุดใช้|สาเหตุ|"
    r"กรุณา|ก่อนใช้|เป็นโรค|มัก|ระคายเคือง|เกิดจาก|คืนเงิน|ขออภัย|เสียใจ"
)
_TH_NO_DENIAL = re.compile(r"ไม่(?:เพียง|ใช่แค่|ใช่เพียง|ต้องกลัว|ต้องกังวล|มีผลข้างเคียง|พลาด|ต้อง)")
_TH_PRODUCT_ASSERTS = re.compile(r"(?:นี้|ตัวนี้|ของเรา)[^.!?\n]{0,12}(?:ช่วย|รักษา|สามารถ|แก้)")


def _is_a_label(found: Found) -> bool:
    """Whether a name stands alone, as in a list of concerns."""
    return not (found.before + found.after).strip(" .,:!?")


def _is_lawful_in_japanese(found: Found) -> bool:
    if _JA_ALLOWED.search(found.sentence):
        return True
    if found.is_mention and (_JA_NEUTRAL.search(found.sentence) or _is_a_label(found)):
        return True
    after = _JA_TAKEN_BACK.search(found.after)
    if after and not _JA_ONLY_MORE.search(found.after[: after.end()]):
        return True
    return bool(_JA_BEFORE.search(found.before[-40:]))


def _is_lawful_in_thai(found: Found) -> bool:
    near = found.before[-40:]
    if _TH_AFTER.search(found.after):
        return True
    if found.is_mention and (_TH_NEUTRAL.search(found.sentence) or _is_a_label(found)):
        return True
    if _TH_TAKEN_BACK.search(near) and not _TH_NO_DENIAL.search(near + found.phrase[:10]):
        return True
    advised = _TH_ADVICE.search(found.sentence)
    return bool(advised) and not _TH_PRODUCT_ASSERTS.search(found.sentence)


_TAKES_BACK: dict[Language, Callable[[Found], bool]] = {
    Language.EN: english_context.is_lawful,
    Language.ZH: chinese_context.is_lawful,
    Language.JA: _is_lawful_in_japanese,
    Language.TH: _is_lawful_in_thai,
}
