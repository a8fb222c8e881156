"""The front door of matching: labels and job titles."""

from __future__ import annotations

from rules.label_index import LabelIndex, LabelMatch

__all__ = ["LabelIndex", "LabelMatch"]
