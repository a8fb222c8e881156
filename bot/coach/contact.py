"""The coach in the turns of a talk: news goes before what is said, and a deed is carried out and told in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.coach.around import Around, looks_in, names_of
from bot.coach.deed import Deed, DeedKind
from bot.coach.doing import ACTIONS, CoachDeeds
from bot.coach.news import news, with_all_told
from bot.coach.wishes import button
from bot.interview import Interview
from bot.record import Moment, with_turn
from bot.replies import Turn, listed
from bot.talk import Outcome
from skills_passport.model import SkillsPassport
from skills_passport.store import PassportStore

ACTOR = "employee"
_MOST_ANSWERABLE = 2  # buttons to answer with


class CoachContact:
    """Safe to share between threads; the caller sees to it that one owner has one turn at a time."""

    __slots__ = ("_deeds", "_interview", "_login_names", "_phrases", "_store")

    def __init__(self, store: PassportStore, interview: Interview, login_names: Mapping[str, str]) -> None:
        """`login_names` has, for as long as their turn lasts, how an owner signed in."""
        self._store, self._interview = store, interview
        self._phrases = interview.script.phrases
        self._deeds = CoachDeeds(interview.script, interview.ears)
        self._login_names = login_names

    def around(self, owner: str, at: datetime, *, with_looks: bool = False) -> Around:
        """What must be known around the passport; read outside its transaction."""
        names = names_of(self._store.coaches())
        entries = self._store.accesses(owner, actor=ACTOR) if with_looks else ()
        return Around(names, at, looks_in(entries, names, self._phrases["coach_unnamed"]), self._login_names.get(owner, ""))

    def with_news(self, passport: SkillsPassport, outcome: Outcome, around: Around) -> tuple[SkillsPassport, Outcome]:
        """The same with what coaches did before it, which counts as told and read from then on.

        It waits for a moment when somebody listens: not while they stop or need help, nor before what is worked out first.
        """
        talk = outcome.talk
        waits = outcome.off_the_record or outcome.wonder is not None or outcome.deed is not None or talk.notes.paused
        if waits or not self._interview.consented(talk):
            return passport, outcome
        found = news(passport, talk, around, self._interview.ears, self._phrases)
        passport, talk = with_all_told(passport, talk, around)
        outcome = replace(outcome, talk=talk)
        if not found.lines:
            return passport, outcome
        places = found.places[:_MOST_ANSWERABLE] if talk.notes.to_coach is None else ()
        work = passport.casework
        buttons = tuple(
            button(self._phrases["coach_answer"].format(coach=around.writer(work, place) or around.looker(work.shares[place], self._phrases)), DeedKind.WRITE, place)
            for place in places
        )
        return passport, self._interview.with_news(outcome, found.lines, self._phrases["coach_news"].format(coach=listed(found.who)), buttons)

    def do(self, owner: str, deed: Deed, moment: Moment) -> tuple[Outcome, SkillsPassport]:
        """The deed, and what is said of it, stored at once under the message that asked for it."""
        around = self.around(owner, moment.at, with_looks=deed.kind is DeedKind.LOOKS)
        result: Outcome | None = None

        def change(passport: SkillsPassport) -> SkillsPassport:
            nonlocal result
            done = self._deeds.do(deed, passport, around)
            passport, result = self.with_news(done.passport, self._interview.with_coach(done.talk, done.message, deed.note), around)
            turn = Turn(() if result.wants_advice else result.messages, self._interview.progress(result.talk))
            return with_turn(passport, self._interview, result, turn, Moment("", moment.at) if result.wants_advice else moment)

        passport = self._store.change(owner, change, actor=ACTOR, action=ACTIONS.get(deed.kind, "answer"))
        assert result is not None
        return result, passport
