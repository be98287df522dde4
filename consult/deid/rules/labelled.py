"""Rows that read a code of any shape behind a label: the kind is the label's."""

from __future__ import annotations

from consult.deid.kinds import N_
from consult.deid.rows import rx, stems
from consult.deid.rules import digitsaid
from consult.deid.rules.accounts import ACCOUNT
from consult.deid.rules.announced import Labelled, certain, likely, named
from consult.deid.rules.bodies import MEASURED
from consult.deid.rules.longnumbers import RECORD
from consult.deid.rules.numbers import LICENCE, PLAN
from consult.deid.rules.things import DEVICE, VEHICLE

SERIALS = r"serial|ser(?: no)?|s/n|sn|s\.n|imei|udi"
DEVICES = (
    "dev|device|pendant|wristwatch|fitbit|smart ?watch|bracelet|anklet|monitor|pump|pacemaker|processor|"
    "nebuli[sz]er|concentrator|stimulator|hearing aids?|stairlift|walker|implant|lot|wheelchair|"
    "cpap|bipap|unit|tracker"
)
FILES = (
    "mrn|med\\.? rec(?:ord)?|mr ?#|chart|charts|hospital no|hosp\\.? no|hospital number|wristband|docket|"
    "detention number|booking|inmate|case no|case number|case ref|file no|charge no|charge number"
)
LOOSE_FILES = (
    "case|file|ref|docket(?:ed)?|matter|petition|report|claim|charge|guardianship|adoption|court|probation|"
    "blotter entry|ombuds(?:man)?|cps|aps|client id|client|patient|id no|id|number|no|nr|num|code|detention|"
    "dependency|doc|referral|record|burn unit|clinic|application|warrant|#|authori[sz]ation|under|"
    "accession|lab|specimen|"
    "family ct|in re"
)
UPPER_FILES = "AO|CO|DOC|PO|DCN|TCN"
PLANS = (
    "member|mbr(?: id)?|sub(?:scriber)? id|policy|pol|rx ?id|medicaid|medicare|insurance card|mco id|"
    "supplement plan|humana|aetna|cigna|medi-cal|bcbs|molina|kaiser|phin|health card"
)
LOOSE_PLANS = "insurance|insurer|group|grp|plan|eap|auth(?:ori[sz]ation)?|member"
ACCOUNTS = (
    "acct|a/c|iban|wallet|routing|checking|ebt|debit(?: card)?|savings|sav|wic card|account|zelle|venmo|loan"
)
LICENCES = (
    "lic|licen[cs]e|cert|certificate|bar no|badge|passport|npi|vetting number|notary|dl|permit|seria|serie"
)
LOOSE_LICENCES = "credentials?|bar number|registration|teacher|vetting|medallion"
PLATES = "plates?|rego|number ?plates?|vin|kz|kennzeichen|temp tag|license tag|body no|matricula"
LOOSE_PLATES = (
    "reg|tag|van|camper|car|truck|pickup|rig|caravan|motorhome|buick|civic|placard|motorbike|trailer"
)
PRINTS = "prints?|latents?|template|afis|fbi|palm reader|iris|retina|voiceprint|thumbprint|fingerprints?"

RULES = (
    *digitsaid.FIRST,
    Labelled(
        "read_serial",
        "device",
        direct=True,
        pattern=rx(rf"(?<![\w.])(?:{SERIALS})(?![a-z])"),
        reason=DEVICE,
        replacement=N_("[device number]"),
        examples=(
            "Stimulator, SN «2 0 0 7 4 1 8», which she calls a friend.",
            "His aid (left, serial «L#204417-W») went missing.",
            "(invacare sn «17kf-009912») on a sunday",
            "philips s/n «p1159 4471 08e», can someone check",
        ),
        counter=("Serial 12 of 14.", "A serial of 3 losses.", "Sn 2019.", "The serial ran 24 weeks."),
        cues=stems("serial|ser|s/n|sn|s.n|imei|udi"),
        enough=certain,
    ),
    Labelled(
        "read_licence",
        "licence",
        direct=True,
        pattern=rx(rf"(?<!\w)(?:{LICENCES})(?![a-z])"),
        reason=LICENCE,
        replacement=N_("[licence number]"),
        examples=(
            "Bar no. of the one who sent it is «24 077 913» and yes.",
            "NYS lic. «R 0 61 77-1».",
            "garda vetting number «GV/22-00 417-K», who lost it",
            "Her birth paper is seria «NK 118204».",
        ),
        counter=("A license for 3 years.", "He got his badge after 90 days.", "License exam hours: 3,000."),
        cues=stems("lic|cert|bar no|badge|passport|npi|vetting|notary|dl|permit|seri"),
        enough=certain,
    ),
    Labelled(
        "read_plan",
        "plan_number",
        direct=True,
        pattern=rx(rf"(?<!\w)(?:{PLANS})(?![a-z])"),
        reason=PLAN,
        replacement=N_("[health plan number]"),
        examples=(
            "member «mhc-20033-x-5»",
            "the medi-cal card «9 1 4 4 0 7 7 2 a».",
            "her mco id if they ask = «ucr00419k».",
            "medicare «3rx9 kk2 np40». his cpap",
            "BCBS pol. «zvt - 0041 - 88w», deductible met",
        ),
        counter=("Policy 12 says no phones.", "Member check: 9 of 14.", "Medicaid 2024 was a mess."),
        cues=stems(PLANS.replace("rx ?id", "rx")),
        enough=certain,
    ),
    Labelled(
        "read_plan_loose",
        "plan_number",
        direct=True,
        pattern=rx(rf"(?<!\w)(?:{LOOSE_PLANS})(?![a-z])"),
        reason=PLAN,
        replacement=N_("[health plan number]"),
        examples=(
            "His supplement plan card reads «QHV 88 1209 447».",
            "Payer: group «0G-7714», lapsed.",
            "The auth is «BHO/22-40 19», and ends.",
        ),
        counter=("Group 2024 of 12 people.", "Plan B is 90 days.", "In the group of 12, 8 members."),
        cues=stems("insur|group|grp|plan|eap|auth|member"),
        enough=likely,
    ),
    Labelled(
        "read_account",
        "account",
        direct=True,
        pattern=rx(rf"(?<!\w)(?:{ACCOUNTS})(?![a-z])"),
        reason=ACCOUNT,
        replacement=N_("[account number]"),
        examples=(
            "Her bank routing and checking «111900 / 70 4418 22», and more.",
            "Screenshots: wallet «bc1q…7f0k», a login.",
            "On debit card «4417 xx xx 2093».",
            "WIC card «6-0077-1 4421»; pending",
        ),
        counter=("Account for 3 of the 7 nights.", "Savings of 12,500.", "Her checking is 400 short."),
        cues=stems(ACCOUNTS),
        enough=named,
    ),
    Labelled(
        "read_plate",
        "vehicle",
        direct=True,
        pattern=rx(rf"(?<!\w)(?:{PLATES})(?![a-z])"),
        reason=VEHICLE,
        replacement=N_("[licence plate]"),
        examples=(
            "ran his plate, Mich. «4 LTR 09», and found him",
            "w/ indiana plates «p 447 119 c». ssn card",
            "VIN «1G4HP52K0 3U 177042» (he recites it)",
        ),
        counter=("The plate had 3 tacos and 12 olives.", "Plates for 20 people."),
        cues=stems("plate|rego|number|vin|kz|kennzeichen|temp tag|license tag|body no|matricula"),
        enough=certain,
    ),
    Labelled(
        "read_plate_loose",
        "vehicle",
        direct=True,
        pattern=rx(rf"(?<!\w)(?:{LOOSE_PLATES})(?![a-z])"),
        reason=VEHICLE,
        replacement=N_("[licence plate]"),
        examples=("He sleeps in the van: «AW 47 190».", "In a van, reg «12-C-40 771», to shout."),
        counter=("Reg 12 hours awake.", "The tag says 4 for 20.", "A car for 12 000 miles."),
        cues=stems(
            "reg|tag|van|camper|car|truck|pickup|rig|caravan|motorhome|buick|civic|placard|motorbike|trailer"
        ),
        enough=likely,
    ),
    Labelled(
        "read_licence_loose",
        "licence",
        direct=True,
        pattern=rx(rf"(?<!\w)(?:{LOOSE_LICENCES})(?![a-z])"),
        reason=LICENCE,
        replacement=N_("[licence number]"),
        examples=("They refused her credential («DN-1 88 04»).",),
        counter=("Credentials take 12 weeks.", "A teacher of 25 pupils."),
        cues=stems("credential|bar number|registration|teacher|vetting|medallion"),
        enough=named,
    ),
    Labelled(
        "read_print",
        "biometric",
        direct=True,
        pattern=rx(rf"(?<!\w)(?:{PRINTS})(?![a-z])"),
        reason=MEASURED,
        replacement=N_("[number]"),
        examples=(
            "Prints off the lighter (latent «L-3/0088-q») and more.",
            "A palm reader, template «HR 5518-02», and cannot.",
        ),
        counter=("Take prints of it, 2 copies, 11x17.", "A template of 12 points.", "The FBI came in 2019."),
        cues=stems("print|latent|template|afis|fbi|palm reader|iris|retina|voiceprint|thumbprint|finger"),
        enough=likely,
    ),
    Labelled(
        "read_device",
        "device",
        direct=True,
        pattern=rx(rf"(?<![\w.])(?:{DEVICES})(?![a-z])"),
        reason=DEVICE,
        replacement=N_("[device number]"),
        examples=(
            "A fall pendant (unit «PND/77-0c41») and hates it.",
            "The bracelet number, its «gx4-00917» fwiw.",
            "Ankle unit, «BI-TAD 5 5 0 1 9 2», is charged.",
        ),
        counter=(
            "Our unit 4 has 22 beds.",
            "The monitor showed 97, 98, 97.",
            "Her device time is 2 hours.",
            "The pump gives 0.5 to 1.25 units.",
        ),
        cues=stems(DEVICES.replace("[sz]", "|nebuli")),
        enough=likely,
    ),
    *digitsaid.ENDINGS,
    Labelled(
        "read_file",
        "record",
        direct=True,
        pattern=rx(rf"(?<!\w)(?:{FILES})(?![a-z])"),
        reason=RECORD,
        replacement=N_("[record number]"),
        examples=(
            "Med rec: «TQ#55.1873»",
            "Chart «0-448-21 B» and his plan.",
            "Hospital no. («BKH) 71 40 22-9».",
            "Her wristband, «wyk 20 11 5», is on.",
            "detention number «jdc 40-118» if u need",
            "The charts: «A.00317», «A.00322» and «A.00340».",
        ),
        counter=("The chart shows 3 dips in 6 weeks.", "The docket is full until 2025.", "MRN is missing."),
        cues=stems("mrn|med|mr|chart|hosp|wristband|docket|detention|booking|inmate|case|file|charge"),
        enough=certain,
    ),
    Labelled(
        "read_file_loose",
        "record",
        direct=True,
        pattern=rx(rf"(?<![\w-])(?:{LOOSE_FILES}|(?-i:{UPPER_FILES}))(?![a-z])"),
        reason=RECORD,
        replacement=N_("[record number]"),
        examples=(
            "The dependency matter is «22JU0 5513».",
            "APS ref «Q/APS 0-3317/24»; checking.",
            "Her file there is «MH|00-913-44».",
            "Dad is at the lodge, AO «302 27 71».",
            "case closed («cp-51-jv 0417 - 22»).",
            "They gave them code «HD.2.0618.f» and told them.",
        ),
        counter=(
            "Her case 2 weeks ago.",
            "File 12 forms by noon.",
            "Case load 35-40, case 1 of 4.",
            "The report card had 4 B's and 2 C's.",
            "No. 2: walk 20 minutes.",
            "ID 2019.",
            "The case is PHQ-9 14, GAD-7 12.",
            "A client of F43.10 and F32.1.",
            "The clinic is at 120/80 or so.",
            "Under 12 000 dollars.",
        ),
        cues=(
            *stems(
                LOOSE_FILES.replace("docket(?:ed)?", "docket")
                .replace("ombuds(?:man)?", "ombuds")
                .replace("authori[sz]ation", "authori")
            ),
            *("ao", "co", "doc", "po", "dcn", "tcn", "#"),
        ),
        enough=likely,
    ),
)
