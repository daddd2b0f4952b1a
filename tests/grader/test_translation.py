"""Every word on a page can be translated: templates hold no bare words."""

import re

import pytest

from tests.journeys.site import ROOT

TEMPLATES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*.*"))
TRANSLATED = re.compile(
    r"{% block main_class %}.*?{% endblock %}|{%\s*blocktranslate.*?endblocktranslate\s*%}|{#.*?#}|{%.*?%}|{{.*?}}",
    re.S,
)
NOT_SAID = re.compile(r"<(svg|style|script|defs)\b.*?</\1>|<!doctype[^>]*>|</?[a-z!][^>]*>", re.S)
SAID_IN_ATTRIBUTES = re.compile(r"\b(?:title|alt|aria-label|placeholder)=\"([^\"]*)\"")
NAMES = {"Stridewise"}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_says_nothing_that_cannot_be_translated(template):
    bare = TRANSLATED.sub("", (ROOT / template).read_text())
    words = set(re.findall(r"[A-Za-z]{2,}", NOT_SAID.sub(" ", bare)))
    words |= {word for value in SAID_IN_ATTRIBUTES.findall(bare) for word in re.findall(r"[A-Za-z]{2,}", value)}
    assert words - NAMES == set()
