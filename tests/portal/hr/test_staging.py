"""What waits for a yes is for who sent it, and not for long."""

from __future__ import annotations

from portal.hr.staging import KEPT, MOST, Staging


def test_only_who_sent_it_gets_it_back() -> None:
    staging = Staging()
    number = staging.put("hans", "tabel")
    assert staging.get("hans", number) == "tabel"
    assert staging.get("ria", number) is None and staging.get("hans", "iets anders") is None


def test_it_is_gone_after_an_hour_and_when_it_was_used() -> None:
    now = 0.0
    staging = Staging(lambda: now)
    number = staging.put("hans", "tabel")
    now = KEPT + 1
    assert staging.get("hans", number) is None
    number = staging.put("hans", "tabel")
    staging.drop(number)
    assert staging.get("hans", number) is None


def test_a_new_one_takes_the_place_of_ones_own_and_the_oldest_of_all_goes() -> None:
    now = 0.0
    staging = Staging(lambda: now)
    first = staging.put("hans", "oud")
    second = staging.put("hans", "nieuw")
    assert staging.get("hans", first) is None and staging.get("hans", second) == "nieuw"
    numbers = {}
    for place in range(MOST):
        now += 1
        numbers[place] = staging.put(f"collega {place}", "tabel")
    assert staging.get("hans", second) is None
    assert all(staging.get(f"collega {place}", number) for place, number in numbers.items())
