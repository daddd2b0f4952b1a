"""Wrong models of the sizes under "valid" and "same" (K08; domain notes, section 3, M7, M20, M26)."""

from collections.abc import Collection, Iterator

from exercises.engine.sizes import Axis, same_size
from exercises.mistakes.axes import OnOneAxis, Turn, by_slip, on_both
from exercises.mistakes.keeping import wrong_extents
from exercises.mistakes.size_ways import told_apart, wrong_sizes
from exercises.mistakes.sizes import wrong_ways
from exercises.question import Mistake
from exercises.text import T

VALID_AND_SAME = (Turn("valid", T("Take “valid”. %(said)s")), Turn("same", T("Take “same”. %(said)s")))
CARELESS = ("stride-ignored",)


def wrong_rules(axis: Axis) -> Iterator[Mistake]:
    """Wrong (size under "valid", size under "same"); `axis` has no padding."""
    valid, same = axis.out, same_size(axis.n, axis.stride)
    one = T("You used one rule for both. “Valid” takes only windows that lie wholly on the input; “same” pads.")
    for both in ((valid, valid), (same, same)):
        yield Mistake("one-rule-for-both", both, one, "same" if both[0] == valid else "valid")
    swapped = T("You swapped the two. “Valid” pads nothing, so it gives the smaller output.")
    yield Mistake("rules-swapped", (same, valid), swapped, "valid")
    yield from on_both((valid, same), (by_slip(_valid(axis)), by_slip(_same(axis))), VALID_AND_SAME, CARELESS)


def could_be_told_apart(axis: Axis, slips: Collection[str]) -> bool:
    """False where one rule gives both sizes, or a slip under “valid” gives what one of another family does there.

    Only numbers are looked at, and only at slips that leave the size under “same” right.
    """
    valid, same = axis.out, same_size(axis.n, axis.stride)
    made: list[tuple[str, object]] = [("one-rule-for-both", same)]
    for slip, extent, _ in wrong_extents(axis.kernel, axis.dilation):
        made.append((slip, (axis.n - extent) // axis.stride + 1))
    made += [(slip, size) for slip, size in wrong_sizes(axis) if slip not in ("stride-ignored", "only-stride")]
    return valid != same and told_apart(made, set(slips) - {"one-rule-for-both"})


def _valid(axis: Axis) -> Iterator[OnOneAxis]:
    for wrong in wrong_ways(axis):
        if wrong.slip != "only-stride":  # that is the rule of "same", and named so
            yield OnOneAxis(wrong.slip, wrong.size, wrong.sentence)
    for variant, (slip, extent, sentence) in enumerate(wrong_extents(axis.kernel, axis.dilation)):
        if extent <= axis.n:
            yield OnOneAxis(slip, Axis.symmetric(axis.n, extent, axis.stride).out, sentence, variant)


def _same(axis: Axis) -> Iterator[OnOneAxis]:
    n, s, size = axis.n, axis.stride, same_size(axis.n, axis.stride)
    if s == 1:
        return
    kept = T("“Same” keeps the size only with stride 1. With stride %(s)s it gives a cell for every %(s)s.", s=s)
    yield OnOneAxis("stride-ignored", n, kept)
    if n % s and n > s:
        down = T("You rounded %(n)s/%(s)s down. “Same” pads the last few cells too and rounds up.", n=n, s=s)
        yield OnOneAxis("size-rounded-down", n // s, down)
    half = (n + 2 * (axis.kernel // 2) - axis.kernel) // s + 1
    if half > size:
        whole = T("You padded half of the kernel on each side. For an even kernel that is one zero too many.")
        yield OnOneAxis("same-half-kernel", half, whole)
