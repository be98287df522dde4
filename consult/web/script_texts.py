"""Words that the scripts of an open case say: from the same catalogue as everything else."""

from __future__ import annotations

from consult.core.texts import N_, _

CASE: dict[str, str] = {
    "and": N_("{some} and {last}"),
    "just_now": N_("just now"),
    "new_from_one": N_("1 new suggestion, from {names}."),
    "new_from_many": N_("{count} new suggestions, from {names}."),
    "new_since_one": N_("1 new since {since}"),
    "new_since_many": N_("{count} new since {since}"),
    "new_below_one": N_("1 new suggestion"),
    "new_below_many": N_("{count} new suggestions"),
    "live": N_("Live"),
    "here_one": N_("1 here now"),
    "here_many": N_("{count} here now"),
    "helpful": N_("Helpful"),
    "helpful_count_one": N_("Helpful, 1"),
    "helpful_count_many": N_("Helpful, {count}"),
    "same_question": N_("Same question"),
    "same_question_count_one": N_("Same question, 1"),
    "same_question_count_many": N_("Same question, {count}"),
    "writes": N_("{name} is writing"),
    "writes_idea": N_("{name} is writing an idea"),
    "writes_question": N_("{name} is writing a question"),
    "writes_view": N_("{name} is writing another view"),
    "writes_blind_spot": N_("{name} is writing about a blind spot"),
    "writes_watch_out": N_("{name} is writing a safety point"),
    "writes_resource": N_("{name} is writing about a resource"),
    "writes_strength": N_("{name} is writing about a strength"),
    "writes_answer": N_("{name} is writing an answer"),
    "write_two": N_("{one} and {other} are writing"),
    "write_many": N_("{count} are writing"),
    "updated": N_("Last updated {time}"),
    "sending": N_("Sending"),
    "sent": N_("Sent"),
    "posted": N_("Posted."),
    "unsent": N_("Not sent"),
    "not_sent": N_("Not sent yet. Your words are here."),
    "not_done": N_("Not done yet. Press again in a moment."),
    "not_opened": N_("You are offline. Try again when you are back."),
    "try_again": N_("Try again"),
    "back_to_box": N_("Back to the box"),
    "cancel": N_("Cancel"),
    "answer_to": N_("Answer to {name}"),
    "answer_asks": N_("Your answer"),
    "quote_bar": N_("Quote in a suggestion"),
    "strike_bar": N_("Remove these words"),
    "state_catching_up": N_("Catching up."),
    "state_offline": N_("Offline since {time}. Keep writing, we will send it when you are back."),
    "state_back": N_("You are back. Everything here is up to date."),
    "state_asking": N_("The live line is down. This page asks for news every 10 seconds."),
    "state_reload": N_("A lot has happened here. Reload the page when you have finished writing."),
    "state_signed_out": N_("You are signed out. Your words are kept."),
    "state_cleared": N_("You signed out. What is not sent stands only on this page: copy it first."),
    "sign_in": N_("Sign in"),
    "gone": N_("We cannot find that, or it is not shared with you."),
    "gone_why": N_("It may be withdrawn, or hidden while somebody looks at it."),
    "gone_words": N_("What you wrote here. Copy it before you leave."),
    "gone_title": N_("Not found"),
}


def script_texts() -> dict[str, str]:
    """The words in the organisation's language."""
    return {name: _(text) for name, text in CASE.items()}
