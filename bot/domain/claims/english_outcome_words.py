"""Subjects and what is said to become of them, as alternatives of a pattern on folded text."""

ILLNESS = (
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
HELPED = (
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
FLAW = (
    r"wrinkles?|(?:fine |expression |deep )?lines?|crow'?s feet|(?:dark |age |sun |"
    r"brown )?spots?|"
    r"pigmentation|freckles?|dark circles?|eye ?bags?|pores?|cellulite|stretch marks?|sagging|"
    r"jowls|blackheads?|traces? of time|signs of ag(?:e?)ing|old age|ag(?:e?)ing|crepey skin|"
    r"turkey neck|frown lines"
)
NO_MORE = (
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
SKIN_TONE = (
    r"(?:\d+|one|two|three|four|five|several|many) (?:times|shades?|tones?|levels?|grades?) "
    r"(?:whiter|fairer|lighter|brighter|paler|younger|smaller|tighter|firmer|stronger|better|"
    r"more (?:effective|powerful|potent))"
)
BODY_PART = (
    r"(?:face|jaw ?(?:line|bones?)?|waist|thighs?|belly|tummy|arms?|legs?|calves|hips|"
    r"double chin|"
    r"cheeks?|cup size|breasts?|busts?|bums?|buttocks|nose|eyelids?|cheek ?bones|figure|ankles)"
)
RESHAPED = (
    r"(?:slimmer|smaller|slims?|slimming|shrinks?|narrower|v ?shaped|sculpt(?:s|ed)|lifts? by|"
    r"inches|kg|kilos?|pounds|bigger|fuller cup|enlarg\w+|melt(?:s|ed)?|dissolv\w+|"
    r"firmer and bigger|reshap\w+|contour(?:s|ed)|a size (?:up|down)|grow(?:s)? by|"
    r"adds? a (?:cup|size)|burn(?:s|t|ed)? fat)"
)
RIVAL = (
    r"(?:other|drug ?store|supermarket|leading|luxury|cheap|ordinary|big|western|chemical|"
    r"competitor\w*|"
    r"competing|rival|conventional|branded|famous|department store|all those|everyone else'?s|"
    r"their) (?:\w+ )?(?:brands?|creams?|lotions?|products?|serums?|moisturi[sz]ers?|cosmetics?|"
    r"sunscreens?|labels?|skin ?care|companies|shops?)"
)
SLANDER = (
    r"ruins?|poison\w*|toxic|toxins|destroys?|damag\w+|useless|worthless|carcinogen\w*|cancer|"
    r"lies?|"
    r"lying|cheat\w*|scam|harm(?:s|ful)?|garbage|rubbish|fake|dangerous|burns? your|age you|"
    r"ages? your|"
    r"inferior|fails?|failed|don'?t work|do nothing|never work\w*|plastic|rip ?off|"
    r"waste of money|"
    r"can'?t (?:match|compete|compare)|cannot (?:match|compete|compare)|jealous|beaten|"
    r"comes? close"
)

CHANGED = (
    r"whit(?:e|er|est|ening|ens?)|fair(?:er)?|pal(?:e|er)|lighter|young(?:er)?|youth\w*|"
    r"flawless|perfect(?:ion)?|poreless|"
    r"clear skin|clearer|clears|tighter|lifted|gone|disappear\w*|vanish\w*|transform\w*|"
    r"new skin|new face|reborn|"
    r"baby skin|porcelain|milk(?:y)?|snow|wrinkle|wrinkles|spots?|pores?|dark circles|years off|"
    r"shades?|tones?|ageless|ageing|aging|"
    r"results?|success|effects?|face ?lift|miracles?|beautiful|stunning|gorgeous|radiance|"
    r"glow(?:s|ing)?|firmer|firmness"
)
AT_ONCE = (
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
RIVALS_BY_NAME = (
    r"la mer|sk ?ii|chanel|dior|est[eé]e lauder|lanc[oô]me|la prairie|clinique|shiseido|"
    r"kiehl'?s|la roche posay|"
    r"cerave|the ordinary|drunk elephant|cetaphil|avene|vichy|sisley|guerlain|olay|nivea|l'?oreal"
)
