"""'Heb ik straks geen werk meer?': the worry to lose the job, which gets an answer and never a goodbye."""

from __future__ import annotations

import re

from bot.words.wording import plain

_SOON = r"(?:(?:straks|dan|nu|dadelijk|binnenkort|ooit|soms|misschien|ook|nog|wel|gewoon|volgend jaar|over een paar jaar|in de toekomst|door \w+)\s+){0,3}"
_MINE = r"(?:(?:mijn|mn|me|ons|onze|de|deze|dit|een|eigen|ander)\s+){0,2}"
_JOB = r"(?:werk|baan|baantje|job|functie|beroep|plek|banen)"
_WORRIES = re.compile(
    rf"\bheb (?:ik|we|wij) (?:dan |straks )?(?:geen|straks|nog|dan) (?:wel |nog |geen )*{_MINE}{_JOB}\b|\b(?:hou|houd|houden|behoud|behouden) (?:ik|we|wij) {_SOON}{_MINE}{_JOB}\b"
    rf"|\b(?:straks|dan|binnenkort|morgen|volgend jaar|nog)\b.{{0,25}}\b(?:geen|zonder) (?:\w+ )?{_JOB}\b"
    rf"|\b(?:raak|ben|raken|zijn) (?:ik|we|wij) {_SOON}{_MINE}{_JOB} (?:straks |dan )?kwijt\b|\b(?:verlies|verliezen) (?:ik|we|wij) {_SOON}{_MINE}{_JOB}\b"
    rf"|\b(?:sta|kom|staan) (?:ik|we|wij) {_SOON}op straat\b|\b(?:vlieg|lig|moet|ga) (?:ik|we|wij) {_SOON}(?:eruit|er uit)\b"
    rf"|\b(?:word|ben|worden|zijn) (?:ik|we|wij) {_SOON}(?:ontslagen|werkloos|werkeloos|overbodig|boventallig|weggestuurd|niet meer nodig)\b"
    rf"|\bmoet(?:en)? (?:ik|we|wij) {_SOON}(?:hier )?{_SOON}weg\b"
    rf"|\bis er (?:straks |dan |wel )*(?:nog|straks) (?:wel |nog )*{_JOB}\b|\b(?:blijft|bestaat|verdwijnt|verdwijnen) {_SOON}{_MINE}{_JOB}\b"
    rf"|{_MINE}{_JOB} (?:\w+ ){{0,2}}(?:overnemen|overneemt|overgenomen|vervangen|vervangt|verdwijnen|verdwijnt|afpakken|afpakt|inpikken)\b"
)
_FEARS = re.compile(r"^(?:en |maar |nou |ja )*(?:ik )?(?:ben|word)(?: ik)? (?:\w+ )?bang\b")
_IS_IT_TRUE = re.compile(r"^(?:en |maar |nou )*klopt (?:het|dat|t)(?: \w+)? (?:dat|of)\b")


def worries(words: str) -> bool:
    """Whether somebody asks whether the job will still be there; only for what is a question, or heard as a goodbye.

    >>> worries("heb ik straks geen werk meer?"), worries("gaan robots ons werk overnemen?"), worries("ik moet nu weg"), worries("ik kap ermee")
    (True, True, False, False)
    """
    return _WORRIES.search(plain(words)) is not None


def fears(words: str) -> bool:
    """Whether somebody tells what they are afraid of, which is no work and no wish.

    >>> fears("ik ben bang dat mijn baan verdwijnt"), fears("ik begeleid mensen die bang zijn")
    (True, False)
    """
    return _FEARS.match(plain(words)) is not None


def asks_whether_true(words: str) -> bool:
    """Whether somebody asks if something is so; 'klopt' corrects nothing there.

    >>> asks_whether_true("klopt het dat scanauto's ons werk overnemen?"), asks_whether_true("dat klopt niet")
    (True, False)
    """
    return _IS_IT_TRUE.match(plain(words)) is not None
