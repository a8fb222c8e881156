"""What somebody tells of their own or a relative's health, or of what they believe: not ours to keep, so it is left out at the door.

The condition or the task that stands beside it is kept: 'geen nachten vanwege mijn suiker' becomes 'geen nachten'. A worn
back is not here: the script has the condition that stands for it (bot/asking/conditions.py). Care for others is work.
"""

from __future__ import annotations

import re

from bot.words.wording import words_of
from rules.language.dutch_words import word_set
from rules.language.kin import NEAREST

LEFT_OUT = "persoonlijks weggelaten"
MASK = f"[{LEFT_OUT}]"
"""In place of a message that told nothing else."""

_MY = r"(?:mijn|m['’]?n|me|onze|ons)"
_KIN = (
    rf"(?:(?:schoon|stief|klein|pleeg)?(?:{NEAREST}|echtgeno\w+|zoontje|dochtertje|kind(?:je|eren)|mama|papa|ouder|zuster|familie\w*|gezin)"
    r"|tante|oom|nicht|neef|jongste|oudste)"
)
_ILLNESS = (
    r"(?:suiker(?:ziekte)?|diabet\w+|ms|multiple sclerose|\w*kanker|\w*tumor|leukemie|chemo\w*|alzheimer|dement\w*|parkinson|burn[ -]?out\w*|overspannen|depressies?|depressief|depressieve"
    r"|adhd|add|autis\w+|asperger|epilep\w+|copd|astma\w*|fibromyalgie|migraine\w*|hart(?:falen|klachten|aanval|problemen|patient|infarct|kwaal)|beroerte|tia|herseninfarct|hersenletsel|hersenbloeding"
    r"|niet[- ]aangeboren hersenletsel|nah|long ?covid|long(?:problemen|ziekte)|crohn|colitis|ptss|angststoornis\w*|paniek(?:aanval\w*|stoornis)|borderline|bipolair\w*|schizofreni\w+|psychoses?|psychische"
    r"|dysle\w+|dyscalculie|(?:chronisch |ernstig |zwaar |langdurig )?ziek(?:e|te|tes)?|\w+ziekte|terminaal|terminale|handicap|gehandicapt\w*|beperking|invalide|rolstoel|blind\w*|dove?|doof|slechthorend\w*|slechtziend\w*"
    r"|verslaafd\w*|verslaving\w*|alcoholis\w+|zwanger|whiplash|(?:syndroom van )?down|hiv|aids|lymeziekte|lyme|als de ziekte|gezondheid|ziektewet)"
)
_WORN = r"(?:reuma\w*|artrose|hernia\w*|slijtage|(?:slechte|zwakke|versleten|kapotte|nieuwe) (?:rug|knie\w*|heup\w*|schouder\w*|nek|hart|longen|ogen|benen))"
"""Told of a relative it is left out; told of oneself the script has a condition for it."""
_BELIEF = (
    r"(?:gelo(?:of|vig\w*)|geloofsovertuiging|godsdienst|overtuiging|religi\w+|moslims?|moslima|islam\w*|christen\w*|christelijk\w*|katholiek\w*|protestant\w*|gereformeerd\w*|hervormd\w*|joods\w*|jood|hindoe\w*"
    r"|boeddhis\w+|jehova\w*|sabbat|ramadan|zondagsrust|(?:naar de )(?:kerk|moskee|synagoge|tempel))"
)
_PRIVATE = rf"(?:{_ILLNESS}|{_BELIEF})"
_OTHERS = re.compile(r"\b(?:mensen|klant|client|cliënt|bewoner|patient|patiënt|inwoner|burger|collega|leerling|cursist|deelnemer|kandidaat|medewerker|ouderen|jongeren)", re.IGNORECASE)
"""Whose health is somebody's work."""

_HOW = r"(?:(?:een|de|het|zware?|ernstige?|erge?|lichte?|beginnende?|vergevorderde|verstandelijke?|lichamelijke?|meervoudige?|psychische|chronische?|heel|oude?) )*"
_SAID_TO = re.compile(
    r"^(?P<lead>.{0,40}?\b(?:zeg|zeggen|vertel|vertellen|schrijf|schrijven|laat|laten|meld|melden|vraag|vragen|stuur|sturen|geef|geven|doorgeven|weten)\b.{0,60}?)\s*(?P<sign>:|\b(?:dat|of)\b)\s*(?P<told>.+)$",
    re.IGNORECASE | re.DOTALL,
)
"""What somebody has told to another: 'zeg tegen mijn coach dat …'."""
_BECAUSE_WORN = re.compile(rf",?\s*\b(?:vanwege|wegens|ivm|in verband met|door|met|om|sinds) {_MY} {_HOW}{_WORN}\b", re.IGNORECASE)
_KIN_ADJECTIVE = re.compile(rf"\b({_MY}) {_HOW}{_ILLNESS} (?={_KIN}\b)", re.IGNORECASE)
_KIN_WITH = re.compile(
    rf"((?:\b{_MY} (?:\w+ )?|(?<=\bvoor )|^){_KIN}) (?:met {_HOW}(?:{_ILLNESS}|{_WORN})(?: en {_HOW}{_ILLNESS})?|die (?:\w+ ){{0,3}}?(?:{_ILLNESS}|{_WORN})(?: (?:is|heeft|heeft gehad|was|zijn|hebben))?)\b",
    re.IGNORECASE,
)
_BECAUSE_OF = re.compile(
    rf",?\s*\b(?:(?:vanwege|wegens|ivm|i\.v\.m\.?|in verband met|door|sinds|na|met|om|uit|voor|volgens|van) (?:{_MY} {_HOW}{_PRIVATE}|de (?:ziekte|gezondheid|handicap|beperking) van {_MY} {_KIN})"
    rf"|(?:vanwege|wegens|ivm|i\.v\.m\.?|in verband met) (?:{_MY} {_HOW}|{_HOW}){_PRIVATE})(?: en (?:{_MY} )?{_PRIVATE})?\b",
    re.IGNORECASE,
)
_HOUSE_OF_BELIEF = re.compile(
    r"(\b(?:voorzitter|voorzitster|bestuur|bestuurslid|penningmeester|secretaris|secretaresse|lid|vrijwillig\w+|actief|ouderling\w*|diaken|diakonie|koor|kinderkoor|vrijwilligerswerk)\b(?: (?:ben|zit|doe)| ik){0,2}),? "
    r"(?:van|bij|in|voor) (?:de|onze|mijn|een|het) (?:\w+ ){0,2}(?:moskee|kerk|synagoge|tempel|parochie|geloofsgemeenschap)\b",
    re.IGNORECASE,
)
"""Of what somebody does for a house of belief the work is kept, and not whose house it is."""
_SIGNS = re.compile(r"([,;:.!?\n]|\b(?:en|maar|want|dus|omdat|doordat|aangezien|daarom|daardoor|waardoor|vanwege|wegens|ivm)\b)", re.IGNORECASE)
_REASONS = frozenset({"want", "omdat", "doordat", "aangezien", "vanwege", "wegens", "ivm"})
_THEREFORE = frozenset({"dus", "daarom", "daardoor", "waardoor", "maar", "en", ",", ".", ";", ":", "!"})
_TOLD_OF = re.compile(rf"\b(?:ik|{_MY}|wij|we)\b|^\W*(?:heb|ben|had)\b", re.IGNORECASE)
_OF_KIN = re.compile(rf"\b{_MY} (?:\w+ )?({_KIN})\b", re.IGNORECASE)
_KIN_IS = re.compile(rf"^\W*{_KIN} (?:is|heeft|had|was|kreeg|lijdt)\b", re.IGNORECASE)
_HE_OR_SHE = re.compile(r"^\W*(?:en |want |omdat )?(?:ze|zij|hij|die)\b", re.IGNORECASE)
_CARED_FOR = re.compile(r"\bvoor (?:haar|hem|ze|hun)\b(?! \w+(?:heid|ing))", re.IGNORECASE)
_SMALL = word_set("""
    ik k me mij mijn mn m n wij we ons onze hij zij ze die dat dit deze is ben was waren zijn heb hebt heeft hebben had hadden gehad geweest
    geworden word wordt werd krijg kreeg gekregen lijd lijdt aan kamp kampt met loop zit zitten leef in van een de het ook al nu nog helaas zelf
    sinds jaren jaar maanden lang soms vaak veel erg erge heel ernstig ernstige zwaar zware lichte licht beetje chronisch chronische last klachten
    gevolgen beginnende beginnend namelijk nou ja nee eigenlijk thuis weer bijna volledig deels door te slik gebruik hoor gewoon behandeling onder
    ga gaan gaat elke zondag vrijdag type vorig vorige afgelopen net pas diagnose vastgesteld kan kunnen weet weten jullie geestelijk lichamelijk
    verstandelijk verstandelijke lichamelijke psychisch sterk heb er ermee belijdend praktiserend streng
""")


def without_private(text: str) -> str:
    """The text without what it tells of health in the family or belief; the mask when it tells nothing else.

    >>> without_private("Ik heb suikerziekte dus onregelmatig werken gaat niet"), without_private("zorg voor mijn moeder met alzheimer")
    ('onregelmatig werken gaat niet', 'zorg voor mijn moeder')
    >>> without_private("ik help ouderen met dementie"), without_private("ik heb adhd")
    ('ik help ouderen met dementie', '[persoonlijks weggelaten]')
    >>> without_private("ik ben penningmeester van de gereformeerde kerk"), without_private("ik maak de kerk schoon")
    ('ik ben penningmeester', 'ik maak de kerk schoon')
    >>> without_private("zeg tegen mijn coach dat ik kanker heb"), without_private("vraag mijn coach of ik door mijn reuma kan stoppen")
    ('zeg tegen mijn coach', 'vraag mijn coach of ik kan stoppen')
    """
    said = _SAID_TO.match(text)
    if said:
        told = without_private(_BECAUSE_WORN.sub("", said["told"]))
        if told != said["told"]:
            return said["lead"] if told == MASK else f"{said['lead']}{'' if said['sign'] == ':' else ' '}{said['sign']} {told}"
    kept = _KIN_ADJECTIVE.sub(r"\1 ", text)
    kept = _KIN_WITH.sub(r"\1", kept)
    kept = _HOUSE_OF_BELIEF.sub(r"\1", kept)
    kept = _BECAUSE_OF.sub(lambda found: found.group() if _is_of_others(found, kept) else "", kept)
    kept = _without_clauses(kept)
    if kept == text:
        return text
    kept = re.sub(r"[ \t]+([,;:.!?])", r"\1", re.sub(r"[ \t]{2,}", " ", kept)).strip(" ,;:")
    return kept if words_of(kept) else MASK


def says_only_private(text: str) -> bool:
    """Whether nothing was told but what was left out."""
    return text == MASK


def _is_of_others(found: re.Match[str], text: str) -> bool:
    """'Mensen die vanwege ziekte thuis zitten': the illness of those somebody works for."""
    return not re.search(rf"\b{_MY}\b", found.group(), re.IGNORECASE) and _OTHERS.search(text) is not None


def _without_clauses(text: str) -> str:
    """The text without the clauses that only tell of it, and without the sign that bound them to the rest."""
    parts = _SIGNS.split(text)
    signs, clauses = ["", *parts[1::2]], parts[::2]
    kin = _OF_KIN.search(text)
    kept: list[str] = []
    gone: str | None = None
    for sign, clause in zip(signs, clauses, strict=True):
        if gone is not None and not words_of(clause):
            continue  # 'en daarom' are two signs
        bound = sign if gone is None or gone.lower() in _REASONS or sign.lower() not in _THEREFORE else gone
        reason = bound.lower() in _REASONS and not _OTHERS.search(text)
        gone = bound if words_of(clause) and _only_tells(clause, bool(kin), reason=reason) else None
        kept += [bound, clause] if gone is None else []
    rest = "".join(kept)
    return _CARED_FOR.sub(f"voor {kin.group()}", rest, count=1) if kin and rest != text and not _OF_KIN.search(rest) else rest


def _only_tells(clause: str, of_kin: bool, *, reason: bool) -> bool:
    """Whether a clause is about health or belief in the family, and about nothing else."""
    own_kin = _OF_KIN.search(clause) is not None or _KIN_IS.search(clause) is not None or (of_kin and _HE_OR_SHE.search(clause) is not None)
    if not (own_kin or _TOLD_OF.search(clause) or reason) or _OTHERS.search(clause):
        return False
    private = rf"\b(?:{_PRIVATE}|{_WORN})\b" if own_kin else rf"\b{_PRIVATE}\b"
    rest, found = re.subn(private, " ", clause, flags=re.IGNORECASE)
    if not found or re.fullmatch(r"\W*ik geloof\b.*", clause, re.IGNORECASE):
        return False
    rest = re.sub(rf"\b{_KIN}\b", " ", rest, flags=re.IGNORECASE)
    return all(word in _SMALL or word.isdigit() for word in words_of(rest))
