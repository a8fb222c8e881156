"""Words that tell who somebody is and not what they do: they count for nothing where own words are compared with work.

A name, a gender form, an age, where somebody comes from, a faith, an ailment that is no condition. `blind` puts spaces or a
neutral word in their place and keeps every offset, so that quotes can still be cut from what was typed. What somebody sets as a
condition ('geen zwaar werk') is heard elsewhere and stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from rules.language.dutch_words import A_NAME, word_set
from rules.language.text import fold

_NEUTRAL = {
    **dict.fromkeys(word_set("moeder vader schoonmoeder schoonvader stiefmoeder stiefvader"), "ouder"),
    **dict.fromkeys(word_set("zoon dochter jongen meisje meid zoontje dochtertje"), "kind"),
    **dict.fromkeys(word_set("kleinzoon kleindochter"), "kleinkind"),
    **dict.fromkeys(word_set("jongens meisjes meiden"), "jeugd"),
    **dict.fromkeys(word_set("man vrouw zus broer zusje broertje oma opa tante oom neef nicht schoonzus zwager"), "fam"),
    **dict.fromkeys(word_set("mannen vrouwen"), "mensen"),
    **dict.fromkeys(word_set("buurvrouw buurman"), "buur"),
    **dict.fromkeys(word_set("moskee synagoge tempel gebedshuis"), "kerk"),
    "medewerkster": "medewerker", "vrijwilligster": "vrijwilliger", "lerares": "leraar", "penningmeesteres": "penningmeester", "ambtenares": "ambtenaar",
    "voorzitster": "voorzitter", "schoonmaakster": "schoonmaker", "verpleegster": "verpleger", "inkoopster": "inkoper", "verkoopster": "verkoper",
    "begeleidster": "begeleider", "leidster": "leider", "projectleidster": "projectleider", "teamleidster": "teamleider", "werkneemster": "werknemer",
    "hulpverleenster": "hulpverlener", "administratrice": "administrateur", "directrice": "directeur", "adviseuse": "adviseur", "vriendin": "vriend",
    "directiesecretaresse": "directiesecretaris",
}  # fmt: skip
"""One form for both genders, never longer than the word itself; close family is 'fam', the beginning of 'familie'."""
_SAYS_WHO = word_set(
    "mannelijk mannelijke vrouwelijk vrouwelijke meneer mevrouw dhr mevr "
    "zwanger moslim moslima islamitisch islamitische christen christelijk christelijke katholiek katholieke protestant gereformeerd joods joodse hindoe boeddhist gelovig "
    "gelovige ongelovig atheist homo homoseksueel hetero heteroseksueel lesbisch lesbische biseksueel transgender trans queer nonbinair "
    "ramadan suikerfeest offerfeest kerst kerstmis pasen pinksteren divali chanoeka allochtoon allochtone autochtoon autochtone "
    "alleenstaand alleenstaande getrouwd getrouwde ongehuwd weduwe weduwnaar autistisch autistische dyslectisch dyslectische linkshandig rechtshandig "
    "puber tiener twintiger dertiger veertiger vijftiger zestiger zeventiger vijftigplusser zestigplusser "
)
_ORIGIN = re.compile(
    r"(?:turk|marokkaan|surinaams?|surinamer|antilliaan|arubaan|curacaos?|pool|syri|somali|somalier|eritrees?|eritreeer|ethiopi|iraans?|iranier|iraaks?|irakees|irakez|afghaan|oekraien|"
    r"russ?i?|bulgaar|roemeen|hongaar|kroati?|servi|bosni|grieks?|italiaan|spaans?|portuges|portugees|chines|chinees|indias?|indis|indones|moluks?|moluk|vietnames|ghanes|nigeriaan|congoles|afrikaan|"
    r"arabi|koerdi|pakistaan|duits?|belgi|vlaam|fries|limburg|brabant|zeeuws?|twent|drent|gronings?|nederland|hollands?|europe|amerikaan)s?(?:e|er|ers|en|ch|che|se|sch|sche|r|n)?"
)
_AS_IT_IS = word_set("nederland nederlands engels duits")
_LANGUAGE = re.compile(r"spre[ek]|praat|taal|tale|\bles|cursus|tolk|schrijf|lees")
"""Where a language is meant: to know one is a skill, whoever knows it."""
_BE = r"\b(?:ik ben|ben ik|als)\b"
_STRETCH = r"(?: (?:een|de|het|al|nog|wat|zelf|ook|nu|net|bijna|wel|ongeveer|in de|enige|vrij|best|heel|hele))*"
_AM = (
    r"(?:\d\d(?: jaar(?: oud| jong)?| lentes)?|oudere?|jonge|jonger|jong|oud|oudste|jongste|zwart|wit|blank|bruin|blond|gekleurd|gescheiden|doof|slechthorend|"
    r"blind|slechtziend|vluchteling|statushouder|migrant|immigrant|nieuwkomer|moeder|vader|ouder|oma|opa)"
)
_FRAMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_BE}(?P<who>(?:{_STRETCH} {_AM})+(?: geworden)?)\b",
        r"\b(?P<who>ik heb(?: een| ook| zelf| al jaren| last van)* (?:suiker|diabetes|astma|reuma|adhd|add|autisme|epilepsie|kanker|migraine|hiv|dyslexie|copd|hooikoorts|griep|psoriasis|eczeem|"
        r"burn-?out|depressie|hartfilmpje|hartkwaal|gehoorapparaat)(?: gehad)?)\b",
        r"\b(?P<who>ik ben (?:hersteld|genezen) van (?:een )?\w+)\b",
        r"\b(?P<who>ik (?:slik|gebruik|neem) (?:\w+ )?(?:medicijnen|medicatie|pillen|insuline))\b",
        r"\b(?P<who>ik draag (?:een |altijd )*(?:hoofddoek|bril|gehoorapparaat|keppeltje|kruisje|tulband|pruik))\b",
        r"\b(?P<who>ik (?:bid|vast|mediteer)(?: \w+ keer(?: per \w+)?)?)\b",
        r"\b(?P<who>(?:ik zit in |in )de (?:overgang|menopauze|puberteit))\b",
        r"\b(?P<who>ik ga (?:\w+ )?naar de (?:moskee|kerk|synagoge|tempel))\b",
        r"\b(?:kom|komt|komen|kwam|kwamen|afkomstig|gevlucht|oorspronkelijk) (?P<who>uit \w+)",
        r"\b(?P<who>uit \w+) (?:kom|komt|komen|kwam|kwamen|gevlucht|afkomstig)\b",
        r"\b(?P<who>(?:ik ben )?geboren in (?:\d{4}|\w+))",
        r"\b(?P<who>op (?:mijn|m'n) (?:leeftijd(?: \(?\d\d\)?)?|\d\de))\b",
        r"\b(?P<who>(?:ik ben )?(?:bijna|net|al) (?:met|aan (?:mijn )?) ?pensioen)\b",
        r"\b(?:met|voor|aan|van|op|in|bij|en|of) (?P<who>haar|zijn) \w",
        r"\bmijn naam is (?P<who>\w+(?: \w+)?)",
        r"\bik heet (?P<who>\w+)",
        r"\b(?:mevrouw|meneer|mevr|dhr) (?P<who>(?:(?:de|el|van|den|der) )*\w+)",
    )
)
_BEGINS = re.compile(
    r"\b(?:ik|als|in de|uit|kom|komt|komen|kwam|kwamen|geboren|afkomstig|gevlucht|oorspronkelijk|op (?:mijn|m'n)|pensioen|haar|zijn|mijn naam|mevrouw|meneer|mevr|dhr)\b"
)
"""Every frame has one of these; most texts have none, and need no further look."""
WORDS_KEPT = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_ENDS = frozenset(".!?:")


def blind(text: str, known: Collection[str] = (), kept: Collection[str] = ()) -> str:
    """The text, as long as it was, without what tells who somebody is; `known` are words of the field, folded: they are no names.
    `kept` are words, folded, that stay as they are.

    >>> blind("ik zorg voor mijn moeder") == blind("ik zorg voor mijn vader ")
    True
    >>> blind("ik ben 58 en ik maai").split()
    ['ik', 'ben', 'en', 'ik', 'maai']
    """
    text = _without_frames(text)
    return _WORD.sub(lambda found: found.group() if kept and fold(found.group()) in kept else _word(found, known), text)


def _without_frames(text: str) -> str:
    """Spaces where a frame tells who somebody is; a letter that folds to more or fewer would shift the places, so then it stays."""
    folded = fold(text)
    if len(folded) != len(text) or not _BEGINS.search(folded):
        return text
    for frame in _FRAMES:
        for found in reversed(list(frame.finditer(folded))):
            start, end = found.span("who")
            text, folded = (f"{each[:start]}{' ' * (end - start)}{each[end:]}" for each in (text, folded))
    return text


def _word(found: re.Match[str], known: Collection[str]) -> str:
    word = found.group()
    folded, instead, is_origin = _looked_up(word)
    if is_origin and not (folded.endswith(("s", "isch")) and _LANGUAGE.search(fold(found.string))):
        return " " * len(word)
    if instead is not None:
        return instead.ljust(len(word))
    if word[0].isupper() and _is_name(found, folded, known):
        return A_NAME.capitalize().ljust(len(word))
    return word


@lru_cache(WORDS_KEPT)
def _looked_up(word: str) -> tuple[str, str | None, bool]:
    """The word folded, what stands in its place ('' for nothing, None for itself), and whether it tells an origin."""
    folded = fold(word)
    instead = "" if folded in _SAYS_WHO else _NEUTRAL.get(folded)
    return folded, instead, instead is None and folded not in _AS_IT_IS and _ORIGIN.fullmatch(folded) is not None


def _is_name(found: re.Match[str], folded: str, known: Collection[str]) -> bool:
    """Whether a word inside a sentence has a capital and the field does not know it; or stands before 'en ik'."""
    word, text = found.group(), found.string
    if not known or len(word) < len(A_NAME) or word[1:] != word[1:].lower() or folded in known:
        return False
    before = text[max(0, found.start() - 40) : found.start()]
    begins = not before.strip() or "\n" in before[len(before.rstrip()) :] or before.rstrip()[-1] in _SENTENCE_ENDS
    return not begins or text[found.end() : found.end() + 6] == " en ik"
