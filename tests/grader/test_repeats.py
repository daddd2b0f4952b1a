"""Requests that are sent again with the same key: nothing is made twice, and the answer is the first one."""

import json
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from grader import pipeline
from grader.attempts.models import Submission
from grader.people import repeats
from grader.people.models import KeptResponse, Scope, Token, User
from tests.grader.test_api import Machine, check_problem, draw, judge_all, secret_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda *, pk: None)


@pytest.fixture
def owner(db):
    return User.objects.create_user("lms", password="a-long-password")


@pytest.fixture
def lms(client, owner):
    return Machine(client, secret_for(owner, Scope.PRACTICE))


def keyed(machine, body, key="k-1", path="/variants", **headers):
    return machine.post(path, body, **{"Idempotency-Key": key, **headers})


NEW = {"kind": "output-size"}


def test_the_same_request_gets_the_first_answer_again(lms):
    first, second = keyed(lms, NEW), keyed(lms, NEW)
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.content == first.content  # without a key, the numbers would be others
    assert second["Location"] == first["Location"]
    assert second["Content-Type"] == first["Content-Type"]
    assert (first.get("Idempotency-Replayed"), second["Idempotency-Replayed"]) == (None, "true")


def test_another_key_is_another_request(lms):
    assert keyed(lms, NEW, "k-1").json()["id"] != keyed(lms, NEW, "k-2").json()["id"]


def test_another_body_or_place_with_the_same_key_is_refused_and_serves_nothing(lms):
    made = draw(lms)
    keyed(lms, NEW)
    assert "new one" in check_problem(keyed(lms, {**NEW, "level": 2}), 422)["detail"]
    check_problem(keyed(lms, NEW, path=f"/variants/{made['id']}/submissions"), 422)
    assert not Submission.objects.exists()


def test_while_a_request_is_served_the_same_one_is_told_to_wait(lms, settings):
    settings.LEASE_SECONDS = 30
    keyed(lms, NEW)
    KeptResponse.objects.update(status=None, lease_until=timezone.now() + timedelta(seconds=20))
    refused = keyed(lms, NEW)
    check_problem(refused, 409)
    assert refused["Retry-After"] == "1"


def test_what_a_dead_server_has_begun_is_begun_again_when_its_lease_is_over(lms):
    first = keyed(lms, NEW)
    KeptResponse.objects.update(status=None, lease_until=timezone.now() - timedelta(seconds=1))
    again = keyed(lms, NEW)
    assert again.status_code == 201
    assert again.json()["id"] != first.json()["id"]
    assert keyed(lms, NEW).content == again.content


def test_a_server_that_lost_its_lease_makes_nothing_and_keeps_nothing(lms, monkeypatch):
    """Between beginning and end somebody else took the request over."""
    made = draw(lms)
    submit = pipeline.submit

    def slow(**given):
        KeptResponse.objects.update(claim=uuid.uuid4())
        return submit(**given)

    monkeypatch.setattr(pipeline, "submit", slow)
    check_problem(keyed(lms, {"answer": "4"}, path=f"/variants/{made['id']}/submissions"), 409)
    assert not Submission.objects.exists()


def test_a_refused_request_makes_nothing_and_leaves_its_key_free(lms):
    check_problem(keyed(lms, {"kind": "nonsense"}), 422)
    assert not KeptResponse.objects.exists()
    assert keyed(lms, NEW).status_code == 201


def test_a_request_that_breaks_here_leaves_its_key_free(lms, monkeypatch):
    def broken(**_given):
        raise RuntimeError("broken")

    made = draw(lms)
    path = f"/variants/{made['id']}/submissions"
    with monkeypatch.context() as broke:
        broke.setattr(pipeline, "submit", broken)
        check_problem(keyed(lms, {"answer": "4"}, path=path), 500)
    assert keyed(lms, {"answer": "4"}, path=path).status_code == 202


@pytest.mark.parametrize("prefer", ["", "wait=0"])
def test_an_answer_that_is_sent_again_is_told_what_it_was_told_first(lms, prefer):
    path = f"/variants/{draw(lms)['id']}/submissions"
    first = keyed(lms, {"answer": "4"}, path=path, Prefer=prefer)
    judge_all()
    second = keyed(lms, {"answer": "4"}, path=path, Prefer=prefer)
    assert second.content == first.content
    assert first.json()["state"] == "queued"
    assert Submission.objects.count() == 1
    assert lms.get(second["Location"]).json()["state"] == "done"


def test_keys_belong_to_a_token(lms, client, owner):
    other = Machine(client, secret_for(owner, Scope.PRACTICE))
    assert keyed(lms, NEW).json()["id"] != keyed(other, NEW).json()["id"]
    assert Token.objects.filter(keptresponse__key="k-1").count() == 2


def test_an_outsider_learns_nothing_from_a_key(lms, client):
    keyed(lms, NEW)
    check_problem(keyed(Machine(client, ""), NEW), 401)
    check_problem(keyed(Machine(client, "sw_wrong"), NEW), 401)
    assert KeptResponse.objects.count() == 1


@pytest.mark.parametrize("key", ["", "two words", "x" * 256, "schlüssel"])
def test_a_key_that_is_none_is_refused(lms, key):
    check_problem(keyed(lms, NEW, key), 400)


def test_a_body_that_is_too_large_is_refused_before_it_is_read(lms):
    check_problem(keyed(lms, json.dumps({"kind": "x" * 600_000})), 413)


def test_keys_expire_after_a_day_and_are_swept(lms):
    first = keyed(lms, NEW)
    assert keyed(lms, NEW, "k-2").status_code == 201
    day_over = timezone.now() - timedelta(seconds=1)
    KeptResponse.objects.filter(key="k-1").update(expires_at=day_over)
    again = keyed(lms, {**NEW, "level": 3})  # an old key is a new one, for whatever request
    assert again.status_code == 201
    assert again.json()["id"] != first.json()["id"]
    KeptResponse.objects.filter(key="k-1").update(expires_at=day_over)
    pipeline.tidy()
    assert [row.key for row in KeptResponse.objects.all()] == ["k-2"]


def test_of_two_that_see_the_same_lease_run_out_one_takes_over(lms):
    keyed(lms, NEW)
    row = KeptResponse.objects.get()
    KeptResponse.objects.update(status=None, lease_until=timezone.now() - timedelta(seconds=1))
    asked = {"token": row.token, "key": row.key, "digest": row.digest, "lease": timedelta(seconds=9)}
    taken = [repeats.take(**asked, now=timezone.now()) for _ in range(2)]
    assert [type(one) for one in taken] == [repeats.Mine, repeats.Running]


def test_every_post_of_the_description_takes_the_key(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    posts = [methods["post"] for methods in paths.values() if "post" in methods]
    assert len(posts) >= 2
    for post in posts:
        assert "Idempotency-Key" in [parameter["name"] for parameter in post["parameters"]]
    gets = [methods["get"] for methods in paths.values() if "get" in methods]
    assert not any(parameter["name"] == "Idempotency-Key" for get in gets for parameter in get.get("parameters", []))
