"""A worker that takes its time over each judgement, and says that it has begun: something to be killed.

Run as `celery -A tests.journeys.slow_worker worker`; SLOW_MARK is the file that it touches.
"""

import os
import time
from pathlib import Path

from grader import judging
from grader.celery import app

__all__ = ["app"]

_judge = judging.judge
_judge_code = judging.judge_code


def _slowly(*args, **options):
    Path(os.environ["SLOW_MARK"]).touch()
    time.sleep(60)
    return _judge(*args, **options)


def _slowly_code(*args, **options):
    Path(os.environ["SLOW_MARK"]).touch()
    time.sleep(60)
    return _judge_code(*args, **options)


judging.judge = _slowly
judging.judge_code = _slowly_code
