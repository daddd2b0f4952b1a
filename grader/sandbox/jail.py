"""The jail as the rest of the house sees it: one fork server, one waiting child, and a way to run a
submission.
"""

import os
from collections.abc import Sequence
from typing import Self

from grader.sandbox import kernel, selftest
from grader.sandbox.client import Broken, Child, Zygote
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session
from grader.sandbox.verdict import Call, Outcome, Report

TIERS = ("A", "B", "seccomp")
RECYCLE_AFTER = 2_000


class Unavailable(Exception):
    """This server cannot run code safely enough; the message says why in words."""


class Jail:
    """A running jail. Start one per worker process, from its main thread; it dies with that thread.

    It keeps one child ready for the limits used last, replaces the fork server every `RECYCLE_AFTER` children
    and after every fault of our own, and leaves no process behind however its owner ends.
    """

    def __init__(self, min_tier: str = "B", *, tier: str | None = None, check: bool = True) -> None:
        """Start the strongest jail this system allows, at least `min_tier`, and let the canaries try it.

        Unavailable says why there is none. `tier` asks for one kind exactly and `check=False` leaves out the
        canaries: for tests and measurements.
        """
        self._wanted = (tier,) if tier else TIERS[: TIERS.index(min_tier) + 1]
        self._owner = os.getpid()
        self._spare: Child | None = None
        self._open: set[Session] = set()
        self._faulty = False
        self._buried = 0
        self._zygote = start_strongest(self._wanted)
        if check:
            self._refuse_if_leaky()

    @property
    def tier(self) -> str:
        """One of `TIERS`."""
        return self._zygote.tier

    @property
    def landlock(self) -> bool:
        """Whether Landlock is one of the walls."""
        return self._zygote.landlock

    @property
    def spawned(self) -> int:
        """How many children this jail has had, over all its fork servers."""
        return self._buried + self._zygote.spawned

    @property
    def zygote(self) -> Zygote:
        """The fork server, for measurements."""
        return self._zygote

    def run(self, source: str, function: str, calls: Sequence[Call], limits: Limits | None = None) -> Report:
        """Load `source`, call `function` once per call until one fails, and report. A fault of ours is
        retried once.
        """
        report = self._run_once(source, function, calls, limits)
        if report.outcome is Outcome.JUDGE_ERROR:
            report = self._run_once(source, function, calls, limits)
        return report

    def session(self, source: str, function: str, limits: Limits | None = None) -> Session:
        """Load `source` and return the session for calling `function`; loading may have failed, see
        `Session.ended`.
        """
        limits = (limits or Limits()).capped()
        self._renew_if_needed()
        child = self._take_child(limits)  # first: it may replace the fork server
        session = Session(self._zygote, child, self._closed)
        self._open.add(session)
        session.load(source, function)
        return session

    def prepare(self, limits: Limits | None = None) -> None:
        """Have a child waiting for the next submission with these limits."""
        limits = (limits or Limits()).capped()
        if self._spare is None or self._spare.limits != limits:
            self.drop_spare()
            self._spare = self._zygote.spawn(limits)

    def drop_spare(self) -> None:
        """End the waiting child, if there is one."""
        spare, self._spare = self._spare, None
        if spare is not None:
            self._zygote.kill(spare)
            self._zygote.bury(spare)
            spare.close()

    def stop(self) -> None:
        """End everything that runs in this jail and wait until it is gone.

        In a forked copy of the owner only the copied descriptors are closed: the jail is not the copy's to
        end.
        """
        ours = self._owner == os.getpid()
        for session in tuple(self._open):
            if ours:
                session.close()
            else:
                session.child.close()
        self._open.clear()
        if self._spare is not None:
            self._spare.close()
            self._spare = None
        if ours:
            self._zygote.stop()
        else:
            self._zygote.abandon()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def _refuse_if_leaky(self) -> None:
        broken = list(selftest.failures(self.run))
        if broken:
            self.stop()
            raise Unavailable(f"the jail failed its self-test: {'; '.join(broken)}")

    def _run_once(self, source: str, function: str, calls: Sequence[Call], limits: Limits | None) -> Report:
        with self.session(source, function, limits) as session:
            for call in calls:
                if session.call(*call.args, **call.kwargs).outcome is not Outcome.ANSWERED:
                    break
        return session.close()

    def _take_child(self, limits: Limits) -> Child:
        try:
            self.prepare(limits)
        except Broken:  # the fork server died since the last submission
            self._faulty = True
            self._renew_if_needed()
            self.prepare(limits)
        child, self._spare = self._spare, None
        assert child is not None
        return child

    def _closed(self, session: Session) -> None:
        """Kill first, then order the next child, then bury: the next submission waits for none of it."""
        self._open.discard(session)
        child = session.child
        if session.ended is not None and session.ended.outcome is Outcome.JUDGE_ERROR:
            self._faulty = True
        try:
            if child.death is None:
                session.zygote.kill(child)
            if session.zygote is self._zygote and not self._faulty:
                self.prepare(child.limits)
            if child.death is None:
                session.zygote.bury(child)
        except Broken:
            self._faulty = True
        child.close()

    def _renew_if_needed(self) -> None:
        worn_out = self._zygote.spawned >= RECYCLE_AFTER and not self._open
        if worn_out or self._faulty or self._owner != os.getpid():
            self.stop()
            self._buried += self._zygote.spawned
            self._zygote = start_strongest(self._wanted)
            self._owner = os.getpid()
            self._faulty = False


def start_strongest(tiers: Sequence[str]) -> Zygote:
    """Return a fork server of the first tier that can be had, trying each in full; Unavailable tells every
    reason.
    """
    reason = kernel.why_not()
    if reason:
        raise Unavailable(reason)
    reasons = []
    for tier in tiers:
        for user_namespace in _ways(tier):
            try:
                return Zygote(tier, user_namespace)
            except Broken as broken:
                reasons.append(f"tier {tier}: {broken}")
    raise Unavailable("no jail that is strong enough can start here; " + "; ".join(reasons))


def _ways(tier: str) -> tuple[bool, ...]:
    """Namespaces come with a user namespace of our own or, where those are forbidden, from being root."""
    return (True, False) if tier == "A" and os.geteuid() == 0 else (tier == "A",)
