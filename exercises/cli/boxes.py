"""What is to be typed, part by part: a terminal has no boxes with labels beside them."""

from collections.abc import Iterator

from exercises.answers import Choice, Format, Grids, Integer, Number, Part, Steps, Table
from exercises.text import T, Text, plain

BOXES = T("Boxes, in this order, with semicolons between them:")
MAPS = T("Maps, in this order, with | between them, and semicolons between rows:")
ROWS = T("Rows, in this order, with semicolons between them:")


def parts_to_type(answer: Format) -> list[str]:
    """A heading and a line for each part, in the order in which they are typed; nothing for an answer of one part."""
    heading, *lines = [plain(text) for text in _parts(answer)] or [""]
    return [heading, *(f"  {line}" for line in lines)] if lines else []


def options_of(answer: Format) -> list[str]:
    """What there is to choose from, as it is typed, with its meaning where that says more."""
    if not isinstance(answer, Choice):
        return []
    titles = [(key, plain(title)) for key, title in answer.options]
    return [key if title.endswith(key) else f"{key} ({title})" for key, title in titles]


def _parts(answer: Format) -> Iterator[Text]:
    if isinstance(answer, Steps):
        yield BOXES
        yield from map(_box, answer.boxes)
    if isinstance(answer, Grids):
        yield MAPS
        yield from [stage.label for stage in answer.stages]
    if isinstance(answer, Table):
        yield ROWS
        for line in answer.lines:
            columns = ", ".join(plain(answer.columns[column]) for column in line.columns)
            yield T("%(label)s – %(columns)s", label=line.short or line.label, columns=columns)


def _box(box: Part) -> Text:
    """Its label, and how to write what is no plain number."""
    if options := options_of(box.format):
        return T("%(label)s – %(options)s", label=box.label, options=", ".join(options))
    if type(box.format) in (Integer, Number):
        return box.label
    return T("%(label)s – %(hint)s", label=box.label, hint=box.format.hint())
