"""Places and organisations: by name, by form, and by what is said around them."""

from __future__ import annotations

import re

import pytest

from consult.deid import gazetteer
from consult.deid.gazetteer import Grade
from consult.deid.plain import make_plain
from consult.deid.rules import towns

LARGEST = 50_000

PLACES = """
She grew up in «Fresno» but calls «Amarillo» home.
They moved from «San Antonio» to «East St. Louis» with two bags.
Police in «Jackson» would not take a report.
The «Reading» PD dropped the charge.
The family is in «Independence», Missouri.
«Paris», Texas is where they live.
We walked around downtown «Mobile» and talked.
The family lives out in «Tallgrass», far from the clinic.
Home visit in «Lower Kettering» was calm.
He is locked up in «Harris County» now.
They moved to «the Bronx» last year.
He stays in «Linden Heights» on weekends.
She was born on the «Rosebud Reservation».
They rent at «Willow Creek Apartments», second floor.
They live near «Lake Wobegon» in a camper.
A letter from «Co. Galway» came.
Mr. Abramowitz of «Midwood» died.
The «Castlemilk» flat was broken into.
dad lives in «fresno» with his new gf
she moved from «el paso» to «san jose» after
moved in with her sister in «maricopa county»
the sheriff says try «omaha» instead
In «Port-au-Prince», «Kandahār» and «São Paulo».
"""
ORGANISATIONS = """
He graduated from «Linden High School» and then drifted.
«East High» and «First Baptist» and «Children's Hospital» called.
There is a bed at «Haven House» tonight.
Hearing at «Travis County Family Court» next week.
He was at «St. Brendan's Academy» and she at «St. Luke's».
The family goes to «Masjid Al-Noor» on Fridays.
She studied at «University of Toledo» for two terms.
The «Boys & Girls Club of Dayton» has a spot.
Marcus is a junior at «Jefferson» and wants to drop out.
He drives for «FedEx» and she works at «Castellan Logistics».
Pastor King at «Living Waters» has a lockbox program.
The pastor of «Église Rocher» prays over it.
She cleans rooms at the «Marriott» downtown.
"""
CHAT = """
ok so intake at «silver lining» said 3 week wait, anyone have a faster line?
got her a bed at «open door» last nite, thank god
ask «friendship room» for a bed, they dont check id
she's on the waitlist at «new leaf»
still at «regions» 5th floor, her mom can visit
can someone at «north star» send me the form
any openings at «magnolia house»? my guy needs out tonight
«arc of the ozarks» has respite, try there
the number for «bridge house» is in the binder
dad stocks shelves at «winco», then works at «sprouts»
He was let go from «Wendy's» and then from «Dunkin».
got picked up w/ a kid by the «qdoba»
«Wegmans» cut her hours the week after the accident.
he got fired from «walmart» last week
"""
JOINED = """
«House of Ruth» called back at noon.
«Friends of the Night People» feeds her twice a week.
They were turned away from «Hope for the Homeless» twice.
Volunteers at «Loaves and Fishes» know him by his hat.
She banks with «First Federal of Lakewood» and they froze it.
«Nuestra Casa» has respite, two weekends a month.
He now stocks shelves at «Marc's» and saves.
They run «Lefty's Gyros» near the park.
Referral to «Kestrel» was sent on Friday.
Then have her tell «Turning Point» staff what he looks like.
We stood before «Our Lady of Sorrows» again.
"""
LOOSE = """
They are kin in «Ontario», Oregon.
Mail goes to «Browning», Mont.
One I had in «Cork», a fella who sang.
A trailer off Hwy 111, «Thermal».
He drove a taxi into the «Umgeni» at night.
The carers fly out of «Rankin Inlet» on Fridays.
She left near «Portage la Prairie» with one suitcase.
"""
NOTHING = """
They moved to California and then back East, and he came from Guatemala.
Functional Family Therapy stalled; Multisystemic Therapy was next.
In Spanish she talks more. Off Zoloft she cries. On Monday she is in Recovery.
Juvenile court wants a letter. The Department says no. CPS closed it.
Goals and Plan
Safety House Rules
The Main issue is sleep. Park the topic. Reading is hard for him. Hope is low.
She goes to Group on Monday and to Mass on Sunday. He is at School.
The Montreal was 22 and the Vineland low; Glasgow Coma Scale of 15.
He yells at Denise. She went back to Denise. Referred to Marisol.
he lives in fear, moved to a tent, and she works at a bakery near the river
SIBLING IN CARE PROJECT
she yelled at staff at shift change, and he hid at parent night
still at square one, still at baseline, still at large
looking at long term options at this stage, he is good at drawing
call legal aid, they can help; ask mom for the key
the waitlist at most clinics is six months
mom has a spot for him on the couch
he has a target on his back and she came out of her shell
he buys his socks at walmart and his shoes at goodwill
We drew the Tree of Life. The Path to Adulthood is bumpy. Hope for the future is thin.
Her Subaru, Maine plate, and his Toyota Aqua.
At Closing he cried. At Intake she did not. In Reality, in Full Remission.
transferred to juvenile hall for now; the number for poison control is on the fridge
Room for Improvement; Hope for Tomorrow. He was at Phase III.
Strengths: Humor, Church, Cooking, A Good Memory. Lapsed Baptist.
We met in Room 3 with the Team at Intake; Level 3 to Level 2.
Mother in Law moved in; Housing First, Rapid Rehousing, Safety Plan.
"""
HOSTILE = [
    *[
        "Aa ",
        "Aa of ",
        "Aa de ",
        "A & ",
        "St. ",
        "The Bronx ",
        "in Jackson ",
        "at Aa, ",
        "lives in ",
        "county ",
    ],
    *[
        "work at aa ",
        "St. Aa's ",
        "Lake ",
        "North ",
        "Fresno",
        "in el paso ",
        "of ",
        "Aa, TX ",
        "Aa House ",
        "é",
        "at aa bb ",
        "call aa, they ",
        "aa of the ",
        "aa has respite ",
        "Aa staff said ",
        "work at walmart ",
        "House of Aa ",
    ],
]


def lines(listed: str) -> list[str]:
    return listed.strip().split("\n")


def found(text: str, kind: str | None = None) -> list[str]:
    plain = make_plain(text)
    hits = sorted({(hit.start, hit.end) for hit in towns.named(plain) if kind in {None, hit.kind}})
    return [text[start:end] for start, end in hits]


def marked(example: str) -> tuple[str, list[str]]:
    return re.sub("[«»]", "", example), re.findall("«(.*?)»", example)


@pytest.mark.parametrize("example", lines(PLACES))
def test_a_place_is_found(example: str) -> None:
    text, spans = marked(example)
    assert found(text, "place") == spans


@pytest.mark.parametrize("example", lines(ORGANISATIONS))
def test_an_organisation_is_found(example: str) -> None:
    text, spans = marked(example)
    assert found(text, "organisation") == spans


@pytest.mark.parametrize("example", lines(CHAT + JOINED.strip()))
def test_an_organisation_is_found_by_what_is_said_around_it(example: str) -> None:
    text, spans = marked(example)
    assert set(spans) <= set(found(text, "organisation"))


@pytest.mark.parametrize("example", lines(LOOSE))
def test_a_town_is_found_though_it_is_a_word_or_on_no_list(example: str) -> None:
    text, spans = marked(example)
    assert set(spans) <= set(found(text, "place"))


@pytest.mark.parametrize("text", lines(NOTHING))
def test_what_every_case_says_is_no_place_and_no_organisation(text: str) -> None:
    assert found(text) == []


def test_the_list_of_places_knows_which_names_are_something_else_too() -> None:
    grades = {"fresno": Grade.PLACE, "jackson": Grade.NAME, "reading": Grade.WORD, "texas": Grade.UNKNOWN}
    assert {name: gazetteer.grade(name) for name in grades} == grades


@pytest.mark.parametrize(
    "written", ["St. Louis", "Saint Louis", "st louis", "SAINT LOUIS", "Saint Loui\u0301s"]
)
def test_a_place_is_known_however_it_is_spelled(written: str) -> None:
    assert gazetteer.grade(written.lower()) == Grade.PLACE


@pytest.mark.timeout(60)  # what grows with the square of a text would take minutes
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repeats_of_names_take_no_time(piece: str) -> None:
    text = piece * (LARGEST // len(piece))
    assert all(0 <= hit.start < hit.end <= len(text) for hit in towns.named(make_plain(text)))
