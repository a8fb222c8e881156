"""The front door of matching: labels, job titles and sentences about work.

- `LabelIndex(entries).rank(query, limit)`: labels for a query, over any (concept id, label) list
- `TitleMatcher(catalogue).rank(words, limit)`: job title as typed → functions, with a confidence;
  `decide(matches)`: sure, ask with buttons, or not in the list
- `TaskMatcher(catalogue).rank(sentences, limit)`: own sentences → functions, with the task behind each sentence
"""

from __future__ import annotations

from rules.matching.label_index import LabelIndex, LabelMatch
from rules.matching.task_matching import FunctionMatch, TaskLink, TaskMatcher
from rules.matching.title_matching import TitleDecision, TitleMatch, TitleMatcher, decide

__all__ = [
    "FunctionMatch",
    "LabelIndex",
    "LabelMatch",
    "TaskLink",
    "TaskMatcher",
    "TitleDecision",
    "TitleMatch",
    "TitleMatcher",
    "decide",
]
