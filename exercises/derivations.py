"""Worked solutions with at most one slip in them: each template is a list of lines, and a slip changes one of them.

What stands below the slip follows from it, as it would on paper. Source: the slips in the lectures and notes that
the exercises are made of (domain notes, section 1: S16 S23 S40 S41 S50 S71 S81 S99 S100 S104).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from exercises.answers import Rounded
from exercises.text import T, Text, minus, signed

Numbers = tuple[int, ...]


@dataclass(frozen=True)
class Line:
    """What is worked out, how (LaTeX), and the number in which the line ends."""

    what: Text
    formula: str
    value: int | Fraction


@dataclass(frozen=True)
class Derivation:
    """`task` has the names of its `numbers` to fill; `lines(numbers, slip)` are the lines, right where slip is ""."""

    names: tuple[str, ...]
    task: Text
    lines: Callable[[Numbers, str], Iterator[Line]]
    slips: dict[str, int]
    """The slips that can be put in, each with the line (from 0) that it changes."""

    def asked(self, numbers: Numbers) -> Text:
        return self.task.filled(**dict(zip(self.names, map(minus, numbers), strict=False)))


def _size(numbers: Numbers, slip: str) -> Iterator[Line]:
    n, k, s, p = numbers
    padded = {"padding-once": n + p, "padding-ignored": n}.get(slip, n + 2 * p)
    zeros = {"padding-once": f"{p}", "padding-ignored": r"2 \cdot 0"}.get(slip, rf"2 \cdot {p}")
    yield Line(T("the padded input"), f"{n} + {zeros} = {padded}", padded)
    span = padded - k + (slip == "window-too-long")
    yield Line(T("the span"), f"{padded} - {k}{' + 1' if slip == 'window-too-long' else ''} = {span}", span)
    quotient, formula = _divided(span, s, slip)
    yield Line(T("the moves of the window"), f"{formula} = {quotient}", quotient)
    yield _one_more(T("the output size"), quotient, formula, slip)


def _one_more(what: Text, moves: int, formula: str, slip: str) -> Line:
    """The last line; who forgets the 1 takes the division itself for the size."""
    if slip == "forgot-one":
        return Line(what, f"{formula} = {moves}", moves)
    return Line(what, f"{moves} + 1 = {moves + 1}", moves + 1)


def _divided(span: int, s: int, slip: str) -> tuple[int, str]:
    if slip == "rounded-up":
        return -(-span // s), rf"\left\lceil\frac{{{span}}}{{{s}}}\right\rceil"
    over, under = span, s
    if slip == "one-before-dividing":
        over += 1
    if slip == "skipped-stride":
        under += 1
    above = f"{span} + 1" if over > span else f"{span}"
    below = f"{s} + 1" if under > s else f"{s}"
    return over // under, rf"\left\lfloor\frac{{{above}}}{{{below}}}\right\rfloor"


def _thinned(numbers: Numbers, slip: str) -> Iterator[Line]:
    """The way of the lecture: the size with stride 1 first, then every so many windows are kept."""
    n, k, s = numbers
    dense = n - k + (slip != "forgot-one")
    yield Line(T("the size with stride 1"), f"{n} - {k}{' + 1' if slip != 'forgot-one' else ''} = {dense}", dense)
    rule = "floor" if slip == "one-before-dividing" else "ceil"
    kept = dense // s if rule == "floor" else -(-dense // s)
    yield Line(
        T("the windows that are kept, the first of every %(s)s", s=s),
        rf"\left\l{rule}\frac{{{dense}}}{{{s}}}\right\r{rule} = {kept}",
        kept,
    )


def _starts(numbers: Numbers, slip: str) -> Iterator[Line]:
    n, k, s = numbers
    yield Line(T("the end of the first window, which starts at 0"), f"{k} - 1 = {k - 1}", k - 1)
    step = s + (slip == "skipped-stride")
    yield Line(T("the start of the second window"), f"0 + {step} = {step}", step)
    last = n - k + (slip == "window-too-long")
    room = f"{n} - {k}" + (" + 1" if slip == "window-too-long" else "")
    yield Line(T("the last place where a window still fits"), f"{room} = {last}", last)
    moves = last // step
    formula = rf"\left\lfloor\frac{{{last}}}{{{step}}}\right\rfloor"
    yield Line(T("the number of moves"), f"{formula} = {moves}", moves)
    yield _one_more(T("the number of windows"), moves, formula, slip)


def _sum(numbers: Numbers, slip: str) -> Iterator[Line]:
    """Nine cells, nine weights, and which of the products (from 0) the slip changes."""
    cells, weights, changed = numbers[:9], numbers[9:18], numbers[18]
    total = []
    for row in range(3):
        products = []
        for tap in range(3 * row, 3 * row + 3):
            x, w = cells[tap], weights[tap]
            if tap == changed and slip == "term-missing":
                continue
            products.append((x, -w if tap == changed and slip == "sign-slip" else w))
        total.append(sum(x * w for x, w in products))
        written = " + ".join(rf"{signed(x)} \cdot {signed(w)}" for x, w in products)
        yield Line(T("the sum of row %(row)s", row=row + 1), f"{written} = {total[-1]}".replace("−", "-"), total[-1])
    whole = max(total) if slip == "largest-product" else sum(total)
    terms = " + ".join(map(signed, total)).replace("−", "-")
    yield Line(T("the entry"), f"{terms} = {whole}", whole)


def _memory(numbers: Numbers, slip: str) -> Iterator[Line]:
    n, k, filters, batch, digits, printed = numbers
    side = n if slip == "input-for-output" else n - k + 1
    ring = rf" + 2 \cdot {k // 2}" if side == n else ""
    yield Line(T("the side of the output"), f"{n}{ring} - {k} + 1 = {side}", side)
    values = side**2 * (1 if slip == "filters-forgotten" else filters)
    maps = "" if slip == "filters-forgotten" else rf" \cdot {filters}"
    yield Line(T("the numbers in the output of one image"), rf"{side} \cdot {side}{maps} = {values}", values)
    width = 32 if slip == "bits-for-bytes" else 4
    each = values * width
    yield Line(T("the bytes for one image"), rf"{values} \cdot {width} = {each}", each)
    whole = each * batch
    yield Line(T("the bytes for the batch"), rf"{each} \cdot {batch} = {whole}", whole)
    end = Fraction(printed if slip == "misprinted" else whole, 10**digits)
    unit = T("the same in kB (1000 bytes)") if digits == 3 else T("the same in MB (1000 · 1000 bytes)")
    yield Line(unit, rf"\frac{{{whole}}}{{{10**digits}}} = {Rounded(digits).show(end)}", end)


def _same(numbers: Numbers, slip: str) -> Iterator[Line]:
    n, k, s = numbers
    out = {"same-as-input": n, "size-rounded-down": n // s}.get(slip, -(-n // s))
    rule = "floor" if slip == "size-rounded-down" else "ceil"
    by = 1 if slip == "same-as-input" else s
    yield Line(T("the output size"), rf"\left\l{rule}\frac{{{n}}}{{{by}}}\right\r{rule} = {out}", out)
    reach = (out - 1) * s + k
    yield Line(T("the cells that its windows reach over"), rf"({out} - 1) \cdot {s} + {k} = {reach}", reach)
    total = reach - n
    yield Line(T("the zeros that are needed"), f"{reach} - {n} = {total}", total)
    wrong = slip == "odd-zero-wrong-end"
    end = total // 2 if wrong else total - total // 2
    half = rf"\left\l{'floor' if wrong else 'ceil'}\frac{{{total}}}{{2}}\right\r{'floor' if wrong else 'ceil'}"
    yield Line(T("the zeros at the end"), f"{half} = {end}", end)


def _border(numbers: Numbers, slip: str) -> Iterator[Line]:
    n, k, p, value = numbers
    out = n + 2 * p - k + 1
    ring = f"{n} + {p}" if slip == "padding-once" else rf"{n} + 2 \cdot {p}"
    out -= p if slip == "padding-once" else 0
    yield Line(T("the side of the output"), f"{ring} - {k} + 1 = {out}", out)
    real, counted = (k, f"{k - p} + {p}") if slip == "padding-counted" else (k - p, f"{k} - {p}")
    yield Line(T("the real rows (and columns) in the corner window"), f"{counted} = {real}", real)
    cells = 2 * real if slip == "uses-added" else real**2
    yield Line(
        T("the real cells in it"),
        rf"{real} {'+' if slip == 'uses-added' else chr(92) + 'cdot'} {real} = {cells}",
        cells,
    )
    corner = cells * value
    yield Line(T("the sum in the corner of the output"), rf"{cells} \cdot {value} = {corner}", corner)


DERIVATIONS: dict[str, Derivation] = {
    "size": Derivation(
        ("n", "k", "s", "p"),
        T("Wanted: the output size for %(n)s cells, kernel %(k)s, stride %(s)s, padding %(p)s on each side, floor."),
        _size,
        {
            "padding-once": 0,
            "padding-ignored": 0,
            "window-too-long": 1,
            "one-before-dividing": 2,
            "rounded-up": 2,
            "skipped-stride": 2,
            "forgot-one": 3,
        },
    ),
    "starts": Derivation(
        ("n", "k", "s"),
        T("Wanted: how many windows of %(k)s cells fit into %(n)s cells with stride %(s)s (cells are counted from 0)."),
        _starts,
        {"skipped-stride": 1, "window-too-long": 2, "forgot-one": 4},
    ),
    "thinned": Derivation(
        ("n", "k", "s"),
        T("Wanted: the output size for %(n)s cells, kernel %(k)s and stride %(s)s without padding, floor rule."),
        _thinned,
        {"forgot-one": 0, "one-before-dividing": 1},
    ),
    "sum": Derivation(
        (),
        T("Wanted: the entry that this kernel makes of this window, row by row."),
        _sum,
        {"term-missing": -1, "sign-slip": -1, "largest-product": 3},
    ),
    "memory": Derivation(
        ("n", "k", "filters", "batch"),
        T(
            "Wanted: the memory of a layer's output in 32-bit numbers: %(filters)s filters of %(k)s × %(k)s over "
            "%(batch)s images of %(n)s × %(n)s, without padding."
        ),
        _memory,
        {"input-for-output": 0, "filters-forgotten": 1, "bits-for-bytes": 2, "misprinted": 4},
    ),
    "same": Derivation(
        ("n", "k", "s"),
        T("Wanted: the zeros at the end under SAME_UPPER for %(n)s cells, kernel %(k)s and stride %(s)s."),
        _same,
        {"same-as-input": 0, "size-rounded-down": 0, "odd-zero-wrong-end": 3},
    ),
    "border": Derivation(
        ("n", "k", "p", "value"),
        T(
            "Wanted: the corner of the output, when a %(k)s × %(k)s kernel of ones slides with stride 1 over %(n)s × "
            "%(n)s cells that all hold %(value)s, with zero padding of %(p)s on every side."
        ),
        _border,
        {"padding-once": 0, "padding-counted": 1, "uses-added": 2},
    ),
}


def place_of(template: str, numbers: Numbers, slip: str) -> int:
    """The line, from 0, that the slip changes."""
    place = DERIVATIONS[template].slips[slip]
    return numbers[18] // 3 if place < 0 else place


def lines_of(template: str, numbers: Numbers, slip: str = "") -> tuple[Line, ...]:
    """All lines, with the slip in one of them."""
    return tuple(DERIVATIONS[template].lines(numbers, slip))
