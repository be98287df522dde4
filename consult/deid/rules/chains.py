"""Well-known shops, chains, carriers and care companies: many who are served work for one of them."""

from __future__ import annotations

from consult.deid.rules.placewords import many

# Hardly anything else, however they are written.
CLEAR = many(
    """walmart, wal-mart, walmarts, kroger, krogers, costco, fedex, fed ex, usps, tyson, tyson foods,
    dollar general, dollar tree, family dollar, mcdonald's, mcdonalds, mcdonald, mickey d's, mcds,
    starbucks, tesco, tescos, home depot, the home depot, lowe's, lowes, walgreens, cvs, rite aid, aldi,
    aldis, lidl, safeway, publix, meijer, meijers, heb, h-e-b, albertsons, whole foods, trader joe's,
    trader joes, wendy's, wendys, burger king, taco bell, kfc, popeyes, chick-fil-a, chick fil a,
    chickfila, arby's, arbys, denny's, dennys, ihop, waffle house, applebee's, applebees, olive garden,
    red lobster, chipotle, panera, panera bread, dunkin, dunkin donuts, dunkin' donuts, raising cane's,
    raising canes, culver's, culvers, jack in the box, whataburger, hardee's, hardees, 7-eleven, 7-11,
    seven eleven, wawa, sheetz, speedway, circle k, autozone, boeing, smithfield, jbs, cargill,
    pilgrim's, hormel, asda, sainsbury's, sainsburys, morrisons, greggs, argos, primark, b&q, royal
    mail, dhl, doordash, instacart, grubhub, best buy, kohl's, kohls, macy's, macys, tj maxx, tjmaxx,
    tj-maxx, marshalls, petsmart, petco, goodwill, marriott, hilton, hyatt, motel 6, holiday inn,
    comfort inn, super 8, dairy queen, five guys, domino's, dominos, pizza hut, papa john's, papa johns,
    little caesars, sam's club, sams club, winco, food lion, winn-dixie, winn dixie, piggly wiggly,
    giant eagle, shoprite, shop rite, wegmans, sears, jcpenney, jc penney, menards, at&t, verizon,
    t-mobile, tmobile, comcast, amazon warehouse, penske, sodexo, aramark, g4s, securitas, foxconn,
    rewe, edeka, qdoba, del taco, taco john's, taco johns, el pollo loco, in-n-out, white castle, steak
    n shake, carl's jr, carls jr, bojangles, zaxby's, zaxbys, wingstop, buffalo wild wings, b-dubs,
    texas roadhouse, outback steakhouse, longhorn steakhouse, cracker barrel, golden corral, bob evans,
    tim hortons, tim horton's, timmies, jimmy john's, jimmy johns, jersey mike's, jersey mikes, quiznos,
    krispy kreme, baskin robbins, cold stone, panda express, chili's, ruby tuesday, tgi fridays,
    nando's, nandos, wetherspoons, wetherspoon, pret a manger, costa coffee, caffe nero, toby carvery,
    wimpy, swiss chalet, harvey's, a&w, hungry jack's, hungry jacks, red rooster, guzman y gomez,
    oporto, woolworths, woolies, bunnings, kmart, k-mart, big w, officeworks, jb hi-fi, harvey norman,
    dan murphy's, dan murphys, bws, chemist warehouse, australia post, pak'nsave, fonterra, loblaws,
    loblaw, sobeys, no frills, freshco, superstore, save-on-foods, canadian tire, shoppers drug mart,
    london drugs, giant tiger, rona, home hardware, canada post, purolator, dollarama, hy-vee, hyvee,
    harris teeter, fred meyer, ralphs, vons, food 4 less, smart & final, stater bros, jewel-osco, jewel
    osco, cub foods, hannaford, market basket, price chopper, stew leonard's, big lots, ollie's, ross
    dress for less, burlington coat factory, old navy, h&m, zara, forever 21, hot topic, foot locker,
    footlocker, gamestop, barnes & noble, barnes and noble, hobby lobby, joann fabrics, bath & body
    works, bath and body works, victoria's secret, ulta, sephora, supercuts, great clips, sport clips,
    sally beauty, jiffy lube, valvoline, pep boys, o'reilly auto, napa auto, advance auto, les schwab,
    discount tire, firestone, carmax, u-haul, uhaul, love's travel, flying j, quiktrip, quik trip, kwik
    trip, kwiktrip, casey's, caseys, racetrac, cumberland farms, maverik, kum & go, buc-ee's, bucees,
    thorntons, exxon, chevron, texaco, mobil, jb hunt, j.b. hunt, swift transportation, schneider
    national, xpo, ryder, wayfair, chewy, zappos, ocado, evri, dpd, yodel, iceland foods, co-op food,
    wilko, poundland, home bargains, b&m, matalan, tk maxx, john lewis, marks & spencer, marks and
    spencer, m&s, debenhams, waitrose, screwfix, wickes, halfords, superdrug, holland & barrett, premier
    inn, travelodge, red roof, red roof inn, la quinta, days inn, best western, hampton inn, extended
    stay, courtyard marriott, sheraton, westin, doubletree, embassy suites, residence inn, fairfield
    inn, quality inn, econo lodge, knights inn, howard johnson, ramada, wyndham, kaiser permanente,
    davita, fresenius, brookdale, genesis healthcare, sunrise senior, visiting angels,
    comfort keepers, right at home, labcorp, lab corp, bupa, serco, capita, mitie, compass group, allied
    universal, brinks, geo group, corecivic, maximus, teleperformance, concentrix, conduent, convergys,
    manpower, adecco, randstad, kelly services, labor ready, peopleready, lockheed, lockheed martin,
    raytheon, northrop, ge appliances, whirlpool, john deere, deere, frito-lay, frito lay, pepsico,
    coca-cola, nestle, kraft, general mills, conagra, sanderson farms, koch foods, wayne farms,
    jennie-o, seaboard foods, national beef, flexsteel, ashley furniture, amtrak, greyhound, bnsf,
    deutsche post, penny markt, kaufland, carrefour, auchan, leclerc, mercadona, oxxo, soriana,
    biedronka"""
)
# Words and names too: only where the words around them say that somebody works there.
DOUBTED = many(
    """amazon, target, ups, subway, shell, ford, gm, tesla, perdue, swift, ross, gap, sonic, boots, next,
    giant, marathon, sunoco, bp, arco, valero, safelite, apple, intel, dell, oracle, chase, citi,
    discover, regions, ally, progressive, allstate, geico, kaiser, humana, aetna, cigna, anthem, optum,
    encompass, kindred, amedisys, chime, sprouts, fresh, marshall's, michaels, burlington, express,
    hollister, aeropostale, claire's, claires, staples, office depot, tractor supply, rural king, pilot,
    loves, love's, holiday, casey, kwik, enterprise, hertz, budget, avis, national, schneider, werner,
    uber, lyft, iceland, coles, countdown, superstore, winners, metro, shoppers, zehrs, fortinos,
    indigo, bay, co-op, coop, costa, pret, greene king, harvester, holland, dixons, currys, evans,
    freshways, jewel, ralph's, star market, stop & shop, stop and shop, tops, pathmark, acme, weis,
    lucky, save a lot, grocery outlet, the warehouse, bravo, sedano's, cardenas, northgate, el super,
    fiesta, la michoacana, domino, domino sugar, tops market, papa's, chilis, friendly's, bertucci's,
    perkins, big boy, hooters, charley's, blaze, noodles, fuddruckers, smashburger, cheesecake factory,
    red robin, dave & busters, five below, party city"""
)
EMPLOYERS = CLEAR | DOUBTED
