"""Mornings before school: two ideas are being tried, one outcome is due, two new ideas wait."""

from consult.demo.story import Aim, Answer, Change, Said, Story, Tried, Written, days, hours, minutes, prose
from consult.models.plans import BarrierLevel, PlanKind, Responsible
from consult.models.suggestions import Kind, ReplyReason, ReplyWord

PLAN = Written(
    at=days(33),
    kind=PlanKind.ONGOING,
    concerns=prose("""
        [school] speaks of a formal meeting within the month. Neither of the two sleeps well.
    """),
    strengths=prose("""
        [young person] keeps every appointment and is early. One steady friend. [relative] has held this
        together while working shifts.
    """),
    client_words="I want to be normal again. I just can’t do the first five minutes.",
    supports=prose("""
        The steady friend, who writes every evening. A neighbour with an older child at [school]. The
        caretaker at [school], who says good morning to everyone.
    """),
    review=12,
    goals=(
        Aim(
            "Gets to school three mornings a week",
            "education",
            (
                "Does not leave the house on school mornings",
                "Gets to the gate or the office one morning a week",
                "Gets to school three mornings a week, at any hour",
                "Three mornings a week, before the second lesson",
                "Every morning, and most of them on time",
            ),
            -2,
        ),
        Aim(
            "Mornings are calmer at home",
            "family",
            (
                "Shouting or tears on every school morning",
                "Four loud mornings a week",
                "Two loud mornings a week or fewer",
                "A loud morning is rare, and is talked about after",
                "Mornings are like any other part of the day",
            ),
            -1,
        ),
    ),
    barriers=(
        (BarrierLevel.PERSONAL, "Stomach pain and panic in the first minutes of the morning"),
        (BarrierLevel.RELATIONAL, "[relative] is afraid to lose the placement, and the fear wakes up first"),
        (BarrierLevel.SERVICE, "No counsellor at [school] before next term"),
        (
            BarrierLevel.SYSTEMIC,
            "The register counts a half day as absent, so that small steps look like nothing",
        ),
    ),
    steps=(
        Tried(
            at=days(33),
            words="Ask [school] for one adult who answers when I ring about a morning",
            goal=1,
            due=6,
            responsible=Responsible.AGENCY,
        ),
    ),
)

SITUATION = prose("""
    [young person], 10 to 14, moved in with [relative] in early autumn, after two years of going back and
    forth between two homes. In spring attendance was most days. Now it is almost none. On two of the last
    fifteen school days they got as far as the gate.

    They say they want to go. The bag is packed the night before, and they ask me which bus is best. In
    the morning the stomach pain starts, everyone gets loud, and by nine it is decided for the day. By ten
    the pain is gone and the shame is there instead.

    The doctor found nothing physical. [school] has been patient, but now speaks of a formal meeting
    within the month. [relative] hears that as a threat to the placement. She sits on the edge of the bed
    from six in the morning, “so that we are not late”, and I think both of them lie awake.
""")

STORY = Story(
    codename="Amber Wren",
    presenter="ines",
    at=days(9, 2),
    group="family",
    title="School mornings have stopped since the house move",
    sections={
        "question": prose("""
            What could we try before the school calls a formal meeting? And what might I be missing?
        """),
        "situation": SITUATION,
        "tried": prose("""
            A graded return with [school]: one lesson, then two, beginning after the first bell. It lasted
            four days, until somebody asked in front of the class where they had been.

            A morning checklist on the fridge. After a week it was one more thing to fail at.

            Two visits at breakfast time. With me in the kitchen it was calm and polite, and nobody left
            the house.
        """),
        "strengths": prose("""
            Keeps every appointment with me. Has one steady friend from the old street, who still writes
            every evening. Cooks on Sundays with [relative], the one time of the week when nobody mentions
            school.
        """),
        "client_words": "I want to be normal again. I just can’t do the first five minutes.",
        "worker_view": prose("""
            I have begun to dread the attendance figures as if they were my own marks. I may be pushing
            for the number and not for the child.
        """),
    },
    about={
        "age_band": "10-14",
        "client_unit": "family",
        "setting": "schools",
        "question_type": "new_ideas",
        "domains": ["education", "family", "mental_health"],
    },
    plan=PLAN,
    change=Change(
        at=days(7, 3),
        why="I asked who is at home on the mornings that go well.",
        words={
            "situation": SITUATION
            + "\n\n"
            + prose("""
                Added after a question: on both mornings at the gate [relative] was on the early shift,
                and an older child from next door had knocked.
            """)
        },
    ),
    said=(
        Said(
            by="ruth",
            at=days(8, 20),
            kind=Kind.IDEA,
            words=prose("""
                Make the first goal smaller than school. Walk past the gate with [relative] one evening,
                when nobody is there, go home, and call that a success. Then the same walk on a morning
                without school.
            """),
            goal=1,
            reply=Answer(
                at=days(7, 2),
                word=ReplyWord.WILL_TRY,
                step=Tried(
                    at=days(7, 2),
                    words=prose("""
                        Walk past the gate one evening, with [relative]
                    """),
                    goal=1,
                    due=0,
                    responsible=Responsible.FAMILY,
                ),
            ),
            helpful=("tomas", "mei", "sam", "jonah"),
        ),
        Said(
            by="tomas",
            at=days(8, 1),
            kind=Kind.QUESTION,
            words=prose("""
                Who is at home on the mornings it goes well? I wonder if the pattern is about the person,
                not the day.
            """),
            quote="On two of the last fifteen school days they got as far as the gate.",
            reply=Answer(
                at=days(7, 3),
                word=ReplyWord.ANSWERED,
                line=prose("""
                    I had never looked at it that way, so I asked. Both times [relative] was on the early
                    shift and an older child from next door had knocked. I have put it into the case.
                """),
            ),
            helpful=("ruth", "mei"),
        ),
        Said(
            by="mei",
            at=days(7, 20),
            kind=Kind.VIEW,
            words=prose("""
                I read a child who has changed homes again and again and is now asked, every morning, to
                leave the one that holds. Perhaps it is not school that they cannot go to. Perhaps it is
                [relative] whom they cannot leave.
            """),
            quote="By ten the pain is gone and the shame is there instead.",
            reply=Answer(
                at=days(7, 1),
                word=ReplyWord.CHANGES_HOW_I_SEE_IT,
                line=prose("""
                    This turned my week round. I stopped asking what is wrong with school and asked what a
                    morning would need so that [relative] is still there at four.
                """),
            ),
            helpful=("ruth", "jonah"),
        ),
        Said(
            by="sam",
            at=days(7, 5),
            kind=Kind.STRENGTH,
            words=prose("""
                They come early to see you, although nothing moves. That is a young person who can get up,
                get dressed and leave the house for somebody. And you are an adult who stayed.
            """),
            reply=Answer(at=days(7, 1), word=ReplyWord.THANKS),
        ),
        Said(
            by="sam",
            at=days(6, 4),
            kind=Kind.IDEA,
            words=prose("""
                Ask whether the caretaker could open the side door ten minutes after the bell. No crowd,
                no questions, one person who says good morning and nothing else. The first five minutes
                become one minute.
            """),
            goal=1,
            reply=Answer(
                at=days(5, 2),
                word=ReplyWord.WILL_TRY,
                step=Tried(
                    at=days(5, 2),
                    words="Caretaker opens the side door, twice next week",
                    goal=1,
                    due=4,
                    responsible=Responsible.AGENCY,
                ),
            ),
            helpful=("ruth",),
        ),
        Said(
            by="tomas",
            at=days(6, 1),
            kind=Kind.IDEA,
            words=prose("""
                A note from the doctor for two weeks at home, so that the register is out of the way and
                everyone can sleep. Then begin again from nothing.
            """),
            quote="both of them lie awake",
            reply=Answer(
                at=days(5, 2),
                word=ReplyWord.NO,
                line="Two weeks at home would make the first five minutes longer, I fear.",
                reason=ReplyReason.DOES_NOT_FIT,
            ),
        ),
        Said(
            by="ruth",
            at=days(5, 20),
            kind=Kind.IDEA,
            words=prose("""
                A small reward for each morning, chosen by them, that has nothing to do with arriving on
                time.
            """),
            goal=2,
            reply=Answer(
                at=days(5, 2),
                word=ReplyWord.TRIED_BEFORE,
                line="In spring, with stickers. They felt too old for it, and they were right.",
            ),
        ),
        Said(
            by="jonah",
            at=days(4, 22),
            kind=Kind.RESOURCE,
            words=prose("""
                The educational psychologist has two pages for carers about the first ten minutes of a
                morning: what to say, what to leave out. I can bring copies.
            """),
            goal=2,
            reply=Answer(
                at=days(3, 20),
                word=ReplyWord.NOT_NOW,
                line="After the meeting. [relative] has had enough paper this month.",
            ),
        ),
        Said(
            by="ruth",
            at=hours(2),
            kind=Kind.IDEA,
            words=prose("""
                If the first five minutes are the hardest, let them happen somewhere else. Breakfast on
                the bench at the bus stop, in school clothes, and then home again. No bus. Only the bench.
            """),
            quote="they ask me which bus is best",
            goal=2,
            helpful=("tomas",),
        ),
        Said(
            by="mei",
            at=minutes(12),
            kind=Kind.IDEA,
            words=prose("""
                Let [young person] choose who waits at the gate. The steady friend, even for five minutes,
                before any adult.
            """),
            goal=1,
            helpful=("ruth",),
        ),
    ),
)
