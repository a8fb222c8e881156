"""Which skill somebody names: 'excel', 'beter notuleren', 'leidinggeven'; none when that is not clear."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz.distance import DamerauLevenshtein

from rules.catalogue import Catalogue
from rules.language.text import WORD, words_only
from rules.matching.label_index import MAX_QUERY, LabelIndex

LEAST = 0.5
"""From this likeness (0–1) on a label may be meant."""
SHORTEST_SLIP = 4  # letters
AHEAD = 0.05
"""So much likelier than any other skill it must be."""


class SkillNames:
    """`named(words)` against the labels and synonyms of one catalogue; built once, then used from any thread."""

    __slots__ = ("_by_name", "_index", "_longest", "_whole")

    def __init__(self, catalogue: Catalogue) -> None:
        labels = [(skill.id, label) for skill in catalogue.skills.values() for label in (skill.label, *skill.synonyms)]
        self._index = LabelIndex(labels)
        begins = [(skill.id, begin) for skill in catalogue.skills.values() for begin in _begins(words_only(skill.label))]
        self._whole: Mapping[str, str] = _unique((skill_id, words_only(label)) for skill_id, label in labels)
        self._by_name: Mapping[str, str] = _unique(begins) | self._whole
        self._longest = max((len(name.split()) for name in self._by_name), default=0)

    def named(self, words: str) -> str | None:
        """The id of the skill that is named in these words, or that they are most like; None when no skill stands out."""
        typed = words_only(words[:MAX_QUERY]).split()
        exact = self._within(typed) or self._within([self._put_right(word) for word in typed])
        if exact is not None or not typed:
            return exact
        best: dict[str, float] = {}
        for match in self._index.rank(" ".join(typed), 10):
            best[match.concept_id] = max(best.get(match.concept_id, 0.0), match.score)
        first, second, *_ = [*sorted(best.items(), key=lambda item: (-item[1], item[0])), ("", 0.0), ("", 0.0)]
        return first[0] if first[1] >= LEAST and first[1] - second[1] >= AHEAD else None

    def within(self, words: str) -> list[tuple[str, str]]:
        """What is typed of whole names of skills, in order, and the id of each; of names that overlap the longest."""
        typed = list(WORD.finditer(words[:MAX_QUERY]))
        names = [words_only(word.group()) for word in typed]
        found: list[tuple[str, str]] = []
        start = 0
        while start < len(names):
            lengths = range(min(self._longest, len(names) - start), 0, -1)
            length = next((length for length in lengths if " ".join(names[start : start + length]) in self._whole), 0)
            if length:
                quote = words[typed[start].start() : typed[start + length - 1].end()]
                found.append((quote, self._whole[" ".join(names[start : start + length])]))
            start += length or 1
        return found

    def _put_right(self, word: str) -> str:
        """A name of one word that is meant where a letter is missing, too many or changed over ('exel'), else the word; another letter
        makes another word ('lassen' is no 'lessen')."""
        near = (name for name in self._by_name if _is_slip(word, name))
        return next(near, word)

    def _within(self, typed: list[str]) -> str | None:
        """The skill whose name stands in the words, the longest name first."""
        for length in range(min(self._longest, len(typed)), 0, -1):
            for start in range(len(typed) - length + 1):
                found = self._by_name.get(" ".join(typed[start : start + length]))
                if found:
                    return found
        return None


def _is_slip(word: str, name: str) -> bool:
    if len(word) < SHORTEST_SLIP or word[:1] != name[:1] or (len(word) == len(name) and sorted(word) != sorted(name)):
        return False
    return DamerauLevenshtein.distance(word, name, score_cutoff=1) <= 1


def _begins(label: str) -> Iterable[str]:
    """'plannen' for 'plannen en organiseren': what is named first, before 'en'."""
    first, joined, _ = label.partition(" en ")
    return [first] if joined and " " not in first else []


def _unique(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names that belong to one skill only."""
    found: dict[str, set[str]] = {}
    for skill_id, name in names:
        found.setdefault(name, set()).add(skill_id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}
