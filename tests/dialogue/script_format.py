"""The scripts of tests/dialogue/scripts: how a file is read. A field, question or name that does not exist is refused.

A file is a list of scripts. What each may hold (Dutch, as HR and testers read and write it):

naam        in letters and hyphens; no two the same
wie         the person: work, age, how they type
bewijst     what this script is there to show
antwoorden  {question: text}, what this person says to questions that are walked past with `loop`; other questions are passed over
gesprek     the lines of the talk, in order

A line does one thing:

jij         types this; `(niets)` sends an empty message
knop        presses the first offered button with these words in its title
loop        answers question after question until this one is open; `einde` for the end
opent       opens the page of the talk (`gesprek`); what is said is all that stands there
coach       Carla, a transfer coach, does this with the passport, if it is shared: `schrijft …`, `stelt voor …`, or `vindt passen …` and
            `vindt niet passen …` with the title of a suggestion of the last advice
herstart    portal and Rasa are stopped (`stop`) or killed (`kill`) and started again (see test_resuming.py)

and says what must hold after it (a text or a list of texts, upper and lower case alike):

zegt, zegt_niet            the bot's answer holds all of these, none of these
vraag                      the question that is open now; `geen` when all is asked
terug_bij                  as `vraag`, and asked again in short: its first wording is not repeated
knoppen, geen_knoppen      there is, there is no button with these words
kaarten, geen_kaarten      among the suggestions there is, there is no work with these titles
onthoudt, onthoudt_niet    {question: texts} that stand, do not stand in the passport's present answer, as `name=value`
                           (`region_id=west-brabant`, `hard=ja`); `overgeslagen` and `leeg` are answers too, `choice` is the chosen card
geschiedenis               {question: texts}, found one after another in the answers that were ever given; the last in the present one
nooit_gevraagd             these questions were not open at any moment of the talk
voluit                     these questions may be put in their first wording once more
niets_bewaard: ja          answers, consents, advices and lines of the talk are what they were before this line
nergens                    stands in no file of the server, the passport included

Of every answer it is held that it says something, in at most three sentences (cards apart), nothing twice, no {curly} word, and no
first wording of a question for a second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rules.errors import KnowledgeError, Problem
from rules.files.yaml_entries import Entry, hint, read_entries
from skills_passport.answers import CHOICE

FOLDER = Path(__file__).resolve().parent / "scripts"
NONE = "geen"
END = "einde"
NOTHING = "(niets)"
DEEDS = ("jij", "knop", "loop", "opent", "coach", "herstart")
COACH_DEEDS = ("schrijft", "stelt voor", "vindt passen", "vindt niet passen")
RESTARTS = ("stop", "kill")
PAGES = ("gesprek",)
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Texts = tuple[str, ...]
ByQuestion = Mapping[str, Texts]


class ScriptFileError(KnowledgeError):
    """Scripts have mistakes in them."""

    title = "De gespreksscripts kloppen nog niet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is done (`deed` is one of DEEDS, with `words`), and what must hold after it."""

    number: int
    deed: str
    words: str
    question: str = ""
    again: bool = False  # the open question is put in its short wording
    says: Texts = ()
    says_not: Texts = ()
    buttons: Texts = ()
    no_buttons: Texts = ()
    cards: Texts = ()
    no_cards: Texts = ()
    kept: ByQuestion = field(default_factory=dict)
    not_kept: ByQuestion = field(default_factory=dict)
    history: ByQuestion = field(default_factory=dict)
    never_asked: Texts = ()
    in_full: Texts = ()
    keeps_nothing: bool = False
    nowhere: Texts = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkScript:
    """One person's talk."""

    name: str
    file: str
    who: str
    shows: str
    answers: Mapping[str, str]
    lines: tuple[Line, ...]

    @property
    def restarts(self) -> Texts:
        """How the server is started again in between; it needs one of its own then."""
        return tuple(line.words for line in self.lines if line.deed == "herstart")


def read_folder(questions: Iterable[str], folder: Path = FOLDER) -> tuple[TalkScript, ...]:
    """All scripts of a folder. Raises ScriptFileError."""
    return read_scripts(((file.name, file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.yml"))), questions)


def read_scripts(files: Iterable[tuple[str, str]], questions: Iterable[str]) -> tuple[TalkScript, ...]:
    """The scripts of (name, text) of files; `questions` are the ids of the interview's. Raises ScriptFileError with all that is wrong."""
    problems: list[Problem] = []
    known = tuple(questions)
    found: dict[str, TalkScript] = {}
    for entry in read_entries(files, problems):
        script = _script(entry, known)
        if not _NAME.fullmatch(script.name):
            entry.problem("naam", "moet uit kleine letters, cijfers en streepjes bestaan.")
        if script.name in found:
            entry.problem("naam", f"'{script.name}' staat er twee keer. Geef elk script een eigen naam.")
        found[script.name] = script
    if problems:
        raise ScriptFileError(problems)
    return tuple(found.values())


def _script(entry: Entry, questions: Texts) -> TalkScript:
    answers = entry.entry("antwoorden", required=False)
    script = TalkScript(
        name=entry.text("naam"), file=entry.file, who=entry.text("wie"), shows=entry.text("bewijst"),
        answers={question: answers.text(question) for question in _questions(answers, questions)} if answers else {},
        lines=tuple(_line(part, questions) for part in entry.entries("gesprek", at_least=1)),
    )
    if not any(_expects(line) for line in script.lines):
        entry.problem("gesprek", "verwacht nergens iets, en kan dus niet mislukken.")
    entry.finish()
    return script


def _line(entry: Entry, questions: Texts) -> Line:
    deeds = [deed for deed in DEEDS if deed in entry.fields]
    if len(deeds) != 1:
        entry.problem(deeds[1] if deeds else "", f"doet {len(deeds)} dingen. Kies er één: {', '.join(DEEDS)}.")
    deed = deeds[0] if deeds else DEEDS[0]
    words = "".join(_texts(entry, deed)[:1])
    for name, options in (("loop", (*questions, END)), ("herstart", RESTARTS), ("opent", PAGES)):
        _one_of(entry, name, options, (words,) if deed == name else ())
    if deed == "coach" and not any(words.startswith(f"{done} ") for done in COACH_DEEDS):
        entry.problem("coach", f"begint met een van deze: {', '.join(COACH_DEEDS)}.")
    open_, again = _texts(entry, "vraag"), _texts(entry, "terug_bij")
    _one_of(entry, "vraag", (*questions, NONE), open_)
    _one_of(entry, "terug_bij", questions, again)
    if len((*open_, *again)) > 1:
        entry.problem("vraag", "er is maar één vraag open. Kies vraag of terug_bij, met één naam.")
    line = Line(
        number=entry.line, deed=deed, words=words, question="".join((*again, *open_)[:1]), again=bool(again),
        says=_texts(entry, "zegt"), says_not=_texts(entry, "zegt_niet"),
        buttons=_texts(entry, "knoppen"), no_buttons=_texts(entry, "geen_knoppen"),
        cards=_texts(entry, "kaarten"), no_cards=_texts(entry, "geen_kaarten"),
        kept=_by_question(entry, "onthoudt", questions), not_kept=_by_question(entry, "onthoudt_niet", questions),
        history=_by_question(entry, "geschiedenis", questions),
        never_asked=_one_of(entry, "nooit_gevraagd", questions, _texts(entry, "nooit_gevraagd")),
        in_full=_one_of(entry, "voluit", questions, _texts(entry, "voluit")),
        keeps_nothing=entry.flag("niets_bewaard"), nowhere=_texts(entry, "nergens"),
    )
    for other in DEEDS:
        entry.value(other)  # named above when it is one too many
    entry.finish()
    return line


def _expects(line: Line) -> bool:
    """Whether this line can fail: that it did something is not enough."""
    told: tuple[object, ...] = (
        line.question, line.says, line.says_not, line.buttons, line.no_buttons, line.cards, line.no_cards, line.kept, line.not_kept, line.history,
        line.never_asked, line.keeps_nothing, line.nowhere,
    )
    return any(told)


def _by_question(entry: Entry, name: str, questions: Texts) -> ByQuestion:
    part = entry.entry(name, required=False)
    return {question: _texts(part, question) for question in _questions(part, (*questions, CHOICE))} if part else {}


def _questions(entry: Entry | None, questions: Texts) -> Texts:
    """The fields of an entry, each of which must be a question."""
    named = entry.fields if entry else ()
    for name in named:
        if entry and name not in questions:
            entry.problem(name, f"is geen vraag. Wel: {', '.join(questions)}.{hint(name, questions)}")
    return tuple(name for name in named if name in questions)


def _one_of(entry: Entry, name: str, options: Iterable[str], texts: Texts) -> Texts:
    known = tuple(options)
    for text in texts:
        if text not in known:
            entry.problem(name, f"'{text}' kan hier niet. Kies uit: {', '.join(known)}.{hint(text, known)}")
    return texts


def _texts(entry: Entry, name: str) -> Texts:
    """One text or a list of them; none of them empty."""
    if name not in entry.fields:
        entry.value(name)  # a field that may be there
        return ()
    value = entry.value(name)
    found = value if isinstance(value, list) else [value]
    if not found or not all(isinstance(text, str | int | float) and str(text).strip() for text in found):
        entry.problem(name, "moet een tekst zijn, of een lijst met teksten. Zet er aanhalingstekens om.")
        return ()
    return tuple(str(text).strip() for text in found)
