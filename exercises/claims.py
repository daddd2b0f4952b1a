"""Statements about layers with numbers in them, true or not: a bank to draw from (domain notes, S4 to S100).

What is right is worked out from the numbers, so a statement is never true or false by being written down so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from exercises.engine.sizes import Axis, same_size
from exercises.engine.stack import Layer, sizes_through
from exercises.text import T, Text

Drawn = tuple[Any, ...]
"""The slug of a claim and its numbers; the last one is what it claims."""


@dataclass(frozen=True)
class Claim:
    """`facts` are ids of the domain notes; `names` are those of the numbers before the claimed one.

    `right` gives what the claimed number should be, `others` what people believe it to be. `text` is filled with
    the numbers and the claimed `m`, `why` with the numbers and the `right` one. A text says whether it speaks of one
    axis ("a row", "moves right") or of both ("3 × 3", "down and across"): there may be no picture.
    """

    facts: tuple[str, ...]
    text: Text
    why: Text
    names: tuple[str, ...]
    draw: Callable[[Random], tuple[int, ...]]
    right: Callable[..., int]
    others: Callable[..., tuple[int, ...]]


CLAIMS: dict[str, Claim] = {
    "loss": Claim(
        ("S3", "S4"),
        T("A convolution with kernel %(k)s × %(k)s takes %(m)s rows away, whatever the size of its input."),
        T("The window starts everywhere but on the last k − 1 rows: a kernel of %(k)s rows takes %(right)s away."),
        ("k",),
        lambda rng: (rng.choice([5, 7, 9, 11]),),
        lambda k: k - 1,
        lambda k: (k, (k - 1) // 2),
    ),
    "depth": Claim(
        ("S2", "S109"),
        T("%(layers)s convolutions with kernel %(k)s leave %(m)s of a row of %(n)s cells."),
        T("Each of them takes k − 1 cells: %(right)s are left."),
        ("n", "k", "layers"),
        lambda rng: (rng.randint(40, 90), rng.choice([3, 5]), rng.randint(3, 7)),
        lambda n, k, layers: sizes_through(n, [Layer(k)] * layers)[-1],
        lambda n, k, layers: (n - layers * k, n - layers * (k // 2)),
    ),
    "corner": Claim(
        ("S12",),
        T("A kernel of %(k)s × %(k)s with padding %(p)s reads %(m)s pixels of the image for the corner of its output."),
        T("Of its rows and of its columns all but p lie on the image, here k − p: it reads %(right)s pixels."),
        ("k", "p"),
        lambda rng: rng.choice([(3, 1), (5, 1), (5, 2), (7, 1), (7, 2), (7, 3), (9, 4)]),
        lambda k, p: (k - p) ** 2,
        lambda k, p: (k * k, k * k - p),
    ),
    "pooled": Claim(
        ("S14", "S53"),
        T("A pooling with window %(k)s and stride %(s)s makes %(m)s cells out of a row of %(n)s."),
        T("The window has room for %(right)s places; one that would hang over the edge does not count."),
        ("n", "k", "s"),
        lambda rng: (rng.randint(9, 60), rng.choice([2, 3, 4]), rng.choice([2, 3])),
        lambda n, k, s: Axis(n, k, s).out,
        lambda n, k, s: (Axis(n, k, s).out + 1, Axis(n, k, s).out - 1),
    ),
    "positions": Claim(
        ("S38", "S46"),
        T(
            "On a large map a convolution with stride %(s)s, down and across, has about %(m)s times fewer positions "
            "than with stride 1."
        ),
        T("The stride thins out rows and columns: about %(s)s × %(s)s = %(right)s times fewer."),
        ("s",),
        lambda rng: (rng.choice([3, 4, 5]),),
        lambda s: s * s,
        lambda s: (s, 2 * s),
    ),
    "kept": Claim(
        ("S51",),
        T("A pooling with window %(k)s × %(k)s and stride %(k)s leaves one number out of %(m)s."),
        T("Of each window of %(k)s × %(k)s numbers one is left: one out of %(right)s."),
        ("k",),
        lambda rng: (rng.choice([2, 3, 4, 5]),),
        lambda k: k * k,
        lambda k: (k, k * k - 1),
    ),
    "moved": Claim(
        ("S52",),
        T(
            "When the input moves right by %(d)s cells, the output of a convolution with stride %(s)s moves right by "
            "%(m)s, away from the border."
        ),
        T("One cell of the output stands for %(s)s of the input: it moves by %(right)s."),
        ("d", "s"),
        lambda rng: rng.choice([(d * s, s) for d in (2, 3, 4) for s in (2, 3, 4)]),
        lambda d, s: d // s,
        lambda d, s: (d, d * s),
    ),
    "channels": Claim(
        ("S63",),
        T("A pooling with window 2 × 2 and stride 2 makes %(m)s channels out of %(c)s."),
        T("Pooling works on each channel by itself: %(right)s stay %(right)s."),
        ("c",),
        lambda rng: (rng.choice([8, 16, 24, 32, 48, 64, 96, 128]),),
        lambda c: c,
        lambda c: (c // 2, c // 4),
    ),
    "learnt": Claim(
        ("S64",),
        T("A max pooling with window %(k)s × %(k)s over %(c)s channels learns %(m)s parameters."),
        T("Pooling compares numbers and has no weights: it learns %(right)s parameters."),
        ("k", "c"),
        lambda rng: (rng.choice([2, 3]), rng.choice([3, 6, 8, 16, 32])),
        lambda k, c: 0,
        lambda k, c: (k * k * c, k * k, c),
    ),
    "largest": Claim(
        ("S87", "S97"),
        T("Without padding, the largest kernel that fits on a row of %(n)s cells has %(m)s."),
        T("A kernel may be as large as its input: %(right)s cells. Then it has one place."),
        ("n",),
        lambda rng: (rng.randint(5, 40),),
        lambda n: n,
        lambda n: (n - 1, n // 2),
    ),
    "same": Claim(
        ("S100", "S83"),
        T("With the padding that Keras calls “same” and stride %(s)s, a row of %(n)s cells becomes one of %(m)s."),
        T("“Same” keeps the size only with stride 1. With stride %(s)s, %(n)s cells become %(right)s."),
        ("n", "s"),
        lambda rng: (rng.randint(9, 60), rng.choice([2, 3])),
        same_size,
        lambda n, s: (n, n // s if n % s else n // s + 1),
    ),
}


def claims_of(rng: Random, many: int) -> tuple[Drawn, ...]:
    """So many claims of different sorts, each of them right or a belief, as the dice fall."""
    drawn = []
    for slug in rng.sample(list(CLAIMS), many):
        claim = CLAIMS[slug]
        numbers = tuple(claim.draw(rng))
        claimed = claim.right(*numbers)
        if rng.random() < 0.5:
            claimed = rng.choice([n for n in claim.others(*numbers) if n != claimed])
        drawn.append((slug, *numbers, claimed))
    return tuple(drawn)


def said(drawn: Drawn) -> Text:
    """The statement."""
    slug, *numbers, claimed = drawn
    claim = CLAIMS[slug]
    return claim.text.filled(**dict(zip(claim.names, numbers, strict=True)), m=claimed)


def holds(drawn: Drawn) -> bool:
    slug, *numbers, claimed = drawn
    return CLAIMS[slug].right(*numbers) == claimed


def why(drawn: Drawn) -> Text:
    """The reason, with the right number."""
    slug, *numbers, _ = drawn
    claim = CLAIMS[slug]
    return claim.why.filled(**dict(zip(claim.names, numbers, strict=True)), right=claim.right(*numbers))
