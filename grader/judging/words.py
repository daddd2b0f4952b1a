"""Why a submission did not answer, in kind words; what the student's own program said is never part of them."""

from exercises.text import T, Text
from grader.sandbox import Answer, Outcome

_MISSING = T(
    "Your code imports something that is not here. numpy and the plain parts of Python's library are; nothing else is "
    "needed for a convolution."
)
_REFUSED = T(
    "Your code asked for a file. There are none here: your function gets its arguments and returns its result."
)
_FORBIDDEN = T(
    "Your code asked the system for something that is closed here, such as a network connection or another program, "
    "and was ended. A convolution needs only its arguments."
)


def loading(answer: Answer) -> Text:
    """Why the file could not be loaded."""
    error = answer.error
    if error is None:
        return ended(answer, 0.0)
    special = _of_type(error.type)
    if special:
        return special
    if error.line:
        return T("Your file stops with an error in line %(line)s before the function can be called.", line=error.line)
    return T("Your file could not be loaded. Does it define the function under its exact name?")


def stopped(answer: Answer, seconds: float) -> Text:
    """Why a call gave no result."""
    error = answer.error
    if error is None or answer.outcome is Outcome.MEMORY_LIMIT:
        return ended(answer, seconds)
    special = _of_type(error.type)
    if special:
        return special
    if error.line:
        return T("Your function stops with an error in line %(line)s.", line=error.line)
    return T("Your function stops with an error.")


def ended(answer: Answer, seconds: float) -> Text:
    """Why the whole program came to an end."""
    words = {
        Outcome.TIME_LIMIT: T(
            "Your function did not come to an end in time: %(seconds)s seconds for all tests together. Look for a loop "
            "whose condition never becomes false.",
            seconds=f"{seconds:g}",
        )
        if seconds
        else T("Your file did not come to an end while it was loaded. Only define functions in it."),
        Outcome.MEMORY_LIMIT: T(
            "Your function asked for more memory than there is for it. Look for an array that grows."
        ),
        Outcome.OUTPUT_LIMIT: T("Your code printed or handed back too much. Take out the prints inside loops."),
        Outcome.SECURITY: _FORBIDDEN,
    }
    return words.get(answer.outcome, T("Your program ended before it gave a result."))


def _of_type(error: str) -> Text | None:
    if error in ("ModuleNotFoundError", "ImportError"):
        return _MISSING
    return _REFUSED if error == "PermissionError" else None
