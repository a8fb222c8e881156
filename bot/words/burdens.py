"""What weighs on somebody without being a crisis: a bad night, a loss, a chef. It gets a warm word, and is no answer and kept nowhere."""

from __future__ import annotations

import re

from bot.words.distress import is_distress, may_be_distress
from bot.words.job_worry import worries
from bot.words.wording import plain
from rules.language.kin import NEAREST

LONGEST_CLAUSE = 120  # characters
_LEAD = r"(?:(?:en|maar|want|dus|ja|nee|nou|ook|eigenlijk|omdat|sinds|verder|soms|ik|we|dat ik|ik ben|daar) )*"
_HOW = r"(?:(?:er|hier|daar|nu|nou|al|echt|best|heel|erg|zo|veel|te|vaak|soms|ook|gewoon|helemaal|een beetje|steeds|altijd|elke nacht|de laatste tijd|weken|maanden|thuis|wel|knap|behoorlijk|ontzettend|even|net|pas|onlangs) )*"
_KIN = rf"(?:mijn|mn|me|onze|m n) (?:\w+ )?(?:{NEAREST}|kindje|baby|tweeling|hond|kat)"
_WHEN = r"(?:(?:is|zijn|was|vorig|vorige|dit|afgelopen|jaar|maand|week|net|pas|onlangs|plotseling|opeens|helaas|kort|geleden|in|al|een|twee|drie|paar|jaren|maanden|weken|laatst|heel|erg|ernstig|toen|kortgeleden|\d+) )*"
_WHOM = r"(?:die|de|mijn|mn|dat|al die|al dat|deze|dit) (?:\w+ )?(?:chef|baas|leidinggevende|manager|teamleider|directeur|collega|collegas|drukte|werkdruk|gedoe|sfeer|reorganisatie|onzekerheid|stress|mensen)"
_TAIL = r"(?: (?:van|door|over|om|bij|met|sinds|na)(?: (?!\w*(?:dienst|nacht|avond|ploeg)\w*)\w+){1,6}| hoor| ervan| gewoon| erg| steeds| meer| veel| thuis| hier){0,2}"
_BURDEN = re.compile(
    rf"{_LEAD}(?:"
    rf"{_HOW}slaap {_HOW}(?:slecht|weinig|onrustig|beroerd|matig|nauwelijks|niet (?:zo )?(?:goed|best|lekker)){_TAIL}"
    rf"|(?:lig|lag) {_HOW}wakker{_TAIL}|{_HOW}(?:pieker|piekeren|tob|maal|malen|pieker me suf){_TAIL}"
    rf"|{_KIN} {_WHEN}(?:overleden|dood(?: ?gegaan)?|doodziek|gestorven|weggevallen|er niet meer|ongeneeslijk(?: ziek)?|ernstig ziek|verongelukt|terminaal){_TAIL}(?: is)?"
    rf"|{_HOW}{_KIN} {_WHEN}(?:verloren|kwijtgeraakt|begraven|moeten begraven){_TAIL}|heb {_HOW}{_KIN} {_WHEN}(?:verloren|begraven){_TAIL}"
    rf"|{_HOW}(?:word|werd) (?:ik )?{_HOW}(?:knetter|stapel)?gek(?: van {_WHOM}| hier| ervan| van alles)?(?: geworden)?|(?:{_WHOM}|ze|het|hij|zij) (?:maakt|maken) me {_HOW}(?:knetter|stapel)?gek{_TAIL}"
    rf"|neem {_HOW}(?:veel|alles|het|mijn werk|het werk|stress|zorgen) {_HOW}mee naar huis{_TAIL}|neem het {_HOW}mee naar huis"
    rf"|heb {_HOW}(?:stress|verdriet|zorgen|spanningen|kopzorgen|slapeloze nachten){_TAIL}|maak me {_HOW}zorgen(?!.*(?:baan|werk|functie)){_TAIL}"
    rf"|(?:heb|vind) het {_HOW}(?:zwaar|moeilijk|lastig) (?:thuis|de laatste tijd|gehad|op dit moment|momenteel|met mezelf)|het is {_HOW}(?:zwaar|moeilijk) thuis"
    rf"|het (?:gaat|loopt) {_HOW}(?:niet (?:zo )?(?:goed|lekker)|slecht) (?:met me|met mij|thuis|in mijn hoofd){_TAIL}|zit {_HOW}niet (?:zo )?lekker in mijn vel{_TAIL}"
    rf"|(?:zit|lig) {_HOW}(?:midden )?in een (?:vecht)?scheiding{_TAIL}|lig {_HOW}in scheiding{_TAIL}|(?:ben|net) {_HOW}gescheiden{_TAIL}"
    rf"|heb {_WHEN}(?:zware |flinke )?(?:burn ?-?out|depressie)(?: \w+){{0,3}} (?:gehad|achter de rug)|had {_WHEN}(?:zware |flinke )?(?:burn ?-?out|depressie){_TAIL}|ben {_WHEN}(?:overspannen|depressief) geweest{_TAIL}"
    r")"
)
_PARTS = re.compile(r"([,.;:!?\n]+\s*|\s+(?:en|maar|want|dus|omdat)\s+)", re.IGNORECASE)
_JOINS = re.compile(r"^(?:[\s,.;:!?]|\b(?:en|maar|want|dus|omdat)\b)+|(?:[\s,;:]|\b(?:en|maar|want|omdat)\b)+$", re.IGNORECASE)


def without_burdens(text: str) -> tuple[str, bool]:
    """The text without what only tells that somebody has a hard time, and whether there was any; whole when it may be a crisis.

    >>> without_burdens("mijn vader is vorig jaar dood gegaan, ik zorgde voor hem"), without_burdens("ik slaap slecht en pieker"), without_burdens("ik geef les")
    (('ik zorgde voor hem', True), ('', True), ('ik geef les', False))
    """
    parts = _PARTS.split(text)
    burdens = {place for place in range(0, len(parts), 2) if _is_burden(parts[place])}
    if not burdens or is_distress(text) or worries(text):
        return text, False
    left = [part for place, part in enumerate(parts) if place not in burdens and (place % 2 == 0 or place + 1 not in burdens)]
    rest = _JOINS.sub("", "".join(left).strip())
    return (text, False) if may_be_distress(rest) else (rest, True)


def _is_burden(clause: str) -> bool:
    return len(clause) <= LONGEST_CLAUSE and _BURDEN.fullmatch(plain(clause).strip()) is not None
