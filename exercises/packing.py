"""Arguments and results as JSON can hold them, and back: what a verdict keeps of its counterexample.

Tuples, arrays and numbers that are not finite are written as small objects; what is too large, or no value of a
counterexample, is kept as words only.
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from exercises.comparing import as_array

MOST_CELLS = 400
MOST_CHARACTERS = 200


def packed_value(value: Any) -> Any:
    """The value as JSON, or `{"words": ...}` when it is too large or of another sort."""
    try:
        return _pack(value, iter(range(MOST_CELLS)))
    except _TooLargeError:
        return {"words": _words(value)}


def unpacked_value(stored: Any) -> Any:
    """What `packed_value` stored; words come back as text."""
    if isinstance(stored, list):
        return [unpacked_value(item) for item in stored]
    if not isinstance(stored, Mapping):
        return stored
    if "tuple" in stored:
        return tuple(unpacked_value(item) for item in stored["tuple"])
    if "cells" in stored:
        cells = [unpacked_value(cell) for cell in stored["cells"]]
        return np.array(cells, stored["dtype"]).reshape(stored["shape"])
    return float(stored["float"]) if "float" in stored else Words(stored["words"])


class Words(str):
    """What is left of a value that was too large, or none of ours: a description."""

    __slots__ = ()


class _TooLargeError(Exception):
    pass


def _pack(value: Any, budget: Any) -> Any:
    if next(budget, None) is None:
        raise _TooLargeError
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"float": str(value)}
    if isinstance(value, list):
        return [_pack(item, budget) for item in value]
    if isinstance(value, tuple):
        return {"tuple": [_pack(item, budget) for item in value]}
    if isinstance(value, str) and len(value) <= MOST_CHARACTERS and value.isprintable():
        return value
    if hasattr(value, "__array_interface__"):
        return _pack_array(np.asarray(value), budget)
    return {"words": _words(value)}


def _pack_array(array: Any, budget: Any) -> Any:
    if array.dtype.kind not in "biuf":
        return {"words": _words(array)}
    if array.size > MOST_CELLS or math.prod(length or 1 for length in array.shape) > MOST_CELLS:
        raise _TooLargeError
    cells = [_pack(cell, budget) for cell in array.ravel().tolist()]
    return {"dtype": array.dtype.name, "shape": list(array.shape), "cells": cells}


def _words(value: Any) -> str:
    array = as_array(value) if isinstance(value, list | tuple) else value
    if hasattr(array, "__array_interface__"):
        array = np.asarray(array)
        return f"{array.dtype.name} {array.shape}"
    text = repr(value) if isinstance(value, str | bytes | complex) else type(value).__name__
    return "".join(letter if letter.isprintable() else "?" for letter in text[:MOST_CHARACTERS])


def as_python(value: Any) -> str:
    """A value as somebody would type it to try the same call at home."""
    if isinstance(value, np.ndarray):
        usual = value.dtype.name in ("int64", "float64") and value.size
        return f"np.array({value.tolist()!r}{'' if usual else f', dtype=np.{value.dtype.name}'})"
    if isinstance(value, list):
        return f"[{', '.join(map(as_python, value))}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(as_python, value))}{',' if len(value) == 1 else ''})"
    return value if isinstance(value, Words) else repr(value)
