"""The one road: open, receive, judge, sweep. Nobody else knows all of it.

The row is the truth and the message only a hint: a submission is stored before its message is sent, claimed with a
lease, and recorded only while the claim is still ours. What no message reaches, `sweep` sends for again. In the order
of the road: `opening`, `receiving`, then `answers` or `code`, and `recording`; beside it `sweeping` and `inviting`.
"""

from grader.pipeline.answers import judge, verdict_on
from grader.pipeline.code import code_lease, judge_code, verdict_on_code
from grader.pipeline.dice import hidden_dice, secret_dice
from grader.pipeline.inviting import invite, send_invitation, send_unsent
from grader.pipeline.opening import open_again, open_code, open_item, open_practice, open_same, open_variant
from grader.pipeline.receiving import (
    CLOSED,
    GONE_BY,
    NEW_NUMBERS,
    NOT_YET,
    REFUSALS,
    TIME_IS_UP,
    USED_UP,
    refusal,
    submit,
    submit_code,
)
from grader.pipeline.recording import MOST_TRIES
from grader.pipeline.sweeping import count, show_life, sweep, tell_closings, tidy

__all__ = [
    "CLOSED",
    "GONE_BY",
    "MOST_TRIES",
    "NEW_NUMBERS",
    "NOT_YET",
    "REFUSALS",
    "TIME_IS_UP",
    "USED_UP",
    "code_lease",
    "count",
    "hidden_dice",
    "invite",
    "judge",
    "judge_code",
    "open_again",
    "open_code",
    "open_item",
    "open_practice",
    "open_same",
    "open_variant",
    "refusal",
    "secret_dice",
    "send_invitation",
    "send_unsent",
    "show_life",
    "submit",
    "submit_code",
    "sweep",
    "tell_closings",
    "tidy",
    "verdict_on",
    "verdict_on_code",
]
