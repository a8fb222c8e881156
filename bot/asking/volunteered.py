"""What someone tells before it is asked: kept for the question it answers, and read back instead of asked again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.asking.base import criterion_json, mention_json, names_function, without_skills_of_titles
from bot.asking.conditions import each_condition, is_same, with_condition
from bot.asking.hardness import cannot_be, is_hard_by_itself
from bot.asking.refused_places import without_refused_places
from bot.ears import Ears
from bot.talk import Given, Talk
from bot.texts.script import Option, Script
from bot.words.distress import disliked
from bot.words.function_words import BEFORE_A_JOB
from bot.words.sector_words import refused_in_passing, without_refusals
from bot.words.wording import fits, how_well, how_well_meant, words_of
from rules.language.dutch_words import STOP_WORDS
from rules.language.word_forms import is_verb
from rules.person import CriterionKind, Meaning, Mention
from skills_passport.model import AnswerStatus

CLEAR = 0.8
"""Below this confidence a remark in passing is not taken for a task of the present work."""
SAID_AS_SUCH = 0.5
"""For what is said to be a wish, a refusal or something from outside work in so many words, less will do."""
_NAMES = 2  # words that name a condition and no more
_WHERE = re.compile(r"werk (?:(?:al|nu|ruim|bijna|heel|lang|\d+|\w+tien|\w+tig|jaar|jaren|maanden) ){0,5}(?:als|bij|in|op|voor)\b", re.IGNORECASE)  # where somebody works is the answer about the function
_JOB = re.compile(
    r"^(?:als |een |\w+ ){0,2}\w*(?:medewerk(?:er|ster)|consulent|adviseur|functionaris|beheerder|secretaresse|coordinator|coördinator|ambtenaar)(?: \w+){0,3}$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,.;!?\n]|(?<!als het )(?<!als ik )\bmaar\b|\b(?:want|dus|omdat|alleen(?= (?:heb|ben|wil|mag|kan|niet|geen|dan|liever|zonder)\b))\b|\ben (?=ik\b|(?:mijn|m'n|mn|me)\b|wil\b|geen\b|niet\b|liever\b|zonder\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^(?:(?:en|maar|dan|wel|ook|alleen|toch|eigenlijk)\s+)+", re.IGNORECASE)
_LIMIT = re.compile(r"\s+(?=(?:(?:wel|dan|liever|liefst|het liefst|ook)\s+)*(?:niet|geen|zonder)\b)", re.IGNORECASE)
_A_WISH = re.compile(r"\b(?:iets|wil|wilde|zou|liever|graag|lijkt|zoek)\b", re.IGNORECASE)
_ONESELF = re.compile(r"\bik\b|^\W*(?:(?:en|maar|wel|eigenlijk|gewoon|misschien|het|nu|lekker|hier)\s+)*(?:wil|zou|zoek|toe|graag|liever|liefst|ben|blijven)\b", re.IGNORECASE)
_OTHER_WORDS = "zeg|zeggen|vraag|vragen|kies|kiezen|typ|typen|invullen|bedoel|bedoelen|weten"
_ABOUT_TASKS = frozenset({CriterionKind.LITTLE_PUBLIC_CONTACT, CriterionKind.MUCH_PUBLIC_CONTACT})
"""Who does not want a counter any more refuses a task too; who does not want to earn less refuses none."""
_CANNOT_BE = frozenset({CriterionKind.NO_IRREGULAR_HOURS, CriterionKind.NO_WEEKENDS, CriterionKind.NO_NIGHTS, CriterionKind.NO_HEAVY_WORK, CriterionKind.KEEP_PAY})
"""What is a condition when somebody says that it cannot be: 'avonden kan ik niet'; 'dat kan ik niet met de computer' is none."""
_OF_OTHERS = frozenset({"je", "jij", "u", "men", "ze", "zij", "hij", "mensen", "klanten", "inwoners", "burgers", "bewoners", "collegas", "jullie", "systeem", "computer", "balie", "loket"})
_CLEAR_CONDITION = re.compile(
    r"\b(?:minder uren|meer uren|parttime|part-time|deeltijd|fulltime|reistijd|dicht ?bij huis|in de buurt|op de fiets|niet te druk|minder druk|rustige?r?|vast contract|kleine? team|niet (?:te )?ver|minuten|minuut|\d+ ?min|kwartier|\d* ?km|kilometers?)\b",
    re.IGNORECASE,
)
"""What the catalogue cannot tell but a coach can: kept in their words."""
_AS_A_CONDITION = re.compile(
    r"\b(?:wil|mag|wilde|zou|liever|liefst|graag|moet|hoef|zoek|belangrijk|voorwaarde|last van|(?:mijn|m'n|mn|me) (?:\w+ )?(?:rug|knie|schouder|heup)\w*|als (?:het|ik) maar)\b|^\s*(?:(?:en|maar|dan|wel|ook|alleen|toch|eigenlijk) )*(?:geen|niet|nooit|zonder)\b",
    re.IGNORECASE,
)


def volunteered(talk: Talk, words: str, ears: Ears, script: Script, *, beside: str) -> tuple[tuple[str, Given], ...]:
    """Answers to other questions than `beside` within these words; settled ones are left alone."""
    found: list[tuple[str, Given]] = []
    if beside != "region" and not talk.closed("region"):
        places = ears.places_within(without_refused_places(words, ears))
        if len(places) == 1:
            found.append(("region", Given({"region_id": places[0].region_id, "words": places[0].town or places[0].title}, words)))
    sectors = script.question("wishes").options
    refused = refused_in_passing(words, sectors) if beside != "wishes" else []
    words, whole = without_refusals(words, sectors) if refused else words, words
    if beside not in {"tasks", "outside"}:
        mentions = without_conditions(ears.mentions(words, Meaning.NOW), words, script)
        own = [m for m in mentions if m.meaning in {Meaning.NOW, Meaning.BEFORE} and m.confidence >= CLEAR and m.concept_id and not _WHERE.match(m.quote) and not is_job_title(m)]
        own = [m for m in own if beside != "function" or not is_the_job(m.quote, words, ears)]
        said = [m for m in mentions if m.meaning in {Meaning.WANTED, Meaning.UNWANTED} and m.confidence >= SAID_AS_SUCH]
        outside = [m for m in mentions if m.meaning is Meaning.OUTSIDE_WORK and m.confidence >= SAID_AS_SUCH]
        found += told_also(talk, "tasks", words, own)
        found += told_also(talk, "outside", words, outside)
        found += _wished(talk, words, without_skills_of_titles([m for m in said if m.meaning is Meaning.WANTED or own], ears), beside)
    if refused:
        found = with_refused(talk, refused, whole, found, sectors)
    if beside != "criteria" and not talk.closed("criteria"):
        found += _conditions(talk, words, script)
    if beside != "direction" and not talk.closed("direction"):
        found += _direction(words, script)
    return tuple(found)


def with_refused(talk: Talk, refused: Sequence[str], words: str, found: Iterable[tuple[str, Given]], options: Sequence[Option]) -> list[tuple[str, Given]]:
    """The answers with these sectors as refused ones among the wishes; an answer that was settled stays so, but for that."""
    wishes = next((given for question, given in found if question == "wishes"), None)
    known = dict(wishes.value or {}) if wishes else talk.value("wishes")
    value = refusing(known, refused, options)
    status = AnswerStatus.ANSWERED if talk.settled("wishes") else AnswerStatus.OPEN
    others = [(question, given) for question, given in found if question != "wishes"]
    return [*others, ("wishes", Given(value, words, status))] if value != known else list(found)


def refusing(value: Mapping[str, Any], refused: Sequence[str], options: Sequence[Option]) -> dict[str, Any]:
    """The value of the wishes with these sectors refused: they, and wishes that are only about them, are no wish any more."""
    about = {wish: {option.value["sector"] for option in options if how_well(option.says, wish)} for wish in value.get("words", ())}
    gone = [wish for wish, sectors in about.items() if sectors and sectors <= set(refused)]
    known = list(value.get("refused_sectors", ()))
    return {
        "words": [wish for wish in value.get("words", ()) if wish not in gone],
        "sectors": [sector for sector in value.get("sectors", ()) if sector not in refused],
        "mentions": [each for each in value.get("mentions", ()) if not any(each["quote"] in wish for wish in gone)],
        "refused_sectors": [*known, *(sector for sector in refused if sector not in known)],
    }


def _direction(words: str, script: Script) -> list[tuple[str, Given]]:
    """Growing along or moving on, said in passing; it stays open, so that it is checked at its own question."""
    meant = direction_in(words, script)
    return [("direction", Given(meant.value, words, AnswerStatus.OPEN))] if meant else []


def direction_in(words: str, script: Script) -> Option | None:
    """The one way somebody says to want to go, in a sentence about oneself; None when there is none, or more than one."""
    clauses = [clause for clause in _CLAUSE.split(words) if _ONESELF.search(clause) and not fits(_OTHER_WORDS, clause)]
    clauses += [clause for clause in _CLAUSE.split(words) if clauses and clause not in clauses]
    options = [o for o in script.question("direction").options if any(how_well_meant(o.early, clause) for clause in clauses)]
    return options[0] if len(options) == 1 else None


def _wished(talk: Talk, words: str, mentions: list[Mention], beside: str) -> list[tuple[str, Given]]:
    """A wish or a refusal in passing; it stays open, so that it can be added to."""
    if beside == "wishes" or talk.closed("wishes") or not mentions:
        return []
    known = talk.value("wishes")
    wanted = [m.quote for m in mentions if m.meaning is Meaning.WANTED and m.quote not in known.get("words", ())]
    value = {
        "words": [*known.get("words", ()), *dict.fromkeys(wanted)],
        "sectors": list(known.get("sectors", ())),
        "mentions": [*known.get("mentions", ()), *(mention_json(mention) for mention in mentions)],
        "refused_sectors": list(known.get("refused_sectors", ())),
    }
    return [("wishes", Given(value, words, AnswerStatus.OPEN))] if wanted else []


def _conditions(talk: Talk, words: str, script: Script) -> list[tuple[str, Given]]:
    """What new work must be like, said in passing; a wish until the person says that it is a must, or that it cannot be otherwise."""
    options = script.question("criteria").options
    known = list(talk.value("criteria").get("criteria", ()))
    told = known
    for clause, asked in _conditions_in(words, script):
        parts = each_condition(clause, script)
        for part in parts:
            kind = asked if len(parts) == 1 else script.criterion_kind(part)
            said = _BEFORE.sub("", part)
            new = criterion_json(said, kind, kind is not CriterionKind.FACT and is_hard_by_itself(options, said))
            same = next((each for each in told if is_same(each, new)), None)
            if same is None or (new["hard"] and not same["hard"]):
                told = with_condition(told, new)
    return [("criteria", Given({"criteria": told}, words, AnswerStatus.OPEN))] if told != known else []


def _conditions_in(words: str, script: Script) -> list[tuple[str, CriterionKind]]:
    """The clauses that ask something of new work, each with what; what only names a condition is one behind another: 'niet te ver van huis, en overdag'."""
    found: list[tuple[str, CriterionKind]] = []
    before = False
    for clause in clauses_of(words, script):
        kind = _condition(clause, script) or (_named_condition(clause, script) if before else None)
        before = kind is not None and kind is not CriterionKind.FACT
        found += [(clause, kind)] if kind is not None else []
    return found


def _named_condition(clause: str, script: Script) -> CriterionKind | None:
    """The condition that a word or two name; None when they name none, or say that it is none."""
    kind = script.criterion_kind(clause)
    named = len(words_of(_BEFORE.sub("", clause))) <= _NAMES and not script.let_go(clause)
    return kind if named and kind not in {CriterionKind.OTHER, CriterionKind.FACT} else None


def _condition(clause: str, script: Script) -> CriterionKind | None:
    """What a clause asks of new work; None when it is no condition, or too vague to keep."""
    if script.is_fact(clause):
        return CriterionKind.FACT
    thing = disliked(clause)
    if thing:  # 'een cursus zie ik niet zitten' asks for work without one
        kind = script.criterion_kind(f"geen {re.sub(r'^(?:een|de|het|zo een) ', '', thing)}")
        return kind if kind is not CriterionKind.OTHER else None
    if script.let_go(clause):
        return None
    kind = script.criterion_kind(clause)
    if not _AS_A_CONDITION.search(clause):
        return kind if _cannot_be(clause, kind) else None
    return kind if kind is not CriterionKind.OTHER or _CLEAR_CONDITION.search(clause) else None


def says_what_cannot_be(words: str, script: Script) -> bool:
    """Whether a clause says what cannot be in new work ('avonden kan ik niet'): that is told, however much it sounds like a no."""
    clauses = (clause for clause in clauses_of(words, script) if not script.let_go(clause))
    return not words.rstrip().endswith("?") and any(_cannot_be(clause, script.criterion_kind(clause)) for clause in clauses)


def _cannot_be(clause: str, kind: CriterionKind) -> bool:
    return kind in _CANNOT_BE and cannot_be(clause) and _OF_OTHERS.isdisjoint(words_of(clause))


def is_limit(clause: str, script: Script) -> bool:
    """Whether a clause sets a condition for new work or tells a limit ('geen diploma'), and refuses no task."""
    kind = _condition(clause, script)
    return kind is not None and _limits(clause, kind)


def limits_of(words: str, script: Script) -> list[str]:
    """The clauses of a message that do so."""
    return [clause for clause, kind in _conditions_in(words, script) if _limits(clause, kind)]


def _limits(clause: str, kind: CriterionKind) -> bool:
    return kind not in _ABOUT_TASKS or _CLEAR_CONDITION.search(clause) is not None


def clauses_of(words: str, script: Script) -> list[str]:
    """The clauses of a message; a limit that follows a wish without any sign stands by itself: 'iets in de zorg niet fysiek'."""
    found: list[str] = []
    for clause in _CLAUSE.split(words):
        cuts = _LIMIT.finditer(clause) if _wishes(clause, script) else iter(())
        cut = next((cut for cut in cuts if _says(clause[: cut.start()]) and _condition(clause[cut.end() :], script)), None)
        found += [clause] if cut is None else [clause[: cut.start()], clause[cut.end() :]]
    return [clause.strip() for clause in found if clause.strip()]


def _wishes(clause: str, script: Script) -> bool:
    """Whether somebody asks for work here, or only names a sector; what the present work is like sets no limit."""
    sectors = (option for option in script.question("wishes").options if how_well(option.says, clause))
    return bool(_A_WISH.search(clause)) or ("ik" not in words_of(clause) and next(sectors, None) is not None)


def _says(words: str) -> bool:
    """Whether the words say anything: 'ik wil' does not, so 'ik wil geen avonden' is one clause."""
    return any(word not in STOP_WORDS for word in words_of(words))


def without_conditions(mentions: Iterable[Mention], words: str, script: Script) -> list[Mention]:
    """The mentions, but no wish or refusal that is a condition for new work: 'ik wil niet minder verdienen' is no task."""
    conditions = limits_of(words, script)
    wishing = {Meaning.WANTED, Meaning.UNWANTED}
    return [m for m in mentions if m.meaning not in wishing or not any(m.quote in clause for clause in conditions)]


def is_job_title(mention: Mention) -> bool:
    """Whether a mention only names somebody's job: 'medewerker burgerzaken balie' is no task."""
    return bool(_JOB.match(mention.quote))


def is_the_job(quote: str, words: str, ears: Ears) -> bool:
    """Whether it is the answer of who was asked for their work, and no task: 'hovenier bij de buitendienst', with which the answer begins."""
    lead = words_of(words[: max(0, words.find(quote))])
    if not set(lead) <= BEFORE_A_JOB:
        return False
    said = words_of(quote)
    return not any(is_verb(word) for word in said) or (not is_verb(said[0]) and names_function(ears, said[0]))


def told_also(talk: Talk, question: str, words: str, mentions: Iterable[Mention]) -> list[tuple[str, Given]]:
    """The mentions added to what was told for this question, also when that was settled; else it stays open, so that it can be checked and added to."""
    known = talk.value(question)
    value = told_value(known, words, [mention_json(mention) for mention in mentions])
    if len(value["mentions"]) == len(known.get("mentions", ())):
        return []
    return [(question, Given(value, words, AnswerStatus.ANSWERED if talk.closed(question) else AnswerStatus.OPEN))]


def told_value(value: Any, words: str, mentions: list[dict[str, Any]]) -> dict[str, Any]:
    """The value of a told question with another message; a task mentioned twice in the same words counts once."""
    known = list(value.get("mentions", ()))
    seen = {(mention["quote"], mention["concept_id"]) for mention in known}
    fresh = [mention for mention in mentions if (mention["quote"], mention["concept_id"]) not in seen]
    messages = list(value.get("messages", ()))
    return {"messages": messages if words in messages else [*messages, words], "mentions": [*known, *fresh]}
