"""Holding the value that a student's function gave against the right one.

Accepted: 5.0 for 5, lists for arrays, any integer or float type, -0.0 for 0, the dust that rounding leaves on whole
numbers of an array. Not accepted: another shape, truth values, text, complex numbers, NaN. What is said first is what
has to be mended first: type, shape, number type, values.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from exercises.engine.windows import Array
from exercises.frozen import changed
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
    """A value as a numeric or other array, None when its rows are not equally long or it is no array at all."""
    if isinstance(value, list | tuple):
        items = [as_array(item) if _is_arrayed(item) else item for item in value]
        if any(item is None and _is_arrayed(given) for item, given in zip(items, value, strict=True)):
            return None
        try:
            return np.array(items)
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
        return Difference(Fault.TYPE, _instead(T("A result of %(n)s parts", n=len(wanted)), given))
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
    return changed(first, part=place, sentence=sentence)


def _of_numbers(given: Any, wanted: Any, rules: Rules) -> Difference | None:
    value = _number(given)
    if value is None:
        return Difference(Fault.TYPE, _instead(T("One number"), given))
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
        return _no_array(given, wanted)
    if array.shape != wanted.shape:
        return Difference(Fault.SHAPE, _shapes(array, wanted))
    strange = _kinds(given) - set("iuf") or {array.dtype.kind} - set("iuf")
    if strange:
        kind = _CELLS.get(min(strange), T("of another kind"))
        return Difference(
            Fault.DTYPE, T("Whole or decimal numbers are wanted, but here are others: %(kind)s.", kind=kind)
        )
    return _of_cells(array, wanted, rules)


def _no_array(given: Any, wanted: Array) -> Difference:
    """Nothing that has a shape: rows of several lengths, or no array at all."""
    if not isinstance(given, list | tuple):
        return Difference(Fault.TYPE, _instead(T("An array"), given))
    values = {"wanted": str(wanted.shape), "lengths": _lengths(given)}
    if not values["lengths"]:
        return Difference(
            Fault.SHAPE, T("The shape should be %(wanted)s, but your lists are not equally deep and long.", **values)
        )
    sentence = T("The shape should be %(wanted)s, but your rows are not equally long: %(lengths)s cells.", **values)
    return Difference(Fault.SHAPE, sentence)


MOST_LENGTHS = 6


def _lengths(rows: Any) -> str:
    """How long the first rows of a list are, where all of them are lists of some length."""
    if not all(isinstance(row, list | tuple) for row in rows) or len(set(map(len, rows))) == 1:
        return ""
    said = ", ".join(str(len(row)) for row in rows[:MOST_LENGTHS])
    return said if len(rows) <= MOST_LENGTHS else f"{said}, …"


def _shapes(array: Array, wanted: Array) -> Text:
    if array.ndim == wanted.ndim == 1:
        return T(
            "The result should have %(wanted)s numbers, but yours has %(got)s.", wanted=len(wanted), got=len(array)
        )
    return T("The shape should be %(wanted)s, but yours is %(got)s.", wanted=str(wanted.shape), got=str(array.shape))


def _kinds(value: Any) -> set[str]:
    """What sorts of cells a value holds, as numpy's letters: making one array of them would hide some."""
    if isinstance(value, list | tuple):
        return set().union(*map(_kinds, value))
    return {np.asarray(value).dtype.kind} if _is_arrayed(value) else {_LETTERS.get(type(value), "O")}


def _of_cells(array: Array, wanted: Array, rules: Rules) -> Difference | None:
    nan = np.isnan(array) & ~np.isnan(wanted)
    if nan.any():
        index = _first(nan)
        return Difference(Fault.NAN, T("The cell at %(index)s is NaN, which is no number.", index=str(index)), index)
    same = _same(array, wanted, rules)
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


def _same(array: Array, wanted: Array, rules: Rules) -> Array:
    if wanted.dtype.kind == "f":
        return np.isclose(array.astype(np.float64), wanted, rules.relative, rules.absolute, equal_nan=True)
    exact: Array = array == wanted
    return exact | (abs(array.astype(np.float64) - wanted) <= rules.dust) if array.dtype.kind == "f" else exact


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
        list: T("a list"),
        tuple: T("a tuple"),
        dict: T("a dictionary"),
    }
    return words.get(type(value), T("something else"))


def _instead(wanted: Text, given: Any) -> Text:
    """What is wanted, and what came."""
    if given is None:
        return T(
            "%(wanted)s is wanted, but your function gives back nothing (None): is a return missing?", wanted=wanted
        )
    return T("%(wanted)s is wanted, but your result is %(kind)s.", wanted=wanted, kind=kind_of(given))


_LETTERS = {bool: "b", int: "i", float: "f", complex: "c", str: "U", bytes: "S"}
_CELLS = {
    "b": T("truth values"),
    "c": T("complex numbers"),
    "U": T("text"),
    "S": T("bytes"),
    "O": T("nothing (None), or numbers with too many digits"),
}
