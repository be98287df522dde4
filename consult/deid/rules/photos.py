"""Rows for pictures of people: names of picture files, and words that lead to pictures others can see."""

from __future__ import annotations

import re

from consult.deid.kinds import N_
from consult.deid.rows import Rule, digits, rx, said, words

FILE = N_("Name of a picture file. It leads to the picture.")
SEEN = N_("Leads to a picture of somebody. “A picture” works too.")
PICTURE = N_("[picture]")

ENDINGS = "jpe?g|png|hei[cf]|gif|bmp|tiff?|webp|dng|mov|mp4|avi|m4v|3gp|webm"
SHOT = (
    r"(?:photo(?:graph)?|pic(?:ture)?|selfie|snapshot|image|portrait|close-?up|polaroid|mug ?shot|head ?shot|"
    r"video|clip|"
    r"screenshot)s?"
)
SOMEBODY = (
    r"(?:(?:the|his|her|their|our|my) (?:\w{1,12} )?(?:face|child|children|kids?|boys?|girls?|baby|son|"
    r"daughter|mother|father|mom|dad|brother|sister|family|client|twins|siblings|house|home|kitchen|room|"
    r"car|injur(?:y|ies)|bruises?|scars?|tattoos?)|him|her|them|us|me|(?-i:[A-Z][a-z]+))"
)
# Of whom or of what a picture shows somebody; and pictures that are drawn or only a manner of speaking.
BODIES = (
    r"(?:(?:the|his|her|their|our|my|your|[\w-]{2,20}'s) (?:\w{1,12} )?(?:face|faces|arms?|legs?|"
    r"back|neck|eyes?|"
    r"hands?|body|child|children|kids?|boys?|girls?|baby|babies|son|daughter|mother|father|mom|mum|"
    r"dad|brother|"
    r"sister|family|client|twins|siblings|injur(?:y|ies)|bruis(?:es?|ing)|burns?|wounds?|ids?|passport|"
    r"licen[cs]e|tattoos?|wrists?|teeth|ribs?|thighs?|cuts?|rash|stitches|lip|black eye)"
    r"|him|her|them|us|me)"
)
DRAWN = re.compile(
    r"\b(?:dr[ae]w\w{0,3}|paint\w{0,3}|sketch\w{0,3}|clear\w{0,2}|better|full\w{0,2}|bigger|good|"
    r"whole|mental|body|every|"
    r"self) ",
    re.IGNORECASE,
)
SHARED = (
    "posted|posts|attached|attach|attaching|uploaded|uploading|shared|shares|sharing|published|printed|"
    "enclosed|emailed|circulated|leaked"
)
SITES = (
    r"(?:(?:her|his|their|the|my|our|a|(?:the )?[\w']{2,20}'s) (?:\w{1,12} )?)?(?:page|profile|website|"
    r"site|facebook|fb|insta(?:gram)?|ig|tik ?tok|snap(?:chat)?|twitter|story|stories|feed|wall|news|"
    r"paper|newspaper|blog|timeline|internet|web|flyer|poster|yearbook|chart|file|drive)\b"
)
# File names of cameras and phones, when the ending is left out.
CAMERAS = (
    r"(?:img|dsc[nf]?|dscf|pxl|mvi|vid|pano|burst|gopr|dji|fb_img|signal|received)[_-]?\d{3,14}"
    r"(?:[_-]\w{1,14}){0,3}"
)


def camera(match: re.Match[str]) -> bool:
    """A camera counts with four digits at least."""
    return digits(said(match)) >= 4  # noqa: PLR2004 - as said


RULES = (
    Rule(
        "photo_screen",
        "photo",
        direct=True,
        pattern=rx(
            r"(?<!\w)(?:(?:screen ?(?:shot|grab)|bildschirmfoto|whatsapp image)[ _-]|(?:photo|scan)[_-])",
            r"(?:20\d\d-?\d\d-?\d\d)(?:(?: at |[ _-]| um )[\d.:_-]{4,10}(?: ?[ap]m)?)?",
            rf"(?: \(\d{{1,3}}\))?(?:\.(?:{ENDINGS}))?(?!\w)",
        ),
        reason=FILE,
        replacement=PICTURE,
        examples=(
            "See «Screen Shot 2023-09-14 at 9.12.33 PM.png», he said.",
            "It is «Screenshot_20240102-221455.png».",
            "«WhatsApp Image 2023-02-11 at 18.03.22.jpeg»",
        ),
        counter=("A screenshot from 2023 helped.", "The photo 3 of them took."),
        cues=words("screenshot screen bildschirmfoto photo scan whatsapp"),
    ),
    Rule(
        "photo_file",
        "photo",
        direct=True,
        pattern=rx(rf"(?<![\w./@-])\w[\w()+~-]{{0,80}}(?:\.\w{{1,12}}){{0,2}}\.(?:{ENDINGS})(?!\w)"),
        reason=FILE,
        replacement=PICTURE,
        examples=(
            "He sent a picture of his scars («IMG_2047.jpg»).",
            "The scan is «smith_family_1.jpeg» now.",
            "It is called «IMG-20230411-WA0007.jpg».",
            "«MVI_3310.MOV» is her proof, «image0.png» too.",
        ),
        counter=("A jpg or a png will do.", "She was moved.moving on.", "He likes gif.gifs"),
        cues=words(".jp .png .hei .gif .bmp .tif .web .dng .mov .mp4 .avi .m4v .3gp"),
        reach=84,
    ),
    Rule(
        "photo_attached",
        "photo",
        direct=True,
        pattern=rx(
            rf"\b(?:attached|attachments?|files?|named|called|saved as|titled|uploaded|see)[: ]{{1,2}}\"?"
            rf"(?P<id>[^.,;:\n\"]{{1,60}}\.(?:{ENDINGS}))(?!\w)",
        ),
        reason=FILE,
        replacement=PICTURE,
        examples=("Attached: «left arm 2.png», from today.",),
        counter=("Attached is a list. Her png is gone.",),
        cues=words("attach file named called saved titled uploaded see"),
    ),
    Rule(
        "photo_scanned",
        "photo",
        direct=True,
        pattern=rx(r"(?<![\w./@-])(?:scan|img|image|photo|pic)[\w-]{0,40}\.(?:pdf|docx?|zip)(?!\w)"),
        reason=FILE,
        replacement=PICTURE,
        examples=("The bite marks are in «scan0007.pdf».",),
        counter=("Scan it as a pdf.", "The image.then it broke"),
        cues=words(".pdf .doc .zip"),
        reach=50,
    ),
    Rule(
        "photo_camera",
        "photo",
        direct=True,
        pattern=rx(rf"(?<![\w./@-])(?:{CAMERAS})(?!\w)"),
        reason=FILE,
        replacement=PICTURE,
        examples=("It is «IMG_2047», I think, or «DSC-04417».", "«PXL_20230914_181522» in the chart."),
        counter=("A vid 2 minutes long.", "IMG 20 of them."),
        check=camera,
        cues=words("img dsc pxl mvi vid pano burst gopr dji fb_img signal received"),
    ),
    Rule(
        "photo_shown",
        "photo",
        direct=False,
        pattern=rx(
            rf"\b{SHOT} (?:with|of|showing) {SOMEBODY}(?!\w)[^.,;:!?\n]{{0,30}}? (?:on|in|to) {SITES}",
        ),
        reason=SEEN,
        replacement=PICTURE,
        examples=(
            "There is a «photo of him on her page».",
            "A «picture of her at the lake is on the mother's page».",
        ),
        counter=("She drew a picture of her house.", "A picture of health on the whole."),
        cues=words("photo pic selfie snapshot image portrait mug head video clip screenshot"),
    ),
    Rule(
        "photo_shared",
        "photo",
        direct=False,
        pattern=rx(
            rf"\b(?:{SHARED}) (?P<id>(?:(?:a|the|this|that|some|two|three|his|her|their|"
            rf"my) )?(?:\w{{2,12}} )?",
            rf"{SHOT} (?:with|of|showing) {SOMEBODY})(?!\w)",
        ),
        reason=SEEN,
        replacement=PICTURE,
        examples=(
            "I attached «a photo of him» from the play.",
            "He posted «a picture of her kitchen» with her in it.",
        ),
        counter=("I attached a photo of a bird.", "She posted pictures of food."),
        cues=words("post attach upload shar publish print enclos email circulat leak"),
    ),
    Rule(
        "photo_of",
        "photo",
        direct=False,
        pattern=rx(
            rf"\b(?:[\w-]{{2,14}} )?(?P<id>(?:{SHOT} of|(?:selfie|photo|pic)s? with) {BODIES}"
            rf"(?: (?:and|&|n|with) {BODIES})?)(?!\w)"
        ),
        reason=SEEN,
        replacement=PICTURE,
        examples=(
            "And the ER's «photographs of her face».",
            "I sent them a «pic of her and her mom» again.",
            "Asked for me to take a «close-up of her face».",
            "A «portrait of the twins» hangs there.",
            "Her «selfie with her baby» is online.",
            "I attached «a picture of her ID» too.",
        ),
        counter=(
            "She drew a picture of her mother.",
            "A clear picture of him.",
            "The picture of health.",
            "A photo of a bird.",
            "A better picture of the family.",
        ),
        check=lambda match: DRAWN.search(match.string, max(0, match.start() - 24), match.start("id")) is None,
        cues=words("photo pic selfie snapshot image portrait mug head video clip screenshot close"),
        reach=15,
    ),
    Rule(
        "photo_kind",
        "photo",
        direct=False,
        pattern=rx(
            r"(?<![\w-])(?:hospital )?(?:(?:newborn|baby|ultrasound|school|class|family|wedding|graduation|"
            r"passport|booking|profile|yearbook|prom|autopsy|wound|injury|"
            r"before-and-after)(?:[ -]style)?[ -]",
            r"(?:photo(?:graph)?|pic|portrait|headshot|selfie|video)s?|"
            r"(?:[a-z]{3,12}-style )?(?:head|mug) ?shots?",
            r"|(?:photo|pic)s? ids?)(?!\w)",
        ),
        reason=SEEN,
        replacement=PICTURE,
        examples=(
            "She has the «hospital newborn photo» on her phone.",
            "Her «passport-style headshot» is attached.",
            "A «headshot» is clipped to the form.",
        ),
        counter=("A baby picture book.", "A family of four.", "The head shook."),
        cues=words(
            "hospital newborn baby ultrasound school class family wedding graduation passport "
            "booking profile "
            "yearbook prom autopsy wound injury before-and head mug"
        ),
        reach=16,
    ),
    Rule(
        "photo_own",
        "photo",
        direct=False,
        pattern=rx(
            r"\b(?:his|her|their|my|the|our|[\w']{2,20}'s) (?P<id>(?:profile|passport|school|yearbook|"
            r"booking|wedding|facebook|fb|insta(?:gram)?|whatsapp|tinder|linkedin|id|badge|"
            r"missing[- ]person) "
            r"(?:photo|pic|picture|image)s?|mug ?shots?|head ?shots?)(?!\w)",
        ),
        reason=SEEN,
        replacement=PICTURE,
        examples=("Her «profile picture» shows the street.", "The «mugshot» is still online."),
        counter=("A profile of her strengths.", "The head shook."),
        cues=words("photo pic image mug head"),
        reach=34,
    ),
)
