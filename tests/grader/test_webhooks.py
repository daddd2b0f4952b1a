"""Others are told what happens in a course: signed, again and again until they answer, and never inside the network."""

import base64
import hashlib
import hmac
import http.client
import json
import socket
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.utils import timezone

from grader import pipeline
from grader.attempts import claiming
from grader.attempts.ids import signed_id
from grader.gradebook.services import override
from grader.hooks import delivering, sending, services
from grader.hooks.models import Delivery, Event, EventKind, Stage, Webhook
from grader.hooks.tasks import deliver, sweep_hooks
from grader.people.models import Role
from grader.people.services import learner_of
from grader.sets.models import Extension
from grader.sets.services import change_set, tell_closed
from tests.grader.conftest import RIGHT, member
from tests.grader.test_api import secret_for
from tests.grader.test_api_courses import Machine, Scope, sent

pytestmark = pytest.mark.django_db


class Listener(BaseHTTPRequestHandler):
    """An address of somebody's LMS."""

    def do_POST(self):
        self.server.got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        """Tests are quiet."""


@pytest.fixture
def listener():
    server = HTTPServer(("127.0.0.1", 0), Listener)
    server.got, server.status = [], 204
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda: None)
    monkeypatch.setattr(deliver, "delay", lambda *, pk, **_: None)


@pytest.fixture
def hook(course, instructor, listener, settings):
    settings.WEBHOOKS_INSIDE = True
    url = f"http://127.0.0.1:{listener.server_port}/hear?a=1"
    return services.subscribe(course=course, url=url, events=list(EventKind), author=instructor, now=timezone.now())


@pytest.fixture
def judged(hook, attempt):
    submission = pipeline.submit(attempt=attempt, text=RIGHT, now=timezone.now())
    pipeline.judge(pk=str(submission.pk))
    return submission


def told():
    return [(event.kind, event.data) for event in Event.objects.order_by("at", "kind")]


class TestWhatIsTold:
    def test_a_verdict_is_told_and_that_a_grade_has_changed(self, judged, attempt):
        where = {"set": attempt.item.problem_set_id, "item": attempt.item_id, "student": "sam"}
        said = {
            **where,
            "submission": signed_id(judged, attempt.learner.user_id),
            "outcome": "right",
            "score": 1,
            "slip": None,
        }
        assert sorted(told(), key=str) == sorted([("grade.changed", where), ("submission.judged", said)], key=str)

    def test_a_verdict_that_is_not_kept_is_not_told(self, hook, attempt, monkeypatch):
        pipeline.submit(attempt=attempt, text=RIGHT, now=timezone.now())
        monkeypatch.setattr(claiming, "record", lambda **_: set())
        pipeline.judge()
        assert told() == []

    def test_points_by_hand_and_other_rules_are_told(self, hook, problem_set, student, instructor):
        now, item = timezone.now(), problem_set.items.first()
        override(learner=learner_of(user=student, now=now), item=item, points=1, why="x", author=instructor, now=now)
        change_set(problem_set=problem_set, attempts=3)
        assert [data["student"] for _kind, data in told()] == ["sam", None]

    def test_a_set_that_has_closed_for_everybody_is_told_once(self, hook, problem_set, student):
        now = timezone.now()
        change_set(problem_set=problem_set, closes_at=now)
        Event.objects.all().delete()
        longer = Extension.objects.create(problem_set=problem_set, user=student, closes_at=now + timedelta(hours=1))
        tell_closed(now=now + timedelta(minutes=30))
        assert told() == []
        for _twice in range(2):
            tell_closed(now=now + timedelta(hours=2))
        closed = {"set": problem_set.pk, "closed_at": longer.closes_at.isoformat()}
        assert told() == [("assignment.closed", closed)]

    def test_who_did_not_ask_is_not_told(self, hook, judged, attempt):
        Event.objects.all().delete()
        Webhook.objects.update(events=EventKind.CLOSED)
        services.announce(course_pk=hook.course_id, kind=EventKind.GRADE, data={}, now=timezone.now())
        assert told() == []


class TestDelivering:
    def test_it_is_signed_as_standard_webhooks_have_it(self):
        """The example of their specification."""
        secret, message = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
        made = sending.signature(secret, message, 1614265330, b'{"test": 2432232314}')
        assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    def test_what_arrives_can_be_checked_and_says_what_happened(self, judged, hook, listener, course):
        delivery = Delivery.objects.get(event__kind=EventKind.JUDGED)
        deliver(pk=delivery.pk)
        ((headers, body),) = listener.got
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        key = base64.b64decode(hook.secret.removeprefix("whsec_"))
        mac = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{mac}"
        said = json.loads(body)
        assert (said["type"], said["data"]["course"], said["data"]["student"]) == ("submission.judged", "vision", "sam")
        delivery.refresh_from_db()
        assert (delivery.stage, delivery.status, delivery.tries) == (Stage.DONE, 204, 1)
        deliver(pk=delivery.pk)
        assert len(listener.got) == 1

    def test_no_answer_is_tried_again_after_a_pause_and_given_up_in_the_end(self, judged, listener):
        listener.status = 503
        delivery = Delivery.objects.get(event__kind=EventKind.JUDGED)
        for number in range(len(delivering.PAUSES) + 1):
            deliver(pk=delivery.pk)
            deliver(pk=delivery.pk)  # not due yet
            delivery.refresh_from_db()
            assert (delivery.tries, delivery.status) == (number + 1, 503)
            Delivery.objects.filter(stage=Stage.WAITING).update(next_at=timezone.now())
        assert delivery.stage == Stage.GIVEN_UP
        assert len({headers["webhook-id"] for headers, _body in listener.got}) == 1

    def test_the_sweep_sends_for_what_is_due(self, judged, monkeypatch):
        sent_for = []
        monkeypatch.setattr(deliver, "delay", lambda *, pk: sent_for.append(pk))
        Delivery.objects.filter(event__kind=EventKind.GRADE).update(next_at=timezone.now() + timedelta(hours=1))
        sweep_hooks()
        assert sent_for == [Delivery.objects.get(event__kind=EventKind.JUDGED).pk]

    def test_an_address_that_does_not_answer_is_an_error_in_words(self, judged, listener, hook):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            Webhook.objects.update(url=f"http://127.0.0.1:{free.getsockname()[1]}/")
        delivery = Delivery.objects.get(event__kind=EventKind.JUDGED)
        deliver(pk=delivery.pk)
        delivery.refresh_from_db()
        assert (delivery.status, delivery.stage) == (None, Stage.WAITING)
        assert "ConnectionRefusedError" in delivery.said


class TestNoTryIsForNothing:
    """Whatever goes wrong is a try, with a pause after it and an end."""

    def given_up(self, delivery):
        for _each in range(len(delivering.PAUSES) + 1):
            assert delivery.stage == Stage.WAITING
            before = delivery.tries
            deliver(pk=delivery.pk)
            delivery.refresh_from_db()
            assert delivery.tries == before + 1
            Delivery.objects.filter(stage=Stage.WAITING).update(next_at=timezone.now())
        return delivery.stage == Stage.GIVEN_UP

    @pytest.mark.parametrize("path", ["ü", "a b", "a\x01b"])
    def test_an_address_that_was_taken_before_such_were_refused(self, judged, listener, path):
        Webhook.objects.update(url=f"http://127.0.0.1:{listener.server_port}/{path}")
        assert self.given_up(Delivery.objects.get(event__kind=EventKind.JUDGED))
        assert listener.got == []

    def test_a_fault_of_ours(self, judged, monkeypatch, caplog):
        def broken(*_args):
            raise RuntimeError("a fault of ours")

        monkeypatch.setattr(sending, "post", broken)
        delivery = Delivery.objects.get(event__kind=EventKind.JUDGED)
        assert self.given_up(delivery)
        assert delivery.said == "RuntimeError: a fault of ours"
        assert "could not be sent" in caplog.text

    def test_a_worker_that_is_killed_over_it_each_time(self, judged):
        delivery = Delivery.objects.get(event__kind=EventKind.JUDGED)
        now = timezone.now()
        for _each in range(len(delivering.PAUSES) + 1):
            assert delivering.take(pk=delivery.pk, now=now)
            now += delivering.LEASE
        assert delivering.take(pk=delivery.pk, now=now) is None
        delivery.refresh_from_db()
        assert delivery.stage == Stage.GIVEN_UP

    def test_what_an_address_answered_is_kept_as_text_that_every_database_takes(self, judged, monkeypatch):
        def garbage(*_args):
            raise http.client.BadStatusLine("\x00\xff garbage \ud800\x1b[2J")

        monkeypatch.setattr(sending, "post", garbage)
        delivery = Delivery.objects.get(event__kind=EventKind.JUDGED)
        deliver(pk=delivery.pk)
        delivery.refresh_from_db()
        assert delivery.said == "BadStatusLine: \ufffdÿ garbage \ufffd\ufffd[2J"


class TestNeverInside:
    @pytest.mark.parametrize(
        "host",
        ["127.0.0.1", "localhost", "10.1.2.3", "192.168.0.9", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
         "[::1]", "[::ffff:10.0.0.1]", "[fd00::1]", "[2002:0a00:0001::]", "[64:ff9b::a00:1]", "[64:ff9b::7f00:1]",
         "[64:ff9b:1::a00:1]", "[::127.0.0.1]", "[::ffff:0:7f00:1]", "[::ffff:0:0808:808]", "[fec0::1]", "[fe80::1]",
         "[ff0e::1]", "[2001:0:a00:1::]", "[2001:db8::1]", "[3fff::1]", "[100::1]", "[5f00::1]", "[4000::1]",
         "192.0.0.192", "192.0.0.9", "192.88.99.1", "198.18.0.1", "203.0.113.9", "240.0.0.1", "255.255.255.255"],
    )  # fmt: skip
    def test_an_address_inside_is_refused(self, host):
        assert sending.refusal(f"https://{host}/")

    @pytest.mark.parametrize(
        "url", ["http://93.184.215.14/", "ftp://93.184.215.14/", "https://", "https://a:b@1.1.1.1/"]
    )
    def test_only_https_without_a_password(self, url):
        assert sending.refusal(url)

    @pytest.mark.parametrize(
        "url",
        ["https://93.184.215.14/ü", "https://93.184.215.14/a b", "https://93.184.215.14/a\tb", "https://93.184.215.14/\n",
         "https://münchen.example/", "https://[abc", "https://93.184.215.14:99999/", "https://93.184.215.14:x/",
         "https://" + "a" * 70 + ".example/", "https://a..example/"],
    )  # fmt: skip
    def test_an_address_that_could_not_be_sent_to_is_refused_at_once(self, url):
        assert sending.refusal(url)

    @pytest.mark.parametrize(
        "host",
        [
            "93.184.215.14",
            "[2606:4700:4700::1111]",
            "[2a00:1450:4001:80b::200e]",
            "[::ffff:8.8.8.8]",
            "[64:ff9b::808:808]",
        ],
    )
    def test_an_address_outside_may_be_told(self, host):
        assert sending.refusal(f"https://{host}/hear") == ""

    def test_a_name_is_looked_up_again_when_it_is_told(self, judged, settings, listener, monkeypatch):
        settings.WEBHOOKS_INSIDE = False
        Webhook.objects.update(url=f"https://lms.example:{listener.server_port}/")
        inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", listener.server_port))]
        monkeypatch.setattr(sending.socket, "getaddrinfo", lambda *_args, **_more: inside)
        delivery = Delivery.objects.get(event__kind=EventKind.JUDGED)
        deliver(pk=delivery.pk)
        delivery.refresh_from_db()
        assert "inside of a network" in delivery.said
        assert listener.got == []


class TestOverTheApi:
    @pytest.fixture
    def lms(self, client, instructor):
        return Machine(client, secret_for(instructor, Scope.READ, Scope.WRITE))

    def test_the_secret_is_shown_once(self, lms, course):
        body = {"url": "https://93.184.215.14/hear", "events": ["grade.changed"]}
        made = lms.post("/courses/vision/webhooks", body).json()
        assert made["secret"].startswith("whsec_")
        assert lms.get("/courses/vision/webhooks").json() == [{**made, "secret": None}]
        assert sent(lms, "delete", f"/courses/vision/webhooks/{made['id']}").status_code == 204
        assert lms.get("/courses/vision/webhooks").json() == []

    def test_an_address_inside_is_pointed_at(self, lms, course):
        refused = lms.post("/courses/vision/webhooks", {"url": "https://10.0.0.1/", "events": ["grade.changed"]})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/url")

    @pytest.mark.parametrize("url", ["https://[abc", "https://93.184.215.14/ü", "https://93.184.215.14/a b"])
    def test_an_address_that_could_not_be_sent_to_is_pointed_at(self, lms, course, url):
        refused = lms.post("/courses/vision/webhooks", {"url": url, "events": ["grade.changed"]})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/url")

    def test_what_was_sent_is_listed_and_sent_again(self, lms, judged, hook, listener):
        delivery = Delivery.objects.get(event__kind=EventKind.JUDGED)
        deliver(pk=delivery.pk)
        address = f"/courses/vision/webhooks/{hook.pk}/deliveries"
        listed = lms.get(address).json()["items"]
        assert sorted((one["event"], one["stage"]) for one in listed) == [
            ("grade.changed", "waiting"),
            ("submission.judged", "done"),
        ]
        again = lms.post(f"{address}/{delivery.pk}/again", {})
        assert (again.status_code, again.json()["stage"]) == (202, "waiting")
        deliver(pk=delivery.pk)
        assert [headers["webhook-id"] for headers, _body in listener.got] == [f"msg_{delivery.event_id.hex}"] * 2


class TestTheSubmissionThatWasTold:
    """Its id is that of the API: whoever hears of it can look at it."""

    @pytest.fixture
    def api(self, client):
        return lambda user, *scopes: Machine(client, secret_for(user, *scopes))

    @pytest.fixture
    def place(self, problem_set):
        return f"/courses/vision/sets/{problem_set.pk}/items/{problem_set.items.first().pk}/submissions"

    def heard(self, listener):
        pipeline.judge()
        deliver(pk=Delivery.objects.get(event__kind=EventKind.JUDGED).pk)
        ((_headers, body),) = listener.got
        return json.loads(body)["data"]["submission"]

    def test_it_is_the_id_that_the_student_was_given(self, hook, place, listener, api, student):
        made = api(student, Scope.READ, Scope.WRITE).post(place, {"answer": RIGHT})
        assert made.status_code == 202
        assert self.heard(listener) == made.json()["id"]

    def test_it_is_the_id_that_whoever_handed_it_in_for_the_student_was_given(
        self, hook, place, listener, api, student, instructor
    ):
        lms = api(instructor, Scope.READ, Scope.WRITE)
        made = lms.post(place, {"answer": RIGHT, "student": "sam"})
        assert made.status_code == 202
        assert self.heard(listener) == made.json()["id"]
        assert lms.get(f"/submissions/{made.json()['id']}").json()["state"] == "done"

    def test_whoever_teaches_the_course_finds_the_verdict_under_it(self, judged, listener, api, instructor):
        told = api(instructor, Scope.READ).get(f"/submissions/{self.heard(listener)}")
        assert (told.status_code, told.json()["verdict"]["outcome"]) == (200, "right")

    def test_nobody_else_does(self, judged, listener, api, instructor, outsider, course):
        told = self.heard(listener)
        assert api(outsider, Scope.READ).get(f"/submissions/{told}").status_code == 404
        assert api(instructor, Scope.PRACTICE).get(f"/submissions/{told}").status_code == 404
        other = member(course, "noor", Role.STUDENT)
        assert api(other, Scope.READ).get(f"/submissions/{told}").status_code == 404
        assert api(instructor, Scope.READ).get(f"/submissions/{judged.pk.hex}").status_code == 404
