"""Half a case: a draft that was left in the middle of a sentence."""

from consult.demo.story import Story, hours, prose

STORY = Story(
    codename="Teal Kingfisher",
    presenter="ines",
    at=hours(26),
    group="family",
    title="",
    sections={
        "question": "What do I say to a grandparent who asks me to promise that the child will stay?",
        "situation": prose("""
            [grandparent], 65 to 74, has looked after [child] since last winter, first for a weekend, then
            for a week, then because nobody had decided anything else. It is going well. [child] has a bed
            with a name on it and knows where the biscuits are.

            The court will decide before summer. At every visit [grandparent] walks me to the gate and
            asks the same thing, quietly, so that it is not heard in the house: whether I can promise. I
            cannot, and I say so, and each time it sounds more like a no than I mean. Last time I heard
            myself begin to
        """),
    },
    about={"age_band": "0-4", "setting": "child_welfare"},
)
