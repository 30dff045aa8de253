"""English claims told by what is said to become of something, in whatever order it is told.

"Keloids flatten out", "not one dark spot survives": no fixed wording, but a subject and an outcome
in one sentence. Each gap is bounded.
"""

from bot.domain.claims import rules
from bot.domain.claims.phrasings import Phrasing, phrasing
from bot.domain.claims.rules import Rule

_GAP = r"[^.!?;\n]{0,70}?"


def _together(rule: Rule, subject: str, outcome: str, **facts: bool) -> Phrasing:
    """Both in one sentence, or the outcome right after it."""
    pattern = (
        rf"\b(?:{subject})\b(?:{_GAP}|[?!.:] ?{_GAP})\b(?:{outcome})\b|"
        rf"\b(?:{outcome})\b{_GAP}\b(?:{subject})\b"
    )
    return phrasing(rule, pattern, can_be_advised=facts.get("can_be_advised", False))


_ILLNESS = (
    r"(?:cystic |hormonal |fungal |active )?acne(?! prone)|c ?\.? acnes|pimples?|zits?|breakouts|"
    r"cysts|pustules|eczema|excema|dermatitis|psoriasis|rosacea|hives|rash(?:es)?|"
    r"diseased skin|skin diseases?|infections?|infected|ringworm|athlete'?s foot|fung(?:us|al)|"
    r"wounds?|cuts|blisters|(?:ice pick |acne )?scar(?:s|ring)|keloids?|warts?|moles?|skin tags?|"
    r"cold sores?|herpes|"
    r"folliculitis|impetigo|melasma|chloasma|vitiligo|inflammation|swelling|itch(?:es|ing|"
    r"iness)?|"
    r"(?:joint |muscle |knee |back )?pain|aches|arthritis|allerg(?:y|ies|ic)|(?:skin )?cancer|"
    r"ulcers?|sores|(?:varicose|spider) veins?|dandruff|(?:hair loss|baldness|bald|balding|"
    r"alopecia)|"
    r"bites|boils|shingles|keratosis|seborrh?\w+|disease|disorders?|diabetes|asthma|insomnia|"
    r"depression|anxiety|headaches?|migraines?|hot flushes|hot flashes|menopaus\w+|"
    r"blood (?:stasis|pressure|sugar)|bacteria|germs?|viruses|microbes|mites|malassezia|"
    r"hormon(?:e|es|al)|thyroid|lymph\w*|cramps|bruis(?:es|ing)|nerve damage|hyperhidrosis|"
    r"jaundice|eye infections?|styes?|haemorrhoids?|hemorrhoids?"
)
_HELPED = (
    r"gone|goes away|go away|clear(?:s|ed|ing)?(?: up)?|calm(?:s|ed|ing)?|fad(?:es|ed|ing)|"
    r"lightens?|"
    r"flatten(?:s|ed|ing)?|disappear(?:s|ed|ing)?|vanish(?:es|ed)?|"
    r"not (?:a|one) single|none left|fix(?:es|ed)?|revers(?:es|ed|ing)|eases?|eased|easing|"
    r"heal(?:s|ed|ing)?|cur(?:e|es|ed|ing)|treat(?:s|ed|ing|ment)?|destroy(?:s|ed)?|"
    r"fill(?:s|ed)? (?:in|out)|guards?|shields? (?:you )?(?:from|against)|protects? (?:you )?"
    r"(?:from|against)|deleted?|solv(?:es|ed)|shrinks?|shrank|reliev(?:es|ed|ing)|relief|"
    r"effective|rid of|banish(?:es|ed)?|wip(?:es|ed|ing) (?:out|away)|"
    r"outperform(?:s|ed)?|fights?|fighting|out of work|remed(?:y|ies)|sooth(?:es|ed|ing)|"
    r"takes? away|took away|bring(?:s|ing)? down|brought down|kill(?:s|ed|ing)?|"
    r"eliminat(?:es|ed|ing)|prevent(?:s|ed|ing)?|stop(?:s|ped)|combats?|tackl(?:es|ed)|"
    r"balanc(?:es|ed|ing)|regulat(?:es|ed|ing)|disinfects?|steriliz?s?es|drains?|dissolv(?:es|"
    r"ed)|"
    r"dr(?:ies|ied) (?:up|out)|closes? (?:up)?|recover(?:s|ed)?|repair(?:s|ed)?|tam(?:es|ed)|"
    r"controls?|no more|a thing of the past|survives?|remission|works? (?:against|on|for)|"
    r"does (?:it )?work against|better in|improv(?:es|ed|ing)|sort(?:s|ed) out|knocks? out|"
    r"says? goodbye|said goodbye|free (?:from|of)|never comes? back|never came back|stays? away|"
    r"lets? you throw away|throw away your|instead of (?:pills|tablets|a doctor)|rescues?|"
    r"defeats?|"
    r"beats?|conquers?|relax(?:es)?|suppress(?:es)?|strengthens?|boosts?|lowers?"
)
_FLAW = (
    r"wrinkles?|(?:fine |expression |deep )?lines?|crow'?s feet|(?:dark |age |sun |"
    r"brown )?spots?|"
    r"pigmentation|freckles?|dark circles?|eye ?bags?|pores?|cellulite|stretch marks?|sagging|"
    r"jowls|blackheads?|traces? of time|signs of ag(?:e?)ing|old age|ag(?:e?)ing|crepey skin|"
    r"turkey neck|frown lines"
)
_NO_MORE = (
    r"deleted?|gone|vanish\w*|disappear\w*|eras(?:e|es|ed)|never (?:returns?|come back|again|"
    r"form)|"
    r"not (?:one|a single)|will survive|survives?|nothing left|wiped?|ironed out|"
    r"melts?(?: away)?|melted|dissolves? (?!in )|reversed?|undone|undoes|no longer exists?|zero|"
    r"to nothing|"
    r"banish\w*|eliminat\w+|eradicat\w+|forever|for good|permanently|in a flash|history|"
    r"filled in|"
    r"fills? in|annihilat\w+|nuked?|zapped|for life|a memory|invisible|rubs? out|rubbed out|"
    r"cures?|cured|overnight|within days|completely removed|impossible to find|stand a chance|"
    r"farewell|"
    r"adieu|bye|injections?|freez\w+|unseen|no chance|lose(?:s)? the fight|surrender\w*|give up"
)
_SKIN_TONE = (
    r"(?:\d+|one|two|three|four|five|several|many) (?:times|shades?|tones?|levels?|grades?) "
    r"(?:whiter|fairer|lighter|brighter|paler|younger|smaller|tighter|firmer|stronger|better|"
    r"more (?:effective|powerful|potent))"
)
_BODY_PART = (
    r"(?:face|jaw ?(?:line|bones?)?|waist|thighs?|belly|tummy|arms?|legs?|calves|hips|"
    r"double chin|"
    r"cheeks?|cup size|breasts?|busts?|bums?|buttocks|nose|eyelids?|cheek ?bones|figure|ankles)"
)
_RESHAPED = (
    r"(?:slimmer|smaller|slims?|slimming|shrinks?|narrower|v ?shaped|sculpt(?:s|ed)|lifts? by|"
    r"inches|kg|kilos?|pounds|bigger|fuller cup|enlarg\w+|melt(?:s|ed)?|dissolv\w+|"
    r"firmer and bigger|reshap\w+|contour(?:s|ed)|a size (?:up|down)|grow(?:s)? by|"
    r"adds? a (?:cup|size)|burn(?:s|t|ed)? fat)"
)
_RIVAL = (
    r"(?:other|drug ?store|supermarket|leading|luxury|cheap|ordinary|big|western|chemical|"
    r"competitor\w*|"
    r"competing|rival|conventional|branded|famous|department store|all those|everyone else'?s|"
    r"their) (?:\w+ )?(?:brands?|creams?|lotions?|products?|serums?|moisturi[sz]ers?|cosmetics?|"
    r"sunscreens?|labels?|skin ?care|companies|shops?)"
)
_SLANDER = (
    r"ruins?|poison\w*|toxic|toxins|destroys?|damag\w+|useless|worthless|carcinogen\w*|cancer|"
    r"lies?|"
    r"lying|cheat\w*|scam|harm(?:s|ful)?|garbage|rubbish|fake|dangerous|burns? your|age you|"
    r"ages? your|"
    r"inferior|fails?|failed|don'?t work|do nothing|never work\w*|plastic|rip ?off|"
    r"waste of money|"
    r"can'?t (?:match|compete|compare)|cannot (?:match|compete|compare)|jealous|beaten|"
    r"comes? close"
)

_CHANGED = (
    r"whit(?:e|er|est|ening|ens?)|fair(?:er)?|pal(?:e|er)|lighter|young(?:er)?|youth\w*|"
    r"flawless|perfect(?:ion)?|poreless|"
    r"clear skin|clearer|clears|tighter|lifted|gone|disappear\w*|vanish\w*|transform\w*|"
    r"new skin|new face|reborn|"
    r"baby skin|porcelain|milk(?:y)?|snow|wrinkle|wrinkles|spots?|pores?|dark circles|years off|"
    r"shades?|tones?|ageless|ageing|aging|"
    r"results?|success|effects?|face ?lift|miracles?|beautiful|stunning|gorgeous|radiance|"
    r"glow(?:s|ing)?|firmer|firmness"
)
_AT_ONCE = (
    r"for ?ever|for life|a lifetime|lifelong|everlasting|eternal(?:ly)?|permanent(?:ly)?|"
    r"instant(?:ly)?|overnight|"
    r"in (?:one|a single|just one) (?:night|day|hour|minute|second|use|week|wash)|"
    r"by (?:tomorrow|morning|friday|monday|the weekend|"
    r"tonight)|(?:with)?in (?:an|one) hour|in no time|in (?:\d+|two|three|five|seven|ten|thirty|"
    r"sixty) (?:days|hours|minutes|seconds|nights)|"
    r"100 ?(?:%|percent|per cent)|hundred (?:percent|per cent)|guarantee\w*|without fail|"
    r"every (?:single )?time|never (?:fails?|again)|"
    r"no matter what|from the (?:very )?first (?:second|minute|use|drop|day|night|application)|"
    r"for sure|definitely|certainly"
)
_RIVALS_BY_NAME = (
    r"la mer|sk ?ii|chanel|dior|est[eé]e lauder|lanc[oô]me|la prairie|clinique|shiseido|"
    r"kiehl'?s|la roche posay|"
    r"cerave|the ordinary|drunk elephant|cetaphil|avene|vichy|sisley|guerlain|olay|nivea|l'?oreal"
)

PHRASINGS = (
    _together(rules.CERTAINTY, _CHANGED, _AT_ONCE),
    phrasing(
        rules.SUPERLATIVE,
        rf"\b(?:better|stronger|safer|nicer|more effective|richer|cheaper and better|superior|"
        rf"puts|makes|leaves|beats?|outshines?|"
        rf"crushes|outclasses|outdoes) (?:\w+ ){{0,3}}(?:{_RIVALS_BY_NAME})\b|"
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
    _together(rules.DISEASE, _ILLNESS, _HELPED, can_be_advised=True),
    _together(rules.REMOVAL, _FLAW, _NO_MORE),
    phrasing(
        rules.REMOVAL,
        r"\b(?:the )?end of (?:all |your )?(?:wrinkles|spots|pores|ageing|aging|lines|age)\b",
    ),
    phrasing(
        rules.REMOVAL,
        r"\b(?:whitens?|bleach\w*|lightens?) (?:your |the )?(?:whole |entire )?(?:body|face|"
        r"skin) (?:\w+ )?(?:in|within|for ever|"
        r"forever|permanently|by)\b|"
        rf"\b{_SKIN_TONE}\b|\b(?:look|looks|looking|be|back to|like you'?re) "
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
    _together(rules.BODY_SHAPE, _BODY_PART, _RESHAPED),
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
    _together(rules.ABSOLUTE_SAFETY, _RIVAL, _SLANDER),
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
    phrasing(
        rules.CERTAINTY,
        r"\bresults? (?:are|is) (?:certain|sure|assured|inevitable|unavoidable|permanent|"
        r"immediate|"
        r"instant|eternal|foolproof)\b|\b(?:effects?|results?) (?:\w+ )?(?:everlasting|eternal|"
        r"permanent|"
        r"for life|never (?:ends?|fades?|wears? off))\b|\beverlasting\b|\b(?:definitely|"
        r"certainly|surely|"
        r"undoubtedly|without (?:a )?(?:doubt|fail)) (?:have|get|become|be|look|see|will|clear|"
        r"works?|"
        r"give|make|turn|whiten|remov\w+|eras\w+)\b|\bthat'?s a (?:fact|promise)\b|"
        r"\bno exceptions?\b|"
        r"\b(?<!nearly )(?<!almost )(?:every|each) (?:single )?(?:user|customer|woman|person|"
        r"one of our \w+)(?: \w+){0,3}? "
        r"(?:becomes?|gets?|turns?|will|sees?|looks?|saw|is|glows?)\b(?! (?:different|unique|in|"
        r"to|able))|"
        r"\bwhatever your (?:age|skin)\b|\bi can (?:promise|guarantee)\b|\bor (?:you|"
        r"your) money back\b|"
        r"\bno matter (?:how|what) (?:old|deep|bad|severe|stubborn)\b|\b(?:just one|"
        r"only one) (?:use|"
        r"application|drop|night|swipe)\b|\bcompletely new skin\b|"
        r"\bnew skin\b (?:in|within|after|by)|\bworks? (?:like magic|every time|100|"
        r"without fail|for all)\b|"
        r"\bmiracles?\b(?! (?:rose|cream\b|serum\b|balm|oil|mask|mist|glow|shade))|"
        r"\bperfect skin\b|"
        r"\bflawless (?:skin|face|complexion)\b|\bzero (?:flaws?|imperfections|blemishes)\b|"
        r"\bafter (?:just )?the (?:very )?first (?:drop|use|application|night|swipe|time)\b|"
        r"\bskin so perfect\b|"
        r"\b(?:any|every|all) skin (?:becomes |turns )?flawless\b|\b(?:never|not) (?:get|grow|"
        r"look|be) old\b|\btime run backwards\b|"
        r"\bpoof\b|\bin the blink of an eye\b|\bovernight,? (?:your|you|skin|everything)\b|"
        r"\b(?:wake|woke) up (?:with|to) (?:\w+ ){0,2}(?:new|perfect|flawless|clear|younger|"
        r"whiter)\b",
    ),
    phrasing(
        rules.SUPERLATIVE,
        r"\b(?:nothing|no product|no cream|nobody) (?:\w+ ){0,3}(?:better|than any|full stop|"
        r"period|anything else)\b(?! (?:suit|fit)s?)|\b(?:ultimate|supreme|perfect|legendary|"
        r"unequalled|"
        r"unique in the world|one and only|champion|king|queen|goddess) (?:\w+ )?(?:cure|cream|"
        r"serum|"
        r"anti ?ag\w+|formula|solution|weapon|answer|secret|of (?:serums|creams|skin ?care))\b|"
        r"\bbeats? (?:every|all|any|the best)\b|\bfirst (?:and only )?in the (?:world|"
        r"universe)\b|"
        r"\b(?:without|has no|have no|no) (?:equal|rival|competition|competitors?|match|peer)\b|"
        r"\bthe only (?:\w+ )?(?:brand|product|cream|serum|thing|one|skin ?care|moisturi[sz]er) "
        r"(?:that |which |you )?(?:\w+ )?(?:works?|need|helps|you|can|does|in)\b|"
        r"\bnothing (?:else )?(?:is|has|comes|will|can) (?:\w+ )?(?:needed|better|close|match|"
        r"compare)|"
        r"\b(?:best|finest|strongest|greatest) (?:in|on|of) (?:the )?(?:world|earth|universe|"
        r"planet|asia|"
        r"market|all time|history|industry)\b|\bbest ever\b|\bleaves (?:\w+ )?others? behind\b|"
        r"\bmore (?:effective|powerful|potent) than\b(?! (?:it|the (?:\d|gel|other size)))|"
        r"\b(?:\d+|five|ten|two|three|hundred|a hundred|thousand) times (?:more|stronger|better|"
        r"as|the|"
        r"whiter|faster)\b|\bnumber ?one\b (?:\w+ ){0,3}(?:in|formula|brand|brightening|"
        r"whitening|anti)",
    ),
    phrasing(
        rules.AUTHORITY,
        r"\b(?:ivy league|harvard|oxford|stanford|mit|cambridge|nobel|nasa|swiss|japanese|"
        r"korean|american|"
        r"german|leading|top|world|renowned|university|military) (?:\w+ )?(?:scientists?|"
        r"doctors?|"
        r"dermatologists?|professors?|researchers?|laborator(?:y|ies)|labs?|experts?|surgeons?|"
        r"winning|prize|technology|hospitals?) ?(?:call|say|prove|swear|confirm|developed|"
        r"discover\w*|agree|"
        r"recommend|use|in every|formula|secret|invented|behind|approve|trust|found|created|"
        r"proved)?\w*\b|"
        r"\b(?<!your )(?<!a )(?<!the )(?:government|state|ministry|fda|tfda|hospital|doctor|"
        r"clinic|eu) ?(?:tested|approved|"
        r"certified|endorsed|authori[sz]ed|recommended|backed|sanctioned|proven|formulated)\b|"
        r"\b(?:my|our|any|every|a famous|even) (?:own )?(?:doctor|dermatologist|"
        r"surgeon)s? (?:\w+ ){0,2}"
        r"(?:could not believe|couldn'?t believe|was amazed|swears?|uses? it|recommends? (?:it|"
        r"this)|"
        r"told me to buy|asked|amazed|stunned|switched|prescribes? (?:it|this))\b|"
        r"\b(?:9|nine|8|eight|99|95|10|ten) (?:out of|in|of) (?:10|ten|100|every) \w+|"
        r"\b(?:doctors?|dermatologists?|scientists?|experts?|hospitals?|celebrities|surgeons?) "
        r"(?:everywhere|worldwide|swear|love|trust|choose|agree|hate|don'?t want|are amazed|"
        r"use it on|keep (?:it )?secret)\b|\b(?:certified|approved|registered|verified) (?:by|"
        r"with) (?:the )?"
        r"(?:ministry|government|fda|eu|who|state|health)\b",
    ),
    phrasing(
        rules.DRUG_OR_DEVICE,
        r"\b(?:acts?|works?|performs?|behaves?) (?:just |exactly )?like (?:a |"
        r"an )?(?:\w+ )?(?:steroids?|"
        r"antibiotics?|cortisone|drugs?|medicine|botox|lasers?|retinoid prescription|"
        r"painkillers?)\b|"
        r"\b(?:ultrasound|laser|thermage|ultherapy|salon|clinic|hospital|surgery|prescription|"
        r"radio ?"
        r"frequency|botox|hifu|injection|peel|doctor'?s office) (?:level|grade|strength|class|"
        r"quality|"
        r"style|like|effects?|results?|power)\b|\byou (?:need|won'?t need|don'?t need|"
        r"will not need) "
        r"(?:no |a |any )?(?:doctor|dermatologist|medicine|prescription|antibiotic)\w*|"
        r"\b(?:no|without|forget|skip|throw away|bin|ditch|cancel|replaces?|instead of) (?:the |"
        r"a |an |"
        r"your |any |more |expensive )*(?:doctors?|dermatologists?|prescriptions?|antibiotics?|"
        r"steroids?|"
        r"tretinoin|retinoids? prescriptions?|medicines?|medications?|pills|injections?|surgery|"
        r"scalpel|"
        r"needles?|botox|lasers?|fillers?|isotretinoin|accutane|cortisone|hydrocortisone|"
        r"clinic appointments?)\b(?! (?:and|or) (?:pharmacist|allergies))|"
        r"\b(?:does|did|do) (?:what|the same as) (?:your |a |an )?(?:prescription|antibiotics?|"
        r"medicine|"
        r"doctor|laser|botox)\w*|\bdoes the same from a\b|\b(?:natural|herbal|plant|liquid|"
        r"topical|"
        r"needle ?free|over the counter) (?:antibiotics?|steroids?|cortisone|botox|fillers?|"
        r"retinoids? "
        r"drug|medicine|painkiller|facelift|hormones?)\b|\b(?:outperforms?|beats?|stronger than|"
        r"as "
        r"(?:effective|good|strong|powerful) as|better than|equal to|matches) (?:a |an |any |"
        r"most )?"
        r"(?:hydrocortisone|benzoyl peroxide|antibiotics?|tretinoin|retinoid\w*|medicines?|"
        r"prescription\w*|"
        r"steroids?|minoxidil|accutane|isotretinoin|doctors?|adapalene|drugs?)\b|\bantiseptic\b|"
        r"\b(?:dose|dosage|therapy|remedy|ointment for)\b (?:against|for|of choice)",
    ),
    phrasing(
        rules.BODY_FUNCTION,
        r"\b(?:produce|make|build|create|generate|regain|regrow|grow|rebuild|"
        r"multiply)\w* (?:\w+ ){0,3}?"
        r"(?:own )?(?:collagen|elastin|hyaluronic acid|ceramides? again|cells|skin (?:cells|"
        r"tissue)|"
        r"lashes|eyelashes|hair|brows)\b|\b(?:longevity|sirtuins?|telomer\w+|genes?|dna|"
        r"stem cells?|"
        r"exosomes?|mitochondri\w+|fibroblasts?|melanocytes?)\b[^.!?\n]{0,40}?\b(?:activat|"
        r"repair|boost|"
        r"wak|switch|rejuvenat|protect|lengthen|reprogram|tell|instruct|stimulat|renew|young|"
        r"feed)\w*|"
        r"\b(?:activat|repair|boost|wake|awaken|switch|rejuvenat|lengthen|reprogram|tell|"
        r"instruct|stimulat|"
        r"renew|feed|reset)\w* [^.!?\n]{0,40}?\b(?:longevity|sirtuins?|telomer\w+|genes?|dna|"
        r"stem cells?|"
        r"cells?|mitochondri\w+|fibroblasts?|melanocytes?|follicles?)\b|\bcell division\b|"
        r"\b(?:hair|lashes|brows) (?:\w+ ){0,3}(?:comes? back|grows? back|regrows?|grows? (?:in|"
        r"thicker|"
        r"longer|again)|returns?)\b|\b(?:new|thicker|longer) (?:lashes|hair|brows|"
        r"eyelashes) (?:grow|in)\b|"
        r"\b(?:muscles?|nerves?) (?:\w+ ){0,2}(?:relax|stop|freez|paraly[sz]|block)\w*|"
        r"\b(?:relax|paraly[sz]|freez|block)\w* (?:\w+ ){0,2}(?:muscles?|nerves?)\b|"
        r"\b(?:changing|changes?|permanently change) (?:their|its|the|your) (?:size|structure|"
        r"skin type)\b|"
        r"\b(?:doubles?|triples?|multipl\w+|rewrit\w+|raises?|lifts? your|tops? up your own|"
        r"normali[sz]es?) "
        r"(?:\w+ |skin's ){0,3}(?:collagen|elastin|dna|genes?|hormones?|hormone levels?|cells?|"
        r"metabolism|circulation)\b|"
        r"\bphyto ?estrogens?\b|\b(?:structure|matrix) of the skin is (?:rebuilt|renewed)\b",
    ),
)
