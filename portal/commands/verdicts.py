"""`wijzer verdicts`: what coaches made of suggestions, as cases for the rules and as totals for HR."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portal.commands.shared import Today, day_or_today, knowledge, read, store, tell

if TYPE_CHECKING:  # these load the language tools, which takes seconds
    from skills_passport.casework.regression import Finding, RegressionCase
    from skills_passport.casework.signals import Total

app = typer.Typer(
    help="Oordelen van coaches: als gevallen voor de regels, en als aantallen voor HR.", epilog="Voorbeeld: wijzer verdicts signals", no_args_is_help=True,
)
ACTOR = "operator"

_FOUND: Mapping[str, str] = {
    "as-judged": "zoals de coach zei",
    "still-suggested": "afgewezen, maar nog steeds voorgesteld",
    "not-suggested": "akkoord, maar niet meer voorgesteld",
    "personal": "oordeel over deze persoon, niet over de regels",
    "not-yet": "door de coach toegevoegd; de regels komen er zelf niet op",
    "cannot-tell": "niet na te gaan: eigen woorden zijn nodig (--with-words), of de functie is er niet meer",
}


@app.command("export")
def export(
    with_words: Annotated[bool, typer.Option("--with-words", help="Met eigen woorden van medewerker en coach. Die kunnen iemand herkenbaar maken.")] = False,
    today: Today = "",
) -> None:
    """Geef alle oordelen die tellen als gevallen voor de regels, zonder namen, codes en eigen woorden. Het lezen komt in het logboek van elk paspoort.

    Voorbeeld: wijzer verdicts export > oordelen.json
    """
    from skills_passport.casework.judged import judged_suggestions
    from skills_passport.casework.regression import cases_to_json, regression_cases

    known, skipped = knowledge(), Counter[str]()
    with store() as passports:
        judged = judged_suggestions(passports, actor=ACTOR, action="export-verdicts", skipped=skipped)
        cases = tuple(regression_cases(judged, known, day_or_today(today), with_words=with_words))
    print(cases_to_json(cases), end="")
    needed = sum(case.words_needed for case in cases)
    tell(f"{len(cases)} oordelen." + (f" Van {needed} zijn de eigen woorden nodig om ze na te spelen." if needed else ""))
    _tell_skipped(skipped)
    if with_words:
        tell("Let op: hier staan eigen woorden in. Bewaar het bestand als een dossier en wis het na gebruik.")


@app.command("replay")
def replay(
    file: Annotated[Path, typer.Argument(help="Gevallen van wijzer verdicts export; - leest de invoer.")],
    everything: Annotated[bool, typer.Option("--all", help="Alle gevallen, niet alleen wat anders is dan de coach zei.")] = False,
    today: Today = "",
) -> None:
    """Leg de oordelen naast de regels van nu: wordt wat fout was nog steeds voorgesteld, en wat goed was nog wel? Code 1 als dat niet klopt.

    Alleen een afwijzing met een signaal (regel, profiel, cijfer of tekst klopt niet) telt als fout van de regels.

    Voorbeeld: wijzer verdicts replay oordelen.json --all
    """
    from skills_passport.casework.regression import WRONG, cases_from_json, replayed

    cases, known, at = cases_from_json(read(file)), knowledge(), day_or_today(today)
    found = [(case, replayed(case, known, at)) for case in cases]
    for case, finding in found:
        if everything or finding in WRONG:
            print(_line(case, finding))
    counted = Counter(finding for _, finding in found)
    tell(f"{len(cases)} oordelen. " + " ".join(f"{count} {_FOUND[finding]}." for finding, count in counted.most_common()))
    if any(finding in WRONG for _, finding in found):
        raise typer.Exit(1)


@app.command("signals")
def signals() -> None:
    """Wat coaches HR laten weten over regels, profielen, cijfers en teksten. Aantallen onder de tien personen blijven weg.

    Voorbeeld: wijzer verdicts signals
    """
    from skills_passport.casework.judged import judged_suggestions
    from skills_passport.casework.signals import FEWEST, signal_totals

    skipped = Counter[str]()
    with store() as passports:
        totals = signal_totals(judged_suggestions(passports, actor=ACTOR, action="count-signals", skipped=skipped))
    for title, rows in (("Per signaal", totals.by_signal), ("Per regel die meetelde", totals.by_rule), ("Per functie", totals.by_function)):
        print("\n".join([f"{title}:", *(_total_lines(rows) or ["  geen"])]))
    print(f"Weggelaten, want minder dan {FEWEST} personen: {totals.left_out}.")
    _tell_skipped(skipped)


def _tell_skipped(skipped: Counter[str]) -> None:
    if skipped:
        tell(f"Overgeslagen, want het advies is niet te lezen: {skipped.total()} oordelen.")


def _line(case: RegressionCase, finding: Finding) -> str:
    from skills_passport.casework.verdicts import OUTCOME_WORDS, REASON_WORDS, SIGNAL_WORDS

    signal = f"; {SIGNAL_WORDS[case.signal]}" if case.signal else ""
    note = f" “{case.note}”" if case.note else ""
    return f"persoon {case.person_number}, {case.function_id}: {OUTCOME_WORDS[case.outcome]} ({REASON_WORDS[case.reason]}{signal}){note} → {_FOUND[finding]}"


def _total_lines(totals: Sequence[Total]) -> list[str]:
    from skills_passport.casework.verdicts import SIGNAL_WORDS

    return [f"  {total.people} personen: {SIGNAL_WORDS[total.signal]}{f' ({total.about})' if total.about else ''}" for total in totals]
