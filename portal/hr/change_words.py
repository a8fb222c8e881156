"""What differs between versions, for people: files and fields have English names, pages Dutch words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rules.review.catalogue_diff import EntryChange

_FILES: Mapping[str, str] = {
    "tightness.csv": "hoe krap het is", "scales.csv": "loonschalen", "terms.csv": "afspraken", "costs.csv": "kosten", "regions.yml": "regio's",
    "occupation_classes.yml": "groepen van beroepen", "own_work.yml": "eigen werk", "before.yml": "vroeger", "changes.yml": "veranderingen",
    "circumstances.yml": "omstandigheden", "nothing.yml": "niets", "outside.yml": "buiten het werk", "someone_else.yml": "iemand anders",
    "unwanted.yml": "wat iemand niet wil", "wanted.yml": "wat iemand wil",
}
_FIELDS: Mapping[str, str] = {
    "question": "de vraag", "asked_as": "ook zo gevraagd", "answer": "het antwoord", "source": "de bron", "term": "het woord", "also": "andere namen",
    "meaning": "wat het betekent", "ask": "de vraag", "again": "de vraag nog eens", "why": "waarom Wijzer dit vraagt", "skip": "na overslaan",
    "confirm": "de bevestiging", "about_words": "waar de vraag over gaat", "names": "namen", "title": "wat erop staat", "says": "wat mensen typen",
    "options": "knop", "instead": "andere woorden", "region": "regio", "sector": "sector", "statement": "hoe krap", "period": "periode",
    "as_of": "laatste maand", "about": "waarover", "read": "hoe gelezen", "address": "webadres", "amount": "bedrag", "scale": "schaal", "min": "laagste loon",
    "max": "hoogste loon", "hours_week": "uren per week", "valid_from": "geldt vanaf", "agreement": "cao", "text": "de tekst", "value": "de waarde",
    "topic": "onderwerp", "standing": "stand", "name": "naam", "spellings": "schrijfwijzen", "sentences": "zinnen", "volgorde": "volgorde",
}
_IN_DUTCH = frozenset({"Arbeidsmarkt en loon", "Voorbeeldzinnen", "Gesprek", "Vragen en antwoorden", "Begrippen", "Andere talen", "Vragen voor het goede gesprek"})
"""Tables whose fields are called as in the file; those of the catalogue and the rules have Dutch names already."""


def table_words(title: str) -> str:
    """The name of a table, with what is in its file instead of how that is called.

    >>> table_words("Arbeidsmarkt en loon (tightness.csv)"), table_words("Functies")
    ('Arbeidsmarkt en loon: hoe krap het is', 'Functies')
    """
    name, _, file = title.partition(" (")
    return f"{name}: {_FILES[file[:-1]]}" if file[:-1] in _FILES else title if "." not in file else name


def field_lines(change: EntryChange) -> tuple[str, ...]:
    """Each field that changed, in a line."""
    if change.table.partition(" (")[0] not in _IN_DUTCH:
        return tuple(str(each) for each in change.fields)
    return tuple(str(replace(each, field=_words(each.field))) for each in change.fields)


def _words(field: str) -> str:
    known = [_FIELDS.get(part, part if part.isdecimal() else "") for part in field.split(".")]
    return " ".join(filter(None, known)) or "de tekst"
