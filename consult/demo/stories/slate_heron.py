"""After a complaint: just posted, nobody has replied yet."""

from consult.demo.story import Story, hours, prose
from consult.models.cases import Consent

STORY = Story(
    codename="Slate Heron",
    presenter="sam",
    at=hours(20),
    group="family",
    title="How to restart contact after a complaint",
    sections={
        "question": "How do I knock on that door again without pretending that nothing happened?",
        "situation": prose("""
            Seven weeks ago [parent], 25 to 34, made a complaint about me. I had written in a report that
            the flat was “in a poor state”, and read it out in a meeting before I had said it to her face.
            The complaint was upheld in that one point. I think that was right.

            I am still the worker for this family, because [parent] asked for it. She told my manager that
            she would rather have someone who has been wrong once. Since then I have sent two letters and
            rung twice. She picks up, says that this is not a good moment, and is kind about it. The
            visits are agreed in the plan, so every week that passes can be read as her not cooperating.

            The children are well at [nursery], where they are seen every day and nobody is worried. As
            far as any of us can see there is no danger. What is missing is the contact itself, and it is
            missing because of me.
        """),
        "tried": prose("""
            A letter of apology, which somebody else had to read first. It came out stiff.

            Two calls, both short and friendly, both without a new date.

            I offered a walk instead of a visit at home, and heard nothing back.
        """),
        "strengths": prose("""
            [parent] used the proper way to complain and then gave me a second chance. She comes to every
            meeting at [nursery]. I can say what I did wrong in one sentence.
        """),
        "client_words": "I would rather have someone who has been wrong once.",
        "worker_view": "I weigh every word now, and I think that she hears the weighing as distance.",
    },
    about={
        "age_band": "25-34",
        "client_unit": "family",
        "setting": "child_welfare",
        "question_type": "new_ideas",
        "domains": ["relationships", "family"],
    },
    consent=Consent.COVERED,
)
