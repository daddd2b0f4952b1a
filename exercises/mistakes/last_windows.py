"""The wrong model of a map without its last windows (domain notes, section 3, M1), beside those that end there too."""

from collections.abc import Iterator

from exercises.mistakes.grids import Sliding, rows_of
from exercises.question import Mistake
from exercises.slips import ways
from exercises.text import T


def cut_short(slide: Sliding, found: list[Mistake]) -> Iterator[Mistake]:
    """What was `found` of other windows, and the map without its last ones, said together with all that ends there too.

    Nothing more is said of whoever leaves out the windows that hang over the edge: that is true for whatever reason.
    """
    short = rows_of(slide.right[:-1, :-1]) if min(slide.rows.out, slide.columns.out) > 1 else None
    same = [mistake.slip for mistake in found if mistake.answer == short]
    if short is None or "ceil-ignored" in same:
        yield from found
        return
    alike = [slip for slip in dict.fromkeys(same) if slip in _ENDING_EARLY]
    yield from (mistake for mistake in found if mistake.slip not in alike or mistake.answer != short)
    said = T(
        "The last windows down and across are missing: the output is %(size)s. On each axis the first window is there "
        "before any move: add 1 to the moves.",
        size=slide.size,
    )
    if alike:
        said = T(
            "The last windows down and across are missing: the output is %(size)s. It comes out like this when you "
            "%(ways)s.",
            size=slide.size,
            ways=ways(["forgot-one", *alike]),
        )
    yield slide.mistake("last-window-missing", slide.right[:-1, :-1], said)


_ENDING_EARLY = {"padding-once", "padding-ignored", "skipped-stride", "windows-apart"}
"""These read the windows of the right map and stop before its last ones, where they end at the map cut short."""
