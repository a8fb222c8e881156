"""The labour-market region: a town, a region or how people call it."""

from __future__ import annotations

from bot.asking.base import SMALL_WORDS, Asking, closest, criterion_json, meant_instead, ordinal
from bot.asking.refused_places import without_refused_places
from bot.asking.volunteered import clauses_of, volunteered
from bot.ears import PlaceGuess
from bot.replies import Message
from bot.talk import Given, Heard, Reaction, Talk
from bot.words.wording import fits, same_words
from rules.person import CriterionKind
from skills_passport.model import AnswerStatus

MOST_OFFERED = 4
_NONE = "geen"
_WHERE = "zoek|zoeken|buurt|omgeving|regio|provincie|woon|rond|rondom|liefst|gewoon|hier"
"""Who says where, says that and no more: 'iets in de buurt van Tiel' is no condition."""
_A_PLACE = 4  # words: a longer clause that only holds a town may tell of work there
LONGEST_PLACE = 100  # characters of the own words that are kept as the place


class RegionAsking(Asking):
    """Stages: '' asked, 'choose' several fit, 'second' asked once more because none did."""

    __slots__ = ()

    def ask(self, talk: Talk, *, first: bool) -> Message:
        if talk.notes.stage == "choose":
            places = talk.notes.memory["places"]
            if len(places) == 1:
                region, title, town = places[0]
                yes_or_no = (self.button(self.say("yes"), region), self.button(self.say("no"), _NONE))
                return Message(self.say("sure", place=town or title), yes_or_no)
            return Message(self.say("choose"), tuple(self.button(title, region) for region, title, _ in places))
        if talk.notes.stage == "second":
            return Message(self.say("unknown"))
        return Message(self.question.ask if first else self.question.again)

    def hear(self, talk: Talk, heard: Heard) -> Reaction:
        if talk.notes.stage == "choose":
            chosen = self._chosen(talk, heard)
            if chosen is not None:
                return self._settled(chosen, str(talk.notes.memory["words"]))
            if heard.chosen(self.question.id) == _NONE:
                return Reaction(stage="second")
        if heard.intent in SMALL_WORDS and not self.recognises(talk, heard):
            return self.skip(talk, heard) if heard.intent in {"dont_know", "done"} else Reaction(understood=False)
        return self._find(talk, heard)

    def _find(self, talk: Talk, heard: Heard) -> Reaction:
        wanted = without_refused_places(heard.words, self.ears)
        if wanted != heard.words and not self.ears.places_within(wanted) and not any(place.exact for place in self.ears.places(wanted)):
            return self._anywhere_else(talk, heard.words)
        words = meant_instead(wanted)[:LONGEST_PLACE]
        places = list(self.ears.places(words) or self.ears.places_within(wanted))
        also = self._beside(talk, heard.words)
        if len(places) == 1 and places[0].exact:
            return self._settled(places[0], words, also)
        if places:
            offered = [[place.region_id, place.title, place.town] for place in places[:MOST_OFFERED]]
            return Reaction(stage="choose", memory={"words": words, "places": offered}, also=also)
        return self._unknown(talk, heard, also)

    def _anywhere_else(self, talk: Talk, words: str) -> Reaction:
        """Who only says where not to look is asked nothing more: the whole country, and the coach reads the own words."""
        told = list(talk.value("criteria").get("criteria", ()))
        limit = criterion_json(words[:LONGEST_PLACE].strip(" .!,"), CriterionKind.OTHER, False)
        also = () if talk.settled("criteria") else (("criteria", Given({"criteria": [*told, limit]}, words, AnswerStatus.OPEN)),)
        return Reaction(given=Given({"region_id": None, "words": words[:LONGEST_PLACE]}, words), said=self.question.skip, done=True, also=also)

    def _beside(self, talk: Talk, words: str) -> tuple[tuple[str, Given], ...]:
        """What is told beside the place; 'Leiden' is a town here and no 'leiden' of people."""
        clauses = clauses_of(words, self.script)
        rest = [clause for clause in clauses if not self._says_where(clause)]
        return volunteered(talk, words if rest == clauses else ", ".join(rest), self.ears, self.script, beside=self.question.id) if rest else ()

    def _says_where(self, clause: str) -> bool:
        """Whether a clause is about the place: a place by itself, or with 'in de buurt van' and the like."""
        places = self.ears.places(clause)
        return bool(places) and (len(clause.split()) <= _A_PLACE or (fits(_WHERE, clause) and any(place.exact for place in places)))

    def recognises(self, talk: Talk, heard: Heard) -> bool:
        return any(place.exact for place in self.ears.places(heard.words))

    def _chosen(self, talk: Talk, heard: Heard) -> PlaceGuess | None:
        places = [PlaceGuess(region, title, town, True) for region, title, town in talk.notes.memory["places"]]
        picked = heard.chosen(self.question.id)
        place = next((number for number, guess in enumerate(places) if guess.region_id == picked), None)
        if place is None:
            place = ordinal(heard.words, len(places))
        if place is None:
            place = closest([guess.title for guess in places], heard.words)
        if place is None and heard.intent == "affirm" and len(places) == 1 and not self.recognises(talk, heard):
            place = 0
        return None if place is None else places[place]

    def _settled(self, place: PlaceGuess, words: str, also: tuple[tuple[str, Given], ...] = ()) -> Reaction:
        given = Given({"region_id": place.region_id, "words": words}, words)
        is_town = bool(place.town) and not same_words(place.town, place.title)
        said = self.say("town", town=place.town, title=place.title) if is_town else self.question.confirm.format(title=place.title)
        return Reaction(given=given, said=said, done=True, also=also)

    def _unknown(self, talk: Talk, heard: Heard, also: tuple[tuple[str, Given], ...] = ()) -> Reaction:
        if talk.notes.stage != "second":
            return Reaction(stage="second", also=also)
        if talk.settled(self.question.id):  # what is no place never takes the place of one
            return Reaction(said=self.script.phrases["kept"], done=True, also=also)
        words = heard.words[:LONGEST_PLACE]
        return Reaction(given=Given({"region_id": None, "words": words}, words), said=self.say("give_up"), done=True, also=also)
