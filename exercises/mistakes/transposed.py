"""Wrong models of the size of a transposed convolution (domain notes, section 3, M110 to M114)."""

from collections.abc import Iterator
from dataclasses import dataclass

from exercises.engine.sizes import Axis, keras_transposed_size
from exercises.mistakes.keeping import wrong_extents
from exercises.question import Mistake
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
    def right(self) -> int:
        return self.stamps.n - 2 * self.padding + self.output_padding

    def whole_formulas(self) -> Iterator[Mistake]:
        s, k = self.stamps.stride, self.stamps.kernel
        forward = Axis.symmetric(self.n, k, s, self.padding, self.stamps.dilation)
        if forward.fits:
            said = T(
                "You used the formula of the convolution. The transposed one goes the other way: it makes more cells."
            )
            yield Mistake("transposed-as-convolution", forward.out, said, "stamps")
        times = T("You only multiplied by the stride. The kernel and the padding change the size too.")
        yield Mistake("times-stride", self.n * s, times, "stamps")

    def padding_misread(self) -> Iterator[Mistake]:
        p = self.padding
        if not p:
            return
        added = T("You added the padding. In a transposed convolution it is cut off the output, on both sides.")
        yield Mistake("padding-added", self.right + 4 * p, added, "cut")
        ignored = T("You left the padding out. It is cut off the output: %(both)s cells in all.", both=2 * p)
        yield Mistake("padding-ignored", self.right + 2 * p, ignored, "cut")
        once = T("You cut the padding off once. It is cut off at both ends: %(both)s cells in all.", both=2 * p)
        yield Mistake("padding-once", self.right + p, once, "cut")

    def extras(self) -> Iterator[Mistake]:
        s, op, n = self.stamps.stride, self.output_padding, self.n
        many = T("You counted %(n)s moves. %(n)s windows lie side by side with only %(less)s moves.", n=n, less=n - 1)
        yield Mistake("one-stride-too-many", self.right + s, many, "stamps")
        if s > 1:
            still = T("You left the stride out. Windows of neighbouring cells lie %(s)s cells apart.", s=s)
            yield Mistake("stride-ignored", self.right - (n - 1) * (s - 1), still, "stamps")
        if op:
            none = count(
                "You left the output padding out. It adds 1 cell at the end.",
                "You left the output padding out. It adds %(n)s cells at the end.",
                op,
            )
            yield Mistake("output-padding-ignored", self.right - op, none, "added")
            twice = T("You counted the output padding on both sides. It is added at the end only.")
            yield Mistake("output-padding-doubled", self.right + op, twice, "added")
        for slip, extent, sentence in wrong_extents(self.stamps.kernel, self.stamps.dilation):
            yield Mistake(slip, self.right - self.stamps.extent + extent, sentence, "extent")


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
