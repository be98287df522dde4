"""Markdown: what people write and paste, safe, to the letter, and never slow."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.core.markdown import LONGEST, escaped, render
from consult.core.markdown_inline import MOST_LINKS

STEADY = settings(derandomize=True, deadline=None)


def plain(html: str) -> str:
    """HTML without the attribute that every block has."""
    return html.replace(' dir="auto"', "")


# What people write


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\nTwo.\n\nThree.", "<p>One.<br>\nTwo.</p>\n<p>Three.</p>"),
        ("*a* **b *c* d** _f_", "<p><em>a</em> <strong>b <em>c</em> d</strong> <em>f</em></p>"),
        ("**a *b*** *c **d***", "<p><strong>a <em>b</em></strong> <em>c <strong>d</strong></em></p>"),
        ("**a * b** ** c**", "<p><strong>a * b</strong> ** c**</p>"),
        ("***e*** __g__", "<p><strong><em>e</em></strong> <strong>g</strong></p>"),
        ("5*4*3 and a_b_c, * and ** alone", "<p>5*4*3 and a_b_c, * and ** alone</p>"),
        ("## Sleep ##\nat night", "<p><strong>Sleep</strong></p>\n<p>at night</p>"),
        ("#1 on the list", "<p>#1 on the list</p>"),
        ("> said\n> so\n>3 drinks", "<blockquote>\n<p>said<br>\nso</p>\n</blockquote>\n<p>&gt;3 drinks</p>"),
        ("a\n---\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("`a **b** & <i>`", "<p><code>a **b** &amp; &lt;i&gt;</code></p>"),
        (r"\*a\* \[school\]", "<p>*a* [school]</p>"),
        ("AT&T &amp; &lt;b&gt; <b>", "<p>AT&amp;T &amp;amp; &amp;lt;b&amp;gt; &lt;b&gt;</p>"),
        ("    indented\n\n\tprose", "<p>indented</p>\n<p>prose</p>"),
        ("", ""),
        (" \n\u00a0\n", ""),
    ],
)  # fmt: skip
def test_prose_is_shown_as_it_was_meant(text: str, html: str) -> None:
    assert plain(render(text)) == html


@pytest.mark.parametrize("bullet", ["-", "*", "•", "–", "·", "▪", "◦", "\uf0b7\t", "o\t", "§\t"])
def test_bullets_of_word_processors_make_a_list_without_blank_lines(bullet: str) -> None:
    gap = "" if bullet.endswith("\t") else " "
    html = plain(render(f"Goals:\r\n{bullet}{gap}sleep\r\n{bullet}{gap}school\r\nThen we talked."))
    items = "<ul>\n<li>sleep</li>\n<li>school</li>\n</ul>"
    assert html == f"<p>Goals:</p>\n{items}\n<p>Then we talked.</p>"


@pytest.mark.parametrize("gap", [" ", "\t", "\u00a0", " \u00a0\t"])
def test_a_bullet_may_be_followed_by_any_kind_of_space(gap: str) -> None:
    assert plain(render(f"•{gap}sleep")) == "<ul>\n<li>sleep</li>\n</ul>"


def test_numbers_stay_as_they_were_written() -> None:
    html = plain(render("2) two\n3) three\n7. seven\n8. eight\n\n1. one\n1. by itself"))
    assert html == (
        '<ol>\n<li value="2">two</li>\n<li>three</li>\n<li value="7">seven</li>\n<li>eight</li>\n'
        '<li value="1">one</li>\n<li>by itself</li>\n</ol>'
    )


def test_years_signs_and_dialogue_are_no_lists() -> None:
    text = "1990. It was a start.\n-5 points\n—No, he said.\n+ 2 points"
    assert "<li" not in render(text)


def test_indentation_nests_lists_and_carries_an_item_on() -> None:
    html = plain(render("- one\n  on and on\n  1. deep\n     - deeper\n\n- two"))
    assert html.replace("\n", "") == (
        "<ul><li>one<br>on and on<ol><li>deep<ul><li>deeper</li></ul></li></ol></li><li>two</li></ul>"
    )


def test_a_page_from_a_word_processor_keeps_its_paragraphs_and_lists() -> None:
    page = (
        "The young person, 16,\u00a0stays in bed.\r\n\r\n\tFirst line in\u00addented.\vSoft line end.\r\n\r\n"
        "What we tried:\r\n•\ta timetable\r\n•\ta mentor\r\no\tfor six weeks\r\n\r\n"
        "1)\tsleep\r\n2)\tschool\r\n\fNext page. “Odd ‘quotes’”, e\u0301cole, 👩‍👧, שרה.\r"
    )
    assert plain(render(page)) == (
        "<p>The young person, 16,&nbsp;stays in bed.</p>\n<p>First line indented.<br>\nSoft line end.</p>\n"
        "<p>What we tried:</p>\n"
        "<ul>\n<li>a timetable</li>\n<li>a mentor</li>\n<li>for six weeks</li>\n</ul>\n"
        "<ol>\n<li>sleep</li>\n<li>school</li>\n</ol>\n"
        "<p>Next page. “Odd ‘quotes’”, \u00e9cole, 👩‍👧, שרה.</p>"
    )


def test_every_block_finds_its_own_direction() -> None:
    html = render("שרה\n\n- סעיף\n> ציטוט\n# כותרת")
    assert html.count('dir="auto"') == len(re.findall("<(p|li)", html)) == 4


def test_placeholders_are_styled_wherever_they_stand() -> None:
    pill = '<span class="placeholder">[{}]</span>'.format
    html = render("[young person], **[O'Neil, Jr.]**\n- [school 2]\n> [[relative]](https://a.b) `[code]`")
    for words in ("young person", "O'Neil, Jr.", "school 2", "relative"):
        assert pill(words) in html
    assert "<code>[code]</code>" in html
    assert pill("young person") in escaped("**[young person]** <b>")


@pytest.mark.parametrize(
    "text", ["[school](see below)", "[]", "[ ]", "[1, 2]", "[a:b]", f"[{'a' * 41}]", "[a<b]"]
)
def test_other_brackets_are_only_brackets(text: str) -> None:
    assert "<span" not in render(text) + escaped(text)


# What is safe


def test_links_go_to_the_web_or_to_mail_and_nowhere_else() -> None:
    rel = 'rel="noopener noreferrer nofollow"'
    assert f'<a href="https://a.b/c_d_(e)?f=1&amp;g=2" {rel}>x</a>' in render(
        "[x](https://a.b/c_d_(e)?f=1&g=2)"
    )
    assert f'<a href="mailto:a@b.c" {rel}>x</a>' in render("[x](mailto:a@b.c)")
    for address in (
        "/x",
        "x",
        "//a.b",
        "javascript:alert(1)",
        "data:text/html,x",
        "HTTPS:a",
        "ftp://a.b",
        "#x",
    ):
        assert render(f"[x]({address})") == f'<p dir="auto">[x]({address})</p>'


TYPED = ["<script>x</script>", "<b>x</b>", "<!-- x -->", "![x](https://a.b)", "<https://a.b>", "[x]: https://a.b",
         "[x][y]", "&#60;b&#62;", "<p onclick=x>", "</p>"]  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_html_images_and_references_stay_what_was_typed(text: str) -> None:
    html = render(text)
    shown = html.removeprefix('<p dir="auto">').removesuffix("</p>")
    assert "<" not in re.sub(r'<span class="placeholder">\[[xy]\]</span>', "", shown)
    assert html == escaped(text)


def test_links_beyond_two_hundred_or_five_brackets_deep_are_inert() -> None:
    assert render("[a](https://b.c) " * 300).count("<a ") == MOST_LINKS
    assert "<a " in render("[1[2[3[4]]]](https://b.c)")
    assert "<a " not in render("[1[2[3[4[5]]]]](https://b.c)")
    assert "<a " not in render("[1(https://b.c) ]1](https://b.c)")


def test_too_long_a_text_is_shown_as_it_is() -> None:
    assert render("*a*" + "b" * LONGEST).startswith('<p dir="auto">*a*b')
    assert render("*a*", limit=2) == escaped("*a*")


@STEADY
@given(st.text(st.sampled_from("ab[]()*_`\\<>&;#-+.!:/\n\t 1)")))
def test_what_is_rendered_is_what_the_allow_list_lets_through(text: str) -> None:
    allowed = (
        '</?(?:em|strong|ul|ol|blockquote|code)>|<(?:br|hr)>|</(?:p|li|a|span)>|<span class="placeholder">|'
        '<p dir="auto">|<li dir="auto"(?: value="[0-9]+")?>|'
        '<a(?: href="(?:https?://|mailto:)[^"<>]*")? rel="noopener noreferrer nofollow">'
    )
    for html in (render(text), escaped(text)):
        assert not re.search("[<>]", re.sub(allowed, "", html))


# What stalls other renderers

# fmt: off
MARKS = [
    "[", "]", "![", "[a](", "[a](https://b", "[[a]] ", "(", "*", "**a", "*a ", "***a ", "_a",
    "__a ", "`", "`a``", "\\", "<", "<!--", "&", "\n", "\n\n", "> ", ">", "> - ", "- ", "- a\n",
    "  - a\n", "1. ", "1) a\n\n", "# ", "## a #", "---\n", "- - -", " ", "\t", "a\n=\n", "[a]: b\n",
    "é\u200d", "\u0301", "a",
]
# fmt: on
WORST = [mark * (LONGEST // len(mark)) for mark in MARKS] + [
    "[" * 10_000 + "]" * 10_000,
    "*" * 9_999 + "a" + "*" * 10_000,
    "# " + "#" * 19_997 + "x",
    "- " + " " * 19_997 + "x",
    " ".join("`" * n for n in range(1, 199)),
    "[ [ [ " + "[a] " * 4_900,
    "[a](https://" + "(a" * 9_000,
    "\n".join(" " * 2 * n + "- a" for n in range(135)),
    "- a\n" + "  b\n" * 4_990,
]


def test_no_text_of_full_length_takes_long() -> None:
    chance = random.Random(18)
    for _ in range(30):
        unit = "".join(chance.choices(MARKS, k=3))
        WORST.append((unit * LONGEST)[:LONGEST])
    for text in WORST:
        assert len(text) <= LONGEST
        began = time.thread_time()
        assert len(render(text)) < 15 * LONGEST
        assert time.thread_time() - began < 1, text[:20]
