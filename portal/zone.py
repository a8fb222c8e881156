"""The time that people here read and type, wherever the server stands."""

from __future__ import annotations

from zoneinfo import ZoneInfo

DUTCH_TIME = ZoneInfo("Europe/Amsterdam")
