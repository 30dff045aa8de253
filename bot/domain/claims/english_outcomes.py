"""English claims told by what is said to become of something, in whatever order it is told.

"Keloids flatten out", "not one dark spot survives": no fixed wording, but a subject and an outcome
in one sentence. Each gap is bounded.
"""

from bot.domain.claims import english_outcome_words as words
from bot.domain.claims import rules
from bot.domain.claims.phrasings import phrasing, together

PHRASINGS = (
    together(rules.CERTAINTY, words.CHANGED, words.AT_ONCE),
    phrasing(
        rules.SUPERLATIVE,
        rf"\b(?:better|stronger|safer|nicer|more effective|richer|cheaper and better|superior|"
        rf"puts|makes|leaves|beats?|outshines?|"
        rf"crushes|outclasses|outdoes) (?:\w+ ){{0,3}}(?:{words.RIVALS_BY_NAME})\b|"
        r"\b(?:never|won'?t) (?:\w+ )?need (?:another|any other|anything else|make ?up|"
        r"foundation|surgery)\b|"
        r"\b(?:replaces?|one \w+ replaces?) (?:your |the )?(?:whole|entire) (?:routine|shelf|"
        r"bathroom)\b|"
        r"\b(?:world|global(?:ly)?|worldwide|internationally) (?:\w+ )?(?:best|first|leading|"
        r"leader|number|famous|champion|record|winner)\b|"
        r"\b(?:best|no 1|number one|leading|top|favou?rite) (?:\w+ )?(?:worldwide|globally|"
        r"in history|of the century|in the galaxy|ever)\b|"
        r"\b(?:strongest|finest|greatest|purest|fastest|safest|most (?:effective|powerful|"
        r"advanced|potent|luxurious|trusted)) (?:\w+ ){0,4}"
        r"(?:market|world|earth|planet|asia|taiwan|ever|history|available|industry)\b|"
        r"\bno (?:cream|serum|brand|product|other \w+) "
        r"(?:\w+ ){0,3}(?:better|compares?|close|match(?:es)?|beats?|rivals?|stronger)\b|"
        r"\bleader in (?:anti|skin)|\bunique(?:ly)? effective\b|"
        r"\b(?:only|first) (?:we|our \w+|this \w+|ours)\b|\bsuperior\b|\bunrivall?ed\b|"
        r"\bpeerless\b|\bwinner of\b|\bworld class\b",
    ),
    phrasing(
        rules.CERTAINTY,
        r"\bsuccess rate\b|\b(?:works?|effective) (?:in|for) (?:every|all|each|any|100|"
        r"99) ?%? ?(?:case|cases|skin|skins|women|people|ages?)?\b|"
        r"\bcan(?:not|'?t) (?:possibly )?(?:fail|go wrong|disappoint)\b|\bwithout exception\b|"
        r"\b(?:the )?effect (?:never|will never|lasts (?:for ?ever|a lifetime|for life|"
        r"years))\b|"
        r"\bnever (?:wears? off|fades? away|ends?)\b|\b(?:results?|difference|"
        r"effect)s? (?:you can see )?(?:in|within|after) (?:\w+ )?(?:minutes?|seconds?|"
        r"hours?)\b|"
        r"\bmoney back if (?:you|it|your)\b|\byou (?:will|'ll) (?:be|look|become|get|"
        r"have) (?:\w+ ){0,3}(?:younger|perfect|flawless|beautiful|"
        r"white|fair|ageless|irresistible|unrecogni[sz]able)\b|\b(?:nobody|"
        r"no one) will recogni[sz]e you\b|\bunrecogni[sz]able\b|"
        r"\bmagic(?:al|ally)?\b(?! (?:eraser sponge|number|word))|\bunbelievable\b|"
        r"\bincredible (?:results?|effects?|transformation|power)\b|"
        r"\bmiraculous\w*\b|\bsuper ?natural\b|\bone (?:drop|tube|bottle|jar|use|"
        r"application) (?:is (?:all|enough)|turns?|makes?|cures?)\b",
    ),
    phrasing(
        rules.REMOVAL,
        r"\b(?:time|ageing|aging|age) (?:\w+ ){0,2}(?:stands? still|stops?|optional|reversed?|"
        r"defeated|a choice|history|no longer|in reverse|frozen)\b|"
        r"\b(?:biological|skin) age (?:\w+ ){0,3}(?:drops?|falls?|lower|reduced?|younger|"
        r"years)\b|\b(?:years|decades) (?:younger|gone|vanish|disappear|melt|fall)\w*\b|"
        r"\b(?:younger|young) (?:than|as) (?:your|a|you|at|when)\b|\bas young as\b|"
        r"\bwhiter than\b|\b(?:milk|snow|porcelain|paper) white\b|"
        r"\b(?:cease|ceases) to exist\b|\b(?:not|without) a (?:single )?(?:wrinkle|line|pore|"
        r"spot|freckle|blemish)\b|\bzero (?:wrinkles?|pores?|lines|spots)\b|"
        r"\b(?:youth|youthful\w*) (?:\w+ )?(?:returns?|restored|regained|for ever|forever|"
        r"in a)\b|\b(?:restores?|returns?|regain|brings? back) (?:\w+ )?(?:lost )?youth\b|"
        r"\breverse(?:s|d)? (?:\w+ ){0,3}(?:age|ageing|aging|damage|time|years|clock)\b|"
        r"\bunwrinkle|\bages? (?:in reverse|backwards?)\b|\bimmortal|\bforever (?:twenty|21|"
        r"young)\b",
    ),
    phrasing(
        rules.ABSOLUTE_SAFETY,
        r"\bchemicals?: (?:none|zero|0|no)\b|\b(?:0|zero|no) ?%? (?:chemicals|toxins|"
        r"side effects|irritation|risk|danger)\b|"
        r"\bnatural,? (?:and |so |therefore |which means )(?:\w+ ){0,3}(?:safe|harm|risk|"
        r"harmless)\w*|\b(?:can'?t|cannot|could not|will not|won'?t) (?:\w+ )?(?:harm|hurt|"
        r"irritate|damage)\b|"
        r"\bno (?:allergy|reaction|irritation|side effect) (?:has |was |"
        r"is )?(?:ever )?(?:been )?(?:reported|known|seen|possible)\b|"
        r"\b(?:even )?(?:babies|newborns|infants|pregnant women|allergy sufferers) (?:can|could|"
        r"may) (?:\w+ )?(?:use|drink|eat|swallow|wear)\b|"
        r"\bsafe (?:at|in|for|on) (?:any|every|all|unlimited|everyone|everybody)\b|"
        r"\bimpossible to (?:overdose|overuse|react|misuse)\b|\bno need to (?:patch ?)?test\b",
    ),
    phrasing(
        rules.AUTHORITY,
        r"\b(?:nasa|harvard|ministry|government|fda|tfda|hospital|surgeon|professor|scientist|"
        r"university)\w* (?:\w+ )?(?:recommend|approv|endors|certif|prov|confirm|"
        r"test|develop|swear|invent|trust|licen[cs])\w*\b|\b(?:recommended|approved|endorsed|"
        r"certified|proven|proved|prescribed|trusted|developed|tested|invented|"
        r"used|loved) (?:by|in|at) (?:\w+ ){0,3}(?:dermatologists|doctors|hospitals|surgeons|"
        r"scientists|nasa|harvard|ministry|government|experts|nurses|"
        r"pharmacists|professors|universities|celebrities|clinics)\b|\b(?:studies|science|"
        r"research|tests|trials|statistics|experts) (?:have |has |clearly )?(?:prove|proved|"
        r"proven|"
        r"confirm|confirmed|show it|guarantee|verify)\w*\b|\b\d{2,3} ?(?:%|percent|"
        r"per cent) (?:of (?:\w+ )?)?(?:\w+ )?(?:saw|users|women|customers|people|testers|"
        r"noticed|lost|"
        r"effective|fewer wrinkles|less wrinkles|of wrinkles)\b|\b(?:officially|government|"
        r"state) (?:approved|certified|recognised|recognized|registered|tested)\b|"
        r"\bpatented miracle\b",
    ),
    phrasing(
        rules.BODY_SHAPE,
        r"\b(?:grows?|lifts?|firms?|enlarges?|plumps?|boosts?|rounds?) (?:your |"
        r"the )?(?:breasts?|busts?|bottom|bum|buttocks|cleavage|behind)\b|"
        r"\b(?:slim|lose (?:fat|weight|inches|cm|kilos)|thin) (?:while|as) you (?:sleep|rest)\b|"
        r"\bmakes? you (?:taller|thinner|slimmer|slim)\b|"
        r"\bdouble eyelids?\b|\bv ?line\b|\bsheds? (?:\w+ )?(?:fat|weight|kilos)\b|\b(?:minus|"
        r"lose|loses|lost|down) (?:\d+|one|two|three|five) ?(?:cm|inch\w*|kg|kilos|sizes?|"
        r"pounds)\b|"
        r"\b(?:thinner|smaller|slimmer) (?:face|waist|legs|arms|thighs|jaw|nose|cheeks)\b|"
        r"\bfat (?:burner|burning|blocker|cells)\b|\bskinny\b|\bslimming\b|\binch loss\b",
    ),
    together(rules.DISEASE, words.ILLNESS, words.HELPED, can_be_advised=True),
    together(rules.REMOVAL, words.FLAW, words.NO_MORE),
    phrasing(
        rules.REMOVAL,
        r"\b(?:the )?end of (?:all |your )?(?:wrinkles|spots|pores|ageing|aging|lines|age)\b",
    ),
    phrasing(
        rules.REMOVAL,
        r"\b(?:whitens?|bleach\w*|lightens?) (?:your |the )?(?:whole |entire )?(?:body|face|"
        r"skin) (?:\w+ )?(?:in|within|for ever|"
        r"forever|permanently|by)\b|"
        rf"\b{words.SKIN_TONE}\b|\b(?:look|looks|looking|be|back to|like you'?re) "
        r"(?:\d\d|twenty|thirty|eighteen|a teenager|a child|your twenties|"
        r"your teens)(?: again)?\b"
        r"(?! (?:minutes|days|hours|products|ml|percent|%|reviews|items|customers|pieces))|"
        r"\bas (?:they|you|it) did at (?:\d\d|twenty|thirty|eighteen)\b|\bnever ages? again\b|"
        r"\b(?:takes?|took|taken|wip\w+|knocks?|shaves?) (?:\w+ )?(?:years|decades|"
        r"a decade) off\b|"
        r"\b(?:turns?|sets?|winds?) back (?:the )?(?:clock|time|years)\b|"
        r"\bage ?less(?:ness)? (?:forever|skin|guaranteed)\b|\b(?:mistaken|taken) for (?:my|"
        r"your|her) "
        r"(?:daughter|sister)\b|\b(?:friends|people|everyone) (?:will )?(?:think|thought|asks?|"
        r"ask|"
        r"suspect\w*) (?:if |that )?(?:you|i) (?:had|have had|got)\b",
    ),
    together(rules.BODY_SHAPE, words.BODY_PART, words.RESHAPED),
    phrasing(
        rules.BODY_SHAPE,
        r"\bminus \d+ ?(?:kg|kilos|cm|inches|pounds)\b|\b(?:loses?|losing|sheds?|"
        r"drops?) (?:\w+ ){0,2}"
        r"(?:weight|kilos?|kg|inches|pounds|dress sizes?)\b|\b(?:cup|dress) sizes? (?:bigger|"
        r"smaller|"
        r"up|down|naturally)\b|\bfat (?:cells?|melts?|disappears?|away|goes)\b|"
        r"\bdouble chins? (?:\w+ ){0,3}(?:gone|melts?|disappears?|vanish\w*)\b|"
        r"\bwater retention\b|\blymph(?:atic)? drain\w+",
    ),
    together(rules.ABSOLUTE_SAFETY, words.RIVAL, words.SLANDER),
    phrasing(
        rules.ABSOLUTE_SAFETY,
        r"\bside ?effects?: (?:impossible|none|zero|no|0|nil)\b|\bside ?effects? (?:are|"
        r"is) (?:impossible|"
        r"unheard of|unknown|excluded|out of the question)\b|\b(?:nobody|no one) "
        r"(?:has |have |is |or |will |can |could |ever |be |been |become )*(?:allergic|"
        r"irritated|react(?:s|ed)?|"
        r"harmed)\b|\b(?:can never|could never|impossible to|won'?t ever|will never|"
        r"never ever) (?:\w+ )?"
        r"(?:react|irritate|harm|hurt|damage|sting|be allergic|cause)\b|\b(?:totally harmless|"
        r"completely harmless|and harmless|risk ?free|"
        r"hazard ?free|danger ?free)\b(?! (?:trial|returns?|order|shopping|purchase))|"
        r"\bno (?:patch )?test(?:ing)? (?:is )?(?:needed|necessary|required)\b|\b(?:safe|"
        r"gentle) enough "
        r"to (?:eat|drink|swallow)\b|\byou (?:can|could) (?:even )?(?:eat|drink) it\b|"
        r"\buse as much as "
        r"you (?:like|want)\b|\bfree of any risk\b|\bpreservatives are (?:dangerous|toxic|"
        r"poison)|"
        r"\b(?:safe|harmless) (?:for|to) (?:all|every|any|absolutely|pregnan\w+|newborns?|"
        r"babies)\b|"
        r"\b(?:absolutely |completely )?no (?:irritation|allerg\w+|reactions?)(?:,)? (?:ever|"
        r"guaranteed|at all|whatsoever)\b|"
        r"\bparabens? (?:give|gives|cause|causes|mean) (?:\w+ )?cancer\b|"
        r"\btoxic (?:preservatives?|fillers?)\b|\bno risk\b|\bis not poison\b|"
        r"\bwithout any (?:risk|danger|harm)\b|\bpure enough\b",
    ),
)
