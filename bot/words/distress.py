"""Signs that someone needs people instead of a computer; seen before Rasa, so that nothing of it is kept anywhere.

What `is_distress` sees is sure. The intent `distress` of Rasa catches other wordings, but words alone of it ('niet meer', 'dood') mislead it:
it only counts where the text `may_be_distress`.
"""

from __future__ import annotations

import re

from bot.words.wording import plain

_LIFE = "(het |mijn |dit |me |mn )?leven|(de |mijn |me |mn )?toekomst"
_ALL_OF_IT = f"het|t|et|alles|{_LIFE}"
"""What is not seen as worth going on with; 'X zie ik niet zitten' is about X and no more than a dislike."""
_HOW = "(echt|helemaal|gewoon|eigenlijk|soms|nu|even|allemaal|al een tijd|al lang|zelf|ook)"
_SIGNS = re.compile(
    r"zelfmoord|suicid|zelfdoding|mezelf iets aan|eind(e)? aan mijn leven|mijn leven beeindigen"
    r"|\bwil (ik )?(liever |het liefst |maar )?(dood|niet meer leven)\b|\b(was|ben) ik maar dood\b|niet meer (verder )?willen leven"
    r"|\bik wil er niet meer zijn\b|leven (heeft|is) (voor mij )?(geen zin|zinloos|niks meer waard)"
    rf"|\bzie (ik )?(({_ALL_OF_IT}) )({_HOW} )*niet (echt )?(meer )?zitten\b(?! om (?:(?!leven|door|verder)\w+ ){{1,6}}te\b)"
    rf"|\bzie (ik )?({_ALL_OF_IT}) ({_HOW} )*niet (echt )?meer zitten\b|\b({_ALL_OF_IT}) ({_HOW} )*niet (echt )?meer (zie|zag|zien) zitten\b"
    rf"|(^|[,.;:!?] |\b(ja|nee|nou|en|maar|want) |\b({_ALL_OF_IT}|dit|dat) )(ik )?zie (ik )?({_HOW} )*niet (echt )?meer zitten\b"
    rf"|\b({_LIFE}) zie ik ({_HOW} )*niet (echt )?(meer )?zitten\b"
    r"|\bik (trek|kan) (het |dit |dat )?(echt |gewoon )?niet meer( aan)?$"
    r"|\bik zit er (helemaal |volledig )?doorheen\b"
    r"|\bik (heb|zit (thuis )?met|zit in) (een )?(zware )?burn ?-?out\b(?!(?: \w+){0,3} (?:gehad|achter de rug)\b)|\bik ben (zwaar )?overspannen\b(?! geweest)"
    r"|\b(ik word|word ik|werd ik|ze|collegas|mijn chef|mijn baas)\b.{0,30}\b(gepest|pesten|geintimideerd|lastiggevallen|mishandeld|bedreigd|aangerand)\b"
    r"|\b(kill myself|want to die|end my life|selbstmord|mich umbringen|will sterben|nicht mehr leben|me tuer|envie de mourir|veux mourir|intihar|olmek istiyorum|samobojstw\w*|zabic sie|chce umrzec)\b"
    r"|انتحار|اريد ان اموت|самогубств|вбити себе|хочу померти"  # who speaks no Dutch is not put off with a sentence about that
)


_DANGER = re.compile(
    r"\bafscheidsbrie(?:f|ven)\b|\b(?:mezelf|me zelf|mij zelf|mijzelf) (?:\w+ ){0,3}van kant\b|\bmaak (?:ik )?me(?:zelf| zelf)? (?:liever )?(?:dood|kapot|weg|van kant)\b|(?<!\bdie )\ber een eind(?:e)? aan (?:wil |ga )?mak(?:en|e)\b|\bmaak ik er (?:\w+ )?een eind\b"
    r"|\b(?:beter(?: af)? zonder m(?:ij|e)|zonder m(?:ij|e) beter(?: af)?)\b|\bniemand (?:zou |gaat |zal )?(?:mij|me) (?:ooit |gaan )?miss?(?:t|en)\b|\b(?:niet|nooit) (?:meer )?wakker (?:te )?(?:hoeven |wil(?:de|len)? )?word\w*\b(?! van)"
    r"|\bnooit meer (?:wakker|opstaan)\b|\b(?:pillen|slaappillen|medicijnen) (?:\w+ ){0,4}(?:klaar|in huis|geteld|opgespaard|tellen)\b|\b(?:ik )?tel (?:ik )?(?:mijn |de )?pillen\b|\btouw (?:gekocht|klaar|opgehangen)\b"
    r"|\bik (?:snij|krab|brand) (?:me(?:zelf)?|mij(?:zelf)?|weer|mezelf weer)\b|\bsnij (?:ik )?me(?:zelf)?\b|\b(?:op|vanaf|bij) (?:\w+ )?(?:perron|brug|viaduct|spoor|spoorbomen)\b.{0,25}\b(?:dacht|denk|durf\w*|stap|spring\w*|omlaag|nu)\b"
    r"|\bwil (?:ik )?(?:\w+ ){0,2}(?:verdwijnen|niet meer bestaan|niet meer leven)$|\bik (?:\w+ ){0,2}dood wil\b|\b(?:kwil|liever) dood\b|\blaat m(?:ij|e) (?:maar )?verdwijnen\b"
    r"|\bmoe van (?:het |mijn |dit )?(?:leven|bestaan)\b|\bklaar met (?:dit |het |mijn )?leven\b|\btrek (?:ik )?(?:het |t )?leven niet\b|\b(?:waarom|voor wie|voor wat|waarvoor) (?:zou ik |blijf ik |leef ik )(?:eigenlijk |dan )?(?:nog )?(?:leven)?\b(?=.{0,12}$)(?<!ik )"
    r"|\bgeen uitweg\b|\ber (?:dan |straks |morgen |volgende \w+ |toch |gewoon )*niet meer (?:ben|hoef te zijn|wil zijn|wil wezen)\b|\bbuiten zinnen van angst\b|\bik (?:ga|wil) (?:hem |haar |hen )?achterna\b|\bnooit geboren\b"
    r"|\b(?:verkracht|aangerand|misbruikt|mishandeld) (?:door|op|in|ben|is|heeft)\b|\b(?:slaat|sloeg|betast|betastte|wurgt) (?:mij|me)\b|\bik vertrouw mezelf niet\b|\bmezelf (?:iets|wat) aan ?(?:doe|doen|te doen)\b"
)
"""Words for a danger to life or body, said of oneself: they count whatever Rasa hears."""
_AS_WORK = re.compile(r"\b(?:nota|training|cursus|preventie|voorlichting|beleid|protocol|werkgroep|suicidepreventie)\b")
"""Who works on it writes a paper about it."""


def is_distress(text: str) -> bool:
    """Whether the text says that someone is in need.

    >>> is_distress("Ik zie het niet meer zitten"), is_distress("ik zie dat werk niet meer zitten"), is_distress("een nota over suïcidepreventie")
    (True, False, False)
    """
    said = plain(text)
    return (_SIGNS.search(said) is not None or _DANGER.search(said) is not None) and _AS_WORK.search(said) is None


_HEAVY = re.compile(
    r"\b(?:dood(?! (?:hout|blad|water|spoor|tij|gewicht))|doden|leven|zelfmoord\w*|suicid\w*|levensmoe|burn ?-?outs?|overspannen|opgebrand|depressie\w*|depri|somber\w*|wanhop\w*|radeloos"
    r"|hopeloos|paniek\w*|angst\w*|bang|durf|huil\w*|jank\w*|tranen|verdriet\w*|ellend\w*|waardeloos|eenzaam|uitgeput|ingestort|instort\w*|gebroken|gesloopt|kapot|leeg|op is|opgeven"
    r"|\w*gepest|pest|pesten|pesterij\w*|treiter\w*|getreiterd|\w*intimide\w*|geintimideerd|scheld\w*|\w*gescholden|kleineer\w*|gekleineerd|verneder\w*|dreig\w*|bedreig\w*|mishandel\w*|\w*gediscrimineerd"
    r"|discrimin\w*|lastig ?gevallen|valt me lastig|vallen me lastig|aangerand|verkracht|geslagen|slaat|slaan|raakt? (?:me|mij) aan|betast\w*|buitengesloten|sluiten (?:me|mij)|buitensluiten|negeren (?:me|mij)"
    r"|achter mijn rug|uitweg|uitzicht|doorheen|onderdoor|te veel|teveel|stress|zorgen|wakker|slaap|overleden|voel (?:me|mij)|genegeerd|weggepest|verder moet)\b"
    r"|\b(?:ben|zit|was) (?:\w+ ){0,3}op(?:$|[,.!]| en\b)|\ber (?:beter |liever )?niet (?:meer )?(?:ben|was|zijn|te zijn|kan zijn|kon zijn)\b"
    r"|\b(?:kan|red|trek|hou|houd|houdt)\b(?:(?! tegen\b)[^,.;]){0,25}\b(?:niet|niks|niets) (?:meer|langer)(?: aan| vol| uit)?(?:$|[,.;!]| (?:en|want|door|op|thuis|verder)\b)"
    r"|\b(?:kan|red|trek|hou|houd) (?:ik )?(?:het|dit|t|de druk|er) (?:\w+ ){0,2}niet\b|\b(?:kan|doe) niks meer\b|\bhoeft (?:(?:voor|van) mij )?(?:\w+ )?niet meer\b|\beinde aan\b|\bweet (?:het |ik het )?niet meer\b"
    r"|\b(?:tandvlees|op knappen|stort|zenuwinzinking|doodop|doorgedraaid|draai door|geeft op|leegte|lichtpunt\w*|levenslust|geen reden (?:meer )?om|beter af zonder|missen als|eind aan|afgelopen zijn|doodga\w*"
    r"|spring\w*|stap ervoor|van de weg te|tegen een boom|touw|pillen|mezelf (?:pijn|kwijt|iets)|snij mezelf|litteken\w*|aandoe\w*|niet geboren|zo diep in|weg wil zijn|weg van alles|laten eindigen|zwart|zwarte|donker|tekeer|adem|hyperventil\w*|doodsbang)\b"
    r"|\b(?:schreeuw\w*|klap dicht|vieze|seksue\w*|lachen (?:me|mij) uit|belachelijk|uitgemaakt voor|gechanteerd|chant\w*|drugs|drink elke|maken me gek|kapotgemaakt|aan mijn billen)\b"
    r"|\bnergens (?:meer )?zin (?:meer )?in\b|\bgeen gat meer\b|\beruit stappen\b|\bzit(?:ten)? aan (?:me|mij|mijn (?:lijf|lichaam|billen|borsten))\b"
)
"""What weighs on somebody who is in need is said with one of these, whatever the rest."""
_IN_JEST = re.compile(r"\b(?:lach|lachen|gelachen|schrik|schrok|geschrokken|verveel|verveelde|werk|werkte|gewerkt|zoek|gezocht|zweet|schaam)\b(?: \w+){0,2} dood\b|\b(?:was|werd|gaat|ging|werkt|lopen) (?:\w+ )?kapot gelachen\b|\bkapot gelachen\b")
_OVER = re.compile(r"\b(?:burn ?-?out|overspannen|depressie|depressief)(?: \w+){0,3} (?:gehad|geweest|achter de rug)\b|\bhad (?:\w+ ){0,3}(?:burn ?-?out|depressie)\b")


def may_be_distress(text: str) -> bool:
    """Whether what Rasa hears as distress may be it: there is a word in it that people in need say.

    >>> may_be_distress("ik ga eraan onderdoor"), may_be_distress("ik wil niet meer nat worden"), may_be_distress("ik lach me dood met de kinderen")
    (True, False, False)
    """
    return is_distress(text) or _HEAVY.search(_OVER.sub(" ", _IN_JEST.sub(" ", plain(text)))) is not None


_DISLIKES = re.compile(
    rf"^(?:(?:nee|nou|ja|maar|en|dus|want|eigenlijk)\W+)*"
    rf"(?:(?P<first>[^,.;!?]{{2,60}}?),? zie ik|ik zie (?P<second>(?!(?:{_ALL_OF_IT})\b)[^,.;!?]{{2,60}}?)) (?:{_HOW} )*(?:absoluut |juist |toch )*niet (?:echt |zo )?(?:meer )?zitten"
    r"(?: hoor| eigenlijk| dus)*[\s.!]*$"
)
_IN_FRONT = re.compile(rf"^(?:zo |nog |weer )*(?:{_ALL_OF_IT})$")


def disliked(text: str) -> str:
    """The thing that somebody does not fancy ('een cursus zie ik niet zitten'), in plain letters; empty when the text says more, or worse.

    >>> disliked("Een cursus zie ik niet zitten hoor"), disliked("ik zie kantoorwerk echt niet zitten"), disliked("ik zie het niet zitten")
    ('een cursus', 'kantoorwerk', '')
    """
    found = None if is_distress(text) else _DISLIKES.match(plain(text))
    thing = (found["first"] or found["second"]).strip() if found else ""
    return "" if _IN_FRONT.match(thing) else thing
