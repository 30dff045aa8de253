"""Twenty shopper requests for the real catalogue: our own words, and what they bind us to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.languages import Language
from bot.domain.money import Budget


@dataclass(frozen=True, slots=True)
class Request:
    """What a shopper writes, and what every answer to it must obey.

    Attributes:
        turns: the messages, in order.
        product_type, skin_type, concern, avoid, condition, ingredient: the taxonomy's values.
    """

    id: str
    language: Language
    turns: tuple[str, ...]
    product_type: tuple[str, ...] = ()
    skin_type: tuple[str, ...] = ()
    concern: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    condition: tuple[str, ...] = ()
    ingredient: tuple[str, ...] = ()
    budget: Budget | None = None

    @property
    def text(self) -> str:
        """All that was written, as one text."""
        return " ".join(self.turns)


def dollars(highest: int, lowest: int | None = None) -> Budget:
    """A budget in US dollars."""
    return Budget(None if lowest is None else Decimal(lowest), Decimal(highest), "USD")


def taiwan_dollars(highest: int, lowest: int | None = None) -> Budget:
    """A budget in the shop's own currency."""
    return Budget(None if lowest is None else Decimal(lowest), Decimal(highest), "TWD")


EN, ZH = Language.EN, Language.ZH

REQUESTS: Sequence[Request] = (
    Request(
        "pores", EN,
        ("I have oily skin with large pores. Which serum would you recommend under $40?",),
        product_type=("serum",), skin_type=("oily",), concern=("pores",), budget=dollars(40),
    ),
    Request(
        "winter", EN,
        ("My dry skin feels dehydrated all winter, please recommend a moisturizer below $50",),
        product_type=("moisturizer",), skin_type=("dry",), concern=("dryness",),
        budget=dollars(50),
    ),
    Request(
        "no fragrance", EN,
        ("Sensitive skin, lots of redness: a serum without fragrance please, up to $60",),
        product_type=("serum",), skin_type=("sensitive",), concern=("redness",),
        avoid=("fragrance",), budget=dollars(60),
    ),
    Request(
        "pregnant", EN,
        ("I'm pregnant and want a serum for dark spots. Normal skin, under $70",),
        product_type=("serum",), skin_type=("normal",), concern=("dark_spots",),
        condition=("pregnancy",), budget=dollars(70),
    ),
    Request(
        "around", EN,
        ("Combination skin and blackheads, can you recommend a cleanser around $30?",),
        product_type=("cleanser",), skin_type=("combination",), concern=("blackheads",),
        budget=dollars(36, 24),
    ),
    Request(
        "eczema", EN,
        ("I have eczema, my skin is dry and its barrier damaged.",
         "Please recommend a moisturizer under $60"),
        product_type=("moisturizer",), skin_type=("dry",), concern=("barrier",),
        condition=("eczema",), budget=dollars(60),
    ),
    Request(
        "isotretinoin", EN,
        ("I'm on isotretinoin and my dry skin needs hydration. Which moisturizer under $40?",),
        product_type=("moisturizer",), skin_type=("dry",), concern=("dryness",),
        condition=("prescription_acne",), budget=dollars(40),
    ),
    Request(
        "vitamin C", EN,
        ("Recommend me a vitamin C serum for dull, normal skin under $80",),
        product_type=("serum",), skin_type=("normal",), concern=("dullness",),
        ingredient=("ascorbic acid",), budget=dollars(80),
    ),
    Request(
        "no retinol", EN,
        ("Can you recommend an eye cream for dark circles, without retinol? Dry skin, under $65",),
        product_type=("eye_cream",), skin_type=("dry",), concern=("dark_circles",),
        avoid=("retinol",), budget=dollars(65),
    ),
    Request(
        "no alcohol", EN,
        ("I need a sunscreen without alcohol for oily skin to protect me from the sun, max $45",),
        product_type=("sunscreen",), skin_type=("oily",), concern=("sun",), avoid=("alcohol",),
        budget=dollars(45),
    ),
    Request(
        "breastfeeding", EN,
        ("I'm breastfeeding. What do you recommend for fine lines on dry skin?",
         "a serum, at most $90, no perfume"),
        product_type=("serum",), skin_type=("dry",), concern=("wrinkles",),
        avoid=("fragrance",), condition=("breastfeeding",), budget=dollars(90),
    ),
    Request(
        "step by step", EN,
        ("can you recommend a serum?", "firmness", "normal skin", "under $100"),
        product_type=("serum",), skin_type=("normal",), concern=("firmness",),
        budget=dollars(100),
    ),
    Request(
        "毛孔", ZH, ("油性肌膚毛孔粗大，請推薦精華液，1500元以內",),
        product_type=("serum",), skin_type=("oily",), concern=("pores",),
        budget=taiwan_dollars(1500),
    ),
    Request(
        "不含香料", ZH, ("我是敏感肌容易泛紅，想找不含香料的乳霜，2000元以下",),
        product_type=("moisturizer",), skin_type=("sensitive",), concern=("redness",),
        avoid=("fragrance",), budget=taiwan_dollars(2000),
    ),
    Request(
        "懷孕", ZH, ("我懷孕了，混合肌長痘痘，請推薦精華，1800元以內",),
        product_type=("serum",), skin_type=("combination",), concern=("acne",),
        condition=("pregnancy",), budget=taiwan_dollars(1800),
    ),
    Request(
        "左右", ZH, ("乾性肌膚想要保濕面霜，預算1000元左右",),
        product_type=("moisturizer",), skin_type=("dry",), concern=("dryness",),
        budget=taiwan_dollars(1200, 800),
    ),
    Request(
        "不要酒精", ZH, ("推薦淡斑精華，不要酒精，中性肌膚，2500元以下",),
        product_type=("serum",), skin_type=("normal",), concern=("dark_spots",),
        avoid=("alcohol",), budget=taiwan_dollars(2500),
    ),
    Request(
        "過敏", ZH, ("我對菸鹼醯胺過敏，油肌想改善暗沉，推薦精華", "預算2000元以內"),
        product_type=("serum",), skin_type=("oily",), concern=("dullness",),
        avoid=("niacinamide",), condition=("allergy",), budget=taiwan_dollars(2000),
    ),
    Request(
        "酒糟", ZH, ("我有酒糟肌，乾性又泛紅，請推薦洗面乳，1200元以內",),
        product_type=("cleanser",), skin_type=("dry",), concern=("redness",),
        condition=("rosacea",), budget=taiwan_dollars(1200),
    ),
    Request(
        "一步一步", ZH, ("最近黑眼圈很嚴重，推薦眼霜", "乾性肌膚", "NT$2000以下"),
        product_type=("eye_cream",), skin_type=("dry",), concern=("dark_circles",),
        budget=taiwan_dollars(2000),
    ),
)  # fmt: skip
