"""From 'ik wel avonden wil werken' or 'ik excel leer' to the one change that is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.asking.conditions import PARTS
from bot.asking.hardness import how_hard
from bot.ears import Ears
from bot.talk import Talk
from bot.texts.script import Script
from bot.words.wording import fits, how_well, how_well_meant, words_of
from rules.contrast.changes import Change, Digital, Elsewhere, Holds, Learned, NoLonger, Required, Towards, Weighed
from rules.language.dutch_words import STOP_WORDS
from rules.person import Criterion, CriterionKind, DigitalLevel, Direction

_PAPERS = "diploma|diplomas|papieren|papiertje|certificaat|certificaten|bevoegdheid|bevoegd|registratie|geregistreerd|ingeschreven|inschrijving|rijbewijs|akte|pabo|big|skj"
_PAPER_WORDS = re.compile(
    r"\b(?:ik|een|het|de|mijn|wel|al|ook|nog|diploma'?s?|papieren|papiertje|certifica(?:at|ten)|bevoegdheid|bevoegd|akte|voor|van|als|in|heb|had|hebt|zou|zouden|hebben|haal|haalde|halen|behaal|behaald|gehaald|ben|was|bij|om|te|worden|mbo|hbo)\b",
    re.IGNORECASE,
)
LEARNS = "leer|leerde|leren|geleerd|cursus|training|beheers|beheerste|beheersen|opleiding|volg|volgde|bijleer"
"""Words of who learns something, whatever it is."""
_KNOWS = "kan|kon|kunnen|ken|kende"
_LEARN_WORDS = re.compile(
    r"\b(?:ik|me|mij|wel|ook|nog|een|de|het|met|in|over|goed|beter|heel|zou|zal|ga|wil|willen|om|te|eerst|leer(?:de|en)?|geleerd|kan|kon|kunnen|cursus|training|beheers(?:te|en)?|opleiding|volg(?:de|en)?|doe|doen|bijleer|ken|kende|gaan|snap|omgaan met(?= (?:de )?computers?))\b",
    re.IGNORECASE,
)
_DENIES = "geen|niet|nooit|zonder|nergens"
_HOW_HARD = "eis|wens|must|perse|verplicht|hard|streng|breekpunt|moet|moeten|hoef|hoeft|hoeven"
_ALL_OVER = ("heel|hele nederland|land", "landelijk", "overal")
_BETTER = "beter|handiger|handig|sneller|vaardig|vaardiger"
_NEED_NOT = "hoef|hoeft|hoeven"
_AROUND = re.compile(r"\b(?:ik|we|mijn|er|het|wel|ook|wil|willen|wou|zou|zouden|mag|kan|kon|graag|echt|moet|moeten|toch|per se|alleen|dan|ga|gaan|weer|gewoon)\b\s*", re.IGNORECASE)
_COMMON = frozenset({"werk", "werken", "werkt", "baan", "functie", "kunnen", "willen", "moet", "moeten", "tijd", "tijden"})
_STEM = 5  # letters by which a criterion is named: 'avond' for 'avonden'
_WANTED = frozenset({CriterionKind.WORK_FROM_HOME, CriterionKind.OUTDOORS, CriterionKind.INDOORS, CriterionKind.MUCH_PUBLIC_CONTACT})
"""Criteria that ask for something; the others refuse something, so who names that without a denial lets it go."""
_UNCHECKED = frozenset({CriterionKind.OTHER, CriterionKind.FACT})


@dataclass(frozen=True, slots=True)
class SupposedChange:
    script: Script
    ears: Ears

    def find(self, talk: Talk, clause: str) -> Change | None:
        """The change in what is supposed ('ik in Utrecht zoek'); None when it is none that can be reckoned with."""
        ways: tuple[Callable[[Talk, str], Change | None], ...] = (
            self._papers, self._region, self._weighed, self._learns, self._digital, self._criterion, self._knows, self._direction,
        )
        return next((found for way in ways if (found := way(talk, clause)) is not None), None)

    def _papers(self, talk: Talk, clause: str) -> Change | None:
        if not fits(_PAPERS, clause) or fits(_DENIES, clause):
            return None
        requirement = self.ears.requirement(_PAPER_WORDS.sub(" ", clause)) or self.ears.requirement(clause)
        return Holds(requirement) if requirement else None

    def _region(self, talk: Talk, clause: str) -> Change | None:
        if any(fits(pattern, clause) for pattern in _ALL_OVER):
            return Elsewhere(None)
        places = self.ears.places_within(clause)
        return Elsewhere(places[0].region_id) if len(places) == 1 else None

    def _weighed(self, talk: Talk, clause: str) -> Change | None:
        """'Als thuiswerken een wens is en geen eis': about a criterion that was told."""
        about = self._told(talk, clause) if fits(_HOW_HARD, clause) else None
        if about is None or self._lets_go(clause):
            return None
        options = self.script.question("criteria").options
        hard = next((said for part in PARTS.split(clause) if (said := how_hard(options, part)) is not None), None)
        return Weighed(about, hard) if hard is not None else None

    def _lets_go(self, clause: str) -> bool:
        """Whether something is said not to be needed at all: 'thuiswerken niet hoeft'; 'niet per se' makes it a wish."""
        return fits(_NEED_NOT, clause) and fits(_DENIES, clause) and not fits("per|perse|echt", clause)

    def _criterion(self, talk: Talk, clause: str) -> Change | None:
        denies = fits(_DENIES, clause)
        told = self._told(talk, clause)
        kind = told if told is not None else self._kind(clause, denies)
        if kind is None or kind in _UNCHECKED:
            return None
        frees = self._lets_go(clause) or any(pattern.kind is kind and pattern.frees(clause) for pattern in self.script.criteria)
        wanted = not frees and denies is (kind not in _WANTED)
        return Required(Criterion(_AROUND.sub("", clause).strip(" ,"), kind, hard=True)) if wanted else NoLonger(kind)

    def _kind(self, clause: str, denies: bool) -> CriterionKind | None:
        """What a criterion that was not told may be about: one that is set, or one that is let go."""
        named = self.script.criterion_kind(clause)
        if denies or named in _WANTED:
            freed = self._freed(clause)
            return freed if freed is not None else named
        freed = next((found for said in (clause, f"{clause} mag wel", f"mag ook best {clause}") if (found := self._freed(said, but=_WANTED))), None)
        refused = self.script.criterion_kind(f"geen {_AROUND.sub('', clause)}")
        return freed if freed is not None else refused if refused not in _UNCHECKED | _WANTED else None

    def _freed(self, words: str, but: frozenset[CriterionKind] = frozenset()) -> CriterionKind | None:
        """The kind of the first criterion that these words let go."""
        return next((pattern.kind for pattern in self.script.criteria if pattern.kind not in _UNCHECKED | but and pattern.frees(words)), None)

    def _told(self, talk: Talk, clause: str) -> CriterionKind | None:
        """The kind of the told criterion that these words are about."""
        typed = words_of(clause)
        told: list[Mapping[str, Any]] = list(talk.value("criteria").get("criteria", ()))
        for each in told:
            names = [word for word in words_of(each["words"]) if len(word) >= _STEM - 1 and word not in STOP_WORDS | _COMMON]
            if any(word.startswith(name[:_STEM]) for name in names for word in typed):
                return CriterionKind(each["kind"])
        return None

    def _direction(self, talk: Talk, clause: str) -> Change | None:
        scores = {option.value["direction"]: how_well_meant(option.says, clause) for option in self.script.question("direction").options}
        best = max(scores, key=lambda direction: scores[direction])
        return Towards(Direction(best)) if scores[best] and list(scores.values()).count(scores[best]) == 1 else None

    def _digital(self, talk: Talk, clause: str) -> Change | None:
        """One step up from what was told, for who learns to get on better with the computer."""
        question = self.script.question("digital")
        if not how_well(question.names, clause) or not (fits(_BETTER, clause) or fits(LEARNS, clause)):
            return None
        known = talk.value("digital")
        now = next((place for place, option in enumerate(question.options) if option.value == known), 1)
        value = question.options[min(now + 1, len(question.options) - 1)].value
        return Digital(DigitalLevel(value["insight"], value["create"]))

    def _learns(self, talk: Talk, clause: str) -> Change | None:
        return self._skill(clause) if fits(LEARNS, clause) else None

    def _knows(self, talk: Talk, clause: str) -> Change | None:
        return self._skill(clause) if fits(_KNOWS, clause) else None

    def _skill(self, clause: str) -> Change | None:
        if fits(_DENIES, clause):
            return None
        rest = " ".join(_LEARN_WORDS.sub(" ", clause).split())
        if how_well(self.script.question("digital").names, rest):
            return None
        skill = self.ears.skill(rest)
        return Learned(skill) if skill else None
