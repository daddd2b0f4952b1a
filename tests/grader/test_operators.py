"""What operators read: numbers for Prometheus, and logs in which a click and its verdict are found together."""

import json
import logging
from datetime import timedelta

import pytest
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from grader import code_worker, logs, pipeline
from grader.attempts import counting
from grader.attempts.models import CodeWorker, EarlierVerdict, Submission, Tally, Verdict
from tests.grader.conftest import FORGOT_ONE, RIGHT, ROUNDED_UP

pytestmark = pytest.mark.django_db
SECRET = "a-token-for-metrics"


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda *, pk: None)


@pytest.fixture
def judged(attempt):
    """Three answers: right after 0.04 s, wrong after 0.15 s, wrong after 40 s."""
    for text, seconds in ((RIGHT, 0.04), (ROUNDED_UP, 0.15), (FORGOT_ONE, 40)):
        now = timezone.now()
        row = pipeline.submit(attempt=attempt, text=text, now=now)
        pipeline.judge(pk=str(row.pk))
        Verdict.objects.filter(pk=row.pk).update(judged_at=now + timedelta(seconds=seconds))


def scraped(client, settings):
    settings.METRICS_TOKEN = SECRET
    response = client.get("/metrics", headers={"Authorization": f"Bearer {SECRET}"})
    assert response.status_code == 200
    families = text_string_to_metric_families(response.content.decode())
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


class TestMetrics:
    def test_without_a_token_in_the_settings_there_is_nothing(self, client):
        assert client.get("/metrics").status_code == 404

    @pytest.mark.parametrize("sent", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": SECRET}])
    def test_an_outsider_is_told_nothing(self, client, settings, sent):
        settings.METRICS_TOKEN = SECRET
        response = client.get("/metrics", headers=sent)
        assert response.status_code == 401
        assert b"stridewise_" not in response.content

    def test_verdicts_are_told_by_outcome_and_by_the_time_they_took(self, client, settings, judged):
        found = scraped(client, settings)
        assert found["stridewise_verdicts_total", "answer", "right"] == 1
        assert found["stridewise_verdicts_total", "answer", "wrong"] == 2
        took = {key[2]: value for key, value in found.items() if key[0].endswith("to_verdict_seconds_bucket")}
        assert [took[bound] for bound in ("0.05", "0.1", "0.2", "30.0", "60.0", "+Inf")] == [1, 1, 2, 2, 3, 3]
        assert found["stridewise_time_to_verdict_seconds_sum", "answer"] == pytest.approx(40.19)
        assert found["stridewise_time_to_verdict_seconds_count", "answer"] == 3

    def test_what_waits_is_told_with_its_age(self, client, settings, attempt):
        pipeline.submit(attempt=attempt, text="80", now=timezone.now() - timedelta(seconds=90))
        found = scraped(client, settings)
        assert found["stridewise_waiting",] == 1
        assert found["stridewise_queue_age_seconds",] == pytest.approx(90, abs=30)
        assert found["stridewise_well", "queue"] == 0

    def test_jailed_processes_are_added_up_for_each_machine(self, client, settings, monkeypatch):
        class Busy:
            spawned = 5

        CodeWorker.objects.create(host="one", spawns=7, since=timezone.now())
        monkeypatch.setattr(code_worker.socket, "gethostname", lambda: "one")
        monkeypatch.setattr(code_worker, "_jail", Busy)
        monkeypatch.setattr(code_worker, "_noted", 2)
        code_worker.note_spawns()
        code_worker.note_spawns()
        assert scraped(client, settings)["stridewise_jail_spawns_total", "one"] == 10

    def test_without_a_database_only_that_is_told(self, client, settings, monkeypatch):
        unwell = [type("Check", (), {"name": "database", "well": False})]
        monkeypatch.setattr("grader.metrics.checks", lambda now: unwell)
        assert scraped(client, settings) == {("stridewise_well", "database"): 0}


class TestCounting:
    def test_adding_up_changes_no_number_and_is_done_once(self, judged):
        before = counting.counted()
        later = timezone.now() + timedelta(minutes=2)
        counting.count(now=later)
        assert sum(Tally.objects.values_list("number", flat=True)) == 3
        counting.count(now=later + timedelta(minutes=1))
        assert counting.counted() == before
        assert sum(one.number for one in before) == 3

    def test_what_is_quite_new_is_not_added_up_yet_but_counted(self, judged):
        counting.count(now=timezone.now())
        assert not Tally.objects.exists()
        assert sum(one.number for one in counting.counted()) == 3

    def test_what_comes_after_adding_up_is_counted_too(self, judged, attempt):
        Verdict.objects.update(judged_at=timezone.now() - timedelta(hours=1))
        counting.count(now=timezone.now())
        row = pipeline.submit(attempt=attempt, text="7", now=timezone.now())
        pipeline.judge(pk=str(row.pk))
        assert sum(Tally.objects.values_list("number", flat=True)) == 3
        assert sum(one.number for one in counting.counted()) == 4

    def test_a_regrade_is_no_verdict_of_a_minute_ago(self, judged):
        counting.count(now=timezone.now() + timedelta(minutes=2))
        now, row = timezone.now() + timedelta(hours=9), Verdict.objects.first()
        said = {"outcome": "wrong", "score": 0, "sentence": {}, "judged_at": row.judged_at, "replaced_at": now}
        EarlierVerdict.objects.create(submission_id=row.pk, **said)
        Verdict.objects.filter(pk=row.pk).update(judged_at=now)
        assert sum(one.number for one in counting.counted()) == 3

    def test_beat_adds_up_every_minute(self, judged, settings):
        assert settings.CELERY_BEAT_SCHEDULE["count"] == {
            "task": pipeline.count.name,
            "schedule": 60.0,
            "options": {"expires": 60.0},
        }
        Verdict.objects.update(judged_at=timezone.now() - timedelta(hours=1))
        pipeline.count()
        assert sum(Tally.objects.values_list("number", flat=True)) == 3


class TestRequestIds:
    def test_a_sane_id_is_kept_and_sent_back(self, client):
        assert client.get("/healthz", headers={"X-Request-ID": "from-proxy.1_A"})["X-Request-ID"] == "from-proxy.1_A"

    @pytest.mark.parametrize("given", ["", "short", "x" * 65, 'quote"newline', "two words"])
    def test_any_other_is_replaced(self, client, given):
        made = client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"]
        assert made != given
        assert len(made) == 32

    def test_errors_carry_it_too(self, client):
        assert client.get("/nothing-here", headers={"X-Request-ID": "proxy-0001"})["X-Request-ID"] == "proxy-0001"

    def test_a_submission_keeps_it_and_its_verdict_is_logged_under_it(self, attempt, caplog):
        with logs.request("click-0001"):
            row = pipeline.submit(attempt=attempt, text=RIGHT, now=timezone.now())
        assert Submission.objects.get().request_id == "click-0001"
        seen = []
        caplog.handler.addFilter(lambda record: seen.append((record.getMessage(), logs.request_id())) or True)
        with caplog.at_level(logging.INFO, "grader.pipeline"):
            pipeline.judge(pk=str(row.pk))  # in a worker, where no request is served
        assert seen == [(f"judged {row.pk}: right ", "click-0001")]
        assert logs.request_id() == ""


class TestLines:
    def test_a_line_for_machines_is_json_with_the_request(self):
        record = logging.LogRecord("grader", logging.WARNING, "", 1, "lost %s\nand more", ("one",), None)
        with logs.request("click-0001"):
            logs.WithRequestId().filter(record)
        said = json.loads(logs.JsonLines().format(record))
        assert said.pop("at").endswith("+00:00")
        wanted = {"level": "WARNING", "logger": "grader", "request": "click-0001", "message": "lost one\nand more"}
        assert said == wanted

    def test_a_traceback_stays_on_the_line(self):
        try:
            raise RuntimeError("broken")
        except RuntimeError as error:
            found = (RuntimeError, error, error.__traceback__)
        line = logs.JsonLines().format(logging.LogRecord("x", 40, "", 1, "no", (), found))
        assert "\n" not in line
        assert "RuntimeError: broken" in json.loads(line)["traceback"]
