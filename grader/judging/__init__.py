"""A question and an answer in, a verdict out. No database, no clock; the caller brings the dice and the jail."""

from grader.judging.code import judge_code
from grader.judging.questions import Accepted, judge
from grader.judging.source import file_too_large, read_source
from grader.judging.verdict import WHOLE, Outcome, Verdict, as_decimal, fault, in_parts

__all__ = [
    "WHOLE",
    "Accepted",
    "Outcome",
    "Verdict",
    "as_decimal",
    "fault",
    "file_too_large",
    "in_parts",
    "judge",
    "judge_code",
    "read_source",
]
