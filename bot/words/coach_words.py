"""How people ask for a transfer coach who looks on, or want none; only words, no talk."""

from __future__ import annotations

import re

from bot.words.compare_words import LONGEST
from bot.words.wording import words_of

_COACH = r"(?:transfer ?coach|coach)"
_LOOKS_ON = re.compile(r"\b(?:mee ?(?:te )?(?:kijk|denk)\w*|(?:kijk|denk)\w* (?:\w+ ){0,3}mee)\b")
_SOMEBODY = re.compile(rf"\b{_COACH}\b|\biemand (?:met (?:me|mij) )?|\been mens\b")
_WITH_ME = re.compile(rf"\b{_COACH}\b|\bmet (?:me|mij)\b|\blaat\b|\blaten\b")
_WANTS = re.compile(
    rf"(?:(?:ja|nee|nou|maar|eigenlijk|dan|oke|ok|en) )*(?:(?:ik )?(?:wil|zou|zoek|heb)(?: (?:ik|toch|wel|graag|dan|eens|ook|nu|liever|echt|even|behoefte|nodig))*(?: (?:met|aan|hulp van|een gesprek met|naar|steun van))? (?:een|de|mijn|n|die|zon) {_COACH}"
    rf"(?: (?:spreken|willen|praten|erbij|nodig|hebben|bellen|graag|zien|vragen|inschakelen|alsjeblieft|aub))*"
    rf"|(?:graag |doe (?:toch )?maar |geef (?:me |mij )?)?(?:(?:een|de) )?{_COACH}(?: (?:erbij|graag|alsjeblieft|aub|inschakelen))+|(?:graag|doe(?: toch)? maar) (?:een|de) {_COACH})"
)
_SHARES = re.compile(
    rf"(?:(?:ja|nou|oke|ok|kun je|kan je|ik wil|wil je|graag|dan|nu) )*(?:deel|delen|dit|het|mijn (?:skills)?paspoort|alles|graag| )*(?:met|aan) (?:een|de|mijn|n) (?:coachteam|{_COACH})(?: (?:delen|graag|aub|alsjeblieft))*"
    r"|(?:(?:ja|nou|oke|ok|kun je|kan je|ik wil|wil je|graag|dan|nu) )*(?:deel |delen )?mijn (?:skills)?paspoort (?:\w+ )?(?:delen )?met (?!iedereen|niemand|collega|mijn (?:baas|leiding|man|vrouw))\w+(?: \w+)?(?: (?:delen|graag|aub|alsjeblieft))*"
)
_WANTS_NONE = re.compile(rf"(?:nee |toch |liever |dan |maar |nou |ik wil |ik hoef )*(?:geen|niet een) {_COACH}(?: (?:hoor|meer|graag|nodig|spreken|zien))*")
_NOT = re.compile(r"\b(?:geen|niet|nee|stop|hoeft|hoef|zonder)\b")
_OTHER = re.compile(r"^(?:ik|k|we|wij) (?:kijk|denk|doe|help|begeleid)\w*\b|\b(?:worden|wordt|zijn|is|ben|was|als coach|wie|wanneer|hoe|waarom|wat)\b")


def wants_coach(words: str, *, plainly: bool = False) -> bool | None:
    """Whether somebody wants a coach to look on (True), or does not (any more) (False); None when it is about something else.

    `plainly`: only when they say that one looks on, for where 'een coach' may be a job.

    >>> [wants_coach(words) for words in ("kan een coach meekijken?", "ik wil een coach spreken", "laat de coach toch niet meekijken", "ik wil coach worden", "kijkt er iemand mee?", "deel met de coach", "deel mijn paspoort met carla")]
    [True, True, False, None, None, True, True]
    """
    said = " ".join(words_of(words))
    if not said or len(said.split()) > LONGEST or _OTHER.search(said):
        return None
    looks_on = _LOOKS_ON.search(said) and _SOMEBODY.search(said) and _WITH_ME.search(said)
    shares = _SHARES.fullmatch(said) and re.search(r"\bde(?:el|len)\b", said)
    if looks_on or shares or (not plainly and _WANTS.fullmatch(said)):
        return not _NOT.search(said)
    return False if not plainly and _WANTS_NONE.fullmatch(said) else None
