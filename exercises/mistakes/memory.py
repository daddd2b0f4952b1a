"""Wrong models of the memory that a map takes (K33; domain notes, section 3, M95 to M99)."""

from collections.abc import Iterator
from fractions import Fraction

from exercises.answers import Value, half_up
from exercises.mistakes.swapping import swapped
from exercises.question import Mistake
from exercises.recipes import Recipe
from exercises.text import T
from exercises.units import OTHER, PLACES, Held, in_unit


def wrong_memory(held: Held) -> Iterator[Mistake]:
    """Wrong sizes in the unit that is asked for, rounded as the answer is."""
    c, h, w = held.shape
    numbers = {"batch": held.batch, "channels": c, "cells": h * w, "each": Fraction(held.bits, 8)}
    recipe = Recipe(_memory, {**numbers, "unit": held.unit})
    yield from _bytes(held, recipe)
    yield from _numbers(held, recipe)
    if held.unit in OTHER:
        other = OTHER[held.unit]
        said = T("That is in %(other)s. One %(unit)s is not as large.", other=other, unit=held.unit)
        if held.unit in ("KiB", "MiB"):
            said = T("That is in %(other)s. One %(unit)s is a little larger.", other=other, unit=held.unit)
        yield swapped(recipe, "units-confused", said, "answer", unit=other)


def _memory(batch: int, channels: int, cells: int, each: int | Fraction, unit: str) -> Value:
    return half_up(in_unit(Fraction(batch * channels * cells) * each, unit), PLACES)


def _bytes(held: Held, recipe: Recipe) -> Iterator[Mistake]:
    each = held.bits // 8
    bits = T("You counted bits. 8 bits are a byte: a number takes %(n)s bytes.", n=each)
    yield swapped(recipe, "bits-for-bytes", bits, "bytes", each=held.bits)
    less = T("You divided by 8 twice. A number takes %(n)s bytes.", n=each)
    yield swapped(recipe, "bits-for-bytes", less, "bytes", each=Fraction(held.bits, 64))
    one = T("You counted numbers. Each of them takes %(n)s bytes.", n=each)
    yield swapped(recipe, "numbers-for-bytes", one, "bytes", each=1)
    if held.bits != 32:
        four = T("You took 4 bytes for a number. With %(bits)s bits it is %(n)s.", bits=held.bits, n=each)
        yield swapped(recipe, "other-numbers", four, "bytes", each=4)


def _numbers(held: Held, recipe: Recipe) -> Iterator[Mistake]:
    (c, h, w), (before, height, width) = held.shape, held.given
    if held.batch > 1:
        one = T("You counted one of the batch. There are %(n)s of them.", n=held.batch)
        yield swapped(recipe, "batch-forgotten", one, "numbers", batch=1)
    if c > 1:
        flat = T("You counted one channel. There are %(n)s.", n=c)
        yield swapped(recipe, "channels-forgotten", flat, "numbers", channels=1)
    if held.shape != held.given:
        larger = T("You took the size of the input. The output is %(size)s.", size=f"{h} × {w}")
        yield swapped(recipe, "input-for-output", larger, "numbers", cells=height * width)
        colours = T("You took the input's channels. The output has one for each filter: %(n)s.", n=c)
        yield swapped(recipe, "channels-kept", colours, "numbers", channels=before)
        whole = T("That is the memory of the input. Asked is the output.")
        yield swapped(recipe, "input-for-output", whole, "numbers", cells=height * width, channels=before)
