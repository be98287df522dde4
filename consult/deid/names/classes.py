"""What a word beside a name can be: kin, role, title, or something that only people do."""

from __future__ import annotations

CLASSES: dict[str, str] = {
    # Whose it is.
    "whose": "her his my their our your the this that",
    # Kin and company: "her son Danny".
    "kin": (
        "dtr dau grandbaby hubs missus fella bro nan nanna mother mom mum mommy mama ma father dad daddy "
        "papa parent stepmother stepmom stepfather stepdad son sons daughter daughters boy girl baby kid "
        "kids child children toddler infant newborn twin twins triplet oldest eldest youngest middle "
        "sibling siblings brother brothers sister sisters stepson stepdaughter stepbrother stepsister "
        "half-brother half-sister husband wife spouse partner fiance fiancé fiancée fiancee boyfriend "
        "girlfriend bf gf ex ex-husband ex-wife ex-boyfriend ex-girlfriend ex-partner roommate housemate "
        "flatmate friend friends bestie neighbor neighbour neighbors uncle aunt auntie aunty cousin "
        "cousins niece nephew grandmother grandma granny gran gram nana grandfather grandpa grandad "
        "granddad grandson granddaughter grandchild grandchildren grandkids grandparents godmother "
        "godfather godson goddaughter in-law mother-in-law father-in-law sister-in-law brother-in-law "
        "son-in-law daughter-in-law widow widower mgm mgf pgm pgf gma gpa sis lola lolo abuela abuelo "
        "abuelita tia tio titi tita tito baba oma opa nonna bibi yaya halmoni popo dada dadi nani chacha "
        "khala dog-sitter babysitter mate buddy lover companion man woman guy lady papaw mamaw meemaw "
        "pawpaw hubby wifey kookum kokum mushum mooshum nokomis halmeoni harabeoji nainai yeye waipo "
        "waigong ahma agong chachi mausi bua ammamma thatha tutu yiayia pappou babcia dziadek babushka "
        "dedushka bubbe zayde safta saba teta jiddo ammo amca teyze abla abi dede nene onkel tante mormor "
        "farmor bestemor mamo taid nain ate kuya godmom goddad godma stepbro stepsis foster-mom nephews "
        "nieces uncles aunts maw-maw paw-paw mee-maw mawmaw gramps grams grandda tías tía tío tíos "
        "hermana hermano prima primo bunica bunicu"
    ),
    # Roles: "client Danny", "landlord Hill".
    "role": (
        "client cl clt patient pt resident student pupil youth teen veteran caller participant member "
        "consumer respondent petitioner defendant plaintiff victim witness survivor perpetrator offender "
        "inmate worker caseworker sw cw cm counselor counsellor therapist clinician psychologist "
        "psychiatrist psych provider teacher tutor attorney lawyer solicitor barrister judge magistrate "
        "officer detective deputy sheriff cop po probation parole guardian caregiver carer caretaker "
        "payee sponsor mentor coach supervisor manager boss landlord landlady tenant nurse doctor "
        "physician pediatrician midwife doula pharmacist dentist aide paraprofessional advocate "
        "interpreter translator colleague coworker co-worker intern trainee pastor minister priest imam "
        "rabbi bishop deacon elder chaplain principal headteacher superintendent secretary receptionist "
        "coordinator facilitator presenter director gal casa guardianship bailiff clerk commissioner "
        "navigator liaison specialist"
    ),
    "title": (
        "mr mrs ms miss mx dr prof professor rev reverend fr sr br judge justice officer deputy sgt "
        "sergeant det detective lt lieutenant capt captain cpl pvt major nurse coach principal imam rabbi "
        "sheikh sheik hon sheriff aunt auntie aunty uncle tia tio titi tita tito grandma grandpa granny "
        "nana gran don doña dona señor señora senor senora sra srta madame monsieur mme mlle herr frau hr "
        "fru pastor father sister brother mother bishop deacon elder chief attorney teacher trooper "
        "councillor lady sir ustad haji hajji mister missus ofc ofcr khanom khanum khanoum agha hanim "
        "sahib begum bapak encik puan aling mang manang manong sensei bà ông chú cô chị bác tía tío apo "
        "kuya ate tante oom baba mama papa mam pan pani cousin"
    ),
    # What people are called by.
    "named": "named called name's nicknamed aka a.k.a alias nickname surname née nee renamed",
    # After which a person is meant: "told danny", "w/ danny".
    "to": (
        "told tell tells telling asked ask asks asking met meet meeting saw see sees seen called call "
        "calling calls texted text texting with w from for by to about re thanks thank thx hi hey hello "
        "dear ty visited visit visiting help helped helping let lets and & cc between remind reminded "
        "reminding @ emailed email messaged invite invited involve involving engage engaging assess "
        "assessed regarding per against bring brought transport transported supervise contacted contact "
        "contacting phoned phone paged page rang ring sent or via did does is was has can could would "
        "should if when that because since until while but where how why before after than like where's "
        "when's how's what's who's"
    ),
    # Only people do this: "danny said".
    "says": (
        "here said says say told tells asked asks texted texts emailed messaged wants wanted needs needed "
        "feels felt sounds seems denies denied admits admitted agrees agreed refuses refused misses "
        "missed attends attended lives lived reports reported states stated discloses disclosed thinks "
        "thought knows knew likes loves hates cries cried screamed yelled laughed smiled sleeps slept "
        "stays stayed struggles struggled relapsed overdosed died dies graduated moved hit punched pushed "
        "ran sat stood hugged lied cuts cut calls called complains complained mentioned mentions "
        "explained explains insisted insists believes believed hopes worries worried enjoys enjoyed "
        "prefers preferred remembers remembered forgot wishes worked works visited visits presented "
        "presents facilitated facilitates supervises brought brings suggested suggests replied responded "
        "apologized apologised arrived joined walked drove bought sold stole broke threw kicked bit "
        "shouted whispered shared shares hid eats ate drinks drank smokes smoked vapes uses used "
        "overheard dropped picked hung stormed skipped signed speaks spoke talks talked goes went came "
        "comes gets got has had was is isn't wasn't hasn't doesn't didn't won't wouldn't can't couldn't "
        "never always still just already also may might will would could should can does did keeps kept "
        "started starts stopped stops left leaves turned turns takes took gave gives made makes lost "
        "loses found finds tried tries seemed looked looks became becomes continues continued remains "
        "remained identifies identified completed completes screams screaming shrugs shrugged nods nodded "
        "sobs sobbed sighs sighed giggles giggled begs begged swears swore vents vented whispers drives "
        "cooks prays writes wrote draws drew wakes woke phoned phones rang rings throws kicks punches "
        "bites flaked bailed ghosted showed shows pays paid owes sends sent translated translates answers "
        "answered opened opens paces paced grinned grins joked jokes argues argued waits waited watches "
        "watched holds held carries carried plays played sings sang sets steals cant wont didnt doesnt "
        "isnt wasnt hasnt wouldnt couldnt ain't aint bangs banged slams slammed fears feared bounced "
        "ditched vanished disappeared checked checks"
    ),
    # Of these, the ones that leave no doubt even for words like Hope or Will.
    "tells": (
        "wont cant wouldnt couldnt hasnt aint said says told tells asked asks texted emailed wants feels "
        "felt sounds denies denied admits admitted agrees agreed refuses refused misses missed attends "
        "attended lives reports reported states stated discloses disclosed thinks thought knows likes "
        "loves hates cries cried screamed yelled laughed smiled slept struggles relapsed graduated moved "
        "hugged lied called calls complains complained mentioned insisted believes enjoys prefers "
        "remembers visited replied responded apologized arrived walked drove shouted whispered isn't "
        "wasn't hasn't doesn't didn't won't can't presented facilitated went came got started stopped "
        "left wanted needed needs stayed sat ran talked spoke works worked turned keeps kept screams "
        "screaming shrugs shrugged nods nodded sobs sobbed sighs sighed giggled begs begged swears swore "
        "whispers drives prays writes wrote draws drew woke phoned rang texts bites flaked bailed ghosted "
        "paced grinned joked argued sings sang steals stole doesnt didnt isnt wasnt hid hides hit hits "
        "punched kicked bit drank vapes eats ate sleeps cooks"
    ),
    # After these stands a person, and hardly anything else: "texted danny".
    "told": (
        "told tell telling asked ask asking texted text emailed phoned messaged reminded thanked thank "
        "hugged met visited fosters fostered adopted divorced married dating dated hi hey hello dear "
        "thanks thx paged"
    ),
    # What is said first to somebody: "hi danny".
    "greets": "hi hey hello hiya heya dear thanks thx ty tysm cheers congrats bye welcome yo sup",
    # Only people do this, and nothing else ever does.
    "speaks": (
        "said says told tells asked asks texted wants thinks knows loves hates cries cried laughed smiled "
        "shrugged shrugs nodded nods replied whispered begged swore admits admitted insisted lied lies "
        "hugged"
    ),
    # "lil dre".
    "sized": "lil lil' li'l",
    # What is done to people more than to things: "could not reach danny".
    "reached": (
        "reach reached believed trusted loved misses remember assess visited saw hugged met about with re"
    ),
    # Small words between a cue and a name: "the little one um danny".
    "filler": "um uh uhm er erm umm like",
    # What is said to people in respect, behind their name: "lakshmi amma".
    "suffix": (
        "amma ji bhai didi jie ge san ssi jaan jan agha khanom teyze abla abi bey hanim bibi begum akka "
        "uncle aunty auntie chacha chachi"
    ),
    # Of one person, who was just named: "danny, he ...".
    "pronoun": (
        "he she they he's she's they're hes shes theyre he'll she'll they'll he'd she'd who whos who's"
    ),
    "while": "while when bc because cuz cus since until till after before if so but and as once tho",
    # Before what somebody did: "said danny left", "only danny can".
    "quotes": (
        "said says say saying thinks thought think knows knew know heard hear claims guess only even so "
        "then or omg ok okay yeah yes no nah thats that's and but lol"
    ),
    # Kin that stands before a name like a title does.
    "aunt": (
        "abuela abuelo tatay nanay bro sis yiayia aunt auntie aunty uncle tita tito titi tia tio tía tío "
        "ate kuya lola lolo nan nana granny gran gram grandma grandpa grandda granda gramps nonna oma opa "
        "babcia mamaw papaw maw-maw paw-paw cousin cuz miss"
    ),
    # Where somebody is: "his godmom patience in town".
    "where": "in at from who since with",
    # Households: "the Pham family".
    "household": (
        "fam intake file referral hearing sibs situation family families household kids children twins "
        "siblings brothers sisters boys girls residence home case clan parents matter lad lads lass boy girl"
    ),
    # Labels of a form: "Mother: Danny".
    "label": (
        "aide driver roommate bf gf uncle cousin neighbor neighbour ex grandma grandpa gma gpa advocate "
        "navigator ca sw cw cm dtr doula midwife name names client clients patient present absent "
        "attendees attendance attending participants members mother father mom dad parent parents "
        "guardian guardians caregiver worker caseworker therapist presenter facilitator supervisor "
        "referrer sibling siblings child children youth husband wife partner spouse contact contacts "
        "emergency from to cc re attn signed author witness judge attorney gal po landlord sponsor "
        "teacher nurse doctor psychiatrist pcp counselor responsible who student resident household "
        "regrets apologies minutes aka alias nickname lead owner assigned by staff team son daughter "
        "brother sister grandmother grandfather aunt kids dx'd interpreter notetaker recorder chair "
        "surname forename first last given preferred maiden supports support people clinician provider "
        "mbr ct legal"
    ),
    # Words that make an author of the name beside them.
    "theory": (
        "model models theory theories theorist scale scales method methods approach stages hierarchy "
        "inventory cycle technique techniques therapy terms framework concept concepts idea ideas notion "
        "writes wrote et book books school lens questionnaire index test tests rating screener screen "
        "syndrome disease palsy lymphoma sign triangle window genogram work's et-al would assessment "
        "criteria effect law tasks schemas schema review manual principle principles plan form wheel "
        "manualized protocol-based reach curriculum workbook worksheets six four leap stage"
    ),
    "article": "a an the these those",
    # Never the base form: "her mother will" is no name, "dad will is" is one.
    "be": "is was has had did does isn't wasn't hasn't doesn't didn't hadn't doesnt didnt isnt wasnt",
    "following": (
        "cite citing per following à la via cf reading like as use using used based tried try according "
        "apply read reads rely relies style training manual not cites cited"
    ),
    # Particles inside a name.
    "particle": (
        "dela delas delos zu zum zur af av binti bte ould vda an ó ua de del la las los da das do dos di "
        "ní uí nic van von der den ter ten bin ibn bint al el ul abu le du st y e ap"
    ),
    # After these a single letter is no person.
    "lettered": (
        "vitamin plan type part hep hepatitis grade schedule title axis cluster form option group class "
        "section appendix figure column side team model phase tier level point room unit building apt "
        "apartment wing block bldg suite step exhibit route highway line bus category cohort arm zone "
        "stage item question q version terminal gate module goal day chapter hall house floor table row "
        "seat strep influenza factor"
    ),
    "months": (
        "january february march april may june july august september october november december jan feb "
        "mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday "
        "sunday mon tue wed thu fri"
    ),
}


# Two letters that are no initials.
ABBREVIATIONS = frozenset(
    [
        "aa",
        "ac",
        "ad",
        "am",
        "ba",
        "bc",
        "bs",
        "cc",
        "ce",
        "cps",
        "cv",
        "dc",
        "dj",
        "do",
        "dob",
        "dv",
        "ed",
        "eg",
        "er",
        "eu",
        "hr",
        "id",
        "ie",
        "iep",
        "ii",
        "iii",
        "iv",
        "jd",
        "la",
        "ma",
        "md",
        "mrn",
        "ms",
        "msw",
        "na",
        "nb",
        "ny",
        "nyc",
        "ok",
        "ot",
        "pe",
        "ph",
        "phd",
        "pm",
        "po",
        "pr",
        "ps",
        "pt",
        "pta",
        "qa",
        "rn",
        "ssn",
        "st",
        "sw",
        "tv",
        "uk",
        "un",
        "us",
        "usa",
        "va",
        "vs",
    ]
)
STATES = frozenset(
    [
        "ak",
        "al",
        "ar",
        "az",
        "ca",
        "co",
        "ct",
        "dc",
        "de",
        "fl",
        "ga",
        "hi",
        "ia",
        "id",
        "il",
        "in",
        "ks",
        "ky",
        "la",
        "ma",
        "md",
        "me",
        "mi",
        "mn",
        "mo",
        "ms",
        "mt",
        "nc",
        "nd",
        "ne",
        "nh",
        "nj",
        "nm",
        "nv",
        "ny",
        "oh",
        "ok",
        "or",
        "pa",
        "ri",
        "sc",
        "sd",
        "tn",
        "tx",
        "ut",
        "va",
        "vt",
        "wa",
        "wi",
        "wv",
        "wy",
    ]
)


def by_word() -> dict[str, frozenset[str]]:
    """For each word, the classes that it belongs to."""
    found: dict[str, set[str]] = {}
    for name, words in CLASSES.items():
        for word in words.split():
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


BY_WORD = by_word()
