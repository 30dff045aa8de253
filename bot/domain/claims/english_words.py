"""The English words that claims are made of, as alternatives of a pattern on folded text.

What a cosmetic may not act on (diseases, symptoms, the living body), what it may not be compared
with (drugs, procedures), and the words for acting. Rules put them together.
"""

# Diseases, their signs and germs: no cosmetic has to name them, but to warn or advise.
DISEASES = (
    r"acne(?! prone| studios)|bacne|maskne|pimples?|zits|nodules|papules|pustules|comedones|"
    r"cystic \w+|lesions?|eczema\w*|excema|exzema|neurodermatitis|(?:seb(?:orrh?o?eic)? )?derm"
    r"(?:atitis)?|psoria\w+|plaques|flare ?ups?|rosacea|ichthyosis|lupus|vitiligo|melasma|"
    r"chloasma|pregnancy mask|lentigines|keratos[ie]s|urticaria|hives|shingles|ringworm|"
    r"jock itch|athlete'?s foot|candida|thrush|yeast infections?|fung(?:us|i|al)|infections?|"
    r"infected|"
    r"(?:corona)?virus(?:es)?|covid\w*|influenza|hpv|mrsa|staph\w*|e ?coli|"
    r"pathogens?|parasites?|lice|nits|scabies|warts?|verruca\w*|herpes|cold sores?|"
    r"impetigo|folliculitis|cellulitis|(?:mouth |leg |foot )?ulcers?|bed ?sores?|wounds?|"
    r"(?:sun|razor|third degree|minor|kitchen) burns|scars?|scarring|keloids?|h(?:a)?ematomas?|"
    r"(?:varicose|spider) veins?|broken (?:capillaries|veins|vessels)|o?edema|pus|arthritis|"
    r"gout|rheumat\w+|carpal tunnel|sciatica|neuralgia|restless legs|fibromyalgia|bronchitis|"
    r"asthma|sinusitis|hay ?fever|dengue|malaria|mastitis|utis?|cystitis|cancers?|melanomas?|"
    r"tumou?rs?|diabet\w+|depression|anxiety|insomnia|adhd|autism|burnout|panic attacks?|"
    r"migraines?|alopecia|bald(?:ness|ing)|hair ?(?:loss|fall)|hyperhidrosis|lepers|leprosy|"
    r"haemorrhoids|hemorrhoids|piles|eye infections?|styes?|conjunctivitis|gingivitis|"
    r"diseased?|diseases|disorders?|illness(?:es)?|ailments?|pms|menopaus\w+|hypertension|"
    r"blood (?:pressure|sugar)|jaundice|nerve damage|stroke|alzheimer'?s"
)
# Words that are also used of other things: a claim only with a word for helping.
SYMPTOMS = (
    r"bacteri\w+|germs?|microbes?|spots? (?:that|which|before)|breakouts?|blemish(?:es)?|"
    r"whiteheads|cysts?|boils?|bumps|"
    r"rash(?:es)?|swelling(?! clay| music)|swollen|puffiness|inflam\w+|itch\w*|pains?|painful|"
    r"hurts|aches?|"
    r"aching|sores?|soreness|cramps?|headaches?|toothache|coughs?|(?:catch )?a cold|blocked nose|"
    r"fever|flu|nausea|symptoms?|allerg\w+|hot flushes|hot flashes|(?:insect|mosquito) "
    r"bites?|bites|blisters?|burns|cuts|grazed?|grazes|bruis\w+|torn skin|bleed\w*|moles?|"
    r"skin tags?|birthmarks?|stretch ?marks|tiger stripes|hairline|shedding|thinning|grey hair|"
    r"gray hair|dandruff|fatigue|jet ?lag|trauma|stress|restlessness|fall asleep|sleepless\w*|"
    r"redness|veins?|"
    r"hormon\w+|thyroid|skin complaints?|skin conditions?|their condition|your condition|"
    r"my condition|sickbed|sick|patients?|suffer\w*|chilblains|heavy legs|nerves?|nervous system|"
    r"immun\w+|kidneys?|colon|lungs?|joints?|bones?|muscles?|inflamed"
)
# What a body does by itself, and what it is built of.
BODY = (
    r"(?:pro)?collagen|elastin|elastic fib(?:re|er)s|fibroblasts?|(?:stem |skin |immune |pigment |"
    r"fat |tired |new |living )?(?<!dead )(?<!dead skin )(?<!surface )cells?|cellular|"
    r"(?:micro ?)?circulation|blood ?(?:flow|supply|"
    r"vessels|stream)?|metabolism|lymph\w*|follicles?|hair roots?|dead roots|bulbs?|hormones?|"
    r"o?estrogens?|testosterone|cortisol|serotonin|melatonin|dopamine|dna|genes?|telomeres?|"
    r"mitochondria\w*|atp|autophagy|epigen\w+|dermis|epidermis|tissues?|capillar\w+|"
    r"vein walls|venous return|immun\w+|antibod\w+|cytokines?|histamine|enzymes|mmps?|"
    r"tyrosinase|melanocytes?|melanin|anagen|meridians?|qi|chi|chakras?|nervous system|nerves?|"
    r"muscles?|nf kb|tnf|interleukin\w*|growth factors|(?:inflammatory )?pathways|dht|"
    r"inflammatory|allergic response|your cycle|fascia|dead roots|the body through|the bones?|lung|"
    r"organs?"
)
ACTS_ON_BODY = (
    r"stimulat\w+|boost\w*|increas\w+|promot\w+|trigger\w*|activat\w+|reactivat\w+|rebuil\w+|"
    r"restor\w+|accelerat\w+|speed\w*|kick ?start\w*|generat\w+|regenerat\w+|"
    r"renew\w*|repair\w*|rejuvenat\w+|awak\w+|wak(?:es?|ing)|switch\w*|turns? (?:on|off|over)|"
    r"strengthen\w*|replenish\w*|refill\w*|regulat\w+|multipl\w+|divid\w+|reviv\w+|energi\w+|"
    r"recharg\w+|encourag\w+|induc\w+|rebalanc\w+|balanc\w+|alter\w*|reprogram\w*|detoxif\w+|"
    r"signal\w*|tells?|instruct\w*|trains?|teach\w*|block\w*|inhibit\w*|stops?|suppress\w*|"
    r"oxygenat\w+|dilat\w+|opens?|unblock\w*|drain\w*|draws?|pulls?|pumps?|flush\w*|cleans\w+|"
    r"purif(?:y|ies)|cleaner|alkalis\w+|alkaliz\w+|relax\w*|paraly[sz]\w*|replac\w+ (?:lost|"
    r"missing)|"
    r"raises?|lowers?|reduc\w+|doubles?|tripl\w+|more|rewind\w*|rewrit\w+|resets?|extends?|"
    r"brings? (?:back|\w+ (?:\w+ )?back|tired|dead)|back to life|becom\w+ part|puts? (?:your|"
    r"the)|makes? your|"
    r"your own|"
    r"alkalis\w+|alkaliz\w+|replac\w+|gives?|strong(?:er)?|feeds?|fuels?|thicken\w*|reach\w*|"
    r"penetrat\w+|snap back|on autopilot|"
    r"grows? (?:new|back)|produc\w+|regrow\w*|heal\w*|unleash\w*|supercharg\w*"
)
# Words for making an ill go away, or keeping it away.
HELPS = (
    r"ends?|ended|ending|stops?|stopped|kills?|killed|cur(?:e|es|ed|ing)|heal\w*|treat(?:s|ed|ing|"
    r"ment)?|fix\w*|sort(?:s|ed) out|settles?|quench\w*|quell\w*|numbs?|lifts? (?:right |straight )"
    r"?off|eas(?:es?|ed|ing)|reliev\w+|relief|sooth\w+|calm\w*|clears?|cleared|beats?|fights?|"
    r"fend\w*|wards?|guards?|shields?|protects?|prevent\w*|avoids?|keeps? (?:\w+ ){0,2}(?:away|"
    r"off|at bay|out|clear|from)|blocks (?!a pore)|shuts?|"
    r"switched off|switch\w* off|turns? off|suppress\w*|neutrali\w+|eliminat\w+|removes?|removed|"
    r"rids?|got rid|get rid|getting rid|banish\w*|zaps?|destroy\w*|draws? out|sucks? out|"
    r"takes? (?:off|(?<!throw )away|out|the|care)|"
    r"dr(?:y|ies|ied) (?:up|out)|drains?|shrinks?|shrivel\w*|falls? off|drops? off|fad(?:e|es|"
    r"ed)|melts?|vanish\w*|disappear\w*|gone|go(?:es)? away|(?<!throw )away|retreats?|recovers?|"
    r"mends?|"
    r"clos(?:e|es)|knits?|restor\w+|rebuild\w*|reviv\w+|reactivat\w+|balanc\w+|regulat\w+|"
    r"resets?|raises?|lowers?|reduc\w+|lessens?|fewer|no more|bye|goodbye|(?:it|and|days|are|is|"
    r"pain)'?s? over|is out|brings? (?:\w+ ){0,2}down|puts? (?:an end|out)|helps?|handles?|"
    r"tackl\w+|targets?|controls?|under control|tames?|cleans(?:es?|ing)|sweat out|detox\w*|"
    r"flush(?:es)? (?:out|away)|expel\w*|purg\w*|"
    r"normal skin|starts? afresh|strong|dies?|stop being|improv\w+|works? (?:on|against|"
    r"for|"
    r"wonders|like)|effective|defeat\w*|"
    r"conquer\w*|revers\w+|delays?|breaks? (?:the|up|out of)|lost|lose|\w free|proof|remed\w+|"
    r"medicine|therap\w+|"
    r"solution|rescu\w+|repair\w*|against|for good|never|stand a chance|come back|"
    r"comes? back|came (?:all the way )?back|fills?|filled|covered with|left on its own|back to "
    r"normal|swear|rejoice|thank you|spread|not a single|zero|nothing but|massage|rub|dab|dabbed|"
    r"slather|put it where|used our|good for|made for"
)
DRUGS = (
    r"botox|botulinum|fillers?|accutane|isotretinoin|tretinoin|adapalene|differin|roaccutane|"
    r"hydroquinone|minoxidil|rogaine|finasteride|propecia|cortisone|hydrocortisone|steroids?|"
    r"antibiotics?|antihistamines?|ibuprofen|aspirin|paracetamol|painkillers?|sleeping pills?|"
    r"antidepressants?|ozempic|wegovy|xenical|viagra|insulin|benzoyl peroxide|clindamycin|"
    r"ketoconazole|prescriptions?|medications?|penicillin|drugs?|pharmacy brand"
)
PROCEDURES = (
    r"face ?lifts?|thread ?lifts?|threads|lasers?|ipl|fraxel|thermage|ultherapy|hifu|"
    r"(?:\w+ )?surger(?:y|ies)|surgeons?|sutures|scalpels?|(?:chemical|clinic|tca) peels?|"
    r"micro ?needling|mesotherapy|dermaplaning|coolsculpting|liposuction|lipo|injections?|"
    r"injectables?|syringes?|needles?|iv drips?|whitening drips?|implants?|transplants?|"
    r"lash extensions?|eyelash extensions?|skin boosters?|rejuran|clinics?|cryolipolysis|"
    r"radio ?frequency|radiotherapy|dialysis|acupuncture"
)
# Comparing with or doing without a drug or a procedure.
COMPARES = (
    r"like|better|stronger|cheaper|safer|weaker|faster|beats?|rivals?|rivall?ing|"
    r"outdoes|outperforms?|replac\w+|alternatives?|substitutes?|equals?|equivalent|same (?:as|"
    r"\w*effects?|results?|depth|lift|job|volume)|"
    r"comparable|similar|skip|forget|goodbye|bye|instead|mimic\w*|without (?:the|a|an|any|"
    r"needles?|surgery|injections?|downtime)|no need|"
    r"not need|won'?t need|need no|don'?t need|swaps?|over|are out|put down|why pay|as (?:\w+ )?"
    r"(?:do|does|did|deep|strong|good|effective)|just as|does the (?:same )?job|in a (?:jar|bottle|"
    r"tube|dropper)|in (?:one|a single) (?:jar|bottle)|natures?|nature's|topical|liquid|bottled|"
    r"level|grade|outcomes?|results|strength regrowth|try our|try this|where|failed|throw away|"
    r"cancel\w*|say no|ahead|freedom|free|needle ?less|power of"
)
# Flaws of skin that may be cared for, but not said to be gone.
FLAWS = (
    r"wrinkl\w*|(?:fine |expression |deep |every |frown |laugh |smile )?lines?|crow'?s feet|"
    r"(?:dark |age |sun |brown |liver |every |all )?spots?|(?:hyper)?pigmentation|pigment spots?|"
    r"freckles?|"
    r"dark circles?|eye ?bags?|bags under|pores?|cellulite|orange peel|stretch ?marks?|sagging|"
    r"sagg\w*|jowls|blackheads?|signs? of (?:time|ag(?:e?)(?:ing)?)|ag(?:e?)ing|crepey|"
    r"turkey neck|dullness|imperfections?|flaws?|blemish(?:es)?(?! prone)"
)
BODY_PARTS = (
    r"breasts?|busts?|boobs|cleavage|bums?|buttocks?|bottoms?|booty|thighs?|waist\w*|belly|tummy|"
    r"hips|arms|legs|calves|jaw ?(?:line|bones?)?|double chins?|cheek ?bones?|noses?|eyelids?|"
    r"(?:a |b |c |d |one |your )?cups?(?: size)?|bingo wings|love handles|muffin top|saddle ?bags|"
    r"ankles"
)
