"""Forms as people could fill them in: mostly picked from the lists, now and then something odd."""

from __future__ import annotations

from hypothesis import strategies as st

from rules.editing.form import ConclusionForm, ConditionForm, RuleForm
from rules.editing.picks import PartField, Picks, conclusions, models, parts_of
from rules.rulebook import Scope
from rules.vocabulary import VOCABULARY, FieldKind

ODD = st.one_of(st.text(max_size=12), st.sampled_from(["", "  ", "null", "true", "1e3", "- a: b", "{", "{function.title", "\u2028", "\ud800", "é: [#", "'\"\\", "nan", "0x1F", "~", "<b>ja</b>"]))
TEXTS = st.one_of(
    st.sampled_from([
        "Dit past bij wat je vertelde.", "Bij {function.title} hoort dit ook.", "Je zei: “{match.quote}”.", "Kijk eens mee: het kan. # zo", "Vraag het: \"wat doe je\"?",
        "Als {own.title} weet je dit.", "Volg {function.route}, {function.route_months}.", "{market.age_words} oud.", "100% zeker: \\n", "- id: nee", "Helaas niet.",
    ]),
    ODD,
)


@st.composite
def forms(draw: st.DrawFn, picks: Picks) -> RuleForm:
    """A form, right or wrong."""
    scope = draw(st.sampled_from(list(Scope)))
    fields = [pick.key for group in picks.fields(scope).values() for pick in group]
    rows = draw(st.lists(st.one_of(_rows(picks, fields), _rows(picks, fields), _rows(picks, fields), st.builds(ConditionForm, ODD, ODD, st.tuples(ODD))), min_size=1, max_size=4))
    kinds = [pick.key for pick in conclusions(scope)]
    said = draw(st.lists(st.sampled_from(kinds).flatmap(_conclusion), min_size=1, max_size=3))
    return RuleForm(
        id=draw(st.sampled_from(["", "", "", "een-nieuwe-regel", "Fout Id", "eigen-werk-danger-zone"])),
        title=draw(st.one_of(st.sampled_from(["Een nieuwe regel", "Van hier naar daar: zo", "Ja"]), TEXTS)),
        models=tuple(draw(st.lists(st.sampled_from([*(pick.key for pick in models()), "M1", "M2"]), min_size=1, max_size=3))),
        about=str(scope), when=tuple(rows), then=tuple(said), because=draw(TEXTS),
        source=draw(st.sampled_from(["oordeel van dit project", "rapport, §3.2: tabel", "oordeel van dit project # \"zo\"", "zomaar"])),
        valid_from=draw(st.sampled_from(["2026-01-01", "2026-01-01", "2026-02-30", "20260101"])),
        valid_until=draw(st.sampled_from(["", "", "", "2028-12-31", "2025-01-01"])),
        author=draw(st.one_of(st.just("Hans (HR)"), ODD)),
    )


@st.composite
def _rows(draw: st.DrawFn, picks: Picks, fields: list[str]) -> ConditionForm:
    place = draw(st.sampled_from(fields))
    subject, field = place.split(".")
    spec = VOCABULARY[subject][field]
    demands = picks.demands(subject, field)
    demand = draw(st.sampled_from(demands)).key if demands else ""
    if spec.kind is FieldKind.NUMBER:
        return ConditionForm(place, demand, (str(draw(st.integers(-2, 110))),))
    values = picks.values(subject, field)
    chosen = draw(st.lists(st.sampled_from(values), min_size=1, max_size=3)) if values else []
    return ConditionForm(place, demand, tuple(pick.key for pick in chosen))


def _conclusion(kind: str) -> st.SearchStrategy[ConclusionForm]:
    return st.fixed_dictionaries({part.name: _part(part) for part in parts_of(kind)}).map(lambda parts: ConclusionForm(kind, parts))


def _part(part: PartField) -> st.SearchStrategy[str]:
    if part.picks:
        return st.sampled_from([pick.key for pick in part.picks])
    if part.low is not None and part.high is not None:
        return st.one_of(st.integers(part.low - 1, part.high + 1).map(str), st.just(part.standard or "3"))
    return TEXTS
