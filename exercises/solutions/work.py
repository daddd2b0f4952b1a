"""The steps of counting multiply-adds: one output cell, all positions, all filters."""

from collections.abc import Iterator
from fractions import Fraction

from exercises.engine.cost import Filters
from exercises.engine.sizes import Axis
from exercises.question import Step
from exercises.solutions.axes import size_formula
from exercises.solutions.counting import filter_step
from exercises.text import T


def work_steps(conv: Filters, rows: Axis, columns: Axis, flops: bool) -> Iterator[Step]:
    """Steps `filter`, `rows`, `columns`, `positions`, `answer` (and `macs` before it for operations)."""
    yield filter_step(conv)
    yield Step("rows", T("Down there are %(n)s positions.", n=rows.out), size_formula(rows))
    yield Step("columns", T("Across there are %(n)s positions.", n=columns.out), size_formula(columns))
    positions = rows.out * columns.out
    places = T("One filter makes %(n)s output cells, each from all of its weights.", n=positions)
    yield Step("positions", places, rf"{rows.out} \cdot {columns.out} = {positions}")
    macs = conv.weights * positions
    formula = rf"{conv.taps} \cdot {positions} \cdot {conv.filters} = {macs}"
    said = T("%(o)s filters take %(n)s multiply-adds.", o=conv.filters, n=macs)
    if not flops:
        yield Step("answer", said, formula)
        return
    yield Step("macs", said, formula)
    double = T("Each of them is a product and a sum: %(n)s operations.", n=2 * macs)
    yield Step("answer", double, rf"2 \cdot {macs} = {2 * macs}")


def ratio_steps(conv: Filters) -> Iterator[Step]:
    """Steps `full`, `parts`, `answer`, each for one position of the window."""
    window, c, o = conv.window, conv.channels, conv.filters
    full = T("At one position the ordinary convolution takes %(n)s multiply-adds.", n=conv.weights)
    yield Step("full", full, rf"{window} \cdot {c} \cdot {o} = {conv.weights}")
    both = window * c + c * o
    parts = T("The depthwise layer takes %(d)s and the 1 × 1 layer %(p)s.", d=window * c, p=c * o)
    yield Step("parts", parts, rf"{window} \cdot {c} + {c} \cdot {o} = {both}")
    right = Fraction(both, conv.weights)
    said = T("The channels cancel: what is left is 1/%(o)s + 1/%(w)s = %(ratio)s.", o=o, w=window, ratio=right)
    yield Step("answer", said, rf"\frac{{{both}}}{{{conv.weights}}} = \frac{{1}}{{{o}}} + \frac{{1}}{{{window}}}")
