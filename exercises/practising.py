"""What to practise next: the regime in which a learner errs most, and a question that has it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from exercises.diagnosis import shows
from exercises.kinds import catalogue
from exercises.question import LEVELS
from exercises.regimes import REGIMES, regimes_of
from exercises.text import Text
from exercises.topics import PREREQUISITES, TOPICS

FEWEST_TRIES = 4
FEWEST_WRONG = 2
WEIGHT = 4  # a regime counts as if so many more of its questions had gone as all questions did
MOST_SEED = 999_999  # six digits can be read out to a friend
LOOKS = 200
LOOKS_FOR_A_SLIP = 2_000  # some slips show on one question in 150, and most on one in three
SHARES = (0.6, 0.8, 1.0)  # when the search for a slip leaves its level, then the nearest one, then the other one


@dataclass(frozen=True)
class Done:
    """A question that a learner has answered: its kind and level, its regimes, and whether the answer was right."""

    kind: str
    level: int
    regimes: tuple[str, ...]
    right: bool


@dataclass(frozen=True)
class Weakness:
    """A regime, and how many of its questions went wrong."""

    regime: str
    wrong: int
    tries: int

    @property
    def title(self) -> Text:
        """What the regime is called."""
        return REGIMES[self.regime].title


def weakness(history: Iterable[Done]) -> Weakness | None:
    """The regime in which most goes wrong; None while there is too little to say so.

    Few answers say little, so each share of wrong ones is drawn towards that of all answers together: a regime with
    `w` of `t` wrong has the share (w + WEIGHT * all) / (t + WEIGHT). By hand: of 20 answers 5 are wrong, and of 8
    with even kernels 4; then even kernels have (4 + 4 * 0.25) / (8 + 4) = 0.42. Where two are level, the more
    particular one is meant.
    """
    done = list(history)
    tries, wrong = Counter(one for each in done for one in each.regimes), Counter[str]()
    for each in done:
        if not each.right:
            wrong.update(each.regimes)
    weak = [slug for slug in REGIMES if tries[slug] >= FEWEST_TRIES and wrong[slug] >= FEWEST_WRONG]
    if not weak:
        return None
    overall = sum(not each.right for each in done) / len(done)
    worst = max(weak, key=lambda slug: (wrong[slug] + WEIGHT * overall) / (tries[slug] + WEIGHT))
    return Weakness(worst, wrong[worst], tries[worst])


def next_home(regime: str, history: Iterable[Done], rng: Random) -> tuple[str, int]:
    """A kind and a level for this regime: one that the learner is ready for, else the one that is taught first.

    Ready means that something of each topic that its own builds on went right, and, above level 1, so did something
    of that topic.
    """
    right = [each for each in history if each.right]
    homes = [(slug, level) for slug, level in REGIMES[regime].homes if _is_ready(slug, level, right)]
    return rng.choice(homes) if homes else min(REGIMES[regime].homes, key=_taught)


def _is_ready(slug: str, level: int, right: Sequence[Done]) -> bool:
    topic = catalogue()[slug].topic
    known = {catalogue()[each.kind].topic for each in right}
    return set(PREREQUISITES.get(topic, ())) <= known and (level == LEVELS[0] or topic in known)


def _taught(home: tuple[str, int]) -> tuple[int, int]:
    slug, level = home
    return level, list(TOPICS).index(catalogue()[slug].topic)


def seed_for(regime: str, kind: str, level: int, rng: Random, without: Collection[int] = ()) -> int:
    """A seed whose question has this regime; seeds in `without` have been seen.

    A kind and level that are no home of the regime may have no such question: then the last seed looked at.
    """
    seed = 0
    for _ in range(LOOKS):
        seed = rng.randint(1, MOST_SEED)
        if seed not in without and regime in regimes_of(catalogue()[kind].generate(Random(seed), level)):
            break
    return seed


def place_showing(
    slip: str, kind: str, level: int, rng: Random, spent: Callable[[], float] = lambda: 0
) -> tuple[int, int] | None:
    """The level and the seed of a question on which this slip would show again: of this level, or else of another.

    `spent` tells which share of the time for it is over, from 0 to 1. None when nothing was found.
    """
    near = sorted(LEVELS, key=lambda one: abs(one - level))
    for place, share in zip(near, SHARES, strict=True):
        for _ in range(LOOKS_FOR_A_SLIP):
            seed = rng.randint(1, MOST_SEED)
            if shows(catalogue()[kind].generate(Random(seed), place), slip):
                return place, seed
            if spent() >= share:
                break
    return None
