"""The words catalogues use for what the taxonomy names, in English and Traditional Chinese.

Each pattern is searched in text made plain by `plain`: lower case, no accents, one blank.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from re import Pattern

_SPACES = re.compile(r"\s+")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "\u2011": "-"})


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Lower case without accents and doubled blanks, full-width letters made half-width."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", folded))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", bare)).strip()


def _compiled(patterns: Mapping[str, str]) -> dict[str, Pattern[str]]:
    return {value: re.compile(pattern) for value, pattern in patterns.items()}


# The thing itself, as it ends a name: "… Cleansing Oil", "… Sleeping Mask", "…精華液".
TYPE_NOUNS = _compiled(
    {
        "cleanser": (
            r"\b(?:pre)?cleans(?:ers?|e)\b|\bcleansing (?:\w+ )?(?:oil|balm|milk|gel|foam|water|"
            r"cream|creme|lotion|butter|bar|wipes|cloths|sheets|mousse|powder|stick)\b|"
            r"\b(?:face |facial )?wash\b|\bmakeup[ -](?:remov|dissolv)\w+(?: \w+)?\b|"
            r"\bmicellar(?: \w+)?\b|\bsoap\b|\bwipes\b|"
            r"(?:潔面|潔顏|潔膚|洗面|洗顏|洗臉|卸妝|卸粧)[\u4e00-\u9fff]{0,3}"
        ),
        "sunscreen": (
            r"\bsun ?screens?\b|\bsun ?block\b|\bsun (?:cream|lotion|stick|milk|fluid|serum|gel)\b|"
            r"防曬|防晒|隔離霜|隔離乳"
        ),
        "mask": r"\b(?:masks?|masques?|(?:face|sleeping) packs?)\b|面膜|凍膜|泥膜",
        "exfoliant": (
            r"\bexfoliants?\b|\bexfoliat(?:ors?|ion)\b|\bscrubs?\b|\b(?:micro-?)?peels?\b|"
            r"\bpeeling (?:gel|solution|pads?)\b|\bexfoliating (?:\w+ )?(?:treatment|solution|"
            r"pads?|gel|powder|liquid)\b|\bgommage\b|\bmicro-?derm\w*|\bmicrofoliant\b|"
            r"(?:去角質|磨砂|煥膚|換膚|刷酸)[\u4e00-\u9fff]{0,3}"
        ),
        "essence": (
            r"\bessences?\b|精華水|精萃水|菁華水|前導精華|前導液|青春露|神仙水|菌菇水|活膚露"
        ),
        "serum": (
            r"\bserums?\b|\bamp(?:o|)ules?\b|\bconcentrates?\b|\bboosters?\b|\bdrops\b|\belixir\b|"
            r"精華液|精華露|精華|菁華|安瓶|安瓿|原液"
        ),
        "toner": (
            r"\btoners?\b|\btonics?\b|\btonique\b|\btoning (?:lotion|water|pads?)\b|"
            r"\bmists?\b|\b(?:facial|face|hydrating) spray\b|\bastringent\b|\bsoftener\b|"
            r"化妝水|化粧水|爽膚水|機能水|柔膚水|調理水|收斂水|保濕水|噴霧"
        ),
        "oil": (
            r"\boils?\b(?![ -](?:free|control|balanc|absorb|blot))|"
            r"精華油|美容油|護膚油|護理油|臉部油"
        ),
        "moisturizer": (
            r"\bmoisturi[sz](?:ers?|ing (?:cream|lotion|gel|balm))\b|\b(?:gel[ -])?cream\b|"
            r"\bcreams\b|\bcremes?\b|\blotions?\b|\bemulsions?\b|\bgels?\b|\bbalms?\b|"
            r"\bhydrators?\b|\bbutter\b|\bsorbet\b|乳液|面霜|乳霜|凝霜|凝膠|凝露|日霜|晚霜|凝乳|凍霜|霜|乳$"
        ),
    }
)
EYE = re.compile(r"\b(?:under-?)?eyes?\b|\byeux\b|眼")
FACE = re.compile(r"\bface\b|\bfacial\b")
SPF = re.compile(r"\bspf ?\d|\bspf\b")
# What a name goes on to say after the thing itself.
AFTERTHOUGHT = re.compile(r" with | for | - | \| |[(（]")

# Not for the face's skin: no type of the taxonomy.
ELSEWHERE = re.compile(
    r"\b(?:lips?|hair|scalp|lash(?:es)?|brows?|eyebrows?|nails?|hands?|foot|feet|teeth|tooth|"
    r"deodorant|candle|supplements?|gummies|capsules|tablets|softgels|boob|bum|bust|"
    r"(?:self[ -]?)?tan(?:ning|ner|ners)?|bronz\w+|shave|shaving|blotting|dots)\b|"
    r"(?<!dark )\bspot treatment\b(?! (?:mask|serum))|"
    r"唇|護手|手霜|足|身體|洗髮|護髮|睫毛|眉|香水|牙"
)
BODY = re.compile(r"\bbody\b|身體")

# A shop's departments.
SET_CATEGORY = re.compile(r"\bsets?\b|\bkits?\b|\bgifts?\b|\bbundles?\b|套組|套裝|禮盒|組合")
TOOL_CATEGORY = re.compile(
    r"\btools?\b|\bdevices?\b|\brollers?\b|\bbrush(?:es)?\b|\bhair removal\b|\bgua sha\b|"
    r"\baccessories\b|工具|儀器|美容儀|配件"
)
EATEN_CATEGORY = re.compile(r"\bwellness\b|\bsupplements?\b|\bingestibles?\b|保健")
EATEN_NAME = re.compile(
    r"\b(?:dietary|food|beauty|daily) supplements?\b|\bgumm(?:y|ies)\b|\bsoftgels?\b|"
    r"\bcollagen (?:peptides powder|drink|shots?)\b|"
    r"保健食品|膠原(?:蛋白)?飲|膠囊食品|サプリメント|อาหารเสริม"
)
MINI_CATEGORY = re.compile(r"\bminis?\b|\btravel\b|\btrial\b|旅行|體驗|迷你|小樣")
OTHER_CATEGORY = re.compile(
    r"\blips?\b|\btann(?:ers?|ing)\b|\bwellness\b|\bsupplements?\b|\bteeth\b|\bhair\b|\bnails?\b|"
    r"\bblotting\b|\bbb\b|\bfragrances?\b|\bmakeup\b(?! remov)|\bbody (?:care|lotion|wash|cream)|"
    r"唇|身體|髮|彩妝|香水|保健"
)
# Spot care is no type of the taxonomy: a "drying lotion" there is no moisturizer.
SPOT_CATEGORY = re.compile(r"\bblemish|\bacne\b|抗痘|痘痘")

SET_NAME = re.compile(
    r"\bkit\b|\bduo\b|\bduet\b|\btrio\b|\bquartet\b|\bbundle\b|\bgift (?:set|box)\b|"
    r"\badvent calendar\b|\b(?:\d+|two|three|four|five|six)[ -]piece\b|"
    r"\bset$|\bset(?= (?:with|for|of|by|in)\b| ?[(\-:|+])|"
    r"禮盒|套組|套裝|組合|[兩二三四五六七八\d]件組|[\d二三四五六]入組|組$"
)
TOOL_NAME = re.compile(
    r"\brollers?\b|\bgua sha\b|\bdevices?\b|\bbrush(?:es)?\b|\bmassagers?\b|\brazors?\b|\btools?\b|"
    r"\bapplicators?\b|\bspatulas?\b|\bmitts?\b|\bsponges?\b|\bheadbands?\b|\bextractors?\b|"
    r"\bhumidifiers?\b|\bsteamers?\b|\battachments?\b|\bwands?\b|\bmicrocurrent\b|\bled\b|"
    r"\bblue light\b|\blight (?:shot|therapy)\b|\breusable\b.*\bpads\b|"
    r"按摩儀|美容儀|洗臉機|潔面儀|潔面機|導入儀|刮痧|滾輪|化妝棉|起泡網|洗臉刷|按摩棒"
)
MINI_NAME = re.compile(
    r"\bminis?\b|\btravel\b|\btrial\b|\bdeluxe sample\b|\bsample size\b|"
    r"旅行|體驗|迷你|試用|隨身|小樣"
)

SKIN_TYPE_WORDS = _compiled(
    {
        "oily": r"\boily\b|油性|油肌|偏油|混油",
        "dry": r"\bdry\b|乾性|乾肌|偏乾|乾燥肌|混乾",
        "combination": r"\bcomb(?:o|ination)\b|混合|混油|混乾",
        "normal": r"\bnormal\b|中性|一般膚|一般肌|普通肌",
        "sensitive": r"\bsensitiv(?:e|ity)\b|敏感|敏弱|敏肌",
    }
)
ALL_SKIN_TYPES = re.compile(
    r"\b(?:all|any|every)(?: skin)?(?: types?)?\b|所有(?:膚質|肌膚|肌質)|各種(?:膚質|肌膚)|"
    r"任何膚質|全膚質"
)

CONCERN_WORDS = _compiled(
    {
        "acne": r"\bacne\b|\bblemish|\bbreakouts?\b|\bpimples?\b|痘(?!疤)",
        "blackheads": r"\bblackheads?\b|粉刺|黑頭",
        "pores": r"\bpores?\b|毛孔",
        "oiliness": r"\boil[ -]control|\boiliness\b|\bexcess oil\b|\bsebum\b|\bmattif|控油|出油",
        "dryness": r"\bdryness\b|\bdehydrat|\bhydrat(?:ing|ion|e)\b|保濕|補水|缺水|乾燥",
        "dullness": (
            r"\bdull(?:ness)?\b|\bbrighten|\billuminat|\bradian(?:ce|t)\b|暗沉|美白|亮白|透亮|提亮"
        ),
        "dark_spots": (
            r"\bdark[ -]spots?\b|\bdiscolou?ration|\bhyperpigment|淡斑|斑點|色斑|痘疤|黑色素"
        ),
        "wrinkles": r"\banti-?ag(?:e|ing)\b|\bwrinkles?\b|\bfine lines?\b|抗老|抗皺|細紋|皺紋",
        "firmness": r"\bfirm(?:ness|ing)\b|\blift(?:ing)\b|\bsagging\b|鬆弛|緊緻|緊實|拉提",
        "redness": r"\b(?:anti-)?redness\b|泛紅|退紅",
        "texture": r"\b(?:uneven|rough) (?:skin )?texture\b|\bresurfac|\bretextur|粗糙|膚質不均",
        "dark_circles": r"\bdark circles?\b|黑眼圈",
        "barrier": r"\bbarrier\b|屏障",
        "sun": r"\bspf\b|\buv\b|\bsun protection\b|防曬|防晒",
    }
)

INGREDIENT_WORDS = _compiled(
    {
        "niacinamide": r"\bniacinamide\b|\bvitamin b3\b|菸鹼醯胺",
        "retinol": r"\bretinol\b(?![ -]?(?:alternative|free|like))|(?<![a-z])a醇",
        "retinal": r"\bretinal(?:dehyde)?\b|(?<![a-z])a醛",
        "ascorbic acid": r"\bvitamin c\b|\bascorbic acid\b|維他命c|維生素c|左旋c",
        "salicylic acid": r"\bsalicylic\b|\bbha\b|水楊酸",
        "hyaluronic acid": r"\bhyaluron|玻尿酸",
        "glycolic acid": r"\bglycolic\b|甘醇酸",
        "lactic acid": r"\blactic acid\b|乳酸(?!菌)",
        "mandelic acid": r"\bmandelic\b|杏仁酸",
        "azelaic acid": r"\bazelaic\b|杜鵑花酸|壬二酸",
        "ceramide": r"\bceramides?|神經醯胺|分子釘",
        "centella asiatica": r"\bcentella\b|\bcica\b|積雪草",
        "tranexamic acid": r"\btranexamic\b|傳明酸",
        "peptide": r"\b(?:poly|multi-?)?peptides?\b|胜肽",
        "bakuchiol": r"\bbakuchiol\b|補骨脂酚",
        "benzoyl peroxide": r"\bbenzoyl peroxide\b|過氧化苯",
        "alpha-arbutin": r"\barbutin\b|熊果素",
        "squalane": r"\bsqualane\b|角鯊",
        "collagen": r"\bcollagen\b|膠原蛋白",
        "panthenol": r"\bpanthenol\b|\bvitamin b5\b|維他命原b5",
    }
)
# "Without …", "… free": what is not in it.
ABSENCE = re.compile(r"^(?:without|no|free of|free from|0%)\b|\bfree$|^(?:無|不含)")
