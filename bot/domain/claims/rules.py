"""What may not be said of a cosmetic: the rules, each with its legal source and lawful words.

Sources
    Taiwan: 化粧品衛生安全管理法 (Cosmetic Hygiene and Safety Act) §10: no deceptive or exaggerated
    content (paragraph 1), no medical efficacy (paragraph 2).
    化粧品標示宣傳廣告涉及虛偽誇大或醫療效能認定準則 (2019-06-04; here "Criteria"): §2 the whole
    presentation is judged, the product's name with it; §3 what is deceptive or exaggerated, with
    annex 1 (body functions and structure); §4 with annexes 2 and 3, words that may be used; §5
    what is medical, with annex 4.
    European Union: Regulation 655/2013, annex, common criteria 1 to 6 (legal compliance,
    truthfulness, evidential support, honesty, fairness, informed decision-making).
    United States: Federal Food, Drug, and Cosmetic Act §201(g)(1)(B) and (C): what is meant to
    treat or prevent disease, or to affect structure or function of the body, is a drug; 21 CFR
    701.1: misbranding of cosmetics.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.languages import Language


class ClaimKind(StrEnum):
    """How grave a claim is: fines for a medical one begin fifteen times higher in Taiwan (§20)."""

    MEDICAL = "medical"
    EXAGGERATED = "exaggerated"


@dataclass(frozen=True, slots=True)
class Wording:
    """Lawful words to say instead."""

    en: str
    zh: str

    def in_language(self, language: Language) -> str:
        """Chinese for Chinese, else English."""
        return self.zh if language is Language.ZH else self.en


@dataclass(frozen=True, slots=True)
class Rule:
    """A category of claims.

    Attributes:
        id: its name in reports.
        title: what it forbids, in a few words.
        source: law, article, annex.
        instead: lawful words where the phrase is about nothing in `TOPICS`.
    """

    id: str
    kind: ClaimKind
    title: Wording
    source: str
    instead: Wording


_MEDICAL_LAW = (
    "Taiwan Cosmetic Hygiene and Safety Act §10(2); Criteria (認定準則) §5(1) and annex 4; "
    "EU 655/2013 criterion 1; US FD&C Act §201(g)(1)(B)"
)
_DRUG_LAW = (
    "Taiwan Cosmetic Hygiene and Safety Act §10(2); Criteria (認定準則) §5(2); "
    "US FD&C Act §201(g)(1)(B)"
)
# Annex 1 counts these among the exaggerated; the US calls them drug claims. The graver counts for
# what acts on living tissue, so that it is never sent.
_BODY_LAW = (
    "Taiwan Cosmetic Hygiene and Safety Act §10(1); Criteria (認定準則) §3(4) and annex 1; "
    "US FD&C Act §201(g)(1)(C)"
)
_EVIDENCE_LAW = (
    "Taiwan Cosmetic Hygiene and Safety Act §10(1); Criteria (認定準則) §3(1) and (2); "
    "EU 655/2013 criteria 2, 3 and 4"
)

DISEASE = Rule(
    "disease",
    ClaimKind.MEDICAL,
    Wording("treats, prevents or relieves a disease or symptom", "治療、預防或減輕疾病或症狀"),
    _MEDICAL_LAW,
    Wording("cares for the skin and keeps it comfortable", "呵護肌膚，維持舒適膚觸"),
)
ANTISEPTIC = Rule(
    "antiseptic",
    ClaimKind.MEDICAL,
    Wording(
        "acts against germs, inflammation, itch, pain or allergy", "消炎、殺菌、止癢、止痛、抗過敏"
    ),
    _MEDICAL_LAW,
    Wording("cleanses gently and leaves skin feeling calm", "溫和清潔，讓肌膚感覺舒適"),
)
SCARS_AND_HAIR = Rule(
    "scars_and_hair",
    ClaimKind.MEDICAL,
    Wording("removes scars or moles, heals wounds, grows hair", "除疤、癒合傷口、生髮"),
    _MEDICAL_LAW,
    Wording("for skin that looks smoother and more even", "讓肌膚看起來平滑均勻"),
)
DRUG_OR_DEVICE = Rule(
    "drug_or_device",
    ClaimKind.MEDICAL,
    Wording(
        "said to be, or to work like, a drug, device or procedure", "等同藥品、醫療器材或醫美療程"
    ),
    _DRUG_LAW,
    Wording("a cosmetic for daily care", "適合日常保養使用"),
)
BODY_FUNCTION = Rule(
    "body_function",
    ClaimKind.MEDICAL,
    Wording("changes functions or structure of the body", "影響生理機能或改變身體結構"),
    _BODY_LAW,
    Wording("leaves skin looking and feeling well cared for", "讓肌膚看起來健康有活力"),
)
BODY_SHAPE = Rule(
    "body_shape",
    ClaimKind.EXAGGERATED,
    Wording("slims, burns fat, enlarges or detoxifies", "瘦身、消脂、豐胸、排毒"),
    _BODY_LAW,
    Wording("leaves skin feeling smooth and supple", "讓膚觸柔嫩光滑"),
)
REMOVAL = Rule(
    "removal",
    ClaimKind.EXAGGERATED,
    Wording(
        "makes wrinkles, spots or pores vanish, turns age back", "消除皺紋、斑點、毛孔或逆轉老化"
    ),
    _EVIDENCE_LAW + "; annex 1",
    Wording("softens the look of it", "讓肌膚看起來更細緻"),
)
CERTAINTY = Rule(
    "certainty",
    ClaimKind.EXAGGERATED,
    Wording("promises certain, instant or lasting results", "保證、立即或永久有效"),
    _EVIDENCE_LAW,
    Wording("with regular use, skin looks and feels cared for", "規律使用，肌膚看起來更有光采"),
)
SUPERLATIVE = Rule(
    "superlative",
    ClaimKind.EXAGGERATED,
    Wording(
        "claims to be first, best, only or better than all others", "第一、最好、唯一或勝過其他"
    ),
    _EVIDENCE_LAW + "; criterion 5 (fairness)",
    Wording("a good choice for daily care", "日常保養的好選擇"),
)
ABSOLUTE_SAFETY = Rule(
    "absolute_safety",
    ClaimKind.EXAGGERATED,
    Wording("promises to be harmless for everybody", "宣稱絕對安全、零副作用"),
    _EVIDENCE_LAW + "; criterion 5 (fairness)",
    Wording("a mild formula; try it on a small area first", "配方溫和，建議先小範圍試用"),
)
AUTHORITY = Rule(
    "authority",
    ClaimKind.EXAGGERATED,
    Wording(
        "claims approval, doctors' advice or proof that nobody has seen",
        "宣稱官方核准、醫師推薦或臨床證實",
    ),
    _EVIDENCE_LAW + "; criterion 1 (legal compliance)",
    Wording("made to the cosmetics regulations", "符合化粧品法規"),
)
LIKENESS = Rule(
    "likeness",
    ClaimKind.EXAGGERATED,
    Wording("reads like a claim, though no rule names its words", "整句讀起來像違規宣稱"),
    _EVIDENCE_LAW,
    Wording("say what it is made of and how it feels", "說明成分、質地與使用感受"),
)

RULES = (
    DISEASE,
    ANTISEPTIC,
    SCARS_AND_HAIR,
    DRUG_OR_DEVICE,
    BODY_FUNCTION,
    BODY_SHAPE,
    REMOVAL,
    CERTAINTY,
    SUPERLATIVE,
    ABSOLUTE_SAFETY,
    AUTHORITY,
    LIKENESS,
)

# What a phrase is about, as stems of the folded text → the lawful words for that concern
# (Criteria §4 and annex 2: looks, feel, cleansing, moisture).
TOPICS: tuple[tuple[tuple[str, ...], Wording], ...] = (
    (
        ("scar", "疤", "痘印", "傷痕"),
        Wording("for a smoother, more even-looking surface", "讓肌膚看起來平滑均勻"),
    ),
    (
        ("acne", "pimple", "zit", "breakout", "blemish", "痘", "面皰", "暗瘡", "ニキビ", "สิว"),
        Wording("for blemish-prone skin", "適合易冒痘的肌膚"),
    ),
    (
        ("eczema", "dermatitis", "psoriasis", "atopic", "濕疹", "皮膚炎", "癬", "アトピー", "異位"),
        Wording("moisturises dry, delicate skin", "滋潤乾燥脆弱的肌膚"),
    ),
    (
        ("rosacea", "redness", "玫瑰斑", "酒糟", "紅", "赤み"),
        Wording("for skin that flushes easily", "適合容易泛紅的肌膚"),
    ),
    (
        ("itch", "allerg", "癢", "過敏", "かゆみ", "敏"),
        Wording("keeps dry skin comfortable", "舒緩乾燥不適的膚觸"),
    ),
    (
        ("wrinkle", "line", "皺", "紋", "シワ", "しわ", "ริ้วรอย"),
        Wording("for the look of fine lines", "適合在意細紋的肌膚"),
    ),
    (
        ("spot", "melasma", "pigment", "freckle", "whit", "斑", "黑色素", "白", "シミ", "ฝ้า"),
        Wording("for a more even-looking tone", "讓膚色看起來均勻明亮"),
    ),
    (
        ("circle", "eye bag", "黑眼圈", "熊貓眼", "眼袋"),
        Wording("for tired-looking eyes", "適合看起來疲憊的眼周"),
    ),
    (("pore", "毛孔", "毛穴"), Wording("for a smoother look of pores", "讓毛孔看起來更細緻")),
    (
        ("collagen", "elastin", "膠原", "彈力蛋白", "コラーゲン", "คอลลาเจน", "鬆弛"),
        Wording("for skin that feels firm and supple", "讓膚觸感覺緊緻有彈性"),
    ),
    (
        ("hair", "bald", "髮", "禿", "睫毛", "毛囊"),
        Wording("cares for hair and scalp", "呵護頭皮與髮絲"),
    ),
)
