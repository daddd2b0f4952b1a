"""Known examples as ready questions: what the lecture, the notes and the article print, recomputed.

The ids S.. are those of the domain notes, section 1. The tests hold the expected answers.
"""

from dataclasses import dataclass
from typing import Any

from exercises.text import T, Text
from exercises.value_facts import VALUE_FACTS


@dataclass(frozen=True)
class Fact:
    """A question of kind `slug` with its `parameters`; `note` is its title in a problem set."""

    ids: tuple[str, ...]
    slug: str
    parameters: dict[str, Any]
    note: Text
    level: int = 2


def _size(n: int, kernel: int, stride: int = 1, padding: int = 0, boxes: bool = False) -> dict[str, Any]:
    return {"n": n, "kernel": kernel, "stride": stride, "padding": padding, "boxes": boxes}


def _shape(height: int, width: int, kernel: int, stride: tuple[int, int]) -> dict[str, Any]:
    return {"height": height, "width": width, "kernel": (kernel, kernel), "stride": stride, "padding": (0, 0)}


def _chain(n: int, kernel: int, padding: int, layers: int, most: bool = False) -> dict[str, Any]:
    return {"n": n, "layers": (("conv", kernel, 1, padding),) * layers, "most": most}


def _keep(n: int, kernel: int, shares: bool = False) -> dict[str, Any]:
    return {"n": n, "kernel": kernel, "dilation": 1, "shares": shares}


SIZE_FACTS: tuple[Fact, ...] = (
    Fact(("S1",), "output-size", _size(32, 5), T("A kernel of 5 over 32 cells"), 1),
    Fact(("S29", "S72"), "output-size", _size(7, 3), T("A kernel of 3 over 7 cells"), 1),
    Fact(("S97",), "output-size", _size(8, 8), T("A kernel as large as the input"), 1),
    Fact(("S33",), "output-size", _size(5, 3, 1, 1), T("One ring of zeros keeps 5 cells"), 1),
    Fact(("S98",), "output-size", _size(8, 3, 1, 1), T("One ring of zeros keeps 8 cells"), 1),
    Fact(("S9", "S108"), "same-padding", _keep(8, 3), T("The padding that keeps the size, kernel 3"), 1),
    Fact(("S9",), "same-padding", _keep(8, 5), T("The padding that keeps the size, kernel 5"), 1),
    Fact(("S11",), "same-padding", _keep(5, 2, shares=True), T("Why even kernels are awkward"), 3),
    Fact(("S42", "S78"), "output-size", _size(6, 3, 2, 0, boxes=True), T("A stride that does not fit, step by step")),
    Fact(("S43", "S75"), "output-size", _size(7, 3, 2), T("A stride that fits")),
    Fact(("S77",), "output-size", _size(7, 3, 2, 1), T("Stride and padding together")),
    Fact(("S82",), "output-size", _size(28, 3, 2, 1), T("From 28 to 14 with one zero on each side")),
    Fact(
        ("S83",),
        "same-pads",
        {"n": 28, "kernel": 3, "stride": 2, "side": "upper"},
        T("From 28 to 14 as Keras pads it"),
        3,
    ),
    Fact(("S44",), "output-shape", _shape(6, 7, 3, (2, 2)), T("6 × 7 with stride 2"), 1),
    Fact(("S47", "S103"), "output-shape", _shape(6, 7, 3, (2, 1)), T("6 × 7 with stride 2 down and 1 across"), 3),
    Fact(
        ("S79",),
        "floor-inputs",
        {"out": 2, "kernel": 3, "stride": 2, "padding": 0, "dilation": 1},
        T("Two inputs, one output"),
        1,
    ),
    Fact(
        ("S106",),
        "never-read",
        {"n": (8, 8), "kernel": (3, 3), "stride": (2, 2), "padding": (0, 0)},
        T("The row and the column that stride 2 never reads"),
    ),
    Fact(("S94",), "layer-chain", _chain(8, 3, 0, 2), T("Two layers on 8 cells"), 1),
    Fact(("S102",), "layer-chain", _chain(8, 3, 1, 3), T("Three layers that keep the size")),
    Fact(("S2",), "layer-chain", _chain(32, 5, 0, 7), T("Seven layers on 32 cells"), 1),
    Fact(("S2", "S109"), "layer-chain", _chain(32, 5, 0, 10, most=True), T("How deep 32 cells can go"), 1),
)

FACTS: tuple[Fact, ...] = (*SIZE_FACTS, *(Fact(*known) for known in VALUE_FACTS))
