"""Slow addresses: all of an exchange within one deadline, one delivery at a time for each, and a rest after it."""

import socket
import time
from contextlib import contextmanager
from datetime import timedelta
from threading import Event as Bell
from threading import Thread

import pytest
from django.utils import timezone

from grader.hooks import delivering, sending, services
from grader.hooks.deadline import MOST_HEARD
from grader.hooks.models import Delivery, EventKind, Stage, Webhook
from grader.hooks.tasks import deliver, sweep_hooks
from grader.launch import commands

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sent_for(monkeypatch):
    """The deliveries that messages would go out for."""
    found = []
    monkeypatch.setattr(deliver, "delay", lambda *, pk, **_: found.append(pk))
    return found


@contextmanager
def speaking(*words, pause=0.0, again=False):
    """An address that says these words to whoever comes, with a pause between each; gives its URL."""
    over = Bell()

    def speak(line):
        with line:
            line.recv(65536)
            try:
                for word in words:
                    line.sendall(word)
                    over.wait(pause)
                while again and not over.is_set():
                    line.sendall(words[-1])
                    over.wait(pause)
            except OSError:
                return

    def listen():
        while not over.is_set():
            try:
                line, _ = server.accept()
            except OSError:
                return
            Thread(target=speak, args=[line], daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        over.set()
        server.shutdown(socket.SHUT_RDWR)


def subscribed(course, instructor, url):
    return services.subscribe(course=course, url=url, events=list(EventKind), author=instructor, now=timezone.now())


@pytest.fixture
def hook(course, instructor, settings):
    settings.WEBHOOKS_INSIDE = True
    return subscribed(course, instructor, "http://127.0.0.1:9/")


def happened(course, times=1):
    """Something is told; gives the deliveries that it makes, the oldest first."""
    before = set(Delivery.objects.values_list("pk", flat=True))
    for _each in range(times):
        services.announce(course_pk=course.pk, kind=EventKind.GRADE, data={}, now=timezone.now())
    return list(Delivery.objects.exclude(pk__in=before).order_by("pk"))


def tried(delivery, seconds, *, status=None):
    """As if it had been sent and the address had taken so long."""
    taken = delivering.take(pk=delivery.pk, now=timezone.now())
    came = delivering.Tried(status, "", timedelta(seconds=seconds))
    return delivering.tried(delivery=taken, came=came, now=timezone.now())


def rest_of(hook):
    hook.refresh_from_db()
    return round((hook.free_at - timezone.now()).total_seconds()) if hook.free_at else 0


class TestTheDeadline:
    @pytest.fixture(autouse=True)
    def _soon(self, monkeypatch):
        monkeypatch.setattr(sending, "TIMEOUT", 0.4)

    def took(self, course, hook, url):
        Webhook.objects.filter(pk=hook.pk).update(url=url)
        [delivery] = happened(course)
        began = time.monotonic()
        deliver(pk=delivery.pk)
        delivery.refresh_from_db()
        return delivery, time.monotonic() - began

    @pytest.mark.parametrize(
        "words",
        [[b"H"], [b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"], [b"HTTP/1.1 100 Continue\r\n\r\n"], [b"HTTP/1.1 200 O", b"K"]],
    )
    def test_an_answer_that_drips_is_cut_off_when_the_time_for_all_of_it_is_over(self, course, hook, words):
        with speaking(*words, pause=0.1, again=True) as url:
            delivery, seconds = self.took(course, hook, url)
        assert (delivery.status, delivery.tries, delivery.stage) == (None, 1, Stage.WAITING)
        assert "TimeoutError" in delivery.said
        assert seconds < 3

    def test_an_answer_without_end_is_not_heard_to_its_end(self, course, hook, monkeypatch):
        monkeypatch.setattr(sending, "TIMEOUT", 60)
        line = b"A: " + b"b" * 1000 + b"\r\n"
        with speaking(b"HTTP/1.1 200 OK\r\n" + line * (MOST_HEARD // len(line) - 1), line, again=True) as url:
            delivery, _seconds = self.took(course, hook, url)
        assert delivery.status is None
        assert "too long" in delivery.said

    def test_a_body_is_not_waited_for(self, course, hook):
        with speaking(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", b"x", pause=0.1, again=True) as url:
            delivery, _seconds = self.took(course, hook, url)
        assert (delivery.status, delivery.stage) == (200, Stage.DONE)

    def test_a_name_server_that_does_not_answer_is_not_waited_for(self, course, hook, monkeypatch):
        over = Bell()
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: over.wait(30))
        delivery, seconds = self.took(course, hook, "http://lms.example/")
        over.set()
        assert "no address within 0.4 seconds" in delivery.said
        assert seconds < 10


class TestTurns:
    def test_an_address_gets_one_delivery_at_a_time(self, course, hook):
        first, second = happened(course, 2)
        assert delivering.take(pk=first.pk, now=timezone.now())
        assert delivering.take(pk=second.pk, now=timezone.now()) is None
        second.refresh_from_db()
        assert second.tries == 0
        assert delivering.take(pk=second.pk, now=timezone.now() + delivering.LEASE)  # whoever had the first was killed

    def test_after_one_comes_the_next_of_the_same_address(self, course, hook, sent_for):
        with speaking(b"HTTP/1.1 204 No Content\r\n\r\n") as url:
            Webhook.objects.update(url=url)
            first, second, third = happened(course, 3)
            deliver(pk=second.pk)
            assert sent_for == [first.pk]
            deliver(pk=first.pk)
            deliver(pk=third.pk)
        assert sent_for == [first.pk, third.pk]
        assert set(Delivery.objects.values_list("stage", flat=True)) == {Stage.DONE}

    def test_addresses_do_not_wait_for_each_other(self, course, instructor, hook):
        other = subscribed(course, instructor, "http://127.0.0.1:8/")
        mine, theirs = sorted(happened(course), key=lambda one: one.webhook_id == other.pk)
        assert delivering.take(pk=mine.pk, now=timezone.now())
        assert delivering.take(pk=theirs.pk, now=timezone.now())

    def test_a_slow_address_rests_four_times_as_long_as_it_took(self, course, hook):
        first, second = happened(course, 2)
        assert tried(first, 4, status=200) is None
        assert rest_of(hook) == 16
        assert delivering.take(pk=second.pk, now=timezone.now()) is None
        assert delivering.take(pk=second.pk, now=timezone.now() + timedelta(seconds=17))

    def test_a_course_has_no_larger_share_by_many_slow_addresses(self, course, instructor, hook):
        for port in range(1, 10):
            subscribed(course, instructor, f"http://127.0.0.1:{port}/")
        tried(happened(course)[0], 4, status=200)
        assert rest_of(hook) == 160

    def test_one_that_gives_no_answer_rests_longer_each_time_until_it_answers(self, course, hook):
        rests = []
        for _number in range(8):
            [delivery] = happened(course)
            tried(delivery, 5)
            rests.append(rest_of(hook))
            Webhook.objects.update(free_at=None)
        assert rests == [40, 80, 160, 320, 640, 900, 900, 900]
        tried(happened(course)[0], 0.1, status=200)
        tried(happened(course)[0], 5)
        assert rest_of(hook) == 40

    def test_the_sweep_sends_for_one_of_each_address_that_does_not_rest(self, course, instructor, hook, sent_for):
        resting = subscribed(course, instructor, "http://127.0.0.1:8/")
        Webhook.objects.filter(pk=resting.pk).update(free_at=timezone.now() + timedelta(minutes=1))
        first = next(one for one in happened(course, 3) if one.webhook_id == hook.pk)
        sent_for.clear()
        sweep_hooks()
        assert sent_for == [first.pk]


def test_on_one_machine_deliveries_have_a_process_of_their_own():
    queues = {name: line[line.index("--queues") + 1] for name, line in commands().items() if "--queues" in line}
    assert (queues["worker"], queues["hooks"]) == ("celery", "hooks")
