"""What makes a Chinese phrase lawful: it is denied, warned of, asked, or left to a doctor."""

import re
from dataclasses import replace

from bot.domain.claims.folding import fold_pattern
from bot.domain.claims.found import Found, clauses_around


def _chinese(pattern: str) -> re.Pattern[str]:
    return re.compile(fold_pattern(pattern))


_NEGATORS = (
    "(?:與其說|不能|不可以?|無法|没法|沒法|沒辦法|不會|不得|(?<!是)不是|並不|並非|非(?!常|凡|"
    "同|洲)|不具(?:有|備)?|不宣稱|不應該?|不代表|不等於|不等同|不保證|不要(?!錯過|再)|請別|"
    "別期待|不敢|不建議|不用於|不適合|不適用於?|不宜|不算|不屬於?|不含|不涉及|不主張|不提供|"
    "不承諾|不要相信|別相信|請勿|切勿|勿|禁止|不許|不准|沒有(?!其他|任何一|比)|未經?|未曾|"
    "無(?=治療|醫療|療效|藥效)|難以|很難|避免(?:宣稱|使用)|不必追求|不必期待|不追求|不期待|"
    "小心|當心|不實宣稱|是否|能否|不說|不寫|不談|不做|不標榜|不強調|不取代|不能取代|不替代|"
    "不可取代|到不了(?!的)|無關|不治|而非|不靠|從不|絕不|不曾|不足以|不為了)"
)
_NO_DENIAL = _chinese(
    "(?:不只是?|不僅僅?|不但|不光|不單|不止|無不|不再|不怕|不必擔心|不用擔心|無副作用|"
    "沒有副作用|零副作用|不需|不用|不得不|不可思議|不是夢|非常|不會(?:再)?(?:反|復)|沒有不|"
    "不可或缺|不能錯過|不要錯過|不容錯過|不會失望|無法(?:抗拒|解釋|形容|想像|比擬|超越|取代)|"
    "沒有過不去|別再|不要再|不油|不黏|不乾|不刺激)"
)
_DENIED = _chinese(f"{_NEGATORS}[^，。！？；：:,.!?;\n]{{0,14}}$")
_DENIED_LIST = _chinese(
    f"{_NEGATORS}[^，。！？；,.!?;\n]{{0,10}}(?:治|療|預防|減輕|改善|診斷|消除|去除|宣稱|"
    f"保證|取代|根除|促進|刺激|效)[^。！？；!?;\n]{{0,24}}$"
)
_BREAK = _chinese("[，,](?:但|卻|而是|這|它|本|我們|還|更|並能|就|也能|能|可|讓|立即|馬上)")
_AFTER = _chinese(
    "^[^，。！？；,.!?;\n]{0,12}?(?:並?不(?:是|能|可|屬|在|會|得|應|被|算|該|行|歸)|無法|"
    "沒有(?:辦法|效果|根據|依據)|並非|違法|違規|不實|屬於?(?:醫療|療效|藥品)|是(?:醫療|醫師|"
    "醫生|藥品|藥物)|(?:應該?|必須|需要?|須|要|得)(?:由|交由|交給|請|看|找|諮詢|就醫|經)|"
    "交給(?:皮膚科)?(?:醫|專業)|超出|我們(?:都)?(?:不賣|沒有?賣|沒賣|不用|沒有)|沒有?賣|"
    "還是會在|是兩回事|(?:很|是)(?:常見|正常)|不是我們|幫不上|要檢查|別硬撐|請先?別|"
    "[是像]?童話|沒有任何[一-龥]{0,3}(?:精華|保養|產品|乳霜|化[妝粧]品|面膜)[液品]?(?:可以?|"
    "能|會)|這種(?:東西|字眼|話)|[一-龥]?週內不|的宣稱|等字眼|這類|這種話|字樣|之嫌|是誇大|"
    "屬誇大)"
)
_NOT_SHOWN = _chinese(
    "傳言|迷思|謠言|誤解|(?:並無|沒有|缺乏|無|欠缺)(?:科學|足夠|明確|充分)?(?:的)?(?:根據|"
    "證據|依據)|(?:並|尚|仍)?未(?:在|經|獲|被)?[^，。！？\n]{0,8}證實|(?:並|尚)未(?:證明|確立|"
    "顯示)|不表示|不代表|證據(?:不足|有限|薄弱)"
)
_AFTER_COMMA = _chinese(
    "^[^。！？；!?;\n]{0,14}[，,](?:我們|本店|我|這裡|這邊|保養品|化[妝粧]品|法規|其實|"
    "依法)?(?:都)?(?:做不到|不行|不能|無法|不會(?!再?[發長復留癢反掉痛冒爛犯來紅腫出過變老])|"
    "不可|不便|沒辦法|不提供|不宣稱|不敢)"
)
_ADVICE = _chinese(
    "(?:請|建議|應該?|必須|需要?|最好|務必|記得|盡[快早]|先|要|去|找|看|問|由|交給|讓|經|遵|"
    "依|聽|諮詢|詢問|洽詢|與|和|向|跟|給)[^，。！？；\n]{0,8}(?:醫師|醫生|皮膚科|就醫|看診|"
    "藥師|藥劑師|醫院|診所|眼科|小兒科|藥局|護理師|醫囑|就診|急診)|就醫|看醫生|醫囑|"
    "在(?:皮膚科|診所|醫院)(?:可以|能|有|才)|聽[^，。]{0,4}醫|處方藥(?!膏|級)|醫師開|醫師處方|"
    "(?:請)?(?:先)?(?:小範圍|局部|耳後|手腕)[^，。！？；\n]{0,6}(?:試|測)|(?:停用|停止使用|"
    "暫停|請勿使用|避免使用|避開)"
)
_PRODUCT_ASSERTS = _chinese(
    "(?:本|這|此|該|我們的?)(?:款|瓶|支|罐|項|產品|商品|精華|乳霜|面霜|化妝水|面膜|品牌|系列)|"
    "(?:精華|乳霜|面霜|面膜|產品|膏|乳液|配方)(?:液)?(?:能|可|會|有效|幫助|就|專)|(?:^|"
    "[，,])(?:能|可有效|可以|有效|幫助|立即|馬上|保證|快速|強效|專治|它|用了|使用後|擦|每天)|"
    "保證|見效|(?:醫師|醫生)(?:一致|強力|極力|都)?(?:推薦|愛用|背書)|級|臨床"
)
_QUESTION = _chinese(
    '^["「\\s]*(?:請問|您|你)(?:是否|有沒有|目前|現在|最近|正在|之前)[^。！\n]{0,40}[嗎呢？?]|'
    "^(?:最近|近期|這(?:兩|幾)[週天]|過去)[^。！\n]{0,8}(?:有沒有|是否|有|做過|曾)[^。！\n]{0,30}"
    "[嗎呢？?]"
)
_UNLAWFUL_TO_SAY = _chinese(
    "(?:宣稱|字眼|用語|廣告|說法|詞|標榜|聲稱|號稱|寫|說|話術)[^。！\n]{0,30}(?:違法|違規|"
    "不合法|不可|不能|不得|不實|誇大|騙|勿信|別信|不要相信|小心|當心|不被允許|禁止)|(?:廣告|"
    "宣稱|標榜|號稱|說法|網路上說|聽說|看到)[^。！\n]{0,24}(?:多留意|做不到|無法認同|不認同|"
    "存疑|沒有根據|請小心|別當真)|(?:刪掉|刪除|拿掉|改掉|下架|移除|修改|不會刊登|不予刊登|"
    "不刊登)|不過保養需要時間|需要時間|(?:不屬於|不是)(?:保養品|化[妝粧]品)|本店銷售第一|"
    "(?:違法|違規|不得|禁止|不能|不可|小心|當心|勿信|別信)[^。！\n]{0,16}(?:宣稱|標榜|聲稱|"
    "號稱|廣告)"
)


_DENIED_WITHIN = _chinese(
    "[，、]?(?:無法|不能|不可以?(?!能)|不是|沒辦法|並非|不具|不應|請不要|請別|請勿|請避免|"
    "請停|不屬於|沒有(?:推薦|經過|證實|認證|核准|任何證)|未必|不一定|不建議|不得|沒有效|仍未|"
    "還未|沒有特別|沒有幫助|撐不了|做不到|請找|請問|請到|請看|不會(?!再|復|有事|曬|被曬|生|"
    "感冒|生病|中風|掉|必|痛|痠|臭|致敏|致痘|不適|泛紅|刺激|爛|過敏|癢|反|長|黑|老|消退|退|減|失))"
)
_CONTRADICTED = _chinese(
    "不(?:是|只)[^，。]{1,10}[，,](?:而)?是(?:讓|要|真|直接|從|徹底|根)|(?:不過|但是?|"
    "可是)[^，。！？]{0,8}(?:一定|保證|都會|就會|會停|都根治|絕對)|誰說|誰講|別再說|別跟我說|"
    "不要再說|誰還|(?:您|你|大家|都)懂的?$|(?:就|也)知道(?:了|$|痘|效|會)|我們(?:就)?做到|"
    "心照不宣|你懂|您懂|(?:說|寫|講)[^。！？]{0,8}(?:但|可是|不過|只是|卻)[^。！？]{0,8}(?:擦|"
    "用|塗|試|懂|真|就是)|除非(?:你|您)?(?:沒|不)[擦用]|(?:可是|但是?|不過|卻|"
    "您懂的)[，,]?(?![^。！？]{0,4}(?:不|無|沒|需要|請|要))[^。！？]{0,14}(?:治好|根治|不見|"
    "就退|消失|一樣能|都好|痊癒|有效|好了)"
)


_SORRY = _chinese("^ ?(?:很|真的)?(?:抱歉|不好意思)，$")
# A question, and the answer that denies it or leaves it to a doctor.
_ASKED = re.compile("[？?] ?$")
_ANSWERED_NO = _chinese(
    "^[ \\s]*(?:a[：:])?(?:不(?!可能|只|用)|沒(?!錯|問題)|無法|完全不|這個?我|"
    "我們(?:都)?(?:沒|不)|請|其實|只|就(?:是)?一般|就是眾|它(?:只)?是[^，。]{1,8}[，,]所以不|"
    "抱歉|恐怕|很難|可惜|很可惜|很遺憾|目前沒|化[妝粧]品)"
)
# What medicines and procedures are, said of them alone.
_ON_MEDICINE = _chinese(
    "^[ ]*(?:含[^，。]{0,3})?(?:抗生素|抗組織胺|類固醇|消炎藥|a酸|口服a酸|對苯二酚|外泌體|"
    "肉毒桿菌素?|雷射|a醇和|[^，。]{0,4}敷料|纖維母細胞|落健)[^，。]{0,6}(?:是|屬於)|"
    "後者是處方"
)
# Things of a shop that a word for skin may be said of in jest.
_OTHER_THINGS = _chinese("紙箱|包材|髮片|濾鏡|貼紙|快遞|工程師|官網|假睫毛|色號名|睫毛膏|減量")
_LOOKS_BEFORE = _chinese("(?:視覺上|看起來)[^，。]{0,2}$")

# A look, a feel, a guess, a cause, a warning, a question: what is told of an illness or of skin
# without praising a product.
_NEUTRAL = _chinese(
    "外觀|看起來|看似|摸起來|聞起來|感覺|膚觸|觸感|妝|遮|修飾|蓋住|色號|口紅|睫毛膏|假睫毛|"
    "濾鏡|可能|容易|易[冒長受]|通常|大約|約[一二兩三四五六七八九十0-9]|大概|左右|平均|有人|"
    "有些|少數|多數|研究|評估|量測|測量|問卷|案例|也許|或許|慢慢|逐漸|規律|因人而異|不一定|"
    "說不準|才(?:能|會|看)|比較|引起|造成|導致|有關|屬於|原因|成因|叫做|本來|天生|來自|常見|"
    "就是(?:一|堵|按|眾|我們)|就會再|是(?:由|因|常|一種|指|最|什麼|病毒|皮膚|製造|平的|"
    "微血管)|負責|是指|表示|代表|成分|決定|影響(?!力)|[疹炎癬病症]會[讓使]|曬太陽|日曬後|"
    "還是會|請(?!看影片|耐心|放心|安心)|別(?!人|家|牌|再說)|不要|勿|避免(?!稀疏|掉|落|老化|皺|"
    "復發|發炎|感染)|停用|停止使用|暫停|先停|若|如果|的話|建議|注意|小心|先(?:問|減|停|看|別|"
    "不要)|要先|確診|就醫|就診|時，|時候|的時|當時|後請|期間|掛(?:皮膚科|號)(?!掛)|要看|(?:問|"
    "看|找|給|由|到|跟|向|去|讓|依|經|帶[他她])[^，。]{0,6}(?:醫|藥局|藥師|小兒科|皮膚科|診所|"
    "護理師)|最清楚|[嗎呢]|是不是|能不能|會不會|什麼|不能|不是|不代表|不適合|不屬|無法|沒辦法|"
    "會隨|隨著|怎麼辦|留下(?:痘|疤|凹|印|痕|色)|急症|緊急|急救|到不了(?!的)|並非|不行|不可|沒有(?!其他|"
    "任何一|比|一)|未必|童話|"
    "不可能|行不通|做不到"
)
_PRAISES = _chinese(
    "被[^，。]{0,6}(?:問|當|誤|說是|認)|問我|(?:不用|不必|不需要?|省得|懶得|"
    "不跑)[^，。]{0,3}(?:看|跑|掛|去|吃|打|開|診)|越[擦用敷]越|喝這|用這|擦這|連(?:醫|皮)|"
    "這[瓶罐條款支盒組](?!不|是誰)|本品|本產品|它(?:讓|就|能|會(?!痛|痠)|幫|真|把|最)|靠(?:它|"
    "這)|全靠|擦了|用了|塗了|敷了|洗了|(?:擦|用|塗|敷|洗|抹|噴|滾)(?:完|一[擦塗抹噴])?就(?!停|"
    "要)|一[擦抹](?!就)|保證|瞬間|再也|從此|永遠|一輩子|通通|統統|神[藥器效奇]|見證|真的|終於|"
    "救[星回了]|福音|誰說|只要|讓你|幫你|就夠|搞定|不騙|沒騙|全(?:包|靠|退|滅|消|擋)|親身|"
    "解方|剋星|掰掰|拜拜|根治|也能|都能|會讓你|這個[^，。]{0,4}會讓|別(?:再)?花錢|會好|好起來|"
    "真的好|，(?:而)?是治|慢慢好|使用後|自己(?:脫|掉|消|好|長)|這麼快|超快|好快|問我擦|感謝|"
    "修補|修復|矯正|校正|直擊|直攻|瓦解|從根源|從源頭|還好(?:遇|有)|靠它穩|長平|填平|殺死|殺光|能防|能治|"
    "再生|"
    "至痊癒|治好|斷根|(?<!皮)秒|(?<!避)(?<!難)免(?!費|疫)|省下|永不|"
    "一去|(?:一|半)[條個顆點根](?:都|也|皺|紋|斑|細|痘)|到好|必備|專治|[0-9一兩三七]天(?:就|"
    "內|見)"
)


_EVEN_SO = _chinese("[也都][會能可]")
_TREATS = _chinese("治療|醫療|療效|預防|改善|減輕|診斷")


# "不是夢" and "沒有例外" hold a denial and affirm.
_EMPTY_DENIAL = _chinese(
    "不(?:再)?是(?:夢|神話|奢望|難事|問題|傳說|空談|夢想)|沒(?:有)?例外|"
    "不(?:騙|唬爛|蓋)(?:你|人|妳|妳們)|沒(?:有)?在(?:騙|唬爛|開玩笑)"
)
_OF_A_CLAIM = _chinese(
    "的?(?:廣告|宣稱|字眼|說法|話術|詞句|用語|這種話|這類詞)[^。！？\n]{0,10}(?:不實|違法|違規|騙|"
    "誇大|小心|別信|不可信|不能|不得|不要|不可|下架|刪)"
)
_HARMED = _chinese(
    "(?:冒|爆|長|起|發)了?[^，。]{0,4}(?:痘|疹|粉刺|閉口)[^。！？]{0,10}(?:退[貨款]|停用|不用了|"
    "失望|不推)"
)
_CLEANSES = _chinese(
    "(?:卸(?:除|妝|掉|淨|乾淨)|洗(?:去|淨|掉)|清潔|帶走)[^，。]{0,8}(?:妝|防曬|睫毛膏|髒|污|汙|"
    "油|彩|眼線)"
)
_IN_THE_JAR = _chinese(
    "瓶子?裡|罐子?裡|產品(?:裡|中|不)|開封後|變質|保存期|防腐劑(?:讓|用|是|可以)"
)
_NOURISHES = _chinese(
    "^(?:滋養|呵護|保養|潤澤)[^，。]{0,3}(?:睫毛|毛髮|頭髮|秀髮|眉毛)(?![^，。]{0,4}[長多濃密])"
)
_ONCE_HEALED = _chinese("(?:長好|癒合|收口|復原|恢復)(?:之?後|了?再|以後)")
_NOT_SOLD = _chinese("我們(?:店)?(?:這裡)?(?:沒有?|不)(?:在)?(?:賣|販售|販賣|提供|進貨)")
_MAY_I = _chinese(
    "(?:可以|能|可不可以|能不能|適合)(?:用|擦|塗|敷|使用|一起)[^。！？\n]{0,8}[嗎？?]|怎麼辦[？?]?$"
)
_YES = _chinese("^ ?(?:可以|能|會|有|當然|沒錯|是的|絕對|肯定|對)")
_WISHES = _chinese("聽到(?:您|你)|希望(?:您|你)|(?:您|你)辛苦|很遺憾|很心疼|祝(?:您|你)")


def _is_of_something_else(found: Found) -> bool:
    """Whether a claim is quoted and disowned, or it is dirt, a jar or a wish that is spoken of."""
    if _OF_A_CLAIM.search(found.after) or _NOT_SOLD.search(found.sentence):
        return True
    if found.is_mention and (_HARMED.search(found.sentence) or _WISHES.search(found.sentence)):
        return True
    if _MAY_I.search(found.sentence) and not _YES.search(found.following):
        return True
    near = found.phrase + found.after[:12]
    return bool(
        _CLEANSES.search(near)
        or _IN_THE_JAR.search(found.phrase + found.before[-12:])
        or _NOURISHES.search(near)
        or _ONCE_HEALED.search(near)
    )


def _without_empty_denials(found: Found) -> Found:
    if not _EMPTY_DENIAL.search(found.sentence):
        return found
    return replace(
        found,
        before=_EMPTY_DENIAL.sub("", found.before),
        phrase=_EMPTY_DENIAL.sub("", found.phrase),
        after=_EMPTY_DENIAL.sub("", found.after),
    )


def _is_neutral(found: Found) -> bool:
    around = clauses_around(found)
    return bool(_NEUTRAL.search(around)) and not _PRAISES.search(around)


def _is_answered_no(found: Found) -> bool:
    return bool(_ASKED.search(found.sentence) and _ANSWERED_NO.search(found.following))


def _is_on_other_things(found: Found) -> bool:
    if _LOOKS_BEFORE.search(found.before[-10:]):
        return True
    on_others = _ON_MEDICINE.search(found.sentence) or _OTHER_THINGS.search(found.sentence)
    return bool(on_others) and not _PRAISES.search(found.sentence)


def _is_denied(found: Found) -> bool:
    """Whether a denial stands before the phrase and reaches it, or stands within it."""
    near = found.before[-40:]
    if _DENIED_WITHIN.search(found.phrase[1:]):
        return True
    if near.endswith(("不", "未", "沒", "非", "勿")) and not _EVEN_SO.search(found.phrase):
        return True
    if near.endswith("無") and _TREATS.match(found.phrase):
        return True
    denied = _DENIED_LIST.search(near) or _DENIED.search(near)
    if not denied:
        return False
    reach = near[denied.start() :]
    return not _NO_DENIAL.search(reach + found.phrase[:2]) and not _BREAK.search(reach)


def _is_told_of(found: Found) -> bool:
    """Whether the sentence tells of a claim, asks after it, denies it or sends to a doctor."""
    asserts = bool(_PRODUCT_ASSERTS.search(f"{found.before} {found.after}"))
    if _NOT_SHOWN.search(found.sentence) or _UNLAWFUL_TO_SAY.search(found.sentence):
        return not asserts
    if _QUESTION.search(found.sentence):
        return True
    if asserts:
        return False
    if _AFTER.search(found.after) or _AFTER_COMMA.search(found.after):
        return True
    return found.can_be_advised and bool(_ADVICE.search(found.sentence))


def is_lawful(found: Found) -> bool:
    """Whether the words around a Chinese phrase take the claim back."""
    found = _without_empty_denials(found)
    if _CONTRADICTED.search(found.sentence):
        return False
    if _is_of_something_else(found):
        return True
    if found.is_mention and (_is_neutral(found) or _SORRY.search(found.before)):
        return True
    return (
        _is_answered_no(found)
        or _is_on_other_things(found)
        or _is_denied(found)
        or _is_told_of(found)
    )
