"""How a clause is meant: done now, before, outside work, wanted, unwanted, or done by someone else.

The signs stand in the clause itself, are inherited from the clause before it in the same sentence ('in het weekend
train ik de meisjes en fluit ik'), or come after it ('notulen, maar dat doet nu iemand anders').
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rules.clauses import Clause
from rules.dutch_words import FINITE, STOP_WORDS, word_set
from rules.person import Meaning
from rules.text import fold

_PAST = (
    "was|had|deed|gaf|werkte|stond|reed|zat|schreef|maakte|verkocht|kookte|hielp|leidde|testte|beheerde|regelde|bestelde|controleerde|begeleidde"
    "|typte|ging|gingen|draaide|plande|verzorgde|bouwde|runde|leerde|organiseerde|hield|nam|belde|liep|bracht|kocht|repareerde|installeerde|zorgde|speelde|trainde"
)
_OTHERS = (
    r"(?:collega|baas|chef|maat|man|vrouw|zoon|dochter|zus|broer|vader|moeder|oma|opa|vriend|vriendin|leidinggevende|teamleider|stagiaire?|directeur|manager"
    r"|jurist|bode|buurman|buurvrouw|beheerder|systeembeheerder|projectleider|adviseur|wethouder|leverancier|juf|leraar|planner|secretaresse|medewerker"
    r"|partner|afdeling|receptie|balie|aannemer|bureau|uitzendkracht|baliemedewerker|team|debiteuren|financien|communicatie|beveiliging|robot|computer|systeem)"
    r"(?:'?s|en|n)?"
)
_HAPPENS = (
    r"(?:doet|doen|maakt|maken|regelt|regelen|heeft|hebben|schrijft|schrijven|neemt|nemen|gaat|gaan|houdt|houden|verzorgt|verzorgen|plant|plannen"
    r"|bepaalt|is|zijn|kookt|rijdt|werkt|werken|geeft|geven|zit|zitten|staat|staan|zet|zetten|behandelt|behandelen|beheert|controleert|repareert)"
)
_NOT = r"(?:niet|geen|nooit|niks|niets)"
_SIGNS: tuple[tuple[Meaning, re.Pattern[str]], ...] = tuple(
    (meaning, re.compile("|".join(patterns)))
    for meaning, patterns in (
        (
            Meaning.UNWANTED,
            (
                rf"\b(?:wil|wilde|willen|wou|zou|hoef|hoeft|hoeven|moet|liever|graag)\b.{{0,80}}\b{_NOT}\b",
                rf"\b{_NOT}\b.{{0,60}}\b(?:willen|hoef|hoeft|hoeven|graag|leuk|voor mij|weer|terug)\b",
                rf"\b(?:liever|alsjeblieft|aub|please|absoluut|vooral|maar|zeker) {_NOT}\b",
                r"^(?:geen|niks|nooit)\b(?!.*\bik\b)",
                r"\bgeen\b.{1,60}\bmeer\b(?! (?:bij|aan|in) )",
                r"\b(?:hekel|tegenzin|tegenop|haat|gruwel|buikpijn|hoofdpijn|stress|ongelukkig|gek) ?(?:aan|van|tegen|in)?\b",
                r"\b(?:zat|beu|moe) (?:van|geworden)|\bben (?:ik )?.{0,40}\b(?:zat|beu)\b|\bgenoeg (?:van|gehad)|\bklaar mee\b|\bklaar met\b",
                rf"\b(?:kan|kun|trek|ligt|past|hou|houd|ben|word)\b.{{0,30}}\b{_NOT} (?:tegen|van|aan|op|goed tegen|bij mij|meer aan)\b",
                r"\bvind ik (?:\w+ )?(?:niks|niets|vreselijk|verschrikkelijk|saai|vervelend|niet|stom|zwaar|eng|het ergst\w*|drie keer niks)\b",
                r"\b(?:niks|niets) aan\b|\bzonder\b.{0,40}\bwerken\b|\b(?:graag|wil|zou) .{0,50}\b(?:vanaf|van af|kwijt)\b|\bverlost van\b",
                r"\bvalt af\b|\bnee bedankt\b|\bmij niet gezien\b|\bspaar me\b|\bmoet je mij niet\b|\bniet aan denken\b|\ballesbehalve\b|\bbehalve\b",
                r"\b(?:stoppen|ophouden|kappen) met\b|\b(?:liever|graag|wil) minder\b|\bniet (?:de hele|elke|hele) dag\b",
            ),
        ),
        (
            Meaning.WANTED,
            (
                r"\b(?:zou|zouden|wou|wil|wilde)\b.{0,80}\b(?:willen|graag|leren|liefst|best|doen|worden|ook|meer)\b|\b(?:ik|k) (?:\w+ )?(?:wil|zou|wou)\b|\b(?:wil|zou|wou) (?:ik|k)\b",
                r"\blijkt? (?:me|mij)\b|\bme (?:\w+ )?(?:leuk|mooi|interessant|geweldig) lijk(?:t|en)\b|\bdro(?:om|men)\b|\bho(?:op|pen)\b|\binteresse\b|\bgeinteresseerd\b",
                r"\bambitie\w*\b|\bwens\b|\bzin in\b|\bverlang\b|\b(?:trekt|spreekt) (?:me|mij)\b|\bvoel(?:en)? (?:ik )?(?:\w+ )?voor\b|\bkriebel\w*",
                r"\bmisschien\b.{0,60}\b(?:worden|iets|gaan|leren)\b|\bgeef mij maar\b|\bgraag (?:meer|iets|wat|ooit|nog|een keer|eens|leren)\b|\bwie weet\b",
                r"\bliever (?!niet|geen|nooit)\w+|\b(?:het )?liefst\b|\bnieuwsgierig naar\b|\b(?:al )?altijd al\b|\bin de toekomst\b|\bde kant op\b|\bomscholen\b",
                r"\bals ik (?:mocht|kon|zou)\b|\bmocht ik kiezen\b|\bomscholing\b|\boverstap\w* naar\b|\bleren (?:hoe|om)\b|\bhet lijkt\b",
            ),
        ),
        (
            Meaning.SOMEONE_ELSE,
            (
                rf"(?<!met )(?<!voor )(?<!aan )(?<!van )(?<!naar )(?<!bij )(?<!ik )\b(?:mijn|m'n|me|onze|ons|de|een|die|andere|het|twee|mn) (?:\w+ )?{_OTHERS}\b (?:\w+ ){{0,3}}?{_HAPPENS}\b",
                rf"\b{_HAPPENS} (?:nu |dan |altijd |bij ons |meestal |voortaan )*(?:mijn|m'n|onze|ons|de|een|die|het|mn) (?:\w+ )?{_OTHERS}\b",
                r"\biemand anders\b|\been ander\b|\banderen\b|\b(?:hij|zij|die|ze) (?:doet|maakt|regelt|repareert|kookt|werkt|heeft|rijdt|geeft|is)\b",
                r"\b(?:wordt|worden|is|zijn) .{0,40}\b(?:overgenomen|uitbesteed|weggehaald|ondergebracht)\b|\buitbesteed\b|\bniet (?:ik|mijn taak|mijn werk)\b|\bdaar ga(?:at)? .{0,30}\bover\b",
            ),
        ),
        (
            Meaning.OUTSIDE_WORK,
            (
                r"\bvrijwillig(?!erswerk(?:coordin|beleid))(?!ersavond)(?!ersbeleid)\w*|\bhobby\w*|\bvrije (?:tijd|uren|dag)\b|\bweekend\w*\b|\b(?:naast|na|buiten) (?:mijn |het |m'n |mn )?werk(?:tijd)?\b|\bprive\b",
                r"\bmantelzorg\w*|\b(?:zaterdag|zondag)\w*\b|\b(?:mijn|onze|m'n) (?:eigen )?(?:tuin|moestuin|volkstuin|kinderen|kleinkinderen|moeder|vader|schoonmoeder|buurvrouw|buren|huis)\b",
                r"\b(?:in|voor|bij|van) (?:de|het|een|onze|mijn) (?:kerk|moskee|buurt|speeltuin|koor|fanfare|harmonie|buurthuis|dorpshuis|club|vve|wijkraad|dorpsraad|ouderraad|voedselbank|kringloop|scouting)\b",
                r"\b(?:voetbal|sport|tennis|hockey|muziek|buurt|speeltuin|schaak|volleybal|handbal|korfbal|carnavals|zang|toneel|wandel|oranje)\w*(?:club|vereniging)\b|\bvereniging\b|\bscouting\b|\bvve\b",
                r"\bthuis\b(?!.{0,20}(?:werk|reintegr|ziek|bezoek)).{0,20}\b(?:ik|kook|klus|doe|repareer|maak|zorg)\b|\bdoe ik thuis\b|\b(?:'s|s) avonds\b.{0,20}\bthuis\b|\bvoor de (?:lol|buren|gezelligheid)\b|\bmarktplaats\b",
            ),
        ),
        (
            Meaning.BEFORE,
            (
                r"\bvroeger\b|\bvoorheen\b|\bdestijds\b|\bin het verleden\b|\bindertijd\b|\bgeleden\b|\b(?:vorige?|eerste|oude) (?:jaar|baan|baantje|werk\w*|functie)\b|\bvoor corona\b|\bvoordat ik\b",
                r"\bhiervoor\b|\beerder\b|\booit\b|\btoen\b|\btot (?:voor kort|\d{4}|vorig\w*|mijn)\b|\bgestopt\b|\bjarenlang\b|\bvan \d{4} tot\b|\bin de jaren\b|\bbegonnen als\b|\bals jonge\w*\b",
                r"\b(?:doe|werk|maak|heb|hoef|zit) (?:ik )?(?:\w+ ){0,6}niet meer\b|\bniet meer (?:aan|bij|in|op)\b",
                rf"\b(?:{_PAST}) (?:ik|we|wij)\b|\b(?:ik|we|wij) (?:\w+ )?(?:{_PAST})\b",
                r"\b(?:heb|hebben) (?:ik |we )?.{0,90}\b(?:\w*ge\w{3,}(?:d|t|en|aan)|(?:ver|be|ont|her|over|onder)\w{3,}(?:d|t)|\w{3,}eerd|gedaan|geweest)\b|\bben (?:ik )?.{0,60}\bgeweest\b",
            ),
        ),
    )
)
_MYSELF = word_set("ik k wij we mij me mijn mn ons onze zelf je")
_SUBORDINATE = word_set("als wie die wanneer omdat of dat wat waar hoe er het toen terwijl voordat nadat zodat waarbij waarin om te")
_WORK_ITSELF = word_set("werk baan dag functie taak taken week")
_THIRD = frozenset({"doet", "gaat", "heeft", "verzorgt", "neemt", "houdt", "staat"})
_STILL_NOW = re.compile(r"\b(?:nu|tegenwoordig|sindsdien|momenteel|inmiddels|hier|wel nog|nog wel|nog steeds|alleen nog|sinds kort|deze (?:week|maand)|vandaag|vanmorgen|gisteren|op mijn werk)\b")
_OWN_PRESENT = re.compile(
    r"^(?:maar |en |dus |want |verder )*(?:nu )?(?:ik (?!zou|wil|was|had|deed|hoop)\w+|(?!zou|wil|was|had|deed|hoop)\w+ ik|\w+ \w+ ik)\b"
)
_ABOUT_BEFORE = re.compile(r"\b(?:dat|daar|die|dit|deze|ze|ermee|ervan|erover|eraan)\b|nee bedankt|valt af|gestopt")
_STAY_AS_TASK = re.compile(r"\bwil (?:zeggen|dat zeggen)\b")
_LIST_LEFT = frozenset({Meaning.BEFORE, Meaning.OUTSIDE_WORK, Meaning.WANTED, Meaning.UNWANTED, Meaning.SOMEONE_ELSE})


def meanings(clauses: Sequence[Clause], about: Meaning) -> list[Meaning | None]:
    """The meaning of every clause; None for a clause that only says how the one before it is meant."""
    found: list[Meaning | None] = []
    signs = [sign(clause.text) for clause in clauses]
    for number, clause in enumerate(clauses):
        own = signs[number]
        previous = next((index for index in range(number - 1, -1, -1) if found[index] is not None), None)
        if own is not None and only_comment(clause) and previous is not None and _near(clauses[previous], clause):
            if found[previous] is about or own is Meaning.UNWANTED:
                found[previous] = own
            found.append(None)
        elif own is not None:
            found.append(own)
        elif previous is not None and clauses[previous].sentence == clause.sentence:
            found.append(about if _resets(clause, found[previous]) else found[previous])
        else:
            found.append(about)
    return found


def sign(text: str) -> Meaning | None:
    """What the words of one clause say about how it is meant; None when they say nothing."""
    folded = fold(text)
    if _STAY_AS_TASK.search(folded):
        return None
    for meaning, pattern in _SIGNS:
        if pattern.search(folded):
            if meaning is Meaning.BEFORE and _STILL_NOW.search(folded) and "vroeger" not in folded:
                continue
            return meaning
    return Meaning.SOMEONE_ELSE if _third_person(folded) else None


def _third_person(folded: str) -> bool:
    """Whether a clause tells what another does: a verb in the form of 'hij' with no 'ik' or 'mij' near it."""
    words = re.findall(r"[\w']+", folded)
    if len(words) < 3 or _MYSELF.intersection(words) or words[0] in _SUBORDINATE:
        return False
    for number, word in enumerate(words[1:4], start=1):
        if word in _SUBORDINATE:
            return False
        third = word in _THIRD or (word.endswith("t") and word in FINITE and word[:-1] in FINITE)
        if third and number < len(words) - 1:
            return not _WORK_ITSELF.intersection(words[:number])
    return "doet" in words[2:-1]  # 'de facturen voor derden doet Debiteuren'


def only_comment(clause: Clause) -> bool:
    """Whether the clause has no content of its own beside words that point back ('dat doet nu iemand anders')."""
    if not _ABOUT_BEFORE.search(fold(clause.text)):
        return False
    content = [token.word for token in clause.tokens if token.word not in STOP_WORDS and token.word not in _COMMENT_WORDS]
    return not content


def _near(previous: Clause, clause: Clause) -> bool:
    return clause.sentence - previous.sentence <= 1


def _resets(clause: Clause, previous: Meaning | None) -> bool:
    """Whether a clause without a sign of its own stops what the clause before it began."""
    folded = fold(clause.text)
    if previous not in _LIST_LEFT or _STILL_NOW.search(folded):
        return True
    if previous is Meaning.OUTSIDE_WORK:
        return False
    return bool(_OWN_PRESENT.search(folded))


_COMMENT_WORDS = word_set(
    "nu anders iemand ander anderen collega droom bedankt gestopt leuk niks vreselijk buikpijn valt bevalt hoop wens zin zat beu krijg al jaren "
    "overgenomen uitbesteed afgelopen voorbij lijkt mooi heerlijk prima fijn saai vervelend meer nooit weer tijd vroeger eerder ooit"
)
