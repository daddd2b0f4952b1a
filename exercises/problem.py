"""What every code problem is: a function to write, the inputs it is tried on, and the wrong ways we know.

A problem is one file in `exercises.problems`. Its `edges` alone must tell every wrong model from the right one, so
that no draw of the dice lets one through; `draw` adds inputs that nobody can have learned by heart.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

import numpy as np

from exercises.engine.windows import Array
from exercises.text import T, Text

Arguments = tuple[Any, ...]
Place = tuple[int, ...]

CATEGORIES: dict[str, Text] = {
    "examples": T("the examples of the statement"),
    "sizes": T("sizes and shapes"),
    "borders": T("borders and padding"),
    "strides": T("strides"),
    "dilation": T("dilation"),
    "ceil": T("ceil mode"),
    "divisor": T("what the average divides by"),
    "channels": T("channels, batches and groups"),
    "values": T("negative numbers and asymmetric kernels"),
    "large": T("large numbers"),
    "dtype": T("number types of the input"),
    "stacks": T("several layers"),
}
"""What a case is about, in the order in which the page lists them."""


@dataclass(frozen=True, eq=False)
class Case:
    """One input of the function, and the category it belongs to."""

    category: str
    arguments: Arguments


@dataclass(frozen=True)
class WrongModel:
    """A wrong implementation of our own: `slip` is its slug in `exercises.slips`."""

    slip: str
    run: Callable[..., Any]
    sentence: Text


@dataclass(frozen=True)
class Rules:
    """How near a decimal result must be. Whole numbers are compared exactly.

    Only where an array of whole numbers comes back as decimals, `dust` is what rounding may leave on each, such as
    a way through Fourier transforms does.
    """

    relative: float = 1e-5
    absolute: float = 1e-8
    dust: float = 1e-6


@dataclass(frozen=True, eq=False)
class Window:
    """The part of an input that one cell of the result reads, ready to be drawn.

    `top`, `left`, `height` and `width` frame it, counted from the corner of `cells` with its `pads` (top, bottom,
    left, right) of `fill`; `overhang` are rows and columns of nothing below and to the right.
    """

    cells: Array
    top: int
    left: int
    height: int
    width: int
    pads: tuple[int, int, int, int] = (0, 0, 0, 0)
    fill: str = "0"
    overhang: tuple[int, int] = (0, 0)


@dataclass(frozen=True, eq=False, kw_only=True)
class Problem:
    """One function to write. `function` is its name and the slug of its address.

    `parameters` are the names of its arguments; `statement` and `conventions` are read in this order. `shared` lists
    groups of (argument, axis) that always have the same length. `styles` are correct submissions of several kinds.
    `window` says which part of the input a cell of the result reads, where that can be drawn.
    """

    function: str
    title: Text
    about: Text
    order: int
    version: int = 1
    parameters: tuple[str, ...]
    statement: tuple[Text, ...]
    conventions: tuple[Text, ...] = ()
    starter: str
    examples: tuple[Arguments, ...]
    edges: tuple[Case, ...]
    draw: Callable[[Random], Iterator[Case]]
    reference: Callable[..., Any]
    wrong_models: tuple[WrongModel, ...]
    styles: Mapping[str, str]
    rules: Rules = field(default_factory=Rules)
    shared: tuple[tuple[tuple[int, int], ...], ...] = ()
    window: Callable[[Arguments, Place], Window | None] | None = None
    wall_seconds: float = 3.0
    cpu_seconds: int = 2

    @property
    def signature(self) -> str:
        """The first line of the function."""
        return f"def {self.function}({', '.join(self.parameters)})"

    def public(self) -> tuple[Case, ...]:
        """The examples that everybody may see and try."""
        return tuple(Case("examples", arguments) for arguments in self.examples)

    def suite(self, rng: Random) -> tuple[Case, ...]:
        """Everything a submission is tried on: the examples, the fixed edges, and what these dice draw."""
        return (*self.public(), *self.edges, *self.draw(rng))

    def expected(self, arguments: Arguments) -> Any:
        """The right result; Impossible for arguments that the statement rules out."""
        return self.reference(*copied(arguments))


@dataclass(frozen=True, eq=False)
class Ran:
    """What a function of ours gave: its value, or the name of the exception that ended it."""

    value: Any = None
    changed: bool = False
    error: str = ""


def rehearse(function: Callable[..., Any], arguments: Arguments) -> Ran:
    """Run a trusted function on a copy of the arguments, here in this process."""
    own = copied(arguments)
    try:
        with np.errstate(all="ignore"):
            value = function(*own)
    except Exception as error:
        return Ran(error=type(error).__name__)
    return Ran(value, not all(map(_same, own, arguments)))


def copied(arguments: Arguments) -> Arguments:
    """The arguments again, so that writing into them harms nobody."""
    return tuple(value.copy() if isinstance(value, np.ndarray | list) else value for value in arguments)


def _same(one: Any, other: Any) -> bool:
    return np.array_equal(one, other) if isinstance(one, np.ndarray) else bool(one == other)
