"""Who may write, show, close and leave a case."""

from __future__ import annotations

from collections.abc import Collection

from consult.core.guard import No, Verdict
from consult.core.texts import _
from consult.models.actor import Actor
from consult.models.cases import Case, CaseState, Recusal
from consult.models.doubts import Decision, Doubt
from consult.models.groups import Group, Role


def can_present(actor: Actor, group: Group) -> Verdict:
    """Members and facilitators bring cases; observers read along."""
    role = actor.groups.get(group.id)
    if role is Role.OBSERVER:
        return No(_("Observers read along in this group. A member can post a case."))
    return role is not None


def can_present_somewhere(actor: Actor) -> Verdict:
    """Whoever is a member or facilitator of a group may start a draft."""
    if any(role is not Role.OBSERVER for role in actor.groups.values()):
        return True
    return No(_("You are in no group yet where you can post a case. Ask a facilitator to invite you."))


def can_write_case(actor: Actor, case: Case) -> Verdict:
    """The presenter writes the case, until it is closed or withdrawn."""
    if actor.id != case.presenter_id:
        return No(_("Only the colleague who presents this case can change it."))
    if case.state == CaseState.WITHDRAWN:
        return case.version > 0 and No(_("This case was withdrawn. Its words stay as they are."))
    if case.state == CaseState.CLOSED:
        return No(_("This case is closed. Its words stay as they are."))
    return True


def can_discard_draft(actor: Actor, case: Case) -> Verdict:
    """Its author throws away what they have not posted."""
    return actor.id == case.presenter_id


def can_rename_case(actor: Actor, case: Case) -> Verdict:
    """The codename is fixed once the case is posted: people know it by then."""
    if case.version > 0:
        return No(_("The codename stays, now that colleagues know the case by it."))
    return can_write_case(actor, case)


def can_end_case(actor: Actor, case: Case) -> Verdict:
    """The presenter closes or withdraws what was posted."""
    if actor.id != case.presenter_id:
        return No(_("Only the colleague who presents this case can do this."))
    return case.version > 0 or No(_("This case is not posted yet."))


def can_close_case(actor: Actor, case: Case) -> Verdict:
    """The presenter closes a case that is open."""
    if case.state == CaseState.WITHDRAWN:
        return No(_("This case was withdrawn."))
    return can_end_case(actor, case)


def can_invite_guest(actor: Actor, case: Case) -> Verdict:
    """The presenter lets one more person in, while the case is open."""
    if actor.id != case.presenter_id:
        return No(_("Only the colleague who presents this case can invite someone."))
    return case.state == CaseState.OPEN or No(_("This case is not open."))


def can_end_guest(actor: Actor, case: Case, person_id: str) -> Verdict:
    """The presenter ends it, and the guest may leave."""
    return actor.id in {case.presenter_id, person_id} or No(
        _("Only the colleague who presents this case can do this.")
    )


def can_answer_asking(actor: Actor, case: Case) -> Verdict:
    """Whoever was asked about a draft (nobody else knows of it) answers; never about their own."""
    if actor.id == case.presenter_id:
        return No(_("Somebody else answers this."))
    return case.state == CaseState.DRAFT or No(_("This case is posted already."))


def can_see_plan_of(actor: Actor, case: Case) -> Verdict:
    """The plan behind a case is the presenter's; colleagues see the goals on the case."""
    return actor.id == case.presenter_id


def can_preview(actor: Actor, case: Case) -> Verdict:
    """The presenter, and who was asked about a draft: nobody else knows of it."""
    return actor.id == case.presenter_id or case.state == CaseState.DRAFT


def can_step_back(actor: Actor, case: Case) -> Verdict:
    """Anyone but the presenter may say "I may know this person"."""
    return actor.id != case.presenter_id


def can_undo_step_back(actor: Actor, recusal: Recusal) -> Verdict:
    """Only the same person, and only for the rest of the visit in which they stepped back."""
    if actor.id != recusal.person_id:
        return False
    return actor.sign_in_id == recusal.sign_in_id or No(
        _("This can be undone only in the visit in which you stepped back.")
    )


def can_acknowledge_danger(actor: Actor, contacts: Collection[str]) -> Verdict:
    """One of those who are asked when there is danger; nobody else hears of it."""
    return actor.id in contacts


def can_doubt(actor: Actor, case: Case, earlier: Collection[Doubt]) -> Verdict:
    """Any reader may say "I could recognise this": once about the same words, once more if taken back."""
    if actor.id == case.presenter_id:
        return No(_("This is your own case. You can change it, or withdraw it."))
    if case.state not in {CaseState.OPEN, CaseState.CLOSED}:
        return No(_("This case is not open."))
    if case.hidden_at is not None:
        return No(_("This case is hidden already, until it was looked at."))
    if len(earlier) > 1 or any(doubt.decision != Decision.TAKEN_BACK for doubt in earlier):
        return No(
            _("You said so about these words, and it was looked at. You can step back, or ask their author.")
        )
    return True


def can_take_doubt_back(actor: Actor, doubt: Doubt) -> Verdict:
    """Only who had it."""
    return actor.id == doubt.person_id


def can_decide_doubt(actor: Actor, case: Case, doubt: Doubt | None) -> Verdict:
    """The presenter, and facilitators of its group who read it; never about a doubt of their own."""
    if actor.id != case.presenter_id and not actor.facilitates(case.group_id):
        return No(_("The presenter or a facilitator decides this."))
    if doubt is not None and actor.id == doubt.person_id:
        return No(
            _("This is your own doubt. The presenter or another facilitator decides; you can take it back.")
        )
    return True


def can_read_case(_actor: Actor, _case: Case) -> Verdict:
    """Whoever may know of a case may read it."""
    return True
