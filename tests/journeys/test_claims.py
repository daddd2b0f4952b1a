"""Workers that claim at the same moment, each with its own connection: nothing is claimed twice and nothing left."""

import json

import pytest

from tests.journeys.site import Site

RACE = """
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from django.db import connection
from django.utils import timezone
from grader import pipeline
from grader.attempts import claiming
from grader.people.services import new_visitor
from grader.pipeline import receiving

receiving.why_not = lambda: ""  # nothing runs here
pipeline.judge.delay = pipeline.judge_code.delay = lambda: None
now, lease = timezone.now(), timedelta(minutes=5)
for number in range(20):
    learner = new_visitor(now=now)
    asked = pipeline.open_practice(learner=learner, kind="output-size", level=1, seed=1, now=now)
    code = pipeline.open_code(learner=learner, function="output_size", now=now)
    for answer in range(3):
        assert pipeline.submit(attempt=asked, text=str(answer), now=now).pk
        data = f"# {answer}".encode()
        assert pipeline.submit_code(attempt=code, data=data, trial=False, now=now).pk

def all_of(claim):
    found = []
    while batch := claim().submissions:
        found += [(one.pk.hex, one.attempt.learner_id) for one in batch]
    connection.close()
    return found

def race(claim):
    with ThreadPoolExecutor(4) as workers:
        return [one for part in workers.map(lambda _: all_of(claim), range(4)) for one in part]

answers = race(lambda: claiming.claim(most=7, lease=lease, now=now))
code = race(lambda: claiming.claim_code(most=3, lease=lease, now=now))
print(json.dumps({"answers": answers, "code": code}))
"""


@pytest.mark.postgres
def test_nothing_is_claimed_twice_and_no_student_has_two_turns(tmp_path, postgres_url):
    site = Site(tmp_path, DATABASE_URL=postgres_url)
    site.manage("migrate", "--verbosity", "0")
    found = json.loads(site.manage("shell", "--verbosity", "0", "-c", RACE).splitlines()[-1])
    answers, code = ([tuple(one) for one in found[name]] for name in ("answers", "code"))
    assert (len(answers), len(set(answers))) == (60, 60)
    assert len({learner for _, learner in code}) == len(code) == 20, "one of each student, as none has ended"
