"""What is said of the talk itself and is no answer in it: that it is not trusted, that it does not listen, whether it is for everybody."""

from __future__ import annotations

import re

from bot.words.wording import plain

_LEAD = r"(?:(?:maar|ja|nee|nou|en|pff|zeg|hallo|he|sorry|dit|dat|het|echt)\W+)*"
_ADDED = r"(?: (?:hoor|he|joh|zeg|man|gewoon|echt|helemaal|totaal|toch|nou|net|al|ook|allemaal|zo|eigenlijk|steeds|meer|goed|dit|dat|ding|computer|bot|programma|twee keer|drie keer|eerder))*"
_DISTRUST = re.compile(rf"{_LEAD}(?:ik )?(?:vertrouw|geloof) (?:ik )?(?:dit|dat|je|jou|het|dit ding|jullie|die computer|deze computer|er){_ADDED} (?:niet|niks|niets|voor geen cent|voor geen meter)(?: van)?{_ADDED}")
_COMPLAINT = re.compile(
    rf"{_LEAD}(?:"
    rf"(?:je|jij|u|dit ding|die computer) (?:begrijpt|snapt|luistert|verstaat|hoort|leest|weet){_ADDED}(?: (?:er|me|mij|het|dat|daar|naar me|naar mij))*{_ADDED} (?:niet|niks|niets|geen (?:snars|bal|fluit|moer))(?: van)?{_ADDED}"
    rf"|(?:zei|zeg) ik{_ADDED}|heb ik{_ADDED} (?:gezegd|verteld|getypt|geschreven){_ADDED}|(?:ik )?(?:zei|heb) (?:dat|het|dit){_ADDED}(?: (?:gezegd|verteld))?{_ADDED}"
    rf"|(?:heb|hoor|lees|luister|begrijp|snap) je (?:me|mij|dat|het|wel|naar me){_ADDED}(?: (?:wel|gehoord|begrepen|gelezen|verstaan|niet))*(?: of niet| of wat| of hoe zit dat)?{_ADDED}"
    rf"|(?:wat een|dit is|het is|wat is dit voor)(?: \w+)? (?:onzin|flauwekul|waardeloos|rotding|stom ding|dom ding|rotprogramma|gedoe)(?: zeg)?{_ADDED}"
    r")"
)
_FOR_WHOM = re.compile(r"(?:en |maar )*(?:werkt|geldt|is|kan|helpt|lukt) (?:dit|dat|het)(?: (?:eigenlijk|ook|wel|allemaal|iets|bedoeld))* voor (?:mensen|iemand|wie|ouderen|iedereen|mij|ons)\b")


def meant_of_the_talk(words: str) -> str:
    """The intent of what is said of the talk itself; empty when it is something else.

    >>> meant_of_the_talk("ik vertrouw dit niet"), meant_of_the_talk("je begrijpt er echt niks van hè"), meant_of_the_talk("dat zei ik net al")
    ('faq_manager', 'complaint', 'complaint')
    >>> meant_of_the_talk("werkt dit ook voor mensen met een beperking"), meant_of_the_talk("ik begrijp er niks van excel")
    ('unknown_question', '')
    """
    said = plain(words).strip(" .!?")
    if _DISTRUST.fullmatch(said):
        return "faq_manager"
    if _COMPLAINT.fullmatch(said):
        return "complaint"
    return "unknown_question" if _FOR_WHOM.match(said) else ""
