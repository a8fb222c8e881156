"""How people ask what they can do now with the work of their choice, and what happens to the tasks they have; only words, no talk."""

from __future__ import annotations

import re

from bot.words.compare_words import LONGEST
from bot.words.wording import words_of
from rules.language.dutch_words import word_set

_PLAN = word_set("plan leerplan stappenplan actieplan plannetje")
_PLAN_WITHIN = word_set(
    "wat is wordt zijn mijn m n me mij het een de laat zien kan kun wil mag je jij ik maak maken toon geef bekijken bekijk zie en of nu dan eens graag alsjeblieft aub voor eigenlijk nog even waar staat hoe ziet eruit er uit van aanpak "
    "heb heeft kom met voor ja oke"
)
_LEADS = r"(?:(?:en|oke|ok|ja|nou|maar|goed|dus|mooi|leuk|prima|top|fijn)\b ?)*"
_NOW = r"(?: (?:nu|dan|hiermee|daarmee|hier|er|daar|mee|eraan|eigenlijk|precies|verder|als eerste|eerst|aan|met (?:dit|deze|het)(?: (?:plan|werk|kaarten|advies))?))*"
_BEGINS = re.compile(
    rf"{_LEADS}(?:"
    rf"(?:hoe|waar|waarmee|wanneer) (?:begin|start) ik{_NOW}"
    rf"|(?:hoe|waar|waarmee|wat) (?:moet|kan|ga|zou|zal|mag) ik{_NOW} (?:beginnen|starten|verder|verder gaan|aanpakken|doen|te doen|regelen|ondernemen)"
    rf"|hoe (?:pak|ga) ik (?:dit|dat|het|nu|hiermee|dan|er){_NOW} (?:aan|verder)"
    r"|hoe (?:nu |dan )?(?:verder|nu verder|gaat het (?:nu )?verder)|(?:en|wat) (?:nu|nou|dan)|nu wat"
    r"|wat (?:is|zijn|wordt|worden) (?:nu |dan )?(?:mijn|de) (?:eerste|volgende|drie)? ?stap(?:pen|je|jes)?(?: (?:nu|dan))?"
    rf"|welke stappen (?:moet|kan|ga|zijn)(?: ik| er)?{_NOW}(?: (?:zetten|nemen|doen|nodig))?|wat staat me{_NOW} te doen"
    r")"
)


def asks_plan(words: str) -> bool:
    """Whether somebody asks how to go on with the work of their choice.

    >>> [asks_plan(words) for words in ("wat is mijn plan", "en nu?", "hoe begin ik", "ik plan vergaderingen", "wat doe ik nu voor werk")]
    [True, True, True, False, False]
    """
    typed = words_of(words)
    named = not _PLAN.isdisjoint(typed) and _PLAN_WITHIN.union(_PLAN).issuperset(typed) and typed[:2] != ["ik", "plan"]
    return named or _BEGINS.fullmatch(" ".join(typed)) is not None


_TASKS = r"(?:eigen )?(?:taken|taak|werkzaamheden|takenpakket)"
_HAPPENS = r"(?:verdwijn|weg|wegval|groei|blij|bleef|verander|minder|meer|over|kom|nieuw|krimp|groen|rood|vervall|verval)"
_ASKS_TASKS = re.compile(
    rf"{_LEADS}(?:"
    rf"(?:wat|hoe)\b.{{0,30}}\b(?:gebeurt|gebeuren|gebeurd|verandert|veranderen|veranderd|staat|zit|gaat|wordt|doen|doet)\b.{{0,20}}\bmijn {_TASKS}\b.{{0,20}}"
    rf"|wat (?:blijft|verdwijnt|verandert|valt)(?: er)?(?: (?:over|weg|dan|nog))* (?:van|aan|in|bij) mijn {_TASKS}\b.{{0,20}}"
    rf"|(?:wat|welk deel|hoeveel) (?:van|aan|in) mijn {_TASKS} .{{0,20}}{_HAPPENS}\w*.{{0,20}}"
    rf"|(?:welke|hoeveel|wat voor)(?: van)?(?: (?:de|mijn))? {_TASKS}\b.{{0,20}}\b{_HAPPENS}\w*.{{0,20}}"
    rf"|(?:verdwijnen|veranderen|blijven|groeien|houd ik|hou ik|vallen|komen) (?:er )?(?:van )?mijn {_TASKS}\b.{{0,20}}"
    rf"|(?:laat|mag|kan|wil)?(?: (?:me|mij|ik|eens))* ?mijn {_TASKS}(?: (?:zien|bekijken|in|rood|en|groen|graag|nog eens|eens|even))*"
    r"|(?:.{0,30}\b)?(?:rood en groen|groen en rood|rode en groene taken|groene en rode taken)(?: .{0,20})?"
    r")"
)


def asks_tasks(words: str) -> bool:
    """Whether somebody asks what happens to their own tasks.

    >>> [asks_tasks(words) for words in ("wat gebeurt er met mijn taken", "welke taken verdwijnen?", "mijn taken zijn bellen en typen", "welke taken horen erbij")]
    [True, True, False, False]
    """
    typed = words_of(words)
    return 0 < len(typed) <= LONGEST and _ASKS_TASKS.fullmatch(" ".join(typed)) is not None
