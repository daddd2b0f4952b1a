"""Whether what an instructor wants of drawn numbers can be had."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from exercises.kinds import catalogue
from exercises.question import NoNumbers
from exercises.ranges import Wanted, frameworks_of, parameters_of


def trouble_with(kind: str, level: int, limits: Mapping[str, Sequence[int]], framework: str) -> str:
    """Why questions of this kind cannot be drawn like that, in words for whoever wants them; empty when they can."""
    asked = catalogue()[kind]
    if strange := [name for name in limits if name not in parameters_of(asked)]:
        return _("%(kind)s has no %(names)s to keep between bounds.") % {"kind": kind, "names": ", ".join(strange)}
    if any(len(bounds) != 2 or bounds[0] > bounds[1] for bounds in limits.values()):
        return _("Bounds are a least and a most.")
    if framework and framework not in frameworks_of(asked, level):
        return _("No question of this kind and level goes by %(framework)s.") % {"framework": framework}
    try:
        Wanted({name: (least, most) for name, (least, most) in limits.items()}, framework).can_be_drawn(asked, level)
    except NoNumbers:
        return _("There are too few good questions within these bounds. Widen them, or choose another level.")
    return ""
