"""What a deed comes to: the passport after it, and what is said. Pure; the caller stores both at once, so that nothing is sent twice or in vain.

A message goes to a coach only after it was read back and got a plain yes. What is begun stands in `Notes.to_coach`: {"stage", "place", "text"}.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from bot.advised.coaching import Coaching
from bot.coach.around import Around, day, open_places
from bot.coach.deed import Deed, DeedKind
from bot.coach.news import news, with_all_told
from bot.coach.telling import balloon
from bot.coach.wishes import NAME, STOP, SURE, WHO, WRITE, button, name_buttons
from bot.ears import Ears
from bot.record import talk_in
from bot.replies import Message, listed
from bot.talk import Talk
from bot.texts.script import Script
from skills_passport.casework import employee
from skills_passport.casework.shares import Party
from skills_passport.errors import TextRefused
from skills_passport.model import Button, SkillsPassport


@dataclass(frozen=True, slots=True)
class Done:
    """The passport and the talk after it, and what is said; a message with buttons is asked in place of the open question."""

    passport: SkillsPassport
    talk: Talk
    message: Message


ACTIONS: Mapping[DeedKind, str] = {
    DeedKind.SEND: "send-message", DeedKind.STOP: "end-share", DeedKind.READ: "read-messages", DeedKind.NAME: "share", DeedKind.LOGIN_NAME: "share",
}
"""How a deed stands in the audit trail, when it is more than an answer."""


@dataclass(frozen=True, slots=True)
class CoachDeeds:
    script: Script
    ears: Ears

    def do(self, deed: Deed, passport: SkillsPassport, around: Around) -> Done:
        """What it comes to for this passport as it stands now."""
        return _DEEDS[deed.kind](self, deed, passport, around)

    # -- a message to the coach

    def write(self, deed: Deed, passport: SkillsPassport, around: Around) -> Done:
        """The prompt for a message, or what was typed read back."""
        places, say = open_places(passport), self.script.phrases
        if not places:
            return self._nobody(passport)
        place = deed.place if deed.place is not None else places[0]
        if place not in places:
            return self._said(passport, say["coach_gone"])
        theirs = tuple(each for each in places if deed.named and deed.named == around.looker(passport.casework.shares[each], say))
        if deed.place is None and len(theirs) == 1:
            place = theirs[0]
        elif deed.place is None and (len(places) > 1 or deed.named):
            buttons = tuple(button(self._who(passport, each, around), DeedKind.WRITE, each) for each in places)
            return self._asked(passport, {"stage": WHO, "text": deed.text}, Message(self._to_whom(deed.named, bool(theirs)), (*buttons, self._cancel)))
        who = self._who(passport, place, around)
        if not deed.text:
            return self._asked(passport, {"stage": WRITE, "place": place}, Message(say["coach_write"].format(coach=who), (self._cancel,)))
        buttons = (button(say["coach_send"], DeedKind.SEND), button(say["coach_rewrite"], DeedKind.WRITE, place), self._cancel)
        read_back = balloon((say["coach_read_back"].format(coach=who, text=deed.text),), say["coach_read_back_card"].format(coach=who), (deed.text,))
        return self._asked(passport, {"stage": SURE, "place": place, "text": deed.text}, replace(read_back, buttons=buttons))

    def send(self, deed: Deed, passport: SkillsPassport, around: Around) -> Done:
        say, work = self.script.phrases, passport.casework
        if deed.place not in open_places(passport) or not deed.text:
            return self._said(passport, say["coach_gone"])
        try:
            work = employee.answered(work, work.shares[deed.place].case, deed.text, at=around.at)
        except TextRefused as refused:
            return self._said(passport, say["coach_refused_text"].format(wrong=str(refused)))
        return self._said(replace(passport, casework=work), say["coach_sent"].format(coach=self._who(passport, deed.place, around)))

    def cancel(self, deed: Deed, passport: SkillsPassport, around: Around) -> Done:
        return self._said(passport, self.script.phrases["coach_unsent"])

    def read(self, deed: Deed, passport: SkillsPassport, around: Around) -> Done:
        """What is new, else the last message once more."""
        say, talk = self.script.phrases, talk_in(passport).noting(to_coach=None)
        fresh = news(passport, talk, around, self.ears, say)
        lines = fresh.lines
        if not lines:
            from_coach = [message for message in passport.casework.messages if message.by is Party.COACH][-1:]
            lines = tuple(
                say["coach_wrote_on"].format(coach=around.name(last.coach, say["coach_unnamed"]), day=day(last.at.date(), around.at.date()), text=last.text) for last in from_coach
            )
        if not lines:
            return self._said(passport, say["coach_silent"]) if open_places(passport) else self._nobody(passport)
        passport, talk = with_all_told(passport, talk, around)
        return Done(passport, talk, balloon(lines, say["coach_news"].format(coach=listed(fresh.who) or say["coach_unnamed"]), lines))

    # -- sharing

    def looks(self, deed: Deed, passport: SkillsPassport, around: Around) -> Done:
        """Who may look on now, and who did last."""
        say = self.script.phrases
        who = self._lookers(passport, open_places(passport), around)
        last = around.looks[-1:]
        looked = say["coach_looked"].format(coach=last[0][0], day=day(last[0][1].date(), around.at.date())) if last else say["coach_looked_not"]
        if not who:
            return self._said(passport, f"{say['coach_looks_none']} {looked}" if last else say["coach_looks_none"])
        return self._said(passport, f"{say['coach_looks'].format(list=listed(who))} {looked}")

    def ask_stop(self, deed: Deed, passport: SkillsPassport, around: Around) -> Done:
        places, say = open_places(passport), self.script.phrases
        if not places:
            return self._said(passport, say["coach_looks_none"])
        who = self._lookers(passport, places, around)
        keep = button(say["coach_keep"], DeedKind.KEEP)
        if len(places) == 1:
            return self._asked(
                passport, {"stage": STOP, "place": places[0]},
                Message(say["coach_stop_sure"].format(list=listed(who)), (button(say["coach_stop_yes"], DeedKind.STOP, places[0]), keep)),
            )
        each = tuple(button(say["coach_stop_with"].format(coach=name), DeedKind.STOP, place) for name, place in zip(who, places, strict=True))
        return self._asked(passport, {"stage": STOP}, Message(say["coach_stop_sure"].format(list=listed(who)), (*each, button(say["coach_stop_all"], DeedKind.STOP), keep)))

    def stop(self, deed: Deed, passport: SkillsPassport, around: Around) -> Done:
        """Ends the share, or all of them when it is not said which."""
        ended = [place for place in open_places(passport) if deed.place in (None, place)]
        if not ended:
            return self._said(passport, self.script.phrases["coach_looks_none"])
        who = listed(self._lookers(passport, ended, around))
        for place in ended:
            case = passport.casework.shares[place].case
            passport = employee.without_share(passport, case, at=around.at, text_version=self.script.consent_text_version)
        return self._said(passport, self.script.phrases["coach_stopped"].format(list=who))

    def keep(self, deed: Deed, passport: SkillsPassport, around: Around) -> Done:
        return self._said(passport, self.script.phrases["coach_kept"])

    def name(self, deed: Deed, passport: SkillsPassport, around: Around) -> Done:
        """The name goes into the newest open share; it is not repeated, for it may stand nowhere else."""
        say, places = self.script.phrases, open_places(passport)
        if not places:
            return self._said(passport, say["coach_gone"])
        try:
            return self._said(employee.known_as(passport, passport.casework.shares[places[-1]].case, deed.text), say["coach_named"])
        except TextRefused:
            return self._said(passport, say["coach_unknown_name"])

    def login_name(self, deed: Deed, passport: SkillsPassport, around: Around) -> Done:
        return self.name(replace(deed, text=around.login_name), passport, around)

    def name_again(self, deed: Deed, passport: SkillsPassport, around: Around) -> Done:
        say = self.script.phrases
        return self._asked(passport, {"stage": NAME, "again": True}, Message(say["coach_name_again"], name_buttons(say)))

    def no_name(self, deed: Deed, passport: SkillsPassport, around: Around) -> Done:
        return self._said(passport, self.script.phrases["coach_nameless"])

    # -- how it is said

    def _to_whom(self, named: str, is_known: bool) -> str:
        """The question to whom a message goes; who was named and does not look on is not passed over."""
        say = self.script.phrases
        return say["coach_to_whom"] if is_known or not named else f"{say['coach_not_with'].format(coach=named)} {say['coach_to_whom']}"

    @property
    def _cancel(self) -> Button:
        return button(self.script.phrases["coach_cancel"], DeedKind.CANCEL)

    def _who(self, passport: SkillsPassport, place: int, around: Around) -> str:
        return around.recipient(passport.casework, place, self.script.phrases)

    def _lookers(self, passport: SkillsPassport, places: Iterable[int], around: Around) -> list[str]:
        return [around.looker(passport.casework.shares[place], self.script.phrases) for place in places]

    def _nobody(self, passport: SkillsPassport) -> Done:
        return Done(passport, talk_in(passport).noting(to_coach=None), Message(self.script.phrases["coach_nobody"], Coaching(self.script).buttons()))

    def _said(self, passport: SkillsPassport, text: str) -> Done:
        return Done(passport, talk_in(passport).noting(to_coach=None), Message(text))

    def _asked(self, passport: SkillsPassport, begun: Mapping[str, object], message: Message) -> Done:
        return Done(passport, talk_in(passport).noting(to_coach=dict(begun)), message)


_DEEDS: Mapping[DeedKind, Callable[[CoachDeeds, Deed, SkillsPassport, Around], Done]] = {
    DeedKind.WRITE: CoachDeeds.write, DeedKind.SEND: CoachDeeds.send, DeedKind.CANCEL: CoachDeeds.cancel, DeedKind.READ: CoachDeeds.read,
    DeedKind.LOOKS: CoachDeeds.looks, DeedKind.ASK_STOP: CoachDeeds.ask_stop, DeedKind.STOP: CoachDeeds.stop, DeedKind.KEEP: CoachDeeds.keep,
    DeedKind.NAME: CoachDeeds.name, DeedKind.LOGIN_NAME: CoachDeeds.login_name, DeedKind.NAME_AGAIN: CoachDeeds.name_again, DeedKind.NO_NAME: CoachDeeds.no_name,
}
