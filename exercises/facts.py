"""Known examples as ready questions: what the lecture, the notes and the article print, recomputed.

The ids S.. are those of the domain notes, section 1. The tests hold the expected answers.
"""

from dataclasses import dataclass
from typing import Any

from exercises.text import T, Text
from exercises.value_facts import NOTES_IMAGE, POOLED, POOLED_WITH_2, VALUE_FACTS, VERTICAL


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


def _missing(n: int, kernel: int, missing: str) -> dict[str, Any]:
    return {"n": (n,), "kernel": kernel, "stride": 1, "padding": 0, "missing": missing}


def _layer(kernel: int, channels: int = 1, filters: int = 1, size: int = 8) -> dict[str, Any]:
    names = ("layer", "kernel", "channels", "filters", "groups", "bias", "height", "width")
    return dict(zip(names, ("conv", (kernel, kernel), channels, filters, 1, True, size, size), strict=True))


def _map(batch: int, unit: str) -> dict[str, Any]:
    """The notes' 100 filters over an image of 228 x 228."""
    return {
        "batch": batch,
        "channels": 3,
        "height": 228,
        "width": 228,
        "filters": 100,
        "kernel": 3,
        "bits": 32,
        "unit": unit,
    }


def _volume(channels: int, size: int, layer: str, filters: int, kernel: int, stride: int) -> dict[str, Any]:
    return {
        "batch": 1,
        "channels": channels,
        "height": size,
        "width": size,
        "layer": layer,
        "filters": filters,
        "kernel": kernel,
        "stride": stride,
        "padding": 0,
        "groups": 1,
        "layout": "NHWC",
    }


def _uses(row: int, column: int, whole: bool = False) -> dict[str, Any]:
    pairs = {"kernel": (3, 3), "stride": (1, 1), "padding": (0, 0)}
    return {"height": 5, "width": 5, **pairs, "row": row, "column": column, "whole": whole}


def _entry(column: int) -> dict[str, Any]:
    return {"x": NOTES_IMAGE, "w": VERTICAL, "stride": 1, "padding": 0, "row": 0, "column": column}


INCEPTION_3A: dict[str, Any] = {
    "given": (192, 28, 28),
    "ways": (
        (("conv", 64, 1, 1, 0),),
        (("conv", 96, 1, 1, 0), ("conv", 128, 3, 1, 1)),
        (("conv", 16, 1, 1, 0), ("conv", 32, 5, 1, 2)),
        (("pool", 3, 1, 1), ("conv", 32, 1, 1, 0)),
    ),
    "mend": False,
}

PADDED_AT_THE_START: dict[str, Any] = {
    "given": (1, 32, 32),
    "layers": (("conv", 4, 5, 1, 0),) * 5,
    "place": 1,
    "instead": ("conv", 4, 5, 1, 2),
}

TOLD: dict[str, Any] = {
    "drawn": (("corner", 3, 1, 9), ("positions", 3, 9), ("kept", 2, 4), ("learnt", 2, 2, 0), ("largest", 8, 7)),
    "bold": False,
}
TOLD_BOLDLY: dict[str, Any] = {
    "drawn": (("shifts", 1), ("segmentation", 1), ("features", 0), ("same-size", 1), ("shrinking", 0)),
    "bold": True,
}


def _slip(template: str, numbers: tuple[int, ...], slip: str) -> dict[str, Any]:
    return {"template": template, "numbers": numbers, "slip": slip}


MORE_FACTS: tuple[Fact, ...] = (
    Fact(("S30", "S70"), "missing-number", _missing(7, 3, "n"), T("Which input becomes 5 cells?"), 1),
    Fact(
        ("S73", "S83", "S100"),
        "keras-size",
        {"n": 28, "kernel": 3, "stride": 2, "dilation": 1},
        T("From 28 cells with “valid” and with “same”"),
    ),
    Fact(("S48",), "full-shape", _volume(3, 228, "conv", 100, 3, 1), T("A hundred filters over a colour image")),
    Fact(("S62",), "full-shape", _volume(3, 6, "conv", 2, 3, 1), T("Two filters over a volume")),
    Fact(("S63",), "full-shape", _volume(2, 4, "pool", 0, 2, 2), T("Pooling keeps the channels")),
    Fact(("S10",), "branches", INCEPTION_3A, T("The first module of GoogLeNet"), 1),
    Fact(("S18",), "layer-change", PADDED_AT_THE_START, T("A change at the start of a network"), 1),
    Fact(("S12", "S38", "S51", "S64", "S87"), "statements", TOLD, T("Five statements with numbers"), 1),
    Fact(
        ("S65", "S68", "S61", "S100", "S4"), "statements", TOLD_BOLDLY, T("Five statements, some of them too bold"), 3
    ),
    Fact(("S26",), "pixel-uses", _uses(3, 3), T("How often the windows read a cell off the middle"), 1),
    Fact(("S25", "S27"), "pixel-uses", _uses(0, 0, whole=True), T("The middle is read more often than the border"), 3),
    Fact(("S69",), "one-entry", _entry(0), T("The first window of the notes"), 1),
    Fact(("S23",), "one-entry", _entry(1), T("The second window, printed with two slips"), 1),
    Fact(("S89", "S105"), "parameters", _layer(3), T("Ten parameters"), 1),
    Fact(("S95",), "parameters", _layer(5), T("A filter of 5 × 5"), 1),
    Fact(("S96",), "parameters", _layer(1), T("A filter of 1 × 1"), 1),
    Fact(("S97",), "parameters", _layer(8), T("A filter as large as the image"), 1),
    Fact(("S49",), "memory", _map(1, "MiB"), T("The memory of one output, in MiB"), 3),
    Fact(("S50",), "memory", _map(100, "MB"), T("The memory of a batch of 100; the notes print 1.59 GB"), 3),
    Fact(("S66",), "global-pooling", {"x": (POOLED_WITH_2,), "largest": True}, T("The global maximum"), 1),
    Fact(
        ("S67",),
        "global-pooling",
        {"x": (POOLED,), "largest": False},
        T("The global average with a 3 in the corner"),
        1,
    ),
    Fact(
        ("S16", "S41"),
        "find-slip",
        _slip("thinned", (7, 3, 2), "one-before-dividing"),
        T("The lecture's way with strides"),
    ),
    Fact(
        ("S23",),
        "find-slip",
        _slip("sum", (2, 3, 3, 5, 3, 8, 3, 2, 8, *(1, 0, -1) * 3, 2), "sign-slip"),
        T("The notes' second window"),
        1,
    ),
    Fact(("S71",), "find-slip", _slip("size", (5, 3, 1, 1), "padding-ignored"), T("5 cells that became 3 again"), 1),
    Fact(("S81",), "find-slip", _slip("size", (6, 3, 2, 0), "rounded-up"), T("The brackets of the notes")),
    Fact(
        ("S50",),
        "find-slip",
        _slip("memory", (228, 3, 100, 100, 6, 1_590_000_000), "misprinted"),
        T("The memory of a batch of 100, as the notes print it"),
        3,
    ),
    Fact(("S40", "S104"), "find-slip", _slip("starts", (7, 3, 2), "skipped-stride"), T("A stride that skips")),
    Fact(("S100",), "find-slip", _slip("same", (28, 3, 2), "same-as-input"), T("“Same” with a stride"), 3),
    Fact(("S99",), "find-slip", _slip("border", (8, 3, 1, 1), "padding-counted"), T("Zeros that count"), 3),
)

FACTS: tuple[Fact, ...] = (*SIZE_FACTS, *MORE_FACTS, *(Fact(*known) for known in VALUE_FACTS))
