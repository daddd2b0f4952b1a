"""What every kind of question is: a small frozen dataclass whose fields are what the student is asked about.

A kind subclasses `Question` and writes, in a teacher's order: `propose`, `prompt`, `convention`, `picture`,
`answer`, `solve`, `wrong_models`, `explain`. Everything else here is the same for all kinds.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, field
from operator import eq
from random import Random
from typing import Any, ClassVar, Self

from exercises.answers import Format, Value
from exercises.engine.sizes import Axis
from exercises.frozen import frozen, once
from exercises.pictures import Cell, Frame, Picture
from exercises.recipes import Swap
from exercises.slips import family
from exercises.stored import as_declared
from exercises.text import T, Text

LEVELS = (1, 2, 3)
MOST_DRAWS = 5_000


class NoNumbers(RuntimeError):
    """No well-posed question was found that is also wanted."""


@frozen
class Mistake:
    """The answer that one wrong model gives to *this* question.

    `slip` is its slug in `exercises.slips`; `sentence` names it with this question's numbers; `step` is the key of the
    step of `explain()` where the right way parts from it; `frames` show what the slip would read. `swap` says which
    parts of a formula it replaces, so that it can be made together with a slip in another part.
    """

    slip: str
    answer: Value
    sentence: Text
    step: str = ""
    frames: tuple[Frame, ...] = ()
    swap: Swap | None = field(default=None, compare=False)


@frozen
class Step:
    """One step of a worked solution: words, a formula (LaTeX) when there is one, and marks on its picture.

    `frames` are seen while the step is; `cells` are written by it and stay.
    """

    key: str
    sentence: Text
    formula: str = ""
    frames: tuple[Frame, ...] = ()
    cells: tuple[Cell, ...] = ()


@frozen
class Explanation:
    """A worked solution; its last step says the solution."""

    picture: Picture
    steps: tuple[Step, ...]


class Question(ABC):
    """One exercise with its numbers. Subclasses are frozen dataclasses in `exercises.kinds`, one a file.

    `title` and `about` (one short sentence: what is practised) are read in lists; `topic` is a slug of
    `exercises.topics`, and `order` the place in it; `version` grows when the same parameters mean something else.
    `is_map` says of a grid answer that it is a map, whose cells can look flipped or moved; `size_rule` how large it
    is. `gives_output` says that the output, or its size, is given and something else is asked for.
    """

    title: ClassVar[Text]
    about: ClassVar[Text]
    topic: ClassVar[str]
    order: ClassVar[int]
    version: ClassVar[int] = 1
    is_map: ClassVar[bool] = True
    size_rule: ClassVar[Text] = T("Work out how many windows fit down and across before filling them in.")
    gives_output: ClassVar[bool] = False

    @classmethod
    @abstractmethod
    def propose(cls, rng: Random, level: int) -> Self:
        """Draw numbers for level 1, 2 or 3 from `rng` alone; unsuitable ones are drawn again."""

    @abstractmethod
    def prompt(self) -> Text:
        """What is asked, in one or two sentences that are complete without the picture."""

    @abstractmethod
    def convention(self) -> Text:
        """The rule that decides, named: shown as a tag beside the question."""

    @abstractmethod
    def picture(self) -> Picture:
        """What is given; never what is asked for."""

    @property
    @abstractmethod
    def answer(self) -> Format:
        """How the answer is typed, read and compared."""

    @abstractmethod
    def solve(self) -> Value:
        """The right answer, from the engine."""

    def sliding(self) -> tuple[Axis, ...]:
        """How the windows slide here, axis by axis: `exercises.regimes` reads from it what is practised."""
        return ()

    def stacked(self) -> tuple[Axis, ...]:
        """The same of layers one behind another, an axis for each."""
        return ()

    @abstractmethod
    def wrong_models(self) -> Iterable[Mistake]:
        """Each wrong model's answer on these numbers; those that happen to be right are dropped by `mistakes`."""

    @abstractmethod
    def explain(self) -> Explanation:
        """The worked solution, step by step."""

    def targets(self, level: int) -> tuple[str, ...]:
        """Slips that a question of this level must be able to tell apart; it is redrawn until it can."""
        return ()

    def well_posed(self, level: int) -> bool:
        """What else must hold for a drawn question, beside telling its targets apart."""
        return True

    @classmethod
    def generate(cls, rng: Random, level: int, wanted: Callable[["Question"], bool] | None = None) -> Self:
        """A well-posed question, which is also `wanted` where that is asked for: the same seed, the same question.

        Raises NoNumbers when there is none to be found.
        """
        *_, last = cls.draws(rng, level, wanted)
        return last

    @classmethod
    def draws(cls, rng: Random, level: int, wanted: Callable[["Question"], bool] | None = None) -> Iterator[Self]:
        """Every proposal up to the first well-posed one, which comes last."""
        if level not in LEVELS:
            raise ValueError(f"level {level} does not exist; choose one of {LEVELS}")
        for _ in range(MOST_DRAWS):
            question = cls.propose(rng, level)
            yield question
            if wanted and not wanted(question):
                continue
            if question.well_posed(level) and question.tells_apart(question.targets(level)):
                return
        raise NoNumbers(f"{cls.__name__} level {level} found no well-posed numbers in {MOST_DRAWS} draws")

    def mistakes(self) -> tuple[Mistake, ...]:
        """The wrong models that can be seen on these numbers."""
        return self._visible

    @once
    def _visible(self) -> tuple[Mistake, ...]:
        right, accepts = self.solve(), self.answer.accepts
        return tuple([m for m in self.wrong_models() if not accepts(m.answer, right)])

    def near_misses(self, given: Value) -> Iterable[Mistake]:
        """Wrong models that only the answer itself suggests, such as one slip in one cell.

        They are tried when none of `mistakes` gives the readable answer `given`.
        """
        return ()

    def seldom(self) -> Iterable[Mistake]:
        """Wrong models that few students have: they hide none of `mistakes`, and draws do not look at them.

        One is named where nothing else gives an answer, and said beside the slip that gives it too.
        """
        return ()

    def overlooking(self) -> Iterable["Question"]:
        """This question as it is after one slip at the start: its mistakes are those of a student with two slips.

        No near miss is named whose answer is also one of theirs.
        """
        return ()

    def swaps(self) -> Iterable[tuple[str, Swap]]:
        """Slips by what they replace in a formula, also those that cannot be seen alone: two make one answer."""
        return [(mistake.slip, mistake.swap) for mistake in self.wrong_models() if mistake.swap]

    def tells_apart(self, slips: Iterable[str]) -> bool:
        """Whether each slip is visible and no slip of another family gives its answer."""
        wanted = tuple(slips)
        if not wanted:
            return True
        seen, accepts = self.mistakes(), self.answer.accepts
        made = {mistake.slip: mistake.answer for mistake in reversed(seen)}
        if any(slip not in made for slip in wanted):
            return False
        answers = [mistake.answer for mistake in seen]
        for slip in wanted:
            if accepts is eq and answers.count(made[slip]) == 1:  # its own: no need to ask whose the others are
                continue
            if not _is_alone(family(slip), made[slip], seen, accepts):
                return False
        return True

    def parameters(self) -> dict[str, Any]:
        """What is stored: `type(self).restore(parameters)` is this question again."""
        return asdict(self)  # type: ignore[call-overload]

    @classmethod
    def restore(cls, parameters: dict[str, Any]) -> Self:
        """The question from its stored parameters, also after a trip through JSON.

        Lists become tuples, and 7.0 becomes 7. Raises Impossible for a value of another type than its field declares.
        """
        return cls(**as_declared(cls, parameters))


def _is_alone(own: str, mine: Value, seen: Iterable[Mistake], accepts: Callable[[Value, Value], bool]) -> bool:
    """Whether all that give this answer are of its family."""
    for mistake in seen:  # noqa: SIM110 - a generator takes twice as long, and this is asked of every draw
        if accepts(mistake.answer, mine) and family(mistake.slip) != own:
            return False
    return True
