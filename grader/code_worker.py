"""The jail in a worker for code: one for each pool process, from its first breath to its last.

A worker that takes the queue "code" tries a jail before it forks. If none can start it leaves the queue, says why in
its log and to the pages, and submissions wait.
"""

import contextlib
import logging
import os
import socket
from typing import Any

from celery.signals import celeryd_after_setup, worker_process_init, worker_process_shutdown
from django.conf import settings
from django.utils import timezone

from grader.attempts.services import add_spawns, code_worker_says
from grader.sandbox import Jail, Unavailable

logger = logging.getLogger(__name__)

QUEUE = "code"
_takes_code = False
_jail: Jail | None = None
_owner = 0
_noted = 0
_failed = False


def jail() -> Jail:
    """This process's jail, started when there is none yet. Raises Unavailable, which the pages will say in words.

    A start that failed is tried again with the next message: what was in the way, such as a machine that slept in the
    middle of the self-test, may be gone.
    """
    global _jail, _owner, _noted, _failed
    if _jail is None or _owner != os.getpid():
        try:
            _jail, _owner, _noted = Jail(settings.SANDBOX_MIN_TIER), os.getpid(), 0
        except Unavailable as why:
            _failed = True
            _say(str(why), waits=True)
            raise
        if _failed:
            _failed = False
            _say("", waits=True, tier=_jail.tier)
    return _jail


def show_life() -> None:
    """Say that this machine still runs code, and how strong its jail is; or why it does not."""
    with contextlib.suppress(Unavailable):  # which has said so
        _say("", waits=True, tier=jail().tier)


def note_spawns() -> None:
    """Add this process's new jailed children to what its machine has had."""
    global _noted
    if _jail is not None and _jail.spawned > _noted:
        add_spawns(host=socket.gethostname(), number=_jail.spawned - _noted)
        _noted = _jail.spawned


def close_jail() -> None:
    """End this process's jail, if it has one."""
    global _jail
    if _jail is not None and _owner == os.getpid():
        _jail.stop()
    _jail = None


@celeryd_after_setup.connect
def _leave_the_queue_without_a_jail(instance: Any, **_more: Any) -> None:
    global _takes_code
    _takes_code = QUEUE in instance.app.amqp.queues.consume_from
    if not _takes_code:
        return
    try:
        tried = Jail(settings.SANDBOX_MIN_TIER)
        tried.stop()
        _say("", waits=True, tier=tried.tier)
    except Unavailable as why:
        _takes_code = False
        instance.app.amqp.queues.deselect(QUEUE)
        logger.error("this worker leaves the queue for code, and submissions wait: %s", why)
        _say(str(why), waits=False)


@worker_process_init.connect
def _start(**_more: Any) -> None:
    if _takes_code:
        try:
            jail().prepare()
        except Unavailable:
            logger.exception("the jail could not be started; the next submission will try again")


@worker_process_shutdown.connect
def _stop(**_more: Any) -> None:
    close_jail()


def _say(why: str, waits: bool, tier: str = "") -> None:
    code_worker_says(host=socket.gethostname(), why=why, waits=waits, tier=tier, now=timezone.now())
