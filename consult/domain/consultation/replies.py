"""Replies: the presenter's word on a suggestion, or that of whoever stands in for a watch-out."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from consult.core import clock, markdown
from consult.core.errors import Unreadable
from consult.core.texts import _
from consult.core.unit import Unit, acting, reading
from consult.core.words import Clear
from consult.domain import screening
from consult.domain.consultation import watch_outs
from consult.domain.notices import tell_person
from consult.models.actor import Actor
from consult.models.cases import Case
from consult.models.notices import Notice
from consult.models.suggestions import REPLIES, Kind, Reply, ReplyReason, ReplyWord, Suggestion
from consult.policy import can_reply

LONGEST = 8_000
HAS_REASON = frozenset({ReplyWord.NOT_NOW, ReplyWord.NO})
"""The words that may say why: chips after the press, never asked for."""


def reply(
    actor: Actor,
    suggestion_id: str,
    *,
    word: ReplyWord,
    reason: ReplyReason | None = None,
    body: str = "",
    kept: Mapping[str, str] | None = None,
    client_id: str | None = None,
) -> Reply:
    """Say a word to a suggestion, or another one than before. "Will try" is said by adopting it."""
    with reading(actor) as read:
        case_id = read.load(Suggestion, suggestion_id).case_id
    words = screening.clear(actor, {"body": body.strip()}, kept, case_id=case_id)
    html = markdown.renderer(words["body"]) if words["body"] else ""
    with acting(actor, client_id) as unit:
        suggestion = _load(unit, suggestion_id)
        if again := unit.again(Suggestion):
            assert again.reply is not None
            return again.reply
        _check_word(suggestion, word, words["body"])
        said = put_reply(unit, suggestion, word, reason=reason, body=words["body"] or None, html=html)
        screening.keep(unit, suggestion.id, words)
        if word is ReplyWord.ASK_SUPERVISOR:
            watch_outs.tell_stand_ins(unit, suggestion)
        unit.record("suggestion.replied", on=suggestion)
    return said


def put_reply(
    unit: Unit[Actor],
    suggestion: Suggestion,
    word: ReplyWord,
    *,
    reason: ReplyReason | None = None,
    body: Clear | None = None,
    html: str = "",
) -> Reply:
    """Write the word down and tell the suggestion's author, inside a unit that records the event."""
    said = suggestion.reply
    if said is None:
        said = suggestion.reply = Reply(by_id=unit.actor.id or "", word=word)
        unit.session.add(said)
    said.by_id, said.word, said.reason = unit.actor.id or "", word, reason or ""
    said.body, said.html, said.at = body, html, clock.now()
    suggestion.case.moved_at = clock.now()
    _tell_author(unit, suggestion, "answer" if word is ReplyWord.ANSWERED else "reply")
    return said


def take_back_reply(actor: Actor, suggestion_id: str, *, client_id: str | None = None) -> Suggestion:
    """Undo one's own word: the suggestion waits for a reply again."""
    with acting(actor, client_id) as unit:
        suggestion = _load(unit, suggestion_id)
        if again := unit.again(Suggestion):
            return again
        said = suggestion.reply
        if said is None:
            unit.unchanged("no reply")
            return suggestion
        unit.session.delete(said)
        suggestion.reply = None
        _forget_notice(unit, suggestion)
        unit.record("suggestion.replied", on=suggestion, fields=("removed",))
    return suggestion


def words_for(kind: str) -> tuple[ReplyWord, ...]:
    """The words that fit a kind, in the order of their buttons."""
    return REPLIES[Kind(kind)]


def _load(unit: Unit[Actor], suggestion_id: str) -> Suggestion:
    """The suggestion, its case held first: one order for every writer, so that none wait in a ring."""
    case_id = unit.session.scalar(select(Suggestion.case_id).where(Suggestion.id == suggestion_id))
    unit.load(Case, case_id or "")
    return unit.load(Suggestion, suggestion_id, may=can_reply)


def _check_word(suggestion: Suggestion, word: ReplyWord, body: str) -> None:
    if word is ReplyWord.WILL_TRY:
        raise Unreadable({"word": _("Choose how it goes into the plan first.")})
    if word not in words_for(suggestion.kind):
        raise Unreadable({"word": _("Choose one of the replies that fit this kind of suggestion.")})
    if word is ReplyWord.ANSWERED and not body:
        raise Unreadable({"body": _("Write your answer.")})


def _tell_author(unit: Unit[Actor], suggestion: Suggestion, kind: str) -> None:
    """One quiet note, however often the word is changed before it is read."""
    waiting = select(Notice.id).where(
        Notice.person_id == suggestion.author_id,
        Notice.about_id == suggestion.id,
        Notice.kind == kind,
        Notice.read_at.is_(None),
    )
    if unit.session.scalars(waiting).first() is None:
        tell_person(unit, suggestion.author_id, kind, case_id=suggestion.case_id, about_id=suggestion.id)


def _forget_notice(unit: Unit[Actor], suggestion: Suggestion) -> None:
    """The note of a word that was undone before it was read goes too."""
    waiting = select(Notice).where(
        Notice.person_id == suggestion.author_id,
        Notice.about_id == suggestion.id,
        Notice.kind.in_(["reply", "answer"]),
        Notice.read_at.is_(None),
    )
    for notice in unit.session.scalars(waiting):
        unit.session.delete(notice)
