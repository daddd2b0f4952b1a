"""An instructor builds a set in the browser, tries it, and takes it elsewhere."""

import json
from datetime import UTC, datetime, timedelta
from math import nan

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from grader.people.models import Course, Role
from grader.people.services import enrol
from grader.sets import services, toml
from grader.sets.models import Item, ProblemSet
from grader.sets.terms import terms_of
from tests.grader.conftest import OUTPUT_SIZE
from tests.grader.test_pages import words

pytestmark = pytest.mark.django_db
AN_ITEM = "title='x'\n[[items]]\nkind='output-size'\nlevel=1\n"
NUMBERS = f"numbers='{json.dumps(OUTPUT_SIZE)}'\n"
KINDS = ["output-size", "max-pooling", "receptive-field", "parameters", "same-padding"]


@pytest.fixture
def built(client, course, instructor):
    """A set of five kinds and a function, made as an instructor makes it."""
    client.force_login(instructor)
    client.post(reverse("new-set", args=[course.slug]), {"title": "Week 3"})
    made = ProblemSet.objects.get()
    for place, kind in enumerate([*KINDS, "max_pool2d"]):
        posted = {"kind": kind, "level": "2", "points": str(place + 1), "drawn": "each" if place % 2 else "same"}
        client.post(reverse("add-item", args=[course.slug, made.pk]), posted)
    return made


def rules(**more):
    return {"title": "Week 3", "policy": "best", **more}


def titles(problem_set):
    return [item.kind for item in problem_set.items.all()]


def test_questions_come_in_the_order_chosen_with_points_and_numbers(built):
    assert titles(built) == [*KINDS, "max_pool2d"]
    assert [item.points for item in built.items.all()] == [1, 2, 3, 4, 5, 6]
    assert [bool(item.parameters) for item in built.items.all()] == [True, False, True, False, True, False]
    assert not built.released


def test_questions_change_places_and_stay_where_there_is_no_place(client, built, course):
    last = built.items.last()
    address = reverse("change-item", args=[course.slug, built.pk, last.pk])
    client.post(address, {"action": "up"})
    assert titles(built)[-2:] == ["max_pool2d", "same-padding"]
    for _ in range(9):
        client.post(address, {"action": "up"})
    assert titles(built) == ["max_pool2d", *KINDS]


def test_a_question_that_a_student_has_opened_is_not_removed(client, built, course, instructor, student):
    first = built.items.first()
    ProblemSet.objects.update(released=True)
    client.force_login(student)
    client.get(reverse("item", args=[built.pk, 1]))
    client.force_login(instructor)
    client.get(reverse("item", args=[built.pk, 2]))
    for item, complains in ((first, True), (built.items.all()[1], False)):
        address = reverse("change-item", args=[course.slug, built.pk, item.pk])
        page = client.post(address, {"action": "remove"}, follow=True)
        assert ("Drop it from the score instead" in words(page)) == complains
    assert titles(built) == [KINDS[0], *KINDS[2:], "max_pool2d"]


def test_a_question_is_put_in_once_more_at_the_end(client, built, course):
    first = built.items.first()
    Item.objects.filter(pk=first.pk).update(words="Mind the floor.", treatment="dropped", points=7)
    page = client.post(
        reverse("change-item", args=[course.slug, built.pk, first.pk]), {"action": "duplicate"}, follow=True
    )
    assert "stands at the end once more" in words(page)
    assert titles(built) == [*KINDS, "max_pool2d", KINDS[0]]
    made = built.items.last()
    assert (made.words, made.points, made.parameters) == ("Mind the floor.", 7, first.parameters)
    assert made.treatment == "counts"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"points": "1.5"}, "Write points as a whole number"),
        ({"points": "many"}, "Write points as a whole number"),
        ({"points": "-1"}, "greater than or equal to 0"),
        ({"points": "1001"}, "less than or equal to 1000"),
        ({"points": ""}, "This field is required"),
        ({"kind": "origami"}, "There is no such kind"),
        ({"level": "9"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_added_stands_in_the_form_with_the_reason(client, built, course, changed, said):
    posted = {"kind": "max-pooling", "level": "2", "points": "3", "drawn": "each", **changed}
    page = client.post(reverse("add-item", args=[course.slug, built.pk]), posted)
    assert page.status_code == 422
    assert said in words(page)
    html = page.content.decode()
    assert f'name="points" inputmode="numeric" value="{posted["points"]}"' in html
    assert '<option value="each" selected>' in html
    assert built.items.count() == 6


def test_rules_are_typed_and_read_back(client, built, course):
    address = reverse("edit-set", args=[course.slug, built.pk])
    posted = rules(due_at="2026-12-01T18:00", late="80% 48h, 50% 168h", attempts="3", fresh="on", released="on")
    assert client.post(address, posted).status_code == 302
    built.refresh_from_db()
    assert built.late_steps == [[48, 80], [168, 50]]
    assert (built.attempts, built.fresh, built.released, built.closes_at) == (3, True, True, None)
    assert built.due_at.isoformat() == "2026-12-01T18:00:00+00:00"
    assert 'value="80% 48h, 50% 168h"' in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"late": "eighty"}, "Write percent and hours"),
        ({"late": "50% 48h, 80% 168h"}, "falls from step to step"),
        ({"exam": "on"}, "An exam needs an end"),
        ({"due_at": "2026-12-02T18:00", "closes_at": "2026-12-01T18:00"}, "opens, then is due"),
        ({"attempts": "0"}, "greater than or equal to 1"),
        ({"title": ""}, "required"),
    ],
)
def test_rules_that_cannot_be_are_refused_in_words(client, built, course, typed, complaint):
    response = client.post(reverse("edit-set", args=[course.slug, built.pk]), rules(**typed))
    assert response.status_code == 422
    assert complaint in words(response)


def test_draws_are_shown_with_the_slips_they_can_tell_apart(client, built, course):
    drawn, fixed = built.items.all()[1], built.items.all()[2]
    page = words(client.get(reverse("draws", args=[course.slug, built.pk, drawn.pk])))
    assert page.count("Answer:") == 20
    assert "of 20" in page
    assert words(client.get(reverse("draws", args=[course.slug, built.pk, fixed.pk]))).count("Answer:") == 1


def test_a_set_travels_as_toml_and_is_the_same(client, built, course):
    dates = {"due_at": datetime(2026, 5, 1, 18, tzinfo=UTC), "closes_at": datetime(2026, 5, 8, 18, tzinfo=UTC)}
    rules = {"attempts": 3, "policy": "last", "exam": True, "late_steps": [[48, 80]], "show_slip": "due", **dates}
    services.change_set(problem_set=built, **rules)
    file = client.get(reverse("export-set", args=[course.slug, built.pk])).content.decode()
    client.post(reverse("new-set", args=[course.slug]), {"toml": file})
    copy = ProblemSet.objects.latest("pk")
    kept = ("title", "kind", "level", "parameters", "drawn", "points")
    assert copy != built
    assert list(copy.items.values(*kept)) == list(built.items.values(*kept))
    assert toml.written(copy) == file
    assert terms_of(copy) == rules


def test_a_copy_keeps_the_rules_but_no_date_and_so_is_no_exam(client, built, course):
    dates = {"due_at": timezone.now(), "closes_at": timezone.now() + timedelta(days=1)}
    services.change_set(problem_set=built, attempts=3, fresh=True, exam=True, **dates)
    client.post(reverse("copy-set", args=[course.slug, built.pk]), {"course": course.slug})
    assert terms_of(ProblemSet.objects.latest("pk")) == {"attempts": 3, "fresh": True}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("title =", "not TOML"),
        ("title = " + 3000 * "[", "not TOML"),
        ("title = 'x'\nx = " + 5000 * "9", "not TOML"),
        ("title='x'\n[[items]]\nkind='output-size'\nlevel=inf", "cannot be read"),
        ("title='x'\n[[items]]\nkind='pad2d'\nlevel=0\npoints=-5", "Points are whole numbers"),
        ("intro = 'x'", "needs a title"),
        ("title='x'\n[[items]]\nkind='origami'\nlevel=1", "do not exist"),
        ("title='x'\n[[items]]\nlevel=1", "cannot be read"),
        ("title='x'\n[[items]]\nkind='output-size'\nlevel=1\nnumbers='{\"n\": 1}'", "cannot be asked"),
        ("title='x'\n[[items]]\nkind='output-size'\nlevel=1\nnumbers='{\"n\": 1}'", "those that it draws look like {"),
        (f"{AN_ITEM}numbers='{json.dumps({**OUTPUT_SIZE, 'n': 0})}'", "n is 0, but must be at least 1"),
        (f"{AN_ITEM}numbers='{json.dumps({**OUTPUT_SIZE, 'n': 6.5})}'", "n is 6.5; write a whole number, such as 6."),
        (f"{AN_ITEM}numbers='{json.dumps({**OUTPUT_SIZE, 'stride': True})}'", "stride is True; write a whole number"),
        (f"{AN_ITEM}numbers='{json.dumps({**OUTPUT_SIZE, 'n': nan})}'", "n is nan; write a whole number"),
        ("title='x'\nitems=3", "at most 200"),
        ("title='x'\nrules=3", "under [rules]"),
        (
            "title='x'\n[[items]]\nkind='pixel-uses'\nlevel=1\nnumbers='{\"height\": 30000000, \"width\": 9}'",
            "as large",
        ),
        ("title='x'\n[rules]\nspeed=3", "Rule speed: There is no such rule"),
        ("title='x'\n[rules]\nattempts=0", "from 1 to 1000"),
        ("title='x'\n[rules]\nexam=1", "true or false"),
        ("title='x'\n[rules]\nexam=true", "needs an end"),
        ("title='x'\n[rules]\npolicy='luck'", "Rule policy"),
        ("title='x'\n[rules]\ndue_at=2026-05-01T18:00:00", "with its time and zone"),
        ("title='x'\n[rules]\nlate_steps=[[1, 50], [2, 80]]", "falls from step to step"),
        ("title='x'\n[rules]\nshow_slip='due'", "so it is needed"),
        (f"{AN_ITEM}accepted=[{{slip='slept'}}]", "Item 1: accepted 1: There is no slip “slept”"),
        (f"{AN_ITEM}accepted=[{{slip='rounded-up'}}, {{}}]", "accepted 2: Name a slip or an answer"),
        (f"{AN_ITEM}accepted=[{{slip='rounded-up', answer='3'}}]", "accepted 1: Name a slip or an answer"),
        (f"{AN_ITEM}accepted=[{{answer='3'}}]", "cannot be right on each student’s own numbers"),
        (f"{AN_ITEM}{NUMBERS}accepted=[{{answer='three'}}]", "“three” cannot be read as an answer"),
        (f"{AN_ITEM}accepted=[{{slip=3}}]", "accepted 1: Write {"),
        (f"{AN_ITEM}accepted=['rounded-up']", "accepted 1: Write {"),
        (f"{AN_ITEM}accepted='rounded-up'", "accepted 1: Write {"),
        ("title='x'\n[[items]]\nkind='max_pool2d'\naccepted=[{slip='rounded-up'}]", "judged by its tests"),
        ("title='x'\n[[items]]\nkind='max_pool2d'\nnumbers='{\"n\": 4}'", "asks for a function: leave out numbers"),
        ("title='x'\n[[items]]\nkind='max_pool2d'\nframework='keras'", "leave out numbers, their bounds and the conv"),
        (f"{AN_ITEM}treatment='forgiven'", "Item 1: treatment is one of counts, dropped, gifted"),
        ("", "Choose a file or paste its text"),
    ],
)
def test_a_faulty_file_makes_nothing_and_says_why(client, course, instructor, text, complaint):
    client.force_login(instructor)
    page = client.post(reverse("new-set", args=[course.slug]), {"toml": text}, follow=True)
    assert page.status_code == 422
    assert complaint in words(page)
    assert escape(text) in page.content.decode()
    assert not ProblemSet.objects.exists()


class TestAFile:
    """A set as a file that is chosen in place of a text that is pasted."""

    def send(self, client, course, data):
        file = SimpleUploadedFile("week-3.toml", data)
        return client.post(reverse("new-set", args=[course.slug]), {"toml": "", "file": file}, follow=True)

    def test_it_makes_the_set_also_with_the_mark_of_windows_before_it(self, client, course, instructor):
        client.force_login(instructor)
        self.send(client, course, b"\xef\xbb\xbf" + "title = 'Süß'".encode())
        assert [one.title for one in ProblemSet.objects.all()] == ["Süß"]

    def test_a_file_that_is_no_text_or_too_large_is_refused(self, client, course, instructor, settings):
        client.force_login(instructor)
        assert "no text in UTF-8" in words(self.send(client, course, b"PK\x03\x04\xff\xfe"))
        settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
        page = self.send(client, course, b"title = 'x'\n" + b"#" * (1 << 20))
        assert "larger than 1 MB" in words(page)
        assert not ProblemSet.objects.exists()

    def test_what_was_decided_about_a_question_travels(self, client, built, course):
        first, second = built.items.all()[:2]
        Item.objects.filter(pk=first.pk).update(treatment="dropped", accepted=[{"answer": "", "slip": "rounded-up"}])
        Item.objects.filter(pk=second.pk).update(treatment="gifted")
        text = toml.written(ProblemSet.objects.get())
        assert 'accepted = [{"slip" = "rounded-up"}]' in text
        self.send(client, course, text.encode())
        made = ProblemSet.objects.latest("pk").items.all()
        assert [item.treatment for item in made] == ["dropped", "gifted", *["counts"] * 4]
        assert made[0].accepted == [{"answer": "", "slip": "rounded-up"}]


def test_a_set_is_copied_only_where_one_teaches(client, built, course, instructor):
    other = Course.objects.create(title="Other", slug="other")
    address = reverse("copy-set", args=[course.slug, built.pk])
    enrol(user=instructor, course=other, role=Role.STUDENT)
    assert client.post(address, {"course": "other"}).status_code == 404
    enrol(user=instructor, course=other, role=Role.INSTRUCTOR)
    client.post(address, {"course": "other"})
    copy = ProblemSet.objects.get(course=other)
    assert titles(copy) == titles(built)
    assert Item.objects.count() == 12
