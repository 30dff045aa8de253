"""English claims told by naming what a cosmetic has no business with.

Copy that names a disease, a drug or a function of the body speaks of it as something the product
deals with, however it is worded ("the plaques retreat", "a buttery balm for burns"). So the name is
the claim, unless the words around deny, warn, advise or explain (`english_context`).
"""

from bot.domain.claims import english_words as words
from bot.domain.claims import rules
from bot.domain.claims.phrasings import Phrasing, phrasing
from bot.domain.claims.rules import Rule

_GAP = r"[^.!?;\n]{0,90}?"


def _named(rule: Rule, names: str) -> Phrasing:
    """A name that is a claim wherever nothing excuses it."""
    return phrasing(rule, rf"\b(?:{names})\b(?! prone)", is_mention=True)


def _both(rule: Rule, what: str, verbs: str) -> Phrasing:
    """A name and a word for acting in one sentence, in either order."""
    return phrasing(
        rule,
        rf"\b(?:{what})\b(?! prone)(?:{_GAP}|[^.!?\n]{{0,50}}[?!:] ?{_GAP})\b(?:{verbs})\b|"
        rf"\b(?:re ?)?(?:{verbs})\b{_GAP}\b(?:{what})\b(?! prone)",
        is_mention=True,
        parts=(rf"\b(?:{what})\b(?! prone)",),
    )


# "Brings the swelling down", "pulls wrinkles out": a verb whose end comes after its object.
_APART = r"\b(?:brings?|takes?|puts?|turns?|switch\w*|pulls?|draws?|wipes?|lifts?|sucks?|knocks?)"
_HAIR = (
    r"hair\w*|lash(?:es)?|eyelash(?:es)?|(?:eye)?brows?|beard|crown|temples|scalp|cheeks fill|"
    r"peach fuzz|roots|follicles?|bald \w+|patchy|strands"
)
_GROWS = (
    r"re ?grow\w*|grow(?:s|ing|th)?(?! about)|fill(?:s|ed)? (?:in|up|out)|density|thicker|"
    r"thicken\w*|"
    r"longer(?! wear| last)|more (?:lashes|hair|brows)|(?:back|returns?|comes? back)(?! in stock)|"
    r"falling out|shed\w*|terminal|new|baby hairs|wak\w+|reviv\w+|reactivat\w+|"
    r"sprout\w*|extensions? are|plug\w*|reced\w+|black (?:from|again)|back to (?:its |black)|"
    r"repigment\w*|(?:fewer|less) (?:\w+ )?(?:hair|fall)"
)

PHRASINGS = (
    phrasing(
        rules.DISEASE,
        rf"{_APART} (?:the |your |\w+ ){{0,2}}?(?:{words.SYMPTOMS}|{words.DISEASES}) (?:down|away|"
        r"off|out)\b",
    ),
    phrasing(
        rules.REMOVAL,
        rf"{_APART} (?:the |your |all ){{0,2}}(?:{words.FLAWS}) (?:down|away|off|out)\b",
    ),
    phrasing(
        rules.DISEASE,
        rf"\byou(?:'?ll| will| can)? ?(?:won'?t|never|not) (?:ever )?(?:catch|get|have|suffer\w*|"
        rf"find|see) "
        rf"(?:\w+ ){{0,4}}?(?:{words.SYMPTOMS}|{words.DISEASES})\b",
    ),
    phrasing(
        rules.DISEASE,
        r"\b(?:turns?|chang\w+|transform\w*|cures?|converts?) (?:\w+ ){0,2}(?:sensitive|oily|dry|"
        r"problem|"
        r"allergic|reactive) skin\b(?! (?:feel|look))(?: in)?to\b|\bcures? (?:\w+ ){0,2}skin\b|"
        r"\bnever (?:\w+ )?"
        r"(?:sensitive|oily|dry|problem) skin again\b|\b(?:speeds?|faster|"
        r"quicker) (?:up )?(?:\w+ )?"
        r"(?:recovery|healing)\b|\b(?:doctor|dermatologist|surgeon|pharmacy|clinic|hospital|"
        r"medicine cabinet|"
        r"office) in (?:a|your)\b",
    ),
    # "For burns and grazes", "Use on boils", "Heals from the inside": how a label begins.
    phrasing(
        rules.DISEASE,
        r"(?:^|(?<=[.!?:] )|(?<=\n))(?:(?:for|against|use (?:on|for|against)|indicated (?:for|"
        r"in)) (?:\w+ ){0,2}?"
        r"(?:burns|scalds|cuts|grazes|(?:insect )?bites|stings|bruises|blisters|itch\w*|pains?|"
        r"aches|"
        r"boils|rash(?:es)?|swelling|inflam\w+|allergies|patients)\b|(?:heals|cures|"
        r"remedies) (?!itself))",
        is_mention=True,
    ),
    phrasing(
        rules.BODY_SHAPE,
        rf"\b(?:toxins?|poisons?|heavy metals|metabolic waste|"
        rf"waste products)\b{_GAP}\b(?:{words.HELPS})\b|"
        rf"\b(?:{words.HELPS})\b{_GAP}\b(?:toxins?|poisons?|heavy metals|metabolic waste|"
        rf"waste products)\b",
        is_mention=True,
    ),
    _both(
        rules.DISEASE,
        r"sunburns?|burnt skin",
        r"heal\w*|cur(?:es?|ed)|treats?|repair\w*|reliev\w+|gone|vanish\w*",
    ),
    _both(rules.SCARS_AND_HAIR, _HAIR, _GROWS),
    _named(rules.DISEASE, words.DISEASES),
    _both(rules.DISEASE, words.SYMPTOMS, words.HELPS),
    _named(
        rules.BODY_FUNCTION,
        r"your (?:\w+ )?cells|(?:biological|body) clock|genetic (?:damage|code|program\w*)|"
        r"glycation|"
        r"deep(?:er)? into (?:\w+ )?(?:tissues?|dermis)|collagen fib\w+|melatonin|vein (?:gel|"
        r"cream|"
        r"strength\w*)|own (?:collagen|elastin)|(?:collagen|elastin) (?:production|synthesis|"
        r"levels?|reserves|"
        r"stores|"
        r"network)|blood ?(?:flow|stream|supply|circulation)|blood flows|hormones|o?estrogens?|"
        r"testosterone|cortisol|serotonin|metabolism|immunity|immune (?:system|cells|defen[cs]e)|"
        r"nervous system|telomeres?|mitochondria\w*|histamine|cytokines?|tyrosinase|joints|"
        r"battery of "
        r"(?:the )?skin|skin'?s battery",
    ),
    _named(
        rules.DRUG_OR_DEVICE,
        r"botox|fillers|face ?lifts?(?! for)|thread ?lifts?|surger(?:y|ies)|surgeons?|scalpels?|"
        r"syringes?|injectables?|"
        r"mesotherapy|micro ?needling|liposuction|breast implants|works like one",
    ),
    _both(rules.BODY_FUNCTION, words.BODY, words.ACTS_ON_BODY),
    _both(rules.DRUG_OR_DEVICE, words.DRUGS, words.COMPARES),
    _both(rules.DRUG_OR_DEVICE, words.PROCEDURES, words.COMPARES),
    phrasing(
        rules.DRUG_OR_DEVICE,
        rf"\b(?:what|where|as) (?:\w+ )?(?:{words.DRUGS}|{words.PROCEDURES}) (?:do|does|did|can|"
        r"fail\w*|would)\b|\b(?:fraxel|botox|laser|filler|peel|drip|surgery|clinic) like\b|"
        r"\btherapy not a\b|\ba therapy\b|\bdosage\b|\bindications?:|\bhealing (?:salve|balm|"
        r"cream|ointment|oil)\b|\bsymptoms disappear|\b(?:affected areas?|until (?:cured|healed|"
        r"(?:\w+ ){1,3}(?:clears?|resolves?|subsides?|heals|goes|disappears?|fades)))\b",
    ),
    # Words run together in a tag: "#acnecure", "#reverseaging".
    phrasing(
        rules.DISEASE,
        r"\b\w*(?:acne|eczema|psoriasis|rosacea|scars?)(?:cure|treatment|killer|remover|free|gone|"
        r"away|off|fix|healer)\w*|\b(?:cure|treat|kill|heal|stop|bye|no|end)(?:acne|eczema|pimples|"
        r"psoriasis|rosacea|scars)\w*",
    ),
    phrasing(
        rules.REMOVAL,
        r"\b(?:reverse|stop|erase|remove|bye|no|anti)(?:ag(?:e?)ing|wrinkles?|spots?|pores)\w*|"
        r"\bclearskinin\w+|\b\w*yearsyounger\w*",
    ),
)
