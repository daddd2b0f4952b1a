"""The API as an LMS meets it: draw, answer, read the verdict; and every error in one shape."""

import json
import threading
import time
from datetime import timedelta
from io import StringIO
from unittest import mock
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError

from exercises.answers import Unreadable
from exercises.kinds import catalogue
from exercises.problems import problems
from exercises.question import LEVELS
from grader import pipeline
from grader.api import submissions
from grader.api.answers import as_typed
from grader.api.drawn import drawn
from grader.api.lane import MachinesLane
from grader.api.problems import ProblemsUnderApi
from grader.api.set_schemas import NewItem, Rules
from grader.attempts.models import Attempt, Submission
from grader.memory import memory
from grader.people.models import Learner, Scope, Token, User
from grader.people.tokens import REMEMBERED, end_token, issue_token, rotate_token
from grader.rates import Rate

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda: None)
    monkeypatch.setattr(pipeline.judge_code, "delay", lambda: None)


@pytest.fixture
def owner(db):
    return User.objects.create_user("lms", password="a-long-password")


def secret_for(user, *scopes, days=1):
    now = timezone.now()
    return issue_token(user=user, name="x", scopes=scopes, expires_at=now + timedelta(days=days), now=now)[1]


class Machine:
    """A client that speaks JSON with a token."""

    def __init__(self, client, secret):
        self.client = client
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def get(self, path, **headers):
        return self.client.get(path if path.startswith(API) else API + path, headers={**self.headers, **headers})

    def post(self, path, body, **headers):
        data = body if isinstance(body, str | bytes) else json.dumps(body)
        sent = {**self.headers, **headers}
        return self.client.post(API + path, data, content_type="application/json", headers=sent)


@pytest.fixture
def lms(client, owner):
    return Machine(client, secret_for(owner, Scope.PRACTICE))


@pytest.fixture
def teacher(client, owner):
    return Machine(client, secret_for(owner, Scope.PRACTICE, Scope.SOLUTIONS))


@pytest.fixture
def visitor(client):
    return Machine(client, "")


def draw(machine, kind="output-size", level=1, seed=7):
    response = machine.post("/variants", {"kind": kind, "level": level, "seed": seed})
    assert response.status_code == 201, response.content
    return response.json()


def judge_all():
    for row in Submission.objects.all():
        pipeline.judge(pk=str(row.pk))


def check_problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


class TestKinds:
    def test_everything_that_can_be_asked_is_listed_without_a_token(self, visitor):
        listed = {kind["slug"]: kind for kind in visitor.get("/kinds").json()}
        assert set(listed) == {*catalogue(), *problems()}
        assert listed["max_pool2d"]["type"] == "code"
        assert visitor.get("/kinds/output-size").json() == listed["output-size"]

    def test_an_unknown_kind_is_told_where_to_look(self, visitor, lms):
        assert "GET /api/v1/kinds" in check_problem(visitor.get("/kinds/nonsense"), 404)["detail"]
        body = check_problem(lms.post("/variants", {"kind": "nonsense"}), 422)
        assert body["errors"][0]["pointer"] == "#/kind"


class TestVariants:
    @pytest.mark.parametrize("slug", catalogue())
    def test_each_kind_is_drawn_with_prompt_picture_and_schema_and_its_key_is_accepted(self, lms, slug):
        for level in LEVELS:
            made = draw(lms, slug, level)
            ElementTree.fromstring(made["picture"])
            assert made["prompt"][0]["text"]
            assert made["answer_schema"]
            question = drawn(made["id"]).question
            wanted = question.solve()
            value = question.answer.read(as_typed(question.answer, as_json(wanted)))
            assert not isinstance(value, Unreadable), value
            assert question.answer.accepts(value, wanted)

    def test_the_same_seed_gives_the_same_question_under_another_id(self, lms):
        one, other = draw(lms), draw(lms)
        assert one.pop("id") != other.pop("id")
        assert one == other

    def test_without_a_seed_one_is_drawn_and_told(self, lms):
        made = lms.post("/variants", {"kind": "output-size"}).json()
        again = draw(lms, seed=made["seed"])
        assert again["prompt"] == made["prompt"]

    def test_nothing_is_stored_until_somebody_answers(self, lms):
        draw(lms)
        assert not Attempt.objects.exists()

    def test_a_variant_can_be_read_again_at_its_location(self, lms):
        response = lms.post("/variants", {"kind": "convolution-grid", "level": 3, "seed": 5})
        assert lms.get(response["Location"]).json() == response.json()
        assert len(response["Location"]) < 2_000

    def test_the_key_does_not_leave_before_a_submission(self, lms, teacher):
        made = draw(lms)
        answer = drawn(made["id"]).question.solve()
        check_problem(lms.get(f"/variants/{made['id']}/solution"), 403)
        assert teacher.get(f"/variants/{made['id']}/solution").json()["answer"] == str(answer)

    def test_an_id_that_was_changed_is_no_variant(self, lms):
        check_problem(lms.get(f"/variants/{draw(lms)['id'][:-2]}xx"), 404)

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({}, "#/kind"),
            ({"kind": "output-size", "level": 4}, "#/level"),
            ({"kind": "output-size", "seed": 0}, "#/seed"),
            ({"kind": "output-size", "level": True}, "#/level"),
            ({"kind": "output-size", "seed": True}, "#/seed"),
            ({"kind": "output-size", "sed": 1}, "#/sed"),
            ({"kind": 3}, "#/kind"),
        ],
    )
    def test_a_faulty_field_is_pointed_at(self, lms, body, pointer):
        found = check_problem(lms.post("/variants", body), 422)
        assert [error["pointer"] for error in found["errors"]] == [pointer]

    @pytest.mark.parametrize(
        ("schema", "body"),
        [
            (Rules, {"late_steps": [[True, 50]]}),
            (Rules, {"minutes": True}),
            (NewItem, {"kind": "output-size", "limits": {"n": [True, 9]}}),
            (NewItem, {"kind": "output-size", "points": False}),
        ],
    )
    def test_true_is_not_the_number_1(self, schema, body):
        with pytest.raises(ValidationError, match="true or false"):
            schema.model_validate(body)
        assert Rules.model_validate({"exam": True}).exam

    def test_a_function_to_write_comes_with_signature_and_starter(self, lms):
        made = lms.post("/variants", {"kind": "conv2d"}).json()
        assert made["signature"].startswith("def conv2d(")
        assert "def conv2d(" in made["starter"]
        assert made["type"] == "code"


def as_json(value):
    """A value as a machine would send it."""
    if isinstance(value, tuple):
        return [as_json(one) for one in value]
    return value if isinstance(value, int | str) else str(value)


class TestSubmissions:
    def hand_in(self, machine, answer, made=None, **headers):
        made = made or draw(machine)
        return machine.post(f"/variants/{made['id']}/submissions", {"answer": answer}, **headers)

    def test_an_answer_is_accepted_at_once_and_its_verdict_read_later(self, lms):
        made = draw(lms)
        right = drawn(made["id"]).question.solve()
        response = self.hand_in(lms, right, made)
        assert response.status_code == 202
        assert response.json()["state"] == "queued"
        assert response.json()["verdict"] is None
        judge_all()
        found = lms.get(response["Location"]).json()
        assert found["state"] == "done"
        assert found["verdict"]["outcome"] == "right"
        assert found["verdict"]["score"] == 1

    def test_a_slip_is_named(self, lms):
        made = draw(lms, level=1)
        question = drawn(made["id"]).question
        mistake = next(one for one in question.mistakes() if one.slip in question.targets(1))
        response = self.hand_in(lms, question.answer.show(mistake.answer), made)
        judge_all()
        verdict = lms.get(response["Location"]).json()["verdict"]
        assert verdict["outcome"] == "wrong"
        assert verdict["slip"] == mistake.slip
        assert verdict["sentence"]["text"]

    def test_only_a_token_for_solutions_reads_the_solution_with_the_verdict(self, lms, teacher):
        response = self.hand_in(lms, 1)
        judge_all()
        assert lms.get(response["Location"]).json()["solution"] is None
        assert teacher.get(response["Location"]).json()["solution"]

    def test_the_same_answer_twice_is_one_submission(self, lms):
        made = draw(lms)
        first = self.hand_in(lms, 3, made)
        with mock.patch("time.time", return_value=time.time() + 100):
            second = self.hand_in(lms, "3", made)
        assert first.json() == second.json()
        assert Submission.objects.count() == 1
        assert Attempt.objects.count() == 1

    def test_of_two_first_answers_at_once_both_are_kept(self, lms, monkeypatch):
        """Neither web process saw the other's row when it looked for one."""
        made = draw(lms)
        self.hand_in(lms, 3, made)
        monkeypatch.setattr("grader.attempts.queries.variant_with", lambda pk: None)
        for answer in (4, 4, 3):
            memory.clear()
            assert self.hand_in(lms, answer, made).status_code == 202
        assert (Attempt.objects.count(), Learner.objects.count()) == (1, 1)
        assert sorted(Submission.objects.values_list("answer", flat=True)) == ["3", "4"]

    def test_nobody_comes_across_an_answer_on_the_pages(self, lms, client):
        self.hand_in(lms, 3)
        attempt = Attempt.objects.get()
        assert attempt.seed is None
        assert client.post(f"/attempts/{attempt.pk}/answers/", {"answer": "3"}).status_code == 404

    def test_prefer_wait_holds_the_answer_until_the_verdict(self, lms, monkeypatch):
        monkeypatch.setattr(pipeline.judge, "delay", pipeline.judge)
        monkeypatch.setattr(transaction, "on_commit", lambda call: call())
        assert self.hand_in(lms, 3, Prefer="respond-async, wait=10").json()["state"] == "done"

    def test_when_too_many_wait_the_next_hears_at_once_that_it_was_received(self, lms, monkeypatch):
        monkeypatch.setattr("grader.api.submissions._SEATS", threading.BoundedSemaphore(1))
        monkeypatch.setattr("grader.api.submissions.time.sleep", lambda seconds: pytest.fail("it waits"))
        submissions._SEATS.acquire()
        assert self.hand_in(lms, 3, Prefer="wait=10").json()["state"] == "queued"

    def test_an_unreadable_answer_costs_nothing_and_says_how_to_mend_it(self, lms):
        body = check_problem(self.hand_in(lms, "abc"), 422)
        assert "is not a number" in body["detail"]
        assert body["errors"][0]["pointer"] == "#/answer"
        assert not Attempt.objects.exists()
        assert not Learner.objects.exists()

    @pytest.mark.parametrize("body", [{}, {"source": "x = 1"}, {"answer": 1, "source": "x = 1"}])
    def test_a_question_takes_an_answer_and_nothing_else(self, lms, body):
        made = draw(lms)
        check_problem(lms.post(f"/variants/{made['id']}/submissions", body), 422)

    def test_another_user_reads_nothing(self, lms, client):
        response = self.hand_in(lms, 3)
        stranger = Machine(client, secret_for(User.objects.create_user("other"), Scope.PRACTICE, Scope.SOLUTIONS))
        check_problem(stranger.get(response["Location"]), 404)
        check_problem(lms.get("/submissions/nonsense"), 404)

    def test_code_is_kept_for_a_worker_of_its_own(self, lms):
        made = lms.post("/variants", {"kind": "output_size"}).json()
        response = lms.post(f"/variants/{made['id']}/submissions", {"source": "def output_size(): pass"})
        assert response.status_code == 202
        assert Submission.objects.get().is_code


class TestTokens:
    @pytest.mark.parametrize("secret", ["", "sw_nonsense", "x" * 5_000])
    def test_without_a_token_nothing_is_drawn(self, client, secret):
        response = Machine(client, secret).post("/variants", {"kind": "output-size"})
        check_problem(response, 401)
        assert response["WWW-Authenticate"].startswith("Bearer")

    def test_a_token_ends_on_its_day(self, client, owner):
        secret = secret_for(owner, Scope.PRACTICE)
        Token.objects.update(expires_at=timezone.now())
        check_problem(Machine(client, secret).post("/variants", {"kind": "output-size"}), 401)

    def test_a_token_of_a_blocked_user_is_worth_nothing(self, lms, owner):
        owner.is_active = False
        owner.save()
        check_problem(lms.post("/variants", {"kind": "output-size"}), 401)

    def test_a_token_that_is_ended_is_worth_nothing_at_once(self, lms):
        draw(lms)
        end_token(token=Token.objects.get(), now=timezone.now())
        check_problem(lms.post("/variants", {"kind": "output-size"}), 401)

    def test_what_another_process_does_to_a_token_is_seen_after_a_moment(self, lms, monkeypatch):
        draw(lms)
        User.objects.update(is_active=False)  # as by another process, which cannot make this one forget
        draw(lms)
        now = time.monotonic()
        monkeypatch.setattr("grader.memory.time.monotonic", lambda: now + REMEMBERED)
        check_problem(lms.post("/variants", {"kind": "output-size"}), 401)

    def test_one_look_at_the_database_is_enough_for_a_busy_token(self, lms, django_assert_num_queries):
        draw(lms)
        with django_assert_num_queries(0):
            draw(lms)

    def test_a_browser_that_is_signed_in_is_no_machine(self, client, owner):
        client.force_login(owner)
        response = client.post(f"{API}/variants", {"kind": "output-size"}, content_type="application/json")
        check_problem(response, 401)

    def test_a_machine_gets_no_session(self, lms):
        response = lms.post("/variants", {"kind": "output-size"})
        assert not response.cookies
        assert not hasattr(response.wsgi_request, "session")

    def test_a_token_does_what_its_scopes_say(self, client, owner):
        only = Machine(client, secret_for(owner, Scope.SOLUTIONS))
        assert "'practice'" in check_problem(only.post("/variants", {"kind": "output-size"}), 403)["detail"]

    def test_only_a_digest_is_kept_and_the_last_use_is_noted(self, lms):
        secret = lms.headers["Authorization"].removeprefix("Bearer ")
        token = Token.objects.get()
        assert secret.startswith(token.prefix)
        assert secret not in str(token.__dict__)
        draw(lms)
        assert timezone.now() - Token.objects.get().used_at < timedelta(minutes=1)

    def test_rotation_leaves_time_to_change_over(self, client, owner):
        old = Machine(client, secret_for(owner, Scope.PRACTICE))
        token = Token.objects.get()
        made, secret = rotate_token(token=token, overlap=timedelta(hours=1), now=timezone.now())
        assert made.scopes == token.scopes
        draw(old)
        draw(Machine(client, secret))
        token.refresh_from_db()
        assert token.expires_at <= timezone.now() + timedelta(hours=1)

    def test_an_operator_makes_one_by_command(self, client, owner):
        call_command("token", "lms", "--scope", "practice", stdout=(said := StringIO()))
        draw(Machine(client, said.getvalue().strip()))
        with pytest.raises(CommandError, match="no user 'nobody'"):
            call_command("token", "nobody")


class TestErrors:
    def test_an_address_of_nothing_is_a_problem_too(self, visitor, client):
        check_problem(visitor.get("/nothing"), 404)
        check_problem(client.get("/api/"), 404)

    def test_a_method_that_is_not_there_names_those_that_are(self, lms):
        response = lms.get("/variants")
        check_problem(response, 405)
        assert response["Allow"] == "POST"
        assert lms.post("/kinds", {})["Allow"] == "GET, HEAD"

    def test_whoever_only_asks_for_the_head_gets_it_without_a_body(self, lms, rf):
        """Past the test client, which takes bodies away by itself."""
        lane = MachinesLane(None)
        whole, head = (lane(make(f"{API}/kinds", headers=lms.headers)) for make in (rf.get, rf.head))
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers == whole.headers
        assert lane(rf.head(f"{API}/variants", headers=lms.headers)).status_code == 405

    def test_a_refused_method_is_dressed_as_all_else(self, lms, rf):
        speak = ProblemsUnderApi(MachinesLane(None))
        refused = [speak(make(f"{API}/variants", headers=lms.headers)) for make in (rf.get, rf.head)]
        assert [one.headers for one in refused] == [refused[0].headers] * 2
        assert refused[0]["Content-Security-Policy"].startswith("default-src 'none'")
        assert refused[0]["Content-Length"] == str(len(refused[0].content))
        assert refused[1].content == b""

    def test_a_body_that_is_not_json(self, lms, client):
        check_problem(lms.post("/variants", "{"), 400)
        check_problem(lms.post("/variants", b"\xff"), 400)
        check_problem(lms.post("/variants", "[1]"), 422)
        form = client.post(f"{API}/variants", {"kind": "output-size"}, headers=lms.headers)
        check_problem(form, 415)

    def test_a_body_that_is_too_large(self, lms, settings):
        check_problem(lms.post("/variants", {"kind": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}), 413)

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({"kind": "a\0b"}, "#/kind"),
            ({"kind": "output-size", "more": [1, {"a~/b": "\0"}]}, "#/more/1/a~0~1b"),
            ({"kind\0": "output-size"}, "#"),
        ],
    )
    def test_a_nul_is_pointed_at_wherever_it_stands(self, lms, body, pointer):
        assert check_problem(lms.post("/variants", body), 422)["errors"][0]["pointer"] == pointer

    def test_what_only_looks_like_a_nul_is_taken(self, lms):
        """A backslash and six more characters."""
        assert "no kind" in check_problem(lms.post("/variants", {"kind": r"\u0000"}), 422)["detail"]

    def test_a_nul_in_the_address_finds_nothing(self, lms):
        check_problem(lms.get("/courses/%00"), 404)
        check_problem(lms.get("/kinds?topic=%00"), 422)

    def test_our_own_fault_is_said_to_be_ours(self, lms, monkeypatch, client):
        def broken(*anything):
            raise RuntimeError("secret inner workings")

        monkeypatch.setattr("grader.api.variants.draw", broken)
        client.raise_request_exception = False
        body = check_problem(lms.post("/variants", {"kind": "output-size"}), 500)
        assert "secret" not in str(body)

    def test_who_asks_too_often_is_told_when_to_come_back(self, lms, monkeypatch):
        from grader.api.site import api

        monkeypatch.setattr(api.throttle[0], "rate", Rate(2, 60))
        draw(lms)
        draw(lms)
        response = lms.post("/variants", {"kind": "output-size"})
        check_problem(response, 429)
        assert 1 <= int(response["Retry-After"]) <= 60


def test_the_documentation_loads_nothing_from_elsewhere(client):
    page = client.get(f"{API}/docs")
    assert page.status_code == 200
    assert "http://" not in page.content.decode().replace("http://testserver", "")
    assert "https://" not in page.content.decode()


class TestConventions:
    def test_a_variant_may_be_wanted_in_one_convention(self, lms):
        named = {"kind": "pooling-size", "level": 3, "convention": "Caffe"}
        for seed in range(1, 6):
            variant = lms.post("/variants", {**named, "seed": seed}).json()
            assert "Caffe" in variant["conventions"][0]["text"]
        assert (
            lms.post("/variants", {**named, "seed": 1}).json()["prompt"]
            == lms.post("/variants", {**named, "seed": 1}).json()["prompt"]
        )

    def test_a_convention_that_the_kind_does_not_know_is_pointed_at(self, lms):
        refused = lms.post("/variants", {"kind": "output-size", "convention": "Caffe"})
        assert refused.json()["errors"][0]["pointer"] == "#/convention"
        assert "PyTorch" in refused.json()["detail"]
