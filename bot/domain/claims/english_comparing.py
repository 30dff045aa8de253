"""English phrasings of being first, best, harmless, approved or proven, on folded text."""

from bot.domain.claims import rules
from bot.domain.claims.phrasings import phrasing

_GOOD = (
    r"(?:serum|cream|product|toner|mask|oil|essence|cleanser|moisturi[sz]er|sunscreen|lotion|"
    r"ingredient|brand|formula|skin ?care|treatment|choice|solution|gel|active|exfoliant|balm)s?"
)

PHRASINGS = (
    # First, best, only.
    phrasing(
        rules.SUPERLATIVE,
        r"\b(?:world|universe|planet|market|industry|asia|taiwan|japan|korea|europe|america|"
        r"earth|"
        r"country|nation)(?:'s|s)? (?:\w+ )?(?:best|first|only|finest|leading|most|strongest|"
        r"number (?:1|one)(?! in (?:our|the|this) (?:\w+ )?(?:sales|list|shop|store|chart))|"
        r"no\.? ?1|"
        r"top|greatest|fastest|safest)\b(?! (?:importantly|of))|"
        r"(?:\bno\.? ?|\bnumber |\bnr\.? ?|#) ?(?:1|one)\b (?:\w+ ){0,2}?(?:brand|serum|cream|"
        r"product|"
        r"choice|sell|selling|seller|bestsell|best|skin ?care|sunscreen|anti|in (?:the |asia|"
        r"taiwan|"
        r"japan|europe|korea|america|sales)|worldwide|recommended|dermatologist|moisturi|"
        r"cleanser|"
        r"toner|mask|rated|for )\w*|\branked (?:no|number|#)? ?\.? ?(?:1|one|first)\b|"
        r"\b(?:ranked|rated|voted) (?:the )?(?:#|number|no|best|first|top)|"
        rf"\bthe (?:very |absolute(?:ly)? |single )?(?:best|finest|greatest|strongest|safest|"
        rf"fastest)"
        rf"(?: \w+){{0,2}} {_GOOD}(?: \w+){{0,2}} (?:in the (?:world|market|country|industry|"
        rf"business)|"
        r"on (?:the market|earth|the planet)|ever|money can buy|of all|anywhere|in existence|"
        r"you will|"
        r"you'?ll|in (?:taiwan|asia|europe|japan|korea|history)|that exists|available|there is|"
        r"out "
        r"there)|\b(?:best|finest|greatest|strongest) (?:in the world|on the market|on earth|"
        r"ever made|money can buy|of all time|in the industry)\b",
        needs="world universe planet market industry asia taiwan japan korea europe america "
        "earth country "
        "nation no number nr # ranked rated voted best finest greatest strongest safest fastest",
    ),
    phrasing(
        rules.SUPERLATIVE,
        rf"\b(?:the |our |its )?most (?:effective|powerful|potent|advanced|innovative|efficient|"
        rf"trusted|loved|scientifically advanced) (?:\w+ ){{0,2}}(?:{_GOOD}|in the|ever|on the|"
        rf"of all|"
        r"anti|available|way to (?:remove|erase|cure))\b|"
        r"\b(?:unrivall?ed|unbeatable|unmatched|unparalleled|second to none|incomparable|"
        r"like no other|peerless|unsurpassed|one of a kind|revolutionary|ground ?breaking|"
        r"world class|holy grail|breakthrough|game chang(?:er|ing)|nobel)\b|"
        r"\b(?:nothing|no other|no one|none) (?:\w+ ){0,3}(?:works|compares?|comes close|beats|"
        r"can match|"
        r"treats|better|like it|even comes|rivals?|can do)\b|\bno other (?:\w+ )?"
        r"(?:brand|cream|serum|product|moisturi[sz]er|sunscreen)\b|"
        r"\b(?:better|stronger|safer|more effective|more powerful|faster|superior) (?:than|to) "
        r"(?:any|all|every|other|the competition|competing|ordinary|competitors?|everything|"
        r"anything|"
        r"others|leading|the leading|luxury|big)\b|\boutperforms?\b|\bsuperior to\b|"
        rf"\bthe only (?:\w+ ){{0,3}}?{_GOOD}(?: \w+){{0,2}} (?:you|that|which|in|on|with|to|"
        rf"worth|your)|"
        rf"\bonly {_GOOD} (?:that works|you'?ll ever|proven)|\bonly (?:we|our) (?:\w+ )?(?:can|"
        r"brand|serum|formula)\b",
        needs="most unrival unbeat unmatch unparallel none second_to incompar no_other like_no "
        "peerless "
        "unsurpass kind revolution breaking world_class grail breakthrough game nobel nothing "
        "no_one "
        "better stronger safer effective powerful faster superior outperform only",
    ),
    # Harmless for everybody; others harmful.
    phrasing(
        rules.ABSOLUTE_SAFETY,
        r"\b(?:no|zero|without(?: any)?|free (?:of|from)|never any|has no|0) (?:known |harmful |"
        r"unwanted |"
        r"negative |bad |nasty )?(?:side ?effects?|risks?(?: of (?:irritation|allergy|any))?|"
        r"danger|"
        r"adverse (?:effects?|reactions?))\b|\bside ?effect free\b|"
        r"\b(?:100|hundred) ?(?:%|per ?cent|percent)? (?:\w+ )?(?:safe|harmless|non ?toxic|"
        r"chemical "
        r"?free|risk ?free|gentle|free of|irritation free|hypoallergenic)\w*\b|"
        r"\b(?:completely|absolutely|totally|perfectly|entirely|utterly|guaranteed|always|proven|"
        r"fully) (?:safe|harmless|risk ?free|non ?toxic|free of (?:risk|danger|chemicals|toxins)|"
        r"non ?irritating|allergy ?free)\b|\bsafe for (?:absolutely )?(?:everyone|everybody|"
        r"anyone|"
        r"all people|babies and|every (?:person|body)|pregnant)\w*|"
        r"\b(?:never|won'?t ever|will never|cannot|can'?t|can never|impossible to|could never) "
        r"(?:\w+ )?(?:irritates?|cause (?:any )?(?:irritation|allerg\w+|reactions?|harm|"
        r"problems)|"
        r"reacts?|harms?|sting|burn|overdose)\b|\bzero (?:irritation|toxins|chemicals|"
        r"allergens)\b|"
        r"\b(?:chemical|chemicals|toxin|toxins|poison|allergy|allergen|irritation) (?:free|"
        r"proof)\b|"
        r"\bnon ?toxic\b|\bno (?:chemicals|toxins|nasties|poisons|toxic)\b|\bfree (?:of|"
        r"from) (?:all |any |"
        r"harmful |toxic )?(?:chemicals|toxins|poisons)\b|\bcontains? no chemicals\b",
        needs="side risk danger adverse 100 hundred safe harmless toxic never ever cannot can't "
        "impossible "
        "could zero free proof chemical toxin poison nasties tox",
    ),
    phrasing(
        rules.ABSOLUTE_SAFETY,
        r"\b(?:toxic|poisonous|dangerous|cancer causing|carcinogenic|"
        r"harmful) (?:\w+ )?(?:chemicals?|"
        r"ingredients?|creams?|parabens?|preservatives?|silicones?|sulfates?|products?|brands?|"
        r"cosmetics?)\b|\b(?:parabens?|silicones?|sulfates?|mineral oil|preservatives?|"
        r"phenoxyethanol|"
        r"alcohol)(?: (?:will|can|also|really|slowly|are|is))? (?:causes? (?:cancer|harm|damage|"
        r"disease|"
        r"hormon\w+)|toxic|poison\w*|carcinogenic|kills?|suffocates?|deadly|dangerous)\b|"
        r"\b(?:other|ordinary|rival|competitors?'?|competing|cheap|big|conventional|traditional|"
        r"normal|"
        r"their) (?:\w+ )?(?:brands?|creams?|products?|serums?|companies|sunscreens?|cosmetics?|"
        r"moisturi[sz]ers?)'? (?:\w+ ){0,4}?(?:harm|damage|poison|fail|don'?t work|do not work|"
        r"useless|"
        r"ruin|toxic|destroy|worthless|dangerous|never work|lie|cheat|clog)\w*",
        needs="toxic poison dangerous cancer carcin harmful paraben silicone sulfate mineral "
        "preserv "
        "phenoxy alcohol other ordinary rival compet cheap big conventional traditional normal "
        "their",
    ),
    # Approvals, doctors, proof.
    phrasing(
        rules.AUTHORITY,
        r"\b(?:u\.?s\.? ?)?(?:fda|tfda|eu|ec|health ministry|ministry of health|government|who|"
        r"state|"
        r"authorit(?:y|ies)|nmpa|mohw|mfds|health authority|federal) "
        r"(?:approved?|certified|endorsed|authori[sz]ed|cleared|recommended|licensed|approval|"
        r"certificates?|recognised|recognized|guaranteed|verified)\b|"
        r"\b(?:approved|certified|endorsed|authori[sz]ed|cleared|licensed|recommended|"
        r"tested and approved) "
        r"by (?:the )?(?:u\.?s\.? )?(?:fda|tfda|eu\b|european|government|ministry|health|doctors|"
        r"dermatologists|physicians|hospitals?|who\b|experts|scientists|medical|the authorities|"
        r"celebrit\w+|leading|top|world|thousands of doctors|pharmacists|authorities|\d+)|"
        r"\b(?<!your )(?<!a )(?<!the )(?:doctor|dermatologist|physician|expert|pharmacist|"
        r"hospital|medically|paediatrician|"
        r"pediatrician|surgeon|nurse|scientist)s? (?:all |everywhere |strongly |highly |"
        r"unanimously |"
        r"most )*(?:recommended|recommend (?:this|it|our)|approved|endorsed?s?|prescribe this|"
        r"swear by|agree|love this|trust this|certified|choose this|developed to treat|use it "
        r"themselves|backed)\b|\b(?:9|nine|8|eight|10|ten) (?:out of|in) (?:10|ten) "
        r"(?:\w+ ){0,2}(?:doctors?|dermatologists?|women|people|users?|experts?|customers?)?|"
        r"\b(?:\d+|hundred)% of (?:\w+ )?(?:doctors|dermatologists|women|people|users|"
        r"customers)\b",
        needs="fda eu ec ministry government who state authorit nmpa mohw mfds federal approved "
        "certified "
        "endorsed cleared licensed recommended doctor dermatologist physician expert pharmacist "
        "hospital medically pediatric paediatric surgeon nurse scientist out_of in_10 in_ten %",
    ),
    phrasing(
        rules.AUTHORITY,
        r"\b(?:clinically|scientifically|medically|laboratory|lab|dermatologically|doctor|"
        r"science) "
        r"(?:proven|validated|proved|verified|approved|backed results)\b|"
        r"\bproven (?:to|results?|efficacy|effective|effects?|by (?:science|doctors|studies|"
        r"research|"
        r"clinical)|to work|in clinical|solution|formula)\b|\b(?:clinical|scientific|"
        r"medical) (?:proof|"
        r"evidence (?:proves|shows))\b|\b(?:science|scientists|studies|research|"
        r"clinical (?:trials|"
        r"studies)|doctors) (?:has |have )?prove[sdn]?\b|\bclinical (?:trials|results|studies) "
        r"(?:guarantee|prove|confirm|show)\w*",
        needs="proven proof validated proved verified approved backed evidence prove clinical",
    ),
)
