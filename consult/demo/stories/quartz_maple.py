"""Home from hospital: a crisis plan, held by more people than one."""

from consult.demo.story import Aim, Answer, Happening, Said, Story, Tried, Written, days, hours, prose
from consult.models.cases import Urgency
from consult.models.outcomes import Verdict
from consult.models.plans import BarrierLevel, PlanKind, Responsible
from consult.models.suggestions import Kind, ReplyWord

PLAN = Written(
    at=days(4, 6),
    kind=PlanKind.CRISIS,
    concerns=prose("""
        Nine days without an appointment. The hours between two and five in the morning. [parent] does not
        sleep either.
    """),
    strengths=prose("""
        [young adult] says when it gets worse, in plain words. Reads aloud to [sibling] every evening,
        also now. Made the safety plan with the ward and changed two lines of it.
    """),
    client_words="I don’t need a reason to live by next week. I need the nights to be shorter.",
    supports="[parent], [sibling], one friend who may know everything, the night line of the clinic.",
    review=5,
    goals=(
        Aim(
            "Is not alone with a bad night",
            "safety",
            (
                "A bad night, and nobody knows of it",
                "Tells someone the next day",
                "Wakes someone or rings, in the same night",
                "Rings before it gets bad",
                "A bad night has become rare",
            ),
            -1,
        ),
        Aim(
            "One thing each day that is outside the room",
            "daily_living",
            (
                "Stays in the room all day",
                "Comes to the kitchen",
                "One thing outside the room each day",
                "One thing outside the house each day",
                "Has begun to plan the week",
            ),
            -2,
        ),
    ),
    barriers=(
        (BarrierLevel.PERSONAL, "Shame towards everyone who was frightened"),
        (BarrierLevel.RELATIONAL, "[parent] listens at the door, and both know it"),
        (BarrierLevel.SERVICE, "Nine days between ward and clinic"),
        (BarrierLevel.SYSTEMIC, "Sick pay ends before the first appointment"),
    ),
    steps=(
        Tried(
            at=days(4, 6),
            words="The safety plan hangs inside the wardrobe, and [parent] has a copy",
            goal=1,
            due=-4,
            responsible=Responsible.CLIENT,
            outcome=Happening(
                at=days(4, 2),
                verdict=Verdict.HELPED,
                line="Put up together on the first evening. Both know which line is for whom.",
                level=-1,
                rated_by="client",
            ),
        ),
    ),
)

STORY = Story(
    codename="Quartz Maple",
    presenter="ines",
    at=days(4),
    group="crisis",
    title="The first two weeks home after the hospital",
    sections={
        "question": prose("""
            Which few steps should the plan hold for the next two weeks, so that [young adult] is not
            alone with it, and neither am I?
        """),
        "situation": prose("""
            [young adult], 18 to 24, has come home from hospital after an attempt to end their life. The
            ward’s safety plan is in place, the house has been made safe together with [parent], and the
            card of the crisis line hangs where [young adult] wanted it. The next appointment at the
            clinic is in nine days. That gap is what I am writing about.

            The ward asked in plain words on the last day, and so did I on the first day at home: there
            are thoughts, there is no intention today, and [young adult] will say so if that changes. I
            believe this. The days are long all the same. [young adult] gets up at noon, is friendly, eats
            a little, and goes back to the room. The hard hours are between two and five in the morning.

            [parent] sleeps on the sofa with the door open and goes to work from there. [sibling], still
            at school, has begun to tiptoe. Everyone is kind, and nobody says the word.

            I visit every second day, which is more than my hours allow, and I think about it on the way
            home.
        """),
        "tried": prose("""
            I asked the clinic for an earlier date. There was none, and there is a list.

            A plan for each day, hour by hour. It lasted until the first noon.

            I gave my own number for the evenings. It has not been used, and I do not switch it off.
        """),
        "strengths": prose("""
            Says when it gets worse. Reads aloud to [sibling] every evening, also now. [parent] asked for
            help on the first day and not weeks later.
        """),
        "client_words": "I don’t need a reason to live by next week. I need the nights to be shorter.",
        "concerns": "The nine days. The nights. That all of it hangs on [parent] and me.",
    },
    about={
        "age_band": "18-24",
        "client_unit": "family",
        "setting": "crisis",
        "question_type": "check_my_plan",
        "domains": ["safety", "mental_health", "family"],
    },
    urgency=Urgency.URGENT,
    plan=PLAN,
    said=(
        Said(
            by="sam",
            at=days(3, 22),
            kind=Kind.WATCH_OUT,
            words=prose("""
                The first days after a ward are the ones with the highest risk, and a weekend lies in your
                nine. Who asks about the thoughts, by name, on each of those days? And who do they ring if
                nobody has asked?
            """),
            quote="The next appointment at the clinic is in nine days.",
            reply=Answer(
                at=days(3, 20),
                word=ReplyWord.ACTING_ON_IT,
                line=prose("""
                    There was nobody for the weekend. I have spoken with the duty lead: the home treatment
                    team takes both days and asks in plain words. [young adult] has their line on the
                    card.
                """),
                step=Tried(
                    at=days(3, 19),
                    words="A list of who asks about the thoughts, day by day",
                    goal=1,
                    due=5,
                    responsible=Responsible.AGENCY,
                ),
            ),
            helpful=("mei", "ruth", "jonah"),
        ),
        Said(
            by="mei",
            at=days(3, 12),
            kind=Kind.IDEA,
            words=prose("""
                A two-minute call every day at the same hour, from three people in turn: you, the ward’s
                nurse, the home team. Nobody is the only one, and nobody has to think of something to say.
            """),
            quote="I gave my own number for the evenings.",
            goal=1,
            reply=Answer(
                at=days(3, 2),
                word=ReplyWord.WILL_TRY,
                step=Tried(
                    at=days(3, 2),
                    words="Two-minute call every day, by three of us in turn",
                    goal=1,
                    due=1,
                    responsible=Responsible.AGENCY,
                ),
            ),
            helpful=("sam", "jonah"),
        ),
        Said(
            by="ruth",
            at=days(3, 8),
            kind=Kind.IDEA,
            words=prose("""
                For the hours between two and five: a box that was packed by day, for that hour only. A
                story that [sibling] has recorded, something warm, the card, and permission to wake one
                person.
            """),
            quote="The hard hours are between two and five in the morning.",
            goal=1,
            reply=Answer(
                at=days(3, 1),
                word=ReplyWord.WILL_TRY,
                step=Tried(
                    at=days(3, 1),
                    words="Pack a box for the night, together",
                    goal=1,
                    due=3,
                    responsible=Responsible.CLIENT,
                ),
            ),
            helpful=("mei", "sam"),
        ),
        Said(
            by="jonah",
            at=days(3, 6),
            kind=Kind.RESOURCE,
            words=prose("""
                The clinic keeps two short appointments a week for people who come from a ward. They are
                given by telephone, in the first hour of the day, and only to workers who ask for “a
                bridge”.
            """),
            quote="There was none, and there is a list.",
            goal=1,
            reply=Answer(
                at=days(3, 1),
                word=ReplyWord.WILL_TRY,
                step=Tried(
                    at=days(3, 1),
                    words="Ask the clinic for a bridge appointment",
                    goal=1,
                    due=-2,
                    outcome=Happening(
                        at=days(2, 1),
                        verdict=Verdict.HELPED_A_LITTLE,
                        line=prose("""
                            Twenty minutes, on the fifth day instead of the ninth. The gap is half as
                            long.
                        """),
                        level=-1,
                    ),
                ),
            ),
            helpful=("ruth",),
        ),
        Said(
            by="ruth",
            at=days(2, 20),
            kind=Kind.BLIND_SPOT,
            words=prose("""
                Everyone watches [young adult]. Who asks [parent] how the night was? The sofa and the open
                door may be the next place where this breaks.
            """),
            quote="[parent] sleeps on the sofa with the door open",
            reply=Answer(
                at=days(2, 2),
                word=ReplyWord.CHANGES_HOW_I_SEE_IT,
                line="I had put [parent] under supports. They belong under concerns as well.",
            ),
            helpful=("jonah", "mei"),
        ),
        Said(
            by="jonah",
            at=hours(44),
            kind=Kind.STRENGTH,
            words=prose("""
                Reading aloud every evening, in such a week, is care for somebody else. I would tell
                [young adult] that you noticed.
            """),
            quote="Reads aloud to [sibling] every evening, also now.",
            reply=Answer(at=hours(40), word=ReplyWord.THANKS, line="I did. There was a very small nod."),
        ),
    ),
)
