"""Wrong models that replace parts of a formula."""

from typing import Any

from exercises.question import Mistake
from exercises.recipes import Recipe, Swap
from exercises.text import Text


def swapped(recipe: Recipe, slip: str, sentence: Text, step: str, **instead: Any) -> Mistake:
    """The mistake of a student with these parts instead."""
    return Mistake(slip, recipe.made(instead), sentence, step, swap=Swap(recipe, instead))
