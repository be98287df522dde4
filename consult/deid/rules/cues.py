"""What stands before the name of a place where somebody works, learns, is looked after or lives."""

from __future__ import annotations

from consult.deid.rows import exactly, rx, words
from consult.deid.rules.places import PROVINCES, STATE_NAMES, STATES, STATES_SHORT
from consult.deid.rules.placewords import many


def either(listed: str) -> str:
    """Alternatives of a pattern, written as a list with commas."""
    return "|".join(sorted(many(listed)))


WORKING = either(
    """work, works, worked, working, jobs?, shifts?, employed, employment, hired, manager, boss,
    supervisor, foreman, co-?workers?, cashier, cook, driver, drives, drove, driving, janitor, server,
    waitress, waiter, temp, interview, interviewed, overtime, nights, doubles, internship, apprentice,
    gig, payroll, position, fired, laid off, let go, quit, stocks, stocking, cleans, cleaning, washes,
    washing, picks? up, offer, union rep, aide, guard, stylist, line, on leave, post, career, started,
    starts, start, employer, promoted, left, leaves, plays, playing, played, clerks?, paystub, pay stub,
    linens, serves, bags, caregiver, delivers, packs, mechanic, welder, barista, warehouse, floor, hours,
    cuts?, cutting, pours?, pouring, paints?, painting, roofs, hauls?, hauling, loads?, loading, unloads?,
    sorts?, sorting, sews?, sewing, installs?, installing, operates?, assembles?, trucks, temps, does, did,
    doing, overnights?, graveyards?, security, bartends?, bartending, dances, hosts, builds, fixes, repairs,
    picks, picking, packing, picked, details, presses, lays, contracts?, subcontracts?, invoices?, night
    audit, apprenticed, trainee, placement, seasonal, seasonals, contractor, volunteer, volunteers, sells?,
    selling, paid, cooks, roofing, apprenticeship, forklift, contract, gigs, commission, runs, running,
    landscapes, welds, machinist, operator, dispatcher, rep, clerk, agent, supervises"""
)
LEARNING = either(
    """goes, went, go, going, enrolled, enrolling, enrol, junior, senior, sophomore, freshman, student,
    teacher, counsel+or, principal, school nurse, coach, graders?, grade, class, classes, transfer,
    transferred, suspended, expelled, graduated, dropped out, year \\d+, starts, started, studies,
    studied, pupil, semester, kicked out, kids, registered, tuition, campus, teaches, tutor, practice,
    homework, kinder, kindergarten, pre-k, prek, nursery, bused, wrestles, plays for, runs for, pitches,
    valedictorian, diploma, ged, detention, iep, recess, lunchroom, bullied, honor roll, absences"""
)
CARED = either(
    """stay, stays, staying, stayed, beds?, room, discharged, admitted, referred, transferred, detoxing,
    over, resident, placed, placement, inpatient, released, seen, patient, client, appointment, intake,
    program, group, locked up, detained, baby, delivered, born, case ?workers?, workers?, therapist,
    social worker, doctor, nurse, staff, pastor, priest, imam, rabbi, volunteers?, volunteering, lawyer,
    attorney, services, director, wait ?list, waiting list, spot, landed, showed up, residential,
    sheltered, support, people, folks, lady, mass, prays, worships, choir, meetings, counsell?ing, care,
    rehab, moved in, meets, mentor, lives, living, in-patient, detox, stint, treatment, did time,
    serving time, referrals?, refer, stepped down, step-down, wait ?listed, wait list, outpatient,
    linked, graduated, beds, advocate, advocates, enrolled, connected, cm, case manager, sponsor, chaplain,
    navigator, home visitor, coach, interpreter, tutor, psych, psychiatrist, midwife, doula, paperwork,
    letter, note, records?, discharge, intake worker, peer, hospice, taken, moved, moves, moving, went,
    goes, going, go, sent, put, checked, signed, committed, sectioned, brought, driven, back, meals, food,
    rides?, boxes, voucher, grant, aide, home health, dosing, doses, dosed, transported, hold, bunk,
    cot, readmitted, loan, loans, baptized, baptised, confirmed, intern, funding, furniture, van, shuttle"""
)
SHOUTING = either(
    """yell\\w*, scream\\w*, laugh\\w*, look\\w*, angry, mad, sw[eo]ar\\w*, swore, snap\\w*, point\\w*,
    shout\\w*, star(?:e|es|ed|ing), smil\\w*, thr[eo]w\\w*, swung, upset, furious, lash\\w*, annoyed,
    glar\\w+, hit, hits, good, bad, wave[sd]?"""
)
ROLES = either(
    """pastor, priest, imam, rabbi, deacon, elder, director, principal, owner, members?, staff, lawyer,
    attorney, board, minister, chaplain, nurse, teacher, congregation, students?, graduate, alum, meeting,
    meetings, residents?, volunteers?, manager, foreman, founder, warden, matron, abbot, sheikh"""
)
FILLED = r"(?:,? [a-z0-9'-]+){0,3}?"
AT_THEIR_JOB = r"(?:,? [a-z0-9'-]+){0,5}?"
AT_WORK = rx(rf"\b(?:{WORKING})\b{AT_THEIR_JOB}(?: over| up| down| back)? (?:at|for|from|by) (?:the |a )?$")
AT_SCHOOL = rx(
    rf"\b(?:(?:{LEARNING})\b{FILLED} (?:at|from|to) (?:the )?"
    r"|(?:attend(?:s|ed|ing)?|leaving|left) (?:the )?)$"
)
AT_SERVICE = rx(rf"\b(?:{CARED})\b{FILLED} (?:at|from|to|through|by|with|w/|into) (?:the )?$")
AT = rx(r"(?<!\w)at (?:the )?$")
AT_MEETING = rx(
    r"\b(?:met|meets?|meeting|seen|spotted|arrested|caught|stopped|hangs?(?: out)?|waits|eats|ate|sleeps|"
    r"slept|banned|trespassed|picked up|drop-?off|dropped off|shoplifting)(?: \w+)? at (?:the )?$"
)
AT_PEOPLE = rx(rf"\b(?:{SHOUTING})(?: \w+)? at (?:the )?$")
ROLE_OF = rx(rf"\b(?:{ROLES}) of (?:the )?$")
BEFORE_NAMES = frozenset(
    words(
        "of at for from by to through the a attend attends attended attending left leaving "
        "outside near behind with w/ into"
    )
)

LIVING = either(
    """liv(?:e|es|ed|ing), mov(?:e|es|ed|ing), relocat(?:e|es|ed|ing), grew up, growing up, born, raised,
    stay(?:s|ed|ing)?, resid(?:e|es|ed|ing), settled, resettled, based, apartment, house, homes?, flat,
    family, families, police, cops, placement, placed, visits?, shelter, school, clinic, hospital, farm,
    job, work(?:s|ed|ing)?, housed, housing, crash(?:es|ing)?, sister, brother, mother, father, mom,
    dad, aunt, uncle, cousins?, grandmother, grandfather, grandma, grandpa, grandparents, parents,
    relatives?, kin, folks, people, son, daughter, kids, ex, husband, wife, office, fled, flew, drove,
    drives?, ran away, bus, train, travel(?:s|ed|ing|led)?, return(?:s|ed)?, came, comes?, coming,
    originally, back, over, out, up, down, went, going, gone, goes, heading, headed, way, arrested,
    jail, prison, detained, stationed, deployed, village, town, city, neighborhood, neighbourhood, area,
    commut(?:e|es|ing), she's, he's, they're, is, are, was, were, who's, shes, hes, theyre, im, i'm,
    parole, warrants?, evicted, married, met, died, buried, funeral, store, shop, restaurant, church,
    mosque, camp, somewhere"""
)
SETTLING = either(
    """liv(?:e|es|ed|ing), relocat(?:e|es|ed|ing), grew up, growing up, born, raised, resid(?:e|es|ed|ing),
    settled, moved?, moving, based, apartment, police, stationed, cousins?, drives?(?: in| her| him|
    them)?, drove, family is, bus, city, town, commutes?, parents?, placement, originally, sister,
    brother, aunt, uncle, grandparents, cops, ran away, evicted"""
)
MOVING = either(
    """came, come, comes, moved, fled, arrived, flew, hails?, migrated, walk(?:s|ed)?, rides?, trips?, took
    the \\w+, bus, sent, deported"""
)
TOWARD = "in|to|from|near|around|outside|outside of|out of|of"
ASIDE = (
    r"away|all|the|way|back|over|out|up|down|somewhere|here|there|again|home|right|just|now|on parole|"
    r"on weekends|with \w+|next|nearby|still"
)
LIVES_IN = rx(
    rf"\b(?:{LIVING})\b(?: us| her| him| them| me)?(?:,? (?:{ASIDE})){{0,2}} "
    rf"(?:{TOWARD}|through|at|towards?) (?:the )?$"
)
# Nobody moves "to Recovery" or is born "in Hope" otherwise.
SETTLED_IN = rx(
    rf"\b(?:{SETTLING})\b(?:,? (?:over|out|up|down|back|away|is|are|live|lives)){{0,2}}"
    rf" (?:{TOWARD}) (?:the )?$"
    r"|\b(?:downtown|city of|town of) $"
)
SOMEWHERE = rx(
    r"\b(?:in|near|nr|around|outside|outside of|out of|downtown|(?:city|town|county|village|west|east|"
    r"north|south|edge) of|behind|past|beyond|under|underneath|beneath|by the|along|over the|between|via|"
    r"across|towards?|throughout|"
    r"leaving|"
    rf"(?:{MOVING})\b[^.,;]{{0,20}} (?:from|to)) (?:the )?$"
)
NEAR = rx(r"\b(?:near|nr|around|outside|outside of) $")
BEFORE_PLACES = frozenset(
    words(
        "in to from near around outside of out through at toward towards the downtown via between and or "
        "leaving left visit visiting nr behind past beyond across throughout"
    )
)
STATE_AFTER = exactly(
    rf"^, ?(?:(?:{STATES_SHORT})|(?:{PROVINCES})(?!\w))|^,? ?(?:(?:{STATES})(?!\w)"
    rf"|(?i:new |north |south |west |rhode )?(?i:{STATE_NAMES}|island)(?!\w))"
)
TELLING_AFTER = rx(
    r"^ (?:police|pd|area|office|suburbs?|metro|native|airport|courthouse|school district|schools|fire|jail|"
    r"city council|city limits|mayor|unified|public schools|worker|branch|campus|bus|region|side)\b"
)
HOUSED_AFTER = rx(
    r"^ (?:flat|apartment|house|home|placement|site|estate|neighbou?rhood|address|visit|property)\b"
)
THEORY = rx(
    r"^ (?:theory|terms|work|style|therapy|model|method|scale|score|training|protocol|family systems|sense)\b"
)


# The last item of an address: "off Hwy 111, Thermal."
ADDRESS_BEFORE = rx(
    r"\b(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|blvd|boulevard|court|ct|way|close|terrace|crescent|"
    r"wynd|(?:hwy|highway|route|box|apt|apartment|suite|lot|unit) #?\w{1,6})\b\.?, $"
)
# And what may follow the last word of a place: nothing that goes on with a phrase.
ENDED_AFTER = rx(
    r"^(?:[.,;:!?)]|$| (?:who|when|and|since|last|before|after|where|but|at|"
    r"because|for|to|yesterday|today)\b)"
)
ONE_OF = rx(r"(?<!\w)(?:in|from|near) $")
INTO = rx(r"(?<!\w)(?:into|across) the $")


def last_word(before: str) -> str:
    return before.rstrip().rpartition(" ")[2]
