"""For whom the forms of a page are, as they send it along."""

from __future__ import annotations

import re

from portal.login.form_mark import FIELD


def mark_in(page: str) -> dict[str, str]:
    """The mark in the forms of this page."""
    found = re.search(f'<input type="hidden" name="{FIELD}" value="([0-9a-f]{{32}})">', page)
    assert found, "no form of this page has a mark"
    return {FIELD: found[1]}
