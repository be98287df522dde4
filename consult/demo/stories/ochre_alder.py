"""A flat that fills again: two ideas were tried and nothing moved; the worker says "I feel stuck"."""

from consult.demo.story import Aim, Answer, Change, Happening, Said, Story, Tried, Written, days, prose
from consult.models.outcomes import NotDone, Verdict
from consult.models.plans import BarrierLevel, PlanKind, Responsible
from consult.models.suggestions import Kind, ReplyReason, ReplyWord

PLAN = Written(
    at=days(95),
    kind=PlanKind.ONGOING,
    concerns="Second inspection in five weeks, and a notice after it. Fire, and a fall in the hallway.",
    strengths=prose("""
        [client] is ready when I come, works hard, repairs radios for half the house and never charges for
        it.
    """),
    client_words="I am not attached to it. I am responsible for it.",
    supports="A brother, who would come back when there is a chair. A neighbour whose radio plays again.",
    review=20,
    goals=(
        Aim(
            "A free path from the front door to the bed",
            "housing",
            (
                "The path is blocked in two places",
                "One person gets through sideways",
                "The path is free, and wide enough for help to come in",
                "Path and kitchen are free",
                "There is a chair for a visitor",
            ),
            -2,
        ),
        Aim(
            "Lets a thing go and is all right in the evening",
            "mental_health",
            (
                "Letting one thing go means a night without sleep",
                "One thing a week, and a hard evening after",
                "One bag a week, and a normal evening after",
                "Two bags a week, without me",
                "Decides alone, and tells me about it",
            ),
            -2,
        ),
    ),
    barriers=(
        (BarrierLevel.PERSONAL, "Every object is something that could still be mended for somebody"),
        (BarrierLevel.RELATIONAL, "The brother left after a quarrel about throwing things away"),
        (BarrierLevel.SERVICE, "Two hours a week, and nobody in between"),
        (BarrierLevel.SYSTEMIC, "The inspection counts square metres, not the weeks that people need"),
    ),
    steps=(
        Tried(
            at=days(95),
            words="Sort one shelf at each visit into keep, give and throw",
            goal=1,
            due=-50,
            responsible=Responsible.CLIENT,
            outcome=Happening(
                at=days(50, 2),
                verdict=Verdict.DID_NOT_HELP,
                line="The shelf filled again in a week.",
                level=-2,
            ),
        ),
    ),
)

STORY = Story(
    codename="Ochre Alder",
    presenter="tomas",
    at=days(30, 3),
    group="family",
    title="Fourteen weeks of sorting, and the hallway is still blocked",
    sections={
        "question": "What am I doing that keeps us both busy and nothing moving?",
        "situation": prose("""
            [client], 55 to 64, lives with things in every room, up to the height of a shoulder:
            newspapers, jars, parts of machines, clothes still in their bags. The landlord has set a
            second inspection, five weeks from now. After that comes a notice.

            We have met for two hours every week, for fourteen weeks. [client] is ready when I come, has
            made coffee on the one free corner of the stove, and works hard. We fill four bags. By the
            next visit the four bags are back in the hallway, unpacked “to check”. The path to the bed is
            as narrow as in the first week.

            When I carry a bag down myself, [client] turns white and sits down on the stairs. When I do
            not, we have a pleasant afternoon and I write “four bags” into my notes. I have begun to write
            the same sentence every week.

            A brother, who used to visit, says that he will come back when there is a chair.
        """),
        "tried": prose("""
            - Keep, give and throw, with a photo before and after.
            - A firm that clears flats. [client] wanted it, and cancelled it the evening before.
            - One room at a time, then one shelf at a time.
            - A letter to the landlord, who gave us one more month.
        """),
        "strengths": prose("""
            Keeps every agreement that does not involve a bag. Repairs radios for half the house and never
            charges for it. Knows exactly where each thing is, and laughs when I do not believe it.
        """),
        "client_words": "I am not attached to it. I am responsible for it.",
        "worker_view": "I like these afternoons. I think that is part of the problem.",
    },
    about={
        "age_band": "55-64",
        "client_unit": "individual",
        "setting": "housing",
        "question_type": "blind_spots",
        "domains": ["housing", "mental_health", "social_network"],
    },
    plan=PLAN,
    change=Change(
        at=days(2, 6),
        why="The inspection comes nearer and I feel stuck.",
        words={"constraints": "The inspection is next week. The landlord will not move it again."},
        feels_stuck=True,
    ),
    said=(
        Said(
            by="mei",
            at=days(29, 20),
            kind=Kind.IDEA,
            words=prose("""
                Let the bag leave on the same day, by [client]’s own hand, to someone who waits for it:
                the repair workshop, the neighbour, a shelter. Not thrown away. Handed over.
            """),
            quote="By the next visit the four bags are back in the hallway",
            goal=2,
            reply=Answer(
                at=days(28),
                word=ReplyWord.WILL_TRY,
                step=Tried(
                    at=days(28),
                    words="Take one bag to the repair workshop together, on the same day",
                    goal=2,
                    due=-14,
                    outcome=Happening(
                        at=days(13, 4),
                        verdict=Verdict.DID_NOT_HELP,
                        line="The bag reached the workshop. [client] went back for it in the evening.",
                        level=-2,
                    ),
                ),
            ),
            helpful=("ruth", "ines"),
        ),
        Said(
            by="jonah",
            at=days(29, 4),
            kind=Kind.WATCH_OUT,
            words=prose("""
                Coffee on the one free corner of the stove, with paper up to the shoulder. That is a fire
                risk tonight and not in five weeks. Is there an alarm that works, and a way out of the
                bedroom?
            """),
            quote="has made coffee on the one free corner of the stove",
            reply=Answer(
                at=days(29),
                word=ReplyWord.ACTING_ON_IT,
                line=prose("""
                    I rang the fire service’s visiting line this morning. An alarm was put up the next
                    day, and [client] moved the kettle to the landing, to my surprise.
                """),
            ),
            helpful=("mei", "ruth"),
        ),
        Said(
            by="ruth",
            at=days(28, 20),
            kind=Kind.VIEW,
            words=prose("""
                You say attached and [client] says responsible. Those are two different illnesses, or no
                illness. A person who is responsible needs a successor, not a skip.
            """),
            quote="We fill four bags.",
            reply=Answer(
                at=days(28),
                word=ReplyWord.CHANGES_HOW_I_SEE_IT,
                line=prose("""
                    I have read your last sentence aloud to [client]. There was a long silence, a good
                    one.
                """),
            ),
            helpful=("mei", "jonah", "sam"),
        ),
        Said(
            by="sam",
            at=days(27),
            kind=Kind.RESOURCE,
            words=prose("""
                There is a group of people who live with too many things. They meet in the evening and
                nobody brings a bag.
            """),
            goal=2,
            reply=Answer(
                at=days(26),
                word=ReplyWord.WILL_TRY,
                step=Tried(
                    at=days(26),
                    words="Go to the group together once, and only listen",
                    goal=2,
                    due=-8,
                    responsible=Responsible.CLIENT,
                    outcome=Happening(
                        at=days(8, 2),
                        verdict=Verdict.WILL_NOT_BE_DONE,
                        line="Not with strangers. [client] said it kindly and clearly.",
                        why_not=NotDone.CLIENT_CHOICE,
                        rated_by="client",
                    ),
                ),
            ),
        ),
        Said(
            by="ines",
            at=days(20),
            kind=Kind.BLIND_SPOT,
            words=prose("""
                The inspection is in your text and the inspector is not. What exactly has to be free on
                that day? If it is a path and a stove, then three rooms are not your work at all.
            """),
            quote="The landlord has set a second inspection, five weeks from now.",
            reply=Answer(
                at=days(18, 4),
                word=ReplyWord.HAD_THOUGHT_OF_IT,
                line="I asked once and got a form. I should ask a person.",
            ),
            helpful=("ruth",),
        ),
        Said(
            by="jonah",
            at=days(17),
            kind=Kind.IDEA,
            words=prose("""
                Book the firm for half a day, hallway only, with [client] as the one who says what goes
                where.
            """),
            goal=1,
            reply=Answer(
                at=days(16),
                word=ReplyWord.NO,
                line="A stranger’s hands on it would end our work, I am fairly sure.",
                reason=ReplyReason.NOT_SAFE_NOW,
            ),
        ),
    ),
)
