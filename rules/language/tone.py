"""The tone of what people read (M22): no blame, no promise, nothing that makes somebody small; what someone can do stands first.

Words are looked for, no meaning: a text without any of them can still be unkind, so people read every new text as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Wrong(StrEnum):
    """What is wrong with the tone, and what to do instead."""

    PROMISE = "belooft iets dat niemand kan beloven. Zeg wat er kan, en wie erover beslist"
    BLAME = "geeft iemand de schuld. Zeg wat de volgende stap is"
    SMALL = "maakt iemand klein. Begin met wat iemand kan, en noem dan wat er te leren is"
    GLOOM = "klinkt als slecht nieuws. Zeg gewoon hoe het zit"


@dataclass(frozen=True, slots=True)
class Slip:
    """Words out of tone, as they stand in the text."""

    words: str
    wrong: Wrong

    @property
    def why(self) -> str:
        """What is wrong and what to do, to go on after the words."""
        return self.wrong.value


_SLIPS = {
    Wrong.PROMISE: (
        r"(?:baan|werk|carrière)garanti\w*", r"(?:ge)?garande(?:er|re)\w*", r"verzekerd van", r"(?:wij|we|ik|je coach|hr) belo(?:of|ven|oft)\b",
        r"(?:zeker|verzekerd) (?:van )?(?:een |je )?(?:vaste )?(?:baan|werk|plek)\b", r"je krijgt (?:straks |dan |zeker )?(?:de|die|deze|een vaste) (?:baan|plek|functie)",
        r"je wordt (?:zeker |dan |straks )?aangenomen", r"(?:lukt|slaagt?) (?:zeker|altijd|gegarandeerd)", r"altijd werk\b",
    ),
    Wrong.BLAME: (
        r"(?:jouw|je|eigen) schuld", r"had je (?:maar|moeten|beter|kunnen|eerder)\b.{0,40}", r"je had (?:maar|moeten|beter|eerder)\b", r"je hebt nagelaten", r"te lang gewacht",
        r"aan jou (?:te wijten|gelegen)",
    ),
    Wrong.SMALL: (
        r"(?:schiet|schieten|schoot) (?:\w+ ){0,3}tekort", r"tekort(?:schie|koming)\w*", r"je (?:bent|kunt|doet|lijkt|werkt) (?:\w+ )?(?:niet \w+ genoeg|ongeschikt|te oud|te laag|te traag)",
        r"\bniet in staat\b", r"beschikt niet", r"(?:je|jouw) zwak(?:ke)? \w+", r"een gebrek aan", r"laagopgeleide?\b", r"laaggeschoolde?\b",
        r"je (?:loopt|raakt|blijft) achter(?:op)?\b", r"je achterstand", r"onvoldoende", r"afgeschreven\b",
    ),
    Wrong.GLOOM: (r"helaas", r"jammer genoeg", r"het spijt", r"kansloos", r"uitzichtloos"),
}
_PATTERNS = tuple((wrong, re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)) for wrong, patterns in _SLIPS.items())


def slips(text: str) -> Iterator[Slip]:
    """Everything in a text that is out of tone.

    >>> [(found.words, found.wrong.name) for found in slips("Helaas, dat kun je niet: een baangarantie.")]
    [('baangarantie', 'PROMISE'), ('Helaas', 'GLOOM')]
    >>> list(slips("Je kunt al plannen. Wat je erbij leert: inkopen. HR beslist over een aanvulling op je loon."))
    []
    """
    for wrong, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield Slip(found.group(), wrong)
