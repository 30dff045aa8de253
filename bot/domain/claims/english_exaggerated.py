"""English phrasings of exaggerating claims, on folded text: lower case, no hyphens."""

from bot.domain.claims import rules
from bot.domain.claims.phrasings import phrasing

_FLAWS = (
    r"(?:(?:deep |stubborn |fine |dark |age |sun |brown |expression |every |all |your |the |any |"
    r"those |existing |even |visible |and |or |set in |unwanted )*"
    r"(?:wrinkles?|fine lines?|lines|crow'?s feet|spots?|pigmentation|hyperpigmentation|pigment|"
    r"freckles?|discolou?rations?|dark circles?|under ?eye circles?|eye ?bags?|puffiness|"
    r"pores?|cellulite|stretch marks?|sagging|signs of ag(?:e?)ing|ageing|aging|years|age spots?|"
    r"imperfections|sun damage)\b)"
)
_SHORT_TIME = (
    r"(?:\d+|one|two|three|four|five|six|seven|ten|fourteen|thirty|a|an|a few|a couple of|"
    r"mere|just) (?:seconds?|secs?|minutes?|mins?|hours?|days?|nights?|applications?|uses?|"
    r"wash(?:es)?)"
)

PHRASINGS = (
    # Shape of the body.
    phrasing(
        rules.BODY_SHAPE,
        r"\b(?:slim(?:s|ming)?|shrinks?|tones? down|sculpts?|contours?) (?:your |the |"
        r"down )*(?:face|"
        r"body|waist|legs?|thighs?|belly|tummy|jaw ?line|arms|figure|hips)\b|\bslimming\b|"
        r"\b(?:burns?|burning|melts?|melting|dissolves?|dissolving|breaks? down|reduces?|"
        r"targets?) "
        r"(?:\w+ ){0,2}(?:fats?|cellulite|double chin)\b|\bfat (?:burn\w+|loss|melting|"
        r"dissolving)|"
        r"\bweight (?:loss|reduction)\b|\blos(?:e|es|ing) (?:weight|kilos|inches|\d+ ?kg)\b|"
        r"\b(?:anti )cellulite\b|\b(?:enlarg\w+|lift\w*|firm\w*|augment\w*|enhanc\w+|bigger|"
        r"fuller|"
        r"grow\w*) (?:your |the )?(?:breasts?|busts?|buttocks|bum)\b|\b(?:breast|"
        r"bust) (?:enlarg\w+|"
        r"enhanc\w+|firming|growth|lift\w*)\b|\bde ?tox(?:es|if(?:y|ies|ying|ication)|ing)?\b|"
        r"\b(?:flush|draw|remov|expel|eliminat|purg|pull)\w* (?:out )?(?:\w+ ){0,2}(?:toxins?|"
        r"heavy metals)\b|\bpoisons? (?:out|from)\b|\bv shaped face\b|"
        r"\b(?:makes?|making) (?:your )?face (?:smaller|slimmer)\b",
        needs="slim shrink tone sculpt contour fat cellulite chin weight los breast bust "
        "buttock bum "
        "tox heavy_metal poison v_shaped face",
    ),
    # Flaws that vanish.
    phrasing(
        rules.REMOVAL,
        r"\b(?:eras(?:es?|ed|ing)|eliminat(?:es?|ed|ing)|remov(?:es?|ed|ing)|delet(?:es?|ing)|"
        r"wip(?:es?|ing) (?:out|away|off)|banish(?:es|ed|ing)?|gets? rid of|getting rid of|"
        r"revers(?:es?|ed|ing)|undo(?:es|ing)?|dissolv(?:es?|ing)|vanish(?:es)?|obliterat(?:es?|"
        r"ing)|kills?|destroys?|cures?|heals?|treats?|treating|treatment (?:for|of)|prevents?|"
        r"eradicat(?:es?|ing)|clears?|stops?|stopping|melts? away|fills? in|clos(?:es?|ing)|"
        r"shrinks?|shrinking|bleach(?:es)?|whitens?(?: away)?|fights?|repairs?|halts?|"
        r"corrects?|says? goodbye to|say goodbye to|goodbye(?: to)?|no more|zero|never see|"
        r"free (?:you )?(?:of|from)|lifts? away|strips? away|break(?:s|ing)? up|rids? \w+ of) "
        rf"(?!(?:the )?(?:look|appearance|visible|feel))(?:\w+ly )?{_FLAWS}(?! (?:look|"
        rf"again by))",
        needs="wrinkle line crow spot pigment freckle discolo circle bag puffi pore cellulite "
        "stretch "
        "sagging aging ageing years imperfection sun_damage",
    ),
    phrasing(
        rules.REMOVAL,
        r"\b(?:wrinkles?|fine lines|crow'?s feet|(?:dark |age |sun |brown )?spots|freckles|"
        r"pigmentation|"
        r"pores|dark circles|eye ?bags|cellulite|stretch marks|blackheads|years|"
        r"sagging)[ ,?!.]{1,3}"
        r"(?:(?:that|will|simply|just|completely|are|is|have|has|totally|soon|all|instantly|"
        r"literally|"
        r"your|they|can|be|and|of|melt|until they) ){0,4}"
        r"(?:disappear(?:s|ed|ing)?|vanish(?:es|ed|ing)?|gone|go away|melt(?:s|ing)? away|erased|"
        r"removed|eliminated|fall away|drop away|invisible|eradicated|reversed|closed|"
        r"a thing of the "
        r"past|history|no more)\b",
        needs="wrinkle lines crow spots freckle pigment pores circles bag cellulite stretch "
        "blackhead "
        "years sagging",
    ),
    phrasing(
        rules.REMOVAL,
        r"\b(?:wrinkle|line|spot|pore|dark circle|stretch mark|cellulite|pigment) (?:eras(?:er|"
        r"ing)|"
        r"remov(?:er|al)|eliminat\w+|delet\w+|free|less|vanish\w*|treatment|cure|killer)\b|"
        r"\b(?:look|looks|looking|become|be|get|turn|feel|appear|skin) (?:up to |at least |\w+ )?"
        r"(?:\d+|ten|five|twenty|decades?|years) (?:years? )?younger\b|"
        r"\btake(?:s)? (?:\d+|ten|five|\w+) years off\b|\b(?:turns?|rewinds?|winds?|sets?|"
        r"rolls?) back "
        r"(?:the )?(?:clock|time|years|hands)\b|\brewinds? (?:time|the clock|ageing|aging)|"
        r"\b(?:stops?|halts?|revers(?:es?|ing|al of)|defeats?|defies|freez(?:es|ing)|cures?|"
        r"ends?|"
        r"prevents?|undoes) (?:\w+ ){0,2}(?:ag(?:e?)ing|time|old age)\b|"
        r"\b(?:age|aging|ageing) (?:reversal|reversing|backwards?|in reverse)\b|"
        r"\beternal(?:ly)? (?:youth|young)\b|\bfountain of youth\b|\bforever (?:young|"
        r"youthful)\b|"
        r"\b(?:stays?|keeps? you) young forever\b|\b(?:age|ages) backwards?\b|"
        r"\bporeless forever\b|"
        r"\bnever age\b|\bwrinkle free\b|\bskin (?:of|like) a (?:baby|20 year old|teenager)\b",
        needs="eras remov eliminat delet free less vanish treatment cure killer younger years "
        "clock time "
        "aging ageing age youth young baby teenager rewind",
    ),
    # Certain, instant, lasting.
    phrasing(
        rules.CERTAINTY,
        r"\b(?<!money back )(?<!moneyback )guarantee(?:s|d|ing)?\b(?: (?:to (?!be (?:authentic|"
        r"genuine|original|sealed|fresh|in stock)|arrive|reach|ship|deliver)|that|you|your|"
        r"results?|effects?|success|clear|clearer|"
        r"flawless|younger|brighter|perfect|visible|glass|improvement|it|100|satisf\w+ results|"
        r"better|"
        r"smooth\w*|white\w*|a |an |no )| ?[!.]| in | within )|"
        r"\b(?:results?|effects?|success|improvement|glow|transformation|"
        r"clear skin)(?: \w+){0,2} "
        r"guaranteed\b|\bguaranteed$|\b(?:we|i) (?:can )?(?:guarantee|promise) (?:you )?(?:"
        r"results?|clear|visible|flawless|perfect|younger|white\w*|it works|it will)|"
        r"\bguaranteed (?:results?|effects?|success|improvement)\b",
        needs="guarantee promise",
    ),
    phrasing(
        rules.CERTAINTY,
        r"\b(?:100|hundred|one hundred) ?(?:%|per ?cent|percent)? (?:\w+ )?(?:effective|"
        r"results?|success|"
        r"efficacy|works?|working|guarantee\w*|clear|cure\w*|proven|satisf\w+ results|certain|"
        r"sure|"
        r"efficient|younger|white\w*|wrinkle)\b|"
        r"\b(?:permanent(?:ly)?|for ?ever|for good|for life|lifelong|once and for all|"
        r"eternal(?:ly)?|"
        r"irreversibl[ey]) (?:\w+ ){0,3}?(?:remov|eras|eliminat|whit|bright|clear|smooth|fad|"
        r"results?|"
        r"solution|effects?|fix|gone|banish|young|lift|heal|cur|firm|tight|youth|change|"
        r"disappear|improv|perfect|lighten|hydrat|glow|repair|plump|flawless|poreless)\w*|"
        r"\b(?:remov|eras|eliminat|whiten|brighten|clear|smooth|fad|lasts?|fix|gone|banish|solv|"
        r"tighten|"
        r"lift|disappear|vanish|improv|perfect|skin|lines|spots|pores|wrinkles|results|firm|"
        r"lighten|"
        r"glow|chang|transform|youthful|young|plump)\w* (?:\w+ ){0,3}(?:permanently|forever|"
        r"for good|"
        r"for life|once and for all|for ever|eternally)\b",
        needs="100 hundred permanent forever for_ever for_good for_life lifelong once_and "
        "eternal "
        "irreversib",
    ),
    phrasing(
        rules.CERTAINTY,
        r"\b(?:instant(?:ly|aneous(?:ly)?)?|immediate(?:ly)?|overnight|at once|in a flash|"
        r"within moments|"
        r"straight away|right away|magically|miraculously) (?:\w+ ){0,2}?(?:eras|remov|eliminat|"
        r"whiten|brighten|clear|lift|tighten|perfect|transform|results?|disappear|vanish|younger|"
        r"flawless|fix|effects?|cure|firm|fad|solution|miracle|success|rejuvenat|lighten|"
        r"youth|reduc|correct|fill|heal)\w*|"
        r"\b(?:eras|remov\w+ (?:all|wrink|spot|line)|eliminat|whiten|brighten|clears? |flawless|"
        r"perfect|younger|"
        r"transform|works|lift|tighten|glass skin|lighten|shrink|results?)\w* (?:\w+ ){0,4}?"
        r"(?:instantly|overnight|immediately|in an instant|in seconds|in a flash|at once|"
        r"in one night|after one (?:use|night|application))\b|"
        r"\bovernight (?:results?|miracle|transformation|success|cure|fix|change|whitening)\b",
        needs="instant immediate overnight at_once flash moments away magically miraculously "
        "seconds "
        "one_night after_one",
    ),
    phrasing(
        rules.CERTAINTY,
        r"\b(?:in|within|after|takes?) (?:just |only |as little as |less than |under |a mere |"
        r"the first )*"
        rf"{_SHORT_TIME}[^.!?\n]{{0,40}}?\b(?:clear|flawless|perfect|younger|whiter|brighter|"
        rf"fairer|"
        r"lighter|results?|transform|wrinkles|spots|guarantee|firmer|"
        r"tighter|new skin|glass skin|poreless|difference|shades?|baby skin)\w*|"
        r"\b(?:clear(?:er|s)?|flawless|perfect|younger|whiter|brighter|fairer|lighter|results?|"
        r"transform\w*|glass|poreless|works|firmer|tighter|shades? \w+|glowing|lightens?|"
        r"whitens?|"
        r"brightens?|visible results|see (?:results|the difference)) "
        r"(?:\w+ ){0,4}?(?:in|within|after) (?:just |only |as little as |less than |under |"
        r"a mere )*"
        rf"{_SHORT_TIME}\b(?! of (?:regular|daily))|"
        rf"{_FLAWS} (?:\w+ ){{0,3}}?(?:in|within|after) (?:just |only |"
        rf"as little as )*{_SHORT_TIME}\b|"
        r"\b\d+ (?:day|hour|minute|second|night) (?:miracle|cure|fix|transformation|results?|"
        r"challenge|"
        r"whitening|wonder|guarantee|clear)\w*",
        needs="second secs minute mins hour day night application use wash",
    ),
    phrasing(
        rules.CERTAINTY,
        r"\bmiracle (?:cure|serum|cream|product|ingredient|results?|in a (?:bottle|jar|tube)|"
        r"formula|"
        r"worker|drops?|solution|oil|skin|drug|water|molecule|elixir)s?\b|\bworks? (?:\w+ )?"
        r"(?:miracles?|wonders|like (?:a )?(?:magic|charm|dream))\b|\bmiraculous(?:ly)?\b|"
        r"\bmagical(?:ly)?"
        r" (?:results?|eras\w+|remov\w+|transform\w*|skin|serum|cream|effects?|formula|power|"
        r"clear\w*)|"
        r"\b(?:a|true|real|absolute|skin|total) miracle\b|\bmagic (?:wand|cure|bullet|potion|"
        r"solution)|"
        r"\b(?:works?|effective|perfect|results?|suits?|safe) (?:\w+ )?(?:for|"
        r"on) (?:absolutely )?"
        r"(?:everyone|everybody|every single|any ?one|all people|every person)\b|"
        r"\b(?:never|cannot|can'?t) fails?\b|\balways works?\b|\bfail ?(?:proof|safe)\b|"
        r"\b(?:gives?|get|achieve|have|delivers?|for) (?:you |your )?(?:\w+ )?(?:flawless|"
        r"perfect) "
        r"(?:skin|complexion|face)\b|\bdramatic(?:ally)? (?:results?|transform\w*|younger|"
        r"whiten\w*|"
        r"reduc\w+|lift\w*)|\bunbelievabl[ey] (?:results?|effect\w*)|\bamazing results\b|"
        r"\bsolves? (?:all|every|any) (?:\w+ )?(?:skin )?(?:problems?|concerns?|issues?)\b|"
        r"\bends? (?:all )?(?:your )?skin (?:problems|worries)\b|\bcompletely (?:clear|flawless|"
        r"gone|remov\w+|eras\w+|eliminat\w+|cure\w*|wrinkle)",
        needs="miracle miraculous magic wonders dream charm every any_one anyone all_people "
        "fail always_w "
        "flawless perfect dramatic unbelievabl amazing_results solve skin_problems worries "
        "completely",
    ),
)
