"""Telling a story: every sentence of it is one real action, at its own moment in the past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import select

from consult.core import clock
from consult.core.db import Sessions
from consult.core.unit import reading
from consult.demo.cast import GROUPS, PEOPLE
from consult.demo.story import Ago, Aim, Answer, Change, Close, Happening, Said, Story, Tried, Written
from consult.domain.cases.bodies import of_version, preset
from consult.domain.cases.closings import close_case
from consult.domain.cases.drafts import save_draft, start_draft
from consult.domain.cases.loops import HELPED
from consult.domain.cases.postings import post_case
from consult.domain.consultation.reading_marks import mark_read
from consult.domain.consultation.replies import reply
from consult.domain.consultation.suggestions import Quote, post_suggestion
from consult.domain.consultation.supports import support
from consult.domain.home.notice_lines import read_notices
from consult.domain.plans.adoptions import adopt
from consult.domain.plans.outcomes import record_outcome
from consult.domain.plans.plans import BarrierDraft, GoalDraft, change_plan, create_plan
from consult.domain.plans.steps import StepDraft, add_step
from consult.models.actor import Actor, load_actor
from consult.models.cases import Case, CaseGoal, Scope
from consult.models.notices import Notice
from consult.models.plans import Goal, Plan
from consult.models.suggestions import ReplyWord

Act = tuple[Ago, Callable[[], object]]
"""How long ago, and what was done then."""
NODS_AFTER = dt.timedelta(minutes=25)
"""A colleague reads on for a while before they nod."""
WORK_BEGINS, WORKING_HOURS = dt.timedelta(hours=8), 11
EVERYONE_HAS_READ = dt.timedelta(days=2)
"""What came before is new to nobody."""


def tell_all(stories: tuple[Story, ...], draft: Story, now: dt.datetime) -> None:
    """Let everything happen that the stories tell of, in the order of time."""
    told = [_Telling(story, now) for story in stories]
    acts = [act for one in told for act in one.acts()]
    unfinished = _Telling(draft, now)
    acts.append((draft.at, unfinished.begin))
    acts.append((EVERYONE_HAS_READ, partial(_read, told)))
    for ago, act in sorted(acts, key=lambda one: one[0], reverse=True):
        with clock.at(partial(_by_day, now - ago, now)):
            act()


def _by_day(moment: dt.datetime, now: dt.datetime) -> dt.datetime:
    """Nobody writes at night: a day that is over is told within its working hours, in the same order."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if midnight.date() == now.date():
        return moment
    return midnight + WORK_BEGINS + (moment - midnight) * WORKING_HOURS / 24


def _read(told: list[_Telling]) -> None:
    for one in told:
        for key in GROUPS[one.story.group].roles if one.case_id else ():
            _look(somebody(key), one.case_id)


def _look(reader: Actor, case_id: str) -> None:
    """Open the case: what stands there is read, and so are the notes that led to it."""
    mark_read(reader, case_id)
    waiting = select(Notice.id).where(
        Notice.person_id == reader.id, Notice.case_id == case_id, Notice.read_at.is_(None)
    )
    with Sessions() as session:
        ids = session.scalars(waiting).all()
    if ids:
        read_notices(reader, ids)


def somebody(key: str) -> Actor:
    """One of the demo's people, as the database knows them."""
    with Sessions() as session:
        actor = load_actor(session, PEOPLE[key].id)
    assert actor is not None, key
    return actor


@dataclass
class _Telling:
    """One story, with the ids of what has come to be so far."""

    story: Story
    now: dt.datetime
    case_id: str = ""
    plan_id: str = ""
    suggestions: dict[Said, str] = field(default_factory=dict)
    steps: dict[Tried, str] = field(default_factory=dict)

    @property
    def presenter(self) -> Actor:
        return somebody(self.story.presenter)

    def acts(self) -> Iterator[Act]:
        """Everything that happens in the story."""
        if self.story.plan is not None:
            yield from self._of_plan(self.story.plan)
        yield self.story.at, self._post
        if change := self.story.change:
            yield change.at, partial(self._revise, change)
        for said in self.story.said:
            yield from self._of_suggestion(said)
        if closed := self.story.closed:
            yield closed.at, partial(self._close, closed)

    def _of_plan(self, plan: Written) -> Iterator[Act]:
        yield plan.at, partial(self._write_plan, plan)
        for step in plan.steps:
            yield step.at, partial(self._add_step, step)
            yield from self._of_outcome(step)
        if change := plan.change:
            yield change.at, partial(self._change_plan, change)

    def _of_suggestion(self, said: Said) -> Iterator[Act]:
        yield said.at, partial(self._suggest, said)
        for number, key in enumerate(said.helpful, 1):
            yield max(said.at - number * NODS_AFTER, dt.timedelta()), partial(self._nod, key, said)
        if answer := said.reply:
            yield answer.at, partial(self._answer, said, answer)
            if answer.step is not None:
                yield from self._of_outcome(answer.step)

    def _of_outcome(self, step: Tried) -> Iterator[Act]:
        if outcome := step.outcome:
            yield outcome.at, partial(self._record, step, outcome)

    def begin(self) -> None:
        """Save the draft as it was typed."""
        draft = start_draft(self.presenter, body=self._body(), codename=self.story.codename)
        self.case_id = draft.case_id

    def _post(self) -> None:
        self.begin()
        post_case(self.presenter, self.case_id)

    def _body(self) -> dict[str, Any]:
        story = self.story
        return preset(
            **story.sections,
            **story.about,
            title=story.title,
            urgency=story.urgency,
            consent=story.consent,
            rare="no",
            group_id=GROUPS[story.group].id,
            scope=Scope.NAMED if story.named else Scope.GROUP,
            people=[PEOPLE[key].id for key in story.named],
            plan_id=self.plan_id,
        )

    def _revise(self, change: Change) -> None:
        with reading(self.presenter) as read:
            body = of_version(read.session, read.load(Case, self.case_id))
        body |= change.words
        body |= {"why": change.why, "rare": "no", "feels_stuck": "yes" if change.feels_stuck else ""}
        save_draft(self.presenter, self.case_id, body=body, rev=0)
        post_case(self.presenter, self.case_id)

    def _close(self, closed: Close) -> None:
        helped = [
            self.suggestions[said]
            for said in self.story.said
            if (step := said.reply and said.reply.step) and step.outcome and step.outcome.verdict in HELPED
        ]
        close_case(self.presenter, self.case_id, helped=helped, sentence=closed.sentence)

    def _suggest(self, said: Said) -> None:
        author = somebody(said.by)
        goal_id = self._shown_goal(said.goal)
        quote = Quote(said.quote) if said.quote else None
        _look(author, self.case_id)
        suggestion = post_suggestion(
            author, self.case_id, kind=said.kind, body=said.words, kept={}, goal_id=goal_id, quote=quote
        )
        self.suggestions[said] = suggestion.id

    def _nod(self, key: str, said: Said) -> None:
        _look(somebody(key), self.case_id)
        support(somebody(key), self.suggestions[said])

    def _answer(self, said: Said, answer: Answer) -> None:
        presenter, suggestion_id = self.presenter, self.suggestions[said]
        _look(presenter, self.case_id)
        if answer.word is not ReplyWord.WILL_TRY:
            reply(presenter, suggestion_id, word=answer.word, reason=answer.reason, body=answer.line)
        if step := answer.step:
            made = adopt(
                presenter,
                suggestion_id,
                words=step.words,
                goal_id=self._goal(step.goal),
                responsible=step.responsible,
                due_on=self._day(step.due),
                measure=step.measure,
                talked_through=step.talked_through,
            )
            self.steps[step] = made.id

    def _write_plan(self, plan: Written) -> None:
        made = create_plan(
            self.presenter,
            kind=plan.kind,
            codename=self.story.codename,
            fields={
                "concerns": plan.concerns,
                "strengths": plan.strengths,
                "client_words": plan.client_words,
                "supports": plan.supports,
                "review_on": self._day(plan.review),
            },
            goals=[_goal_draft(aim) for aim in plan.goals],
            barriers=[BarrierDraft(level, words) for level, words in plan.barriers],
        )
        self.plan_id = made.id

    def _change_plan(self, change: Change) -> None:
        with reading(self.presenter) as read:
            version = read.load(Plan, self.plan_id).version
        change_plan(
            self.presenter, self.plan_id, base_version=version, fields=dict(change.words), why=change.why
        )

    def _add_step(self, step: Tried) -> None:
        draft = StepDraft(
            step.words,
            self._goal(step.goal),
            step.responsible,
            self._day(step.due),
            step.measure,
            step.talked_through,
        )
        self.steps[step] = add_step(self.presenter, self.plan_id, draft=draft, kept={}).id

    def _record(self, step: Tried, outcome: Happening) -> None:
        record_outcome(
            self.presenter,
            self.steps[step],
            verdict=outcome.verdict,
            why_not=outcome.why_not,
            level=outcome.level,
            rated_by=outcome.rated_by,
            line=outcome.line,
        )

    def _day(self, ahead: int) -> dt.date:
        return self.now.date() + dt.timedelta(days=ahead)

    def _goal(self, number: int | None) -> str | None:
        """A goal of the plan by its number."""
        query = select(Goal.id).where(Goal.plan_id == self.plan_id).order_by(Goal.position)
        return self._numbered(query, number)

    def _shown_goal(self, number: int | None) -> str | None:
        """The same goal as the case shows it."""
        query = select(CaseGoal.id).where(CaseGoal.case_id == self.case_id).order_by(CaseGoal.position)
        return self._numbered(query, number)

    def _numbered(self, query: Any, number: int | None) -> str | None:
        if number is None:
            return None
        with Sessions() as session:
            ids = session.scalars(query).all()
        return str(ids[number - 1])


def _goal_draft(aim: Aim) -> GoalDraft:
    return GoalDraft(aim.title, domain=aim.domain, levels=aim.levels, baseline=aim.baseline)
