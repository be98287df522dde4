"""Words in small letters that are no names of organisations where one could stand: "at home", "at intake"."""

from __future__ import annotations

from consult.deid.rows import words

# What ends a name in small letters.
STOPS = frozenset(
    words(
        "and or but so if because with without as on in to from by at for until till since when while "
        "where who that which she he they it is are was were has have had n bc cuz cause after before "
        "during again now today tonight last next this every the a an his her my our their then than not "
        "no w u ur he's she's hes shes til thru nights days mornings weekends part full full-time "
        "part-time weekly daily off down up over out around still also near behind via doing making says "
        "said been will can just only of too most pretty really like i we you b/c cos coz tho though yet "
        "once be being am im i'm ive i've we're they're theyre theyve dont don't doesnt didnt cant can't "
        "wont won't isnt wasnt rn lol omg pls plz thx btw idk tbh imo fwiw and/or per re about into onto "
        "upon between both each any some all more less very how why what whose whom me him them us there "
        "here maybe even ever never always usually yesterday tomorrow tmrw tmw ago later soon early late "
        "mon tue tues wed thu thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday "
        "staff grab grabs grabbed took take takes gave give gives got get gets went goes go did does do "
        "told tell tells want wants asked ask asks called calls call keeps kept keep lets let came come "
        "comes needs need knows know thinks think feels feel seems looks"
    )
)
# Nouns that stand behind "at" without an article.
BARE = frozenset(
    words(
        "home work school church court night nite noon midnight dawn dusk sunset sunrise daybreak lunch "
        "lunchtime dinner dinnertime breakfast supper brunch bedtime naptime mealtime mealtimes meals "
        "bath recess practice practise class classes daycare preschool kindergarten college uni "
        "university camp group groups therapy session sessions intake intakes baseline discharge "
        "admission admit admissions follow-up followup f/u review reviews check-in checkin check-ins "
        "termination closing closure opening reopening risk stake odds peace ease rest play sea war bay "
        "length hand large random best worst most least first last once times time present birth death "
        "conception age ages will issue fault cost gunpoint knifepoint point face value capacity minimum "
        "maximum full half double triple high low lower higher top bottom level levels step stage phase "
        "tier grade visits visit visitation exchange exchanges handoff handoffs pickup pick-up pickups "
        "dropoff drop-off drop transitions transition graduation funeral funerals weddings wedding "
        "birthdays birthday parties party holidays christmas xmas thanksgiving easter halloween ramadan "
        "eid passover rehearsal soccer football basketball baseball hockey softball swimming band choir "
        "wrestling track ballet dance karate judo boxing gymnastics piano violin art music math maths "
        "reading writing spelling science history triage er icu ed nicu hospital hospitals clinic clinics "
        "shelter shelters jail prison detention booking arraignment sentencing trial hearing hearings "
        "mediation deposition disposition probation parole roll shift shifts change changeover handover "
        "rounds report huddle supervision consult consultation conferences conference meeting meetings "
        "staffings staffing iep ieps pta assembly mass worship prayer prayers service services study "
        "bible sunday stores store restaurants parks park playgrounds playground libraries library "
        "airports airport checkpoints customs border borders traffic lights light stops stop "
        "intersections corners corner police cops strangers people folks staff kids children parents "
        "teachers mom moms dad dads mum mums god everyone everybody anyone anybody someone somebody "
        "anything everything something nothing random others other another whatever whichever whenever "
        "wherever whoever places place temp temps room rooms house houses apartment dorms dorm office "
        "offices desk reception registration checkout tax election halftime kickoff puberty menopause "
        "retirement weaning delivery crowning labor labour market rate rates price prices wholesale "
        "retail auction auctions bars bar clubs club gyms gym concerts concert festivals protests protest "
        "rallies games game matches match tournaments events event bingo church checkups checkup "
        "appointments appointment appts appt dialysis chemo radiation infusion surgery triage doses dose "
        "bolus titration screening screen assessment assessments evaluation eval testing test tests "
        "interviews interview orientation onboarding training trainings school's drop-in dropin rehab "
        "detox iop php speed volume pace strength attention distance intervals interval variance "
        "loggerheads gatherings gathering sleepovers sleepover camps daybreak twilight weekends week "
        "weeks month months year years day days hour hours minute minutes end ends start beginning middle "
        "side sides risk weight rock crisis crises dosage dosing bloodwork labs lab scans scan ultrasound "
        "nap naps snack snacks table tables"
    )
)
# And what never begins one.
NOT_NAMES = frozenset(
    words(
        "juvenile juvie juvy poison admin hotline warmline central trap crack frat coffee baby babys bfs "
        "gfs square neighbours friends getting doing making trying going being having waiting working "
        "looking taking coming asking telling saying keeping letting using living dealing handling "
        "managing helping giving running acting talking calling paying hiding lying fighting yelling "
        "screaming crying sleeping eating drinking picking needed needing wanted used one two three four "
        "five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen twenty thirty forty fifty sixty zero dozens hundreds thousands many few several enough "
        "such same different various certain certainly bad better worse nice local public private free "
        "nearby another my your its whose those these that's what's it's there's yes yeah no nah ok okay "
        "sorry thanks please anyway well sure least either neither much little bit lot lots kind sort "
        "type thing things way ways stuff back front inside outside myself yourself himself herself "
        "itself themselves client clients patient patients worker workers caseworker cw sw cm dr doc "
        "doctor doctors nurse nurses lawyer lawyers judge therapist counselor counsellor pcp psych "
        "psychiatrist psychiatry neurology cardiology oncology gp vet pain speech ot pt legal social "
        "mental medical behavioral primary child family foster early adult youth teen senior peer crisis "
        "substance eye dental sober halfway domestic violence sexual housing section snap wic tanf ssi "
        "ssdi cps dcfs dcf dhs aps hospice respite parenting anger grief couples individual outpatient "
        "inpatient residential emergency urgent home-based in-home community county city state federal "
        "district national regional outside community-based wraparound case care services service support "
        "supports intensive partial day night morning evening afternoon weekend weekly any whoever "
        "grandma grandpa gma gpa nana granny auntie aunt uncle sis bro sister brother cousin cousins "
        "mother father son daughter wife husband bf gf ex partner friend friends neighbor neighbors "
        "neighbour roommate boss landlord manager pastor priest imam rabbi bed beds money cash food rent "
        "gas bills school-based yall y'all ya em 'em cuz gonna wanna gotta kinda sorta ur thier theyr "
        "urself alot abt b4 thn whats thats medication medications meds insurance benefits childcare "
        "transportation jobs job details info information advice ideas tips permission directions "
        "clarification access"
    )
)
