"""Levels with few sizes to ask about: docs/catalogue.md says so, and a test counts their questions."""

SMALL = {
    ("same-padding", 1): 119,
    ("same-padding", 2): 89,
    ("same-pads", 1): 232,
    ("same-pads", 2): 296,
    ("floor-inputs", 1): 174,
    ("floor-inputs", 2): 186,
}
"""How many different questions 12,000 seeds found there; none came after 3,000."""

ENOUGH = 300
"""All other levels have at least so many in ENOUGH_DRAWS draws."""
ENOUGH_DRAWS = 1_000
