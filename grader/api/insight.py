"""What a set tells those who teach."""

from django.http import HttpRequest
from ninja import Router

from exercises.slips import title_of
from exercises.text import plain
from grader.api import grade_schemas as shapes
from grader.api.auth import Bearer
from grader.api.place import member_of, set_in
from grader.api.texts import Slug
from grader.gradebook.queries import Facility, facilities
from grader.gradebook.statistics import Line
from grader.gradebook.statistics import statistics as of_set
from grader.people.models import STAFF, Scope

router = Router(tags=["grades"])


@router.get(
    "/courses/{course}/sets/{set_id}/statistics",
    response=shapes.Statistics,
    auth=Bearer(Scope.READ),
    summary="Statistics of a set",
)
def statistics(request: HttpRequest, course: Slug, set_id: int) -> shapes.Statistics:
    """Totals, how each item went, and which slips were made in it."""
    found = set_in(member_of(request, course, STAFF), set_id)
    stats, slips = of_set(found), {one.item.pk: one for one in facilities(found.items.all())}
    return shapes.Statistics(
        students=stats.students,
        mean=stats.mean,
        median=stats.median,
        histogram=[bar.number for bar in stats.bars],
        items=[_item(line, slips[line.item.pk]) for line in stats.lines],
    )


def _item(line: Line, facility: Facility) -> shapes.ItemStatistics:
    made = [
        shapes.Slip(slip=slip, title=plain(str(title_of(slip))).removesuffix("."), number=n)
        for slip, n in facility.slips
    ]
    return shapes.ItemStatistics(
        item=line.item.pk,
        title=line.item.title,
        students=line.students,
        answers_each=line.answers,
        right_at_once=line.first,
        earned=line.end,
        discrimination=line.discrimination,
        minutes=line.minutes,
        slips=made,
        wrong_without_slip=facility.unnamed,
    )
