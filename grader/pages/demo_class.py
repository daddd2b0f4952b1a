"""The demo course's class: an assignment that is open, and students who have answered some of it."""

from datetime import datetime, timedelta
from random import Random

from exercises.kinds import catalogue
from grader import pipeline
from grader.attempts.models import Attempt
from grader.attempts.services import judged_then, receive
from grader.people.models import Course, Role, User
from grader.people.services import enrol, learner_of
from grader.sets.models import ProblemSet
from grader.sets.services import NewItem, change_set, create_set

NAMES = ("ada", "bo", "cem", "dora", "emil", "fay", "gus", "hana")
KINDS = (("output-size", 2), ("same-padding", 2), ("max-pooling", 1), ("receptive-field", 2), ("parameters", 2))
INTRO = (
    "Your numbers are your own. For one axis the rule is $\\lfloor (n + 2p - k) / s \\rfloor + 1$; say which"
    " **convention** a question names before you compute."
)


def seed_class(*, course: Course, now: datetime) -> None:
    """The set with its rules, the students, and what they answered in the last days."""
    items = [NewItem(str(catalogue()[kind].title), kind, level, {}, drawn=True, points=2) for kind, level in KINDS]
    items.append(NewItem("The output size as a function", "output_size", 0, {}, points=4))
    made = create_set(course=course, title="Week 3: sizes and pooling", intro=INTRO, items=items, released=True)
    due = (now + timedelta(days=5)).replace(hour=18, minute=0, second=0, microsecond=0)
    change_set(problem_set=made, due_at=due, late_steps=[[48, 80]], closes_at=due + timedelta(days=7), attempts=5)
    for place, name in enumerate(NAMES):
        user = User.objects.create_user(name)
        user.set_unusable_password()
        user.save()
        enrol(user=user, course=course, role=Role.STUDENT)
        _answers(made, user, Random(place), now - timedelta(days=2))


def _answers(problem_set: ProblemSet, user: User, dice: Random, now: datetime) -> None:
    """Somebody who slips now and then and mostly finds the right answer in the end."""
    learner = learner_of(user=user, now=now)
    for item in problem_set.items.all()[: dice.randint(3, len(KINDS))]:
        attempt = pipeline.open_item(learner=learner, item=item, now=now)
        question = attempt.question
        slips = [mistake.answer for mistake in question.mistakes()[:3]]
        if slips and dice.random() < 0.6:
            _answer(attempt, question.answer.show(dice.choice(slips)), now)
        if dice.random() < 0.8:
            _answer(attempt, question.answer.show(question.solve()), now + timedelta(minutes=dice.randint(1, 9)))


def _answer(attempt: Attempt, text: str, now: datetime) -> None:
    """Received and judged then: a seeded answer waits for no worker, and its verdict took no days."""
    submission, _is_new = receive(attempt=attempt, answer=text, typed=text, now=now)
    pipeline.judge(pk=str(submission.pk))
    judged_then(submission=submission, at=now + timedelta(milliseconds=50))
