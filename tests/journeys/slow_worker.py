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


def _slowly(question, text):
    Path(os.environ["SLOW_MARK"]).touch()
    time.sleep(60)
    return _judge(question, text)


judging.judge = _slowly
