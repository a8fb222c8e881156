"""Forms as people could fill them in: mostly picked from the lists, now and then something odd."""

from __future__ import annotations

from hypothesis import strategies as st

from rules.editing.form import ConclusionForm, ConditionForm, RuleForm
from rules.editing.picks import PartField, Picks, conclusions, models, parts_of
from rules.rulebook import Scope
from rules.vocabulary import VOCABULARY, FieldKind

ODD = st.one_of(st.text(max_size=12), st.just("a b. c"), st.sampled_from(["", "  ", "null", "true", "1e3", "- a: b", "{", "{function.title", "\u2028", "\ud800", "é: [#", "'\"\\", "nan", "0x1F", "~", "<b>ja</b>"]))
TEXTS = st.one_of(
    st.sampled_from([
        "Dit past bij wat je vertelde.", "Bij {function.title} hoort dit ook.", "Je zei: “{match.quote}”.", "Kijk eens mee: het kan. # zo", "Vraag het: \"wat doe je\"?",
        "Als {own.title} weet je dit.", "Volg {function.route}, {function.route_months}.", "{market.age_words} oud.", "100% zeker: \\n", "- id: nee", "Helaas niet.",
    ]),
    ODD,
)


SOUND = st.sampled_from([
    "Dit past bij wat je vertelde.", "Kijk eens mee: het kan. # zo", 'Vraag het: "wat doe je"?', "Doe dit 'samen' met een collega \\ coach.", "- id: nee", "null", "Één keer, 10%: ja.",
])
"""Texts that are right in any rule, though some of them look like something else to YAML."""


@st.composite
def forms(draw: st.DrawFn, picks: Picks) -> RuleForm:
    """A form: three of four filled in with care, which can still ask what no case has, the others right or wrong."""
    careful = draw(st.integers(0, 3)) > 0
    scope = draw(st.sampled_from(list(Scope)))
    fields = [pick.key for group in picks.fields(scope).values() for pick in group]
    row = _rows(picks, fields)
    rows = draw(st.lists(row if careful else st.one_of(row, row, st.builds(ConditionForm, ODD, ODD, st.tuples(ODD))), min_size=1, max_size=4))
    texts = SOUND if careful else TEXTS
    said = draw(st.lists(st.sampled_from([pick.key for pick in conclusions(scope)]).flatmap(lambda kind: _conclusion(kind, texts)), min_size=1, max_size=3))
    return RuleForm(
        id="" if careful else draw(st.sampled_from(["", "een-nieuwe-regel", "Fout Id", "eigen-werk-danger-zone"])),
        title=draw(st.sampled_from(["Een nieuwe regel", "Van hier naar daar: zo", "Ja", "null"]) if careful else TEXTS),
        models=tuple(draw(st.lists(st.sampled_from([pick.key for pick in models()]), min_size=1, max_size=3))),
        about=str(scope), when=tuple(rows), then=tuple(said), because=draw(texts),
        source=draw(st.sampled_from(["oordeel van dit project", "rapport, §3.2: tabel", "oordeel van dit project # \"zo\""] if careful else ["zomaar", "§ 1"])),
        valid_from=draw(st.sampled_from(["2026-01-01"] if careful else ["2026-01-01", "2026-02-30", "20260101"])),
        valid_until=draw(st.sampled_from(["", "2028-12-31"] if careful else ["", "2025-01-01"])),
        author=draw(st.sampled_from(["Hans (HR)", "no", "é: [x]"]) if careful else ODD),
    )


@st.composite
def _rows(draw: st.DrawFn, picks: Picks, fields: list[str]) -> ConditionForm:
    place = draw(st.sampled_from(fields))
    subject, field = place.split(".")
    spec = VOCABULARY[subject][field]
    demands = picks.demands(subject, field)
    demand = draw(st.sampled_from(demands)).key if demands else ""
    if spec.kind is FieldKind.NUMBER:
        return ConditionForm(place, demand, (str(draw(st.one_of(st.integers(0, 4), st.integers(-2, 110)))),))
    values = picks.values(subject, field)
    chosen = draw(st.lists(st.sampled_from(values), min_size=1, max_size=3)) if values else []
    return ConditionForm(place, demand, tuple(pick.key for pick in chosen))


def _conclusion(kind: str, texts: st.SearchStrategy[str]) -> st.SearchStrategy[ConclusionForm]:
    return st.fixed_dictionaries({part.name: _part(part, texts) for part in parts_of(kind)}).map(lambda parts: ConclusionForm(kind, parts))


def _part(part: PartField, texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    if part.picks:
        return st.sampled_from([pick.key for pick in part.picks])
    if part.low is not None and part.high is not None:
        return st.one_of(st.integers(part.low, part.high).map(str), st.just(part.standard or "3"))
    return texts
