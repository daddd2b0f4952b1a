"""Layers of a network as a question stores them, as the engine builds them, and as blocks and sentences name them.

("conv", filters, kernel, stride, padding), ("pool", window, stride, padding), "ceil" for a pooling in ceil mode,
("global",), ("flatten",) and ("dense", outputs). Windows are square, and padding is counted per side.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from exercises.engine.conventions import Rounding, at_least
from exercises.engine.layers import Conv, Dense, Flatten, GlobalPool, Pool, Shape, Unit
from exercises.engine.network import Row, shapes_as_far, table
from exercises.engine.sizes import Axis
from exercises.text import T, Text, count, lines

Numbers = tuple[Any, ...]
Layers = tuple[Numbers, ...]


@lru_cache(maxsize=4096)
def unit_of(layer: Numbers) -> Unit:
    """The layer as the engine knows it."""
    name, *numbers = layer
    return UNITS[name](*numbers)


def _ceiled(kernel: int, stride: int, padding: int) -> Pool:
    return Pool(kernel, stride, padding, Rounding.CEIL_CLIP)


UNITS: dict[str, Callable[..., Unit]] = {
    "conv": Conv,
    "pool": Pool,
    "ceil": _ceiled,
    "global": GlobalPool,
    "flatten": Flatten,
    "dense": Dense,
}


def units_of(layers: Sequence[Numbers]) -> tuple[Unit, ...]:
    return tuple(map(unit_of, layers))


def rows_of(given: Shape, layers: Sequence[Numbers]) -> tuple[Row, ...]:
    """Shapes and parameters after each layer; Impossible when one does not fit."""
    return table(given, units_of(layers))


def axes_through(given: Shape, layers: Sequence[Numbers]) -> tuple[Axis, ...]:
    """The axis of each window on the way (both axes of a square one are alike), up to the first that does not fit."""
    befores = (given, *shapes_as_far(given, units_of(layers)))
    sliding = [(layer, before) for layer, before in zip(layers, befores, strict=False) if layer[0] in WITH_WINDOWS]
    return tuple(_axis(layer[0] == "ceil", before[1], *layer[-3:]) for layer, before in sliding)


WITH_WINDOWS = ("conv", "pool", "ceil")


def _axis(ceiled: bool, n: int, kernel: int, stride: int, padding: int) -> Axis:
    rounding = Rounding.CEIL_CLIP if ceiled else Rounding.FLOOR
    return Axis.symmetric(n, kernel, stride, padding, rounding=rounding)


def _parts(layer: Numbers) -> tuple[str, list[int]]:
    """The name and the numbers. Words are kept by them, so 6.0, which is found under 6 too, is refused."""
    name, *numbers = layer
    for number in numbers:
        at_least(f"a number of {layer}", number, 0)
    return name, numbers


@lru_cache(maxsize=4096)
def title_of(layer: Numbers) -> str:
    """The first line of its block: `conv 5 × 5`."""
    name, numbers = _parts(layer)
    if name in WITH_WINDOWS:
        k = numbers[-3]
        return f"{'conv' if name == 'conv' else 'max pool'} {k} × {k}"
    return {"global": "global pool", "flatten": "flatten", "dense": "dense"}[name]


@lru_cache(maxsize=4096)
def note_of(layer: Numbers) -> str:
    """The second line of its block: `6 filters, s=2, p=1`; what is ordinary is left out."""
    name, numbers = _parts(layer)
    if name == "dense":
        return f"{numbers[0]} outputs"
    parts = [f"{numbers[0]} filter{'s' * (numbers[0] > 1)}"] if name == "conv" else []
    if name in WITH_WINDOWS:
        parts += _moves(name, *numbers[-2:])
    return ", ".join([*parts, "ceil"] if name == "ceil" else parts)


@lru_cache(maxsize=4096)
def short_note_of(layer: Numbers) -> str:
    """The same for a narrow block, without words and commas: `6 s=2 p=1`."""
    return note_of(layer).replace(" filters", "").replace(" filter", "").replace(" outputs", "").replace(",", "")


def _moves(name: str, stride: int, padding: int) -> list[str]:
    parts = [f"s={stride}"] if stride > 1 or name != "conv" else []
    return [*parts, f"p={padding}"] if padding else parts


@lru_cache(maxsize=4096)
def said_of(layer: Numbers) -> Text:
    """`6 filters of 5 × 5, stride 2, padding 1`: a layer in a list."""
    name, numbers = _parts(layer)
    if name == "conv":
        filters, k, stride, padding = numbers
        what = count("1 filter of %(k)s", "%(n)s filters of %(k)s", filters, k=f"{k} × {k}")
    elif name in ("pool", "ceil"):
        k, stride, padding = numbers
        what = T("max pooling, window %(k)s", k=f"{k} × {k}")
    elif name == "dense":
        return count("dense layer with 1 output", "dense layer with %(n)s outputs", numbers[0])
    else:
        return T("global average pooling") if name == "global" else T("flattening")
    return commas_only([what, *_settings(name, stride, padding)])


def _settings(name: str, stride: int, padding: int) -> list[Text]:
    said = [T("stride %(s)s", s=stride)] if stride > 1 or name != "conv" else []
    said += [T("padding %(p)s", p=padding)] if padding else []
    return [*said, T("ceil mode")] if name == "ceil" else said


def commas_only(items: Sequence[Text]) -> Text:
    """`a, b, c`, with no word before the last."""
    first, *rest = items
    return T("%(first)s, %(rest)s", first=first, rest=commas_only(rest)) if rest else first


def numbered(layers: Sequence[Numbers]) -> Text:
    """`(1) 6 filters of 5 × 5; (2) max pooling, …`, each in a line of its own."""
    entries = [T("(%(i)s) %(layer)s", i=i, layer=said_of(layer)) for i, layer in enumerate(layers, 1)]
    return lines(entries)


@lru_cache(maxsize=4096)
def shape_said(shape: tuple[int, ...]) -> str:
    """`6 × 28 × 28`."""
    return " × ".join([f"{n:d}" for n in shape])  # 3.0 is found under 3, and must not be written as such
