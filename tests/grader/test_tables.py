"""Points as tables: CSV, XLSX, back again, and the totals of a course."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO
from random import Random
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from grader.gradebook.export import csv_lines, write_xlsx
from grader.gradebook.importing import differences
from grader.gradebook.models import Change, Override
from grader.gradebook.queries import course_totals, gradebook, row_of
from grader.gradebook.services import override
from grader.people.models import Enrolment, Role
from grader.people.services import learner_of
from grader.sets.models import Extension, Policy, ProblemSet
from grader.sets.services import NewItem, create_set
from tests.grader.conftest import OUTPUT_SIZE, member
from tests.grader.test_gradebook import HOUR, answered_at_random
from tests.grader.test_pages import words

pytestmark = pytest.mark.django_db
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def table(problem_set, **changed):
    """The download with the first question's points changed by name."""
    lines = list(csv.reader(csv_lines(gradebook(problem_set))))
    for line in lines[1:]:
        line[2] = changed.get(line[0], line[2])
    out = StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue()


class TestXlsx:
    def cells(self, problem_set):
        out = BytesIO()
        write_xlsx(gradebook(problem_set), out)
        with ZipFile(out) as archive:
            return ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))

    def test_texts_are_texts_and_points_are_numbers(self, course, problem_set, student):
        learner = learner_of(user=student, now=timezone.now())
        item = problem_set.items.first()
        override(learner=learner, item=item, points=Decimal("0.5"), why="x", author=student, now=timezone.now())
        sheet = self.cells(problem_set)
        numbers = [cell.find(f"{MAIN}v").text for cell in sheet.iter(f"{MAIN}c") if cell.get("t") is None]
        assert numbers == ["0.5", "0.5"]

    def test_no_cell_is_a_formula(self, course, problem_set):
        member(course, "=1+1", Role.STUDENT)
        sheet = self.cells(problem_set)
        assert list(sheet.iter(f"{MAIN}f")) == []
        assert "=1+1" in "".join(sheet.itertext())

    def test_those_who_teach_download_it(self, client, problem_set, instructor, student):
        client.force_login(instructor)
        response = client.get(reverse("export-grades-xlsx", args=["vision", problem_set.pk]))
        assert b"".join(response.streaming_content).startswith(b"PK")
        assert "attachment" in response["Content-Disposition"]


class TestATableThatComesBack:
    def test_the_download_itself_changes_nothing(self, problem_set, student):
        read = differences(gradebook(problem_set), table(problem_set))
        assert (read.differences, read.trouble) == ([], [])

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_other_points_are_differences(self, problem_set, student, delimiter):
        text = f"name{delimiter}1. A long strip, stride 3 (1)\nsam{delimiter}0.5\n"
        if delimiter == ",":
            text = 'name,"1. A long strip, stride 3 (1)"\nsam,0.5\n'
        (found,) = differences(gradebook(problem_set), text).differences
        assert (found.user, found.cell.points, found.after) == (student, None, Decimal("0.5"))

    @pytest.mark.parametrize(
        ("text", "said"),
        [("hello", "first line"), ('name,"1. A long strip, stride 3 (1)"\nolga,1', "Line 2: no student")],
    )
    def test_what_cannot_be_read_is_said_by_line(self, problem_set, student, text, said):
        assert said in differences(gradebook(problem_set), text).trouble[0]

    @pytest.mark.parametrize(("typed", "points"), [("0,5", "0.5"), ("0.25", "0.25"), (" 1 ", "1"), ("1,50", "1.5")])
    def test_a_comma_and_a_point_are_the_same(self, problem_set, student, typed, points):
        (found,) = differences(gradebook(problem_set), table(problem_set, sam=typed)).differences
        assert found.after == Decimal(points)

    @pytest.mark.parametrize("typed", ["1,000", "1.000", "1.000,5", "1 000", "-1", "1e2", "NaN", "½", "10001"])
    def test_what_could_be_read_in_two_ways_is_not_read(self, problem_set, student, typed):
        read = differences(gradebook(problem_set), table(problem_set, sam=typed))
        assert read.differences == []
        assert f"{typed} is no number of points. Write it as 1.5 or 1,5" in read.trouble[0]

    def test_a_comma_that_parts_two_cells_is_noticed(self, problem_set, student):
        read = differences(gradebook(problem_set), 'name,"1. A long strip, stride 3 (1)"\nsam,0,5\n')
        assert read.differences == []
        assert "more cells than there are headings" in read.trouble[0]

    def test_columns_that_are_not_read_are_named(self, client, problem_set, student, instructor):
        text = 'name,"1. A long strip, stride 3 (1)",Remarks,total (2),e-mail,\nsam,1,late,1,x,\n'
        read = differences(gradebook(problem_set), text)
        assert read.left_alone == ["“Remarks”: no question has this heading."]
        client.force_login(instructor)
        page = client.post(reverse("import-grades", args=["vision", problem_set.pk]), {"table": text})
        assert "left alone: “Remarks”" in words(page)

    def test_a_dropped_question_is_left_alone_and_a_gifted_one_keeps_its_column(self, problem_set, student):
        before = table(problem_set, sam="0.5")
        problem_set.items.filter(position=1).update(treatment="gifted")
        assert [one.after for one in differences(gradebook(problem_set), before).differences] == [Decimal("0.5")]
        problem_set.items.filter(position=1).update(treatment="dropped")
        read = differences(gradebook(problem_set), before)
        assert (read.differences, read.trouble) == ([], [])
        assert read.left_alone == ["“1. A long strip, stride 3 (1)”: the question is dropped."]
        assert differences(gradebook(problem_set), table(problem_set)).trouble == []

    def test_a_heading_that_stands_twice_is_trouble(self, problem_set, student):
        one = '"1. A long strip, stride 3 (1)"'
        assert "twice" in differences(gradebook(problem_set), f"name,{one},{one}\nsam,1,0\n").trouble[0]

    @pytest.mark.parametrize("before", ["", "'", "\t"])
    def test_names_and_titles_that_look_like_formulas_come_back(self, course, problem_set, before):
        member(course, "=1+1", Role.STUDENT)
        problem_set.items.filter(position=1).update(title="=SUM")
        text = f"{before}name;{before}1. =SUM (1)\n{before}=1+1;0.5\n"
        assert [one.user.username for one in differences(gradebook(problem_set), text).differences] == ["=1+1"]
        assert differences(gradebook(problem_set), table(problem_set)).trouble == []

    def test_nothing_sent_and_no_text_are_said(self, client, problem_set, instructor):
        client.force_login(instructor)
        address = reverse("import-grades", args=["vision", problem_set.pk])
        assert "Choose a file or paste its text" in words(client.post(address, {"table": ""}))
        file = SimpleUploadedFile("points.xlsx", b"PK\x03\xff\xfe")
        assert "no text in UTF-8" in words(client.post(address, {"file": file}))

    def test_line_ends_of_any_kind_are_read_and_what_is_no_table_is_said(self, problem_set, student):
        old_mac = table(problem_set, sam="0.25").replace("\r\n", "\r")
        assert len(differences(gradebook(problem_set), old_mac).differences) == 1
        huge = table(problem_set, sam=f'"{"x" * 200_000}"')
        assert "cannot be read as a table" in differences(gradebook(problem_set), huge).trouble[0]

    def test_first_it_is_shown_and_changed_only_with_a_reason(self, client, problem_set, student, instructor):
        client.force_login(instructor)
        address = reverse("import-grades", args=["vision", problem_set.pk])
        text = table(problem_set, sam="0.25")
        file = SimpleUploadedFile("points.csv", text.encode())
        assert "1 cell would change" in words(client.post(address, {"file": file}))
        assert not Override.objects.exists()
        client.post(address, {"table": text, "why": "Oral exam"})
        assert not Override.objects.exists(), "nobody agrees to what they have not seen"
        seen = differences(gradebook(problem_set), text).digest
        client.post(address, {"table": text, "why": "Oral exam", "seen": seen})
        assert gradebook(problem_set).rows[0].cells[0].points == Decimal("0.25")
        assert Change.objects.get().why == "Oral exam"

    def test_what_has_changed_since_it_was_shown_is_shown_again(self, client, problem_set, student, instructor):
        client.force_login(instructor)
        address = reverse("import-grades", args=["vision", problem_set.pk])
        text = table(problem_set, sam="0.25")
        seen = differences(gradebook(problem_set), text).digest
        item, now = problem_set.items.first(), timezone.now()
        mine = {"why": "x", "author": instructor, "now": now}
        override(learner=learner_of(user=student, now=now), item=item, points=Decimal(1), **mine)
        page = client.post(address, {"table": text, "why": "Oral exam", "seen": seen})
        assert "1 cell would change" in words(page)
        assert Override.objects.get().points == 1

    def test_one_line_in_trouble_and_none_is_changed(self, client, problem_set, student, course, instructor):
        member(course, "zoe", Role.STUDENT)
        client.force_login(instructor)
        text = table(problem_set, sam="1", zoe="many")
        page = client.post(
            reverse("import-grades", args=["vision", problem_set.pk]), {"table": text, "why": "Oral exam"}
        )
        assert page.status_code == 422
        assert "many is no number of points" in words(page)
        assert not Override.objects.exists()


def test_totals_are_those_of_the_gradebooks_in_a_bounded_number_of_queries(
    course, problem_set, student, django_assert_max_num_queries
):
    """Sets with every policy, with late credit and with exceptions, answered at random by everybody."""
    now, dice = timezone.now(), Random(3)
    sets, users = [problem_set], [student, member(course, "ada", Role.STUDENT), member(course, "bob", Role.STUDENT)]
    Enrolment.objects.filter(user=users[1]).update(label="b")
    items = [NewItem("Strip", "output-size", 2, OUTPUT_SIZE, points=3)] * 3
    for place, policy in enumerate([*Policy.values] * 3):
        rules = {"policy": policy, "due_at": now + place * HOUR, "late_steps": [[4, 80], [8, 30]]}
        sets.append(create_set(course=course, title=f"{place}", intro="", items=items, released=True, **rules))
        Extension.objects.create(problem_set=sets[-1], label="b", due_at=now + 10 * HOUR)
        Extension.objects.create(problem_set=sets[-1], user=users[2], extra_attempts=1)
    for user in users:
        for one in sets:
            answered_at_random(user, one, now, dice)
    with django_assert_max_num_queries(8):
        found, lines = course_totals(course)
    assert [one for one, _most in found] == sets
    books = [gradebook(one) for one in sets]
    for place, line in enumerate(sorted(lines, key=lambda line: line.user.username)):
        assert line.totals == tuple(book.rows[place].total for book in books)
        assert line.totals == tuple(row_of(one, line.user).total for one in sets)
    assert len({line.sum for line in lines}) == 3


def test_a_course_without_sets_or_students_has_no_totals(course, problem_set):
    assert course_totals(course) == ([(problem_set, 2)], [])
    ProblemSet.objects.update(released=False)
    assert course_totals(course) == ([], [])


def test_totals_of_a_course_add_up_its_released_sets(client, course, problem_set, student, instructor):
    item = NewItem("Strip", "output-size", 2, OUTPUT_SIZE, points=4)
    other = create_set(course=course, title="Second", intro="", items=[item], released=True)
    create_set(course=course, title="Hidden", intro="", items=[item], released=False)
    learner = learner_of(user=student, now=timezone.now())
    given = {"why": "x", "author": instructor, "now": timezone.now()}
    override(learner=learner, item=problem_set.items.first(), points=Decimal(1), **given)
    override(learner=learner, item=other.items.first(), points=Decimal(3), **given)
    sets, lines = course_totals(course)
    assert [(one.title, most) for one, most in sets] == [("First sheet", 2), ("Second", 4)]
    assert [(line.user, line.totals, line.sum) for line in lines] == [(student, (1, 3), 4)]
    client.force_login(instructor)
    assert "Hidden" not in words(client.get(reverse("totals", args=["vision"])))
