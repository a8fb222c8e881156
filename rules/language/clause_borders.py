"""Where between the words of a message a new clause begins.

That is at joining words before a new verb ('en hou alles bij'), at a new 'ik', and, where someone types on without any
of these, at a new finite verb ('ik bestel spullen bel leveranciers').
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from simplemma import lemmatize

from rules.language.dutch import Token, verb
from rules.language.dutch_words import DETERMINERS, FINITE, PREPOSITIONS, STOP_WORDS, word_set
from rules.language.word_forms import Shape, infinitives, is_separable, may_be_first, may_be_infinitive, shape

RATHER = 12  # words over which 'liever' looks for its 'dan'
_ALWAYS = word_set("maar want dus terwijl omdat doch echter zodat voordat")
JOINS = word_set("en of dan daarna plus verder ook daarnaast tevens")
SUBJECTS = frozenset({"ik", "k", "wij", "we"})
_PLURAL = frozenset({"wij", "we"})
# First-person forms that are as often a noun: they begin no clause without a joining word.
_SOFT_MAAR = word_set("mij me alleen ook nou toch doe dan zeg vraag kom")  # 'geef mij maar', 'alleen maar'
_ALSO_NOUNS = word_set(
    "post plan werk boek mail regel druk bouw film app last les test plaats pas tap help zorg beheer scan print kap film blog "
    "meld plant deel stuur rust maat keur maak zit huur leer weg lading verf teken stapel bak ruim vul leid open los laad app"
) - {"stuur", "maak", "ruim", "vul", "leid", "help", "plan", "scan", "teken"}


def begins_clause(
    tokens: Sequence[Token], position: int, current: Sequence[Token], names: frozenset[int]
) -> bool:
    """Whether a clause begins at `position`; `current` is the clause so far and not empty, `names` are the places of capitals."""
    word = tokens[position].word
    before = current[-1].word
    if word in _ALWAYS:
        return word != "maar" or (before not in _SOFT_MAAR and _has_content(current))  # not 'als ik maar niet hoef'
    if word == "nee":
        return position + 1 < len(tokens) and tokens[position + 1].word in _POINTERS  # 'graven nee dat doet Jan'
    if word in JOINS or word in _TIMES or word == "daar":
        return _joins_clauses(tokens, position, current, names)
    if word in SUBJECTS:
        begins = _is_subject(tokens, position)
        return begins and _has_content(current) and before not in _KEEPS_SUBJECT and shape(before) not in _FINITE_SHAPES
    if (
        word in FINITE
        and word not in _ALSO_NOUNS
        and before not in DETERMINERS | PREPOSITIONS | SUBJECTS | JOINS
    ):
        return _has_verb_and_object(current) and not _in_inversion(tokens, position)
    return any(starts(tokens, position, current) for starts in (_begins_parted_verb, _asks_on, _new_item, _narrows_down))


def _is_subject(tokens: Sequence[Token], position: int) -> bool:
    """Whether 'ik' or 'wij' has its verb behind it: 'ik scan', 'wij bestellen'."""
    after = tokens[position + 1].word if position + 1 < len(tokens) else ""
    if after in FINITE or after in WAYS:
        return True
    return bool(after) and tokens[position].word in _PLURAL and shape(after) is Shape.INFINITIVE


def _begins_parted_verb(tokens: Sequence[Token], position: int, current: Sequence[Token]) -> bool:
    """Whether someone who types on begins a new deed with a verb in two parts: 'ik schrijf brieven deel folders uit'."""
    word = tokens[position].word
    if current[-1].word in DETERMINERS | PREPOSITIONS | SUBJECTS | JOINS or not _has_verb_and_object(current):
        return False
    return _ends_in_particle(tokens, position, word)


def _asks_on(tokens: Sequence[Token], position: int, current: Sequence[Token]) -> bool:
    """Whether a second deed comes with its question: 'huisbezoeken doen kijken wat iemand nodig heeft'."""
    asking = position + 1 < len(tokens) and tokens[position + 1].word in _ASKING
    both = shape(tokens[position].word) is Shape.INFINITIVE and shape(current[-1].word) is Shape.INFINITIVE
    return asking and both and _has_content(current)


def _narrows_down(tokens: Sequence[Token], position: int, current: Sequence[Token]) -> bool:
    """Whether someone goes on from where they work to what they do there: 'ik werk in de haven vooral lossen en laden'."""
    said = 2 if [token.word for token in tokens[position : position + 2]] == ["met", "name"] else int(tokens[position].word in _MAINLY)
    part = _part(tokens, position + said)
    if not said or not _has_content(current) or current[-1].word in WAYS | SUBJECTS | JOINS or shape(current[-1].word) in _FINITE_SHAPES:
        return False
    told = any(token.word in WAYS for token in current)  # 'ik zit bij …', 'ik werk in …'
    return told and bool(part) and all(_is_bare(token.word) for token in part) and shape(part[-1].word) is Shape.INFINITIVE


def _has_own_place(current: Sequence[Token]) -> bool:
    """Whether 'ook' stands in the clause that is there: 'ik help ook bij de post'."""
    return current[-1].word in FINITE or current[-1].word in WAYS or current[-1].word in SUBJECTS


def _is_activity(current: Sequence[Token]) -> bool:
    """Whether the clause so far is one infinitive, which says all: 'breien', 'klussen'."""
    words = [token.word for token in current if token.word not in JOINS]
    return len(words) == 1 and words[0] not in STOP_WORDS and shape(words[0]) is Shape.INFINITIVE


def _is_thing(tokens: Sequence[Token], position: int) -> bool:
    """Whether something other than a verb is named next: then no verb is shared, as in 'inpakken en uitdelen van pakketten'."""
    following = next((token.word for token in tokens[position : position + 3] if token.word not in DETERMINERS), "")
    return shape(following) is Shape.NOUN


def _shares_object(tokens: Sequence[Token], position: int, current: Sequence[Token]) -> bool:
    """Whether two infinitives have one thing that they do: 'pakketten inpakken en uitdelen', 'vouwen en plakken van dozen'."""
    words = [token.word for token in current if token.word not in STOP_WORDS]
    following = [*(token.word for token in tokens[position : position + 2]), "", ""][:2]
    if not words or any(shape(word) is not Shape.INFINITIVE for word in (words[-1], following[0])):
        return False
    if all(shape(word) is Shape.INFINITIVE for word in words):
        return (following[1] == "van" and len(words) == 1) or current[0].word in _MAINLY  # 'vooral snoeien en maaien'
    return not following[1] or not tokens[position + 1].is_word or following[1] in JOINS


def _share_a_verb(tokens: Sequence[Token], position: int, current: Sequence[Token]) -> bool:
    """Whether several things on both sides of 'en' have one verb: 'wc's en kantoren schoonmaken', not 'post en brieven typen'."""
    things = [token.word for token in current if token.word not in JOINS and token.word not in DETERMINERS]
    part = [token.word for token in _part(tokens, position) if token.word not in DETERMINERS]
    if len(things) != 1 or len(part) < 2 or shape(part[-1]) is not Shape.INFINITIVE:
        return False
    several = [things[0], *part[:-1]]
    return all(_is_plural(word) for word in several)


def _is_plural(word: str) -> bool:
    """Whether a word names more than one thing: 'kantoren', 'wc's'."""
    return (shape(word) is Shape.NOUN and word.endswith(("en", "s")) and str(lemmatize(word, lang="nl")).lower() != word) or word.endswith("'s")


def _turns_to_time(tokens: Sequence[Token], position: int, current: Sequence[Token]) -> bool:
    """Whether a verb and its 'ik' come behind a word of time or place: '… met archiefdozen nu scan ik alles'."""
    following = [token.word for token in tokens[position + 1 : position + 3]]
    pointed_at = tokens[position].word == "daar" and current[0].word in PREPOSITIONS  # 'in de kerk daar zing ik'
    if len(following) < 2 or following[1] not in SUBJECTS or not _has_content(current) or pointed_at:
        return False
    return following[0] in FINITE or following[0] in WAYS or shape(following[0]) in _FINITE_SHAPES


def _joins_clauses(
    tokens: Sequence[Token], position: int, current: Sequence[Token], names: frozenset[int]
) -> bool:
    """Whether 'en', 'of', 'dan', 'nu' … stands before a new clause, and not within a list of things or of people."""
    if tokens[position].word in _TIMES or tokens[position].word == "daar":
        return _turns_to_time(tokens, position, current)
    if tokens[position].word in _GOES_ON and _has_own_place(current):
        return False
    if tokens[position].word in {"en", "of"} and _share_a_verb(tokens, position + 1, current):
        return False
    if tokens[position].word == "en" and _is_activity(current) and _is_thing(tokens, position + 1):
        return True  # 'breien en mantelzorg voor mijn moeder'
    whether = tokens[position].word == "of" and verb(current[-1].word) is not None  # 'ik controleer of adressen kloppen'
    if whether or {position - 1, position + 1} <= names:  # 'Sanne en Bart geven les'
        return False
    after = next((token.word for token in tokens[position + 1 : position + 3] if token.word != "ook"), "")
    turns = tokens[position].word == "en" and after in _TURNS
    verb_follows = turns or _verb_follows(tokens, position + 1) or _own_verb_next(tokens, position + 1, current)
    verb_follows = verb_follows or _is_rather(tokens, position) or _next_in_list(tokens, position + 1, current)
    return verb_follows and _has_content(current) and not _shares_object(tokens, position + 1, current)


def _is_rather(tokens: Sequence[Token], position: int) -> bool:
    """Whether 'dan' names what someone likes less: 'liever buiten dan achter een bureau'."""
    before = [token.word for token in tokens[max(0, position - RATHER) : position]]
    return tokens[position].word == "dan" and "liever" in before[:-1] and before[-1] not in {"meer", "minder"}


def _new_item(tokens: Sequence[Token], position: int, current: Sequence[Token]) -> bool:
    """In a list without commas every infinitive closes an item: 'servers bijwerken backups terugzetten', 'bellen mailen post scannen'."""
    if any(found(tokens, position, current) for found in (_in_run, _next_deed, _after_a_place)):
        return True
    if len(current) < 2 or not all(_is_bare(token.word) for token in current) or shape(current[-1].word) is not Shape.INFINITIVE:
        return False
    ahead = tokens[position : position + 4]
    if current[-2].word in DETERMINERS or ahead[0].word in STOP_WORDS:
        return False
    return shape(ahead[0].word) is Shape.NOUN and any(shape(token.word) is Shape.INFINITIVE for token in ahead[1:])


def _next_deed(tokens: Sequence[Token], position: int, current: Sequence[Token]) -> bool:
    """Whether a deed with what it is done with is told, and a thing or a deed that needs none follows: 'brieven typen | bellen | facturen boeken | bestellingen'."""
    said = [token.word for token in current if token.word not in JOINS]
    named = current[-1].word not in JOINS and (len(said) > 1 or said[0] in _BY_ITSELF)
    if not named or said[0] in _WHO or not all(_names_deed(word) for word in said) or shape(said[-1]) is not Shape.INFINITIVE or said[-1] in _HELPING | _PLURALS:
        return False
    following = tokens[position].word
    thing = following not in STOP_WORDS and following not in PREPOSITIONS and (shape(following) is Shape.NOUN or following in _ALSO_NOUNS)
    return thing or following in _BY_ITSELF or following in _PLURALS


def _after_a_place(tokens: Sequence[Token], position: int, current: Sequence[Token]) -> bool:
    """Whether a new deed with its thing follows where or for whom the one before was done: 'toezicht houden bij het diepe | kleedkamers schoonspuiten'."""
    said = [token.word for token in current if token.word not in JOINS]
    place = next((place for place, word in enumerate(said) if word in PREPOSITIONS), len(said))
    done = 0 < place < len(said) - 1 and shape(said[place - 1]) is Shape.INFINITIVE and said[-1] not in DETERMINERS | PREPOSITIONS
    return done and all(_is_bare(word) or word in _ALSO_NOUNS for word in said) and _thing_and_deed(tokens, position)


def _thing_and_deed(tokens: Sequence[Token], position: int) -> bool:
    """Whether what follows is a thing and what is done with it: 'kleedkamers schoonspuiten'."""
    following = [token.word for token in tokens[position : position + 2]]
    named = len(following) > 1 and following[0] not in STOP_WORDS | PREPOSITIONS | DETERMINERS
    return named and (shape(following[0]) is Shape.NOUN or following[0] in _PLURALS) and shape(following[1]) is Shape.INFINITIVE


def _in_run(tokens: Sequence[Token], position: int, current: Sequence[Token]) -> bool:
    """Whether someone names one deed after another and nothing else, and one ends here: 'bellen mailen post scannen archief bijwerken'."""
    last, word = current[-1].word, tokens[position].word
    by_itself = [token.word for token in current if token.word not in JOINS] == [last]
    if shape(last) is not Shape.INFINITIVE or word in STOP_WORDS or word in PREPOSITIONS:
        return False
    if (by_itself and last in _PLURALS) or (not by_itself and shape(word) is Shape.INFINITIVE):
        return False  # 'planten water geven', 'reizen boeken'; 'post openen sorteren' has one thing that is done with
    run = [token.word for token in (*current, *_part(tokens, position))]
    deeds = [each for each in run if shape(each) is Shape.INFINITIVE]
    return len(deeds) >= _RUN and run[-1] == deeds[-1] and _HELPING.isdisjoint(deeds) and all(_names_deed(each) for each in run)


def _names_deed(word: str) -> bool:
    """Whether a word is a deed or what it is done with: 'scannen', 'post'."""
    return word in _ALSO_NOUNS or word in _PLURALS or shape(word) in {Shape.NOUN, Shape.INFINITIVE}


def _is_bare(word: str) -> bool:
    """Whether a word may stand in a list of tasks: no subject, no form of 'ik' or 'hij', no 'willen'."""
    return word in DETERMINERS or word in PREPOSITIONS or shape(word) in {Shape.NOUN, Shape.INFINITIVE, Shape.MY}


def _own_verb_next(tokens: Sequence[Token], position: int, current: Sequence[Token]) -> bool:
    """'ik spreek jongeren en schakel hulp in': a verb that we do not know, in the form that one before it has."""
    following = tokens[position : position + 2]
    if len(following) < 2 or not following[1].is_word or following[0].word in _ALSO_NOUNS:
        return False
    form = shape(following[0].word)
    if form in _FINITE_SHAPES and any(shape(token.word) is form for token in current):
        return True
    if form is Shape.INFINITIVE and shape(current[0].word) is form and len(current) > 2:
        return True  # 'voorlezen op school en knutselen met kleuters'
    if not any(may_be_first(token.word) for token in current):
        return False
    with_object = following[1].word in DETERMINERS or following[1].word == "ze"
    return may_be_first(following[0].word) and (with_object or _ends_in_particle(tokens, position, following[0].word))


def _ends_in_particle(tokens: Sequence[Token], position: int, first: str) -> bool:
    """'schakel hulp in': the sentence or the part of it ends in the particle of this verb."""
    part = _part(tokens, position)
    return len(part) > 1 and any(is_separable(part[-1].word, infinitive) for infinitive in infinitives(first))


def _part(tokens: Sequence[Token], position: int) -> list[Token]:
    """The words from here up to a joining word or a sign."""
    return list(takewhile(lambda token: token.is_word and token.word not in JOINS, tokens[position : position + 8]))


def _next_in_list(tokens: Sequence[Token], position: int, current: Sequence[Token]) -> bool:
    """'kramen uitzetten en standgeld innen', 'wandelen en fietsen': infinitives on both sides, no other verb."""
    part = _part(tokens, position)
    if not part or not all(_is_bare(token.word) for token in [*current, *part]):
        return False
    forms = [shape(token.word) for token in part]
    alone = len(part) == 1 and shape(current[-1].word) is Shape.INFINITIVE and may_be_infinitive(part[0].word)
    return any(shape(token.word) is Shape.INFINITIVE for token in current) and (alone or Shape.INFINITIVE in forms)


def _has_content(tokens: Sequence[Token]) -> bool:
    return any(token.word not in STOP_WORDS for token in tokens)


def _has_verb_and_object(tokens: Sequence[Token]) -> bool:
    """Whether the clause so far could stand alone: a known verb, and after it something else with content."""
    seen_verb = False
    for place, token in enumerate(tokens):
        if seen_verb and token.word not in STOP_WORDS:
            return True
        named = place > 0 and tokens[place - 1].word in DETERMINERS  # 'de toetsen', 'het werk'
        seen_verb = seen_verb or (verb(token.word) is not None and not named)
    return False


def _in_inversion(tokens: Sequence[Token], position: int) -> bool:
    """'… voor klanten bel ik': the verb belongs to what stands before it."""
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    return after is None or after.word in SUBJECTS


def _verb_follows(tokens: Sequence[Token], position: int) -> bool:
    for token in tokens[position : position + 14]:
        if token.word in _SHORT:
            continue
        if not token.is_word or token.word in _ALWAYS or token.word in JOINS - {"ook", "dan"}:
            return False
        if token.word not in DETERMINERS and (
            token.word in SUBJECTS or verb(token.word) is not None or token.word in WAYS
        ):
            return True
    return False


_FINITE_SHAPES = frozenset({Shape.FIRST, Shape.THIRD, Shape.PAST})
_MAINLY = word_set("vooral voornamelijk hoofdzakelijk meestal")
_TIMES = word_set("nu tegenwoordig inmiddels momenteel vroeger voorheen destijds eerst")
_GOES_ON = word_set("ook verder daarnaast tevens")
_ASKING = word_set("wat of hoe waar wie waarom welke")
_RUN = 2  # deeds, with the one that ends
_PLURALS = word_set("planten boeken plannen reizen kozijnen bladeren")  # names of things as often as deeds
_WHO = word_set("leerlingen kinderen mensen klanten cliënten burgers bewoners inwoners collegas collega's ouders studenten bezoekers jongeren ouderen vrijwilligers buren")
"""Who may do something themselves: 'leerlingen maken ruzie'."""
_BY_ITSELF = word_set(
    "bellen mailen telefoneren notuleren vergaderen snoeien maaien strooien schoffelen schoonmaken opruimen archiveren frankeren administreren adviseren rapporteren koken dweilen "
    "stofzuigen afwassen lesgeven surveilleren handhaven programmeren factureren boekhouden timmeren schilderen metselen lassen"
)
"""Deeds that are told without what they are done with."""
_HELPING = word_set("helpen leren laten gaan komen blijven kunnen willen moeten mogen zullen hoeven zien horen zitten staan lopen proberen worden hebben zijn doen")
"""Infinitives that have another one behind them: 'helpen opruimen', 'gaan wandelen'."""
_POINTERS = frozenset({"dat", "daar", "die", "ik"})
_TURNS = word_set("niks niets geen niet nooit liever meer minder soms")  # '… en niks met cijfers', '… en soms een huisbezoek'
_SHORT = frozenset({"'s", "s", "'t", "m'n", "'n"})
_SUBORDINATE = word_set("als dat wat wie waar hoe of omdat zodat terwijl wanneer toen voordat nadat tot totdat sinds die")
WAYS = word_set(
    "doe doet deed ben was ga ging zit zat heb had hou wil wilde zou sta stond kan kon mag moet werk werkte"
)
# 'ik' behind one of these belongs to the clause that is there already: 'verkoop ik', 'trots op wat ik doe'.
_KEEPS_SUBJECT = FINITE.keys() | WAYS | JOINS | _SUBORDINATE
