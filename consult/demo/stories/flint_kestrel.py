"""A worker's own question: for two colleagues by name, not for the group. Nobody has replied yet."""

from consult.demo.story import Story, hours, prose
from consult.models.cases import Consent

STORY = Story(
    codename="Flint Kestrel",
    presenter="jonah",
    at=hours(4),
    named=("ines", "ruth"),
    title="I look forward to one family’s visits too much",
    sections={
        "question": "How do I end well and on time, when I am the one who does not want it to end?",
        "situation": prose("""
            I ask the two of you and not the group, because it is about me more than about them.

            [family], two adults and a child between 5 and 9, came to us a year ago, after a fire at home
            and everything that follows one: temporary flat, lost papers, a child who did not speak to
            anyone but the cat. The goals have been reached for some weeks. The child talks without
            stopping. They could manage without me, and one of the adults has said so, shyly, as one says
            it to a guest.

            I keep finding reasons. A form that could be looked at again. A school meeting that they could
            well attend alone. I put their visit at the end of the week, so that it is the last thing I
            see. My own house has been very quiet since spring, and I know quite well what I am doing with
            their kitchen table.

            Nothing improper has happened, and nothing will. But an ending that I put off is an ending
            that they have to arrange for my sake, and that is the wrong way round.
        """),
        "tried": prose("""
            I set a date for the last visit and moved it, twice.

            I spoke about “tapering” in supervision and chose my words so well that nobody asked.
        """),
        "strengths": prose("""
            They say what they no longer need. I still notice what I am doing. We have laughed a great
            deal in that kitchen.
        """),
        "client_words": "You can come as a visitor now, if you like.",
        "worker_view": "Being told that I am not needed should be the best sentence of my year.",
    },
    about={
        "age_band": "35-44",
        "client_unit": "family",
        "setting": "community",
        "question_type": "how_to_end",
        "domains": ["relationships", "family"],
    },
    consent=Consent.CHANGED,
)
