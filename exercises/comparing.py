"""Holding the value that a student's function gave against the right one.

Accepted: 5.0 for 5, lists for arrays, any integer or float type, -0.0 for 0. Not accepted: another shape, truth
values, text, complex numbers, NaN. What is said first is what has to be mended first: type, shape, number type, values.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np

from exercises.engine.windows import Array
from exercises.problem import Place, Rules
from exercises.text import T, Text, minus


class Fault(StrEnum):
    """What is wrong with a value, the most basic first."""

    TYPE = "type"
    SHAPE = "shape"
    DTYPE = "dtype"
    NAN = "nan"
    VALUE = "value"


@dataclass(frozen=True)
class Difference:
    """The first difference: `part` is the place in a result of several parts, `index` the cell in an array."""

    fault: Fault
    sentence: Text
    index: Place | None = None
    part: int | None = None


def difference(given: Any, wanted: Any, rules: Rules) -> Difference | None:
    """The first difference, None when the value is accepted. `given` may be anything that came out of the jail."""
    if isinstance(wanted, tuple):
        return _of_parts(given, wanted, rules)
    if isinstance(wanted, np.ndarray):
        return _of_arrays(given, wanted, rules)
    return _of_numbers(given, wanted, rules)


def as_array(value: Any) -> Array | None:
    """A value as a numeric or other array, None when it is not rectangular or no array at all."""
    if isinstance(value, list | tuple):
        try:
            return np.array([as_array(item) if _is_arrayed(item) else item for item in value])
        except (ValueError, TypeError, OverflowError):
            return None
    if _is_arrayed(value):
        return np.asarray(value)
    return np.asarray(value) if isinstance(value, int | float | complex) else None


def _is_arrayed(value: Any) -> bool:
    return isinstance(value, list | tuple) or hasattr(value, "__array_interface__")


def _of_parts(given: Any, wanted: tuple[Any, ...], rules: Rules) -> Difference | None:
    parts = list(np.asarray(given)) if hasattr(given, "__array_interface__") and np.ndim(given) else given
    if not isinstance(parts, list | tuple):
        sentence = T("A result of %(n)s parts is wanted, but yours is %(kind)s.", n=len(wanted), kind=kind_of(given))
        return Difference(Fault.TYPE, sentence)
    if len(parts) != len(wanted):
        sentence = T("A result of %(n)s parts is wanted, but yours has %(got)s.", n=len(wanted), got=len(parts))
        return Difference(Fault.SHAPE, sentence)
    found = [
        (place, difference(one, other, rules)) for place, (one, other) in enumerate(zip(parts, wanted, strict=True))
    ]
    faults = [(list(Fault).index(one.fault), place, one) for place, one in found if one]
    if not faults:
        return None
    _, place, first = min(faults, key=lambda fault: fault[:2])
    sentence = T("Part %(part)s of the result: %(what)s", part=place + 1, what=first.sentence)
    return replace(first, part=place, sentence=sentence)


def _of_numbers(given: Any, wanted: Any, rules: Rules) -> Difference | None:
    value = _number(given)
    if value is None:
        return Difference(Fault.TYPE, T("One number is wanted, but your result is %(kind)s.", kind=kind_of(given)))
    if value != value:
        return Difference(Fault.NAN, T("Your result is NaN, which is no number."))
    same = (
        value == wanted if isinstance(wanted, int) else bool(np.isclose(value, wanted, rules.relative, rules.absolute))
    )
    if same:
        return None
    return Difference(
        Fault.VALUE, T("The result should be %(wanted)s, but yours is %(got)s.", wanted=shown(wanted), got=shown(value))
    )


def _number(given: Any) -> int | float | None:
    if isinstance(given, bool):
        return None
    if isinstance(given, int | float):
        return given
    if hasattr(given, "__array_interface__"):
        array = np.asarray(given)
        if array.shape == () and array.dtype.kind in "iuf":
            number: int | float = array.item()
            return number
    return None


def _of_arrays(given: Any, wanted: Array, rules: Rules) -> Difference | None:
    array = as_array(given)
    if array is None:
        return Difference(Fault.TYPE, T("An array is wanted, but your result is %(kind)s.", kind=kind_of(given)))
    if array.shape != wanted.shape:
        sentence = T(
            "The shape should be %(wanted)s, but yours is %(got)s.", wanted=str(wanted.shape), got=str(array.shape)
        )
        return Difference(Fault.SHAPE, sentence)
    if array.dtype.kind not in "iuf":
        return Difference(
            Fault.DTYPE, T("Whole or decimal numbers are wanted, but yours are %(kind)s.", kind=_cells_of(array))
        )
    return _of_cells(array, wanted, rules)


def _of_cells(array: Array, wanted: Array, rules: Rules) -> Difference | None:
    nan = np.isnan(array) & ~np.isnan(wanted)
    if nan.any():
        index = _first(nan)
        return Difference(Fault.NAN, T("The cell at %(index)s is NaN, which is no number.", index=str(index)), index)
    if wanted.dtype.kind in "iu":
        same = array == wanted
    else:
        same = np.isclose(array.astype(np.float64), wanted, rules.relative, rules.absolute, equal_nan=True)
    if same.all():
        return None
    index = _first(~same)
    sentence = T(
        "The cell at %(index)s should be %(wanted)s, but yours is %(got)s.",
        index=str(index),
        wanted=shown(wanted[index].item()),
        got=shown(array[index].item()),
    )
    return Difference(Fault.VALUE, sentence, index)


def _first(marked: Array) -> Place:
    return tuple(int(axis[0]) for axis in np.nonzero(marked))


def shown(number: Any) -> str:
    """A number as a sentence quotes it."""
    text = repr(number) if isinstance(number, int) else f"{number:.6g}"
    text = minus(text)
    return text if len(text) <= 40 else f"{text[:37]}..."


def kind_of(value: Any) -> Text:
    """What sort of value this is, in words; safe for values from the jail."""
    if hasattr(value, "__array_interface__"):
        return T("an array of shape %(shape)s", shape=str(np.asarray(value).shape))
    words = {
        bool: T("a truth value"),
        int: T("a whole number"),
        float: T("a decimal number"),
        complex: T("a complex number"),
        str: T("text"),
        bytes: T("bytes"),
        list: T("a list whose rows are not equally long"),
        tuple: T("a tuple that is no such array"),
        dict: T("a dictionary"),
    }
    return words.get(type(value), T("nothing (None); is a return missing?"))


def _cells_of(array: Array) -> Text:
    words = {"b": T("truth values"), "c": T("complex numbers"), "U": T("text"), "S": T("bytes")}
    return words.get(array.dtype.kind, T("of another kind"))
