"""Run a stranger's numpy function in a jail and report what happened.

    jail = Jail(min_tier="B")
    report = jail.run("def area(a, b):\\n    return a * b\\n", "area", [Call((3, 4)), Call((5, 6))])
    report.outcome, report.values        # Outcome.ANSWERED, (12, 30)

Expected answers never enter the jail: whether a value is right is for the caller to say. See
docs/security.md.
"""

from grader.sandbox.jail import Jail, Unavailable
from grader.sandbox.kernel import why_not
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session
from grader.sandbox.verdict import Answer, Call, Error, Outcome, Report
from grader.sandbox.wire import Array

__all__ = [
    "Answer",
    "Array",
    "Call",
    "Error",
    "Jail",
    "Limits",
    "Outcome",
    "Report",
    "Session",
    "Unavailable",
    "why_not",
]
