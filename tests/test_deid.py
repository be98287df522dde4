"""Finding identifiers: the examples of each rule, and what all rules share."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from consult.deid import Find, Rule, find, label
from consult.deid.engine import RULES, settle
from consult.deid.kinds import CATEGORIES, LABELS
from consult.deid.plain import FOLDED, make_plain

EXAMPLES = [
    pytest.param(rule, text, id=f"{rule.name}-{n}") for rule in RULES for n, text in enumerate(rule.examples)
]
COUNTERS = [
    pytest.param(rule, text, id=f"{rule.name}-{n}") for rule in RULES for n, text in enumerate(rule.counter)
]


def unmarked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """An example without its «guillemets», and where they stood."""
    text, spans = "", []
    for number, part in enumerate(re.split("[«»]", example)):
        if number % 2:
            spans.append((len(text), len(text) + len(part)))
        text += part
    return text, spans


def found(text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.kind) for hit in find(text)]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_what_an_example_marks_is_found_exactly(rule: Rule, example: str) -> None:
    text, spans = unmarked(example)
    assert spans
    assert [(hit.start, hit.end) for hit in find(text) if hit.kind == rule.kind] == spans
    assert list(rule.finds(make_plain(text))), "another rule found it"


@pytest.mark.parametrize(("rule", "text"), COUNTERS)
def test_a_rule_finds_nothing_in_its_counter_examples(rule: Rule, text: str) -> None:
    assert [text[hit.start : hit.end] for hit in rule.finds(make_plain(text))] == []


def test_every_rule_has_a_name_of_its_own_and_examples_both_ways() -> None:
    assert [name for name, times in Counter(rule.name for rule in RULES).items() if times > 1] == []
    assert [rule.name for rule in RULES if not rule.examples or not rule.counter] == []


def test_every_kind_can_be_found_and_has_a_label() -> None:
    assert {rule.kind for rule in RULES} <= set(LABELS) == set(CATEGORIES)
    assert all(label(kind) for kind in LABELS)


def test_every_find_says_why_in_one_line_and_what_could_stand_there_instead() -> None:
    hits = [hit for rule in RULES for example in rule.examples for hit in find(unmarked(example)[0])]
    assert all(
        hit.reason.endswith((".", "too.")) and "\n" not in hit.reason and len(hit.reason) < 80 for hit in hits
    )
    assert all(re.fullmatch(r"\[[A-Za-z0-9 ]+\]", hit.replacement) for hit in hits)
    assert [hit.replacement for hit in hits if find(f"She said {hit.replacement} again.")] == []


def test_a_case_as_people_write_it() -> None:
    text = (
        "I rang the aunt on 0555 010 477 before each visit. On 14 March she said mornings go better, PHQ-9 "
        "of 17, GAD-7 12 to 8, mood 7/10. In 2019 they lived at 1190 Larkspur Lane. She may call 2 times."
    )
    assert found(text) == [
        ("0555 010 477", "phone"),
        ("14 March", "date"),
        ("1190 Larkspur Lane", "street"),
    ]


@pytest.mark.parametrize(
    ("text", "replacement"),
    [
        ("Seen on 14 March.", "[a day in spring]"),
        ("Seen on Dec 31st, 2023.", "[a day in winter]"),
        ("Seen on 3/14/2024.", "[a day in spring]"),
        ("Seen on 14.10.2024.", "[a day in autumn]"),
        ("Seen on 2024-07-02.", "[a day in summer]"),
        ("Seen on 04/02/23.", "[a date]"),
        ("Seen on 07/07/23.", "[a day in summer]"),
        ("Since March 2024.", "[spring 2024]"),
        ("Since 11/2023.", "[autumn 2023]"),
        ("Since early October.", "[autumn]"),
        ("Born in March 1931.", "[spring]"),
        ("On the 27th.", "[a date]"),
        ("She is 93 years old.", "[90 or older]"),
        ("Call 555-0144.", "[phone number]"),
    ],
)
def test_a_replacement_keeps_what_may_be_kept(text: str, replacement: str) -> None:
    assert [hit.replacement for hit in find(text)] == [replacement]


def test_what_can_only_identify_together_does_not_block() -> None:
    direct = {
        hit.rule: hit.direct
        for hit in find("Call 555-0144 on 3/14/2024. In March, on the 27th, at Halloween.")
    }
    assert direct == {
        "phone_short": True,
        "date_in_numbers": True,
        "month_led": False,
        "nth": False,
        "holiday": False,
    }


@pytest.mark.parametrize(
    "text",
    [
        "[young person] called on [a day in spring], and [relative 2] is [90 or older] since [spring 2024].",
        "In [week 14] of [a middle school] it went well.",
        "[January] was hard.",
    ],
)
def test_placeholders_are_never_found(text: str) -> None:
    assert find(text) == []


def test_brackets_protect_nothing_else() -> None:
    assert found("[555-0144] [March 14] [jo@x.example] jo[at]mail.example") == [
        ("555-0144", "phone"),
        ("March 14", "date"),
        ("jo@x.example", "email"),
        ("jo[at]mail.example", "email"),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "555\u2011010\u20134477",  # hyphens of word processors
        "555\u00a0010\u20094477",  # spaces that do not break, and thin ones
        "555-\u200b010-\u20604477",  # zero width
        "５５５－０１０－４４７７",  # full width
        "٥٥٥-٠١٠-٤٤٧٧",  # digits of another script
        "5\ufe0f\u20e35\ufe0f\u20e35\ufe0f\u20e3-010-4477",  # keycaps
        "555  -  010  -  4477",
        "\u202a555-010-4477",  # a mark of writing direction
    ],
)
def test_a_number_is_found_however_it_was_typed(written: str) -> None:
    for text in (f"Call {written} tonight.", f"👩‍👧 émigré مريم: {written}\u202c, naïve cafe\u0301"):
        (hit,) = find(text)
        assert text[hit.start : hit.end].strip("\u202a") == written.strip("\u202a")


@pytest.mark.parametrize(
    "month",
    ["M\u0430rch", "Ｍａｒｃｈ", "𝐌𝐚𝐫𝐜𝐡", "Mar\u00adch", "MARCH", "ma\u0301rch".replace("\u0301", "\u200b")],
)
def test_a_month_is_found_in_letters_that_only_look_alike(month: str) -> None:
    assert found(f"On 14 {month} 2024.") == [(f"14 {month} 2024", "date")]


def test_markup_hides_nothing() -> None:
    text = "_Call 555-0144_ on **14 March**, *at 12 Elm St*, __555-0145__. > [jo_h@x.example](mailto:x)"
    spans = ["555-0144", "14 March", "12 Elm St", "555-0145", "jo_h@x.example"]
    assert [span for span, _ in found(text)] == spans


def test_a_line_end_of_a_mail_program_hides_nothing() -> None:
    text = (
        "The hearing was moved once more, this time to 14\nMarch, and the aunt said so and left 555\n010 4477"
    )
    assert [span for span, _ in found(text)] == ["14\nMarch", "555\n010 4477"]
    assert [span for span, _ in found("Sessions: 14\nMarch: 3\nApril: 2")] == []


@pytest.mark.parametrize(
    "number",
    [
        "07700\n900123",
        "+44\n7700 900123",
        "+44 7700\n900123",
        "(559)\n555-0122",
        "559 555-\n0122",
        "559.\n555.0122",
        "555 \n010 4477",
        "555-\n0144",
        "566-48-\n7262",
    ],
)
def test_a_number_over_two_lines_is_found(number: str) -> None:
    assert [span for span, _ in found(f"Call {number} now.")] == [number]


@pytest.mark.parametrize(
    "lines",
    [
        "3\n4",
        "1. 2\n2. 3",
        "555\n0144",
        "- 555\n- 0144",
        "1 2 3\n4 5 6\n7 8 9\n0",
        "Steps:\n1000\n2000\n3000",
        "In 2023\n2024 sessions",
        "12\n34\n5678\n9012",
        "0123\n0456\n0789",
        "0.75\n100 200 300",
        "PHQ-9 17-\n14 now",
        "300\n400\n5000",
    ],
)
def test_lines_with_short_numbers_are_a_list(lines: str) -> None:
    assert found(lines) == []


@pytest.mark.parametrize("blank", "\u3164\u115f\u1160\uffa0\u2800")
def test_what_only_looks_blank_hides_nothing(blank: str) -> None:
    for number in (f"07700{blank}900123", f"559-{blank}555-{blank}0122"):
        assert [span for span, _ in found(f"Call {number} now.")] == [number]


def test_words_of_another_script_stay_as_they_are() -> None:
    assert make_plain("мама сказала").text == "мама сказала"


def test_accents_in_one_piece_and_in_two_are_read_the_same() -> None:
    assert make_plain("Jose\u0301 Pen\u0303a").text == make_plain("José Peña").text


def test_folding_changes_no_length() -> None:
    every = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x20000)]))
    assert len(every.translate(FOLDED)) == len(every)
    assert len(every.translate(FOLDED).lower()) == len(every)


def test_the_longest_find_says_what_overlapping_ones_are() -> None:
    assert found("https://x.example/2024-03-14/555-010-4477") == [
        ("https://x.example/2024-03-14/555-010-4477", "url")
    ]
    assert found("account number 66246-4116") == [("66246-4116", "account")]
    assert found("Fax: 559-555-0166") == [("559-555-0166", "fax")]


def test_overlapping_finds_cover_together_what_each_covers() -> None:
    def hit(start: int, end: int, kind: str, *, direct: bool) -> Find:
        return Find(start, end, kind, direct, rule=kind, reason="", replacement="")

    apart, short = hit(0, 3, "zip", direct=True), hit(5, 9, "url", direct=True)
    long, both = hit(7, 15, "date", direct=False), hit(5, 15, "date", direct=True)
    assert settle([long, short, apart]) == [apart, both]


def test_a_code_is_found_again_where_nothing_names_it() -> None:
    text = "MRN 44712. The chart of 44712 is thin, 144712 is another."
    assert found(text) == [("44712", "record"), ("44712", "record")]
    assert found("Her SSN ends in 2019. In 2019 she moved.") == [("2019", "ssn")]
