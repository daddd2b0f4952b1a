"""Reading a file of code that somebody uploaded or typed."""

from exercises.answers import Unreadable
from exercises.text import T
from grader.sandbox import Limits

MOST_BYTES = Limits().source_bytes


def read_source(data: bytes) -> str | Unreadable:
    """The text of a file, its line ends as Python counts them; or why it cannot be taken, which costs nothing."""
    if len(data) > MOST_BYTES:
        return file_too_large()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        return Unreadable(
            T("This is not UTF-8 text (line %(line)s). Save the file as a plain .py file in UTF-8.", line=line)
        )
    if "\0" in text:
        return Unreadable(T("This file holds zero bytes, so it is no Python text. Choose a .py file."))
    if not text.strip():
        return Unreadable(T("There is no code yet. Write the function, or choose a .py file."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def file_too_large() -> Unreadable:
    """What is said about a file that is larger than any exercise needs."""
    return Unreadable(T("That file is larger than %(most)s KB. A function needs far less.", most=MOST_BYTES // 1024))
