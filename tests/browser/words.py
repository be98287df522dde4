"""A case as somebody brings it: four hundred words and more, pasted from a word processor, with one slip."""

from __future__ import annotations

import re

from tests.stories import PHONE


def pasted(text: str) -> str:
    """As a word processor hands it over: a paragraph is one long line."""
    return re.sub(r"(?<!\n)\n(?![\n-])", " ", text)


QUESTION = pasted(
    "How can I keep the door open to a father who thanks me for every visit and then cancels the next one?"
)
SITUATION = pasted(f"""\
[father] has cared for [older child] and [younger child] alone since the spring. He works nights in a
bakery, sleeps while they are at school, and “gets by”, as he says. The referral came from the school
nurse: both children were tired, often hungry before lunch, and the younger one had stopped speaking in
class.

I have been there six times in fourteen weeks. Each visit goes the same way:

- He has tidied the kitchen, makes tea, and shows me their drawings.
- He agrees with what I say, writes it down, and thanks me at the door.
- The day before the next visit a message comes: a cold, a shift, a broken lift. 🙂

When we do meet again three weeks later, nothing of what he wrote down has happened, and he is so
ashamed of it that we spend the hour on how sorry he is. I notice that I begin to soften what I ask.
Last time I left without having asked anything at all, and I was relieved – which frightened me on the
way home.

The children themselves are not hidden from me. [older child] runs the mornings: wakes her brother,
packs two bags, locks up. She told me she is “the manager”. She is proud of it, and she also asked
whether managers get a day off. [younger child] talks with me about trains, in whole sentences. His
grandmother, who speaks العربية and a little Français with them, phones every evening; she does not know
that anybody visits. Her number is {PHONE}.

I do not think anyone is in danger. There is food, there is warmth, there is a great deal of love. What
I see is a father who is worn out and who takes every offer of help as a list of what he has failed at.
If I name that, I am afraid that he cancels for good; if I do not, I go on drinking tea.""")
TRIED = pasted("""\
Shorter visits, at his choice of hour: he chose mornings after the shift, and fell asleep twice.

A written plan with three small steps: it hung on the refrigerator, untouched, and then it was gone.

Bringing a colleague along: he was charming, and cancelled the following two.

What helped, even a little: one visit that we spent walking to the school together. He talked
the whole way, and said that nobody had ever asked him what the nights are like.""")
STRENGTHS = pasted("""\
He reads to them before he leaves for work, every evening. The neighbour downstairs has a key and has
used it twice. [older child] knows exactly whom she would call. He has never once not answered the door.""")

assert len(f"{QUESTION} {SITUATION} {TRIED} {STRENGTHS}".split()) >= 400
