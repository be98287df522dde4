"""Between sessions: three ideas were tried, both goals rose, a question waits for its answer."""

from consult.demo.story import Aim, Answer, Change, Happening, Said, Story, Tried, Written, days, hours, prose
from consult.models.outcomes import Verdict
from consult.models.plans import BarrierLevel, PlanKind, Responsible
from consult.models.suggestions import Kind, ReplyReason, ReplyWord

PLAN = Written(
    at=days(74),
    kind=PlanKind.ONGOING,
    concerns="Evenings end in shouting. The older child has begun to do what adults should do.",
    strengths=prose("""
        [carer] tells the truth when it would be easier not to. She notices every small thing that the
        younger child learns. Her sister rings every evening.
    """),
    client_words="In here I know how. At seven in the evening I am only hands.",
    supports=prose("""
        Her sister, by phone. The partner, at weekends. The older child’s teacher, who knows and is kind.
    """),
    review=9,
    goals=(
        Aim(
            "[carer] uses the plan between sessions",
            "daily_living",
            (
                "Not once between two sessions",
                "On one evening a week",
                "On three evenings a week",
                "On most evenings",
                "On most evenings, and she changes it when it does not fit",
            ),
            -2,
        ),
        Aim(
            "Evenings are calmer at home",
            "family",
            (
                "Every evening ends in shouting or tears",
                "Four or five hard evenings a week",
                "Two hard evenings a week or fewer",
                "One hard evening, put right the same night",
                "A hard evening is a surprise",
            ),
            -1,
        ),
    ),
    barriers=(
        (BarrierLevel.PERSONAL, "Sleep in pieces, for a long time"),
        (BarrierLevel.RELATIONAL, "Two adults who meet only at the front door"),
        (BarrierLevel.SERVICE, "Sessions in office hours, every second week"),
        (BarrierLevel.SYSTEMIC, "No evening care that takes a child who needs more help"),
    ),
    steps=(
        Tried(
            at=days(74),
            words="Reward chart for calm evenings",
            goal=2,
            due=-46,
            responsible=Responsible.CLIENT,
            outcome=Happening(
                at=days(45),
                verdict=Verdict.DID_NOT_HELP,
                line="Three good days, then she could not bear to look at the empty boxes.",
                level=-1,
            ),
        ),
        Tried(
            at=days(20),
            words="Ask which hour of the week [carer]’s partner would choose for himself and the children",
            goal=2,
            due=3,
            talked_through="next_meeting",
        ),
    ),
    change=Change(
        at=days(28),
        why="The reward chart has ended. We ask colleagues before we add anything.",
        words={
            "concerns": prose("""
                Evenings are loud. The older child has begun to do what adults should do, and is proud of
                it.
            """)
        },
    ),
)

STORY = Story(
    codename="Copper Birch",
    presenter="ines",
    at=days(27, 4),
    group="family",
    title="Carer agrees in session, nothing changes between sessions",
    sections={
        "question": prose("""
            How do I help [carer] to carry something from the hour into the week, without adding one more
            task?
        """),
        "situation": prose("""
            [carer], 35 to 44, looks after two children, one of whom learns more slowly than others. We
            have met every second week for five months. In the room she is warm, quick and honest. She
            names the hard hour, mostly bath time and what comes after it. We agree on one thing, and she
            says it again in her own words at the door.

            Two weeks later it has not happened once. She does not hide it. She says “I thought of it when
            it was over”, and then she apologises for a long time. The evenings are as loud as before, and
            the older child has begun to put the younger one to bed.

            She sleeps in pieces. Her partner works nights and comes home when the house wakes up. There
            is no hour of the day in which only one person needs her.

            A review is coming, and “does not engage between sessions” already stands in the file. I do
            not believe that sentence, and I have nothing to put in its place.
        """),
        "tried": prose("""
            A reward chart for calm evenings: three good days, then the empty boxes hurt.

            Homework on one page. It came back folded and clean.

            Sessions at home instead of the office. It helped her to come, and left the evenings as they
            were.
        """),
        "strengths": prose("""
            She tells me the truth when it would be easier not to. She notices every small thing that her
            younger child learns. Her sister rings every evening. The older child still laughs with her.
        """),
        "client_words": "In here I know how. At seven in the evening I am only hands.",
    },
    about={
        "age_band": "35-44",
        "client_unit": "family",
        "setting": "community",
        "question_type": "check_my_plan",
        "domains": ["family", "daily_living", "relationships"],
    },
    plan=PLAN,
    said=(
        Said(
            by="tomas",
            at=days(26, 20),
            kind=Kind.IDEA,
            words=prose("""
                A ten-minute call in the middle of the week, always at the same time, before the hard hour
                and not after it. No advice on the phone. Only: which evening will it be, and what will
                you leave undone for it?
            """),
            goal=1,
            reply=Answer(
                at=days(25, 6),
                word=ReplyWord.WILL_TRY,
                step=Tried(
                    at=days(25, 6),
                    words="Ten-minute call midweek, before the hard hour",
                    goal=1,
                    due=-9,
                    outcome=Happening(
                        at=days(8, 3),
                        verdict=Verdict.HELPED,
                        line=prose("""
                            She chose the evening herself both times, and one of them worked. She told me
                            at the door.
                        """),
                        level=-1,
                    ),
                ),
            ),
            helpful=("ruth", "sam", "mei"),
        ),
        Said(
            by="mei",
            at=days(26, 2),
            kind=Kind.VIEW,
            words=prose("""
                Perhaps nothing changes because somebody has already changed it. The older child has
                filled the hole that the agreement was meant for. Before we ask more of [carer], I would
                ask what the older one would be glad to give back.
            """),
            quote="the older child has begun to put the younger one to bed",
            goal=2,
            reply=Answer(
                at=days(25, 5),
                word=ReplyWord.CHANGES_HOW_I_SEE_IT,
                line="I had written that sentence as a detail. It is the case.",
                step=Tried(
                    at=days(25, 5),
                    words=prose("""
                        Ask the older child what they would be glad to give back
                    """),
                    goal=2,
                    due=-5,
                    outcome=Happening(
                        at=days(3, 4),
                        verdict=Verdict.HELPED,
                        line=prose("""
                            Bath time went back to [carer], the story stayed. Two hard evenings in the
                            week after.
                        """),
                        level=0,
                        rated_by="client",
                    ),
                ),
            ),
            helpful=("tomas", "ruth", "jonah"),
        ),
        Said(
            by="sam",
            at=days(25, 20),
            kind=Kind.IDEA,
            words=prose("""
                One line, not one page. Write it together in the last five minutes, in her words and her
                hand, and let her say where it hangs. If it takes longer to read than to wash a cup, it is
                too long.
            """),
            quote="she says it again in her own words at the door",
            goal=1,
            reply=Answer(
                at=days(6, 5),
                word=ReplyWord.WILL_TRY,
                step=Tried(
                    at=days(6, 5),
                    words="One-line agreement, written together",
                    goal=1,
                    due=-2,
                    outcome=Happening(
                        at=days(1, 4),
                        verdict=Verdict.HELPED_A_LITTLE,
                        line="It hangs inside the cupboard door. She read it to me before I asked.",
                        level=-1,
                    ),
                ),
            ),
            helpful=("tomas",),
        ),
        Said(
            by="jonah",
            at=days(25, 2),
            kind=Kind.RESOURCE,
            words=prose("""
                The family centre has an open evening twice a week, with food, and people who hold the
                small ones. They collect from the house where it is needed.
            """),
            goal=2,
            reply=Answer(
                at=days(20, 3),
                word=ReplyWord.NO,
                line="I asked. Strangers in the evening would be one more thing to be polite for.",
                reason=ReplyReason.CLIENT_DOES_NOT_WANT,
            ),
        ),
        Said(
            by="ruth",
            at=days(24, 21),
            kind=Kind.BLIND_SPOT,
            words=prose("""
                The partner is in your text once, as a night shift. Everything here is asked of the one
                person who has no hour. What would the plan look like if he had a line in it?
            """),
            quote="Her partner works nights and comes home when the house wakes up.",
            reply=Answer(
                at=days(20, 3),
                word=ReplyWord.HAD_THOUGHT_OF_IT,
                line="I had, and I let it go because of his hours. I will ask which hour he would choose.",
            ),
            helpful=("mei",),
        ),
        Said(
            by="sam",
            at=days(20, 2),
            kind=Kind.STRENGTH,
            words=prose("""
                Nobody apologises that long for something that does not matter to them. She is engaged all
                week. Only her hands are not free. That could be the sentence for the file.
            """),
            quote="then she apologises for a long time",
            reply=Answer(
                at=days(20),
                word=ReplyWord.THANKS,
                line="It stands in the file now, nearly word for word.",
            ),
            helpful=("tomas", "ruth"),
        ),
        Said(
            by="ruth",
            at=days(8),
            kind=Kind.IDEA,
            words=prose("""
                Hold one session in the hard hour itself, at half past six, with your coat on a chair and
                nothing to do but be the second adult.
            """),
            goal=2,
            reply=Answer(
                at=days(6, 5),
                word=ReplyWord.NOT_NOW,
                line="I would love to. After the review, when I can move my hours.",
                reason=ReplyReason.NOT_FEASIBLE,
            ),
        ),
        Said(
            by="tomas",
            at=hours(3),
            kind=Kind.QUESTION,
            words=prose("""
                What does a good week look like between sessions? Not a perfect one. The best real one so
                far.
            """),
            quote="I thought of it when it was over",
            helpful=("mei",),
        ),
    ),
)
