"""What the mutated copy of `rules/` imports: it knows every function with mutants, notes who is called, and swaps one for a mutant.

The code of the function object itself is swapped: whoever imported the function before sees the mutant too, and without a mutant it costs nothing.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]
MutantDict = dict[str, Function]

NOTE_CALLS = "MUTATION_NOTE_CALLS"
"""Set in the environment of the one run that finds out which tests reach which function."""

called: set[str] = set()
"""Functions called since whoever looks emptied it, as `function_of` names them."""
_functions: dict[str, tuple[Function, MutantDict]] = {}


def mutable(mutants: MutantDict, is_classmethod: bool = False) -> Callable[[Function], Function]:
    """Decorator of every function that has mutants; `mutants` is filled after the function was made."""

    def keep(function: Function) -> Function:
        name = f"{function.__module__}.{function.__qualname__}"
        _functions[name] = function, mutants
        return _noting(name, function) if NOTE_CALLS in os.environ else function

    return keep


def _noting(name: str, function: Function) -> Function:
    @functools.wraps(function)
    def noted(*arguments: Any, **named: Any) -> Any:
        called.add(name)
        return function(*arguments, **named)

    return noted


def function_of(mutant: str) -> str:
    """The function that a mutant is a copy of.

    >>> function_of("rules.learning.x_first_steps__mutmut_3"), function_of("rules.files.cells.xǁCellǁ__init____mutmut_10")
    ('rules.learning.first_steps', 'rules.files.cells.Cell.__init__')
    """
    module, _, mangled = mutant.rpartition(".")
    return f"{module}.{mangled.partition('__mutmut_')[0].removeprefix('x').removeprefix('_').strip('ǁ').replace('ǁ', '.')}"


def put(mutant: str) -> None:
    """Let the function be this mutant from now on, in this process. Raises `KeyError` when there is no such mutant."""
    function, mutants = _functions[function_of(mutant)]
    other = mutants[mutant.rpartition(".")[2]]
    function.__code__, function.__defaults__, function.__kwdefaults__ = other.__code__, other.__defaults__, other.__kwdefaults__


def silence() -> None:
    """Take the docstrings of all copies away, so that their examples are not run hundreds of times."""
    for _, mutants in _functions.values():
        for copy in mutants.values():
            copy.__doc__ = None
