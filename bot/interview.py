"""The interview: from the state of a talk and one message to the next state and what is said. Pure.

Order and wording come from the script; what is understood comes from Rasa (the intent) and the ears (the content).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.advised.looking import looks
from bot.asking.base import Asking
from bot.asking.conditions import without_ailments
from bot.asking.function import FunctionAsking
from bot.asking.kinds import KINDS
from bot.asking.told import taken_away, told_words
from bot.asking.trends import TrendsAsking
from bot.asking.volunteered import says_what_cannot_be, volunteered
from bot.beside.afterwards import Afterwards, tells_of_oneself
from bot.beside.along import keep_along
from bot.beside.asides import Aside, Asides
from bot.beside.corrections import Corrections
from bot.beside.early import told_in, told_with_yes, with_more, worth_keeping
from bot.beside.pressable import Pressable
from bot.beside.questions_back import QuestionsBack
from bot.beside.removals import Removal, Removals
from bot.beside.review import Review
from bot.coach.telling import with_news
from bot.coach.wishes import NAME, CoachWishes
from bot.ears import Ears
from bot.order import Order
from bot.reading import ANSWERS, DOUBTFUL, reading
from bot.replies import Message, Progress, listed, starred
from bot.saying import STUCK, Saying
from bot.talk import REVIEW, Heard, Outcome, Reaction, Talk
from bot.texts.script import Kind, Script
from bot.wonder import Answered, Wonder
from bot.words.other_language import OtherLanguage, other_language
from bot.words.private_words import without_private
from bot.words.question_words import begins_as_question
from bot.words.sector_words import says_after_all
from bot.words.wording import forget_words
from bot.words.yes_and_no import says_not_right
from rules.answer import Advice
from skills_passport.answers import JsonObject
from skills_passport.model import AnswerStatus, Button

# What someone says who comes back, and that is no answer to the question that was open.
_RETURNS = frozenset({"greet", "resume", "affirm", "done", "thanks", "repeat", "help"})
# As Rasa may take what is told: 'avonddiensten kunnen echt niet' sounds like a no.
_MAY_TELL = frozenset({"answer", "nlu_fallback", "deny", "dont_know", "out_of_scope"})
# Who is not understood here three times over goes on without: buttons and a person were offered by then.
_PASSED_OVER = frozenset({Kind.CHOICE, Kind.CONTACT, Kind.DIGITAL, Kind.FUNCTION, Kind.TRENDS})


class Interview:
    """`open` when the page is opened, `turn` for every message."""

    def __init__(self, script: Script, ears: Ears, order: Order) -> None:
        self.script = script
        self.ears = ears
        self._order = order
        self._askings = {question.id: KINDS[question.kind](question, script, ears) for question in script.questions}
        self._review = Review(script, ears, self._askings, order)
        self._say = Saying(script, self._askings, self._review, order)
        self._removals = Removals(script, self._askings)
        self._afterwards = Afterwards(script, ears, self._askings)
        self._questions_back = QuestionsBack(script, ears, self._removals)
        self._asides = Asides(script, ears, self._review, self._removals)
        self._coach_wishes = CoachWishes(script)
        self.pressable = Pressable(script, ears, self._askings, self._asides)
        self._corrections = Corrections(script, self._askings, self._removals)
        self._consent = script.questions[0].id

    def asking(self, question: str) -> Asking:
        """How a question is asked and heard."""
        return self._askings[question]

    def consented(self, talk: Talk) -> bool:
        """Whether anything may be kept."""
        return bool(talk.value(self._consent).get("agreed"))

    def progress(self, talk: Talk) -> Progress:
        of = len(self.script.questions)
        question = talk.question or ("" if self.consented(talk) else self._consent)
        return Progress(self._order.step(talk, question) if question else of, of, question)

    def hides_words(self, talk: Talk) -> bool:
        """Whether what is said now may not stand in the talk: a name for the coach stands in the share and nowhere else."""
        return (talk.notes.to_coach or {}).get("stage") == NAME

    def forget(self) -> None:
        """Nothing of what anybody told stays in memory."""
        self._order.forget()
        self.ears.forget()
        forget_words()

    def open(self, talk: Talk, *, away: bool) -> Outcome:
        """What is said when the page is opened: a greeting, a welcome back after some time away, or nothing new."""
        if not self.consented(talk):
            talk = talk.at(self._consent)
            return self._say.asking(talk.noting(asked=()), "")
        if talk.question is None and not talk.notes.advised:
            return self._say.asking(talk, "")
        if talk.notes.paused or away:
            return self._say.asking(talk.noting(paused=False, to_coach=None, answered=()), self._asides.welcome_back(talk))
        return Outcome(talk=talk, messages=())

    def without_health(self, talk: Talk, heard: Heard) -> Heard:
        """The message as it may be kept: a condition in place of what it tells of somebody's health."""
        return heard if heard.payload else replace(heard, words=self.as_kept(heard.words, asked=talk.question == "criteria"))

    def as_kept(self, words: str, *, asked: bool = False) -> str:
        """The words without health and belief, whatever is asked; `asked` when that is for conditions."""
        return without_ailments(without_private(words), self.script, asked=asked)

    def turn(
        self, talk: Talk, heard: Heard, *, early: str = "", note: str = "", last_advice: Callable[[], Advice | None] = lambda: None
    ) -> Outcome:
        """The answer to one message. `early` was told before consent; `note` is said first (a number left out, say).

        `last_advice` is only called when somebody asks about it.
        """
        heard = self.without_health(talk, heard)
        if talk.question is None and not self.consented(talk):
            talk = talk.at(self._consent)
        writes = talk.notes.to_coach is not None and self.consented(talk)  # to the coach in whatever language
        language = None if heard.payload or writes else other_language(heard.words, self.script.languages)
        if language is not None:
            return self._said_otherwise(talk, language, note)
        if self._consent not in talk.notes.asked and talk.question == self._consent:
            # Nobody agrees to what was not shown yet: the first message only opens the talk.
            tells = heard.intent in _MAY_TELL and not heard.payload and worth_keeping(heard.words, self.ears, self.script)
            return replace(self._say.asking(talk, note), early_words=with_more(early, heard.words) if tells else "")
        asking = self._say.at(talk, talk.question) if talk.question else None
        said, heard = heard, reading(heard, talk, asking)
        if heard.intent in _MAY_TELL and says_what_cannot_be(heard.words, self.script):
            heard = replace(heard, intent="answer")
        if heard.intent == "distress":
            message = Message(self.script.phrases["distress"])
            return Outcome(talk=talk.noting(paused=True, offered=(), to_coach=None), messages=(message,), off_the_record=True)
        if talk.notes.paused:
            talk = talk.noting(paused=False)
            if heard.intent in _RETURNS:
                return self._say.asking(talk, self._asides.welcome_back(talk), note=note)
        if talk.notes.starting_over:
            talk = talk.noting(starting_over=False)
            sure = {"affirm": "start_over_yes", "deny": "start_over_no"}.get(heard.intent)
            heard = replace(heard, intent=sure) if sure else heard
        deed = self._coach_wishes.find(talk, replace(said, payload=heard.payload), note) if self.consented(talk) else None
        talk = talk if deed else talk.noting(to_coach=None)
        asked = Outcome(talk=talk, messages=(), deed=deed) if deed else self._asked(talk, said, heard, asking, last_advice=last_advice, note=note)
        if asked is not None:
            return asked
        if heard.intent not in ANSWERS and self._corrections.comes_back(talk, heard):
            heard = replace(heard, intent="correction")
        return self._heard(talk, heard, asking, early, note)

    def _said_otherwise(self, talk: Talk, language: OtherLanguage, note: str) -> Outcome:
        """One sentence in the language of somebody who speaks no Dutch, and the question again: nothing of it is an answer.

        It does not go at the cost of the first question, which says what is kept: that is put as it would have been.
        """
        outcome = self._say.asking(talk, "", note=note)
        return replace(outcome, messages=(Message(language.says), *outcome.messages))

    def _heard(self, talk: Talk, heard: Heard, asking: Asking | None, early: str, note: str) -> Outcome:
        """A message that is an answer, or something said aside."""
        removal = self._removals.pressed(talk, heard.payload) if heard.payload else None
        if removal is not None:
            return self._removed(talk, removal, note)
        if heard.intent == "skip":
            return self._passed_over(talk, note, heard.words) if asking else self._say.asking(talk, self.script.phrases["nothing_to_ask"], note=note)
        half_heard = asking is None and heard.intent not in ANSWERS and heard.confidence < DOUBTFUL
        asks = heard.words.rstrip().endswith("?") or begins_as_question(heard.words)
        if half_heard and not asks and (self._changed_trend(talk, heard) or self._afterwards.hear(talk, heard)):
            return self._heard_afterwards(talk, heard, note)
        if heard.intent not in ANSWERS:
            return self._aside(talk, self._asides.hear(talk, heard, asking), note, asks=asks)
        return self._answer(talk, heard, asking, early, note)

    # -- questions of the employee

    def _asked(
        self, talk: Talk, said: Heard, heard: Heard, asking: Asking | None, *, last_advice: Callable[[], Advice | None], note: str
    ) -> Outcome | None:
        """What a question of the employee, or a word about the cards, leads to; None when it is neither."""
        found = self._questions_back.find(talk, said, heard, asking, last_advice)
        if found is None:
            return None
        if found.wonder is not None:
            return Outcome(talk=talk, messages=(Message(note),) if note else (), wonder=found.wonder)
        if found.reaction is not None:
            return self._beside(talk, found.question, found.reaction, note) if found.beside else self._react(talk.at(found.question), found.reaction, note)
        return self._say.showing(found.talk or talk, found.message or Message(found.say), note=note)

    def advised(self, outcome: Outcome, advice: Advice) -> Outcome:
        """The same once the advice is there: what can be looked at of it can be pressed."""
        return self._say.with_looks(outcome, looks(advice))

    def answered(self, talk: Talk, wonder: Wonder, answered: Answered) -> Outcome:
        """The answer of the expert system, and then the open question or what can be done now; nothing that was told changes."""
        buttons = self._questions_back.buttons(wonder) if answered.changes and talk.question is None and talk.notes.advised else ()
        return self._say.asking(talk, answered.text) if not buttons else self._say.asking(talk, "", message=Message(answered.text, buttons))

    def with_coach(self, talk: Talk, message: Message, note: str) -> Outcome:
        """What is said of a coach or of sharing, and the open question; it waits for the buttons of the message."""
        return self._say.showing(talk, message, note=note)

    def with_news(self, outcome: Outcome, lines: Sequence[str], short: str, buttons: tuple[Button, ...]) -> Outcome:
        """The same with what coaches did before it."""
        return with_news(self._say, outcome, lines, short, buttons)

    # -- answers

    def _answer(self, talk: Talk, heard: Heard, asking: Asking | None, early: str, note: str) -> Outcome:
        if talk.notes.stage == REVIEW and asking is not None:
            reviewed = self._reviewed(talk, heard, asking, note)
            if reviewed is not None:
                return reviewed
        corrected = self._corrected(talk, heard, note)
        if corrected is not None:
            return corrected
        if asking is None:
            return self._heard_afterwards(talk, heard, note)
        keeps = self._stands(talk, asking) and heard.intent in {"done", "dont_know"}
        reaction = self._kept() if keeps else asking.hear(talk, heard)
        if not reaction.understood and asking.question.id != self._consent:
            reaction = self._told_beside(talk, heard, asking, reaction)
        outcome = self._react(talk, reaction, note)
        if asking.question.id == self._consent:
            if reaction.stage == "early":
                return replace(outcome, early_words=with_more(early, heard.words))
            early = with_more(early, told_with_yes(heard.words, self.ears, self.script)) if reaction.done else ""
            if early:
                return self._with_early(outcome.talk, early, reaction.said, note)
        return outcome

    def _told_beside(self, talk: Talk, heard: Heard, asking: Asking, reaction: Reaction) -> Reaction:
        """What is no answer here may be one to another question: then it is kept for that one, and this one is asked again."""
        also = volunteered(talk, heard.words, self.ears, self.script, beside=asking.question.id)
        return replace(reaction, understood=True, said="", also=also, stage=talk.notes.stage, memory=talk.notes.memory) if also else reaction

    def _stands(self, talk: Talk, asking: Asking) -> bool:
        """Whether the open question has an answer that stands and lacks nothing that was told."""
        return talk.settled(asking.question.id) and not asking.holds_back(talk)

    def _heard_afterwards(self, talk: Talk, heard: Heard, note: str) -> Outcome:
        """What is told after the last question: put where it belongs, read back once, and advised upon anew."""
        changed = self._changed_trend(talk, heard)
        if changed is not None:
            return self._react(talk.at("trends"), changed, note)
        refused = self._removals.refused(talk, heard.words)
        if refused is not None:
            return self._react(talk.at(refused.question), self._removals.reaction(talk, refused), note)
        tells = says_after_all(heard.words) or (heard.confidence < DOUBTFUL and tells_of_oneself(heard.words))
        agrees = heard.intent in {"affirm", "done"} and not tells
        added = None if agrees else self._afterwards.hear(talk, heard)
        if added is None:
            small = {"affirm": "nothing_to_ask", "done": "nothing_to_ask", "correction": "which_answer", "deny": "which_answer"}
            phrase = "not_told" if told_words(taken_away(heard.words) or "") else small.get(heard.intent, "not_heard")
            return self._say.asking(talk, self.script.phrases[phrase], note=note)
        if added.reaction is not None:
            return self._react(talk.at(added.question), added.reaction, note)
        for question, given in added.given.items():
            talk = talk.with_given(question, given).past(question).noting(advised=False, removed=None, misses=0)
        phrases = (("removed", added.gone), ("added", added.labels))
        said = " ".join(self.script.phrases[phrase].format(list=listed(starred(labels))) for phrase, labels in phrases if labels)
        if added.pending:
            talk = talk.noting(adding=True).at("criteria", "hardness", {"pending": list(added.pending)})
        return self._say.asking(talk, said, note=note)

    def _changed_trend(self, talk: Talk, heard: Heard) -> Reaction | None:
        """'Scannen wordt juist minder', about a task told before."""
        trends = self._askings["trends"]
        return trends.changed(talk, heard.words) if isinstance(trends, TrendsAsking) else None

    def _with_early(self, talk: Talk, early: str, said: str, note: str) -> Outcome:
        """What was told before the yes now counts, so that it is not asked again: a function, and the rest beside it."""
        asking = self._askings["function"]
        lines = early.split("\n")
        title = next((line for line in lines if isinstance(asking, FunctionAsking) and asking.names_one(line)), None)
        also = tuple(found for line in lines if line != title for found in told_in(line, self.ears, self.script))
        if title is not None:
            reaction = asking.hear(talk, Heard(title))
            return self._react(talk, replace(reaction, also=(*reaction.also, *also)), note)
        talk, told = keep_along(talk, also, self.script)
        return self._say.asking(talk, said, note=note, volunteered=told)

    def _reviewed(self, talk: Talk, heard: Heard, asking: Asking, note: str) -> Outcome | None:
        """What becomes of an answer that was shown again; None when another answer is given to that question."""
        keeps = self._review.keeps(talk, heard)
        if keeps is False:
            return self._say.asking(asking.reopened(talk), "", note=note, whole=True)
        if keeps:
            return self._react(talk, self._kept(), note)
        if heard.intent == "correction":
            return None  # names what it is about by itself
        onwards = self._say.onwards(talk)
        coming = self._say.at(onwards, onwards.question) if onwards.question else None
        if coming is None or asking.recognises(talk, heard) or not coming.recognises(onwards, heard):
            return None
        return self._answer(onwards, heard, coming, "", note)  # plainly an answer to the question they came from

    def _kept(self) -> Reaction:
        """The answer that stands, left as it is."""
        return Reaction(said=self.script.phrases["kept"], done=True)

    def _corrected(self, talk: Talk, heard: Heard, note: str) -> Outcome | None:
        """What a removal, or a correction of another question than the open one, leads to; None when there is none."""
        if heard.payload or not self.consented(talk):
            return None
        removal = self._removals.hear(talk, heard.words)
        if removal is not None:
            return self._removed(talk, removal, note)
        correction = self._corrections.hear(talk, heard)
        if correction is None or (correction.reaction is not None and correction.question == talk.question):
            which = correction is None and heard.intent == "correction" and says_not_right(heard.words)
            return self._say.asking(talk, "", note=note, message=Message(self.script.phrases["which_answer"])) if which else None
        if correction.reaction is None:
            left = self._askings[talk.question].left(talk) if talk.question else talk
            return self._say.asking(self._askings[correction.question].reopened(left), correction.said, note=note)
        if talk.notes.adding and correction.reaction.given is not None:  # what is being weighed waits
            return self._beside(talk, correction.question, correction.reaction, note)
        return self._react(talk.at(correction.question), correction.reaction, note, back_to=talk)

    def _removed(self, talk: Talk, removal: Removal, note: str) -> Outcome:
        """What was told is taken away, and the open question is asked again."""
        back_to = talk if removal.question != talk.question else None
        return self._react(talk.at(removal.question), self._removals.reaction(talk, removal), note, back_to=back_to)

    def _beside(self, talk: Talk, question: str, reaction: Reaction, note: str) -> Outcome:
        """The new answer to another question, and then the open question as it stands."""
        return self._say.asking(talk.with_given(question, reaction.given).past(question).noting(advised=False, misses=0), reaction.said, note=note)

    def _react(self, talk: Talk, reaction: Reaction, note: str, back_to: Talk | None = None) -> Outcome:
        """The reaction of the open question put into the talk, and what is said next."""
        question = talk.question or self._consent
        if not reaction.understood:
            return self._not_understood(talk, reaction.said, note)
        if reaction.given is not None:
            removed = _taken_from(talk, question, reaction)
            talk = talk.with_given(question, reaction.given).noting(advised=False, removed=removed)
        talk, told = keep_along(talk, reaction.also, self.script)
        talk = talk.noting(misses=0, answered=())
        if talk.notes.adding and not reaction.stage and reaction.message is None:
            talk, reaction = self._closed(talk.noting(adding=False), question), replace(reaction, done=True)
        if not reaction.done:
            talk = talk.at(question, reaction.stage, reaction.memory)
            if back_to is not None and not reaction.stage:
                talk = talk.at(back_to.question, back_to.notes.stage, back_to.notes.memory)
            outcome = self._say.asking(talk, reaction.said, note=note, message=reaction.message, volunteered=told)
            return self._say.with_put_back(outcome) if reaction.taken else outcome
        if back_to is not None and back_to.question is not None:  # settled too, when it was come back to
            talk = talk.past(question).at(back_to.question, back_to.notes.stage, back_to.notes.memory)
        else:
            talk = self._say.onwards(talk.past(question))
        outcome = self._say.asking(talk, reaction.said, note=note, volunteered=told)
        return self._say.with_put_back(outcome) if reaction.taken else outcome

    def _closed(self, talk: Talk, question: str) -> Talk:
        """The talk with the answer to this question settled as it is."""
        given = talk.given.get(question)
        return talk if given is None or given.settled else talk.with_given(question, replace(given, status=AnswerStatus.ANSWERED))

    def _not_understood(self, talk: Talk, said: str, note: str, *, asks: bool = False) -> Outcome:
        """Asked again, then with help, then passed over where that can be; but not over the head of who only asks something."""
        if talk.question is None:
            return self._say.asking(talk, said or self.script.phrases["not_heard"], note=note)
        if talk.notes.misses >= STUCK and not asks and self.script.question(talk.question).kind in _PASSED_OVER:
            return self._passed_over(talk, note)
        talk = talk.noting(misses=talk.notes.misses + 1)
        return self._say.asking(talk, said if talk.notes.misses < STUCK else self.script.phrases["stuck"], note=note)

    def _passed_over(self, talk: Talk, note: str, words: str = "") -> Outcome:
        """The open question is left for what it is: an answer that stands stays, else there is none."""
        question = talk.question or self._consent
        asking = self._say.at(talk, question)
        reaction = self._kept() if self._stands(talk, asking) else asking.skip(talk, Heard(words, "skip"))
        return self._react(talk, reaction, note)

    # -- asides

    def _aside(self, talk: Talk, aside: Aside, note: str, *, asks: bool) -> Outcome:
        if not aside.understood:
            return self._not_understood(aside.talk, aside.said, note, asks=asks)
        if not aside.ask:
            said = " ".join(part for part in (note, aside.said) if part)
            return Outcome(talk=aside.talk.noting(offered=()), messages=(Message(said),))
        if aside.wants_advice:
            return self._say.advice(aside.talk, aside.said, note, "advice_early" if aside.talk.question else "advice")
        return self._say.asking(aside.talk, aside.said, note=note, message=aside.message, whole=aside.whole)


def _taken_from(talk: Talk, question: str, reaction: Reaction) -> JsonObject | None:
    """The answer from before something was taken away, with what that was; None when nothing was."""
    known = talk.given.get(question)
    if not reaction.taken or known is None:
        return None
    return {"question": question, "value": known.value, "words": known.words, "status": known.status.value, "labels": list(reaction.taken)}
