"""The page of a code problem as a visitor meets it, without a browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from exercises.problems import problems
from grader import pipeline
from grader.attempts.models import Attempt, CodeWorker, Submission, Verdict
from grader.pages import coding
from grader.sets.services import NewItem, create_set
from tests.grader.code_stories import BROKEN, RIGHT, ZERO_PADDING
from tests.grader.test_pages import HTMX, words

pytestmark = pytest.mark.django_db
PAGE = "/code/max_pool2d/"
PRINTS = 'print("<script>alert(1)</script>")\n'


@pytest.fixture(autouse=True)
def _a_worker_at_hand(monkeypatch, worker):
    monkeypatch.setattr(pipeline.judge_code, "delay", lambda: None)


def send(client, source="", address=PAGE, trial="", file=None, **headers):
    client.get(address)
    data = {"source": source, "trial": trial, **({"file": SimpleUploadedFile("pool.py", file)} if file else {})}
    return client.post(reverse("submit-code", args=[Attempt.objects.latest("opened_at").pk]), data, **headers)


def verdict_on(client, source, address=PAGE, **options):
    send(client, source, address, **options)
    pipeline.judge_code(pk="whichever")
    return client.get(address)


def test_the_front_page_lists_every_problem(client):
    page = client.get("/").content.decode()
    for function in problems():
        assert f'href="/code/{function}/"' in page


@pytest.mark.parametrize("function", problems())
def test_every_problem_states_its_signature_examples_and_limits_and_takes_a_right_answer(client, function):
    problem = problems()[function]
    page = words(client.get(f"/code/{function}/"))
    assert f"{function}(" in page
    assert "more tests are hidden" in page
    assert "256 MB" in page
    style = next(iter(problem.styles.values()))
    assert "✓ Right" in words(verdict_on(client, style, f"/code/{function}/"))


@pytest.mark.parametrize("function", problems())
def test_every_wrong_shape_gets_a_page_with_a_counterexample(client, function):
    source = next(iter(problems()[function].styles.values()))
    wrong = f"{source}\n_right = {function}\n\n\ndef {function}(*a):\n    return [_right(*a)]\n"
    page = words(verdict_on(client, wrong, f"/code/{function}/"))
    assert "The smallest input we found that breaks it" in page


def test_an_address_of_no_problem_is_not_found(client):
    assert client.get("/code/nothing/").status_code == 404


def test_a_wrong_function_is_named_and_shown_in_pictures(client):
    response = verdict_on(client, ZERO_PADDING)
    page = words(response)
    assert "Padding is minus infinity here" in page
    assert "borders and padding" in page
    assert "max_pool2d(np.array(" in page
    assert response.content.decode().count('<svg class="drawing"') == 3
    assert 'class="frame slip"' in response.content.decode()


def test_a_file_is_taken_instead_of_what_is_typed(client):
    send(client, "typed = 1", file=ZERO_PADDING.encode())
    assert Submission.objects.get().answer == ZERO_PADDING


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("file", "says"), [(b"\xff\xfe", "not UTF-8"), (b"x" * 300_000, "256 KB"), (b"x" * 3_000_000, "256 KB")]
)
def test_a_file_that_cannot_be_taken_gets_a_message_and_what_was_typed_stays(client, file, says, headers):
    response = send(client, "typed = 1", file=file, **headers)
    assert response.status_code in (413, 422)
    assert says in words(response)
    assert "typed = 1" in words(response)
    assert not Submission.objects.exists()


def test_typed_code_that_is_far_too_long_gets_a_message(client):
    response = send(client, "x" * 600_000)
    assert response.status_code == 413
    assert "256 KB" in words(response)


def test_the_editor_comes_back_with_the_verdict_still_to_come(client):
    page = words(send(client, RIGHT, **HTMX))
    assert "Running your code" in page
    assert "clipped" not in page


def test_a_broken_file_is_told_its_line(client):
    page = words(verdict_on(client, BROKEN))
    assert "line 3: SyntaxError" in page


def test_trying_the_examples_is_free_and_said_to_be(client):
    page = words(verdict_on(client, ZERO_PADDING, trial="yes"))
    assert "The examples pass" in page
    assert "Trying is free" in page
    assert Verdict.objects.get().score == 0


def test_what_code_prints_and_raises_is_only_text(client):
    page = verdict_on(client, PRINTS + "raise ValueError('<b>$x$</b>')").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "&lt;b&gt;$x$&lt;/b&gt;" in page


def test_code_that_waits_says_its_place_and_that_no_worker_came(client):
    send(client, RIGHT)
    Submission.objects.update(received_at=timezone.now() - timezone.timedelta(minutes=1))
    assert "No worker has come" in words(client.get(PAGE))
    CodeWorker.objects.create(host="here", why="no system call filter", since=timezone.now())
    assert "cannot run code just now: no system call filter" in words(client.get(PAGE))


def test_a_server_that_cannot_run_code_says_so_instead_of_showing_an_editor(client, monkeypatch):
    monkeypatch.setattr(coding, "why_not", lambda: "code runs only on Linux")
    page = words(client.get(PAGE))
    assert "This server cannot run code: code runs only on Linux" in page
    assert "Your function" not in page


def test_another_visitor_cannot_send_to_this_attempt_or_read_it(client):
    from django.test import Client

    send(client, RIGHT)
    stranger = Client()
    assert stranger.post(reverse("submit-code", args=[Attempt.objects.get().pk]), {"source": "x"}).status_code == 404
    assert stranger.get(reverse("submission", args=[Submission.objects.get().pk])).status_code == 404


def test_code_has_no_worked_solution_and_takes_no_plain_answer(client):
    client.get(PAGE)
    attempt = Attempt.objects.get()
    assert client.get(reverse("hint", args=[attempt.pk])).status_code == 404
    assert client.post(reverse("submit", args=[attempt.pk]), {"answer": "1"}).status_code == 404


def test_a_code_problem_can_be_an_item_of_a_set(client, course, student):
    made = create_set(
        course=course, title="Code", intro="", items=[NewItem("Pool it", "max_pool2d", 0, {})], released=True
    )
    client.force_login(student)
    address = reverse("item", args=[made.pk, 1])
    assert "Pool it" in words(client.get(address))
    verdict_on(client, RIGHT, address)
    assert "✓ right" in words(client.get(reverse("set", args=[made.pk])))


def test_code_that_a_visitor_got_right_is_theirs_after_signing_in_even_if_they_had_looked_before(client, student):
    client.force_login(student)
    client.get(PAGE)
    client.logout()
    verdict_on(client, RIGHT)
    client.force_login(student)
    assert "✓ Right" in words(client.get(PAGE))
