"""A clock that is put forward or back is not believed at once."""

from __future__ import annotations

import pytest

from skills_passport.steady_clock import JUMP, SteadyClock


class Clock:
    """What `SteadyClock` looks at."""

    def __init__(self) -> None:
        self.ahead = self.passed = 0.0

    def steady(self) -> SteadyClock:
        return SteadyClock(600, ahead=lambda: self.ahead, passed=lambda: self.passed)


@pytest.mark.parametrize("by", [86_400.0, -86_400.0])
def test_after_a_jump_it_waits_and_then_believes_it(by: float) -> None:
    clock = Clock()
    steady = clock.steady()
    clock.passed = 5000
    assert not steady.jumped(), "time that passes is no jump"
    clock.ahead += by
    assert steady.jumped()
    clock.passed += 599
    assert steady.jumped()
    clock.passed += 1
    assert not steady.jumped()


def test_a_clock_that_is_put_right_again_is_waited_for_anew() -> None:
    clock = Clock()
    steady = clock.steady()
    clock.ahead = 3600
    assert steady.jumped()
    clock.passed, clock.ahead = 500, 0.0
    assert steady.jumped()
    clock.passed = 1099
    assert steady.jumped()


def test_a_little_drift_is_no_jump() -> None:
    clock = Clock()
    steady = clock.steady()
    clock.ahead = JUMP
    assert not steady.jumped()
