"""What is fitted and kept gives the same as what is computed, and nothing that happens to the files changes an answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rules.files import fit_files
from rules.files.fit_files import KeptFits, keep_fits_in
from rules.files.knowledge_files import load_catalogue, load_examples
from rules.language.fits import Arrays, fitted, keep_with, key_of, packed, unpacked
from rules.matching import TaskMatcher, TitleMatcher
from rules.matching.extraction import Extractor
from rules.matching.phrase_index import PhraseIndex
from rules.matching.tfidf import TfidfSpace, char_ngrams
from rules.occupation import occupations_of, skills_of
from rules.transitions import Transitions
from tests.rules.conftest import DATA

SAID = ("ik bestel spullen, bel leveranciers en hou alles bij in excel", "vroeger notulen", "niets bijzonders", "koffie rondbrengen")


@pytest.fixture(autouse=True)
def _kept_no_more() -> Iterator[None]:
    yield
    keep_with(None)


def _answers() -> list[object]:
    catalogue = load_catalogue(DATA)
    tasks = TaskMatcher(catalogue)
    extractor = Extractor(catalogue, load_examples(DATA))
    titles = TitleMatcher(catalogue)
    language = tasks._language
    near = Transitions(occupations_of(catalogue), skills_of(catalogue), language)
    asked = PhraseIndex([("pay", "ga ik minder verdienen"), ("job", "verdwijnt mijn baan"), ("pay", "wat kost het mij")])
    return [
        [tasks.rank([said], 20) for said in SAID], [extractor.extract(said) for said in SAID], titles.rank("adm mdw", 20),
        [near.near(function, 9) for function in sorted(catalogue.functions)[::25]], [asked.scores(said) for said in SAID],
    ]


@pytest.mark.slow
def test_the_answers_are_the_same_computed_and_found_again(tmp_path: Path) -> None:
    keep_fits_in(tmp_path / "fits")
    computed = _answers()
    made = {file: file.stat().st_size for file in (tmp_path / "fits").rglob("*.npz")}
    assert len(made) > 10
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rules.matching.tfidf.TfidfVectorizer.fit_transform", None)  # nothing is fitted a second time
        assert _answers() == computed


def _once(*arrays: int) -> list[Arrays]:
    return [{"numbers": np.array([each])} for each in arrays]


def _folder(place: Path) -> Path:
    return next(place.iterdir())


@pytest.mark.parametrize("content", [b"", b"PK", b"no file of arrays at all"])
def test_what_cannot_be_read_is_made_anew(tmp_path: Path, content: bytes) -> None:
    keep_fits_in(tmp_path)
    answers = iter(_once(1, 2, 3))
    assert [int(fitted(["a"], lambda: next(answers))["numbers"][0]) for _ in range(2)] == [1, 1]
    (file,) = _folder(tmp_path).glob("*.npz")
    file.write_bytes(content)
    assert [int(fitted(["a"], lambda: next(answers))["numbers"][0]) for _ in range(2)] == [2, 2]


def test_no_bit_can_fall_over_and_change_an_answer(tmp_path: Path) -> None:
    keep_fits_in(tmp_path)
    fitted(["a"], lambda: _once(1)[0])
    (file,) = _folder(tmp_path).glob("*.npz")
    whole = file.read_bytes()
    made = []

    def make() -> Arrays:
        made.append(1)
        return _once(1)[0]

    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0b100]) + whole[place + 1:])
        assert fitted(["a"], make)["numbers"] == [1]
    assert len(made) > len(whole) / 2


def test_where_nothing_can_be_written_all_is_computed(tmp_path: Path) -> None:
    (tmp_path / "fits").write_text("a file where the folder should be", encoding="utf-8")
    keep_fits_in(tmp_path / "fits")
    answers = iter(_once(1, 2))
    assert [int(fitted(["a"], lambda: next(answers))["numbers"][0]) for _ in range(2)] == [1, 2]
    assert (tmp_path / "fits").read_text("utf-8").startswith("a file")


def test_other_code_finds_nothing_of_this_code_and_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    KeptFits(tmp_path).get("a", lambda: _once(1)[0])
    before = _folder(tmp_path)
    monkeypatch.setattr(fit_files, "_made_by", lambda: "other")
    assert KeptFits(tmp_path).get("a", lambda: _once(2)[0])["numbers"] == [2]
    assert not before.exists() and _folder(tmp_path).name == "other"


def test_who_was_not_used_for_longest_makes_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptFits(tmp_path)
    kept.get("old", lambda: _once(1)[0])
    (file,) = _folder(tmp_path).glob("*.npz")
    monkeypatch.setattr(fit_files, "ROOM", int(2.5 * file.stat().st_size))
    for name in ("used", "new"):
        kept.get(name, lambda: _once(1)[0])
    assert sorted(file.stem for file in _folder(tmp_path).iterdir()) == ["new", "used"]


def test_another_text_another_order_another_analyzer_is_another_fit(tmp_path: Path) -> None:
    keep_fits_in(tmp_path)
    for texts, low in ((["een", "twee"], 2), (["twee", "een"], 2), (["een", "twee", ""], 2), (["een", "twee"], 3)):
        space = TfidfSpace(texts, char_ngrams(low, 3))
        again = TfidfSpace(texts, char_ngrams(low, 3))
        assert space.similarities(["twee"]).tolist() == again.similarities(["twee"]).tolist()
        assert int(space.similarities(["twee"])[0].argmax()) == texts.index("twee")
    assert len(list(_folder(tmp_path).iterdir())) == 4
    assert key_of(["a", "b"]) != key_of(["ab"])


def test_words_go_and_come_back() -> None:
    for words in ([], [""], ["één", "", "twee woorden"]):
        assert unpacked(packed(words)) == words
