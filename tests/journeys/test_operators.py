"""What operators read from a running site, on each kind of database."""

from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.journeys.site import Site, Visitor, wait_for


def verdicts(site):
    request = Request(f"{site.url}/metrics", headers={"Authorization": "Bearer for-the-test"})
    with urlopen(request, timeout=60) as response:
        families = text_string_to_metric_families(response.read().decode())
    told = [one for family in families for one in family.samples if one.name == "stridewise_verdicts_total"]
    return sum(one.value for one in told if one.labels["kind"] == "answer")


def test_every_verdict_of_a_worker_is_in_the_numbers_of_the_web(site):
    site.environment["METRICS_TOKEN"] = "for-the-test"
    with site.running():
        before = verdicts(site)
        visitor = Visitor(site)
        visitor.open("/practice/output-size/1/7/")
        for answer in ("4", "5", "6"):
            visitor.verdict(visitor.submission(visitor.answer(answer)))
        assert verdicts(site) == before + 3
        site.manage("shell", "--verbosity", "0", "-c", "from grader import pipeline; pipeline.count()")
        assert verdicts(site) == before + 3


@pytest.mark.postgres
def test_workers_keep_their_connection_to_the_database(tmp_path, postgres_url):
    """PostgreSQL makes a process for each connection, which costs more than judging an answer."""
    site = Site(tmp_path, WORKERS="1", CODE_WORKERS="0", DATABASE_URL=postgres_url)
    seen = set()
    with site.running(), psycopg.connect(postgres_url, autocommit=True) as connection:
        visitor = Visitor(site)
        visitor.open("/practice/output-size/1/7/")
        for answer in range(40):
            visitor.verdict(visitor.submission(visitor.answer(str(answer))))
            seen |= set(connection.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"))
    assert len(seen) <= 8 + 1 + 3  # threads of the web, the worker, and this test, beat and the worker's parent at most


def test_the_doctor_is_content_with_a_site_as_it_starts(tmp_path):
    """Nothing is set, so mail goes nowhere: that is a warning."""
    site = Site(tmp_path, CODE_WORKERS="0")
    with site.running():
        visitor = Visitor(site)
        visitor.open("/practice/output-size/1/7/")
        visitor.verdict(visitor.submission(visitor.answer("4")))
        wait_for(lambda: swept(site), "a sweep")
        assert "warn  mail" in site.manage("doctor")


def swept(site):
    try:
        with urlopen(f"{site.url}/readyz", timeout=30):
            return True
    except HTTPError:
        return False
