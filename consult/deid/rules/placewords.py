"""Words that say what a name belongs to, and words that make nothing a name."""

from __future__ import annotations


def many(listed: str) -> frozenset[str]:
    return frozenset(" ".join(it.split()) for it in listed.split(",") if it.strip())


def typed(**listed: str) -> dict[str, str]:
    """Each word, and what stands for such a place."""
    return {word: kind for kind, words in listed.items() for word in many(words)}


# Behind a name, these are an organisation and hardly anything else.
STRONG = typed(
    school="""school, schools, elementary, elem, middle, high, academy, prep, preparatory, charter,
        kindergarten, preschool, pre-school, nursery, montessori, college, university, univ, daycare,
        day-care, childcare, creche, lyceum, seminary, polytechnic, magnet, intermediate, junior high,
        primary, secondary, grammar, infants, gymnasium, grundschule, gesamtschule, kita, escuela, hs,
        kindergarden""",
    church="""church, chapel, cathedral, temple, tabernacle, mosque, synagogue, shul, gurdwara, mandir,
        ministries, ministry, baptist, ame, methodist, lutheran, presbyterian, pentecostal, apostolic,
        congregational, parish, masjid, assembly, basilica, monastery, convent, iglesia, covenant,
        mennonite, adventist, umc, cogic""",
    hospital="""hospital, hosp, infirmary, medical, hospice, sanatorium, krankenhaus, klinikum, va""",
    clinic="""clinic, counseling, counselling, pediatrics, paediatrics, psychiatry, dental, orthopedics,
        dermatology, rtc, prtf, obstetrics, surgery, behavioral, rehab, rehabilitation, detox, healthcare,
        pharmacy, wellness""",
    shelter="""shelter, refuge, hostel""",
    court="""court, courthouse, tribunal""",
    jail="""jail, prison, penitentiary, detention, correctional, corrections, lockup""",
    workplace="""inc, llc, ltd, corp, corporation, foods, logistics, steel, roofing, salon, diner, cafe,
        café, restaurant, bakery, grill, supermarket, supermarkets, motors, landscaping, trucking,
        farms, dairy, industries, manufacturing, enterprises, warehouse, hotel, motel, tavern, pizzeria,
        laundromat, cleaners, brothers, bros, plumbing, staffing, technologies, packaging, barbershop,
        nails, poultry, meats, meatpacking, brewery, hardware, auto, autos, garage, laundry, gmbh, plc,
        freight, electric, contractors, builders, distributors, barber, boutique, florist, nursery,
        airlines, cannery, foundry, sawmill, carwash, deli, lumber, ironworks, shipyard, orchards,
        nurseries, taqueria, buffet, transit, cab, cabs, taxi, burger, pizza, donuts, growers, paving,
        storage, packers, produce, transport, bakers, butchers, realty, properties, rentals, upholstery,
        quarries, masonry, drywall, flooring, carpentry, caterers, catering, movers, towing, tire, tires,
        tyres, exteriors, interiors, homecare, hauling, pallet, pallets, seafood, fisheries, vineyards,
        winery, stables, plastics, castings, fabricators, fabrication, welding, machining, bearing, bearings,
        textiles, apparel, garments, tailors, couriers, haulage, joinery, roofers, glazing,
        scaffolding, concrete, asphalt, fencing, landscapers, janitorial, excavation, hvac, marine""",
    organisation="""ymca, ywca, jcc, foundation, coalition, alliance, consortium, charities, society,
        league, pantry, cooperative, co-op, collective, museum, library, institute, diocese,
        archdiocese, association, legion, lodge, trust, hospice, fund, fc, united""",
)
# These are ordinary words too: the name before them has to be one.
WEAK = typed(
    shelter="house, haven, mission, place, inn, safehouse",
    care_home="manor, home, homes, villa, care, living, residence, residences, retirement",
    clinic="ward, recovery, health, therapy, medicine, associates, psychological, treatment",
    organisation="""chorus, choir, orchestra, ballet, dojo, authority, commission, department, bureau,
        office, federation, institute, center, centers, centre, centres, ctr, project, initiative,
        services, service, network, group, agency, program, programme, club, outreach, kitchen,
        partnership, ranch, hall, union, council, partners, connection, connections, resources,
        fellowship, congregation, tribe, band, bank, community, cares, aid, solutions, systems,
        security, team, camp, company, co, hub, sons, daughters, arena, gym, studio, theater, theatre,
        gang, crew, lounge, bar, pub, market, press, store, shop, plant, mills""",
)
# Before a name: "Masjid Al-Noor", "Camp Evergreen", "Beth Israel".
LEADING = typed(
    church="""masjid, temple, gurdwara, congregation, wat, iglesia, parroquia, templo, kirche,
        bethel, calvary, st, saint, sts, saints, our lady""",
    organisation="camp, club, casa, cooperativa, project",
    school="ps, p.s, gesamtschule, grundschule, realschule, escuela, école, colegio, liceo",
    jail="hmp, hmyoi, fci, usp",
    hospital="klinik, hôpital, hospital",
)
# What may stand before "of" and a name.
HEADS = many(
    """university, univ, college, club, clubs, center, centre, church, academy, sisters, brothers, aid,
    promise, diocese, archdiocese, friends, hospital, temple, bank, ymca, ywca, charities, services,
    coalition, league, council, institute, mission, museum, library, order, assembly, knights, sons,
    daughters, house, home, ministries, partnership, project, society, way, chapter, lady, chamber,
    congregation, fellowship, school, chapel, tribe, islamic, network, army, alliance, association,
    foundation"""
)
PLACE_TYPES = typed(
    county="county, parish, borough, township, co",
    neighbourhood="""houses, heights, estates, estate, village, hills, terrace, gardens, commons, projects,
        homes, apartments, apts, apartment, towers, tower, ridge, grove, meadows, acres, woods, oaks,
        pines, manor, courts, flats, villas, subdivision, condos, townhomes, landing, crossing, pointe,
        knolls, hollow, holler, bottoms, gulch, ranchettes, colonia, downs, barrio, quarter, trailer""",
    reservation="reservation, nation, rez, rancheria, pueblo, reserve",
    place="""park, lake, river, creek, bay, beach, valley, falls, mountain, mountains, canyon, island,
        islands, bridge, mall, plaza, campground, springs, forest, harbor, harbour, prairie, swamp,
        bayou, pond, reservoir, airport, station, cemetery, marina, pier, playground, refinery, dam,
        mesa, bluff, bluffs, pavilion, hill, point, square, city, fork, forks, junction, depot, inlet, mhp""",
)
# Before a name: "Lake Wobegon", "Co. Galway".
LED_PLACES = many("co, county, lake, mount, mt, fort, ft, port, camp, river")
# These are surnames too: with a first name before them they belong to a person.
SURNAMES = many(
    """house, church, temple, lodge, place, hall, camp, park, lake, hill, hills, woods, rivers, banks,
    home, bridge, forest, pond, falls, grove, meadows, garage, inn, castle, bishop, parish, manor,
    villa, steel, burger, band, market, price, school, bay, beach, valley, springs, high, college,
    chapel, heights, towers, flats, booth, ridge, land"""
)
# Types for which the name has to be no English word, unless something before it says "place".
VAGUE = many(
    "point, square, hill, bridge, station, terrace, estate, quarter, tower, reserve, plaza, trailer, commons"
)

# Before a type they make nothing a name: "Family Court", "Community Mental Health Center", "Recovery House".
GENERIC = many(
    """de, del, de la, de los, de las, des, du, da, dos, na, al, el, the, a, an, our, my, your, his, her,
    their, this, that, its, every, each, all, any, some, no, family, families, juvenile, drug, mental,
    health, treatment, recovery, group, emergency, crisis, community, social, child, children,
    children's, childrens, protective, human, adult, adults, day, youth, teen, teens, elderly, senior,
    seniors, safe, safety, sober, transitional, housing, half, halfway, way, public, private, local,
    new, old, high, middle, elementary, residential, intensive, outpatient, inpatient, partial, after,
    before, night, charter, religious, veterans, veteran, legal, home, nursing, detention, supported,
    supportive, assisted, living, foster, care, case, management, support, peer, parent, parents,
    parenting, anger, skills, behavioral, behavioural, behavior, substance, abuse, use, trauma, federal,
    state, national, district, county, city, circuit, superior, supreme, municipal, probate, dependency,
    truancy, criminal, civil, magistrate, magistrates, crown, appeals, primary, secondary, medical,
    general, regional, psychiatric, psychological, rehab, rehabilitation, detox, hospice, respite,
    therapeutic, therapy, counseling, counselling, alternative, special, education, educational, early,
    intervention, learning, development, developmental, head, start, first, second, third, next, last,
    warming, cooling, domestic, violence, women, women's, womens, men, men's, mens, boys, girls, kids,
    kid, homeless, rapid, rehousing, permanent, temporary, low, barrier, harm, reduction, needle,
    exchange, food, soup, clothing, thrift, employment, job, career, workforce, training, vocational,
    summer, sunday, monday, tuesday, wednesday, thursday, friday, saturday, winter, spring, fall,
    morning, evening, weekly, daily, music, art, play, occupational, speech, physical, dental, eye,
    pediatric, paediatric, maternal, prenatal, birth, pain, sleep, memory, dialysis, cancer, wound,
    surgical, intake, discharge, aftercare, outreach, case-management, wraparound, multisystemic,
    functional, internal, systems, solution-focused, trauma-focused, trauma-informed, narrative,
    cognitive, dialectical, acceptance, commitment, motivational, interviewing, exposure, couples,
    couple, marriage, marital, individual, individualized, group's, process, skill, anger-management,
    relapse, prevention, suicide, hotline, warm, line, hot, response, mobile, act, assertive, healthy,
    nurse-family, nurse, visiting, meals, wheels, big, small, good, better, best, right, wrong, real,
    main, whole, same, other, another, extended, nuclear, in-home, at-home, at-risk, kinship, adoption,
    adoptive, independent, shared, group-home, working, work, study, book, house, open, closed, one,
    two, three, four, mutual, team, staff, supervision, consultation, peer-support, self-help, twelve,
    step, steps, 12-step, church, school, court, hospital, clinic, shelter, jail, prison, police, fire,
    sheriff, sheriff's, probation, parole, victim, victims, witness, advocacy, disability, disabilities,
    rights, law, immigration, refugee, resettlement, asylum, border, customs, tribal, indian, native,
    head-start, wic, snap, tanf, medicaid, medicare, cps, dcfs, aps, dhs, va, ssa, ice, uscis, irs,
    adhd, ptsd, cbt, dbt, emdr, iop, php, mat, er, icu, ed, nicu, aa, casa, gal, iep, department,
    office, division, bureau, board, committee, panel, unit, ward, agency, program, service, services,
    center, centre, question, goal, goals, plan, plans, present, presenting, problem, problems,
    background, update, what, why, how, when, where, who, which, if, is, are, was, were, in, on, at, of,
    to, from, and, or, but, for, with, by, she, he, they, we, i, you, it, mom, mom's, dad, dad's,
    mother, father, grandma, grandpa, mum, client, client's, clients, worker, foster-care, also, then,
    so, not, maybe, after-school, before-school, great, little, long, short, strong, strengthening,
    incredible, years, circle, security, signs, stages, change, ages, walk-in, drop-in, urgent, quick,
    minute, free, sliding, scale, integrated, collaborative, complex, specialty, specialized,
    specialised, multi, dual, diagnosis, co-occurring, step-down, skilled, long-term, short-term, acute,
    sub-acute, adolescent, adolescents, infant, infants, toddler, toddlers, maternity, paternity,
    fatherhood, motherhood, mothers, fathers, young, older, aging, ageing, geriatric, hearing, kitchen,
    living-room, dream, calm, sensory, quiet, time-out, lunch, bedtime, homework, chore, red, green,
    yellow, christian, catholic, jewish, muslim, islamic, buddhist, hindu, sikh, lgbt, lgbtq, queer,
    black, white, latino, latina, latinx, hispanic, asian, american, african, spanish, english, french,
    german, arabic, somali, hmong, medication, medication-assisted, methadone, suboxone, buprenorphine,
    opioid, alcohol, alcoholics, narcotics, anonymous, cocaine, gamblers, overeaters, meeting, meetings,
    bible, prayer, worship, sermon, mass, only, just, even, resource, resources, supervised, visitation,
    visit, visits, custody, parenting-time, reunification, permanency, guardianship, conservatorship,
    mediation, diversion, re-entry, reentry, restorative, justice, neighborhood, neighbourhood, town,
    village, rural, urban, inner, outer, upper, lower, mindfulness, yoga, wellness, gym, faith,
    faith-based, non-profit, nonprofit, charity, volunteer, peer-run, continuing, higher, online,
    virtual, remote, telehealth, hybrid, regular, mainstream, inclusion, trade, technical, nursery,
    pre-k, kindergarten, preschool, grade, lapsed, devout, practicing, practising, nominal, former, federally,
    qualified, certified, licensed, accredited, critical, grades, junior, medical-legal,
    kangaroo, runaway, wilderness,
    boot, welfare, income, benefits, unemployment, retirement, assessment, evaluation, referral,
    referrals, screening, testing, research, data, quality, improvement, reporting, alternatives,
    options, choices, action, planning, budget, money, finance, debt, rent, rental, assistance, hmp,
    prep, moving, sex, offender, offenders, human-trafficking, trafficking, anti-violence, batterer,
    batterers, intimate, partner, dating, stalking, sexual, assault, rape, wait, waiting, list, session,
    sessions, network, project, initiative, alliance, coalition, foundation, partnership, association,
    council, institute, society, club, system, college, university, academy, week, month, year, phase,
    level, stage, tier, module, chapter, part, item, room, apartment, section"""
)
# Before a name, and not of it.
TRIMMED = many(
    """the, a, an, my, your, his, her, their, this, that, in, at, from, to, on, by, with, for, and, but,
    or, so, if, when, while, after, before, since, until, is, are, was, were, does, did, do, has, have,
    had, can, could, would, should, will, maybe, also, then, now, once, i, we, she, he, they, it, you,
    there, here, near, off, over, around, about, as, ask, asked, call, called, try, tried, contact,
    contacted, visit, visited, met, saw, told, both, not, mom, dad, mother, father, grandma, grandpa,
    client, worker, update, re, via, per, plan, question, background, yes, no, thanks, staff, nurse,
    teacher, counselor, principal, coach, referred, attended, attends, goes, went, lives, moved, school,
    employer, address, location, who, what, where, which, why, how, every, last, next, first, left,
    leaving, between, outside, across, through, under, because, although, though, local, former, nearby,
    downtown, past, behind, beside, toward, towards, during, against, refer, send, sent, get, got, go,
    let, use, consider, perhaps, any, pick, drop, meet, seen, discharged, transferred, enrolled,
    admitted, works, worked, working, employed"""
)
TITLES = many(
    """mr, mrs, ms, mx, miss, dr, judge, officer, pastor, rev, reverend, sister, brother, father, imam,
    rabbi, prof, professor, detective, sgt, sergeant, deputy, aunt, auntie, uncle, tia, tio, nurse,
    coach, attorney, principal, landlord, senor, señor, señora, frau, herr, sir, lady, nana, papa,
    deacon, bishop, chief, captain, lt"""
)
STATES = many(
    """alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida, georgia,
    hawaii, idaho, illinois, indiana, iowa, kansas, kentucky, louisiana, maine, maryland, massachusetts,
    michigan, minnesota, mississippi, missouri, montana, nebraska, nevada, new hampshire, new jersey,
    new mexico, new york, north carolina, north dakota, ohio, oklahoma, oregon, pennsylvania, rhode
    island, south carolina, south dakota, tennessee, texas, utah, vermont, virginia, washington, west
    virginia, wisconsin, wyoming, puerto rico, washington state, new york state, upstate new york,
    england, scotland, wales, ireland, northern ireland"""
)
# May stand with a capital anywhere: neither town nor school.
ORDINARY = many(
    """monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february, march, april,
    may, june, july, august, september, october, november, december, christmas, easter, ramadan, eid,
    thanksgiving, halloween, hanukkah, diwali, lent, passover, god, jesus, allah, bible, quran,
    internet, google, facebook, instagram, tiktok, snapchat, whatsapp, discord, youtube, twitter,
    reddit, zoom, teams, skype, facetime, telegram, netflix, xbox, roblox, fortnite, minecraft, tinder,
    grindr, uber, lyft, venmo, paypal, cashapp, medicaid, medicare, medi-cal, badgercare, tricare,
    obamacare, al-anon, alateen, nar-anon, narcan, zoloft, lexapro, prozac, wellbutrin, abilify,
    seroquel, adderall, ritalin, concerta, vyvanse, suboxone, vivitrol, methadone, xanax, klonopin,
    ativan, lithium, effexor, cymbalta, paxil, celexa, risperdal, zyprexa, depakote, lamictal, haldol,
    clozaril, trazodone, ambien, strattera, intuniv, buspar, latuda, invega, sertraline, fentanyl,
    tylenol, covid, covid-19, mars, earth, venus, jupiter, north, south, east, west, midwest, northeast,
    northwest, southeast, southwest, english, spanish, mom, dad, mum, grandma, grandpa, mam, nan, nana,
    abuela, auntie, act, dsm, icd, ncfas, cans, gaf, whodas, vineland, conners, achenbach, barkley,
    beck, bowen, gottman, satir, minuchin, linehan, rogers, rogerian, maslow, erikson, freud, freudian,
    jung, jungian, adler, adlerian, ainsworth, bowlby, winnicott, yalom, prochaska, diclemente,
    columbia, edinburgh, vanderbilt, wechsler, stanford-binet, myers-briggs, rorschach, hodgkin,
    asperger, asperger's, alzheimer, alzheimer's, tourette, parkinson, parkinson's, huntington, crohn,
    down, graves, lyme, i, ok, okay, lol, omg, congress, senate, constitution, miranda, baker, marchman,
    tarasoff, hipaa, ferpa, icwa, vawa, daca, tps, section, title, chapter, latin, hebrew, swahili,
    pashto, dari, farsi, tigrinya, amharic, karen, karenni, mixtec"""
)
# Towns that lent their names to scales and models: "the Montreal", "the Vineland".
SCALED = many(
    """montreal, edinburgh, columbia, vineland, denver, geneva, boston, glasgow, stanford, vancouver,
    cambridge, oxford, milan, portage, bristol, camberwell, hamilton, manchester, utrecht, copenhagen,
    oldenburg, maastricht, duluth, minnesota, toronto, palo alto, rotterdam, epworth, liverpool"""
)
# Behind a town that lent its name to a scale, a model or an illness.
SCALES = many(
    """wheel, curriculum, curricula, workbook, material, materials, scale, scales, test, inventory, coma,
    syndrome, model, method, assessment, adaptive, naming, postnatal, depression, anxiety, suicide,
    protocol, criteria, program, study, approach, school, questionnaire, cognitive, sleepiness,
    convention, disease, fever, virus, index, screen, screener, attachment, group, marriages, sodality"""
)
