"""Worksheets on paper: their own numbers, names, and a key that fits."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from exercises.text import plain
from grader.pages.paper import sheets
from grader.people.models import Role
from grader.sets.services import NewItem, create_set
from tests.grader.conftest import OUTPUT_SIZE, member
from tests.grader.test_pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(course):
    items = [
        NewItem("Own numbers", "output-size", 2, {}, drawn=True, words="Mind the **floor**."),
        NewItem("The same for all", "output-size", 2, OUTPUT_SIZE, points=3),
        NewItem("A grid", "max-pooling", 1, {}, drawn=True),
        NewItem("A function", "pad2d", 0, {}),
    ]
    return create_set(course=course, title="On paper", intro="Write neatly.", items=items, released=True)


def sheets_of(page):
    """The sheets that a page shows, made once more: its context has used them up."""
    part = page.context["part"]
    names = [user.username for user in part]
    return sheets(page.context["set"], 0, names, part.start_index())


def test_each_sheet_has_its_own_numbers_where_the_question_has(printed):
    own = {sheet.asked[0].question for sheet in sheets(printed, 10)}
    same = {sheet.asked[1].question for sheet in sheets(printed, 10)}
    assert (len(own), len(same)) == (10, 1)


def test_a_sheet_has_the_same_numbers_whenever_it_is_printed(printed):
    first, again = list(sheets(printed, 3)), list(sheets(printed, 30))
    assert [sheet.asked for sheet in first] == [sheet.asked for sheet in again[:3]]


class TestInTheBrowser:
    def page(self, client, instructor, printed, **asked):
        client.force_login(instructor)
        return client.get(reverse("paper", args=["vision", printed.pk]), asked)

    def test_sheets_show_questions_and_no_answers(self, client, instructor, printed):
        response = self.page(client, instructor, printed, copies="2")
        page = words(response)
        assert "Sheet 1" in page
        assert "Sheet 2" in page
        assert "Sheet 3" not in page
        assert "<strong>floor</strong>" in response.content.decode()
        assert "def pad2d" in page
        assert "key-answer" not in response.content.decode()

    def test_there_is_one_for_each_student_by_name(self, client, instructor, student, printed):
        page = words(self.page(client, instructor, printed, **{"for": "students"}))
        assert "sam" in page
        assert "Sheet 2" not in page

    def test_many_students_come_in_parts_whose_sheets_are_numbered_on(
        self, client, course, instructor, printed, monkeypatch
    ):
        monkeypatch.setattr("grader.pages.views.paper.MOST_COPIES", 3)
        names = [member(course, f"s{number}", Role.STUDENT).username for number in range(7)]
        whole = {sheet.name: sheet.asked for sheet in sheets(printed, 0, names)}
        found = {}
        for part, numbers in ((1, "1 to 3"), (2, "4 to 6"), (3, "7 to 7")):
            page = self.page(client, instructor, printed, **{"for": "students", "part": part})
            assert f"These are sheets {numbers} of 7" in words(page)
            assert f"Sheet {3 * part - 2} " in words(page)
            found |= {sheet.name: sheet.asked for sheet in sheets_of(page)}
        assert found == whole
        key = self.page(client, instructor, printed, **{"for": "students", "part": 2, "key": "on"})
        assert 'href="?for=students&amp;key=on&amp;part=3"' in key.content.decode()

    def test_few_students_come_in_one_part_and_none_is_said(self, client, instructor, printed, course):
        asked = {"for": "students"}
        assert "No student is in this course yet" in words(self.page(client, instructor, printed, **asked))
        member(course, "sam", Role.STUDENT)
        page = words(self.page(client, instructor, printed, **asked))
        assert "Sheet 1" in page
        assert "Print each part" not in page

    def test_the_key_has_every_answer_with_its_steps(self, client, instructor, printed):
        response = self.page(client, instructor, printed, copies="2", key="on")
        page = words(response)
        for sheet in sheets(printed, 2):
            question = sheet.asked[0].question
            assert plain(question.answer.show(question.solve())) in page
        assert "80" in page
        assert "<math" in response.content.decode()

    @pytest.mark.parametrize("copies", ["0", "-1", "9999", "many", ""])
    def test_a_number_that_makes_no_sense_is_mended(self, client, instructor, printed, copies, monkeypatch):
        monkeypatch.setattr("grader.pages.views.paper.MOST_COPIES", 3)
        page = self.page(client, instructor, printed, copies=copies)
        assert page.status_code == 200
        assert 1 <= page.content.decode().count('class="paper-sheet"') <= 3


class TestAsFiles:
    def test_a_folder_with_sheets_keys_and_an_index(self, printed, tmp_path):
        call_command("worksheet", str(printed.pk), "--copies", "3", "-o", str(tmp_path / "out"))
        names = sorted(path.name for path in (tmp_path / "out").iterdir())
        files = {f"{kind}-{number:03}.html" for kind in ("key", "sheet") for number in (1, 2, 3)}
        assert set(names) == files | {"all-keys.html", "all-sheets.html", "index.html"}
        index = (tmp_path / "out" / "index.html").read_text()
        assert all(name in index for name in names if name != "index.html")

    def test_a_file_stands_alone(self, printed, tmp_path):
        call_command("worksheet", str(printed.pk), "-o", str(tmp_path))
        page = (tmp_path / "sheet-001.html").read_text()
        assert ".paper-sheet" in page
        assert not [
            link for link in ("href=", "src=", "http://", "https://") if link in page.replace("http://www.w3.org", "")
        ]

    def test_names_come_from_a_file(self, printed, tmp_path):
        (tmp_path / "names.txt").write_text("Ada\n\nBob\n")
        call_command("worksheet", str(printed.pk), "--names", str(tmp_path / "names.txt"), "-o", str(tmp_path))
        assert "Bob" in (tmp_path / "sheet-002.html").read_text()

    @pytest.mark.parametrize(
        ("arguments", "said"), [(["999"], "no problem set 999"), (["{set}", "--copies", "0"], "From 1 to")]
    )
    def test_what_cannot_be_made_is_said_plainly(self, printed, tmp_path, arguments, said):
        filled = [one.format(set=printed.pk) for one in arguments]
        with pytest.raises(CommandError, match=said):
            call_command("worksheet", *filled, "-o", str(tmp_path))
