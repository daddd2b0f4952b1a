"""Wrong models of looking for a slip in a worked solution (K40)."""

from collections.abc import Iterator, Sequence

from exercises.answers import Value
from exercises.derivations import DERIVATIONS, Line, Numbers, lines_of, place_of
from exercises.question import Mistake
from exercises.slips import SLIPS
from exercises.text import T

Lines = Sequence[Line]


def wrong_finds(template: str, numbers: Numbers, slip: str) -> Iterator[Mistake]:
    """Lines that only carry the slip on, and numbers that do not belong where the slip is."""
    right, shown, place = (
        lines_of(template, numbers),
        lines_of(template, numbers, slip),
        place_of(template, numbers, slip),
    )
    for later in range(place + 1, len(right)):
        if shown[later].value != right[later].value:
            yield _inherited(later, right[later].value)
    here, step = str(place + 1), f"line-{place + 1}"
    repeated = T("That is the line, but this number is the one that stands there. Work the line out anew.")
    yield Mistake("slip-repeated", (here, shown[place].value), repeated, step)
    if place + 1 < len(right):
        end = T("That is the line. But this number is the end of the whole solution, and not of this line.")
        yield Mistake("end-for-line", (here, right[-1].value), end, step)
    for other in DERIVATIONS[template].slips:
        if other != slip and place_of(template, numbers, other) == place:
            said = T("That is the line, but now you %(what)s.", what=SLIPS[other].title)
            yield Mistake(other, (here, lines_of(template, numbers, other)[place].value), said, step)


def _inherited(line: int, value: Value) -> Mistake:
    said = T(
        "Line %(line)s only carries the slip on: it follows from the lines above it. Look for the first line that is "
        "wrong by itself.",
        line=line + 1,
    )
    return Mistake("slip-inherited", (str(line + 1), value), said, f"line-{line + 1}")


def blamed(given: Value, template: str, numbers: Numbers, slip: str) -> Iterator[Mistake]:
    """Another line than the one with the slip, with any number."""
    line, number = int(given[0]) - 1, given[1]
    right, shown = lines_of(template, numbers), lines_of(template, numbers, slip)
    place = place_of(template, numbers, slip)
    if line < place:
        said = T("Line %(line)s is right. Go on to the next one.", line=line + 1)
        yield Mistake("right-line-blamed", given, said, f"line-{line + 1}")
    elif place < line < len(right) and shown[line].value == right[line].value:
        said = T("Line %(line)s is right. Look at the lines above it.", line=line + 1)
        yield Mistake("right-line-blamed", given, said, f"line-{line + 1}")
    elif place < line < len(right):
        yield _inherited(line, number)
