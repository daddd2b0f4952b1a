"""How a number comes about, part by part, so that two slips can be made in it at once.

A slip that puts something else in place of one part of a formula leaves the other parts as they are. Two slips that
replace different parts can therefore both be made: each replaces its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from exercises.answers import Value

Parts = dict[str, Any]


@dataclass(frozen=True)
class Recipe:
    """The right `parts` by name, and what they `make` together: None where that is nothing.

    By hand: Recipe(lambda n, k: n - k + 1, {"n": 8, "k": 3}).made({"k": 2}) == 7.
    """

    make: Callable[..., Value | None]
    parts: Parts

    def made(self, instead: Parts) -> Value | None:
        """What comes out with these parts instead."""
        return self.make(**{**self.parts, **instead})


@dataclass(frozen=True)
class Swap:
    """What one slip puts in place of parts of a recipe."""

    recipe: Recipe
    instead: Parts

    @property
    def alone(self) -> Value | None:
        """What comes out of this slip and no other."""
        return self.recipe.made(self.instead)

    def with_(self, other: "Swap") -> Value | None:
        """What comes out of both; None for two that replace the same part, or parts of different recipes."""
        if self.recipe.make is not other.recipe.make or self.instead.keys() & other.instead.keys():
            return None
        return self.recipe.made({**self.instead, **other.instead})
