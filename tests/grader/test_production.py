"""A site that others can reach: it refuses to start half set up, and every response says what browsers may do."""

import os
import re
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisIsAway

from grader import rates
from grader.memory import memory
from grader.people.models import Scope, User
from grader.people.tokens import issue_token
from grader.production import complaints
from grader.rates import LenientRedisCache, Rate
from tests.grader.conftest import RIGHT, ROUNDED_UP
from tests.grader.test_api import Machine, draw

ROOT = Path(__file__).resolve().parents[2]
SECRET = "vG4n0tWq8RzL2xKc7YpBd5HsJm1TfUeA-3kQwX9oZyN6rPbVgDa_"
GOOD = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "practice.example.org", "HTTPS": "true"}


def manage(tmp_path, *command, **environment):
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**keep, "ENV_FILE": os.devnull, "DATA_DIR": str(tmp_path), **environment}
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def read_settings(tmp_path, program="from grader import settings; print(settings.HTTPS)", **environment):
    keep = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DATA_DIR": str(tmp_path)}
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**keep, **environment}, capture_output=True, text=True
    )


class TestStarting:
    def test_the_production_settings_pass_every_check_of_a_deployment(self, tmp_path):
        done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **GOOD)
        assert done.returncode == 0, done.stderr
        assert "no issues" in done.stdout

    def test_a_site_that_others_reach_does_not_start_half_set_up_and_says_all_that_is_missing(self, tmp_path):
        half = {"ALLOWED_HOSTS": "practice.example.org", "DATABASE_URL": "postgres://a:b@127.0.0.1/c", "DEBUG": "1"}
        done = manage(tmp_path, "check", **half)
        assert done.returncode != 0
        for words in ("take DEBUG away", "SECRET_KEY is missing", "set HTTPS=true"):
            assert words in done.stderr
        assert "127.0.0.1/c" not in done.stderr

    @pytest.mark.parametrize(
        ("name", "value", "remedy"),
        [
            ("HTTPS", "maybe", "write true or false"),
            ("HTTPS", "", "write true or false"),
            ("DEBUG", "2", "write true or false"),
            ("WEBHOOKS_INSIDE", "enabled", "write true or false"),
            ("LEASE_SECONDS", "-1", "1 or more"),
            ("LEASE_SECONDS", "nan", "1 or more"),
            ("SWEEP_SECONDS", "0", "0.1 or more"),
            ("SWEEP_SECONDS", "5s", "0.1 or more"),
            ("WORKERS", "0", "1 or more"),
            ("CODE_WORKERS", "-1", "0 or more"),
            ("PORT", "abc", "a whole number"),
            ("API_RATE", "0/min", "600/min"),
            ("SUBMIT_RATE", "many", "600/min"),
            ("UPLOAD_RATE", "30/day", "600/min"),
            ("DATABASE_URL", "nonsense", "postgres://user:password@host:5432/name"),
            ("DATABASE_URL", "mysql://a:b@127.0.0.1/c", "postgres://user:password@host:5432/name"),
            ("DATABASE_URL", "postgres://a:b@127.0.0.1:x/c", "postgres://user:password@host:5432/name"),
            ("SANDBOX_MIN_TIER", "C", "choose A, B or seccomp"),
            ("LOG_FORMAT", "xml", "choose line or json"),
            ("LOG_LEVEL", "loud", "choose DEBUG, INFO"),
        ],
    )
    def test_what_cannot_be_meant_is_refused_with_how_to_mend_it(self, tmp_path, name, value, remedy):
        done = read_settings(tmp_path, **{name: value})
        assert done.returncode != 0
        said = done.stderr.strip().splitlines()[-1]
        assert said.startswith("django.core.exceptions.ImproperlyConfigured: ")
        assert name in said
        assert remedy in said

    @pytest.mark.parametrize(("value", "means"), [("TRUE", True), ("1", True), ("no", False), ("0", False)])
    def test_truth_may_be_written_in_the_usual_ways(self, tmp_path, value, means):
        assert read_settings(tmp_path, HTTPS=value).stdout.split() == [str(means)]

    def test_a_secret_in_a_file_may_end_with_a_line(self, tmp_path):
        files = {"METRICS_TOKEN": "for-prometheus\n", "EMAIL_URL": "smtp+tls://a:b%20c@mail.example:587\n"}
        for name, value in files.items():
            (tmp_path / name).write_text(value)
        program = (
            "from grader import settings as s; print(repr((s.METRICS_TOKEN, s.EMAIL_PORT, s.EMAIL_HOST_PASSWORD)))"
        )
        done = read_settings(tmp_path, program, **{f"{name}_FILE": str(tmp_path / name) for name in files})
        assert done.stdout.strip() == "('for-prometheus', 587, 'b c')", done.stderr

    def test_whoever_decides_against_tls_is_told_what_that_means_and_nothing_else(self, tmp_path):
        done = manage(tmp_path, "check", "--deploy", **{**GOOD, "HTTPS": "false"})
        assert sorted(re.findall(r"security\.(W\d+)", done.stderr)) == ["W004", "W008", "W012", "W016"]

    def test_on_one_machine_nothing_has_to_be_set(self, tmp_path):
        assert manage(tmp_path, "check").returncode == 0


SET_UP = {
    "debug": False,
    "secret": SECRET,
    "secret_is_kept": False,
    "one_machine": False,
    "hosts": ["practice.example.org"],
    "https": True,
}


class TestComplaints:
    def test_a_site_that_is_set_up_gets_none(self):
        assert complaints(**SET_UP) == []

    @pytest.mark.parametrize(
        ("wrong", "mend"),
        [
            ({"debug": True}, "take DEBUG away"),
            ({"secret_is_kept": True}, "set 50 random characters"),
            ({"secret": "short"}, "python3 -c"),
            ({"secret": "a" * 50}, "python3 -c"),
            ({"hosts": ["*"]}, "list the names"),
            ({"https": None}, "set HTTPS=true"),
        ],
    )
    def test_each_lack_is_told_with_how_to_mend_it(self, wrong, mend):
        [told] = complaints(**{**SET_UP, **wrong})
        assert mend in told

    def test_a_class_in_one_room_may_go_without_tls_if_somebody_says_so(self):
        assert complaints(**{**SET_UP, "https": False, "secret_is_kept": True, "one_machine": True}) == []

    @pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "tour.localhost"])
    def test_what_only_this_machine_reaches_needs_nothing(self, host):
        lacking = {"debug": True, "secret": "x", "secret_is_kept": True, "https": None}
        assert complaints(**{**SET_UP, **lacking, "hosts": [host]}) == []
        assert len(complaints(**{**SET_UP, **lacking, "hosts": [host, "192.0.2.7"]})) == 4


PAGES = ["/", "/practice/output-size/1/7/", "/code/conv2d/", "/account/login/", "/account/signup/", "/nothing-here"]


@pytest.mark.django_db
class TestHeaders:
    @pytest.mark.parametrize("path", [*PAGES, "/api/v1/docs", "/healthz"])
    def test_every_response_says_what_browsers_may_do(self, client, path):
        response = client.get(path)
        assert "camera=()" in response["Permissions-Policy"]
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Content-Type-Options"] == "nosniff"
        rules = dict(rule.strip().split(" ", 1) for rule in response["Content-Security-Policy"].split(";"))
        assert rules["default-src"] == "'self'"
        assert rules["object-src"] == rules["frame-ancestors"] == "'none'"
        assert "unsafe" not in response["Content-Security-Policy"]
        assert not set(rules) & {"script-src", "script-src-elem", "style-src"}  # nothing weaker than the default

    @pytest.mark.parametrize("path", ["/api/v1/kinds", "/api/v1/nothing", "/api/v1/courses"])
    def test_what_machines_get_loads_nothing_and_is_shown_in_no_frame(self, client, path):
        response = client.get(path)
        assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert (response["X-Frame-Options"], response["X-Content-Type-Options"]) == ("DENY", "nosniff")
        assert response["Referrer-Policy"] == "same-origin"
        assert "camera=()" in response["Permissions-Policy"]
        assert response["Content-Length"] == str(len(response.content))

    @pytest.mark.parametrize("path", PAGES)
    def test_no_page_has_a_script_or_style_within(self, client, path):
        text = client.get(path).content.decode()
        assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text) == []
        assert re.findall(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", text) == []

    def test_behind_tls_browsers_are_told_to_stay_there(self, client, settings):
        settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
        settings.SECURE_SSL_REDIRECT, settings.SECURE_PROXY_SSL_HEADER = True, ("HTTP_X_FORWARDED_PROTO", "https")
        told = Client().get("/", headers={"X-Forwarded-Proto": "https"})["Strict-Transport-Security"]
        assert told == "max-age=31536000; includeSubDomains"
        assert Client().get("/")["Location"] == "https://testserver/"
        assert Client().get("/healthz").status_code == 200


@pytest.mark.django_db
class TestSizes:
    @pytest.mark.parametrize("path", ["/", "/account/login/", "/api/v1/variants"])
    def test_what_says_that_it_is_huge_is_not_read(self, client, path):
        class Unread:
            def read(self, *_size):
                raise AssertionError("it was read")

            readline = read

        sent = {"CONTENT_LENGTH": str(17 * 1024 * 1024), "wsgi.input": Unread()}
        assert client.post(path, content_type="application/json", **sent).status_code == 413

    @pytest.mark.parametrize("path", ["/account/login/", "/api/v1/variants"])
    def test_what_comes_in_chunks_is_asked_for_its_length(self, client, path):
        refused = client.post(path, b"{}", content_type="application/json", headers={"Transfer-Encoding": "chunked"})
        assert refused.status_code == 411
        assert "Content-Length" in refused.content.decode()

    def test_nonsense_about_the_size_does_not_break_anything(self, client):
        assert client.get("/healthz", CONTENT_LENGTH="-5").status_code == 200
        assert client.get("/healthz", CONTENT_LENGTH="many").status_code == 200


class TestRates:
    def test_so_many_and_no_more_until_the_window_is_over(self, monkeypatch):
        now = 1_000_020
        monkeypatch.setattr("grader.rates.time.time", lambda: now)
        rate = Rate.of("3/min")
        assert [rate.wait("x", "sam") for _ in range(5)] == [0, 0, 0, 60, 60]
        assert rate.wait("x", "ines") == 0
        assert rate.wait("y", "sam") == 0
        now += 59
        assert rate.wait("x", "sam") == 1
        now += 1
        assert rate.wait("x", "sam") == 0

    def test_in_strides_as_many_get_through_with_fewer_messages(self, monkeypatch):
        monkeypatch.setattr("grader.rates.time.time", lambda: 1_000_020)
        asked = []
        counted = rates._counted
        monkeypatch.setattr(rates, "_counted", lambda key, *more: asked.append(key) or counted(key, *more))
        rate = Rate(10, 60, stride=4)
        assert [rate.wait("x", "sam") for _ in range(12)] == [0] * 10 + [60, 60]
        assert len(asked) == 3 + 2

    def test_a_stride_that_another_process_has_counted_is_not_ours(self, monkeypatch):
        monkeypatch.setattr("grader.rates.time.time", lambda: 1_000_020)
        rate = Rate(10, 60, stride=4)
        let_through = 0
        for _ in range(12):
            memory.clear()  # each request meets another process
            let_through += not rate.wait("x", "sam")
        assert let_through == 3

    @pytest.mark.parametrize("text", ["", "many/min", "3", "3/week", "-1/s", "0/min"])
    def test_a_rate_that_is_none_is_told(self, text):
        with pytest.raises(ValueError, match="600/min"):
            Rate.of(text)

    def test_without_redis_nobody_is_refused_and_nothing_breaks(self):
        away = LenientRedisCache("redis://127.0.0.1:1/0", {})
        assert away.get("x") is None
        assert away.get("x", 3) == 3
        assert away.add("x", 1) is False
        assert away.delete("x") is False
        away.set("x", 1)
        assert away.count("x", 1, 60) == 0
        with pytest.raises(ValueError, match="away"):
            away.incr("x")

    def test_a_redis_that_hangs_is_waited_for_once(self):
        with socket.socket() as hangs:  # it takes connections and never says a word
            hangs.bind(("127.0.0.1", 0))
            hangs.listen()
            url = f"redis://127.0.0.1:{hangs.getsockname()[1]}/0"
            away = LenientRedisCache(url, {"OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}})
            began = time.monotonic()
            assert [away.count("x", 1, 60) for _ in range(20)] == [0] * 20
            assert time.monotonic() - began < 2

        with pytest.raises(RedisIsAway):  # the wrapped one does break
            super(LenientRedisCache, away).get("x")

    @pytest.mark.redis
    def test_two_processes_count_together(self, request):
        from tests.services import REDIS_URL

        one, other = (LenientRedisCache(REDIS_URL, {"KEY_PREFIX": request.node.name}) for _ in range(2))
        one.delete("k")
        assert one.add("k", 0) is True
        assert other.add("k", 0) is False
        assert [one.incr("k"), other.incr("k"), one.incr("k")] == [1, 2, 3]
        one.delete("k")
        assert [one.count("k", 1, 60), other.count("k", 2, 60), one.count("k", 1, 60)] == [1, 3, 4]
        assert 0 < one._server.ttl(one.make_key("k")) <= 60
        one.delete("k")


@pytest.mark.django_db
class TestRatesOfPeople:
    @pytest.fixture(autouse=True)
    def _slow(self, monkeypatch, settings):
        settings.SUBMIT_RATE = settings.UPLOAD_RATE = "2/min"
        monkeypatch.setattr("grader.rates.time.time", lambda: 1_000_020)
        monkeypatch.setattr("grader.pipeline.judge.delay", lambda: None)

    def answer(self, client, attempt, text):
        return client.post(f"/attempts/{attempt.pk}/answers/", {"answer": text})

    def test_a_student_who_sends_without_end_is_told_to_wait_and_others_are_not(self, student, attempt):
        client, attacker = Client(), Client()
        client.force_login(student)
        told = [self.answer(client, attempt, text).status_code for text in (RIGHT, ROUNDED_UP, "3")]
        assert told == [302, 302, 429]
        refused = self.answer(client, attempt, "4")
        assert refused["Retry-After"] == "60"
        assert "try once more in a minute" in refused.content.decode()
        assert attempt.submissions.count() == 2
        assert self.answer(attacker, attempt, "4").status_code == 404  # counted for itself

    def test_looking_is_not_counted(self, client, student, attempt):
        client.force_login(student)
        assert {client.get("/practice/output-size/1/7/").status_code for _ in range(5)} == {200}

    def test_a_token_has_its_own_rate_and_no_other(self, client, student):
        expires = timezone.now() + timedelta(days=1)
        secret = issue_token(user=student, name="x", scopes=[Scope.PRACTICE], expires_at=expires, now=timezone.now())[1]
        lms = Machine(client, secret)
        path = f"/variants/{draw(lms)['id']}/submissions"
        assert {lms.post(path, {"answer": number}).status_code for number in range(5)} == {202}

    def test_code_has_a_rate_of_its_own(self, client):
        client.get("/code/output_size/")
        address = re.search(r'action="(/attempts/[^"]+/code/)"', client.get("/code/output_size/").content.decode())[1]
        told = [client.post(address, {"source": "x = 1", "act": "submit"}).status_code for _ in range(3)]
        assert told[2] == 429
        assert 429 not in told[:2]

    def test_whoever_guesses_a_password_is_stopped(self, client):
        User.objects.create_user("sam", "sam@example.org", "a-long-password")
        cache.clear()
        for number in range(5):
            client.post("/account/login/", {"login": "sam", "password": f"guess-{number}"})
        client.post("/account/login/", {"login": "sam", "password": "a-long-password"})
        assert "_auth_user_id" not in client.session
