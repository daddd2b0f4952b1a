"""Wrong models of the size of a transposed convolution (domain notes, section 3, M110 to M114)."""

from collections.abc import Iterator
from dataclasses import dataclass

from exercises.engine.sizes import Axis
from exercises.engine.transposed_sizes import keras_transposed_size
from exercises.mistakes.keeping import wrong_extents
from exercises.mistakes.swapping import swapped
from exercises.question import Mistake
from exercises.recipes import Recipe
from exercises.text import T, count


def wrong_transposed(stamps: Axis, n: int, padding: int, output_padding: int, rule: str) -> Iterator[Mistake]:
    """Wrong sizes of at least 1; `stamps` is `stamped(n, ...)`."""
    given = _Given(stamps, n, padding, output_padding)
    models = [given.whole_formulas()]
    models += [given.padding_misread(), given.extras()] if rule == "pytorch" else [_keras(given, rule)]
    return (mistake for model in models for mistake in model if mistake.answer > 0)


@dataclass(frozen=True)
class _Given:
    stamps: Axis
    n: int
    padding: int
    output_padding: int

    @property
    def recipe(self) -> Recipe:
        s = self.stamps
        cut, extra = 2 * self.padding, self.output_padding
        return Recipe(_size, {"moves": self.n - 1, "stride": s.stride, "extent": s.extent, "cut": cut, "extra": extra})

    def whole_formulas(self) -> Iterator[Mistake]:
        s, k = self.stamps.stride, self.stamps.kernel
        forward = Axis.symmetric(self.n, k, s, self.padding, self.stamps.dilation)
        if forward.fits:
            said = T(
                "You used the formula of the convolution. The transposed one goes the other way: it makes more cells."
            )
            yield Mistake("transposed-as-convolution", forward.out, said, "stamps")
        times = T("You only multiplied by the stride. The kernel changes the size too.")
        if self.padding:
            times = T("You only multiplied by the stride. The kernel and the padding change the size too.")
        yield Mistake("times-stride", self.n * s, times, "stamps")

    def padding_misread(self) -> Iterator[Mistake]:
        p, recipe = self.padding, self.recipe
        if not p:
            return
        added = T("You added the padding. In a transposed convolution it is cut off the output, on both sides.")
        yield swapped(recipe, "padding-added", added, "cut", cut=-2 * p)
        ignored = T("You left the padding out. It is cut off the output: %(both)s cells in all.", both=2 * p)
        yield swapped(recipe, "padding-ignored", ignored, "cut", cut=0)
        once = T("You cut the padding off once. It is cut off at both ends: %(both)s cells in all.", both=2 * p)
        yield swapped(recipe, "padding-once", once, "cut", cut=p)

    def extras(self) -> Iterator[Mistake]:
        s, op, n, recipe = self.stamps.stride, self.output_padding, self.n, self.recipe
        many = T("You counted %(n)s moves. %(n)s windows lie side by side with only %(less)s moves.", n=n, less=n - 1)
        yield swapped(recipe, "one-stride-too-many", many, "stamps", moves=n)
        if s > 1:
            still = T("You left the stride out. Windows of neighbouring cells lie %(s)s cells apart.", s=s)
            yield swapped(recipe, "stride-ignored", still, "stamps", stride=1)
        if op:
            none = count(
                "You left the output padding out. It adds 1 cell at the end.",
                "You left the output padding out. It adds %(n)s cells at the end.",
                op,
            )
            yield swapped(recipe, "output-padding-ignored", none, "added", extra=0)
            twice = T("You counted the output padding on both sides. It is added at the end only.")
            yield swapped(recipe, "output-padding-doubled", twice, "added", extra=2 * op)
        for slip, extent, sentence in wrong_extents(self.stamps.kernel, self.stamps.dilation):
            yield swapped(recipe, slip, sentence, "extent", extent=extent)


def _size(moves: int, stride: int, extent: int, cut: int, extra: int) -> int:
    return moves * stride + extent - cut + extra


def _keras(given: _Given, rule: str) -> Iterator[Mistake]:
    n, k, s = given.n, given.stamps.kernel, given.stamps.stride
    if rule == "keras-same":
        own = T("You let the kernel count. In Keras “same” gives the stride times the input, whatever the kernel.")
        yield Mistake("pytorch-rule", given.stamps.n, own, "stamps")
        yield Mistake("pytorch-rule", keras_transposed_size(n, k, s), own, "stamps")
        return
    short = T(
        "That is PyTorch's rule. In Keras every cell makes %(s)s cells of output, the last one too, even with a kernel "
        "of %(k)s.",
        s=s,
        k=k,
    )
    yield Mistake("pytorch-rule", given.stamps.n, short, "stamps")
    more = T("You added the whole kernel. Only what it has more than the stride sticks out at the end.")
    yield Mistake("one-stride-too-many", n * s + k, more, "stamps")


def wrong_output_paddings(stride: int, right: int) -> Iterator[Mistake]:
    """Wrong output paddings, where `right` is the one that gives the size back."""
    none = T("Without output padding the output is %(n)s short.", n=right)
    yield Mistake("output-padding-ignored", 0, none, "answer")
    rest = T(
        "You took what is missing to the next multiple of the stride. Needed is what the convolution left over: %(n)s.",
        n=right,
    )
    yield Mistake("output-padding-complement", stride - right, rest, "answer")
    most = T("You took the largest output padding. Needed is just what is missing: %(n)s.", n=right)
    yield Mistake("output-padding-doubled", stride - 1, most, "answer")
