"""English claims of certainty, speed, permanence and rank, told by two ideas in one sentence.

A good that is promised (skin, a look, a result) and how it is promised (by tomorrow, for life, on
every face) stand in one sentence in whatever order and words.
"""

from bot.domain.claims import english_promise_words as told
from bot.domain.claims import english_words as words
from bot.domain.claims import rules
from bot.domain.claims.phrasings import Phrasing, phrasing
from bot.domain.claims.rules import Rule

_GAP = r"[^.!?;\n]{0,80}?"


def _both(rule: Rule, what: str, how: str, *, is_mention: bool = False) -> Phrasing:
    return phrasing(
        rule,
        rf"\b(?:{what})\b{_GAP}(?<!\w)(?:{how})(?!\w)|(?<!\w)(?:{how})(?!\w){_GAP}\b(?:{what})\b",
        is_mention=is_mention,
        parts=(rf"\b(?:{what})\b", rf"(?<!\w)(?:{how})(?!\w)"),
    )


PHRASINGS = (
    _both(rules.CERTAINTY, told.GOOD, told.FAST),
    _both(rules.CERTAINTY, told.GOOD, told.LASTING),
    _both(rules.CERTAINTY, told.GOOD, told.CERTAIN),
    phrasing(
        rules.CERTAINTY,
        rf"\b(?:works?|kicks? in|acts|clears?|whitens?) (?:{told.FAST}|{told.CERTAIN})|"
        rf"\bnever once has it not\b|\bnever (?:\w+ ){{1,4}}(?:did ?n'?t|not) (?:help|work)\b|\b"
        r"once "
        r"(\w+),? always \1\b|\bstay(?:s|ing)? (?:\d\d(?! ?(?:ml|%|minutes|days|hours|percent))|"
        r"twenty|young\w*)\b|"
        r"\bworks?[,.:;]? (?:full stop|period|always)\b|\byou'?re set for life\b|"
        rf"\b(?:{told.NUMBER}|day|week|month) {told.MOMENTS}?:? ?[\w ]{{2,20}}[.,;:] (?:day|week|"
        rf"month) {told.NUMBER}\b|"
        r"\bbefore ?[:,] ?[\w ,]{2,40}[.;,!?] ?after ?[:,]|"
        r"\b\d{2,3} ?% (?:fewer|less|more|whiter|younger|firmer|smoother|brighter|effect\w*|safe)|"
        r"\b(?:young|beautiful|white|fair|perfect|flawless) (?:for ?ever|for life|for good)",
    ),
    _both(rules.REMOVAL, words.FLAWS, told.GO, is_mention=True),
    phrasing(
        rules.REMOVAL,
        rf"\b(?:{words.FLAWS})[?!:.] ?(?:\w+ ){{0,2}}?(?:{told.GO}|deleted|sorted|solved)\b|"
        rf"\bevery trace of (?:time|age|"
        r"years)|\bnot (?:one|a single) (?:of your )?(?:\w+ )?(?:spots?|wrinkles?|lines?|pores?|"
        r"freckles?)\b|"
        r"\b(?:\w+ )?(?:times|shades?|tones?) (?:whiter|fairer|lighter|younger|brighter|"
        r"paler)\b(?! than your)",
    ),
    phrasing(rules.CERTAINTY, told.EVERYBODY),
    phrasing(rules.SUPERLATIVE, told.MARVEL),
    phrasing(rules.AUTHORITY, told.NAMED_AUTHORITY),
    _both(rules.REMOVAL, told.SURPRISED, told.MISTOOK),
    phrasing(
        rules.REMOVAL,
        r"\bskin (?:\w+ ){0,3}?(?:indestructible|invincible|immortal|bullet ?proof|perfect|"
        r"flawless|"
        r"reborn|like new|brand new)\b|\b(?:look|looks|looking) like (?:my|her|your|"
        r"their) (?:own )?(?:\w+ )?(?:daughter|sister|self)|"
        r"\bages? \w+ backwards|\bturns? \d\d into \d\d|\b(?:aged|at) \d\d again|\b(?:no|"
        r"never) (?:more )?(?:filter|"
        r"make ?up|foundation)s? (?:is )?need\w*|\bwhiten\w* (?:\w+ ){0,3}(?:elbows?|knees?|"
        r"arm ?pits?|"
        r"under ?arms?|intimate|nipples?|bikini)|\b(\w+)\? what (?:\w+ )?\1|\bbenjamin button\b|"
        r"\btak\w+ off (?:a|\w+) (?:decade|"
        r"years?)|\b(?:\d+|ten|twenty|five|"
        r"decades?) "
        r"?years? ?younger|\breverse ?ag(?:e?)ing|\b(?:look|looks|looking|like|into|be|"
        r"feel) (?:like )?(?:"
        r"an? )?(?:teen\w*|newborn|baby|schoolgirl|child|18|20|21|25|twenty)\b(?! (?:ml|g|"
        r"minutes|%|"
        r"percent|years ago|products))|\bdifferent (?:person|woman|man|face)|\bmakes? (?:you|me|"
        r"skin|your \w+) (?:\w+ )?(?:younger|white\w*|"
        r"fairer|ageless|flawless|perfect)\b|\btaken for \d\d|\bbelieves? i'?m\b|\bbirthdays off|"
        r"\bback in time\b|"
        r"\bjealous of (?:you|me|my)\b|\bfilter (?:for real|in real life|but real)|"
        r"\bdull to dazzling|\blips (?:to )?"
        r"twice|\b(?:un)?(?:like|as) nature intended at \d\d\b|\bnew ?born\b(?! (?:bab|and|"
        r"skin needs))|"
        r"\bstate of a \w+ year old\b|\bfreez\w+ your age\b|\bage revers\w+|\b(?:back to|as at|"
        r"like at|"
        r"as in|at) (?:your )?(?:\d\d|twenties|teens|youth)\b[^.!?\n]{0,20}\bskin\b|\bnew face\b|"
        r"\bnever ages?\b|\b(?:eternal|total|everlasting|real|lost) (?:youth|beauty|renewal)\b|"
        r"\bface back\b|\bturns? back (?:the )?(?:clock|time)|\btime (?:machine|travel)\b|"
        r"\b(?:total|complete) (?:renewal|rejuvenation|transformation)\b",
    ),
    _both(rules.BODY_SHAPE, words.BODY_PARTS, told.RESHAPED, is_mention=True),
    _both(
        rules.BODY_SHAPE,
        r"face|body|figure|skin of the neck",
        r"slims?|slimmer|smaller|narrower|v ?shap\w+|lifts up|lifted by|photoshop\w*|sizes?",
    ),
    _both(rules.CERTAINTY, told.SUN, told.UNLIMITED),
    _both(rules.ABSOLUTE_SAFETY, told.OTHERS, told.RUN_DOWN),
    phrasing(
        rules.SUPERLATIVE,
        r"\bunlike (?:all |the |any |most )?(?:others?|rest|rivals)[^.!?\n]{0,40}\bworks?\b",
    ),
    phrasing(rules.ABSOLUTE_SAFETY, rf"\b(?:{told.SAFE_FOR_ALL})"),
    phrasing(rules.SUPERLATIVE, told.RANKED),
    _both(rules.AUTHORITY, told.BACKED, told.BACKS),
)
