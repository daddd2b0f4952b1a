"""Addresses that answer one byte a second keep no student waiting for a verdict."""

import socket
from threading import Thread

from tests.journeys.site import Site, Visitor, wait_for

TELL = """
from django.utils import timezone
from grader.hooks.models import EventKind, Webhook
from grader.hooks.services import announce, subscribe
from grader.people.models import Course, User
course, now = Course.objects.get(slug="demo"), timezone.now()
for path in "ab":
    subscribe(course=course, url=f"{url}{path}", events=[EventKind.GRADE], author=User.objects.first(), now=now)
for number in range(4):
    announce(course_pk=course.pk, kind=EventKind.GRADE, data={"number": number}, now=now)
"""
PAUSED = """
from grader.hooks.models import Webhook
print(*Webhook.objects.exclude(misses=0).values_list("pk", flat=True))
"""


class Dripping:
    """An address that says a byte a second to all who call; `calls` are open, `over` is how many hung up."""

    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.server.getsockname()[1]}/"
        self.open = 0
        Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            line, _ = self.server.accept()
            line.settimeout(1)
            Thread(target=self.drip, args=[line], daemon=True).start()

    def drip(self, line):
        self.open += 1
        with line:
            try:
                while True:
                    line.sendall(b"H")
                    self.wait_a_second(line)
            except OSError:
                self.open -= 1

    def wait_a_second(self, line):
        try:
            while line.recv(65536):
                pass
            raise ConnectionError("they hung up")
        except TimeoutError:
            return


def test_a_verdict_comes_while_two_slow_addresses_are_being_told(tmp_path):
    site, dripping = Site(tmp_path, WORKERS="1", CODE_WORKERS="0", WEBHOOKS_INSIDE="true"), Dripping()
    with site.running():
        visitor = Visitor(site)
        visitor.open("/practice/output-size/1/7/")
        site.manage("shell", "--verbosity", "0", "-c", f"url = {dripping.url!r}\n{TELL}")
        wait_for(lambda: dripping.open == 2, "both addresses to be told")
        visitor.verdict(visitor.submission(visitor.answer("4")))
        assert dripping.open == 2
        wait_for(lambda: dripping.open == 0, "both to be given up for now")
        paused = wait_for(lambda: site.manage("shell", "--verbosity", "0", "-c", PAUSED).split(), "both to rest")
        assert len(paused) == 2
