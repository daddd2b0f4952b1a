"""Why a submission did not answer, in kind words; what the student's own program said is never part of them."""

from exercises.comparing import Difference, Fault
from exercises.text import T, Text
from grader.sandbox import Answer, Outcome

MOST_RESULT = 1 << 20
"""Bytes of one result, many times what any problem asks for."""

_NEXT = {
    Fault.TYPE: T("Look at what your return hands back."),
    Fault.SHAPE: T("Count by hand how many there are along each axis."),
    Fault.DTYPE: T("Turn them into numbers before you return them."),
    Fault.NAN: T("Look for a division by zero, or for cells that were never filled in."),
    Fault.VALUE: T("Work this one out by hand, and compare it with what your code does step by step."),
}

_MISSING = T(
    "Your code imports something that is not here. numpy and the plain parts of Python's library are; nothing else is "
    "needed for a convolution."
)
_REFUSED = T(
    "Your code asked for a file. There are none here: your function gets its arguments and returns its result."
)
_STRANGE = T(
    "Your function hands back something that cannot be taken, such as an array of text or of objects, a set, or a very "
    "long or deep list. Return numbers, or lists or arrays of numbers."
)
_FORBIDDEN = T(
    "Your code asked the system for something that is closed here, such as a network connection or another program, "
    "and was ended. A convolution needs only its arguments."
)

_GONE = T(
    "Your program ended before it gave a result. Let the function return it, and call neither exit nor anything that "
    "ends Python."
)


def different(difference: Difference) -> Text:
    """What is wrong with a result, and what to do next."""
    return T("%(what)s %(next)s", what=difference.sentence, next=_NEXT[difference.fault])


def loading(answer: Answer) -> Text:
    """Why the file could not be loaded."""
    error = answer.error
    if error is None:
        return ended(answer, 0.0)
    special = _of_type(error.type)
    if special:
        return special
    if error.line:
        return T(
            "Your file stops with an error in line %(line)s before the function can be called. Mend that line first.",
            line=error.line,
        )
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
        return T(
            "Your function stops with an error in line %(line)s. Call it with the same input yourself, and read what "
            "that line does with it.",
            line=error.line,
        )
    return T("Your function stops with an error. Call it with the same input yourself, and see where.")


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
        Outcome.OUTPUT_LIMIT: T(
            "Your code printed too much, or handed back more than %(most)s MB. Take out the prints inside loops, and "
            "return the result alone.",
            most=MOST_RESULT >> 20,
        ),
        Outcome.SECURITY: _FORBIDDEN,
    }
    return words.get(answer.outcome, _GONE)


def _of_type(error: str) -> Text | None:
    if error in ("ModuleNotFoundError", "ImportError"):
        return _MISSING
    return {"PermissionError": _REFUSED, "Unsendable": _STRANGE}.get(error)
