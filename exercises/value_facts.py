"""Known examples about values, as questions with the operands of the lectures and notes (domain notes, section 1).

Each entry is (ids of the facts, slug of the kind, parameters, title); `tests/exercises/facts/test_values.py` has the
expected maps as literal numbers.
"""

from exercises.draws import Rows
from exercises.text import T, Text

COUNTING: Rows = ((0, 1, 2), (3, 4, 5), (6, 7, 8))
SMALL_KERNEL: Rows = ((0, 1), (2, 3))
NOTES_IMAGE: Rows = ((7, 2, 3, 3, 8), (4, 5, 3, 8, 4), (3, 3, 2, 8, 4), (2, 8, 7, 2, 7), (5, 4, 4, 5, 4))
VERTICAL: Rows = ((1, 0, -1), (1, 0, -1), (1, 0, -1))
GREY_IMAGE: Rows = (
    (60, 113, 56, 139, 85),
    (73, 121, 54, 84, 128),
    (131, 99, 70, 129, 127),
    (80, 57, 115, 69, 134),
    (104, 126, 123, 95, 130),
)
SHARPEN: Rows = ((0, -1, 0), (-1, 5, -1), (0, -1, 0))
FACE: Rows = (
    (0, 0, 0, 0, 0, 0, 0),
    (0, 1, 0, 0, 0, 1, 0),
    (0, 0, 0, 0, 0, 0, 0),
    (0, 0, 0, 1, 0, 0, 0),
    (0, 1, 0, 0, 0, 1, 0),
    (0, 0, 1, 1, 1, 0, 0),
    (0, 0, 0, 0, 0, 0, 0),
)
FACE_KERNEL: Rows = ((0, 0, 1), (1, 0, 0), (0, 1, 1))
LINE: Rows = ((0, 0, 0, 1, 1, 0, 0, 0),) * 8
LINE_KERNEL: Rows = ((0, 1, 0),) * 3
STEP_IMAGE: Rows = ((0,) * 6,) * 3 + ((255,) * 6,) * 3
POOLED: Rows = ((3, 1, 1, 3), (2, 5, 0, 2), (1, 4, 2, 1), (4, 7, 2, 4))
POOLED_WITH_2: Rows = ((2, 1, 1, 3), *POOLED[1:])
FIRST_SLICE: Rows = ((2, 6, 0, 5), (0, 4, 0, 0), (0, 0, 3, 6), (0, 5, 0, 3))
SECOND_SLICE: Rows = ((2, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 7), (1, 7, 2, 0))

Parameters = dict[str, object]


def _strided(x: Rows, w: Rows, strides: tuple[int, int], pads: tuple[int, int]) -> Parameters:
    return {"x": x, "w": w, "strides": strides, "pads": pads, "same": False}


def _pool(x: Rows, kernel: int, **more: object) -> Parameters:
    return {"x": x, "kernel": kernel, "stride": kernel, "padding": 0, "ceil": False, **more}


VALUE_FACTS: tuple[tuple[tuple[str, ...], str, Parameters, Text], ...] = (
    (
        ("S6",),
        "convolution-grid",
        {"x": COUNTING, "w": SMALL_KERNEL},
        T("Nine cells and a small kernel"),
    ),
    (
        ("S22", "S23", "S69"),
        "convolution-grid",
        {"x": NOTES_IMAGE, "w": VERTICAL},
        T("Five rows and a vertical edge"),
    ),
    (
        ("S74",),
        "convolution-grid",
        {"x": FACE, "w": FACE_KERNEL},
        T("A face and a feature detector"),
    ),
    (
        ("S88", "S91"),
        "convolution-grid",
        {"x": LINE, "w": LINE_KERNEL},
        T("A line detector on a wide line"),
    ),
    (
        ("S54",),
        "convolution-grid",
        {"x": STEP_IMAGE, "w": ((1, 1, 1), (0, 0, 0), (-1, -1, -1))},
        T("Black above, white below"),
    ),
    (
        ("S7", "S12"),
        "strided-convolution-grid",
        _strided(COUNTING, SMALL_KERNEL, (1, 1), (1, 1)),
        T("Padding that makes the map larger"),
    ),
    (
        ("S13", "S15"),
        "strided-convolution-grid",
        _strided(COUNTING, SMALL_KERNEL, (3, 2), (1, 1)),
        T("Stride 3 down and 2 across"),
    ),
    (
        ("S31", "S32", "S33"),
        "strided-convolution-grid",
        _strided(GREY_IMAGE, SHARPEN, (1, 1), (1, 1)),
        T("Sharpening a grey image"),
    ),
    (
        ("S35", "S74", "S75"),
        "strided-convolution-grid",
        _strided(FACE, FACE_KERNEL, (2, 2), (0, 0)),
        T("The face again, with stride 2"),
    ),
    (
        ("S98", "S99"),
        "strided-convolution-grid",
        _strided(LINE, LINE_KERNEL, (1, 1), (1, 1)),
        T("What zeros do to the border"),
    ),
    (
        ("S105",),
        "strided-convolution-grid",
        _strided(LINE, LINE_KERNEL, (2, 2), (0, 0)),
        T("The line detector with stride 2"),
    ),
    (("S57",), "max-pooling", _pool(POOLED, 2), T("The largest cell of each quarter")),
    (
        ("S55", "S62"),
        "max-pooling",
        _pool(FIRST_SLICE, 2),
        T("Max pooling of a map without negatives"),
    ),
    (
        ("S62", "S63"),
        "max-pooling",
        _pool(SECOND_SLICE, 2),
        T("Max pooling of a sparse map"),
    ),
    (("S66",), "max-pooling", _pool(POOLED_WITH_2, 4), T("Global max pooling")),
    (("S58",), "min-pooling", _pool(POOLED, 2), T("The smallest cell of each quarter")),
    (("S59",), "average-pooling", _pool(POOLED, 2, include_pad=True), T("The average of each quarter")),
    (("S60",), "norm-pooling", {"x": (POOLED,), "globally": False}, T("The L2 norm of each quarter")),
    (
        ("S66",),
        "average-pooling",
        _pool(POOLED_WITH_2, 4, include_pad=True),
        T("Global average pooling"),
    ),
    (
        ("S67",),
        "average-pooling",
        _pool(POOLED, 4, include_pad=True),
        T("Global average with a 3 in the corner"),
    ),
)
