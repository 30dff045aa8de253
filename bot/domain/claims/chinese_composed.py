"""Chinese claims put together: what is spoken of, and what is said to become of it.

A rule names two kinds of words (`chinese_words`, `chinese_outcomes_words`); standing near each
other, in either order, they make the claim. What takes it back is told in `chinese_context`.
"""

from bot.domain.claims import chinese_outcomes_words as outcomes
from bot.domain.claims import chinese_words as words
from bot.domain.claims import rules
from bot.domain.claims.phrasings import Phrasing, phrasing
from bot.domain.claims.rules import Rule

_NEAR = "[^。！!\n；;？?]"


def both(rule: Rule, subject: str, said: str, reach: int = 14, **facts: bool) -> Phrasing:
    """Both within `reach` characters of a sentence, or what is said right after a question."""
    gap = f"{_NEAR}{{0,{reach}}}?"
    return phrasing(
        rule,
        f"(?:{subject})(?:{gap}|{_NEAR}{{0,6}}?[？?！!](?! ){gap})(?:{said})|"
        f"(?:{said}){gap}(?:{subject})",
        can_be_advised=facts.get("can_be_advised", False),
        is_mention=facts.get("is_mention", False),
        parts=(subject, said),
    )


# The customer's own doing, or the thing in hand: it makes a statement one on the product.
_APPLIED = (
    "(?<!不)擦|塗|抹(?!茶)|敷|噴|滾|泡(?!泡)|按一按|洗兩次|喝|這[瓶罐條款支盒組]|[一兩]瓶|"
    "[一兩]罐|一條(?!紋|皺)|它|靠"
)
# Goods for somebody or something ("濕疹霜").
_MADE_FOR = (
    "霜|膏|乳液|噴霧|皂(?!基)|精華|精油|凝膠|凝露|面膜|洗劑|洗髮|沐浴|藥水|用|者|家族|族|必備|"
    "最愛|專|首選|收"
)
PROVED = (
    "最怕|不想讓|不敢說|不會告訴|不願透露|不想公開|臣服|投降|也愛|秘密|都選|"
    "背書|推薦|認證|認可|核[准可定]|批准|許可證明|掛保證|保證|聯名|見證|愛用|御用|指定|首選|"
    "證實|證明(?:有效|可|能|其|為)|實證|研發|發明|發現的|研究出|首肯|點頭|掛名|親研|監製|大推|"
    "力推|激推|說[好讚有]|都在用|"
    "也在用|自用|偷偷|讚嘆|驚[訝呆豔]|嚇到|跪|頒|得主|得獎|獲獎|加持|掛名|公認|開給|團隊出品|"
    "配方師|按讚"
)
HARMS = (
    "堵塞|(?:是|全是|都是)[^，。]{0,2}(?:水|騙|智商稅|行銷)|智商稅|割韭菜|"
    "毀|爛(?!漫)|癌|毒|(?<![燙曬灼])傷(?!口)|死(?!角|忠)|去漆|窒息|垃圾|騙|(?<!一定)沒用|沒效|"
    "無效|假(?!日|睫|期)|(?<!無)害|爆痘|過期|偷[放加工]|違法|黑心|(?<!老)廢|輸|比不上|追不上|"
    "做不到|望塵|老十歲|變老|長斑|腐蝕|激素|重金屬|鉛|汞|後悔|不及格|弟弟|渣|都是水|是水|水加|"
    "加水|笑死|等著|不合格|工業|摻|抄|跟水|只是水|沒兩樣|洗碗精|危險|恐怖|可怕|慘"
)
_CHEAPER = (
    "終於|有用|遇到|遇見|膩|塗抹|也能好|打趴|不吃藥|不給付|免(?:了|費打|除|談)|免|不用|不必|"
    "不需|無需|省|(?<!不)一樣|差不多|沒做|沒去|抵|同等|等同|同級|同款|等級|級|成果|威力|"
    "居家版|家用版|在家|自己做|平替|替代|取代|代替|媲美|堪比|勝|輸|贏|打敗|退訂|取消|丟|"
    "收起來|再見|掰|失業|倒閉|告別|以後不|不跑|退散|比|超越|相當|像|版|效果|做完|搞定|罐裝|"
    "瓶裝|裝進|濃縮|天然|植物|溫和版|擦的|塗的|敷的|根本|都沒用|都沒|看不好|治不好|沒醫好|"
    "沒救|停了|停掉|戒掉|一樣掉|用擦|放棄|束手|嚇到|問我|以為|不敢相信"
)

PHRASINGS = (
    # 疾病：與結果、與用法、與使用者同在一句
    both(
        rules.DISEASE,
        f"{words.ILLNESS_BY_NAME}|{words.COMPLAINT}",
        f"{outcomes.HEALED}|{outcomes.GONE}",
        is_mention=True,
    ),
    both(rules.DISEASE, words.ILLNESS_BY_NAME, f"{_APPLIED}|{_MADE_FOR}", 8, is_mention=True),
    phrasing(
        rules.DISEASE,
        f"(?:{words.ILLNESS_BY_NAME})(?=[^。！？\n]{{3}})|"
        f"(?<=[^。！？\n]{{4}})(?:{words.ILLNESS_BY_NAME})",
        is_mention=True,
    ),
    both(rules.DISEASE, words.COMPLAINT, _APPLIED, 12, is_mention=True),
    both(rules.DISEASE, words.DISCOMFORT, outcomes.CURED, 8, is_mention=True),
    phrasing(
        rules.DISEASE,
        "(?:復發|反彈|再長|過敏|留疤|發作)嗎[？?][^。！？\n]{0,12}(?:不會|不用擔心|放心|絕對)|"
        "到好為止|根治|治癒|治好|痊癒|不藥而癒|醫好|[舒緩解預防改善抑制]{2}過敏|"
        "不(?:會)?(?:讓|給|准|許)[^，。]{0,3}(?:痘|疹|癬|菌|癢|敏|粉刺)[^，。]{0,4}(?:再|機會|"
        "靠近|長|出現|來)|沒有[^，。]{0,8}[治消除退解]不[了好掉]的|"
        "[治去除祛抗淡消殺][ㄅ-ㄩ]+[ˊˇˋ˙]?|[ㄅ-ㄩ][ˊˇˋ˙]?[療痘疤斑癬炎菌]|治[撩瞭聊僚寮]|"
        "[去除抗戰祛滅]逗|[一半][條個顆點根](?:紋|斑|皺紋|細紋|痘)(?:都|也)?(?:不|沒)|"
        "[長冒生爆]不[出了](?:痘|斑|紋|皺|疹)|止(?:吐|暈|咳|瀉|嘔|酸|鼻水)|"
        "復發嗎[？?][^。！？]{0,12}不會|至痊癒|不用打(?!電話|開|擾|包|卡)|免打(?!擾|包)|"
        "用法用量|適應症|患部|病情|主治|不是(?:保養|化妝)品?[^，。]{0,2}[，,]?(?:而)?是(?:治|"
        "藥|醫)|倒頭就睡|秒睡|助眠|安眠|一覺到天亮|(?:幫助|改善|好)(?:入睡|睡眠)|安神",
        is_mention=True,
    ),
    # 生理機能與身體結構
    both(rules.BODY_FUNCTION, words.INNER_BODY, outcomes.WORKS, 10, is_mention=True),
    both(rules.BODY_FUNCTION, words.HAIR, outcomes.GROWS, 8, is_mention=True),
    phrasing(
        rules.BODY_FUNCTION,
        "(?:毛|髮|毛髮|體毛|腿毛)(?:就|都|再也|也)?不(?:再|會)(?:再)?長|(?:不|沒)再長毛|"
        "永久除毛|(?:皮膚|皮|肉|膚色)(?:馬上|自己|會|就|慢慢){0,2}(?:長(?:回|出|好(?!前)|新|"
        "滿)|變厚|增厚|再生)|長(?:出)?(?:全?新的?)(?:皮|肉|膚|毛|髮)|鹼性體質|[酸鹼]性體質|"
        "排酸|(?:皮膚|肌膚|組織)(?:可以|能|會|全面)?(?:再生|新生)|全面新生|"
        "深入肌膚[0-9一二三四五六七八九十]+層|拔罐|刮痧[^，。]{0,4}(?:瘀|排)",
    ),
    phrasing(
        rules.BODY_FUNCTION,
        f"(?:{words.DEEP})(?=[^。！？\n]{{2}})|(?<=[^。！？\n]{{2}})(?:{words.DEEP})",
        is_mention=True,
    ),
    # 藥品與醫美
    phrasing(
        rules.DRUG_OR_DEVICE,
        f"(?:{words.PROCEDURE})(?=[^。！？\n]{{2}})|(?<=[^。！？\n]{{2}})(?:{words.PROCEDURE})",
        is_mention=True,
    ),
    both(rules.DRUG_OR_DEVICE, words.PROCEDURE, _CHEAPER, 8, is_mention=True),
    both(rules.DRUG_OR_DEVICE, f"{words.DRUG}|{words.CLINIC}", _CHEAPER, 7, is_mention=True),
    # 體型
    both(rules.BODY_SHAPE, words.FIGURE, outcomes.RESHAPED, 8, is_mention=True),
    # 瑕疵消失、永遠
    both(rules.REMOVAL, words.FLAW, outcomes.GONE, 10, is_mention=True),
    both(
        rules.CERTAINTY,
        f"{words.FLAW}|青春|年輕|美麗|肌膚?|皮膚|老",
        outcomes.EVER,
        10,
        is_mention=True,
    ),
    phrasing(
        rules.REMOVAL,
        "(?:就|都能|也能|自然|自動|輕鬆|越[^，。]越)瘦|剝殼雞?蛋|水煮蛋|"
        "黑[^，。]{0,3}[也都][能會可]白|[白長髮瘦美嫩回春輕膚肌]不是夢|逆.?齡|不(?:會)?(?:讓|"
        "給|准|許)[^，。]{0,3}(?:皺紋|細紋|斑|歲月|老化|毛孔|時間)[^，。]{0,4}(?:再|機會|靠近|"
        "長|出現|來|留|找)|逆轉[^，。]{0,6}(?:年|歲|時間|時光|老)|零瑕疵|毫無瑕疵|完美(?:無|"
        "零|的臉|肌膚?)|[除去淡祛退]班|骨子裡|到不了的|(?:阿嬤|奶奶|外婆|媽媽|"
        "婆婆)[^，。]{0,4}變[^，。]{0,2}(?:媽|姊|姐|妹|少女|小姐)|小[一兩半]個?(?:號|圈|尺碼|"
        "吋|碼)|越[擦用敷睡塗洗]越[^，。買愛]|像回到|回到(?:大學|學生|少女|年輕|剛出生)|"
        "被當(?:成|作)?[0-9一二三四五六七八九十]+|吃再多|(?:都|也|就)不(?:會)?胖|永不回|"
        "一去不|(?:少|小|減|年輕|倒退|回春|倒帶)(?:了|個)?(?:[0-9]+|"
        "[一二兩三四五六七八九十幾半]+)(?:來)?歲|[0-9一二三四五六七八九十]+ ?歲? ?(?:變|→|"
        "變回|看起來像|像|當) ?[0-9一二三四五六七八九十]+歲?(?!公)|歲月[^，。]{0,4}(?:無效|"
        "投降|輸|退|停|倒|凍|沒轍)|(?:時間|時光|歲月|年齡)[^，。]{0,4}(?:停(?!留)|倒|靜止|凍|"
        "暫停鍵|逆)|(?:像|是)[^，。]{0,4}(?:我|她|你|女兒|兒子)的?(?:姊|姐|妹|同學|女友|"
        "女朋友)|(?:當|像|以為是?|誤認)(?:成|是)?(?:姊|姐)妹|新老婆|換(?:了)?(?:個)?老婆|"
        "認不得|認不出|沒認出|(?:看|查|驗)(?:身分|身份)證|(?:像|當|以為|是)[^，。]{0,4}(?:大|"
        "高中|國中)學?生|星探|換頭|開(?:了)?(?:美肌|濾鏡|美顏)[^，。]{0,2}(?:一樣|般|$)|"
        "吃(?:了)?防腐劑|(?:使用|擦|用)前[0-9一二三四五六七八九十]+[^，。]{0,3}[，,](?:使用|"
        "擦|用)?後|黑(?:皮膚|肉底|炭)[^，。]{0,6}[變成白]",
    ),
    # 多久見效
    both(rules.CERTAINTY, outcomes.AT_ONCE, outcomes.FAIRER, 8, is_mention=True),
)
