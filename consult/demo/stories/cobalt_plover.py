"""A helper in the house: replies come in, a question waits for its answer, a safety point for a word."""

from consult.demo.story import Answer, Said, Story, days, hours, prose
from consult.models.cases import Consent, Urgency
from consult.models.suggestions import Kind, ReplyWord

STORY = Story(
    codename="Cobalt Plover",
    presenter="ruth",
    at=days(1, 5),
    group="crisis",
    title="The pension is gone by the middle of the month",
    sections={
        "question": prose("""
            How do I find out what is happening without making [client] choose between me and the only
            person who comes every day?
        """),
        "situation": prose("""
            [client], 75 to 89, has lived alone since [spouse] died. Until summer the pension lasted the
            month, with a little left over for the window boxes. Then a former lodger began to help:
            shopping, the bins, company in the evening. [client] is visibly happier. The radio is on
            again.

            For two months now the money has been gone by the middle of the month, and the landlord has
            written about the rent for the first time ever. When I visit, the helper answers the door,
            makes the tea and stays in the room. Last week the helper answered a question that I had put
            to [client], and [client] looked at the floor.

            As far as I can tell [client] decides for themself: remembers my last visit, follows the news,
            corrects my arithmetic. In the one minute that we had alone, I asked about the money. The
            answer was: “It costs what it costs, not to be on your own.”

            I do not know that anything is wrong. I do know that I would want somebody to ask.
        """),
        "tried": prose("""
            I offered to look at the bills together. The helper does that now.

            I asked for an hour with [client] alone, and the helper told me that [client] gets tired.

            I spoke with the visiting nurse, who has the same uneasy feeling and nothing firm.
        """),
        "strengths": prose("""
            A clear mind and a dry humour. Long friendship with the neighbour across the landing, who has
            a key. [client] has always rung me back.
        """),
        "client_words": "It costs what it costs, not to be on your own.",
        "concerns": "Money, the rent, and that [client] is never alone with anyone but the helper.",
    },
    about={
        "age_band": "75-89",
        "client_unit": "individual",
        "setting": "older_adults",
        "question_type": "new_ideas",
        "domains": ["safety", "income_and_work", "social_network"],
    },
    urgency=Urgency.URGENT,
    consent=Consent.CHANGED,
    said=(
        Said(
            by="sam",
            at=days(1, 2),
            kind=Kind.QUESTION,
            words="What were the evenings like before the helper came? What did [client] do with them?",
            reply=Answer(
                at=days(1, 1),
                word=ReplyWord.ANSWERED,
                line=prose("""
                    Sat by the window until dark and went to bed, for most of a winter. I had worried
                    about that for a long time, and nothing that I offered was company.
                """),
            ),
            helpful=("mei",),
        ),
        Said(
            by="jonah",
            at=days(1),
            kind=Kind.QUESTION,
            words=prose("""
                Who else has a reason to be in that room without the helper? Nurse, foot care, the
                optician, a neighbour with a key?
            """),
            quote="makes the tea and stays in the room",
            helpful=("mei", "ines"),
        ),
        Said(
            by="mei",
            at=hours(22),
            kind=Kind.VIEW,
            words=prose("""
                The helper may be both, a real comfort and a real cost. If we speak only of harm, [client]
                will have to defend the only company there is, and then the door closes. I would begin
                with what is good about it.
            """),
            quote="[client] is visibly happier. The radio is on again.",
            reply=Answer(
                at=hours(19),
                word=ReplyWord.CHANGES_HOW_I_SEE_IT,
                line="I came with a suspicion. I will go back with a question.",
            ),
            helpful=("ines", "jonah"),
        ),
        Said(
            by="ines",
            at=hours(21),
            kind=Kind.IDEA,
            words=prose("""
                Ask the nurse to have the next dressing changed at the practice and not at home. You
                happen to be there. Ten minutes in a corridor, and [client] says how it goes on.
            """),
            quote="I asked for an hour with [client] alone",
        ),
        Said(
            by="sam",
            at=hours(18),
            kind=Kind.RESOURCE,
            words=prose("""
                Many banks let a customer set a small daily limit and have statements sent to a second
                address. It is the customer’s own decision, it takes one visit, and nobody is accused.
            """),
            reply=Answer(
                at=hours(9),
                word=ReplyWord.NOT_NOW,
                line="After those ten minutes alone. First I want to hear what [client] wants to keep.",
            ),
        ),
        Said(
            by="tomas",
            at=hours(5),
            kind=Kind.WATCH_OUT,
            words=prose("""
                Rent unpaid for the first time, spoken for in their own home, eyes on the floor. Together
                that is reason enough to ask adult protection for advice today. It needs a reason, not a
                proof. Telling us here does not replace the report, and I would not wait for the next
                visit.
            """),
            quote="[client] looked at the floor",
            helpful=("mei",),
        ),
    ),
)
