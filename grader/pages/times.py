"""Times in words, with the zone that they are in."""

from datetime import datetime

from django.utils import timezone
from django.utils.dateformat import format
from django.utils.translation import gettext as _

STYLES = {"": "D j M Y, H:i", "second": "D j M Y, H:i:s", "date": "D j M Y", "short": "j M, H:i:s", "clock": "H:i:s"}
"""To the minute, to the second for receipts, the day alone, and two for lists above which the zone is named."""


def in_words(at: datetime, style: str = "") -> str:
    """Such as “Thu 26 Nov 2026, 18:00 Berlin time”; where the clock says so twice that night, which of the two."""
    local = timezone.localtime(at)
    said = format(local, STYLES[style])
    if style in ("date", "short", "clock"):
        return said
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{said} {zone_in_words()}" + (f" ({local.tzname()})" if twice else "")


def zone_in_words() -> str:
    """The site's time zone: “Berlin time” for Europe/Berlin, and the name itself where it names no place."""
    area, _slash, place = timezone.get_current_timezone_name().rpartition("/")
    if not area:
        return f"UTC{place}" if place[0] in "+-" else place
    return _("%(place)s time") % {"place": place.replace("_", " ")}
