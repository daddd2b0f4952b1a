"""A worked solution as it is shown, and what is right and wrong about each of its lines."""

from collections.abc import Iterator, Sequence

from exercises.answers import Rounded
from exercises.derivations import DERIVATIONS, Line, Numbers, lines_of, place_of
from exercises.pictures import Panel, Picture, Role, describe_grid, grid_panel
from exercises.question import Step
from exercises.solutions.shapes import shape_panel
from exercises.strips import strip_panel
from exercises.text import T, Text, minus
from exercises.words import strip_words


def shown_lines(lines: Sequence[Line]) -> Text:
    """The lines below one another, numbered."""
    first, *rest = [
        T("Line %(i)s, %(what)s: $%(formula)s$", i=i, what=line.what, formula=line.formula)
        for i, line in enumerate(lines, 1)
    ]
    said = first
    for line in rest:
        said = T("%(above)s\n%(line)s", above=said, line=line)
    return said


def finding_steps(template: str, numbers: Numbers, slip: str) -> Iterator[Step]:
    """Steps `line-1`, ..., then `answer`."""
    place, shown = place_of(template, numbers, slip), lines_of(template, numbers, slip)
    for i, line in enumerate(lines_of(template, numbers)):
        values = {"i": i + 1, "what": line.what}
        if line.value == shown[i].value:
            said = T("Line %(i)s gives %(what)s, and is right.", **values)
        elif i == place:
            said = T(
                "Line %(i)s is the first that is wrong. %(why)s Put right, it gives %(what)s.", why=WHY[slip], **values
            )
        else:
            said = T("Line %(i)s follows from it, and gives %(what)s.", **values)
        yield Step(f"line-{i + 1}", said, line.formula)
    wanted = Rounded(6).show(lines_of(template, numbers)[place].value)
    yield Step(
        "answer", T("Line %(i)s is the first that is wrong; it should end in %(n)s.", i=place + 1, n=minus(wanted))
    )


def task_picture(template: str, numbers: Numbers) -> Picture:
    """What the solution is about, without anything that it works out."""
    task = DERIVATIONS[template].asked(numbers)
    if template == "sum":
        x, w = _square(numbers[:9]), _square(numbers[9:18])
        panels = (grid_panel("window", T("window"), x), grid_panel("kernel", T("kernel"), w, Role.WEIGHT))
        said = T("%(x)s. %(w)s.", x=describe_grid(T("Window"), x), w=describe_grid(T("Kernel"), w))
        return Picture(panels, said)
    if template == "memory":
        n, _, _, batch, *_ = numbers
        return Picture((shape_panel("input", T("shape of what goes in"), "NHW", (batch, n, n)),), task)
    return Picture((_strip(template, numbers),), _strip_words(template, numbers))


def _square(numbers: Numbers) -> list[tuple[int, ...]]:
    return [numbers[at : at + 3] for at in (0, 3, 6)]


def _pad(template: str, numbers: Numbers) -> int:
    return {"size": numbers[-1], "border": numbers[2]}.get(template, 0)


def _strip(template: str, numbers: Numbers) -> Panel:
    p = _pad(template, numbers)
    return strip_panel("input", T("one axis of the input"), numbers[0], p, p)


def _strip_words(template: str, numbers: Numbers) -> Text:
    return strip_words(numbers[0], _pad(template, numbers))


WHY: dict[str, Text] = {
    "padding-once": T("It counts the zeros of one side only."),
    "padding-ignored": T("It leaves the padding out."),
    "one-before-dividing": T(
        "It adds the 1 before dividing. The 1 is the first window, which comes after the division."
    ),
    "rounded-up": T("It rounds up. A window that does not fit whole is dropped."),
    "skipped-stride": T("It skips as many cells as the stride says. A stride moves the window by that many."),
    "window-too-long": T("It lets the last window reach one cell beyond the end."),
    "forgot-one": T("It counts the moves and forgets the first window."),
    "term-missing": T("It leaves one product out."),
    "sign-slip": T("It loses the sign of a weight."),
    "largest-product": T("It takes the largest of the sums. A convolution adds all of them."),
    "input-for-output": T("It keeps the input's side, as padding would. There is no padding here."),
    "filters-forgotten": T("It forgets that every filter makes a map."),
    "bits-for-bytes": T("It takes the 32 bits of a number for bytes. They are 4 bytes."),
    "misprinted": T("The division is right, but another number is written down."),
    "same-as-input": T("It takes “same” for the size of the input. With a stride the size is divided, rounded up."),
    "size-rounded-down": T("It rounds down. “Same” rounds up."),
    "odd-zero-wrong-end": T("It gives the odd zero to the beginning. SAME_UPPER puts it at the end."),
    "padding-counted": T("It counts the zeros as if they held the input's number."),
    "uses-added": T("It adds rows and columns. A window has as many cells as its rows times its columns."),
}
"""What each slip does, for the line that it is in."""
