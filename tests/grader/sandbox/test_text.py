import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.sandbox.text import clean


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"plain\ttext\n", "plain\ttext\n"),
        ("größe 核 × −1", "größe 核 × −1"),
        (b"line\r\nline", "line\nline"),
        (b"\x1b[31mred\x1b[0m", "red"),
        (b"\x1b]0;title\x07rest", "rest"),
        (b"\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\", "link"),
        (b"\x1b]0;never ended", ""),
        ("a\u202edetpecca\u202c", "adetpecca"),
        (b"a\x00b\x08c\x7fd\x9be", "abcd\ufffde"),
        ("\ud800x", "x"),
        (b"<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_text_is_made_fit_to_be_shown(raw: bytes | str, shown: str) -> None:
    assert clean(raw, 100) == shown


def test_text_is_cut_to_its_limit() -> None:
    assert clean(b"x" * 1000, 10) == "x" * 10


@given(st.binary() | st.text())
def test_nothing_that_steers_a_terminal_or_turns_a_line_gets_through(raw: bytes | str) -> None:
    shown = clean(raw, 1000)
    assert all(character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs") for character in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    shown.encode()
