"""Everything a browser may say on a socket: the same forms and actions as the pages."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator

from consult.core.errors import NotFound
from consult.core.texts import _
from consult.domain import screening
from consult.domain.consultation import listening, reading_marks, replies, suggestions, supports
from consult.forms import Form
from consult.forms.suggestions import ReadingForm, ReplyForm, SuggestionForm, SupportForm, WordsForm, kept_of
from consult.live.front import Answer, Call, heard
from consult.models.suggestions import Kind
from consult.web.errors import mark_json


class SinceForm(Form):
    """How far a page is."""

    since: Annotated[int, Field(ge=0)] = 0


class LookForm(WordsForm):
    """Words to look through."""


class WritingForm(Form):
    """What kind of thing is being written; empty: nothing any more."""

    kind: str = ""

    @field_validator("kind")
    @classmethod
    def known(cls, value: str) -> str:
        if value and value not in {*Kind, "answer"}:
            raise ValueError(_("Choose one from the list."))
        return value


@heard("case:join", SinceForm)
def join(call: Call, form: SinceForm) -> Answer:
    """Listen to a case, and hear what was missed."""
    return call.rooms.join(call.socket, call.visitor, call.case_id, form.since)


@heard("case:leave", Form)
def leave(call: Call, _form: Form) -> Answer:
    """Listen no more."""
    call.rooms.leave(call.socket, call.case_id)
    return {}


@heard("case:sync", SinceForm)
def sync(call: Call, form: SinceForm) -> Answer:
    """Hear what was missed."""
    return call.rooms.sync(call.visitor, call.case_id, form.since)


@heard("case:read", ReadingForm)
def read(call: Call, form: ReadingForm) -> Answer:
    """Note how far this person has read; their other pages hear of it."""
    actor = call.visitor.actor
    if form.unread_from:
        seq = reading_marks.mark_unread(actor, call.case_id, form.unread_from)
    else:
        seq = reading_marks.mark_read(actor, call.case_id, form.seq)
    call.rooms.tell_mine(call.visitor.id, call.case_id)
    return {"read": seq}


@heard("presence:here", Form)
def here(call: Call, _form: Form) -> Answer:
    """Still there."""
    if call.case_id not in call.socket.cases:
        raise NotFound
    if call.visitor.shows_presence:
        call.rooms.presence.arrive(call.case_id, call.visitor, call.socket.sid)
    return {}


@heard("presence:writing", WritingForm)
def writing(call: Call, form: WritingForm) -> Answer:
    """Writing something."""
    if call.case_id not in call.socket.cases:
        raise NotFound
    if call.visitor.shows_presence:
        call.rooms.presence.write(call.case_id, call.visitor, call.socket.sid, form.kind)
    return {}


@heard("words:look", LookForm)
def look(call: Call, form: LookForm) -> Answer:
    """What could identify someone in words that are still being written. Nothing is stored."""
    marks = screening.look(
        call.visitor.actor,
        {"body": form.body},
        kept_of(form.kept),
        case_id=call.case_id if call.case_id in call.socket.cases else "",
    )
    return {"marks": [mark_json(mark) for mark in marks]}


@heard("suggestion:post", SuggestionForm, writes=True)
def post(call: Call, form: SuggestionForm) -> Answer:
    """Give a suggestion."""
    given = suggestions.post_suggestion(
        call.visitor.actor, call.case_id, **form.values(), client_id=form.once
    )
    return {"id": given.id, "seq": given.posted_seq}


@heard("suggestion:edit", WordsForm, writes=True)
def edit(call: Call, form: WordsForm) -> Answer:
    """Change one's own words."""
    edited = suggestions.edit_suggestion(call.visitor.actor, call.about, **form.values(), client_id=form.once)
    return {"id": edited.id, "seq": edited.changed_seq}


@heard("suggestion:take_back", Form, writes=True)
def take_back(call: Call, form: Form) -> Answer:
    """Take one's own suggestion back."""
    gone = suggestions.take_back(call.visitor.actor, call.about, client_id=form.once)
    return {"id": gone.id, "seq": gone.changed_seq}


@heard("suggestion:put_back", Form, writes=True)
def put_back(call: Call, form: Form) -> Answer:
    """Undo taking back."""
    back = suggestions.put_back(call.visitor.actor, call.about, client_id=form.once)
    return {"id": back.id, "seq": back.changed_seq}


@heard("suggestion:support", SupportForm, writes=True)
def support(call: Call, form: SupportForm) -> Answer:
    """Nod, or take the nod away."""
    act = supports.support if form.on == "yes" else supports.unsupport
    suggestion = act(call.visitor.actor, call.about, client_id=form.once)
    return {"id": suggestion.id, "mine": listening.mine(call.visitor.actor, suggestion.case_id).as_json()}


@heard("suggestion:reply", ReplyForm, writes=True)
def reply(call: Call, form: ReplyForm) -> Answer:
    """Say the presenter's word."""
    said = replies.reply(call.visitor.actor, call.about, **form.values(), client_id=form.once)
    return {"id": call.about, "seq": said.suggestion.changed_seq}


@heard("suggestion:undo_reply", Form, writes=True)
def undo_reply(call: Call, form: Form) -> Answer:
    """Take the word away again."""
    suggestion = replies.take_back_reply(call.visitor.actor, call.about, client_id=form.once)
    return {"id": suggestion.id, "seq": suggestion.changed_seq}
