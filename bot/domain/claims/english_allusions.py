"""English claims told by allusion: what people say, what is no longer needed, who one becomes."""

from bot.domain.claims import english_words as words
from bot.domain.claims import rules
from bot.domain.claims.phrasings import phrasing

_MEDICINES = (
    r"(?:\w+ )?(?:ointments?|medicines?|medications?|tablets?|pills|antibiotics?|steroids?|"
    r"cortisone|hydrocortisone|steroid creams?|prescriptions?|prescription creams?|injections?|"
    r"antihistamines?|painkillers?|sleeping pills?|accutane|tretinoin)"
)
_STOPPED = (
    r"(?:(?:i|we|she|he|they|my \w+|customers?|you) (?:\w+ )?(?:stopped|quit|gave up|threw (?:away|"
    r"out)|binned|ditched|dropped|came off|got off|cancelled|retired)|took (?:me|him|her|us|them) "
    r"off|off (?:my|his|her|the)|no longer (?:needs?|uses?|takes?|sees?)|goodbye to|"
    r"never needed|(?:haven'?t|hasn'?t|have not) (?:\w+ )?(?:touched|needed|used|taken|seen|"
    r"been (?:to|back))|instead of (?:your|the|my|a|an|any)|weaned (?:\w+ )?off)"
)
_GOODS = (
    r"(?:cream|serum|moisturi[sz]er|product|jar|bottle|sunscreen|mask|oil|balm|thing|treatment|"
    r"skin ?care)"
)

PHRASINGS = (
    phrasing(
        rules.DRUG_OR_DEVICE,
        rf"\b{_STOPPED} (?:using |taking |buying |my |his |her |the |your |all |any |\w+ )"
        rf"{{0,3}}?(?:{_MEDICINES}|(?:my |the )?(?:dermatologist|doctor|skin specialist|gp|"
        rf"clinic))\b",
    ),
    phrasing(
        rules.DRUG_OR_DEVICE,
        rf"\b(?:{words.DISEASES}) (?:medicine|medication|drug|ointment|prescription|pill|"
        rf"therapy|clinic)s?\b",
        can_be_advised=True,
    ),
    phrasing(
        rules.CERTAINTY,
        rf"\bthe (?:last|only) (?:\w+ ){{0,3}}?{_GOODS} (?:that )?(?:you|she|he|your \w+|anyone)"
        r"(?:'ll| will|'d| would)? ?(?:ever )?(?:need|buy|want|use)\b|"
        rf"\bnever (?:need|buy|want|look for|search for|use) (?:another|any other|a different) "
        rf"(?:\w+ )?{_GOODS}\b|\b(?:one|a single|just one) (?:coat|layer|application|spray)\b"
        r"[^.!?\n]{0,25}\b(?:protects?|lasts?|covers you|is (?:all|enough)|keeps you)\b|"
        r"\b(?:sun\w*|spf|uv\w?)\b[^.!?\n]{0,40}\bonce (?:a day|in the morning|and (?:you|done|"
        r"forget))|"
        r"\b(?:once a day|once in the morning)\b[^.!?\n]{0,30}\b(?:forget|all the sun|burn|uv)\b|"
        r"\b\d+ ?x (?:\w+er|more|as)\b|\bsuccess is (?:certain|sure|guaranteed)\b|"
        r"\b(?:invisible|impenetrable|total) shield\b|\bimmortal\w*\b",
    ),
    phrasing(
        rules.REMOVAL,
        r"\b\d\d year old (?:skin|face|woman|self|complexion|\w+)\b[^.!?\n]{0,30}\b\d\d\b|"
        r"\bskin (?:of|age of|aged) (?:an? )?(?:\d\d|teen\w*|child|baby|twenty|thirty)\b|"
        r"\b(?:skin|face|neck|body|glow|complexion|look)\b (?:\w+ ){0,4}?(?:had|have|were|was|"
        r"from) "
        r"(?:at|in|when|as|back) (?:your |you |you were |a )?(?:twent\w+|teen\w*|\d\d|thirty|"
        r"eighteen|"
        r"young\w*|girl|bride|school)|"
        r"\bbleach\w* (?:\w+ ){0,2}?(?:knees|elbows|skin|face|under ?arms|body|neck|hands)\b|"
        r"\bsince using [^.!?\n]{0,30}\bno one believes\b|\b(?:unlocks?|key to|secret (?:of|to)|"
        r"source of|fountain of|elixir of) (?:\w+ )?(?:youth|beauty|agelessness)\b",
    ),
    phrasing(
        rules.BODY_FUNCTION,
        r"\bpheromones?\b|\baphrodisiac\b|\birresistible to (?:men|women)\b|"
        r"\battracts? (?:men|women|the opposite sex)\b|\bgrow(?:s|ing)? taller\b|"
        r"\b(?:boosts?|increases?|raises?|revives?|awakens?) (?:\w+ )?(?:libido|desire|fertility|"
        r"brain \w+|memory|concentration|energy levels)\b",
    ),
    phrasing(
        rules.AUTHORITY,
        r"\bused (?:in|by|at|on) (?:\w+ ){0,2}?(?:hospitals?|clinics?|burns? units?|surgeons|"
        r"doctors|dermatologists|nurses|maternity wards?|operating theatres?)\b|"
        r"\b(?:hospital|clinic|surgeon|doctor)s? (?:proven|favou?rite|secret|tested and)\b",
    ),
    phrasing(
        rules.SUPERLATIVE,
        r"\b(?:don'?t|do not|stop|never|why|no need to) (?:waste|wasting|spend|spending|throw|"
        r"throwing) (?:\w+ ){0,3}on (?:other|any|cheap|expensive|luxury|useless|overpriced)\b|"
        r"\bin the dust\b|\b(?:puts?|leaves?|blows?|knocks?) (?:\w+ ){1,4}(?:to shame|behind|"
        r"out of "
        r"the water|in the shade|for dead)\b|\b(?:hate|fear|dread|scared of|hid(?:e|es|ing)) this "
        r"(?:\w+ )?(?:cream|serum|trick|product|oil)\b",
    ),
    phrasing(
        rules.ABSOLUTE_SAFETY,
        r"\b(?:harmless|safe|fine|ok) (?:even )?(?:if|when) (?:swallowed|eaten|licked|drunk|you "
        r"swallow|your (?:baby|child))\b|\b(?:bab(?:y|ies)|newborns?|infants?|mums to be|pregnant "
        r"\w+)\b[^.!?\n]{0,30}\b(?:as much as|without (?:worry|fear|limit|risk)|freely|worry ?free|"
        r"no worries)\b",
    ),
    phrasing(
        rules.CERTAINTY,
        r"\b(?:be|get|got|was|were|being) (?:asked for|carded|checked for) (?:\w+ )?id\b|"
        r"\bwithout (?:a |one |any )?(?:single )?(?:flaw|wrinkle|line|spot|pore|blemish)\b|"
        r"\bnever (?:has|have|before)\b[^.!?\n]{0,30}\b(?:worked|works|so|such)\b|\bit just "
        r"works\b|"
        r"\b(?:\w+est|best) (?:\w+ ){0,3}money can buy\b|\bthey sell\b[^!?\n]{0,40}\bwe sell\b|"
        r"\bmirror (?:will )?lies?\b|\b(?:stops?|stopped|freez\w+|beats?) (?:the|your) clock\b|"
        r"\bfrom (?:[3-9]\d|fifty|sixty|forty) to (?:[1-5]\d|thirty|twenty|forty)\b(?= (?:in|"
        r"with|overnight|after|by|again)\b)|"
        r"\b(?:all|every|any) (?:of )?(?:your )?skin (?:problems?|concerns?|issues?|worr\w+)\b"
        r"[^.!?\n]{0,20}\b(?:solved?|ends?|fixed|gone|sorted|one)\b|\bends every skin\b|"
        r"\bno more (?:make ?up|foundation|concealer)\b|\bbottled perfection\b|"
        r"\b(?:own (?:mother|mum|mom|husband|children)|nobody|no "
        r"one)\b[^.!?\n]{0,25}\brecogni[sz]e\b",
    ),
)
