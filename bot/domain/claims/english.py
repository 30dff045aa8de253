"""English phrasings of the rules, on folded text: lower case, no hyphens, single blanks."""

from bot.domain.claims import rules
from bot.domain.claims.phrasings import phrasing

_STEMS = (
    "acne pimple zit breakout blemish eczema excema exzema eczma dermatit psoria rosacea atopic "
    "hives urticaria rash infection ringworm athlete fung wound scar keloid wart mole herpes "
    "cold_sore cellulitis folliculitis impetigo melasma vitiligo inflam swelling itch pain allerg "
    "cancer ulcer sore varicose spider_vein dandruff hair_loss alopecia bald bite cyst boil "
    "shingles keratosis seborr disease disorder arthritis bacteria germ virus mite burn bruis "
    "chilblain hyperpigm sickness illness hayfever asthma sweating odour"
)
_DISEASE = (
    r"(?:(?:cystic|hormonal|adult|teen(?:age)?|back|body|severe|inflamed|fungal) )?"
    r"(?:acne|pimples?|zits?|break ?outs?|blemish(?:es)?|eczema|excema|exzema|eczma|"
    r"(?:atopic |contact |perioral |seborrh?o?eic )?dermatitis|psoriasis|rosacea|hives|urticaria|"
    r"(?:(?:skin|heat|diaper|nappy) )?rash(?:es)?|(?:skin |yeast |bacterial |fungal )?infections?|"
    r"ringworm|athlete'?s foot|fungus|fungal|wounds?|scars?|scarring|keloids?|warts?|moles?|"
    r"cold sores?|herpes|cellulitis|folliculitis|impetigo|melasma|vitiligo|inflammation|"
    r"(?:facial )?swelling|itch(?:ing|iness|es|y skin)?|pain|allerg(?:y|ies)|"
    r"allergic (?:reactions?|skin)|(?:skin )?cancer|ulcers?|sores?|varicose veins?|spider veins?|"
    r"dandruff|hair loss|alopecia|bald(?:ness|ing)?|insect bites?|mosquito bites?|cysts?|boils?|"
    r"shingles|keratosis pilaris|seborrh?ea|(?:skin )?diseases?|(?:skin )?disorders?|arthritis|"
    r"(?:acne )?bacteria|germs|virus(?:es)?|mites|bruis(?:es?|ing)|chilblains|asthma|"
    r"(?:skin )?illness(?:es)?|burns)\b(?! prone| free| like)"
)
# What may stand between a verb and its disease; no word for how it looks, which is lawful.
_DEGREE = (
    r"(?:(?:your|the|my|all|any|every|most|even|stubborn|severe|mild|chronic|persistent|existing|"
    r"active|adult|teenage|hormonal|recurring|future|new|painful|angry|inflamed|facial|skin|body|"
    r"back|scalp|symptoms? of|signs of|causes? of|root cause of|types? of|kinds? of|and|or|&|from|"
    r"against|away|up|both|out|off|cases? of|flare ups? of|it'?s|nasty|annoying|common|as well as|"
    r"minor|various|many|other|these|those|\w+ly),? ){0,5}"
)
_FREELY = r"(?:(?!appearance|look|feel|skin\b|yourself|gently|if\b|when\b|while\b)[\w'%]+,? ){0,4}"
_TREATS = (
    r"\b(?:treats?|treated|treating|cures?|cured|curing|curative for|heals?|healed|healing|"
    r"remed(?:y|ies|ied|ying)(?: for)?|eradicat(?:es?|ed|ing|ion of)|"
    r"(?:cure|treatment|remedy|medicine|medication|solution|relief|answer|fix|drug|antidote)s? "
    r"(?:for|of|to|from|against)) "
)
_ACTS_ON = (
    r"\b(?:prevents?|preventing|prevented|preventive against|reliev(?:es?|ed|ing)|combats?|"
    r"combat(?:t?ing|t?ed)|fights?|fighting|fought|eliminat(?:es?|ed|ing)|clears?|cleared|clearing|"
    r"gets? rid of|getting rid of|rids? (?:you|your skin|skin) of|banish(?:es|ed|ing)?|"
    r"stops?|stopped|stopping|ends?|ended|ending|alleviat(?:es?|ed|ing)|mitigat(?:es?|ed|ing)|"
    r"destroys?|destroying|kills?|killed|killing|zaps?|zapping|attacks?|attacking|reduc(?:es?|ed|"
    r"ing)|sooth(?:es?|ed|ing)|calms?|calmed|calming|eas(?:es?|ed|ing)|improv(?:es?|ed|ing)|"
    r"controls?|controlling|manag(?:es?|ed|ing)|repairs?|repairing|fad(?:es?|ed|ing)|"
    r"eras(?:es?|ed|ing)|remov(?:es?|ed|ing)|dr(?:y|ies|ied) (?:out|up)|drying (?:out|up)|shrinks?|"
    r"shrinking|battles?|battling|targets?|targeting|tackl(?:es?|ed|ing)|protects? (?:you )?from|"
    r"protects? (?:you )?against|wards? off|keeps? away|says? goodbye to|goodbye(?: to)?|bye bye|"
    r"works? (?:wonders )?(?:on|against|for)|effective (?:against|for|on|in)|good for|great for|"
    r"perfect for|ideal for|best for|helps?(?: with| against)?|suppress(?:es|ed|ing)?|cut(?:s|ting)?|"
    r"flattens?|lessens?|minimi[sz]es?|decreas(?:es?|ed|ing)|corrects?|correcting|resolv(?:es?|ed|"
    r"ing)|beats?|beating|defeats?|conquers?|free (?:you|your skin)? ?(?:of|from)|no more|"
    r"never (?:\w+ ){0,3}again|diagnos(?:es?|ing)|neutrali[sz]es?|inhibits?|halts?|reverses?) "
)
_DISEASE_AS_GOOD = (
    r"(?:acne|eczema|psoriasis|rosacea|dermatitis|pimples?|zits?|breakouts?|infections?|rash|"
    r"scars?|hives|fungal|itch|allergy|inflammation|wounds?|dandruff|melasma)"
)
_BODY = (
    r"(?:collagen|elastin|fibroblasts?|stem cells?|(?:new |skin |healthy |fresh )*cells?|cellular|"
    r"(?:blood |micro ?)?circulation|blood flow|metabolism|lymph\w*|follicles?|hormones?|dna|genes?|"
    r"immun\w+|oxygen (?:supply|intake|level)s?|melanocytes?|tissues?|"
    r"skin'?s natural healing|hyaluronic acid production)\b"
)
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
    r"mere|just) (?:seconds?|secs?|minutes?|mins?|hours?|days?|nights?|applications?|uses?|wash(?:es)?)"
)
_GOOD = (
    r"(?:serum|cream|product|toner|mask|oil|essence|cleanser|moisturi[sz]er|sunscreen|lotion|"
    r"ingredient|brand|formula|skin ?care|treatment|choice|solution|gel|active|exfoliant|balm)s?"
)
_PROCEDURE = (
    r"(?:botox|botulinum(?: toxin)?|fillers?|face ?lifts?|laser(?:s| treatments?)?|"
    r"(?:plastic |cosmetic )?surgery|(?:chemical|professional|clinic(?:al)?) peels?|"
    r"micro ?needling|injections?|injectables?|needles?|scalpels?|accutane|isotretinoin|"
    r"tretinoin|cortisone|hydrocortisone|steroids?|antibiotics?|prescriptions?(?: \w+)?|"
    r"dermatologists?(?: visits?)?|liposuction|clinic visits?)"
)

PHRASINGS = (
    # Diseases and symptoms.
    phrasing(rules.DISEASE, _TREATS + _FREELY + _DISEASE, needs=_STEMS, can_be_advised=True),
    phrasing(rules.DISEASE, _ACTS_ON + _DEGREE + _DISEASE, needs=_STEMS, can_be_advised=True),
    phrasing(
        rules.DISEASE,
        rf"\banti ?(?:{_DISEASE_AS_GOOD[3:-1]})\b|"
        rf"\b{_DISEASE_AS_GOOD} (?:fight(?:ing|er)s?|clear(?:ing|er)|bust(?:ing|er)s?|kill(?:ing|er)s?|"
        r"treatments?|therapy|cures?|remed(?:y|ies)|relief|control|"
        r"solutions?|eraser|remover|removal|repair|prevention|healing|healer|defen[cs]e|"
        r"(?:spot )?treatments?|rescue|eliminator|stopper|creams?|ointment|serum|gel|formula)\b",
        needs=_STEMS,
        can_be_advised=True,
    ),
    phrasing(
        rules.DISEASE,
        r"\b(?:for|against|made for|formulated for|designed for|suited to|works? on) "
        r"(?:(?:your|the|mild|moderate|severe|stubborn|adult|teenage|hormonal|cystic|all|any|"
        r"active|chronic|those with|people with|skin with|treating|curing|inflamed) ){0,3}"
        r"(?:acne|pimples|zits|breakouts|eczema|excema|psoriasis|rosacea|(?:atopic )?dermatitis|"
        r"melasma|scars?|scarring|infections?|inflammation|itching|hair loss|dandruff|cold sores|"
        r"fungal \w+|wounds?|rashes)\b(?! prone| marks?\b)",
        needs=_STEMS,
        can_be_advised=True,
    ),
    phrasing(
        rules.DISEASE,
        rf"\b{_DISEASE_AS_GOOD}\b(?! prone)[ ,?!.]{{1,3}}(?:\w+ ){{0,4}}?(?:is |are |was |will be |"
        r"has |have )?(?:gone|disappear(?:s|ed)?|vanish(?:es|ed)?|cured|healed|treated|solved|"
        r"clears? up|cleared(?: up)?|goes away|go away|history|fades? away|stops|eliminated|"
        r"will clear|will heal|goodbye|no more)\b",
        needs=_STEMS,
    ),
    phrasing(
        rules.DISEASE,
        r"\b(?:cures?|heals?)\b (?:you\b|your skin|skin|everything|anything|all|damaged|problem|"
        r"troubled|broken|irritated|sensitive|sick|compromised|dry|cracked|the skin|your face|"
        r"your (?:\w+ )?(?:skin|problems?))\b|\bcure all\b|\bmiracle cure\b|\bcures? for (?!\d)|"
        r"\b(?:healing|curative|therapeutic|medicinal|curing) (?:power|propert(?:y|ies)|effects?|"
        r"benefits?|action|cream|serum|balm|value|formula|skin ?care|agent)s?\b|"
        r"\btherapeutic\b(?! touch)|\bheal(?:s|ing) (?:from within|the skin|your skin)\b",
        needs="cure heal therapeutic medicin curing curative",
    ),
    phrasing(
        rules.DISEASE,
        rf"\bnever (?:\w+ ){{1,4}}?(?:from |about )?{_DISEASE} again\b|"
        rf"\b(?:without|with no|free (?:of|from)) {_DISEASE} for ?ever\b",
        needs=_STEMS,
    ),
    phrasing(
        rules.DISEASE,
        r"\bclears? (?:up )?(?:your )?(?:skin|complexion|face) (?:in|within|of|for good|fast)\b|"
        r"\b(?:boosts?|strengthens?|improves?|supports?) (?:your |the )?(?:skin'?s )?immun\w+|"
        r"\b(?:lowers?|regulates?|balances?) (?:your )?(?:hormones?|blood pressure|blood sugar)\b",
        needs="clear immun hormon blood",
    ),
    # Germs, inflammation, itch, pain, allergy.
    phrasing(
        rules.ANTISEPTIC,
        r"\banti ?(?:inflammator(?:y|ies)|bacterial?s?|microbials?|fungals?|septics?|virals?|itch|"
        r"biotics?|histamines?|allerg(?:y|ic|enic)|pruritic|parasitic)\b|"
        r"\b(?:bactericidal|fungicidal|germicidal|disinfect(?:s|ant|ing)?|sterili[sz](?:es?|ing)|"
        r"analgesic|an(?:a)?esthetic|pain ?killer|pain ?killing|pain relie(?:f|ving|ver)|"
        r"painrelief|steroid ?like|cortisone ?like)\b|"
        r"\bkills? (?:\d[\d.]*% of |\d+% |all |the |acne |skin |harmful |\w+ ){0,3}"
        r"(?:bacteria|germs|microbes|viruses|fung(?:us|i)|mites)\b|"
        r"\b(?:number?s|numbs) the (?:skin|pain)\b|\bdesensiti[sz](?:es?|ing)\b|"
        r"\b(?:calms?|soothes?|reduces?|fights?|lowers?|quells?) (?:\w+ ){0,2}inflam\w+|"
        r"\bstops? (?:\w+ ){0,2}itch\w*",
        needs="anti bacter fung germ disinf sterili analges anest anaes pain steroid cortis kill "
        "numb desensiti inflam itch",
    ),
    # Scars, wounds, moles, hair.
    phrasing(
        rules.SCARS_AND_HAIR,
        r"\b(?:re ?grow(?:s|th|ing)?|restor(?:es?|ing)|grow(?:s|ing)?|thicken(?:s|ing)?|promot(?:es?|"
        r"ing)|stimulat(?:es?|ing)|boost(?:s|ing)?|accelerat(?:es?|ing)) (?:your |new |thinning |"
        r"thicker |longer |lost |\w+ ){0,2}(?:hair|eyelash(?:es)?|lash(?:es)?|eyebrows?|brows?)\b"
        r"(?! (?:shine|softness|look))|"
        r"\bhair (?:re ?growth|restoration|growth)\b|\b(?:eye)?lash growth\b|"
        r"\b(?:stops?|prevents?|reduces?) (?:\w+ ){0,2}(?:hair loss|hair fall|balding)\b|"
        r"\b(?:speeds?|accelerat\w+|promot\w+|supports?|aids?|quickens?) (?:up )?(?:\w+ ){0,2}"
        r"(?:wound |tissue )?healing\b|\bwound (?:healing|care|repair|closure)\b|\bscar (?:less|free) |"
        r"\b(?:removes?|erases?|fades?|flattens?|eliminates?|heals?|gets? rid of|dissolves?|"
        r"reduces?|minimi[sz]es?) (?:\w+ ){0,2}(?:scars?|scarring|keloids?|moles?|warts?|skin tags?)"
        r"\b|\bscars? (?:\w+ ){0,2}(?:disappear|vanish|fade|removal|gone)\w*|"
        r"\b(?:mole|wart|skin tag|scar|tattoo) remov(?:al|er|ing)\b",
        needs="hair lash brow healing wound scar keloid mole wart skin_tag tattoo",
        can_be_advised=True,
    ),
    # Drugs, devices, procedures.
    phrasing(
        rules.DRUG_OR_DEVICE,
        r"\b(?:medical|medicine|pharmaceutical|pharma|hospital|clinical|clinic|prescription|doctor|"
        r"surgical|dermatologist|physician) (?:grade|strength|level|quality|class|power)\b|"
        r"\bmedicated\b|\bover the counter drug\b|\bmedicine (?:for|in a|that|cream)\b|"
        r"\b(?:(?:this|it|our \w+|the (?:serum|cream|product)|which) (?:\w+ )?is|works? as|acts? as|used as) "
        r"(?:a |an |your )?(?:\w+ )?(?:medicine|drug|medication|antibiotic|medical device)\b|\b(?:drug|medicine) (?:strength|like|level)\b|\bpharmaceutical\b(?! company)|"
        r"\b(?:prescribed|dispensed) by (?:doctors|dermatologists|hospitals)\b|"
        r"\bcosmeceutical\w*\b|\b(?:replaces?|instead of|no need for) (?:your |a |any )?"
        r"(?:medicine|medication|prescription|doctor|treatment)\b",
        needs="grade strength level quality class power medicated medicine drug medication antibiotic "
        "device pharmaceutical prescribed dispensed cosmeceutical doctor prescription",
    ),
    phrasing(
        rules.DRUG_OR_DEVICE,
        r"\b(?:like|likened to|better than|stronger than|beats|rivals?|rivall?ing|replac(?:es?|ing)|"
        r"alternatives? to|as (?:good|effective|powerful|strong|potent) as|substitutes? for|"
        r"equal to|equivalent (?:to|of)|same (?:effects?|results?) as|comparable (?:to|with)|"
        r"skip the|no need for|without|forget|goodbye to|bye bye|instead of|mimics?|not need|"
        r"cheaper than|safer than|works? like|similar to|no|power of|effects? of) "
        rf"(?:a |an |the |any |your |expensive |costly |painful |real |having |getting |\w+ly )*"
        rf"{_PROCEDURE}\b|"
        r"\b(?:botox|filler|face ?lift|laser|surgery|peel|injection|micro ?needling) "
        r"(?:in a|like|effects?|results?|level|grade|alternative|quality|free lift|without)\b|"
        r"\b(?:bottled|topical|natural|needle free|needleless|liquid|instant) "
        r"(?:botox|face ?lift|fillers?|laser)\b|\bnon surgical\b|"
        r"\b(?:treatments?|results?) you'?d get at (?:a|the) clinic\b",
        needs="botox botulin filler lift laser surg peel needl injecti scalpel accutane tretinoin "
        "cortisone steroid antibiotic prescription dermatologist liposuction clinic",
    ),
    # Functions and structure of the body.
    phrasing(
        rules.BODY_FUNCTION,
        r"\b(?:stimulat|boost|increas|promot|trigger|activat|rebuild|restor|accelerat|speed|kick "
        r"?start|produc|generat|regenerat|renew|repair|rejuvenat|awaken|switch|improv|enhanc|"
        r"strengthen|replenish|regulat|grow|multipl|revive|energi|encourag|induc|balanc|alter|chang|"
        r"reprogram|detoxif|rebuilt|makes?|support)\w* "
        rf"(?:(?!look|appear|feel|surface)[\w']+,? ){{0,4}}?{_BODY}",
        needs="collagen elastin fibroblast cell circulation blood_flow metabolism lymph follicle "
        "hormon dna gene immun oxygen muscle nerve melanocyte tissue healing hyaluronic_acid_prod",
    ),
    phrasing(
        rules.BODY_FUNCTION,
        r"\b(?:collagen|elastin) (?:production|synthesis|growth|regeneration|boosting|booster|"
        r"stimulat\w+|formation|building|builder)\b|"
        r"\b(?:cell|cellular|skin|tissue|dna) (?:regeneration|rejuvenation|regrowth|re ?growth|"
        r"turnover|metabolism|growth|repair complex|regenerating|detox\w*)\b|"
        r"\bregenerat(?:es?|ing|ion of|ive)\b(?! finish)|\bat (?:a|the) (?:cellular|genetic|dna|"
        r"molecular) level\b|\bgrow(?:s)? new skin\b|\bnew skin in\b|\bthickens? (?:the |your )?"
        r"(?:skin|dermis)\b|\bblocks? (?:\w+ ){0,2}(?:nerve|muscle)s?\b|"
        r"\brelax(?:es|ing)? (?:\w+ ){0,2}muscles?\b|\b(?:changes?|transforms?|alters?) "
        r"(?:your |the )?skin(?: type|'s structure| structure| from the inside| from within)\b|"
        r"\brepairs? (?:\w+ ){0,2}(?:sun damage|damaged cells|dna|genes?)\b",
        needs="collagen elastin cell regenerat tissue dna genetic molecular new_skin thicken nerve "
        "muscle skin_type structure from_within from_the_inside damage rejuvenat",
    ),
    phrasing(
        rules.BODY_FUNCTION,
        r"\b(?:penetrat|reach|absorb|sink|travel|go|deliver|work|get|dive|seep)\w* "
        r"(?:\w+ ){0,5}?(?:dermis|dermal layers?|subcutaneous|bloodstream|muscles?|"
        r"deepest (?:skin )?layers?|(?:every|all) layers?|cells?|cell membranes?|bottom layers?|"
        r"(?:lower|inner|deep(?:er)?) (?:skin )?layers?|roots? of the (?:problem|skin))\b",
        needs="dermis dermal subcut bloodstream muscle layer cell root",
    ),
    # Shape of the body.
    phrasing(
        rules.BODY_SHAPE,
        r"\b(?:slim(?:s|ming)?|shrinks?|tones? down|sculpts?|contours?) (?:your |the |down )*(?:face|"
        r"body|waist|legs?|thighs?|belly|tummy|jaw ?line|arms|figure|hips)\b|\bslimming\b|"
        r"\b(?:burns?|burning|melts?|melting|dissolves?|dissolving|breaks? down|reduces?|targets?) "
        r"(?:\w+ ){0,2}(?:fats?|cellulite|double chin)\b|\bfat (?:burn\w+|loss|melting|dissolving)|"
        r"\bweight (?:loss|reduction)\b|\blos(?:e|es|ing) (?:weight|kilos|inches|\d+ ?kg)\b|"
        r"\b(?:anti )cellulite\b|\b(?:enlarg\w+|lift\w*|firm\w*|augment\w*|enhanc\w+|bigger|fuller|"
        r"grow\w*) (?:your |the )?(?:breasts?|busts?|buttocks|bum)\b|\b(?:breast|bust) (?:enlarg\w+|"
        r"enhanc\w+|firming|growth|lift\w*)\b|\bde ?tox(?:es|if(?:y|ies|ying|ication)|ing)?\b|"
        r"\b(?:flush|draw|remov|expel|eliminat|purg|pull)\w* (?:out )?(?:\w+ ){0,2}(?:toxins?|"
        r"heavy metals)\b|\bpoisons? (?:out|from)\b|\bv shaped face\b|"
        r"\b(?:makes?|making) (?:your )?face (?:smaller|slimmer)\b",
        needs="slim shrink tone sculpt contour fat cellulite chin weight los breast bust buttock bum "
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
        rf"(?!(?:the )?(?:look|appearance|visible|feel))(?:\w+ly )?{_FLAWS}(?! (?:look|again by))",
        needs="wrinkle line crow spot pigment freckle discolo circle bag puffi pore cellulite stretch "
        "sagging aging ageing years imperfection sun_damage",
    ),
    phrasing(
        rules.REMOVAL,
        r"\b(?:wrinkles?|fine lines|crow'?s feet|(?:dark |age |sun |brown )?spots|freckles|pigmentation|"
        r"pores|dark circles|eye ?bags|cellulite|stretch marks|blackheads|years|sagging)[ ,?!.]{1,3}"
        r"(?:(?:that|will|simply|just|completely|are|is|have|has|totally|soon|all|instantly|literally|"
        r"your|they|can|be|and|of|melt|until they) ){0,4}"
        r"(?:disappear(?:s|ed|ing)?|vanish(?:es|ed|ing)?|gone|go away|melt(?:s|ing)? away|erased|"
        r"removed|eliminated|fall away|drop away|invisible|eradicated|reversed|closed|a thing of the "
        r"past|history|no more)\b",
        needs="wrinkle lines crow spots freckle pigment pores circles bag cellulite stretch blackhead "
        "years sagging",
    ),
    phrasing(
        rules.REMOVAL,
        r"\b(?:wrinkle|line|spot|pore|dark circle|stretch mark|cellulite|pigment) (?:eras(?:er|ing)|"
        r"remov(?:er|al)|eliminat\w+|delet\w+|free|less|vanish\w*|treatment|cure|killer)\b|"
        r"\b(?:look|looks|looking|become|be|get|turn|feel|appear|skin) (?:up to |at least |\w+ )?"
        r"(?:\d+|ten|five|twenty|decades?|years) (?:years? )?younger\b|"
        r"\btake(?:s)? (?:\d+|ten|five|\w+) years off\b|\b(?:turns?|rewinds?|winds?|sets?|rolls?) back "
        r"(?:the )?(?:clock|time|years|hands)\b|\brewinds? (?:time|the clock|ageing|aging)|"
        r"\b(?:stops?|halts?|revers(?:es?|ing|al of)|defeats?|defies|freez(?:es|ing)|cures?|ends?|"
        r"prevents?|undoes) (?:\w+ ){0,2}(?:ag(?:e?)ing|time|old age)\b|"
        r"\b(?:age|aging|ageing) (?:reversal|reversing|backwards?|in reverse)\b|"
        r"\beternal(?:ly)? (?:youth|young)\b|\bfountain of youth\b|\bforever (?:young|youthful)\b|"
        r"\b(?:stays?|keeps? you) young forever\b|\b(?:age|ages) backwards?\b|\bporeless forever\b|"
        r"\bnever age\b|\bwrinkle free\b|\bskin (?:of|like) a (?:baby|20 year old|teenager)\b",
        needs="eras remov eliminat delet free less vanish treatment cure killer younger years clock time "
        "aging ageing age youth young baby teenager rewind",
    ),
    # Certain, instant, lasting.
    phrasing(
        rules.CERTAINTY,
        r"\b(?<!money back )(?<!moneyback )guarantee(?:s|d|ing)?\b(?: (?:to (?!be (?:authentic|genuine|original|sealed|fresh|in stock)|arrive|reach|ship|deliver)|that|you|your|results?|effects?|success|clear|clearer|"
        r"flawless|younger|brighter|perfect|visible|glass|improvement|it|100|satisf\w+ results|better|"
        r"smooth\w*|white\w*|a |an |no )| ?[!.]| in | within )|"
        r"\b(?:results?|effects?|success|improvement|glow|transformation|clear skin)(?: \w+){0,2} "
        r"guaranteed\b|\bguaranteed$|\b(?:we|i) (?:can )?(?:guarantee|promise) (?:you )?(?:"
        r"results?|clear|visible|flawless|perfect|younger|white\w*|it works|it will)|"
        r"\bguaranteed (?:results?|effects?|success|improvement)\b",
        needs="guarantee promise",
    ),
    phrasing(
        rules.CERTAINTY,
        r"\b(?:100|hundred|one hundred) ?(?:%|per ?cent|percent)? (?:\w+ )?(?:effective|results?|success|"
        r"efficacy|works?|working|guarantee\w*|clear|cure\w*|proven|satisf\w+ results|certain|sure|"
        r"efficient|younger|white\w*|wrinkle)\b|"
        r"\b(?:permanent(?:ly)?|for ?ever|for good|for life|lifelong|once and for all|eternal(?:ly)?|"
        r"irreversibl[ey]) (?:\w+ ){0,3}?(?:remov|eras|eliminat|whit|bright|clear|smooth|fad|results?|"
        r"solution|effects?|fix|gone|banish|young|lift|heal|cur|firm|tight|youth|change|"
        r"disappear|improv|perfect|lighten|hydrat|glow|repair|plump|flawless|poreless)\w*|"
        r"\b(?:remov|eras|eliminat|whiten|brighten|clear|smooth|fad|lasts?|fix|gone|banish|solv|tighten|"
        r"lift|disappear|vanish|improv|perfect|skin|lines|spots|pores|wrinkles|results|firm|lighten|"
        r"glow|chang|transform|youthful|young|plump)\w* (?:\w+ ){0,3}(?:permanently|forever|for good|"
        r"for life|once and for all|for ever|eternally)\b",
        needs="100 hundred permanent forever for_ever for_good for_life lifelong once_and eternal "
        "irreversib",
    ),
    phrasing(
        rules.CERTAINTY,
        r"\b(?:instant(?:ly|aneous(?:ly)?)?|immediate(?:ly)?|overnight|at once|in a flash|within moments|"
        r"straight away|right away|magically|miraculously) (?:\w+ ){0,2}?(?:eras|remov|eliminat|"
        r"whiten|brighten|clear|lift|tighten|perfect|transform|results?|disappear|vanish|younger|"
        r"flawless|fix|effects?|cure|firm|fad|solution|miracle|success|rejuvenat|lighten|"
        r"youth|reduc|correct|fill|heal)\w*|"
        r"\b(?:eras|remov\w+ (?:all|wrink|spot|line)|eliminat|whiten|brighten|clears? |flawless|perfect|younger|"
        r"transform|works|lift|tighten|glass skin|lighten|shrink|results?)\w* (?:\w+ ){0,4}?"
        r"(?:instantly|overnight|immediately|in an instant|in seconds|in a flash|at once|"
        r"in one night|after one (?:use|night|application))\b|"
        r"\bovernight (?:results?|miracle|transformation|success|cure|fix|change|whitening)\b",
        needs="instant immediate overnight at_once flash moments away magically miraculously seconds "
        "one_night after_one",
    ),
    phrasing(
        rules.CERTAINTY,
        r"\b(?:in|within|after|takes?) (?:just |only |as little as |less than |under |a mere |the first )*"
        rf"{_SHORT_TIME}[^.!?\n]{{0,40}}?\b(?:clear|flawless|perfect|younger|whiter|brighter|fairer|"
        r"lighter|results?|transform|wrinkles|spots|guarantee|firmer|"
        r"tighter|new skin|glass skin|poreless|difference|shades?|baby skin)\w*|"
        r"\b(?:clear(?:er|s)?|flawless|perfect|younger|whiter|brighter|fairer|lighter|results?|"
        r"transform\w*|glass|poreless|works|firmer|tighter|shades? \w+|glowing|lightens?|whitens?|"
        r"brightens?|visible results|see (?:results|the difference)) "
        r"(?:\w+ ){0,4}?(?:in|within|after) (?:just |only |as little as |less than |under |a mere )*"
        rf"{_SHORT_TIME}\b(?! of (?:regular|daily))|"
        rf"{_FLAWS} (?:\w+ ){{0,3}}?(?:in|within|after) (?:just |only |as little as )*{_SHORT_TIME}\b|"
        r"\b\d+ (?:day|hour|minute|second|night) (?:miracle|cure|fix|transformation|results?|challenge|"
        r"whitening|wonder|guarantee|clear)\w*",
        needs="second secs minute mins hour day night application use wash",
    ),
    phrasing(
        rules.CERTAINTY,
        r"\bmiracle (?:cure|serum|cream|product|ingredient|results?|in a (?:bottle|jar|tube)|formula|"
        r"worker|drops?|solution|oil|skin|drug|water|molecule|elixir)s?\b|\bworks? (?:\w+ )?"
        r"(?:miracles?|wonders|like (?:a )?(?:magic|charm|dream))\b|\bmiraculous(?:ly)?\b|\bmagical(?:ly)?"
        r" (?:results?|eras\w+|remov\w+|transform\w*|skin|serum|cream|effects?|formula|power|clear\w*)|"
        r"\b(?:a|true|real|absolute|skin|total) miracle\b|\bmagic (?:wand|cure|bullet|potion|solution)|"
        r"\b(?:works?|effective|perfect|results?|suits?|safe) (?:\w+ )?(?:for|on) (?:absolutely )?"
        r"(?:everyone|everybody|every single|any ?one|all people|every person)\b|"
        r"\b(?:never|cannot|can'?t) fails?\b|\balways works?\b|\bfail ?(?:proof|safe)\b|"
        r"\b(?:gives?|get|achieve|have|delivers?|for) (?:you |your )?(?:\w+ )?(?:flawless|perfect) "
        r"(?:skin|complexion|face)\b|\bdramatic(?:ally)? (?:results?|transform\w*|younger|whiten\w*|"
        r"reduc\w+|lift\w*)|\bunbelievabl[ey] (?:results?|effect\w*)|\bamazing results\b|"
        r"\bsolves? (?:all|every|any) (?:\w+ )?(?:skin )?(?:problems?|concerns?|issues?)\b|"
        r"\bends? (?:all )?(?:your )?skin (?:problems|worries)\b|\bcompletely (?:clear|flawless|"
        r"gone|remov\w+|eras\w+|eliminat\w+|cure\w*|wrinkle)",
        needs="miracle miraculous magic wonders dream charm every any_one anyone all_people fail always_w "
        "flawless perfect dramatic unbelievabl amazing_results solve skin_problems worries completely",
    ),
    # First, best, only.
    phrasing(
        rules.SUPERLATIVE,
        r"\b(?:world|universe|planet|market|industry|asia|taiwan|japan|korea|europe|america|earth|"
        r"country|nation)(?:'s|s)? (?:\w+ )?(?:best|first|only|finest|leading|most|strongest|number (?:1|one)|no\.? ?1|"
        r"top|greatest|fastest|safest)\b(?! (?:importantly|of))|"
        r"(?:\bno\.? ?|\bnumber |\bnr\.? ?|#) ?(?:1|one)\b (?:\w+ ){0,2}?(?:brand|serum|cream|product|"
        r"choice|sell|selling|seller|bestsell|best|skin ?care|sunscreen|anti|in (?:the |asia|taiwan|"
        r"japan|europe|korea|america|sales)|worldwide|recommended|dermatologist|moisturi|cleanser|"
        r"toner|mask|rated|for )\w*|\branked (?:no|number|#)? ?\.? ?(?:1|one|first)\b|"
        r"\b(?:ranked|rated|voted) (?:the )?(?:#|number|no|best|first|top)|"
        rf"\bthe (?:very |absolute(?:ly)? |single )?(?:best|finest|greatest|strongest|safest|fastest)"
        rf"(?: \w+){{0,2}} {_GOOD}(?: \w+){{0,2}} (?:in the (?:world|market|country|industry|business)|"
        r"on (?:the market|earth|the planet)|ever|money can buy|of all|anywhere|in existence|you will|"
        r"you'?ll|in (?:taiwan|asia|europe|japan|korea|history)|that exists|available|there is|out "
        r"there)|\b(?:best|finest|greatest|strongest) (?:in the world|on the market|on earth|"
        r"ever made|money can buy|of all time|in the industry)\b",
        needs="world universe planet market industry asia taiwan japan korea europe america earth country "
        "nation no number nr # ranked rated voted best finest greatest strongest safest fastest",
    ),
    phrasing(
        rules.SUPERLATIVE,
        rf"\b(?:the |our |its )?most (?:effective|powerful|potent|advanced|innovative|efficient|"
        rf"trusted|loved|scientifically advanced) (?:\w+ ){{0,2}}(?:{_GOOD}|in the|ever|on the|of all|"
        r"anti|available|way to (?:remove|erase|cure))\b|"
        r"\b(?:unrivall?ed|unbeatable|unmatched|unparalleled|second to none|incomparable|"
        r"like no other|peerless|unsurpassed|one of a kind|revolutionary|ground ?breaking|"
        r"world class|holy grail|breakthrough|game chang(?:er|ing)|nobel)\b|"
        r"\b(?:nothing|no other|no one|none) (?:\w+ ){0,3}(?:works|compares?|comes close|beats|can match|"
        r"treats|better|like it|even comes|rivals?|can do)\b|\bno other (?:\w+ )?"
        r"(?:brand|cream|serum|product|moisturi[sz]er|sunscreen)\b|"
        r"\b(?:better|stronger|safer|more effective|more powerful|faster|superior) (?:than|to) "
        r"(?:any|all|every|other|the competition|competing|ordinary|competitors?|everything|anything|"
        r"others|leading|the leading|luxury|big)\b|\boutperforms?\b|\bsuperior to\b|"
        rf"\bthe only (?:\w+ ){{0,3}}?{_GOOD}(?: \w+){{0,2}} (?:you|that|which|in|on|with|to|worth|your)|"
        rf"\bonly {_GOOD} (?:that works|you'?ll ever|proven)|\bonly (?:we|our) (?:\w+ )?(?:can|"
        r"brand|serum|formula)\b",
        needs="most unrival unbeat unmatch unparallel none second_to incompar no_other like_no peerless "
        "unsurpass kind revolution breaking world_class grail breakthrough game nobel nothing no_one "
        "better stronger safer effective powerful faster superior outperform only",
    ),
    # Harmless for everybody; others harmful.
    phrasing(
        rules.ABSOLUTE_SAFETY,
        r"\b(?:no|zero|without(?: any)?|free (?:of|from)|never any|has no|0) (?:known |harmful |unwanted |"
        r"negative |bad |nasty )?(?:side ?effects?|risks?(?: of (?:irritation|allergy|any))?|danger|"
        r"adverse (?:effects?|reactions?))\b|\bside ?effect free\b|"
        r"\b(?:100|hundred) ?(?:%|per ?cent|percent)? (?:\w+ )?(?:safe|harmless|non ?toxic|chemical "
        r"?free|risk ?free|gentle|free of|irritation free|hypoallergenic)\w*\b|"
        r"\b(?:completely|absolutely|totally|perfectly|entirely|utterly|guaranteed|always|proven|"
        r"fully) (?:safe|harmless|risk ?free|non ?toxic|free of (?:risk|danger|chemicals|toxins)|"
        r"non ?irritating|allergy ?free)\b|\bsafe for (?:absolutely )?(?:everyone|everybody|anyone|"
        r"all people|babies and|every (?:person|body)|pregnant)\w*|"
        r"\b(?:never|won'?t ever|will never|cannot|can'?t|can never|impossible to|could never) "
        r"(?:\w+ )?(?:irritates?|cause (?:any )?(?:irritation|allerg\w+|reactions?|harm|problems)|"
        r"reacts?|harms?|sting|burn|overdose)\b|\bzero (?:irritation|toxins|chemicals|allergens)\b|"
        r"\b(?:chemical|chemicals|toxin|toxins|poison|allergy|allergen|irritation) (?:free|proof)\b|"
        r"\bnon ?toxic\b|\bno (?:chemicals|toxins|nasties|poisons|toxic)\b|\bfree (?:of|from) (?:all |any |"
        r"harmful |toxic )?(?:chemicals|toxins|poisons)\b|\bcontains? no chemicals\b",
        needs="side risk danger adverse 100 hundred safe harmless toxic never ever cannot can't impossible "
        "could zero free proof chemical toxin poison nasties tox",
    ),
    phrasing(
        rules.ABSOLUTE_SAFETY,
        r"\b(?:toxic|poisonous|dangerous|cancer causing|carcinogenic|harmful) (?:\w+ )?(?:chemicals?|"
        r"ingredients?|creams?|parabens?|preservatives?|silicones?|sulfates?|products?|brands?|"
        r"cosmetics?)\b|\b(?:parabens?|silicones?|sulfates?|mineral oil|preservatives?|phenoxyethanol|"
        r"alcohol)(?: (?:will|can|also|really|slowly|are|is))? (?:causes? (?:cancer|harm|damage|disease|"
        r"hormon\w+)|toxic|poison\w*|carcinogenic|kills?|suffocates?|deadly|dangerous)\b|"
        r"\b(?:other|ordinary|rival|competitors?'?|competing|cheap|big|conventional|traditional|normal|"
        r"their) (?:\w+ )?(?:brands?|creams?|products?|serums?|companies|sunscreens?|cosmetics?|"
        r"moisturi[sz]ers?)'? (?:\w+ ){0,4}?(?:harm|damage|poison|fail|don'?t work|do not work|useless|"
        r"ruin|toxic|destroy|worthless|dangerous|never work|lie|cheat|clog)\w*",
        needs="toxic poison dangerous cancer carcin harmful paraben silicone sulfate mineral preserv "
        "phenoxy alcohol other ordinary rival compet cheap big conventional traditional normal their",
    ),
    # Approvals, doctors, proof.
    phrasing(
        rules.AUTHORITY,
        r"\b(?:u\.?s\.? ?)?(?:fda|tfda|eu|ec|health ministry|ministry of health|government|who|state|"
        r"authorit(?:y|ies)|nmpa|mohw|mfds|health authority|federal) "
        r"(?:approved?|certified|endorsed|authori[sz]ed|cleared|recommended|licensed|approval|"
        r"certificates?|recognised|recognized|guaranteed|verified)\b|"
        r"\b(?:approved|certified|endorsed|authori[sz]ed|cleared|licensed|recommended|tested and approved) "
        r"by (?:the )?(?:u\.?s\.? )?(?:fda|tfda|eu\b|european|government|ministry|health|doctors|"
        r"dermatologists|physicians|hospitals?|who\b|experts|scientists|medical|the authorities|"
        r"celebrit\w+|leading|top|world|thousands of doctors|pharmacists|authorities|\d+)|"
        r"\b(?<!your )(?<!a )(?<!the )(?:doctor|dermatologist|physician|expert|pharmacist|hospital|medically|paediatrician|"
        r"pediatrician|surgeon|nurse|scientist)s? (?:all |everywhere |strongly |highly |unanimously |"
        r"most )*(?:recommended|recommend (?:this|it|our)|approved|endorsed?s?|prescribe this|"
        r"swear by|agree|love this|trust this|certified|choose this|developed to treat|use it "
        r"themselves|backed)\b|\b(?:9|nine|8|eight|10|ten) (?:out of|in) (?:10|ten) "
        r"(?:\w+ ){0,2}(?:doctors?|dermatologists?|women|people|users?|experts?|customers?)?|"
        r"\b(?:\d+|hundred)% of (?:\w+ )?(?:doctors|dermatologists|women|people|users|customers)\b",
        needs="fda eu ec ministry government who state authorit nmpa mohw mfds federal approved certified "
        "endorsed cleared licensed recommended doctor dermatologist physician expert pharmacist "
        "hospital medically pediatric paediatric surgeon nurse scientist out_of in_10 in_ten %",
    ),
    phrasing(
        rules.AUTHORITY,
        r"\b(?:clinically|scientifically|medically|laboratory|lab|dermatologically|doctor|science) "
        r"(?:proven|validated|proved|verified|approved|backed results)\b|"
        r"\bproven (?:to|results?|efficacy|effective|effects?|by (?:science|doctors|studies|research|"
        r"clinical)|to work|in clinical|solution|formula)\b|\b(?:clinical|scientific|medical) (?:proof|"
        r"evidence (?:proves|shows))\b|\b(?:science|scientists|studies|research|clinical (?:trials|"
        r"studies)|doctors) (?:has |have )?prove[sdn]?\b|\bclinical (?:trials|results|studies) "
        r"(?:guarantee|prove|confirm|show)\w*",
        needs="proven proof validated proved verified approved backed evidence prove clinical",
    ),
)
