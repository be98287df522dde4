"""Evenings after a visit: closed, with what helped and a sentence for the next person."""

from consult.demo.story import Aim, Answer, Close, Happening, Said, Story, Tried, Written, days, prose
from consult.models.outcomes import Verdict
from consult.models.plans import BarrierLevel, PlanKind, Responsible
from consult.models.suggestions import Kind, ReplyReason, ReplyWord

PLAN = Written(
    at=days(70),
    kind=PlanKind.ONGOING,
    concerns="The carers say that they can manage the days and no longer the evenings after a visit.",
    strengths=prose("""
        Two carers who speak kindly of [parent] in front of the child. [parent] has not missed a visit
        this year.
    """),
    client_words="I want to see her and I want nobody to ask me how it was.",
    supports="The driver who always takes the same road. A dog. [parent], more than we had thought.",
    review=30,
    goals=(
        Aim(
            "The evening after a visit ends in sleep",
            "family",
            (
                "Awake and in distress past midnight",
                "Asleep by eleven, after an hour of distress",
                "Asleep by ten, with one adult near",
                "Asleep by nine, and a normal breakfast",
                "An evening like any other",
            ),
            -2,
        ),
    ),
    barriers=(
        (BarrierLevel.PERSONAL, "[child] cannot be in two homes on one day and has no words for it yet"),
        (BarrierLevel.RELATIONAL, "Each home is afraid of what is said in the other"),
        (BarrierLevel.SERVICE, "Visits end at six, when everyone is hungry"),
    ),
)

STORY = Story(
    codename="Linen Skylark",
    presenter="mei",
    at=days(52, 2),
    group="family",
    title="Evenings after contact visits fall apart",
    sections={
        "question": prose("""
            What could the hours after a visit look like, so that nobody has to be strong until bedtime?
        """),
        "situation": prose("""
            [child], 5 to 9, has lived with [carers] for a year and sees [parent] every second week, in a
            room with toys and a supervisor. The visits themselves are good. They draw, [parent] brings
            the same biscuits, and the goodbye is short and brave.

            Then the evening falls apart. In the car [child] is silent. At the table something is wrong
            with the plate, the fork, the word that somebody used, and it ends under the bed with shoes
            on. The carers sit on the floor beside it, often past midnight. The next morning nobody speaks
            of it.

            The carers ask whether the visits harm the child. [parent] asks, every time, whether there
            were tears “after”, and takes it as proof either way. I have begun to write “unsettled after
            contact”, and I know where that sentence leads in a hearing. I do not think that it says what
            is happening.
        """),
        "tried": prose("""
            A calm hour with a film directly after. [child] watched the door.

            A talk in the car about how it was. It made the silence longer.

            Shorter visits, for a month. The evenings stayed the same and [parent] lost an hour.
        """),
        "strengths": prose("""
            [child] goes to every visit gladly. The carers have never said one bad word about [parent].
            [parent] asks about the evenings because she minds.
        """),
        "client_words": "I want to see her and I want nobody to ask me how it was.",
    },
    about={
        "age_band": "5-9",
        "client_unit": "family",
        "setting": "child_welfare",
        "question_type": "understand_better",
        "domains": ["family", "relationships", "mental_health"],
    },
    plan=PLAN,
    said=(
        Said(
            by="ines",
            at=days(51, 20),
            kind=Kind.VIEW,
            words=prose("""
                Perhaps the distress is not about the visit. It is the goodbye, three hours late, in a
                house where it may be shown. That would mean that the carers are doing something right.
            """),
            quote="it ends under the bed with shoes on",
            goal=1,
            reply=Answer(
                at=days(50),
                word=ReplyWord.CHANGES_HOW_I_SEE_IT,
                line="I said this to the carers in nearly these words. One of them cried, and then slept.",
            ),
            helpful=("ruth", "tomas", "jonah"),
        ),
        Said(
            by="ruth",
            at=days(51, 3),
            kind=Kind.IDEA,
            words=prose("""
                Something of [parent]’s that travels. Two biscuits from the tin, wrapped by her, to be
                eaten in the car or not at all. The car is where one home ends, so let it hold a piece of
                it.
            """),
            quote="[parent] brings the same biscuits",
            goal=1,
            reply=Answer(
                at=days(50),
                word=ReplyWord.WILL_TRY,
                step=Tried(
                    at=days(50),
                    words="[parent] wraps two biscuits for the way home",
                    goal=1,
                    due=-35,
                    responsible=Responsible.FAMILY,
                    outcome=Happening(
                        at=days(34),
                        verdict=Verdict.HELPED_A_LITTLE,
                        line="One was eaten, one came to bed in its paper. The car is not silent any more.",
                        level=-1,
                        rated_by="family",
                    ),
                ),
            ),
            helpful=("ines", "sam"),
        ),
        Said(
            by="tomas",
            at=days(50, 20),
            kind=Kind.IDEA,
            words=prose("""
                Food before feelings. The visit ends at six. Eat in the car, on the way, with fingers, and
                leave the table out of that evening altogether.
            """),
            goal=1,
            reply=Answer(
                at=days(48),
                word=ReplyWord.WILL_TRY,
                step=Tried(
                    at=days(48),
                    words="Supper in the car with fingers, no table on that evening",
                    goal=1,
                    due=-21,
                    responsible=Responsible.FAMILY,
                    outcome=Happening(
                        at=days(20),
                        verdict=Verdict.HELPED,
                        line="Asleep by ten on both evenings. The carers call it the picnic.",
                        level=0,
                        rated_by="family",
                    ),
                ),
            ),
            helpful=("ines", "ruth", "jonah"),
        ),
        Said(
            by="sam",
            at=days(49),
            kind=Kind.QUESTION,
            words="Who decides what is said about the evening, and to whom? What would [child] choose?",
            quote="whether there were tears “after”",
            reply=Answer(
                at=days(48),
                word=ReplyWord.ANSWERED,
                line=prose("""
                    Nobody had decided, so everyone did. [child] chose a thumb: up, flat or down, shown
                    once to the person who drives, and nobody asks again.
                """),
            ),
            helpful=("ines",),
        ),
        Said(
            by="jonah",
            at=days(47),
            kind=Kind.STRENGTH,
            words=prose("""
                Two adults sit on the floor until midnight and say nothing bad about anyone. I would want
                that sentence to be in the hearing, before any other.
            """),
            reply=Answer(at=days(46), word=ReplyWord.THANKS),
            helpful=("ruth",),
        ),
        Said(
            by="sam",
            at=days(45),
            kind=Kind.IDEA,
            words="Move the visit to the morning, so that the day has somewhere to go afterwards.",
            goal=1,
            reply=Answer(
                at=days(44),
                word=ReplyWord.NO,
                line="[parent] would lose the job that we are all so glad about.",
                reason=ReplyReason.NOT_FEASIBLE,
            ),
        ),
    ),
    closed=Close(
        at=days(5, 3),
        sentence=prose("""
            Look at the journey between two homes before you change the homes: it was the hunger and the
            goodbye, and not the visit.
        """),
    ),
)
