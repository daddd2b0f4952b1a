"""Wrong sets of settings (K14): what a wrong formula finds in the whole box, and what is wrong with a given list."""

from collections.abc import Iterator
from itertools import product

from exercises.answers import Value
from exercises.engine.sizes import Axis
from exercises.question import Mistake
from exercises.text import T, Text, count

Box = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
SENTENCES = {
    "forgot-one": T("You left out the + 1 for the first window."),
    "one-before-dividing": T("You added the 1 before dividing. Divide first, round down, and add 1 at the end."),
    "kernel-less-one": T("You counted one cell twice: the + 1 at the end is already there for the first window."),
    "rounded-up": T("You rounded up. What is left over is dropped."),
    "padding-once": T("You counted the padding once. It is on both sides."),
    "padding-ignored": T("You left the padding out."),
    "only-exact": T("You listed only settings with nothing left over. A remainder is allowed: it is rounded away."),
}


def wrong_sets(n: int, out: int, box: Box) -> Iterator[Mistake]:
    """The set that each model finds; empty ones are left out."""
    allowed = [(k, s, p) for k, s, p in product(*box) if p < k <= n + 2 * p]
    sizes = [_wrong_sizes(n, *one) for one in allowed]
    for model, (slip, sentence) in enumerate(SENTENCES.items()):
        found = tuple([one for one, made in zip(allowed, sizes, strict=True) if made[model] == out])
        if found:
            yield Mistake(slip, found, sentence, "rule")


def _wrong_sizes(n: int, k: int, s: int, p: int) -> tuple[int | None, ...]:
    """What each of `SENTENCES` makes of one setting."""
    span = n + 2 * p - k
    return (
        span // s,
        (span + 1) // s,
        (span + 1) // s + 1,
        -(-span // s) + 1,
        (span - p) // s + 1,
        (span - 2 * p) // s + 1,
        None if span % s else span // s + 1,
    )


def found_wanting(given: Value, right: Value, n: int, out: int, box: Box) -> Iterator[Mistake]:
    """The property itself: a listed setting that gives another size, or else how many more there are."""
    extra = [one for one in given if one not in right]
    if extra:
        yield Mistake("settings-extra", given, _tried(extra[0], n, out, box), "answer")
    elif len(given) < len(right):
        said = count(
            "All that you list are right, and 1 more setting fits.",
            "All that you list are right, and %(n)s more settings fit.",
            len(right) - len(given),
        )
        if not given:
            said = count("There is 1 setting that fits.", "There are %(n)s settings that fit.", len(right))
        yield Mistake("settings-missing", given, said, "answer")


def _tried(one: tuple[int, int, int], n: int, out: int, box: Box) -> Text:
    written = f"({', '.join(map(str, one))})"
    if not all(value in allowed for value, allowed in zip(one, box, strict=True)):
        return T("%(setting)s is not among the settings that you may take.", setting=written)
    axis = Axis.symmetric(n, *one)
    if not axis.fits:
        return T("With %(setting)s the kernel does not even fit.", setting=written)
    return T("%(setting)s gives %(size)s, not %(out)s.", setting=written, size=axis.out, out=out)
