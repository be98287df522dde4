"""Rows for organisations named in other languages, and with their type in small letters."""

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.rows import Rule, rx, words
from consult.deid.rules.capitals import DEMONYM, is_first_name, is_proper
from consult.deid.rules.organisations import NAMED
from consult.deid.rules.placewords import GENERIC, ORDINARY, STATES, TITLES, TRIMMED

LED = (
    r"école|ecole|lycée|lycee|collège|crèche|maternelle|hôpital|clinique|foyer|mosquée|église|maison|"
    r"colegio|escuela|liceo|instituto|secundaria|preparatoria|guardería|clínica|clinica|iglesia|parroquia|"
    r"mezquita|centro|centre hospitalier|casa|albergue|refugio|szkoła(?: podstawowa)?|przedszkole|"
    r"przychodnia|"
    r"szpital|parafia|liceum|schule|grundschule|gesamtschule|realschule|hauptschule|kita|kinderheim|"
    r"frauenhaus|haus|praxis|klinik|klinikum|krankenhaus|moschee|kirche|amtsgericht|landgericht|"
    r"familiengericht|jugendamt|ysgol|scoil|gaelscoil|coláiste|scuola|ospedale|chiesa|escola|igreja|"
    r"creche|skola|gurdwara|masjid|mandir|wat|chùa|te whare|te kura|te puna|kōhanga reo|marae|"
    r"gereja|vihara|trường|szkola|cheder|yeshivas?|bais|beis|beth|dar(?: |-)al"
)
ENDED = (
    r"skole|skola|skolan|schule|grundschule|koulu|marae|camii?|kirke|kyrka|haus|heim|iskola|okulu|lisesi|"
    r"szkoła|pagoda|shul|vihara|mandir|gurdwara|kura|yeshiva|hagwon|barnehage|sykehus|sjukhus|krankenhaus|"
    r"klinik|praxis|casa|hoitokoti|päiväkoti|ungdomsskole|vihar|jamatkhana|masjid|tekke"
)
SMALL = r"(?:de|del|du|des|la|las|los|le|les|el|al|zum|zur|am|im|an der|na|da|do|dos|di|della|o'r|y|św\.)"
CAP = r"(?-i:[A-ZÀ-ÖØ-ÞĀŁŚŞŠŻŽİĐ])[\w'.-]*[\w]"
HALF = (
    r"elementary school|middle school|high school|primary school|elementary|school|academy|church|mosque|"
    r"temple|shelter|clinic|house|hospital|daycare|nursery|children's cent(?:er|re)|family cent(?:er|re)|"
    r"health cent(?:er|re)|community cent(?:er|re)|youth cent(?:er|re)|day cent(?:er|re)|cent(?:er|re)|"
    r"library|surgery|hostel|hospice|care home|nursing home|food bank|foodbank|food pantry|pantry|motel|"
    r"campus|detox|rehab"
)
PREFIXES = (
    "Grund|Haupt|Real|Gesamt|Hoch|Musik|Volks|Sonder|Förder|Berufs|Abend|Fahr|Vor|Kranken|Kinder|Frauen|"
    "Alten|Pflege|Wohn|Gast|Rat|Eltern|Jugend|Familien|Amts|Land|Arzt|Tages|Tier|Zahnarzt|Gemeinschafts|"
    "Obdachlosen|Senioren|Hoch|Reihen|Einfamilien|Mehrfamilien|Elternh|Treppen|Ganztags|Daheim|Geheim|Ge"
)
# A sentence begins with one of these, not a name.
ARTICLES = frozenset(
    words(
        "die der das ein eine einer dem den im am zur zum in und the this that her his "
        "le la el los une un w do na"
    )
)


def named(match: re.Match[str]) -> bool:
    """Behind the word for what it is stands a name, not a day or another such word."""
    name = match["name"].split()[-1].lower().removesuffix("'s").rstrip(".")
    first = match["name"].split()[0].lower()
    if first in ARTICLES or not prayed_in(match):
        return False
    return not any(it in listed for it in (name, first) for listed in (ORDINARY, TITLES, STATES)) and (
        first not in {"test", "exam", "core", "center", "report"}
    )


def prayed_in(match: re.Match[str]) -> bool:
    """ "Beth" is a house of prayer before such a name, or where people pray; otherwise she is a person."""
    said = match[0].lower().split()
    if said[0] not in {"beth", "bet"} or said[1] in HOUSES:
        return True
    around = match.string[max(0, match.start() - NEARBY) : match.start()]
    return PRAYING.search(around + match.string[match.end() : match.end() + NEARBY]) is not None


HOUSES = frozenset(
    words(
        "israel el shalom sholom am torah david elohim emeth emet jacob yaakov tikvah tikva chaim hayim "
        "abraham "
        "avraham zion tzion tefillah tfiloh hillel ahavah haverim chaverim shmuel yosef aaron moshe yehuda "
        "olam "
        "orr or hatikvah medrash midrash simcha miriam sar adam judah ha-tephila hamidrash knesseth jeshurun"
    )
)
PRAYING = rx(
    r"\b(?:synagogue|shul|temple|congregation|rabbi|cantor|services|shabbat|shabbos|sabbath|torah|prays?|"
    r"praying|worships?|hebrew school|minyan)\b"
)
NEARBY = 40  # characters


def half_named(match: re.Match[str]) -> bool:
    """ "The Benton house", but neither "the Spanish church" nor "at Mom's house"."""
    parts = [it.lower().removesuffix("'s") for it in match["name"].split()]
    theirs = is_first_name(parts[0]) and " the " not in match[0]
    if match["type"] in {"house", "campus"} and (theirs or "'" in match["name"]):
        return False
    return not any(
        it in ORDINARY or it in TRIMMED or it in TITLES or it in STATES or it in GENERIC for it in parts
    ) and not (DEMONYM.search(parts[-1]) or (is_proper(parts[-1]) and match["type"] != "hospital"))


RULES = (
    Rule(
        "organisation_abroad",
        "organisation",
        direct=True,
        pattern=rx(
            rf"(?<![\w-])(?:[ld]')?(?P<id>(?!(?-i:CASA))(?:{LED}) (?:{SMALL} ){{0,2}}(?P<name>{CAP}"
            rf"(?: (?:{SMALL} ){{0,2}}{CAP}){{0,3}})(?:,? (?:nr|no|n°)\.? ?\d{{1,3}})?)(?![\w-])"
        ),
        reason=NAMED,
        replacement=N_("[organisation]"),
        examples=(
            "Le petit va à l'«école Jules Ferry».",
            "Su madre limpia en la «clínica Las Flores».",
            "Her old school was «Szkoła Podstawowa Jana Pawła nr 12».",
            "A hearing at «Amtsgericht Neukölln» next week.",
            "Her school is «ysgol Glan Clwyd» now.",
            "They sit shiva with «Beth Shalom», and the rabbi of «Beth Quilby» came.",
        ),
        counter=(
            "The Praxis Test is on Monday.",
            "The casa in Spanish.",
            "Elle va à l'école lundi.",
            "Beth Lindqvist took the note.",
            "En casa Mom says no.",
        ),
        check=named,
        cues=tuple(sorted({it[:4].strip() for it in re.sub(r"\(.*?\)\??|\?", "", LED).split("|") if it})),
    ),
    Rule(
        "organisation_abroad_ending",
        "organisation",
        direct=True,
        pattern=rx(
            rf"(?<![\w-])(?P<name>{CAP}(?: {CAP}){{0,2}}) (?:{ENDED})(?![\w-])"
            rf"|(?<![\w-])(?!(?:{PREFIXES})(?:schule|heim|haus|klinik|kirche|moschee))"
            r"(?-i:[A-ZÄÖÜ])[a-zäöüß]{3,20}(?:schule|gymnasium|heimschule|klinikum|moschee|skole|"
            r"krankenhaus)(?![\w-])"
        ),
        reason=NAMED,
        replacement=N_("[organisation]"),
        examples=(
            "The school («Løpsmark skole») had logged it.",
            "Our hui was at «Waipapa marae» and she spoke.",
            "Er geht in die «Goetheschule», dritte Klasse.",
        ),
        counter=("Die Grundschule ist gut.", "The marae was full.", "Das Krankenhaus rief an."),
        check=lambda match: match["name"] is None or named(match),
        cues=(*sorted({it.replace("?", "") for it in ENDED.split("|")}), "cami", "gymnasium", "moschee"),
        reach=48,
    ),
    Rule(
        "organisation_half",
        "organisation",
        direct=False,
        pattern=rx(
            r"\b(?:at|to|from|near|outside|by|behind|of|through|in|with) (?:the )?"
            rf"(?P<id>(?P<name>(?-i:[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+){{0,2}}))"
            rf" (?-i:(?P<type>{HALF})))(?![\w'-])"
        ),
        reason=NAMED,
        replacement=N_("[organisation]"),
        examples=(
            "The safe room is at the «Benton house» on Tuesdays.",
            "I will bring them to «Thornhill children's centre» after.",
            "He is at «Kirkdale primary school» now.",
        ),
        counter=(
            "At Mom's house she sleeps.",
            "He goes to the Spanish church.",
            "She came from Denise's house.",
            "From Monday school is closed.",
        ),
        check=half_named,
        cues=words("at to from near outside by behind of through in with"),
    ),
)
