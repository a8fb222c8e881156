"""Word lists of Dutch as people type it about their work: what carries no content, and what is a verb."""

from __future__ import annotations

from spacy.lang.nl.stop_words import STOP_WORDS as _SPACY


def word_set(text: str) -> frozenset[str]:
    """The words in a text, for lists that read as running text."""
    return frozenset(text.split())


_KEEP = {"geven", "lang", "weg", "zelf", "vroeg", "net", "rond", "gelijk", "vrij", "precies", "klaar"}
_FILLERS = """
    ja nee oke ok nou hoor zeg maar gewoon eigenlijk beetje best heel erg echt toch ff even vooral meestal soms altijd
    dagelijks elke dag dagen week weken maand maanden jaar jaren uur vandaag gisteren morgen nu vroeger tegenwoordig momenteel
    ding dingen zaak zaken soort allerlei diverse verschillende overig overige bepaalde goed goede leuk fijn mooi
    dus want omdat zodat terwijl enzo enzovoort etc ofzo dergelijke zo'n m'n z'n d'r 'm 's 't 'n k
    doe doen doet deed gedaan ben bent is zijn was waren geweest heb hebt heeft hebben had hadden gehad ga gaat gaan ging gegaan
    kan kun kunt kunnen kon moet moeten moest mag mogen wil willen wilde wou zou zouden zal zullen wordt worden werd blijf blijft
    zit zitten zat sta staat staan stond vind vindt vinden vond denk denkt komt komen kwam kom laat laten liet
    graag liefst liever lijkt lijken dat erbij ervoor erop eraan ermee ervan erin daarbij daarvoor daarmee hiervoor waarbij
    mensen mens persoon iemand andere anderen anders alles iets niks niets veel weinig meer minder
    houden houd hou houdt hield bezig bezighouden werk werkt werken werkte gewerkt
    ikzelf samen
"""
A_NAME = "xx"
"""What stands for any name: it tells that somebody or something is meant, and no more."""
STOP_WORDS: frozenset[str] = frozenset((_SPACY - _KEEP) | set(_FILLERS.split()) | {A_NAME})

PARTICLES: frozenset[str] = word_set(
    "aan achter af bij binnen boven dicht door in klaar langs los mee na om op open over rond samen schoon "
    "tegen terug thuis toe uit vast vol voor voort weg"
)

PREPOSITIONS: frozenset[str] = word_set(
    "aan achter als bij binnen boven door in langs met na naar naast om onder op over per rond sinds te tegen tijdens tot "
    "tussen uit van vanaf vanuit via volgens voor wegens zonder"
)

DETERMINERS: frozenset[str] = word_set(
    "de het een 'n 't m'n mijn je jouw zijn haar ons onze hun deze dit die dat geen alle elke ieder iedere veel weinig wat "
    "nieuwe oude grote kleine andere eigen hele"
)

CONJUNCTIONS: frozenset[str] = word_set("en maar of want dus omdat terwijl daarna verder ook plus alsook")

# Verbs of work, as infinitives. What is derived from them: the forms 'ik …' and 'hij …t'.
_VERBS = """
    aannemen aansturen aanvragen adviseren afhandelen afspreken afvoeren afwassen analyseren antwoorden appen archiveren assisteren
    beantwoorden bedenken bedienen begeleiden begroten behandelen beheren bekijken bellen beoordelen bepalen bereiden beslissen
    bespreken bestellen bestraten besturen betalen bewaken bewaren bezoeken bezorgen bijhouden bijwerken boeken bouwen brengen
    checken coachen coderen combineren communiceren contracteren controleren coordineren corrigeren digitaliseren doorsturen doorverbinden
    draaien drukken  filmen fluiten fotograferen geven gieten graven halen handhaven hangen helpen herstellen houden
    indelen informeren inkopen  inplannen inboeken invoeren inkloppen installeren interviewen inwerken kijken
     knippen koken kopen koppelen kopieren lassen leggen leiden leren lesgeven leveren lezen lopen luisteren
    maaien maken mailen melden meten monteren naaien nakijken nemen noteren notuleren
    onderhandelen onderhouden onderzoeken  ontvangen ontwerpen ontwikkelen opbouwen openmaken openen ophalen oplossen opnemen oppassen
    opruimen opstellen organiseren overleggen overtypen pakken passen plaatsen plannen planten poetsen posten praten presenteren printen
    programmeren publiceren puzzelen redigeren regelen registreren  repareren repeteren rijden ruimen samenvatten samenwerken
    scannen schilderen schoffelen schoonmaken schrijven sjouwen slepen snoeien solliciteren sorteren spelen spreken spuiten strooien sturen
    testen timmeren toetsen toezien tillen tekenen trainen trekken tuinieren typen uitbetalen uitdelen uitleggen uitnodigen uitzoeken
    vastleggen vegen verbeteren verdelen vergaderen vergelijken verhelpen verhuren verkopen verlenen vernieuwen verplegen versturen vertalen
    vertellen verven vervangen vervoeren verwelkomen verwerken verzamelen verzenden verzinnen verzorgen voeren volgen voorbereiden voorlezen
    vullen wassen werken wijzen wijzigen zetten zoeken zorgen zingen boenen stucen metselen zagen bakken
    aanspreken bekeuren beveiligen surveilleren rondlopen ondersteunen reinigen inspecteren keuren taxeren berekenen rekenen incasseren
    afrekenen wegen laden lossen stapelen inrichten versieren decoreren trouwen huren motiveren stimuleren verbinden netwerken bemiddelen
    matchen werven selecteren screenen toekennen afwijzen vaststellen indiceren signaleren rapporteren
    declareren factureren aanmanen vorderen   ontruimen dagvaarden procederen toelichten verantwoorden evalueren
    monitoren configureren migreren patchen beheersen automatiseren modelleren visualiseren ontsluiten opschonen ontdubbelen matchen
    afstemmen bemannen bezetten vervangen roosteren klaarzetten klaarleggen rondbrengen nabellen terugbellen opbellen uitschrijven inschrijven
    verlengen afgeven uitgeven uitreiken legitimeren identificeren opzoeken opvragen doorgeven doorzetten samenstellen opmaken vormgeven
    sluiten afsluiten meekijken tellen lakken weglakken stempelen uitprinten inleveren opsporen demonstreren slopen kloppen
    klussen breien haken dansen acteren dirigeren tuinieren kweken fokken besteden bedanken groeten
    voorzitten beslissen vormen wijken stofzuigen dweilen strijken aankleden verschonen troosten bedelen afleveren inpakken
    mixen schenken serveren tappen  modereren bloggen vloggen editen monteren coachen 
"""
VERBS: frozenset[str] = frozenset(_VERBS.split())

MACHINES = word_set(
    "computer computers robot robots chatbot chatbots machine machines systeem systemen zaaksysteem software programma app ai algoritme scanauto"
)
"""What may do the work of people."""

_LONG_VOWEL = {"a": "aa", "e": "ee", "o": "oo", "u": "uu"}
_IRREGULAR = {
    "leer": "leren", "leert": "leren", "lever": "leveren", "levert": "leveren", "deel": "indelen", "beoordeel": "beoordelen",
    "beoordeelt": "beoordelen", "monitor": "monitoren", "app": "appen", "appt": "appen",
    "hou": "houden", "houd": "houden", "rij": "rijden", "rijd": "rijden", "doe": "doen", "ga": "gaan", "sta": "staan", "zie": "zien",
    "help": "helpen", "bel": "bellen", "geef": "geven", "lees": "lezen", "les": "lesgeven",
}  # fmt: skip


def first_person(infinitive: str) -> str:
    """The form with 'ik', by the spelling rules.

    >>> [first_person(verb) for verb in ("bellen", "lopen", "schrijven", "controleren", "puzzelen")]
    ['bel', 'loop', 'schrijf', 'controleer', 'puzzel']
    """
    stem = infinitive.removesuffix("n").removesuffix("e") if infinitive.endswith("en") else infinitive
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        stem = stem[:-1]
    elif len(stem) > 2 and stem[-2] in _LONG_VOWEL and stem[-3] not in "aeiou" and not stem.endswith(("el", "er", "en")):
        stem = stem[:-2] + _LONG_VOWEL[stem[-2]] + stem[-1]
    elif stem.endswith("er") and infinitive.endswith(("eren", "ieren")) and len(stem) > 4:
        stem = stem[:-1] + "er"
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])


def _finite_forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for verb in sorted(VERBS):
        first = first_person(verb)
        forms.setdefault(first, verb)
        forms.setdefault(first if first.endswith("t") else f"{first}t", verb)
    return forms | _IRREGULAR


FINITE: dict[str, str] = _finite_forms()
