"""One submission from its source to its report."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from grader.sandbox import frames
from grader.sandbox.client import Broken, Child, Zygote
from grader.sandbox.dialogue import Dialogue, Ended
from grader.sandbox.text import clean
from grader.sandbox.verdict import Answer, Error, Outcome, Report, of_error

MESSAGE_CHARACTERS = 500


class Session:
    """Several calls, in lock-step, to one function in one jailed process.

    A context manager: loading happens on the way in. A call that raises leaves the session usable; any other
    failure ends it, and every later call returns that same failure.
    """

    def __init__(self, zygote: Zygote, child: Child, on_close: Callable[["Session"], None]) -> None:
        self.zygote = zygote
        self.child = child
        self.answers: list[Answer] = []
        self.load_seconds = 0.0
        self._on_close = on_close
        self._dialogue = Dialogue(zygote, child)
        self._ended: Answer | None = None
        self._report: Report | None = None

    def load(self, source: str, function: str) -> Outcome:
        """Compile and run the file and find the function in it."""
        started = time.monotonic()
        code = source.encode("utf-8", "replace")
        limit = self.child.limits.source_bytes
        if len(code) > limit:
            self._ended = Answer(Outcome.RUNTIME_ERROR, words=f"the file is larger than {limit} bytes")
            return self._ended.outcome
        answer = self._ask(self._dialogue.begin, (code, function), frames.Kind.LOADED)
        if answer.outcome is not Outcome.ANSWERED:
            self._ended = answer
        self.load_seconds = time.monotonic() - started
        return answer.outcome

    def call(self, *args: Any, **kwargs: Any) -> Answer:
        """Call the function with plain values and arrays; the answer says what happened."""
        if self._ended is not None:
            return self._ended
        answer = self._ask(self._dialogue.ask, (args, kwargs), frames.Kind.RESULT)
        self.answers.append(answer)
        return answer

    @property
    def ended(self) -> Answer | None:
        """The failure that ended the session, None while it can still be called."""
        return self._ended

    def close(self) -> Report:
        """End the process, whatever it is doing, and return the report; again and again the same one."""
        if self._report is None:
            self._report = self._make_report()
            self._on_close(self)
        return self._report

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(
        self, question: Callable[[object], tuple[frames.Frame, Any]], request: object, hoped: frames.Kind
    ) -> Answer:
        started = time.monotonic()
        try:
            header, reply = question(request)
            answer = _read_reply(header, reply, hoped, time.monotonic() - started)
        except Ended as ended:
            answer = Answer(ended.outcome, words=ended.words, seconds=time.monotonic() - started)
            self._ended = answer
        except Broken as broken:
            answer = Answer(Outcome.JUDGE_ERROR, words=str(broken))
            self._ended = answer
        return answer

    def _make_report(self) -> Report:
        try:
            self._dialogue.hear_out()
        except Ended as ended:
            if self._ended is None or self._ended.outcome is not Outcome.JUDGE_ERROR:
                self._ended = Answer(ended.outcome, words=ended.words)
        failures = [answer for answer in self.answers if answer.outcome is not Outcome.ANSWERED]
        decisive = self._ended or (failures[0] if failures else Answer(Outcome.ANSWERED))
        limit = self.child.limits.text_bytes
        return Report(
            outcome=decisive.outcome,
            words=decisive.words,
            error=decisive.error,
            answers=tuple(self.answers),
            stdout=clean(bytes(self._dialogue.stdout[:limit]), limit),
            stderr=clean(bytes(self._dialogue.stderr[:limit]), limit),
            load_seconds=self.load_seconds,
            tier=self.zygote.tier,
        )


def _read_reply(header: frames.Frame, reply: Any, hoped: frames.Kind, seconds: float) -> Answer:
    """Turn a frame into an answer; Ended if it does not have the shape its kind promises."""
    if header.kind is frames.Kind.ERROR and _is(reply, str, str, int):
        error = Error(clean(reply[0], 80), clean(reply[1], MESSAGE_CHARACTERS), reply[2])
        words = f"{error.type}: {error.message}" if error.message else error.type
        return Answer(of_error(error), error=error, words=words, seconds=seconds)
    if header.kind is hoped is frames.Kind.LOADED and reply is None:
        return Answer(Outcome.ANSWERED, seconds=seconds)
    if header.kind is hoped is frames.Kind.RESULT and isinstance(reply, tuple) and _is(reply[1:], bool):
        return Answer(Outcome.ANSWERED, reply[0], changed_input=reply[1], seconds=seconds)
    raise Ended(Outcome.SECURITY, "the program forged an answer of its runner")


def _is(values: Any, *types: type) -> bool:
    return type(values) is tuple and [type(value) for value in values] == list(types)
