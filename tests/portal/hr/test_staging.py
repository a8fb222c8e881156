"""What waits for a yes is for who sent it, and not for long."""

from __future__ import annotations

from portal.hr.staging import KEPT, MOST, Staging, TakenOver


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


def test_what_was_said_yes_to_pushes_out_nothing_that_waits() -> None:
    staging = Staging(most=2)
    numbers = {name: staging.put(name, "tabel") for name in ("hans", "mien")}
    taken = staging.put("tom", TakenOver("/beheer/cijfers"))
    assert all(staging.get(name, number) for name, number in numbers.items())
    assert staging.put("tom", "nog een") and staging.get("hans", numbers["hans"]) is None and staging.get("tom", taken) is not None


def test_more_of_one_person_and_a_number_of_ones_own() -> None:
    staging = Staging(most=4, each=2)
    numbers = [staging.put("hans", text) for text in ("een", "twee", "drie")]
    assert [thing for _, thing in staging.all_of("hans", str)] == ["drie", "twee"] and staging.get("hans", numbers[0]) is None
    assert staging.put("hans", 3, numbers[2]) == numbers[2] and staging.get("hans", numbers[2]) == 3
    assert staging.put("ria", "van Ria", numbers[2]) != numbers[2] and staging.get("hans", numbers[2]) == 3, "nobody writes over another's"
    assert not staging.all_of("mien", str)
