"""Wrong models of the pooled size under several rounding rules at once (K07; M27 to M29, and M1 to M6)."""

from collections.abc import Iterator

from exercises.engine.conventions import Rounding
from exercises.engine.sizes import Axis, sizes_under
from exercises.frozen import changed
from exercises.question import Mistake
from exercises.text import T, count

Rules = tuple[Rounding, ...]


def wrong_pooled(axis: Axis, rules: Rules) -> Iterator[Mistake]:
    """Wrong sizes, one for each rule."""
    yield from _rounding(axis, rules)
    yield from _clipping(axis, rules)
    yield from _settings(axis, rules)


def hides_ceil(axis: Axis, rules: Rules) -> bool:
    """Whether with too little padding every rule gives the floor's size, as ceil mode ignored does."""
    floor, ceil, *_ = sizes_under(axis, rules)
    less = (changed(axis, begin=0, end=0), changed(axis, end=0)) if axis.begin and ceil > floor else ()
    return any(one.fits and set(sizes_under(one, rules)) == {floor} for one in less)


def _rounding(axis: Axis, rules: Rules) -> Iterator[Mistake]:
    right = sizes_under(axis, rules)
    floor, ceil, *more = right
    ignored = T("You rounded down everywhere. In ceil mode the last window may hang over the edge.")
    yield Mistake("ceil-ignored", (floor,) * len(rules), ignored, "ceil")
    up = T("You rounded up everywhere. Without ceil mode a window counts only when it fits whole.")
    yield Mistake("rounded-up", (ceil, *right[1:]), up, "floor")
    swapped = T("You swapped the two modes. ceil_mode=True rounds up, so its output is never the smaller one.")
    yield Mistake("modes-swapped", (ceil, floor, *more), swapped, "floor")
    forgot = count(
        "You left out the + 1. Rounded down there is 1 move, and the first window is there before it.",
        "You left out the + 1. Rounded down there are %(n)s moves, and the first window is there before them.",
        axis.quotient,
    )
    yield Mistake("forgot-one", tuple(size - 1 for size in right), forgot, "floor")


def _clipping(axis: Axis, rules: Rules) -> Iterator[Mistake]:
    """A last window that lies beyond the input, kept or left out under the wrong rule."""
    floor, ceil, *caffe = sizes_under(axis, rules)
    pure = changed(axis, rounding=Rounding.PURE_CEIL).out
    place = (pure - 1) * axis.stride - axis.begin
    kept = T(
        "You kept a window that starts at %(first)s, beyond the last cell %(last)s. PyTorch leaves it out.",
        first=place,
        last=axis.n - 1,
    )
    yield Mistake("ceil-unclipped", (floor, pure, *caffe), kept, "ceil")
    if not caffe:
        return
    if caffe[0] > ceil:
        own = T("You left the last window out for Caffe too. Caffe does so only when there is padding.")
        yield Mistake("caffe-clipped", (floor, ceil, ceil), own, "caffe")
        other = T("You gave PyTorch the rule of Caffe, and Caffe that of PyTorch.")
        yield Mistake("libraries-swapped", (floor, caffe[0], ceil), other, "caffe")
    elif pure > ceil:
        padded = T("You kept a window beyond the input for Caffe. With padding Caffe leaves it out, as PyTorch does.")
        yield Mistake("ceil-unclipped", (floor, ceil, pure), padded, "caffe")
        yield Mistake("ceil-unclipped", (floor, pure, pure), kept, "ceil")


def _settings(axis: Axis, rules: Rules) -> Iterator[Mistake]:
    p = axis.begin
    moved = T("You moved the window one cell at a time. It moves by %(s)s.", s=axis.stride)
    yield Mistake("stride-ignored", (axis.span + 1,) * len(rules), moved, "span")
    if not p:
        return
    bare = changed(axis, begin=0, end=0)
    if bare.fits:
        none = T("You left the padding out. The window slides over %(padded)s cells.", padded=axis.padded)
        yield Mistake("padding-ignored", sizes_under(bare, rules), none, "span")
    once = changed(axis, end=0)
    if once.fits:
        said = T("You counted the padding once. It is on both sides: %(both)s zeros in all.", both=2 * p)
        yield Mistake("padding-once", sizes_under(once, rules), said, "span")
