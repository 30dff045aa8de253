"""English phrasings of medical claims, on folded text: lower case, no hyphens, single blanks."""

from bot.domain.claims import rules
from bot.domain.claims.phrasings import phrasing

_STEMS = (
    "acne pimple zit breakout blemish eczema excema exzema eczma dermatit psoria rosacea atopic "
    "hives urticaria rash infection ringworm athlete fung wound scar keloid wart mole herpes "
    "cold_sore cellulitis folliculitis impetigo melasma vitiligo inflam swelling itch pain "
    "allerg "
    "cancer ulcer sore varicose spider_vein dandruff hair_loss alopecia bald bite cyst boil "
    "shingles keratosis seborr disease disorder arthritis bacteria germ virus mite burn bruis "
    "chilblain hyperpigm sickness illness hayfever asthma sweating odour"
)
_DISEASE = (
    r"(?:(?:cystic|hormonal|adult|teen(?:age)?|back|body|severe|inflamed|fungal) )?"
    r"(?:acne|pimples?|zits?|break ?outs?|blemish(?:es)?|eczema|excema|exzema|eczma|"
    r"(?:atopic |contact |perioral |seborrh?o?eic )?dermatitis|psoriasis|rosacea|hives|urticaria|"
    r"(?:(?:skin|heat|diaper|nappy) )?rash(?:es)?|(?:skin |yeast |bacterial |"
    r"fungal )?infections?|"
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
    r"back|scalp|symptoms? of|signs of|causes? of|root cause of|types? of|kinds? of|and|or|&|"
    r"from|"
    r"against|away|up|both|out|off|cases? of|flare ups? of|it'?s|nasty|annoying|common|"
    r"as well as|"
    r"minor|various|many|other|these|those|\w+ly),? ){0,5}"
)
_FREELY = (
    r"(?:(?!appearance|look|feel|skin\b|yourself|gently|if\b|when\b|"
    r"while\b)[\w'%]+,? ){0,4}"
)
_TREATS = (
    r"\b(?:treats?|treated|treating|cures?|cured|curing|curative for|heals?|healed|healing|"
    r"remed(?:y|ies|ied|ying)(?: for)?|eradicat(?:es?|ed|ing|ion of)|"
    r"(?:cure|treatment|remedy|medicine|medication|solution|relief|answer|fix|drug|antidote)s? "
    r"(?:for|of|to|from|against)) "
)
_ACTS_ON = (
    r"\b(?:prevents?|preventing|prevented|preventive against|reliev(?:es?|ed|ing)|combats?|"
    r"combat(?:t?ing|t?ed)|fights?|fighting|fought|eliminat(?:es?|ed|ing)|clears?|cleared|"
    r"clearing|"
    r"gets? rid of|getting rid of|rids? (?:you|your skin|skin) of|banish(?:es|ed|ing)?|"
    r"stops?|stopped|stopping|ends?|ended|ending|alleviat(?:es?|ed|ing)|mitigat(?:es?|ed|ing)|"
    r"destroys?|destroying|kills?|killed|killing|zaps?|zapping|attacks?|attacking|reduc(?:es?|ed|"
    r"ing)|sooth(?:es?|ed|ing)|calms?|calmed|calming|eas(?:es?|ed|ing)|improv(?:es?|ed|ing)|"
    r"controls?|controlling|manag(?:es?|ed|ing)|repairs?|repairing|fad(?:es?|ed|ing)|"
    r"eras(?:es?|ed|ing)|remov(?:es?|ed|ing)|dr(?:y|ies|ied) (?:out|up)|drying (?:out|up)|"
    r"shrinks?|"
    r"shrinking|battles?|battling|targets?|targeting|tackl(?:es?|ed|ing)|protects? (?:you )?from|"
    r"protects? (?:you )?against|wards? off|keeps? away|says? goodbye to|goodbye(?: to)?|bye bye|"
    r"works? (?:wonders )?(?:on|against|for)|effective (?:against|for|on|in)|good for|great for|"
    r"perfect for|ideal for|best for|helps?(?: with| against)?|suppress(?:es|ed|ing)?|cut(?:s|"
    r"ting)?|"
    r"flattens?|lessens?|minimi[sz]es?|decreas(?:es?|ed|ing)|corrects?|correcting|resolv(?:es?|"
    r"ed|"
    r"ing)|beats?|beating|defeats?|conquers?|free (?:you|your skin)? ?(?:of|from)|no more|"
    r"never (?:\w+ ){0,3}again|diagnos(?:es?|ing)|neutrali[sz]es?|inhibits?|halts?|reverses?) "
)
_DISEASE_AS_GOOD = (
    r"(?:acne|eczema|psoriasis|rosacea|dermatitis|pimples?|zits?|breakouts?|infections?|rash|"
    r"scars?|hives|fungal|itch|allergy|inflammation|wounds?|dandruff|melasma)"
)
_BODY = (
    r"(?:collagen|elastin|fibroblasts?|stem cells?|(?:new |skin |healthy |fresh )*cells?|"
    r"cellular|"
    r"(?:blood |micro ?)?circulation|blood flow|metabolism|lymph\w*|follicles?|hormones?|dna|"
    r"genes?|"
    r"immun\w+|oxygen (?:supply|intake|level)s?|melanocytes?|tissues?|"
    r"skin'?s natural healing|hyaluronic acid production)\b"
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
        rf"\b{_DISEASE_AS_GOOD} (?:fight(?:ing|er)s?|clear(?:ing|er)|bust(?:ing|er)s?|"
        rf"kill(?:ing|er)s?|"
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
        rf"\b{_DISEASE_AS_GOOD}\b(?! prone)[ ,?!.]{{1,3}}(?:\w+ ){{0,4}}?(?:is |are |was |"
        rf"will be |"
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
        r"\b(?:lowers?|regulates?|balances?) (?:your )?(?:hormones?|blood pressure|"
        r"blood sugar)\b",
        needs="clear immun hormon blood",
    ),
    # Germs, inflammation, itch, pain, allergy.
    phrasing(
        rules.ANTISEPTIC,
        r"\banti ?(?:inflammator(?:y|ies)|bacterial?s?|microbials?|fungals?|septics?|virals?|"
        r"itch|"
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
        r"\b(?:re ?grow(?:s|th|ing)?|restor(?:es?|ing)|grow(?:s|ing)?|thicken(?:s|ing)?|"
        r"promot(?:es?|"
        r"ing)|stimulat(?:es?|ing)|boost(?:s|ing)?|accelerat(?:es?|ing)) (?:your |new |thinning |"
        r"thicker |longer |lost |\w+ ){0,2}(?:hair|eyelash(?:es)?|lash(?:es)?|eyebrows?|brows?)\b"
        r"(?! (?:shine|softness|look))|"
        r"\bhair (?:re ?growth|restoration|growth)\b|\b(?:eye)?lash growth\b|"
        r"\b(?:stops?|prevents?|reduces?) (?:\w+ ){0,2}(?:hair loss|hair fall|balding)\b|"
        r"\b(?:speeds?|accelerat\w+|promot\w+|supports?|aids?|quickens?) (?:up )?(?:\w+ ){0,2}"
        r"(?:wound |tissue )?healing\b|\bwound (?:healing|care|repair|closure)\b|\bscar (?:less|"
        r"free) |"
        r"\b(?:removes?|erases?|fades?|flattens?|eliminates?|heals?|gets? rid of|dissolves?|"
        r"reduces?|minimi[sz]es?) (?:\w+ ){0,2}(?:scars?|scarring|keloids?|moles?|warts?|"
        r"skin tags?)"
        r"\b|\bscars? (?:\w+ ){0,2}(?:disappear|vanish|fade|removal|gone)\w*|"
        r"\b(?:mole|wart|skin tag|scar|tattoo) remov(?:al|er|ing)\b",
        needs="hair lash brow healing wound scar keloid mole wart skin_tag tattoo",
        can_be_advised=True,
    ),
    # Drugs, devices, procedures.
    phrasing(
        rules.DRUG_OR_DEVICE,
        r"\b(?:medical|medicine|pharmaceutical|pharma|hospital|clinical|clinic|prescription|"
        r"doctor|"
        r"surgical|dermatologist|physician) (?:grade|strength|level|quality|class|power)\b|"
        r"\bmedicated\b|\bover the counter drug\b|\bmedicine (?:for|in a|that|cream)\b|"
        r"\b(?:(?:this|it|our \w+|the (?:serum|cream|product)|which) (?:\w+ )?is|works? as|"
        r"acts? as|used as) "
        r"(?:a |an |your )?(?:\w+ )?(?:medicine|drug|medication|antibiotic|medical device)\b|"
        r"\b(?:drug|medicine) (?:strength|like|level)\b|\bpharmaceutical\b(?! company)|"
        r"\b(?:prescribed|dispensed) by (?:doctors|dermatologists|hospitals)\b|"
        r"\bcosmeceutical\w*\b|\b(?:replaces?|instead of|no need for) (?:your |a |any )?"
        r"(?:medicine|medication|prescription|doctor|treatment)\b",
        needs="grade strength level quality class power medicated medicine drug medication "
        "antibiotic "
        "device pharmaceutical prescribed dispensed cosmeceutical doctor prescription",
    ),
    phrasing(
        rules.DRUG_OR_DEVICE,
        r"\b(?:like|likened to|better than|stronger than|beats|rivals?|rivall?ing|replac(?:es?|"
        r"ing)|"
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
        needs="botox botulin filler lift laser surg peel needl injecti scalpel accutane "
        "tretinoin "
        "cortisone steroid antibiotic prescription dermatologist liposuction clinic",
    ),
    # Functions and structure of the body.
    phrasing(
        rules.BODY_FUNCTION,
        r"\b(?:stimulat|boost|increas|promot|trigger|activat|rebuild|restor|accelerat|speed|kick "
        r"?start|produc|generat|regenerat|renew|repair|rejuvenat|awaken|switch|improv|enhanc|"
        r"strengthen|replenish|regulat|grow|multipl|revive|energi|encourag|induc|balanc|alter|"
        r"chang|"
        r"reprogram|detoxif|rebuilt|makes?|support)\w* "
        rf"(?:(?!look|appear|feel|surface)[\w']+,? ){{0,4}}?{_BODY}",
        needs="collagen elastin fibroblast cell circulation blood_flow metabolism lymph follicle "
        "hormon dna gene immun oxygen muscle nerve melanocyte tissue healing "
        "hyaluronic_acid_prod",
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
        needs="collagen elastin cell regenerat tissue dna genetic molecular new_skin thicken "
        "nerve "
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
)
