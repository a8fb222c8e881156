"""'Terug': a question that was answered is shown with its answer, which stands until there is another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.asking.base import Asking, ordinal
from bot.beside.summary import answer_words
from bot.ears import Ears
from bot.order import Order
from bot.replies import Message
from bot.talk import BUTTON, REVIEW, Heard, Talk
from bot.texts.script import Kind, Question, Script
from bot.words.wording import fits, how_well, words_of
from skills_passport.model import Button

_KEEP, _CHANGE = "houden", "veranderen"
_BUTTONS = (_KEEP, _CHANGE)
_FEW = 3  # words: a longer answer that begins with 'nee' or 'ja' says more than that
_YES = frozenset(["ja", "jawel", "jazeker", "graag", "doe", "maar", "mag", "verander", "veranderen", "die", "dat", "het", "wil", "ik", "hoor"])
_LEAVES = ("laat|laten|houden|hou", "hoeft niet", "klopt|goed|prima|zo !niet")
_STAYS = "laat|laten|houden|hou|klopt|zo|blijven|veranderd|veranderen"
"""Of these words each says of a yes or a no that it stays; 'prima' and 'hoeft niet' answer the question itself."""
_LEAVING = frozenset(
    ["nee", "ja", "nou", "laat", "laten", "we", "maar", "zo", "staan", "het", "dit", "dat", "die", "hoeft", "niet", "is", "was", "zijn", "al", "goed", "prima", "klopt", "houden",
     "hou", "ik", "gewoon", "wel", "hoor", "ok", "oke", "te", "veranderen", "veranderd", "worden", "van", "mij", "mag", "blijven", "wat"]
)
"""Words that say no more than that it may stay: 'nee laat maar zo', 'hoeft niet veranderd te worden'."""
_RIGHT = "klopt|goed|prima|zo|laat|houden|oke|ok"  # 'ja, klopt' is no yes to changing


@dataclass(frozen=True, slots=True)
class Review:
    """How the question that was come back to is shown, and whether its answer is kept."""

    script: Script
    ears: Ears
    askings: Mapping[str, Asking]
    order: Order

    def previous(self, talk: Talk) -> str | None:
        """The answered question before the open one; None when there is none. The consent is none to come back to."""
        consent = self.script.questions[0].id
        answered = (q for q in self.order.before(talk, talk.question) if q != consent and talk.settled(q) and self.askings[q].applies(talk))
        return next(reversed(list(answered)), None)

    def message(self, talk: Talk, question: Question, *, short: bool = False) -> Message:
        """The answer and whether it is to be changed; `short` in one sentence.

        A question of yes or no is put again with the answer: to 'wil je dat veranderen?' the same 'ja hoor' would mean the reverse.
        """
        phrases = self.script.phrases
        if question.kind is Kind.CONTACT:
            return self._yes_or_no(talk, question, short=short)
        buttons = tuple(Button(phrases[phrase], f"{BUTTON}{question.id}:{what}") for phrase, what in zip(("review_keep", "review_change"), _BUTTONS, strict=True))
        answer = answer_words(talk, question, self.ears)
        length = "_short" if short else ""
        text = phrases[f"review{length}"].format(answer=answer) if answer else phrases[f"review_skipped{length}"].format(about=question.about_words)
        return Message(text, buttons)

    def _yes_or_no(self, talk: Talk, question: Question, *, short: bool) -> Message:
        phrases, buttons = self.script.phrases, self.askings[question.id].option_buttons()
        answer = answer_words(talk, question, self.ears)
        if short:
            asks = f"{question.again[:1].lower()}{question.again[1:]}"
            return Message(phrases["review_yes_no_short"].format(answer=answer, question=asks) if answer else question.again, buttons)
        text = phrases["review_yes_no"] if answer else phrases["review_yes_no_skipped"]
        return Message(text.format(answer=answer, question=question.again), buttons)

    def keeps(self, talk: Talk, heard: Heard) -> bool | None:
        """Whether the answer stays (True) or is to be changed (False); None when something else was said."""
        if talk.notes.stage != REVIEW or talk.question is None:
            return None
        if self.script.question(talk.question).kind is Kind.CONTACT:
            return self._keeps_yes_or_no(talk, heard, talk.question)
        chosen = self._chosen(talk.question, heard)
        if chosen:
            return chosen == _KEEP
        if heard.intent in {"done", "dont_know"} or (how_well(_LEAVES, heard.words) and _LEAVING.issuperset(words_of(heard.words))):
            return True
        small = heard.intent in {"affirm", "deny"} and len(words_of(heard.words)) <= _FEW
        if not small or (heard.intent == "affirm" and self._answers_at_once(talk, heard)):
            return None
        return heard.intent == "deny" or fits(_RIGHT, heard.words)

    def _chosen(self, question: str, heard: Heard) -> str:
        """Which of the two buttons is pressed, or meant by 'de bovenste'; empty when none is."""
        if heard.payload:
            pressed = heard.chosen(question) or ""
            return pressed if pressed in _BUTTONS else ""
        place = ordinal(heard.words, len(_BUTTONS))
        return "" if place is None else _BUTTONS[place]

    def _keeps_yes_or_no(self, talk: Talk, heard: Heard, question: str) -> bool | None:
        """Whether a yes or no leaves the answer as it is; never False, as the question itself was put again."""
        if heard.intent in {"done", "dont_know"} or (not heard.payload and fits(_STAYS, heard.words) and _LEAVING.issuperset(words_of(heard.words))):
            return True
        option = self.askings[question].option(heard)
        return True if option is not None and option.value == talk.value(question) else None

    def _answers_at_once(self, talk: Talk, heard: Heard) -> bool:
        """Whether the yes to changing has the new answer with it: 'ja, regio Utrecht'."""
        rest = [word for word in words_of(heard.words) if word not in _YES]
        said = Heard(" ".join(rest))
        return bool(rest) and not fits(_RIGHT, heard.words) and self.askings[talk.question or ""].recognises(talk, said)
