"""Who may do what: pure rules, one sentence each, no database. `No` carries the reason in plain words.

What a person may know of at all is another question, answered by `visible_to` on each table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from consult.core import clock
from consult.core.guard import No, Verdict
from consult.core.texts import _
from consult.models.actor import Actor
from consult.models.cases import Case, CaseState, Recusal
from consult.models.groups import Group, JoinRequest, Membership, Role
from consult.models.notices import Notice
from consult.models.people import Link, Organisation, Person, SignIn
from consult.models.plans import Plan, Step
from consult.models.suggestions import BECOMES_A_STEP, Kind, Suggestion

WATCH_OUT_WAITS = dt.timedelta(hours=24)
"""After so long without a word from the presenter, a watch-out goes to those who stand in."""

# --- people and the organisation ---


def can_administer(actor: Actor, _organisation: Organisation) -> Verdict:
    """Administrators look after accounts and settings."""
    return actor.is_administrator or actor.is_system or No(_("Only an administrator can change this."))


def can_manage_person(actor: Actor, _person: Person) -> Verdict:
    """Administrators disable accounts and make new-password links."""
    return actor.is_administrator or No(_("Only an administrator can change this."))


def can_change_self(actor: Actor, person: Person) -> Verdict:
    """Name, e-mail, password and settings are one's own."""
    return actor.id == person.id


def can_end_sign_in(actor: Actor, sign_in: SignIn) -> Verdict:
    """One's own devices only."""
    return actor.id == sign_in.person_id


def can_revoke_link(actor: Actor, link: Link) -> Verdict:
    """Who made it, its group's facilitators, and administrators."""
    return actor.id == link.made_by_id or actor.is_administrator or actor.facilitates(link.group_id)


def can_accept_invite(person: Person, link: Link) -> Verdict:
    """An invite is for one address."""
    return person.email == link.email or No(_("This invite is for another address."))


def can_read_notice(actor: Actor, notice: Notice) -> Verdict:
    """One's own notices only."""
    return actor.id == notice.person_id


# --- groups ---


def can_facilitate(actor: Actor, group: Group) -> Verdict:
    """Facilitators invite, change roles, remove, answer requests and rename."""
    return actor.facilitates(group.id) or No(_("Only a facilitator of this group can do this."))


def can_make_group(actor: Actor, _organisation: Organisation) -> Verdict:
    """Administrators make groups and name their first facilitator."""
    return actor.is_administrator or actor.is_system or No(_("Only an administrator can make a group."))


def can_change_role(actor: Actor, membership: Membership, *, is_led: bool) -> Verdict:
    """Facilitators; an administrator only where no facilitator is left, and never for themselves."""
    if actor.facilitates(membership.group_id):
        return True
    rescues = not is_led and actor.is_administrator and actor.id != membership.person_id
    return rescues or No(_("Only a facilitator of this group can do this."))


def can_request_joining(actor: Actor, _group: Group) -> Verdict:
    """Administrators may ask for someone (or themselves) to be let in; a facilitator answers."""
    return actor.is_administrator or No(_("Ask a facilitator of the group to invite you."))


def can_answer_request(actor: Actor, request: JoinRequest) -> Verdict:
    """A facilitator of the group, and never for themselves."""
    return (actor.facilitates(request.group_id) and actor.id != request.person_id) or No(
        _("A facilitator of this group answers this.")
    )


def can_end_membership(actor: Actor, membership: Membership) -> Verdict:
    """Everyone may leave; facilitators may remove."""
    return (
        actor.id == membership.person_id
        or actor.facilitates(membership.group_id)
        or No(_("Only a facilitator of this group can do this."))
    )


# --- cases ---


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


def can_consent(actor: Actor, case: Case) -> Verdict:
    """A facilitator of the group says whether a case is okay to show; never about their own."""
    return (actor.facilitates(case.group_id) and actor.id != case.presenter_id) or No(
        _("A facilitator of this group answers this.")
    )


def can_see_plan_of(actor: Actor, case: Case) -> Verdict:
    """The plan behind a case is the presenter's; colleagues see the goals on the case."""
    return actor.id == case.presenter_id


def can_preview(actor: Actor, case: Case) -> Verdict:
    """The presenter, and the facilitator who was asked whether a draft is okay to show."""
    asked = case.state == CaseState.DRAFT and case.consent_asked_at is not None
    return actor.id == case.presenter_id or (asked and actor.facilitates(case.group_id))


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


def can_read_case(_actor: Actor, _case: Case) -> Verdict:
    """Whoever may know of a case may read it."""
    return True


# --- suggestions ---


def can_suggest(actor: Actor, case: Case, kind: Kind) -> Verdict:
    """Members, named people and guests while the case is open; a watch-out always, by every reader."""
    if kind is Kind.RESONANCE:
        return No(_("Resonance belongs to a meeting."))
    if case.state == CaseState.DRAFT or case.state == CaseState.WITHDRAWN:  # noqa: PLR1714 - reads as a rule
        return No(_("This case is not open."))
    if kind is Kind.WATCH_OUT:
        return True
    if case.state == CaseState.CLOSED:
        return No(_("This case is closed. A safety point is always welcome."))
    if actor.groups.get(case.group_id or "") is Role.OBSERVER:
        return No(_("Observers read along in this group. A safety point is always welcome."))
    return True


def can_edit_suggestion(actor: Actor, suggestion: Suggestion) -> Verdict:
    """Its author edits or takes back, while it stands; not once it is in a plan."""
    if actor.id != suggestion.author_id:
        return No(_("Only its author can change a suggestion."))
    if suggestion.taken_back_at is not None:
        return No(_("This suggestion was taken back."))
    if suggestion.adoption is not None:
        return No(_("This is in the plan now. Write a new suggestion to add to it."))
    return True


def can_put_back(actor: Actor, suggestion: Suggestion) -> Verdict:
    """Its author brings back what they took back."""
    return (actor.id == suggestion.author_id and suggestion.taken_back_at is not None) or No(
        _("Only its author can change a suggestion.")
    )


def can_read_trace(actor: Actor, suggestion: Suggestion) -> bool:
    """Earlier wordings: for the author, and while it stands for the presenter, who may have acted on them."""
    if actor.id == suggestion.author_id:
        return True
    return actor.id == suggestion.case.presenter_id and suggestion.taken_back_at is None


def can_support(actor: Actor, suggestion: Suggestion) -> Verdict:
    """Any reader but its author, while it stands."""
    if suggestion.taken_back_at is not None:
        return No(_("This suggestion was taken back."))
    return actor.id != suggestion.author_id or No(_("This is your own suggestion."))


def can_reply(actor: Actor, suggestion: Suggestion) -> Verdict:
    """The presenter, until it is in the plan; who stands in, for a watch-out that waited or was passed on."""
    if suggestion.taken_back_at is not None:
        return No(_("This suggestion was taken back."))
    if suggestion.adoption is not None and suggestion.reply is not None:
        return No(_("This is in the plan now. Its outcome will say how it went."))
    if actor.id == suggestion.case.presenter_id:
        return True
    if suggestion.kind == Kind.WATCH_OUT and may_stand_in(actor, suggestion):
        return stands_in(suggestion) or No(_("The presenter answers first. After a day you stand in."))
    return No(_("The presenter answers this."))


def may_stand_in(actor: Actor, suggestion: Suggestion) -> bool:
    """The group's facilitators and the safety contacts, but never for a point of their own."""
    stands = actor.facilitates(suggestion.case.group_id) or actor.is_safety_contact
    return stands and actor.id != suggestion.author_id


def stands_in(suggestion: Suggestion) -> bool:
    """Has a watch-out come to those who stand in: after 24 hours unanswered, or asked of the supervisor?"""
    reply = suggestion.reply
    if reply is not None:
        return reply.word == "ask_supervisor"
    return clock.now() - suggestion.at >= WATCH_OUT_WAITS


def can_adopt(actor: Actor, suggestion: Suggestion) -> Verdict:
    """The presenter makes a step of it, where its kind can become one, on open and closed cases."""
    if actor.id != suggestion.case.presenter_id:
        return No(_("The presenter decides what goes into the plan."))
    if suggestion.case.state == CaseState.WITHDRAWN:
        return No(_("This case was withdrawn."))
    if suggestion.taken_back_at is not None:
        return No(_("This suggestion was taken back."))
    return Kind(suggestion.kind) in BECOMES_A_STEP or No(_("This kind of suggestion does not become a step."))


def can_choose_ideas(actor: Actor, case: Case) -> Verdict:
    """The presenter chooses what goes into the plan, as long as the case is not withdrawn."""
    if actor.id != case.presenter_id:
        return No(_("The presenter decides what goes into the plan."))
    return case.state != CaseState.WITHDRAWN or No(_("This case was withdrawn."))


# --- plans ---


def can_make_plan(actor: Actor) -> Verdict:
    """Everyone who works here may keep plans of their own."""
    return actor.id is not None


def can_change_plan(_actor: Actor, _plan: Plan) -> Verdict:
    """Whoever may know of a plan works on it: its worker and those they asked."""
    return True


def can_share_plan(actor: Actor, plan: Plan) -> Verdict:
    """Only its worker says who else works on it."""
    return actor.id == plan.owner_id or No(_("Only the worker whose plan this is can do this."))


def can_show_goals(actor: Actor, case: Case) -> Verdict:
    """The presenter decides what an open case shows of the plan."""
    return (actor.id == case.presenter_id and case.state in {CaseState.DRAFT, CaseState.OPEN}) or No(
        _("Only the colleague who presents this case can change it.")
    )


def can_change_step(_actor: Actor, _step: Step) -> Verdict:
    """Whoever works on the plan changes its steps."""
    return True


def can_record_outcome(_actor: Actor, _step: Step) -> Verdict:
    """Whoever works on the plan records how its steps went."""
    return True
