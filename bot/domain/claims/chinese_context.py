"""What makes a Chinese phrase lawful: it is denied, warned of, asked, or left to a doctor."""

import re

from bot.domain.claims.folding import fold_pattern
from bot.domain.claims.found import Found


def _chinese(pattern: str) -> re.Pattern[str]:
    return re.compile(fold_pattern(pattern))


_NEGATORS = (
    "(?:不能|不可以?|無法|没法|沒法|沒辦法|不會|不得|不是|並不|並非|非(?!常|凡|同|洲)|不具(?:有|"
    "備)?|不宣稱|不應該?|不代表|不等於|不等同|"
    "不保證|不敢|不建議|不用於|不適合|不適用於?|不宜|不算|不屬於?|不含|不涉及|不主張|不提供|"
    "不承諾|不要相信|別相信|請勿|切勿|勿|禁止|不許|不准|"
    "沒有(?!其他|任何一|比)|未經?|未曾|無(?=治療|醫療|療效|藥效)|難以|很難|避免(?:宣稱|使用)|"
    "不必追求|不必期待|不追求|不期待|拒絕|小心|當心|"
    "不實宣稱|是否|能否|不說|不寫|不談|不做|不標榜|不強調|不取代|不能取代|不替代|不可取代|無關|"
    "不治|而非|不靠|從不|絕不|不曾|不足以|不為了)"
)
_NO_DENIAL = _chinese(
    "(?:不只是?|不僅僅?|不但|不光|不單|不止|無不|不再|不怕|不必擔心|不用擔心|無副作用|"
    "沒有副作用|零副作用|不需|不用|不得不|不可思議|"
    "不是夢|非常|不會(?:再)?(?:反|復)|沒有不|不可或缺|不能錯過|不要錯過|不容錯過|不會失望|"
    "無法抗拒|沒有過不去|別再|不要再|不油|不黏|不乾|不刺激)"
)
_DENIED = _chinese(f"{_NEGATORS}[^，。！？；,.!?;\n]{{0,14}}$")
_DENIED_LIST = _chinese(
    f"{_NEGATORS}[^，。！？；,.!?;\n]{{0,10}}(?:治|療|預防|減輕|改善|診斷|消除|去除|宣稱|"
    f"保證|取代|根除|促進|刺激|效)"
    "[^。！？；!?;\n]{0,24}$"
)
_BREAK = _chinese("[，,](?:但|卻|而是|這|它|本|我們|還|更|並能|就|也能|能|可|讓|立即|馬上)")
_AFTER = _chinese(
    "^[^，。！？；,.!?;\n]{0,12}?(?:並?不(?:是|能|可|屬|在|會|得|應|被|算|該|行|歸)|無法|"
    "沒有(?:辦法|效果|根據|依據)|並非|違法|違規|不實|屬於?(?:醫療|療效|藥品)|"
    "是(?:醫療|醫師|醫生|藥品|藥物)|(?:應該?|必須|需要?|須|要|得)(?:由|交由|交給|請|看|找|諮詢|"
    "就醫|經)|交給(?:皮膚科)?(?:醫|專業)|超出|的宣稱|等字眼|這類|這種話|字樣|之嫌|是誇大|屬誇大)"
)
_NOT_SHOWN = _chinese(
    "傳言|迷思|謠言|誤解|(?:並無|沒有|缺乏|無|欠缺)(?:科學|足夠|明確|充分)?(?:的)?(?:根據|證據|"
    "依據)|(?:並|尚|仍)?未(?:在|經|獲|被)?[^，。！？\n]{0,8}證實|"
    "(?:並|尚)未(?:證明|確立|顯示)|不表示|不代表|證據(?:不足|有限|薄弱)"
)
_AFTER_COMMA = _chinese(
    "^[^。！？；!?;\n]{0,14}[，,](?:我們|本店|我|這裡|這邊|保養品|化[妝粧]品|法規|"
    "依法)?(?:都)?(?:不能|無法|不會|不可|不便|沒辦法|不提供|不宣稱|不敢)"
)
_ADVICE = _chinese(
    "(?:請|建議|應該?|必須|需要?|最好|務必|記得|盡[快早]|先|要|去|找|看|問|由|交給|讓|經|遵|依|"
    "聽|諮詢|詢問|洽詢|與|和|向|跟|給)"
    "[^，。！？；\n]{0,8}(?:醫師|醫生|皮膚科|就醫|看診|藥師|藥劑師|醫院|診所|眼科|醫囑|就診|"
    "急診)|就醫|看醫生|醫囑|處方藥(?!膏|級)|醫師開|醫師處方|"
    "(?:請)?(?:先)?(?:小範圍|局部|耳後|手腕)[^，。！？；\n]{0,6}(?:試|測)|(?:停用|停止使用|暫停|"
    "請勿使用|避免使用|避開)"
)
_PRODUCT_ASSERTS = _chinese(
    "(?:本|這|此|該|我們的?)(?:款|瓶|支|罐|項|產品|商品|精華|乳霜|面霜|化妝水|面膜|品牌|系列)|"
    "(?:精華|乳霜|面霜|面膜|產品|膏|乳液|配方)(?:液)?(?:能|可|會|有效|幫助|就|專)|"
    "(?:^|[，,])(?:能|可有效|可以|有效|幫助|立即|馬上|保證|快速|強效|專治|它|用了|使用後|擦|"
    "每天)|保證|見效|(?:醫師|醫生)(?:一致|強力|極力|都)?(?:推薦|愛用|背書)|級|臨床"
)
_QUESTION = _chinese(
    '^["「\\s]*(?:請問|您|你)(?:是否|有沒有|目前|現在|最近|正在|之前)[^。！\n]{0,40}[嗎呢？?]'
)
_UNLAWFUL_TO_SAY = _chinese(
    "(?:宣稱|字眼|用語|廣告|說法|詞|標榜|聲稱|號稱|寫|說|話術)[^。！\n]{0,30}(?:違法|違規|"
    "不合法|不可|不能|不得|不實|誇大|騙|勿信|別信|不要相信|小心|當心|不被允許|禁止)|"
    "(?:廣告|宣稱|標榜|號稱|說法|網路上說|聽說|看到)[^。！\n]{0,24}(?:多留意|做不到|無法認同|"
    "不認同|存疑|沒有根據|請小心|別當真)|"
    "(?:刪掉|刪除|拿掉|改掉|下架|移除|修改|不會刊登|不予刊登|不刊登)|不過保養需要時間|需要時間|"
    "(?:不屬於|不是)(?:保養品|化[妝粧]品)|本店銷售第一|"
    "(?:違法|違規|不得|禁止|不能|不可|小心|當心|勿信|別信)[^。！\n]{0,16}(?:宣稱|標榜|聲稱|號稱|"
    "廣告)"
)


_DENIED_WITHIN = _chinese(
    "[，、]?(?:無法|不能|不可以?|不是|沒辦法|並非|不具|不應|請勿|請避免|請停|不屬於|未必|不一定|"
    "不建議|不得|不會(?!再|復|有事|過敏|癢|反|長|黑|老))"
)
_CONTRADICTED = _chinese(
    "(?:可是|但是?|不過|卻|您懂的)[，,]?(?![^。！？]{0,4}(?:不|無|沒|需要|請|"
    "要))[^。！？]{0,14}(?:治好|根治|不見|就退|消失|一樣能|都好|痊癒|有效|好了)"
)


def is_lawful(found: Found) -> bool:
    """Whether the words around a Chinese phrase take the claim back."""
    near = found.before[-40:]
    if _CONTRADICTED.search(found.sentence):
        return False
    if _DENIED_WITHIN.search(found.phrase[1:]):
        return True
    if near.endswith(("不", "未", "沒", "非", "勿")):
        return True
    if _DENIED.search(near) or _DENIED_LIST.search(near):
        denied_from = _DENIED_LIST.search(near) or _DENIED.search(near)
        reach = near[denied_from.start() if denied_from else 0 :]
        if not _NO_DENIAL.search(reach + found.phrase[:2]) and not _BREAK.search(reach):
            return True
    if _NOT_SHOWN.search(found.sentence) or _UNLAWFUL_TO_SAY.search(found.sentence):
        return not _PRODUCT_ASSERTS.search(found.sentence)
    if _QUESTION.search(found.sentence):
        return True
    if _PRODUCT_ASSERTS.search(found.sentence):
        return False
    if _AFTER.search(found.after) or _AFTER_COMMA.search(found.after):
        return True
    return found.can_be_advised and bool(_ADVICE.search(found.sentence))
