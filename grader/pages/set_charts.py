"""The pictures beside the tables of statistics and slips. Questions have their numbers in the set."""

from collections.abc import Callable, Iterable, Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.slips import title_of
from exercises.text import minus, plain
from grader.gradebook.queries import Facility
from grader.gradebook.statistics import Fairness, Line
from grader.pages.charts import Chart, Named, Value, along, bars, round_up, stacked

PERCENT = (0, 50, 100)
FIRST, END = gettext_lazy("right at once"), gettext_lazy("earned in the end")
SMALLER, LARGER = gettext_lazy("smaller numbers"), gettext_lazy("larger numbers")


def of_questions(lines: Sequence[Line]) -> list[Chart]:
    """Facility, discrimination, answers and time of each question; none where there is nothing to draw."""
    found = [_facility(lines), _discrimination(lines), _answers(lines), _minutes(lines)]
    return [chart for chart in found if chart.rows]


def _facility(lines: Sequence[Line]) -> Chart:
    named = [
        (str(place), [Value(line.first, _percent(line.first), "open"), Value(line.end, _percent(line.end))])
        for place, line in enumerate(lines, 1)
        if line.students
    ]
    title = _("Right at once, and earned in the end")
    legend = (("open", str(FIRST)), ("full", str(END)))
    return Chart(title, _words(title, named), bars(named, 0, 100), _ticks(PERCENT, 100, _percent), legend)


def _discrimination(lines: Sequence[Line]) -> Chart:
    named = [
        (str(place), [Value(line.discrimination, _decimal(line.discrimination, 2), _look(line.discrimination))])
        for place, line in enumerate(lines, 1)
        if line.discrimination is not None
    ]
    least = -1 if any(line.discrimination is not None and line.discrimination < 0 for line in lines) else 0
    ticks = tuple((along(one, least, 1), minus(one)) for one in sorted({least, 0, 1}))
    title = _("Discrimination")
    return Chart(title, _words(title, named), bars(named, least, 1), ticks)


def _look(discrimination: float) -> str:
    """Below zero, who can do the rest does worse here."""
    return "bad" if discrimination < 0 else "full"


def _answers(lines: Sequence[Line]) -> Chart:
    found = [(place, line.answers) for place, line in enumerate(lines, 1) if line.answers]
    return _plain(_("Answers from each student"), found)


def _minutes(lines: Sequence[Line]) -> Chart:
    found = [(place, line.minutes) for place, line in enumerate(lines, 1) if line.minutes is not None]
    return _plain(_("Minutes to the first answer"), found)


def _plain(title: str, found: Sequence[tuple[int, float]]) -> Chart:
    """One bar for each question, on an axis that ends at a round number."""
    named = [(str(place), [Value(number, _decimal(number, 1 if number < 100 else 0))]) for place, number in found]
    most = round_up(max((number for _place, number in found), default=1))
    return Chart(title, _words(title, named), bars(named, 0, most), _ticks((0, most), most, minus))


def of_fairness(found: Sequence[Fairness]) -> Chart | None:
    """Right at once with smaller and with larger numbers."""
    if not found:
        return None
    named = [
        (str(one.place), [Value(one.smaller, _percent(one.smaller), "open"), Value(one.larger, _percent(one.larger))])
        for one in found
    ]
    title = _("Right at once with smaller and with larger numbers")
    legend = (("open", str(SMALLER)), ("full", str(LARGER)))
    return Chart(title, _words(title, named), bars(named, 0, 100), _ticks(PERCENT, 100, _percent), legend)


def of_slips(found: Sequence[Facility]) -> Chart | None:
    """How many wrong answers each question has: a part for each slip, the most frequent first, and one for the rest."""
    named = [(str(place), _parts(one)) for place, one in enumerate(found, 1)]
    most = max((sum(int(value.number or 0) for value in values) for _name, values in named), default=0)
    if not most:
        return None
    title, end = _("Wrong answers by question"), round_up(most)
    legend = (("slip", _("a part for each slip")), ("unnamed", _("no slip named")))
    sums = [(name, [Value(total := sum(int(one.number or 0) for one in values), str(total))]) for name, values in named]
    return Chart(title, _words(title, sums), stacked(named, end), _ticks((0, end), end, minus), legend)


def _parts(one: Facility) -> list[Value]:
    slips = [Value(number, str(number), "slip", f"{_slip(slip)}: {number}") for slip, number in one.slips]
    rest = [Value(one.unnamed, str(one.unnamed), "unnamed", f"{_('No slip named')}: {one.unnamed}")]
    return slips + (rest if one.unnamed else [])


def _slip(slug: str) -> str:
    return plain(str(title_of(slug))).removesuffix(".")


def _words(title: str, named: Named) -> str:
    """The title with the least and the greatest of the first numbers; the table holds them all."""
    found = [(values[0].number or 0, values[0].said, name) for name, values in named]
    if not found:
        return title
    least, most = min(found), max(found)
    said = _("%(title)s: from %(least)s at question %(low)s to %(most)s at question %(high)s. The table says it all.")
    return said % {"title": title, "least": least[1], "low": least[2], "most": most[1], "high": most[2]}


def _ticks(numbers: Iterable[int], most: float, said: Callable[[int], str]) -> tuple[tuple[int, str], ...]:
    return tuple((along(number, 0, most), said(number)) for number in numbers)


def _percent(number: int) -> str:
    return f"{number} %"


def _decimal(number: float, places: int) -> str:
    return minus(number_format(round(number, places), places))
