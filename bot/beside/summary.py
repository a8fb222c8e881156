"""What is known in a few words: of all questions ('wat weet je van mij?'), or of one."""

from __future__ import annotations

from collections.abc import Mapping

from bot.asking.told import own_words
from bot.ears import Ears
from bot.replies import listed, starred
from bot.talk import Talk
from bot.texts.script import Kind, Question, Script
from bot.words.sector_words import refused_words
from rules.person import Meaning, MentionKind
from skills_passport.answers import CHOICE, COACH

_SEEN = 4  # own words that are named before the rest is counted
_TOLD: Mapping[Meaning, str] = {
    Meaning.NOW: "je taken zijn {}", Meaning.BEFORE: "van vroeger {}", Meaning.OUTSIDE_WORK: "buiten je werk {}",
    Meaning.WANTED: "je wens is {}", Meaning.UNWANTED: "liever niet meer {}", Meaning.SOMEONE_ELSE: "van iemand anders {}",
}
"""Nothing that must agree with own words: these may be a noun, or half a sentence with its verb."""


def what_is_known(talk: Talk, script: Script, ears: Ears) -> list[str]:
    """Short pieces, in the order of the interview; empty when nothing was told."""
    known: list[str] = []
    function, region = talk.value("function"), talk.value("region")
    if function:
        known.append(f"je werk is *{ears.function_title(function['function_id']) if function['function_id'] else function['words']}*")
    if region:
        known.append(f"je zoekt in *{ears.region_title(region['region_id']) if region['region_id'] else region['words']}*")
    told = [mention for question in script.questions if question.kind is Kind.TOLD for mention in talk.value(question.id).get("mentions", ())]
    for meaning, words in _TOLD.items():
        quotes = own_words(mention for mention in told if mention["meaning"] == meaning and mention["kind"] == MentionKind.TASK)
        if quotes:
            rest = [f"nog {len(quotes) - _SEEN}"] if len(quotes) > _SEEN else []
            known.append(words.format(listed([*starred(quotes[:_SEEN]), *rest])))
    sectors = talk.value("wishes").get("sectors", ())
    if sectors:
        options = script.question("wishes").options
        known.append("je wilt ook wel werken bij " + listed(starred(o.title for o in options if o.value["sector"] in sectors)))
    refused = talk.value("wishes").get("refused_sectors", ())
    if refused:
        known.append("je wilt " + listed(starred(refused_words(refused))) + " werken")
    for question in ("digital", "direction"):
        value = talk.value(question)
        titles = [option.title for option in script.question(question).options if option.value == value]
        known += [f"je koos *{titles[0]}*"] if titles else []
    criteria = [criterion["words"] for criterion in talk.value("criteria").get("criteria", ())]
    facts = [words for words in criteria if script.is_fact(words)]
    if len(facts) < len(criteria):
        known.append("belangrijk voor je: " + listed(starred(words for words in criteria if words not in facts)))
    if facts:
        known.append("voor je coach: " + listed(starred(facts)))
    choice = talk.value(CHOICE)
    if choice:
        known.append(script.phrases["chosen_known"].format(title=choice["words"]))
    if talk.value(COACH).get("may_look"):
        known.append(script.phrases["coach_may"])
    return known


def answer_words(talk: Talk, question: Question, ears: Ears) -> str:
    """The present answer to one question, as it stands in a sentence; empty when there is none."""
    value = talk.value(question.id)
    if not value:
        return ""
    titles = [option.title for option in question.options if option.value == value]
    words: list[str] = []
    match question.kind:
        case Kind.FUNCTION:
            words = [ears.function_title(value["function_id"]) if value["function_id"] else value["words"]]
        case Kind.REGION:
            words = [value["words"] or ears.region_title(value["region_id"])]
        case Kind.TOLD:
            words = own_words(value["mentions"]) or list(value["messages"])
        case Kind.TRENDS:
            known = {option.value["trend"]: option.title.lower() for option in question.options}
            return listed(f"*{trend['quote']}* {known[trend['trend']]}" for trend in value["trends"])
        case Kind.WISHES:
            words = [option.title for option in question.options if option.value["sector"] in value["sectors"]]
            words += [*value["words"], *refused_words(value.get("refused_sectors", ()))]
        case Kind.CRITERIA:
            words = [criterion["words"] for criterion in value["criteria"]]
        case _:
            words = titles
    return listed(starred(words))
