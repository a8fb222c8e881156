"""How clauses are meant, as learned from the examples: no sentence here stands in them."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sklearn.linear_model import LogisticRegression

from rules.knowledge import Knowledge
from rules.language.clauses import split_clauses
from rules.language.dutch import DutchText
from rules.language.examples import read_example
from rules.language.fits import Arrays, keep_with
from rules.language.meaning_model import MeaningModel, Reading
from rules.matching.profile_texts import task_terms
from rules.person import Meaning


@pytest.fixture(scope="session")
def model(knowledge: Knowledge) -> MeaningModel:
    return MeaningModel(knowledge.examples, knowledge.language)


def read(model: MeaningModel, knowledge: Knowledge, message: str, about: Meaning = Meaning.NOW) -> list[Reading]:
    return model.read(split_clauses(message, knowledge.language), about)


def likeliest(reading: Reading) -> Meaning:
    return max(reading.meaning, key=lambda meaning: reading.meaning[meaning])


@pytest.mark.parametrize(
    ("message", "meanings"),
    [
        ("ik slijp messen", [Meaning.NOW]),
        ("slijpen hoeft van mij niet meer", [Meaning.UNWANTED]),
        ("ik zou best edelsmid willen worden", [Meaning.WANTED]),
        ("onze timmerman slijpt de beitels", [Meaning.SOMEONE_ELSE]),
        ("vroeger sleep ik glas, nu verkoop ik brillen", [Meaning.BEFORE, Meaning.NOW]),
        ("in mijn vrije tijd blaas ik glas", [Meaning.OUTSIDE_WORK]),
        ("mijn collega slijpt, ik polijst", [Meaning.SOMEONE_ELSE, Meaning.NOW]),
        ("liever bij de smederij dan op het secretariaat", [Meaning.WANTED, Meaning.UNWANTED]),
        ("ik smeed hekken dan bel ik de klant", [Meaning.NOW, Meaning.NOW]),
    ],
)
def test_the_words_of_a_clause_tell_how_it_is_meant(
    model: MeaningModel, knowledge: Knowledge, message: str, meanings: list[Meaning]
) -> None:
    assert [likeliest(reading) for reading in read(model, knowledge, message)] == meanings


def test_a_comment_gives_its_meaning_to_what_stands_before_it(model: MeaningModel, knowledge: Knowledge) -> None:
    assert likeliest(read(model, knowledge, "kettingen smeden, dat doet Achmed")[0]) is Meaning.SOMEONE_ELSE
    assert likeliest(read(model, knowledge, "kettingen smeden, dat vind ik vreselijk")[0]) is Meaning.UNWANTED
    assert likeliest(read(model, knowledge, "kettingen smeden, dat vind ik leuk")[0]) is Meaning.NOW


def test_what_a_clause_leaves_open_is_taken_over_but_not_by_an_own_subject(model: MeaningModel, knowledge: Knowledge) -> None:
    assert likeliest(read(model, knowledge, "vroeger smeedde ik kettingen en ringen, en ook broches")[-1]) is Meaning.BEFORE
    assert likeliest(read(model, knowledge, "ik zou graag ringen smeden, ik maak nu kettingen")[-1]) is Meaning.NOW


def test_what_is_left_open_means_what_was_asked(model: MeaningModel, knowledge: Knowledge) -> None:
    for about in (Meaning.NOW, Meaning.OUTSIDE_WORK, Meaning.WANTED):
        assert likeliest(read(model, knowledge, "kettingen smeden", about)[0]) is about


@pytest.mark.parametrize("message", ["dag hoor", "krijg ik hier bericht van?", "ik ben 52", "het is hier gezellig"])
def test_talk_that_tells_of_no_work_is_no_mention(model: MeaningModel, knowledge: Knowledge, message: str) -> None:
    assert all(reading.mention < 0.5 for reading in read(model, knowledge, message))
    assert read(model, knowledge, "ik slijp messen")[0].mention > 0.8


def test_meanings_are_chances(model: MeaningModel, knowledge: Knowledge) -> None:
    for reading in read(model, knowledge, "vroeger sleep ik glas, dat doet Jan nu. En polijsten? liever niet, ik weet het niet"):
        assert sum(reading.meaning.values()) == pytest.approx(1, abs=1e-4)
        assert all(-1e-9 <= chance <= 1 + 1e-9 for chance in (*reading.meaning.values(), reading.mention))


def test_another_example_teaches_another_meaning(knowledge: Knowledge) -> None:
    taught = [read_example(f"{what} is voor mij een grote fluit {{unwanted}}") for what in ("zagen", "malen", "vijlen", "slijpen")]
    said = "polijsten is voor mij een grote fluit"
    before = read(MeaningModel(knowledge.examples, knowledge.language), knowledge, said)[0]
    after = read(MeaningModel([*knowledge.examples, *taught], knowledge.language), knowledge, said)[0]
    assert after.meaning[Meaning.UNWANTED] > before.meaning[Meaning.UNWANTED] + 0.1


def test_threads_read_the_same(model: MeaningModel, knowledge: Knowledge) -> None:
    said = "vroeger sleep ik glas, maar dat doet Jan nu"
    found: list[list[Reading]] = []
    threads = [threading.Thread(target=lambda: found.append(read(model, knowledge, said))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(item == found[0] for item in found)


def test_a_clause_with_words_of_the_field_sooner_mentions_work(knowledge: Knowledge) -> None:
    aware = MeaningModel(knowledge.examples, knowledge.language, task_terms(knowledge.catalogue, knowledge.language))
    known, unknown = (read(aware, knowledge, word)[0].mention for word in ("keukentafelgesprekken", "vuurspuwerijen"))
    assert known > unknown


class _InMemory(dict[str, Arrays]):
    """Keeps what is fitted as a folder does."""

    def get(self, key: str, make: Callable[[], Arrays]) -> Arrays:  # type: ignore[override]
        if key not in self:
            self[key] = make()
        return self[key]


def test_another_catalogue_with_the_same_clauses_is_not_learned_from_anew(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    """What HR changes in a profile mostly changes nothing of how things are meant; learning takes most of the time."""
    kept = _InMemory()
    keep_with(kept)
    try:
        first = MeaningModel(knowledge.examples, knowledge.language)
        before = len(kept)
        texts = [task.text for profile in knowledge.catalogue.functions.values() for task in profile.tasks]
        other = DutchText(knowledge.catalogue.abbreviations, [*texts, "zwemvliesfabrikant"], ())
        again = DutchText(knowledge.catalogue.abbreviations, [*texts, "zwemvliesfabrikante"], ())
        assert other.key != again.key
        model = MeaningModel(knowledge.examples, other)
        monkeypatch.setattr(LogisticRegression, "fit", None)  # nothing is fitted for the next one
        assert read(MeaningModel(knowledge.examples, again), knowledge, SAME) == read(model, knowledge, SAME)
    finally:
        keep_with(None)
    assert before == 3 and first is not model


SAME = "ik plan de routes en de rest doet mijn collega"
