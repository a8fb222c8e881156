"""What every page needs: escaping, dates, addresses of static files."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.pages import Pages, fresh_id, own_words
from portal.wording import action_words, actor_words


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Ik hoor: *bellen*, *plannen*.", "Ik hoor: <em>bellen</em>, <em>plannen</em>."),
        ("*<b>*", "<em>&lt;b&gt;</em>"), ("2 * 3 = 6", "2 * 3 = 6"), ("**", "**"), ("*a\nb*", "*a\nb*"), ('"&\'', "&#34;&amp;&#39;"),
    ],
)
def test_own_words_are_marked_and_everything_is_escaped(text: str, html: str) -> None:
    assert str(own_words(text)) == html


def test_numbers_of_forms_never_repeat() -> None:
    assert len({fresh_id() for _ in range(1000)}) == 1000


def test_an_address_of_a_static_file_names_its_version() -> None:
    addresses = Pages("0")._environment.globals["static"]
    assert addresses["portal.css"].startswith("/static/portal.css?v=")  # type: ignore[index,call-overload]


def test_a_code_we_have_no_words_for_is_still_shown() -> None:
    assert actor_words("coach:4f2a") == "Je transfercoach"
    assert actor_words("iets-nieuws") == "Iemand anders"
    assert action_words("consent-withdrawn:benaderen") == "toestemming ingetrokken"
    assert action_words("share-passport") == "share passport"


def test_dates_are_written_as_people_write_them() -> None:
    from portal.pages import day

    assert day(datetime(2026, 3, 9, 12, tzinfo=UTC)) == "9 maart 2026"
