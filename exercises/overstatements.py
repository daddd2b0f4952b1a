"""Statements that say more than is so, each with a careful one beside it (domain notes, section 1).

What people disagree about is asked for in this way only: which of these go too far?
"""

from dataclasses import dataclass
from random import Random

from exercises.text import T, Text

Drawn = tuple[str, int]
"""A slug, and 1 for the statement that goes too far or 0 for the careful one."""


@dataclass(frozen=True)
class Pair:
    """A statement that goes too far, a careful one, why the first does, and why the second does not."""

    facts: tuple[str, ...]
    bold: Text
    careful: Text
    too_far: Text
    fair: Text


PAIRS: dict[str, Pair] = {
    "stride-use": Pair(
        ("S45",),
        T("A stride larger than 1 is of use for high-level features only."),
        T("A stride larger than 1 can save work, and can give some detail away."),
        T("Many networks begin with a stride of 2, to save work on the largest maps."),
        T("With a stride of 2 there is a quarter of the places, and what lies between them is seen more coarsely."),
    ),
    "segmentation": Pair(
        ("S68",),
        T("A network for segmentation must not pool, because it needs to know where things are."),
        T("Pooling makes it harder to say exactly where something is."),
        T("Many networks for segmentation pool and make their maps large again."),
        T("After pooling a cell stands for a whole window of the input."),
    ),
    "shifts": Pair(
        ("S65",),
        T("Max pooling gives the same output wherever an object moves."),
        T("Max pooling can give the same output when the input moves by one cell."),
        T("The output stays only as long as each maximum stays in its window."),
        T("That happens when each maximum stays in its window."),
    ),
    "features": Pair(
        ("S61",),
        T("Max pooling keeps everything in a map that matters."),
        T("Max pooling keeps the largest number of each window and drops the others."),
        T("It keeps the largest numbers, and what matters may be where they were, or a smaller one."),
        T("That is all a maximum does."),
    ),
    "edges": Pair(
        ("S64",),
        T("Every pooling makes edges stronger."),
        T("No pooling of the usual kinds has parameters to learn."),
        T("An average makes a thin edge weaker."),
        T("Maxima, minima and averages are worked out without weights."),
    ),
    "same-size": Pair(
        ("S100",),
        T("With the padding called “same” the output is always as large as the input."),
        T("With the padding called “same” and stride 1 the output is as large as the input."),
        T("With a stride of 2 the output is about half as large."),
        T("The zeros make up for the cells that the kernel takes."),
    ),
    "kernel-size": Pair(
        ("S87",),
        T("A kernel always has fewer rows and columns than its input."),
        T("A kernel may have as many rows and columns as its input."),
        T("A kernel as large as its input fits once."),
        T("Such a kernel fits once, and the output has one cell."),
    ),
    "equivariance": Pair(
        ("S52",),
        T("A network of convolutions gives the same answer wherever an object stands."),
        T("With stride 1, and away from the border, the map of a convolution moves along with its input."),
        T("Its maps move along with the object, and borders, strides and dense layers answer to that."),
        T("The same weights are used at every place."),
    ),
    "zeros": Pair(
        ("S12", "S99"),
        T("Zeros around the image change nothing but the size of the output."),
        T("With stride 1, zeros around the image leave outputs alone whose windows do not reach them."),
        T("Along the border a window sums over fewer pixels, so the responses there drop."),
        T("A window that reads no zeros sums over the same pixels as before."),
    ),
    "larger-stride": Pair(
        ("S38",),
        T("A larger stride always makes the output smaller."),
        T("A larger stride never makes the output larger."),
        T("Where the window has one place only, the stride makes no difference."),
        T("The window takes steps at least as long, over the same distance."),
    ),
    "shrinking": Pair(
        ("S4", "S24"),
        T("Without padding every convolution makes its map smaller."),
        T("Without padding no convolution makes its map larger."),
        T("A kernel of 1 × 1 with stride 1 keeps the size."),
        T("The window starts on cells of the input only, at most on each of them."),
    ),
    "smaller-maps": Pair(
        ("S14", "S51"),
        T("Pooling is the only way to make maps smaller."),
        T("Both pooling and a larger stride can make maps smaller."),
        T("A convolution with a stride makes them smaller too."),
        T("Both visit fewer places than there are cells."),
    ),
}


def pairs_of(rng: Random, many: int) -> tuple[Drawn, ...]:
    """So many statements from different pairs."""
    return tuple((slug, rng.randint(0, 1)) for slug in rng.sample(list(PAIRS), many))


def said(drawn: Drawn) -> Text:
    slug, bold = drawn
    return PAIRS[slug].bold if bold else PAIRS[slug].careful


def why(drawn: Drawn) -> Text:
    """Why it goes too far, or why it does not."""
    slug, bold = drawn
    return PAIRS[slug].too_far if bold else PAIRS[slug].fair
