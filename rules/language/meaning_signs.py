"""Words by which people show how they mean what they say, as patterns on text in lower case without accents.

The first meaning of which a pattern is found counts: a refusal goes before a wish ('ik zou liever niet …'), and both go
before who does it, when, and where.
"""

from __future__ import annotations

import re

from rules.person import Meaning

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
_WORDS: tuple[tuple[Meaning, tuple[str, ...]], ...] = (
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
            r"\bword (?:ik )?(?:\w+ )?(?:niet|dood\w*|moe|gek|ziek|chagrijnig|verdrietig)\b|\bverdwijnen\b|\b(?:spuug)?zat$|\bwel gezien\b|\bgaat niet meer\b",
            r"\bzie (?:mezelf|mij|me) (?:\w+ )?(?:niet|nooit|geen)\b|\b(?:brr+|bah|getver\w*|jakkes|gadver\w*)\b|\b(?:zo )?min mogelijk\b|\bniet vrolijk\b",
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
            r"\bzou(?:den)? (?:\w+ )?(?:mooi|top|leuk|geweldig|fijn|heerlijk|super|gaaf|iets|wat) zijn\b|\boverweeg\b|\borienter\w*|\bmis ik\b|\bdoe mij maar\b|\booit nog\b",
            r"\bopleiding tot\b|\b(?:kan|mag) ik (?:\w+ ){0,3}.{0,40}\b(?:leren|worden)\b|\bvolgend jaar\b.{0,40}\bik\b.{0,40}\b(?:cursus|opleiding)\b",
            r"\bals ik (?:mocht|kon|zou)\b|\bmocht ik kiezen\b|\bomscholing\b|\boverstap\w* naar\b|\bleren (?:hoe|om)\b|\bhet lijkt\b",
        ),
    ),
    (
        Meaning.SOMEONE_ELSE,
        (
            rf"(?<!met )(?<!voor )(?<!aan )(?<!van )(?<!naar )(?<!bij )(?<!ik )\b(?:mijn|m'n|me|onze|ons|de|een|die|andere|het|twee|mn) (?:\w+ )?{_OTHERS}\b (?:\w+ ){{0,3}}?{_HAPPENS}\b",
            rf"\b{_HAPPENS} (?:nu |dan |altijd |bij ons |meestal |voortaan )*(?:mijn|m'n|onze|ons|de|een|die|het|mn) (?:\w+ )?{_OTHERS}\b",
            r"\b(?:wordt|worden)\b(?!.*\b(?:mij|ik)\b).*\b\w*(?:ge|ver|be)\w{3,}(?:d|t|en)\b|\b(?:ligt|liggen|zit|zitten) bij (?:de|het|een|onze)\b|\bhebben we (?:een|iemand)\b",
            r"\b(?:bepalen|maken|doen|regelen|schrijven) (?:de|onze|andere) \w*(?:mensen|collega\w*|adviseurs|consulenten|medewerkers)\b",
            r"\biemand anders\b|\been ander\b|\banderen\b|\b(?:hij|zij|die|ze) (?:doet|maakt|regelt|repareert|kookt|werkt|heeft|rijdt|geeft|is)\b",
            r"\b(?:wordt|worden|is|zijn) .{0,40}\b(?:overgenomen|uitbesteed|weggehaald|ondergebracht)\b|\buitbesteed\b|\bniet (?:ik|mijn taak|mijn werk)\b|\bdaar ga(?:at)? .{0,30}\bover\b",
        ),
    ),
    (
        Meaning.BEFORE,
        (
            r"\b(?:kom|komen|kwam) (?:ik |zelf )?uit de\b|\bopgeleid (?:als|tot)\b|\bvroeger\b|\bvoorheen\b|\bdestijds\b|\bin het verleden\b|\bindertijd\b|\bgeleden\b|\b(?:vorige?|eerste|oude) (?:jaar|baan|baantje|werk\w*|functie)\b|\bvoor corona\b|\bvoordat ik\b",
            r"\bhiervoor\b|\beerder\b|\booit\b|\btoen\b|\btot (?:voor kort|\d{4}|vorig\w*|mijn)\b|\bgestopt\b|\bjarenlang\b|\bvan \d{4} tot\b|\bin de jaren\b|\bbegonnen als\b|\bals jonge\w*\b",
            r"\b(?:doe|werk|maak|heb|hoef|zit) (?:ik )?(?:\w+ ){0,6}niet meer\b|\bniet meer (?:aan|bij|in|op)\b",
            rf"\b(?:{_PAST}) (?:ik|we|wij)\b|\b(?:ik|we|wij) (?:\w+ )?(?:{_PAST})\b",
            r"\b(?:heb|hebben) (?:ik |we )?.{0,90}\b(?:\w*ge\w{3,}(?:d|t|en|aan)|(?:ver|be|ont|her|over|onder)\w{3,}(?:d|t)|\w{3,}eerd|gedaan|geweest)\b|\bben (?:ik )?.{0,60}\bgeweest\b",
        ),
    ),
    (
        Meaning.OUTSIDE_WORK,
        (
            r"\bvrijwillig(?:e|er|ster|erswerk)?\b|\bhobby\w*|\bvrije (?:tijd|uren|dag)\b|\bweekend\w*\b|\b(?:naast|na|buiten) (?:mijn |het |m'n |mn )?werk(?:tijd)?\b|\bprive\b",
            r"\bmantelzorg\w*|\b(?:zaterdag|zondag)\w*\b|\b(?:mijn|onze|m'n) (?:eigen )?(?:tuin|moestuin|volkstuin|kinderen|kleinkinderen|moeder|vader|schoonmoeder|buurvrouw|buren|huis)\b",
            r"\b(?:in|voor|bij|van) (?:de|het|een|onze|mijn) (?:kerk|moskee|buurt|speeltuin|koor|fanfare|harmonie|buurthuis|dorpshuis|club|vve|wijkraad|dorpsraad|ouderraad|voedselbank|kringloop|scouting)\b",
            r"\b(?:voetbal|sport|tennis|hockey|muziek|buurt|speeltuin|schaak|volleybal|handbal|korfbal|carnavals|zang|toneel|wandel|oranje)\w*(?:club|vereniging)\b|\bvereniging\b|\bscouting\b|\bvve\b",
            r"\bthuis\b(?!.{0,20}(?:werk|reintegr|ziek|bezoek)).{0,20}\b(?:ik|kook|klus|doe|repareer|maak|zorg)\b|^(?:en )?thuis \w+ ik\b|\b(?:mijn|onze) (?:zoon|dochter|man|vrouw|ouders)\b|\bdoe ik thuis\b|\b(?:'s|s) avonds\b.{0,20}\bthuis\b|\bvoor de (?:lol|buren|gezelligheid)\b|\bmarktplaats\b",
        ),
    ),
)
EACH_SIGN = tuple((meaning, tuple(re.compile(pattern) for pattern in patterns)) for meaning, patterns in _WORDS)
SIGNS = tuple((meaning, re.compile("|".join(patterns))) for meaning, patterns in _WORDS)
