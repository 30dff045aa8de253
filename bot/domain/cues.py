"""Plain words that say what a message is after, beside its intent and tags, in four languages."""

import re

from bot.domain.patterns import any_of_ascii

_ANYTHING_GOES = any_of_ascii(
    r"\b(?:not sure|don'?t (?:know|mind|care)|no idea|any(?:thing|\s*one)?(?: is| will)? "
    r"?(?:fine|ok(?:ay)?|do|works|goes)?$|whatever|no preference|up to you|you (?:choose|decide"
    r"|pick)"
    r"|skip|doesn'?t matter|just (?:recommend|give|show|pick|tell))\b|^any\b|\bidk\b|^dunno",
    "都可以|都行|都好|隨便|不確定|不知道|不清楚|不太知道|沒差|你決定|跳過|直接推薦|沒意見|看你"
    "|不限",
    "わから|分から|なんでも|何でも|どれでも|特にな|おまかせ|お任せ|スキップ",
    "ไม่แน่ใจ|ไม่รู้|อะไรก็ได้|แล้วแต่|ข้าม|ไม่ทราบ|แนะนำมาเลย",
)
_ANOTHER = any_of_ascii(
    r"\b(?:another|others?|different|else|alternatives?|something new|more options)\b",
    "其他|其它|別的|换一|換一|還有(?:沒有|別|什麼|嗎)|再推薦|另外",
    "他の|ほかの|別の",
    "อื่น|อย่างอื่น|ตัวอื่น",
)
_CHEAPER = any_of_ascii(
    r"\bcheap(?:er)?\b|less expensive|more affordable|(?:too|so) (?:expensive|pricey)|too much"
    r"|lower price",
    "便宜|太貴|[這那][麼么]貴|好貴|平價|價格低",
    "(?:もっと)?安い|安く|高すぎ",
    "ถูกกว่า|ถูกลง|แพงไป|แพงเกิน",
)
_ORDINALS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        0,
        any_of_ascii(
            r"\b(?:first|1st|former)\b", "第一|第1|前者", "一つ目|1つ目|最初の", "อันแรก|ตัวแรก"
        ),
    ),
    (1, any_of_ascii(r"\b(?:second|2nd)\b", "第二|第2", "二つ目|2つ目", "อันที่สอง|ตัวที่สอง")),
    (2, any_of_ascii(r"\b(?:third|3rd)\b", "第三|第3", "三つ目|3つ目", "อันที่สาม|ตัวที่สาม")),
    (-1, any_of_ascii(r"\b(?:last one|latter)\b", "最後一|後者", "最後の|後者", "อันสุดท้าย")),
)
_BARE_ORDINAL = re.compile(r"^\W*([1-9])\W*$")
_BARE_ORDINALS = re.compile(
    r"^\W*(?:compare|比較|比|เทียบ)?\W*[1-9](?:\W*(?:and|or|vs\.?|with|和|跟|與|と|กับ"
    r"|และ)?\W*[1-9])+"
    r"\W*(?:比較|を比べて|哪個好|which)?\W*$",
    re.IGNORECASE,
)

# What a question about one product asks for; in the order in which it is answered.
_ASPECTS: dict[str, re.Pattern[str]] = {
    "price": any_of_ascii(
        r"\bprices?\b|how much\b(?! (?:should|do i|to use))|\bcosts?\b|expensive",
        "多少錢|價格|價錢|售價|幾元|幾塊|貴嗎|怎麼賣",
        "いくら|値段|価格",
        "ราคา|กี่บาท|เท่าไห?ร่",
    ),
    "stock": any_of_ascii(
        r"\b(?:in|out of) stock\b|availab\w+|sold out|do you (?:still )?(?:have|sell|carry)"
        r"|restock",
        "有貨|現貨|庫存|缺貨|還有(?:嗎|沒)|有賣|補貨|買得到",
        "在庫|売り切れ|売って|品切れ",
        "มีของ|สต็อก|หมดหรือ|มีขาย",
    ),
    "size": any_of_ascii(
        r"\bsizes?\b|how (?:big|many ml)|\bml\b|travel size|how long (?:does|will) (?:it|one"
        r"|a bottle)",
        "容量|幾毫升|多大|幾ml|大小|尺寸|可以用多久|用多久",
        "容量|サイズ|何ml|何ミリ",
        "ขนาด|กี่มล|กี่ ?ml",
    ),
    "ingredients": any_of_ascii(
        r"\bingredients?\b|what'?s in|what is in|\bcontains?\b|\binci\b|made of|does it have|"
        r"is there|(?:fragrance|alcohol|paraben)[- ]?free|free of",
        "成分|成份|含有?|有沒有(?:加|含)|裡面有|添加",
        "成分|入って|含まれ|無香料",
        "ส่วนผสม|ส่วนประกอบ|มีอะไร|ผสม",
    ),
    "how_to_use": any_of_ascii(
        r"how (?:to|do i|should i|often|much should i) (?:use|apply)|how.{0,12}\buse\b|\bapply\b|"
        r"how often|morning or night|instructions|every day|daily",
        "怎麼用|怎麼擦|怎麼使用|使用方法|用法|用量|如何使用|幾次|早上用|晚上用|每天",
        "使い方|使用方法|どう使|つけ方|毎日",
        "วิธีใช้|ใช้ยังไง|ใช้อย่างไร|ทายังไง",
    ),
    "suitability": any_of_ascii(
        r"\bsuit\w*|\bok(?:ay)? (?:for|with|to|if)\b|(?<!reef )(?<!reef-)\bsafe\b"
        r"|good for|right for|\bfor (?:my|"
        r"sensitive|oily|dry|combination|normal)\b|can i use|pregnan\w*|irritat\w*|gentle",
        "適合|能用|可以用|可不可以用|可以擦|安全|刺激|溫和|能擦",
        "合い|合う|使え|大丈夫|刺激|向いて",
        "เหมาะ|ใช้ได้|แพ้ง่าย|อ่อนโยน|ปลอดภัย",
    ),
}  # fmt: skip
_FACT_ASKED = any_of_ascii(
    r"^\W*(?:(?:and|but|so|ok|actually|hey|hi)\W+)*(?:is|are|does|do|will|has|have|can|could|would)\b"
    r".*\b(?:it|its|this|that|they|these|one)\b.*\?",
    "(?:這|那|它|第.).{0,10}(?:嗎|會不會|是不是|有沒有)",
    "(?:これ|それ|この|その).{1,20}(?:ですか|ますか)",
    "(?:ตัวนี้|อันนี้|มัน).{1,30}(?:ไหม|มั้ย|หรือ)",
)
_MORNING = any_of_ascii(
    r"\bmornings?\b|\bday(?:time)?\b|\bam\b", "早上|早晨|白天|日間|早", "朝|昼", "เช้า|กลางวัน"
)
_EVENING = any_of_ascii(
    r"\b(?:night|evening|bed)\w*|\bpm\b", "晚|夜|睡前", "夜|寝る前", "กลางคืน|ก่อนนอน|เย็น"
)
_FREQUENCY = any_of_ascii(
    r"how often|how many times|every ?day|daily|times a",
    "多久一次|幾次|每天|頻率|天天",
    "何回|毎日|頻度",
    "บ่อย|กี่ครั้ง|ทุกวัน",
)
_MEMBERSHIP = any_of_ascii(
    r"\bmembers?(?:hip)?\b|\bpoints?\b|loyalty|birthday",
    "會員|點數|生日|積點",
    "会員|ポイント",
    "สมาชิก|แต้ม",
)
_SAMPLES = any_of_ascii(
    r"\bsamples?\b|\btesters?\b|freebies?", "試用|小樣|贈品", "サンプル|試供品", "ตัวอย่าง|ของแถม"
)
_GIFT_WRAP = any_of_ascii(
    r"gift[- ]?(?:wrap|box|bag)\w*", "包裝|禮盒|禮物袋", "ラッピング|ギフト", "ห่อของขวัญ"
)
_OVERSEAS = any_of_ascii(
    r"overseas|abroad|international\w*|hong ?kong|macau|japan|thailand|singapore|malaysia"
    r"|\busa?\b|"
    r"america|europe|china|australia|canada",
    "海外|國外|國際|香港|澳門|日本|泰國|新加坡|馬來西亞|美國|中國|大陸|歐洲|澳洲|加拿大",
    "海外|国際|日本",
    "ต่างประเทศ|ประเทศไทย|ส่งไทย",
)
_OPENING_HOURS = any_of_ascii(
    r"opening (?:hours|times)|business hours|office hours|(?:are|when) (?:are )?you open"
    r"|what time do you",
    "營業時間|客服時間|上班時間|幾點(?:開|關|上班|下班)|有開嗎",
    "営業時間|何時(?:から|まで)",
    "เปิดกี่โมง|เวลาทำการ|เวลาเปิด",
)
_INVOICE = any_of_ascii(
    r"\binvoices?\b|\breceipts?\b|tax (?:id|number)",
    "發票|統編|統一編號|載具",
    "領収書|インボイス|請求書",
    "ใบกำกับ|ใบเสร็จ",
)
_INSTALMENTS = any_of_ascii(r"instal+ments?|monthly payments?|pay later", "分期", "分割", "ผ่อน")


_LAST_BOUGHT = any_of_ascii(
    r"\bi(?:['’]ve| have)? (?:just )?(?:bought|ordered|got|purchased) (?:it |them )?(?:last"
    r"|before|previously"
    r"|most recently|the other (?:day|week)|earlier)|\bmy (?:last|latest|previous"
    r"|most recent) (?:order|purchase)"
    r"|\blast (?:time|order)['’]?s\b|\b(?:in|from) my (?:last|latest|previous) (?:order|purchase)",
    "(?:上一?次|之前|上回|前[一陣]?次|最近)(?:我)?(?:買|訂|購買|訂購|下單)(?:過)?的|(?:上一|上"
    "|最近一|前一)(?:次|筆|張|個)?"
    "(?:訂單|單)(?:的|裡|裏|買)|我(?:之前|上次)(?:買|訂)",
    "(?:前回|前に|この前|この間|最後に|先日)(?:の)?(?:買|購入|注文)|前回の(?:商品|もの)",
    "(?:ซื้อ|สั่ง)(?:ไป|มา)?(?:เมื่อ)?(?:ครั้ง|รอบ|คราว)(?:ที่แล้ว|ก่อน|ล่าสุด)|(?:ออเดอร์"
    "|คำสั่งซื้อ)(?:ล่าสุด|ที่แล้ว|ก่อน)|"
    "ที่(?:ซื้อ|สั่ง)(?:ไป)?ล่าสุด",
)


_TOGETHER = any_of_ascii(
    r"\b(?:ok(?:ay)?|fine|safe|compatible|go|goes|works?|used?|using|mix\w*|layer\w*|combin\w*"
    r"|pair\w*)\b.{0,30}\b(?:with|together|alongside)\b",
    "搭配|一起|混[著和]?[用擦]|[跟和與].{1,12}(?:[用擦搭配疊]|衝突|打架)",
    "一緒に|併用|組み合わせ|重ね",
    "คู่กับ|ร่วมกับ|พร้อมกับ|ด้วยกัน|ผสมกับ",
)


def asks_together(text: str) -> bool:
    """Whether it is asked if one thing may be used with another: "ok with", 可以跟…一起用."""
    return bool(_TOGETHER.search(text))


def means_last_bought(text: str) -> bool:
    """Whether a product is named by its being bought last: "the one I bought last", 上次買的."""
    return bool(_LAST_BOUGHT.search(text))


def is_anything_goes(text: str) -> bool:
    """Whether an answer is left open: "not sure", "都可以", "just recommend something"."""
    return bool(_ANYTHING_GOES.search(text.strip()))


def wants_another(text: str) -> bool:
    """Whether other products than those shown are wanted."""
    return bool(_ANOTHER.search(text))


def wants_cheaper(text: str) -> bool:
    """Whether something cheaper than what was shown is wanted."""
    return bool(_CHEAPER.search(text))


def find_ordinal(text: str) -> int | None:
    """The place in a list that is meant: 0 is the first, -1 the last, None where none is."""
    bare = _BARE_ORDINAL.match(text)
    if bare:
        return int(bare.group(1)) - 1
    return next((place for place, words in _ORDINALS if words.search(text)), None)


def find_ordinals(text: str) -> tuple[int, ...]:
    """Every place in a list that is meant, in the list's order: "the first and the third" is 0, 2.

    Bare figures count where nothing but figures and joining words is written: "1 & 3".
    """
    bare = _BARE_ORDINALS.match(text)
    if bare:
        return tuple(dict.fromkeys(int(figure) - 1 for figure in re.findall("[1-9]", text)))
    return tuple(place for place, words in _ORDINALS if words.search(text))


def without_ordinals(text: str) -> str:
    """The text without words for a place in a list: "the first" names no product."""
    for _, words in _ORDINALS:
        text = words.sub(" ", text)
    return text


def find_aspects(text: str) -> tuple[str, ...]:
    """What a question about a product asks for; empty when it asks in general.

    Of: price, stock, size, ingredients, how_to_use, suitability.
    """
    return tuple(aspect for aspect, words in _ASPECTS.items() if words.search(text))


def asks_for_a_fact(text: str) -> bool:
    """Whether a fact is asked of "it" in a whole question: "is it reef safe?", 這個會泛白嗎."""
    return bool(_FACT_ASKED.search(text))


def find_time_of_day(text: str) -> str | None:
    """Morning or evening (in these words) where exactly one is meant."""
    morning, evening = _MORNING.search(text), _EVENING.search(text)
    if bool(morning) == bool(evening):
        return None
    return "morning" if morning else "evening"


def asks_how_often(text: str) -> bool:
    """Whether a frequency is asked for."""
    return bool(_FREQUENCY.search(text))


_SHOP_TOPICS: dict[str, re.Pattern[str]] = {
    "membership": _MEMBERSHIP,
    "samples": _SAMPLES,
    "gift_wrapping": _GIFT_WRAP,
    "overseas": _OVERSEAS,
    "opening_hours": _OPENING_HOURS,
    "invoices": _INVOICE,
    "instalments": _INSTALMENTS,
}


def find_shop_topics(text: str) -> tuple[str, ...]:
    """What of the shop is asked about.

    Of: membership, samples, gift_wrapping, overseas, opening_hours, invoices, instalments.
    """
    return tuple(topic for topic, words in _SHOP_TOPICS.items() if words.search(text))


_PLAIN_SIGNS = re.compile("[👍👌✅🆗🙆🙅👎❌⭕✔]")


def is_plain_sign(text: str) -> bool:
    """Whether a message without words holds a sign that everybody reads as yes or no."""
    return bool(_PLAIN_SIGNS.search(text))


_SHORT_WORDS = 3
_SHORT_CHARACTERS = 24


def is_short(text: str) -> bool:
    """Whether a message is a bare answer: up to three words and 24 characters."""
    return len(text.split()) <= _SHORT_WORDS and len(text.strip()) <= _SHORT_CHARACTERS
