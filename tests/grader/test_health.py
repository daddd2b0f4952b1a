"""What operators and their machines are told about the site."""

import socket
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone

from grader import code_worker, health, pipeline
from grader.attempts.models import CodeWorker, Pulse, Submission
from grader.pages.management.commands import doctor
from grader.sandbox import Unavailable
from tests.services import REDIS_URL

pytestmark = pytest.mark.django_db


@pytest.fixture
def well():
    """A site whose workers have just been heard of."""
    pipeline.sweep()
    CodeWorker.objects.create(host="one", tier="A", since=timezone.now())


def failing(now=None):
    return {check.name: check.says for check in health.checks(now or timezone.now()) if not check.well}


def test_a_living_process_says_so_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


def test_a_well_site_is_ready_and_names_its_jail(client, well):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["well"] is True
    assert response.json()["checks"]["code"]["says"] == "1 machine(s) run code, jail tier A"


def test_a_site_without_workers_is_not_ready(client):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert [name for name, check in response.json()["checks"].items() if not check["well"]] == ["workers", "code"]


def test_an_answer_that_waits_for_a_minute_is_a_fault(well, attempt, monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda: None)
    now = timezone.now()
    pipeline.submit(attempt=attempt, text="80", now=now - timedelta(seconds=59))
    assert failing(now) == {}
    assert failing(now + timedelta(seconds=2)) == {"queue": "1 waiting, the oldest for 61 s"}
    pipeline.judge(pk=str(Submission.objects.get().pk))
    assert failing(now) == {}


def test_workers_that_fall_silent_are_noticed(well):
    assert set(failing(timezone.now() + timedelta(minutes=2))) == {"workers"}
    assert set(failing(timezone.now() + timedelta(minutes=6))) == {"workers", "code"}


def test_a_jail_that_cannot_start_is_told_with_its_reason(client, monkeypatch):
    def unavailable(tier):
        raise Unavailable("the walls are thin")

    monkeypatch.setattr(code_worker, "Jail", unavailable)
    monkeypatch.setattr(code_worker, "_jail", None)
    pipeline.show_life()
    assert client.get("/readyz").json()["checks"]["code"] == {"well": False, "says": "the walls are thin"}


def test_a_worker_for_code_shows_its_life_and_its_tier(monkeypatch):
    class Standing:
        tier = "B"

    monkeypatch.setattr(code_worker, "jail", Standing)
    pipeline.show_life()
    assert CodeWorker.objects.get().tier == "B"
    assert "code" not in failing()


def test_where_no_code_shall_run_nobody_misses_a_worker_for_it(settings):
    settings.CODE_WORKERS = 0
    assert failing() == {"workers": "none has ever swept"}


def test_without_a_database_only_that_is_said(client, monkeypatch):
    def gone():
        raise DatabaseError("gone")

    monkeypatch.setattr(health.connection, "cursor", gone)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert list(response.json()["checks"]) == ["database", "broker"]
    assert failing() == {"database": "does not answer: DatabaseError"}


@pytest.mark.django_db(transaction=True)
def test_a_database_without_our_tables_is_told_to_be_migrated(client):
    with health.connection.schema_editor() as editor:
        editor.delete_model(Pulse)
    try:
        said = StringIO()
        with pytest.raises(CommandError, match="1 of 1"):
            call_command("doctor", only="database", stdout=said)
        assert "database: answers, but not as this version needs it" in said.getvalue()
        assert "manage.py migrate" in said.getvalue()
        assert client.get("/readyz").status_code == 503
    finally:
        with health.connection.schema_editor() as editor:
            editor.create_model(Pulse)


@pytest.mark.parametrize("url", ["redis://:hush@127.0.0.1:1/0", "redis://127.0.0.1:x/0"])
def test_a_redis_that_does_not_answer_is_named(client, well, settings, url):
    settings.CELERY_BROKER_URL = url
    said = StringIO()
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("doctor", only="broker", stdout=said)
    assert "FAIL  broker: Redis does not answer" in said.getvalue()
    assert "CELERY_BROKER_URL" in said.getvalue()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert [name for name, check in response.json()["checks"].items() if not check["well"]] == ["broker"]
    assert "hush" not in said.getvalue() + response.content.decode()


def test_a_redis_that_accepts_and_says_nothing_is_not_waited_for(settings, monkeypatch):
    monkeypatch.setattr(health, "BROKER_PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        assert failing()["broker"] == "Redis does not answer: TimeoutError"


@pytest.mark.redis
def test_a_redis_that_answers_is_well(settings):
    settings.CELERY_BROKER_URL = REDIS_URL
    call_command("doctor", only="broker", stdout=(said := StringIO()))
    assert said.getvalue().splitlines() == ["ok    broker: Redis answers"]


def test_the_doctor_tells_what_is_wrong_and_how_to_mend_it(monkeypatch):
    monkeypatch.setattr(doctor, "_jail_here", lambda: health.Check("jail on this machine", True, "tier A"))
    said = StringIO()
    with pytest.raises(CommandError, match="2 of 8 checks fail"):
        call_command("doctor", stdout=said)
    assert "FAIL  workers: none has ever swept" in said.getvalue()
    assert "Start a worker and beat" in said.getvalue()
    assert "ok    migrations: all applied" in said.getvalue()


def test_the_doctor_can_be_asked_for_one_check(well):
    call_command("doctor", only="workers", stdout=(said := StringIO()))
    assert said.getvalue().splitlines() == ["ok    workers: swept 0 s ago"]
    with pytest.raises(CommandError, match="choose database, broker, queue, workers, code"):
        call_command("doctor", only="weather")


def test_the_doctor_of_one_check_says_when_there_is_no_database(monkeypatch):
    def gone():
        raise DatabaseError("gone")

    monkeypatch.setattr(health.connection, "cursor", gone)
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("doctor", only="workers", stdout=StringIO())


def test_the_doctor_is_content_with_a_well_site(well, monkeypatch):
    monkeypatch.setattr(doctor, "_jail_here", lambda: health.Check("jail on this machine", True, "tier A"))
    call_command("doctor", stdout=(said := StringIO()))
    assert "FAIL" not in said.getvalue()


def test_where_no_code_shall_run_a_missing_jail_is_no_failure(well, monkeypatch, settings):
    def unavailable(tier):
        raise Unavailable("the walls are thin")

    monkeypatch.setattr(doctor, "Jail", unavailable)
    with pytest.raises(CommandError, match="1 of 8"):
        call_command("doctor", stdout=StringIO())
    settings.CODE_WORKERS = 0
    call_command("doctor", stdout=(said := StringIO()))
    assert "warn  jail on this machine: the walls are thin" in said.getvalue()


def test_mail_that_goes_nowhere_is_a_warning_and_no_failure(well, monkeypatch, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    monkeypatch.setattr(doctor, "_jail_here", lambda: health.Check("jail on this machine", True, "tier A"))
    call_command("doctor", stdout=(said := StringIO()))
    assert "warn  mail: is printed to the log, nobody receives any" in said.getvalue()
    assert "Set EMAIL_URL" in said.getvalue()
