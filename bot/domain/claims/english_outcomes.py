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
    r"folliculitis|impetigo|melasma|chloasma|vitiligo|inflammation|swelling|itch(?:es|ing|iness)?|"
    r"(?:joint |muscle |knee |back )?pain|aches|arthritis|allerg(?:y|ies|ic)|(?:skin )?cancer|"
    r"ulcers?|sores|(?:varicose|spider) veins?|dandruff|(?:hair loss|baldness|bald|balding|alopecia)|"
    r"bites|boils|shingles|keratosis|seborrh?\w+|disease|disorders?|diabetes|asthma|insomnia|"
    r"depression|anxiety|headaches?|migraines?|hot flushes|hot flashes|menopaus\w+|"
    r"blood (?:stasis|pressure|sugar)|bacteria|germs?|viruses|microbes|mites|malassezia|"
    r"hormon(?:e|es|al)|thyroid|lymph\w*|cramps|bruis(?:es|ing)|nerve damage|hyperhidrosis|"
    r"jaundice|eye infections?|styes?|haemorrhoids?|hemorrhoids?"
)
_HELPED = (
    r"gone|goes away|go away|clear(?:s|ed|ing)?(?: up)?|calm(?:s|ed|ing)?|fad(?:es|ed|ing)|lightens?|"
    r"flatten(?:s|ed|ing)?|disappear(?:s|ed|ing)?|vanish(?:es|ed)?|"
    r"not (?:a|one) single|none left|fix(?:es|ed)?|revers(?:es|ed|ing)|eases?|eased|easing|"
    r"heal(?:s|ed|ing)?|cur(?:e|es|ed|ing)|treat(?:s|ed|ing|ment)?|destroy(?:s|ed)?|"
    r"fill(?:s|ed)? (?:in|out)|guards?|shields? (?:you )?(?:from|against)|protects? (?:you )?"
    r"(?:from|against)|deleted?|solv(?:es|ed)|shrinks?|shrank|reliev(?:es|ed|ing)|relief|"
    r"effective|rid of|banish(?:es|ed)?|wip(?:es|ed|ing) (?:out|away)|"
    r"outperform(?:s|ed)?|fights?|fighting|out of work|remed(?:y|ies)|sooth(?:es|ed|ing)|"
    r"takes? away|took away|bring(?:s|ing)? down|brought down|kill(?:s|ed|ing)?|"
    r"eliminat(?:es|ed|ing)|prevent(?:s|ed|ing)?|stop(?:s|ped)|combats?|tackl(?:es|ed)|"
    r"balanc(?:es|ed|ing)|regulat(?:es|ed|ing)|disinfects?|steriliz?s?es|drains?|dissolv(?:es|ed)|"
    r"dr(?:ies|ied) (?:up|out)|closes? (?:up)?|recover(?:s|ed)?|repair(?:s|ed)?|tam(?:es|ed)|"
    r"controls?|no more|a thing of the past|survives?|remission|works? (?:against|on|for)|"
    r"does (?:it )?work against|better in|improv(?:es|ed|ing)|sort(?:s|ed) out|knocks? out|"
    r"says? goodbye|said goodbye|free (?:from|of)|never comes? back|never came back|stays? away|"
    r"lets? you throw away|throw away your|instead of (?:pills|tablets|a doctor)|rescues?|defeats?|"
    r"beats?|conquers?|relax(?:es)?|suppress(?:es)?|strengthens?|boosts?|lowers?"
)
_FLAW = (
    r"wrinkles?|(?:fine |expression |deep )?lines?|crow'?s feet|(?:dark |age |sun |brown )?spots?|"
    r"pigmentation|freckles?|dark circles?|eye ?bags?|pores?|cellulite|stretch marks?|sagging|"
    r"jowls|blackheads?|traces? of time|signs of ag(?:e?)ing|old age|ag(?:e?)ing|crepey skin|"
    r"turkey neck|frown lines"
)
_NO_MORE = (
    r"deleted?|gone|vanish\w*|disappear\w*|eras(?:e|es|ed)|never (?:returns?|come back|again|form)|"
    r"not (?:one|a single)|will survive|survives?|nothing left|wiped?|ironed out|"
    r"melts?(?: away)?|melted|dissolves? (?!in )|reversed?|undone|undoes|no longer exists?|zero|to nothing|"
    r"banish\w*|eliminat\w+|eradicat\w+|forever|for good|permanently|in a flash|history|filled in|"
    r"fills? in|annihilat\w+|nuked?|zapped|for life|a memory|invisible|rubs? out|rubbed out|"
    r"cures?|cured|overnight|within days|completely removed|impossible to find"
)
_SKIN_TONE = (
    r"(?:\d+|one|two|three|four|five|several|many) (?:times|shades?|tones?|levels?|grades?) "
    r"(?:whiter|fairer|lighter|brighter|paler|younger|smaller|tighter|firmer|stronger|better|"
    r"more (?:effective|powerful|potent))"
)
_BODY_PART = (
    r"(?:face|jaw ?(?:line|bones?)?|waist|thighs?|belly|tummy|arms?|legs?|calves|hips|double chin|"
    r"cheeks?|cup size|breasts?|busts?|bums?|buttocks|nose|eyelids?|cheek ?bones|figure|ankles)"
)
_RESHAPED = (
    r"(?:slimmer|smaller|slims?|slimming|shrinks?|narrower|v ?shaped|sculpt(?:s|ed)|lifts? by|"
    r"inches|kg|kilos?|pounds|bigger|fuller cup|enlarg\w+|melt(?:s|ed)?|dissolv\w+|"
    r"firmer and bigger|reshap\w+|contour(?:s|ed)|a size (?:up|down)|grow(?:s)? by|"
    r"adds? a (?:cup|size)|burn(?:s|t|ed)? fat)"
)
_RIVAL = (
    r"(?:other|drug ?store|supermarket|leading|luxury|cheap|ordinary|big|western|chemical|competitor\w*|"
    r"competing|rival|conventional|branded|famous|department store|all those|everyone else'?s|"
    r"their) (?:\w+ )?(?:brands?|creams?|lotions?|products?|serums?|moisturi[sz]ers?|cosmetics?|"
    r"sunscreens?|labels?|skin ?care|companies|shops?)"
)
_SLANDER = (
    r"ruins?|poison\w*|toxic|toxins|destroys?|damag\w+|useless|worthless|carcinogen\w*|cancer|lies?|"
    r"lying|cheat\w*|scam|harm(?:s|ful)?|garbage|rubbish|fake|dangerous|burns? your|age you|ages? your|"
    r"inferior|fails?|failed|don'?t work|do nothing|never work\w*|plastic|rip ?off|waste of money|"
    r"can'?t (?:match|compete|compare)|cannot (?:match|compete|compare)|jealous|beaten|comes? close"
)

PHRASINGS = (
    _together(rules.DISEASE, _ILLNESS, _HELPED, can_be_advised=True),
    _together(rules.REMOVAL, _FLAW, _NO_MORE),
    phrasing(
        rules.REMOVAL,
        r"\b(?:the )?end of (?:all |your )?(?:wrinkles|spots|pores|ageing|aging|lines|age)\b",
    ),
    phrasing(
        rules.REMOVAL,
        rf"\b{_SKIN_TONE}\b|\b(?:look|looks|looking|be|back to|like you'?re) "
        r"(?:\d\d|twenty|thirty|eighteen|a teenager|a child|your twenties|your teens)(?: again)?\b"
        r"(?! (?:minutes|days|hours|products|ml|percent|%|reviews|items|customers|pieces))|"
        r"\bas (?:they|you|it) did at (?:\d\d|twenty|thirty|eighteen)\b|\bnever ages? again\b|"
        r"\b(?:takes?|took|taken|wip\w+|knocks?|shaves?) (?:\w+ )?(?:years|decades|a decade) off\b|"
        r"\b(?:turns?|sets?|winds?) back (?:the )?(?:clock|time|years)\b|"
        r"\bage ?less(?:ness)? (?:forever|skin|guaranteed)\b|\b(?:mistaken|taken) for (?:my|your|her) "
        r"(?:daughter|sister)\b|\b(?:friends|people|everyone) (?:will )?(?:think|thought|asks?|ask|"
        r"suspect\w*) (?:if |that )?(?:you|i) (?:had|have had|got)\b",
    ),
    _together(rules.BODY_SHAPE, _BODY_PART, _RESHAPED),
    phrasing(
        rules.BODY_SHAPE,
        r"\bminus \d+ ?(?:kg|kilos|cm|inches|pounds)\b|\b(?:loses?|losing|sheds?|drops?) (?:\w+ ){0,2}"
        r"(?:weight|kilos?|kg|inches|pounds|dress sizes?)\b|\b(?:cup|dress) sizes? (?:bigger|smaller|"
        r"up|down|naturally)\b|\bfat (?:cells?|melts?|disappears?|away|goes)\b|"
        r"\bwater retention\b|\blymph(?:atic)? drain\w+",
    ),
    _together(rules.ABSOLUTE_SAFETY, _RIVAL, _SLANDER),
    phrasing(
        rules.ABSOLUTE_SAFETY,
        r"\bside ?effects?: (?:impossible|none|zero|no|0|nil)\b|\bside ?effects? (?:are|is) (?:impossible|"
        r"unheard of|unknown|excluded|out of the question)\b|\b(?:nobody|no one) "
        r"(?:has |have |is |or |will |can |could |ever |be |been |become )*(?:allergic|irritated|react(?:s|ed)?|"
        r"harmed)\b|\b(?:can never|could never|impossible to|won'?t ever|will never|never ever) (?:\w+ )?"
        r"(?:react|irritate|harm|hurt|damage|sting|be allergic|cause)\b|\b(?:totally harmless|completely harmless|and harmless|risk ?free|"
        r"hazard ?free|danger ?free)\b(?! (?:trial|returns?|order|shopping|purchase))|"
        r"\bno (?:patch )?test(?:ing)? (?:is )?(?:needed|necessary|required)\b|\b(?:safe|gentle) enough "
        r"to (?:eat|drink|swallow)\b|\byou (?:can|could) (?:even )?(?:eat|drink) it\b|\buse as much as "
        r"you (?:like|want)\b|\bfree of any risk\b|\bpreservatives are (?:dangerous|toxic|poison)|"
        r"\b(?:safe|harmless) (?:for|to) (?:all|every|any|absolutely|pregnan\w+|newborns?|babies)\b|"
        r"\bno risk\b|\bis not poison\b|\bwithout any (?:risk|danger|harm)\b|\bpure enough\b",
    ),
    phrasing(
        rules.CERTAINTY,
        r"\bresults? (?:are|is) (?:certain|sure|assured|inevitable|unavoidable|permanent|immediate|"
        r"instant|eternal|foolproof)\b|\b(?:effects?|results?) (?:\w+ )?(?:everlasting|eternal|permanent|"
        r"for life|never (?:ends?|fades?|wears? off))\b|\beverlasting\b|\b(?:definitely|certainly|surely|"
        r"undoubtedly|without (?:a )?(?:doubt|fail)) (?:have|get|become|be|look|see|will|clear|works?|"
        r"give|make|turn|whiten|remov\w+|eras\w+)\b|\bthat'?s a (?:fact|promise)\b|\bno exceptions?\b|"
        r"\b(?<!nearly )(?<!almost )(?:every|each) (?:single )?(?:user|customer|woman|person|one of our \w+)(?: \w+){0,3}? "
        r"(?:becomes?|gets?|turns?|will|sees?|looks?|saw|is|glows?)\b(?! (?:different|unique|in|to|able))|"
        r"\bwhatever your (?:age|skin)\b|\bi can (?:promise|guarantee)\b|\bor (?:you|your) money back\b|"
        r"\bno matter (?:how|what) (?:old|deep|bad|severe|stubborn)\b|\b(?:just one|only one) (?:use|"
        r"application|drop|night|swipe)\b|\bcompletely new skin\b|"
        r"\bnew skin\b (?:in|within|after|by)|\bworks? (?:like magic|every time|100|without fail|for all)\b|"
        r"\bmiracles?\b(?! (?:rose|cream\b|serum\b|balm|oil|mask|mist|glow|shade))|\bperfect skin\b|"
        r"\bflawless (?:skin|face|complexion)\b|\bzero (?:flaws?|imperfections|blemishes)\b|"
        r"\bpoof\b|\bin the blink of an eye\b|\bovernight,? (?:your|you|skin|everything)\b|"
        r"\b(?:wake|woke) up (?:with|to) (?:\w+ ){0,2}(?:new|perfect|flawless|clear|younger|whiter)\b",
    ),
    phrasing(
        rules.SUPERLATIVE,
        r"\b(?:nothing|no product|no cream|nobody) (?:\w+ ){0,3}(?:better|than any|full stop|"
        r"period|anything else)\b(?! (?:suit|fit)s?)|\b(?:ultimate|supreme|perfect|legendary|unequalled|"
        r"unique in the world|one and only|champion|king|queen|goddess) (?:\w+ )?(?:cure|cream|serum|"
        r"anti ?ag\w+|formula|solution|weapon|answer|secret|of (?:serums|creams|skin ?care))\b|"
        r"\b(?:without|has no|have no|no) (?:equal|rival|competition|competitors?|match|peer)\b|"
        r"\bthe only (?:\w+ )?(?:brand|product|cream|serum|thing|one|skin ?care|moisturi[sz]er) "
        r"(?:that |which |you )?(?:\w+ )?(?:works?|need|helps|you|can|does|in)\b|"
        r"\bnothing (?:else )?(?:is|has|comes|will|can) (?:\w+ )?(?:needed|better|close|match|compare)|"
        r"\b(?:best|finest|strongest|greatest) (?:in|on|of) (?:the )?(?:world|earth|universe|planet|asia|"
        r"market|all time|history|industry)\b|\bbest ever\b|\bleaves (?:\w+ )?others? behind\b|"
        r"\bmore (?:effective|powerful|potent) than\b(?! (?:it|the (?:\d|gel|other size)))|"
        r"\b(?:\d+|five|ten|two|three|hundred|a hundred|thousand) times (?:more|stronger|better|as|the|"
        r"whiter|faster)\b|\bnumber ?one\b (?:\w+ ){0,3}(?:in|formula|brand|brightening|whitening|anti)",
    ),
    phrasing(
        rules.AUTHORITY,
        r"\b(?:ivy league|harvard|oxford|stanford|mit|cambridge|nobel|nasa|swiss|japanese|korean|american|"
        r"german|leading|top|world|renowned|university|military) (?:\w+ )?(?:scientists?|doctors?|"
        r"dermatologists?|professors?|researchers?|laborator(?:y|ies)|labs?|experts?|surgeons?|"
        r"winning|prize|technology|hospitals?) ?(?:call|say|prove|swear|confirm|developed|discover\w*|agree|"
        r"recommend|use|in every|formula|secret|invented|behind|approve|trust|found|created|proved)?\w*\b|"
        r"\b(?<!your )(?<!a )(?<!the )(?:government|state|ministry|fda|tfda|hospital|doctor|clinic|eu) ?(?:tested|approved|"
        r"certified|endorsed|authori[sz]ed|recommended|backed|sanctioned|proven|formulated)\b|"
        r"\b(?:my|our|any|every|a famous|even) (?:own )?(?:doctor|dermatologist|surgeon)s? (?:\w+ ){0,2}"
        r"(?:could not believe|couldn'?t believe|was amazed|swears?|uses? it|recommends? (?:it|this)|"
        r"told me to buy|asked|amazed|stunned|switched|prescribes? (?:it|this))\b|"
        r"\b(?:9|nine|8|eight|99|95|10|ten) (?:out of|in|of) (?:10|ten|100|every) \w+|"
        r"\b(?:doctors?|dermatologists?|scientists?|experts?|hospitals?|celebrities|surgeons?) "
        r"(?:everywhere|worldwide|swear|love|trust|choose|agree|hate|don'?t want|are amazed|"
        r"keep (?:it )?secret)\b|\b(?:certified|approved|registered|verified) (?:by|with) (?:the )?"
        r"(?:ministry|government|fda|eu|who|state|health)\b",
    ),
    phrasing(
        rules.DRUG_OR_DEVICE,
        r"\b(?:acts?|works?|performs?|behaves?) (?:just |exactly )?like (?:a |an )?(?:\w+ )?(?:steroids?|"
        r"antibiotics?|cortisone|drugs?|medicine|botox|lasers?|retinoid prescription|painkillers?)\b|"
        r"\b(?:ultrasound|laser|thermage|ultherapy|salon|clinic|hospital|surgery|prescription|radio ?"
        r"frequency|botox|hifu|injection|peel|doctor'?s office) (?:level|grade|strength|class|quality|"
        r"style|like|effects?|results?|power)\b|\byou (?:need|won'?t need|don'?t need|will not need) "
        r"(?:no |a |any )?(?:doctor|dermatologist|medicine|prescription|antibiotic)\w*|"
        r"\b(?:no|without|forget|skip|throw away|bin|ditch|cancel|replaces?|instead of) (?:the |a |an |"
        r"your |any |more |expensive )*(?:doctors?|dermatologists?|prescriptions?|antibiotics?|steroids?|"
        r"tretinoin|retinoids? prescriptions?|medicines?|medications?|pills|injections?|surgery|scalpel|"
        r"needles?|botox|lasers?|fillers?|isotretinoin|accutane|cortisone|hydrocortisone|"
        r"clinic appointments?)\b(?! (?:and|or) (?:pharmacist|allergies))|"
        r"\b(?:does|did|do) (?:what|the same as) (?:your |a |an )?(?:prescription|antibiotics?|medicine|"
        r"doctor|laser|botox)\w*|\bdoes the same from a\b|\b(?:natural|herbal|plant|liquid|topical|"
        r"needle ?free|over the counter) (?:antibiotics?|steroids?|cortisone|botox|fillers?|retinoids? "
        r"drug|medicine|painkiller|facelift|hormones?)\b|\b(?:outperforms?|beats?|stronger than|as "
        r"(?:effective|good|strong|powerful) as|better than|equal to|matches) (?:a |an |any |most )?"
        r"(?:hydrocortisone|benzoyl peroxide|antibiotics?|tretinoin|retinoid\w*|medicines?|prescription\w*|"
        r"steroids?|minoxidil|accutane|isotretinoin|doctors?|adapalene|drugs?)\b|\bantiseptic\b|"
        r"\b(?:dose|dosage|therapy|remedy|ointment for)\b (?:against|for|of choice)",
    ),
    phrasing(
        rules.BODY_FUNCTION,
        r"\b(?:produce|make|build|create|generate|regain|regrow|grow|rebuild|multiply)\w* (?:\w+ ){0,3}?"
        r"(?:own )?(?:collagen|elastin|hyaluronic acid|ceramides? again|cells|skin (?:cells|tissue)|"
        r"lashes|eyelashes|hair|brows)\b|\b(?:longevity|sirtuins?|telomer\w+|genes?|dna|stem cells?|"
        r"exosomes?|mitochondri\w+|fibroblasts?|melanocytes?)\b[^.!?\n]{0,40}?\b(?:activat|repair|boost|"
        r"wak|switch|rejuvenat|protect|lengthen|reprogram|tell|instruct|stimulat|renew|young|feed)\w*|"
        r"\b(?:activat|repair|boost|wake|awaken|switch|rejuvenat|lengthen|reprogram|tell|instruct|stimulat|"
        r"renew|feed|reset)\w* [^.!?\n]{0,40}?\b(?:longevity|sirtuins?|telomer\w+|genes?|dna|stem cells?|"
        r"cells?|mitochondri\w+|fibroblasts?|melanocytes?|follicles?)\b|\bcell division\b|"
        r"\b(?:hair|lashes|brows) (?:\w+ ){0,3}(?:comes? back|grows? back|regrows?|grows? (?:in|thicker|"
        r"longer|again)|returns?)\b|\b(?:new|thicker|longer) (?:lashes|hair|brows|eyelashes) (?:grow|in)\b|"
        r"\b(?:muscles?|nerves?) (?:\w+ ){0,2}(?:relax|stop|freez|paraly[sz]|block)\w*|"
        r"\b(?:relax|paraly[sz]|freez|block)\w* (?:\w+ ){0,2}(?:muscles?|nerves?)\b|"
        r"\b(?:changing|changes?|permanently change) (?:their|its|the|your) (?:size|structure|skin type)\b|"
        r"\bphyto ?estrogens?\b|\b(?:structure|matrix) of the skin is (?:rebuilt|renewed)\b",
    ),
)
