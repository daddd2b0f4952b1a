"""The steps of "all settings that fit": for each stride, how much the kernel may take beyond the padding."""

from collections.abc import Iterable, Iterator, Sequence

from exercises.question import Step
from exercises.text import T, count

Found = Sequence[tuple[int, int, int]]


def settings_steps(n: int, out: int, strides: Iterable[int], found: Found) -> Iterator[Step]:
    """Steps `rule`, `stride-1`, ..., `answer`; `found` are all settings that fit."""
    moves = out - 1
    yield Step(
        "rule",
        count(
            "%(out)s cells are the first window and 1 move.",
            "%(out)s cells are the first window and %(n)s moves.",
            moves,
            out=out,
        ),
        rf"\left\lfloor\frac{{{n} + 2p - k}}{{s}}\right\rfloor = {moves}",
    )
    for s in strides:
        low, high = moves * s, out * s - 1
        here = [one for one in found if one[1] == s]
        formula = f"k - 2p = {n - low}" if s == 1 else rf"{n - high} \le k - 2p \le {n - low}"
        values = {"s": s, "list": _listed(here)}
        said = T("With stride %(s)s none of the kernels and paddings fit.", **values)
        if here:
            said = T("With stride %(s)s these fit: %(list)s.", **values)
        yield Step(f"stride-{s}", said, formula)
    yield Step("answer", T("All settings that fit: %(list)s.", list=_listed(found)))


def _listed(found: Found) -> str:
    return ", ".join(f"({k}, {s}, {p})" for k, s, p in found)
