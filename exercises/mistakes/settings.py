"""Wrong sets of settings (K14): what a wrong formula finds in the whole box, and what is wrong with a given list."""

from collections.abc import Callable, Iterator
from itertools import product

from exercises.answers import Value
from exercises.engine.sizes import Axis
from exercises.question import Mistake
from exercises.text import T, Text, count

Box = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
MODELS: tuple[tuple[str, Callable[[int, int, int, int], int | None], Text], ...] = (
    ("forgot-one", lambda n, k, s, p: (n + 2 * p - k) // s, T("You left out the + 1 for the first window.")),
    (
        "one-before-dividing",
        lambda n, k, s, p: (n + 2 * p - k + 1) // s,
        T("You added the 1 before dividing. Divide first, round down, and add 1 at the end."),
    ),
    (
        "kernel-less-one",
        lambda n, k, s, p: (n + 2 * p - k + 1) // s + 1,
        T("You counted one cell twice: the + 1 at the end is already there for the first window."),
    ),
    ("rounded-up", lambda n, k, s, p: -((k - n - 2 * p) // s) + 1, T("You rounded up. What is left over is dropped.")),
    ("padding-once", lambda n, k, s, p: (n + p - k) // s + 1, T("You counted the padding once. It is on both sides.")),
    ("padding-ignored", lambda n, k, s, p: (n - k) // s + 1, T("You left the padding out.")),
    (
        "only-exact",
        lambda n, k, s, p: None if (n + 2 * p - k) % s else (n + 2 * p - k) // s + 1,
        T("You listed only settings with nothing left over. A remainder is allowed: it is rounded away."),
    ),
)


def wrong_sets(n: int, out: int, box: Box) -> Iterator[Mistake]:
    """The set that each model finds; empty ones are left out."""
    allowed = [(k, s, p) for k, s, p in product(*box) if p < k and n + 2 * p >= k]
    for slip, size, sentence in MODELS:
        found = tuple((k, s, p) for k, s, p in allowed if size(n, k, s, p) == out)
        if found:
            yield Mistake(slip, found, sentence, "rule")


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
