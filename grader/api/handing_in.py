"""Taking an answer from a machine, whatever was asked."""

from typing import Any, Protocol

from django.utils import timezone

from exercises.answers import Unreadable
from exercises.text import plain
from grader import pipeline
from grader.api.answers import as_typed
from grader.api.problems import Refused
from grader.attempts.models import Attempt, Submission


class Body(Protocol):
    """An answer or a source; the other is None."""

    answer: Any
    source: str | None


def received(attempt: Attempt, body: Body) -> Submission:
    """What is kept of the answer from here on; Refused for what cannot be taken or read, which is no attempt."""
    wanted = "source" if attempt.is_code else "answer"
    if getattr(body, wanted) is None or (body.answer is not None and body.source is not None):
        pointed = [{"detail": "needed, and nothing else", "pointer": f"#/{wanted}"}]
        raise Refused(422, f"This kind takes {wanted!r} and nothing else.", errors=pointed)
    now = timezone.now()
    if attempt.is_code:
        source = str(body.source).encode("utf-8", "replace")
        taken = pipeline.submit_code(attempt=attempt, data=source, trial=False, now=now)
    else:
        taken = pipeline.submit(attempt=attempt, text=as_typed(attempt.question.answer, body.answer), now=now)
    if isinstance(taken, Unreadable):
        said = plain(str(taken.message))
        if taken in pipeline.REFUSALS:
            raise Refused(409, said)
        raise Refused(422, said, errors=[{"detail": said, "pointer": f"#/{wanted}"}])
    return taken
