"""Answer formats: how an answer is typed, read, compared and marked.

`read(text)` gives a value or an `Unreadable` that says how to mend it; it never raises. Numbers are exact:
2.75, 11/4 and 2,75 are one number; only `Rounded` has a tolerance. `show(value)` is what a student would type.
"""

from exercises.answers.formats import Choice, Format, Integer, Marks, Number, Several, Shape
from exercises.answers.grid import Grid
from exercises.answers.grids import BORDER, Grids
from exercises.answers.reading import MOST_CHARACTERS, Unreadable, Value
from exercises.answers.rounded import Exact, Rounded, half_up
from exercises.answers.steps import Part, Parted, Steps
from exercises.answers.table import Line, Table
from exercises.answers.tuples import Tuples

__all__ = [
    "BORDER",
    "MOST_CHARACTERS",
    "Choice",
    "Exact",
    "Format",
    "Grid",
    "Grids",
    "Integer",
    "Line",
    "Marks",
    "Number",
    "Part",
    "Parted",
    "Rounded",
    "Several",
    "Shape",
    "Steps",
    "Table",
    "Tuples",
    "Unreadable",
    "Value",
    "half_up",
]
