"""Plain words of praise and of disappointment in four languages, by what they are about.

Each pattern carries the kind of feedback and whether it speaks for the product. `settled` ones hold
their own negation ("no difference", 沒效); what stands before or after them turns nothing round.
"""

import re
from dataclasses import dataclass

from bot.domain.feedback import FeedbackKind


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say one thing of a product."""

    kind: FeedbackKind
    is_good: bool
    words: re.Pattern[str]
    is_settled: bool = False


def _cue(kind: FeedbackKind, *patterns: str, good: bool = False, settled: bool = False) -> Cue:
    words = re.compile("|".join(patterns), re.IGNORECASE | re.ASCII)
    return Cue(kind, good, words, settled)


# Earlier cues take their words away from later ones: "no difference" before "difference".
CUES: tuple[Cue, ...] = (
    _cue(
        FeedbackKind.NO_EFFECT,
        r"\b(?:no|zero|any|much of a) (?:visible |real |noticeable |big )?(?:difference|change"
        r"|effect"
        r"|results?|improvement)s?\b",
        r"\bnothing (?:has )?(?:happen(?:ed|s|ing)|changed)|\b(?:did|does|do|doing) "
        r"(?:absolutely |literally )?nothing\b|(?:did|does|do)(?:n['’]?t| not) (?:really )?(?:do "
        r"(?:anything|much)|work|help|see (?:a|any) )|\bis(?:n['’]?t| not) working"
        r"|\b(?:stays?|looks?|still|exactly) the same\b|\buseless\b|\bineffective\b|"
        r"\bnot? work(?:ing|ed)?\b",
        "沒什?[麼么]?(?:效果|效|用|感覺|差別|變化|改善|改變)|沒有?(?:任何|明顯|太大"
        "|什[麼么])?(?:的?效果"
        "|感覺|差別|變化|改善|改變)|無感|無效|沒差|看不出(?:來|有)?|不見效|一樣(?:沒|暗沉|乾|出油)|"
        "感覺不到|沒有用",
        "効果(?:が|は|も|を)?(?:まだ)?(?:全く|全然|あまり)?(?:ない|なし|無し"
        "|感じ(?:られ)?(?:ない|ません"
        "|なかった)|わから|分から|実感でき(?:ない|ません))|変わら(?:ない|ず|なかった|ません)|"
        "変化(?:は|が)?(?:なし|ない|ありません)|効か(?:ない|なかった|ず)|効きません|"
        "(?:実感|違い)(?:は|が)(?:ない|ありません|わかりません)",
        "ไม่(?:ค่อย)?(?:เห็น|ได้|มี|รู้สึก)\\s?(?:ผล|อะไร|ความ|ว่า)(?:แตกต่าง|เปลี่ยนแปลง|เปลี่ยน|ดีขึ้น)?|"
        "ไม่(?:ค่อย)?(?:เปลี่ยน|ต่าง|เวิร์ก|เวิร์ค|ช่วย)|เหมือนเดิม|ยังไม่เห็นผล",
        settled=True,
    ),
    _cue(
        FeedbackKind.RESULT,
        r"\b(?:couldn['’]?t|can['’]?t) be (?:happier|better)|\bnever (?:looked|felt"
        r"|been) (?:so |this )?\w+",
        "比(?:以前|之前|原本)好|好很多|好多了|越來越好|有(?:變|比較)|回不去",
        good=True,
        settled=True,
    ),
    _cue(
        FeedbackKind.LOVE,
        r"\bnot (?:too |half |so )?bad\b|\bcan['’]?t (?:live|do|go) without|\bcan['’]?t stop "
        r"(?:using|buying)|\bwon['’]?t (?:use|buy) anything else|\bno complaints?\b|\bholy grail\b",
        "不錯|愛不釋手|沒話說|離不開|不能沒有|少不了|挑不出",
        "悪くな|手放せ|申し分な",
        "ไม่เลว|ขาดไม่ได้|ไม่ผิดหวัง",
        good=True,
        settled=True,
    ),
    _cue(
        FeedbackKind.OTHER,
        r"\b(?:not (?:worth|for me|great|impressed|a fan|what i expected|happy)|(?:won"
        r"|would)(?:n['’]?t"
        r"| not) (?:buy|recommend|repurchase|order|use it)|never again|wouldn['’]?t bother)\b|"
        r"\bmeh\b",
        "不(?:會|想)(?:再)?(?:買|回購|推薦|用)|不如預期|不適合我|不值|別買",
        "合わな|期待外れ|思ったほど|もう買わ|リピ(?:ート)?(?:は)?(?:なし|しない)|いまいち|イマイチ",
        "ไม่คุ้ม|ไม่ซื้อซ้ำ|ไม่ซื้ออีก|ไม่โอเค|ไม่เหมาะ|ไม่ถูกกับ|เฉย\\s?ๆ",
        settled=True,
    ),
    _cue(
        FeedbackKind.RESULT,
        r"\b(?:less|fewer|no more|without) (?:\w+ )?(?:red\w*|oily|shin[ey]\w*|dry\w*"
        r"|breakouts?|pimples"
        r"|spots|dull|flaky|flak\w+|irritated|sensitive|acne|zits?)\b|\b(?:stopped|reduced|calmed|"
        r"soothed|faded|cleared)\b",
        "(?:痘痘|出油|泛紅|粉刺|斑|細紋|敏感)(?:真的|都|也)?(?:變|有)?(?:比較)?(?:少|淡|消|退"
        "|不見|改善"
        "|小)|(?:比較|變|變得)不(?:會)?(?:乾|油|紅|敏感|出油|暗沉)|不再(?:乾|出油|泛紅|冒痘"
        "|長痘|脫皮)",
        "(?:赤み|ニキビ|くすみ|シミ|乾燥|テカリ|毛穴)(?:が|も)(?:だいぶ|かなり)?(?:減|薄|引"
        "|おさま|落ち着|"
        "目立たな|なくな|気にならな)",
        "(?:สิว|รอยแดง|ความมัน|ฝ้า|รอยดำ|รอยสิว|หน้ามัน|รูขุมขน)(?:ก็)?(?:ลด|จาง|หาย|น้อยลง|ยุบ|เล็กลง|ดูเล็ก)",
        good=True,
        settled=True,
    ),
    _cue(
        FeedbackKind.IRRITATION,
        r"\b(?:sting\w*|stung|burn(?:s|ed|t|ing|y)?|tingl\w*|itch\w*|prickl\w*|irritat\w*"
        r"|redness|red"
        r"|rash\w*|tight|dr(?:y|ies|ied|ying)(?: out)?|peel\w*|flak\w*|raw|purg\w*"
        r"|sensiti[sz]ed)\b",
        "刺(?!鼻)|癢|灼熱|熱熱的|緊繃|(?:很|太|更|好|有點|變|越擦越|越用越)乾|乾(?:燥|澀|痛)"
        "|脫皮|(?<!不易)起屑|泛紅"
        "|紅紅|變紅|過敏|不舒服|痛",
        "ピリピリ|ヒリヒリ|チクチク|しみ(?:る|た|て|ま)|染み|しみ(?=ない|ません|なかった)|"
        "かゆ|痒|つっぱ|(?<!の)乾燥(?:した|する|して|が)|皮むけ|赤くな|刺激",
        "แสบ|คัน|ระคาย|แห้ง(?:ตึง|ลอก|มาก|ขึ้น|เกิน)?|ตึง|ลอก|ยิบ|(?:หน้า|ผิว)แดง|แพ้",
    ),
    _cue(
        FeedbackKind.BREAKOUT,
        r"\b(?:break(?:s|ing)?|broke) (?:me |my \w+ )?out\b|\bbreak ?outs?\b|\b(?:more|new|got"
        r"|gave me|few) "
        r"(?:\w+ )?(?:pimples|zits|acne|spots|whiteheads|bumps)\b|\bclog\w*",
        "爆痘|長痘|冒痘|悶痘|狂冒|致痘|長(?:了)?(?:很多|好多|一堆|幾顆)?(?:痘|粉刺)|粉刺(?:變"
        "|更)多",
        "ニキビが(?:でき|増え|出)|吹き出物|肌荒れ|荒れ",
        "สิว(?:ขึ้น|เห่อ|เพิ่ม|บุก)|อุดตัน",
    ),
    _cue(
        FeedbackKind.SCENT,
        r"\bsmells? (?:really |so |very |too )?(?:great|nice|good|lovely|amazing|divine|fresh"
        r"|heavenly)"
        r"|\b(?:love|like|nice|lovely|great) (?:the |its )?(?:smell|scent|fragrance)",
        "(?:味道|香味|氣味)(?:也)?(?:很|超|真)?(?:好聞|香|喜歡|舒服|清新|棒)|好香|很香"
        "|喜歡(?:這個|它的)?"
        "(?:味道|香味)|(?<!不)好聞",
        "(?:いい|良い|好きな)(?:香り|匂い|におい)|(?:香り|匂い)(?:が|も)(?:とても)?(?:いい"
        "|良い|好き|よ)",
        "(?<!ไม่)หอม(?:ดี|มาก)?|กลิ่น(?:ก็)?(?:ดี|สดชื่น|ชอบ)",
        good=True,
    ),
    _cue(
        FeedbackKind.SCENT,
        r"\b(?:smells?|scent|fragrance|odou?r)\b(?: is| was| of it)?(?: \w+)? (?:bad|awful"
        r"|weird|strong|funny|"
        r"off|terrible|horrible|like|chemical\w*|gross|disgusting|overpowering|too|puts)\w*"
        r"|\bstinks?\b|"
        r"\b(?:hate|dislike|can['’]?t stand|don['’]?t like) the (?:smell|scent)|"
        r"\b(?:bad|awful|weird|strong|funny|horrible|chemical) (?:smell|scent)",
        "(?:味道|香味|氣味)(?:真的|實在)?(?:很|太|有點|好|超|不太)?(?:重|臭|怪|刺鼻|濃|難聞"
        "|可怕|不喜歡|不好聞)|臭|刺鼻"
        "|難聞|不好聞|(?:不喜歡|討厭)(?:這個|它的)?(?:味道|香味)",
        "(?:匂い|香り|におい|ニオイ)(?:が|は)?(?:少し|ちょっと)?(?:きつ|苦手|強|嫌|気にな)"
        "|臭い|くさい",
        "เหม็น|กลิ่น(?:มัน)?(?:แรง|ฉุน|แปลก|ไม่ดี|ไม่โอเค|ไม่หอม)|ไม่ชอบกลิ่น|ไม่หอม",
        settled=True,
    ),
    _cue(
        FeedbackKind.TEXTURE,
        r"\b(?:sticky|tacky|greasy|heavy|pill(?:s|ed|ing)|thick|slimy|white ?cast|too (?:oily"
        r"|rich|runny)"
        r"|oily film|feels? oily|won['’]?t (?:absorb|sink in)|(?:does|did)n['’]?t (?:absorb"
        r"|sink in))\b",
        "黏|太油|油膩|很油|厚重|搓泥|搓屑|泛白|假白|(?<!不)悶(?!痘)|難推|不好推|不好吸收"
        "|難吸收|吸收不了|不吸收",
        "ベタ|べた|べとつ|重い|重たい|モロモロ|白浮き|油っぽ|なじま",
        "เหนียว|เหนอะ|เยิ้ม|หนัก(?:หน้า|ผิว)|เป็น(?:ขุย|คราบ)|วอก|ซึมช้า|ไม่ซึม|มันเกิน|หนักไป",
    ),
    _cue(
        FeedbackKind.PACKAGING,
        r"\b(?:pump|bottle|cap|lid|dropper|tube|packag\w+|jar)\b.{0,20}\b(?:broke\w*|leak\w*"
        r"|stuck|crack\w*"
        r"|fell|loose|faulty|jam\w*)|\bleak(?:s|ed|ing)\b",
        "(?:壓頭|瓶子|滴管|蓋子|包裝|瓶口).{0,6}(?:壞|漏|破|卡|鬆|難|按不)|漏液|漏出來",
        "(?:ポンプ|容器|ふた|蓋|スポイト).{0,6}(?:壊|漏|出にく|割れ|使いにく)",
        "(?:หัวปั๊ม|ปั๊ม|ขวด|ฝา).{0,8}(?:เสีย|รั่ว|แตก|พัง|หัก)|รั่ว",
    ),
    _cue(
        FeedbackKind.RESULT,
        r"\b(?:bright(?:er|en\w*)?|smooth(?:er)?|soft(?:er)?|clear(?:er|ing|ed)|glow\w*"
        r"|improv\w*|better|fad(?:ed"
        r"|ing|es)|lighter|calm(?:er|ed|s)?|sooth\w*|hydrat\w+|plump\w*|firm(?:er)?|radian\w*"
        r"|dewy|even(?:er)? "
        r"(?:tone|skin)|work(?:s|ed|ing)?|help(?:s|ed|ing)|smaller|gone|difference|results?"
        r"|healthier|"
        r"disappear\w*|supple)\b",
        "變(?:得)?(?:很|更|比較|超)?(?:亮|白|好|細|滑|淡|小|少|穩|水|嫩|Q|明亮|透亮|光滑|細緻"
        "|緊緻|漂亮)|(?:亮|白|淡|少|小|滑|嫩|好)(?:了|一點|很多|不少)"
        "|發亮|透亮|改善|滑(?:滑|嫩|順)|細緻|有(?:效|感|用|幫助)|見效|好(?:很多|多了)|穩定"
        "|水(?:潤|嫩)|保濕力|膨潤"
        "|緊實|淡化|有光澤|效果(?:很|超|真|蠻|滿|非常)?(?:好|棒|明顯|驚人)|比較(?:亮|白|淡|少"
        "|不)|吸收(?:很)?快",
        "明るくな|透明感|(?:つる|すべ|もち|ぷる|しっと)(?:つる|すべ|もち|ぷる|り)|改善|良くな"
        "|よくな|落ち着|薄くな|"
        "減っ|効果(?:が|を)?(?:あ|出|感じ|実感)|効い|きれいにな|綺麗にな|うるお|潤|ハリ|引き締"
        "|なめらか|整",
        "(?:ใส|ดี|กระชับ|นุ่ม|เรียบ|สว่าง|เนียน|ขาว|แข็งแรง)ขึ้น|กระจ่าง|จางลง|ลดลง|ชุ่มชื้น|เห็นผล"
        "|ได้ผล|เนียนนุ่ม"
        "|ฉ่ำ|เปล่งปลั่ง|โกลว์|อิ่มน้ำ|ซึมไว|ซึมเร็ว",
        good=True,
    ),
    _cue(
        FeedbackKind.LOVE,
        r"\b(?:lov(?:e|ed|es|ing)|great|good|best|amazing|happy|perfect|excellent|fantastic"
        r"|wonderful|awesome"
        r"|favou?rite|obsessed|recommend\w*|repurchas\w*|nice|thank\w*|like (?:it|this|the"
        r"|how)|pleased|impressed|worth it|gentle|lightweight"
        r"|absorbs? (?:fast|quickly|well))\b",
        "喜歡|愛(?:上|用|死|了|這)|超愛|好愛|好用|好擦|很棒|超棒|好棒|真棒|很讚|超讚|讚|滿意"
        "|推薦|大推|必推|推推|推爆"
        "|回購|完美|舒服|值得|溫和|清爽|神(?:器|物)|驚豔|用得很開心|很(?:好|優)(?!聞)",
        "好き|最高|良い|いい(?!え)|よかった|良かった|満足|気に入|お気に入り|リピ|おすすめ|優秀"
        "|使いやす|嬉し|うれし"
        "|素晴らし|しっくり",
        "ชอบ|เยี่ยม|ประทับใจ|เริ่ด|ปัง|ดีมาก|ดีจริง|ดีงาม|รัก|ซื้อซ้ำ|คุ้ม|ถูกใจ|เลิศ|สุดยอด|แนะนำ"
        "|ดี(?!ขึ้น)"
        "|อ่อนโยน|บางเบา|พอใจ|ปลื้ม",
        good=True,
    ),
    _cue(
        FeedbackKind.OTHER,
        r"\b(?:bad|worse|worst|hat(?:e|ed)|terrible|awful|horrible|disappoint\w*|wast(?:e|ed)"
        r"|regret\w*|"
        r"overpriced|rubbish|garbage|trash|not? good|annoy\w*|dislike\w*|sucks?)\b",
        "失望|難用|雷|爛|後悔|浪費|(?:變|更|很|超)差|更糟|變糟|糟糕|踩雷|貴得|太貴|討厭|普普|普通",
        "がっかり|ダメ|だめ|最悪|悪く|悪い|残念|微妙|嫌い|後悔|無駄|悪化|高すぎ",
        "แย่|(?<!ไม่)ผิดหวัง|เสียดาย|ห่วย|เสียใจ|แพงไป|เปลือง|พัง|เลวร้าย",
    ),
)

# What is told is softened: half the weight.
SOFTENED = re.compile(
    r"\b(?:a (?:bit|little|touch)|slight(?:ly)?|mild(?:ly)?|kind ?of|kinda|somewhat|brief\w*"
    r"|tiny)\b|"
    "有點|有一點|一點點|些微|稍微|微微|略|有些|少し|ちょっと|やや|若干|นิด|เล็กน้อย|หน่อย",
    re.IGNORECASE | re.ASCII,
)
# What turns the words behind it round, ending where they begin.
NEGATED_BEFORE = re.compile(
    r"(?:\b(?:not(?! only)|never|no|without|hardly|barely|nor|zero|(?:is|did|does|do|was|has"
    r"|have|had|could|"
    r"would|ca|wo|are|were)n['’]?t|cannot|free of)\b(?:[ ]+(?!and\b|but\b|so\b)[\w'’]+){0,3}[ ]*)$|"
    "(?:不|沒有?|無|未)(?:是|會|太|怎[麼么]|那[麼么]|有|再|覺得|感到|算|夠|得|很|特別|到|任何"
    "|感覺|造成|引起){0,3}$|"
    "ไม่(?:ได้|ค่อย|รู้สึก|มี|เคย|เห็น|ทำให้|ถึงกับ|ผิว|หน้า|ว่า|อาการ|\\s)*$",
    re.IGNORECASE | re.ASCII,
)
# What turns the Japanese words before it round.
NEGATED_AFTER = re.compile(
    "^[ぁ-ゖァ-ヺー]{0,4}?(?:ない|ません|なかった|なく|ず(?:に)?(?![ぁ-ん]))|^(?:は|が"
    "|も)?(?:ない|ありません|なし|ゼロ)"
)
# Doubt about what follows: it is neither told nor denied.
DOUBTED_BEFORE = re.compile(
    r"(?:not sure|wonder\w*|hop(?:e|ing)|unsure|should|supposed|want|expect\w*|maybe|\bif\b"
    r"|\bwill\b)[^.,!;]{0,25}$"
    "|(?:不知道|不確定|希望|期待|想要|是不是|會不會|能不能|有沒有|應該)[^，。！,.]{0,6}$"
    "|(?:อยาก|หวัง|ไม่แน่ใจ)[^,.]{0,10}$",
    re.IGNORECASE | re.ASCII,
)
CLAUSE_END = re.compile(
    r"[,.;!?\n，。；！？、…~～]+|(?=\b(?:but|however|though|although|except|yet|still|only)\b)|"
    "(?=但|可是|不過|只是|然而|就是)|(?<=けど)|(?<=けれど)|(?<=ですが)|(?<=ますが)|(?<=たが)"
    "|(?<=のに)|(?=แต่)",
    re.IGNORECASE | re.ASCII,
)
