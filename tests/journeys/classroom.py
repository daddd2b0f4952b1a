"""A course in the middle of a disaster: each student has two answers to a question, and tries to give a third."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tests.journeys.load import RIGHT, WRONG, Refused, numbers_of, right_answer_to

ALLOWED = 2
POINTS = 5


@dataclass
class Classroom:
    """One course with one set: a question, a function, boxes; `taken` is what was acknowledged, by student and item.

    The last answer that is allowed is given twice at the same time, as from two tabs: one is taken, and which one is
    what the acknowledgements say.
    """

    load: object
    token: str
    taken: dict = field(default_factory=dict)
    refused: int = 0

    @property
    def answers(self):
        """How many were acknowledged."""
        return sum(map(len, self.taken.values()))

    def open(self):
        """Make the course and release its set."""
        self.home = "/courses/" + self.ask("/courses", {"title": "In the storm"})["slug"]
        items = [{"kind": "output-size", "points": POINTS}, {"kind": "output_size", "points": POINTS}]
        items.append({"kind": "output-size", "level": 2, "points": POINTS})
        sheet = {"title": "Exam week", "released": True, "rules": {"attempts": ALLOWED}, "items": items}
        made = self.ask(f"{self.home}/sets", sheet)
        self.set, self.items = f"{self.home}/sets/{made['id']}", [item["id"] for item in made["items"]]
        return self

    def attend(self, number):
        """A student joins, and hands in as much as the rules allow and more."""
        name = f"student{number}"
        self.ask(f"{self.home}/members", {"username": name, "email": f"{name}@example.org"})
        question, function, boxes = self.items
        asked = self.ask(f"{self.set}/items/{question}/attempts", {"student": name})
        right = right_answer_to(asked["prompt"][0]["text"])
        self._answer(name, question, [({"answer": right + wrong}, int(not wrong)) for wrong in (1, 0, 2, 3)])
        sources = [(WRONG, 1), (RIGHT, 1), (WRONG, 2), (WRONG, 3)]
        self._answer(
            name, function, [({"source": text.format(f"{name} {n}")}, int(text == RIGHT)) for text, n in sources]
        )
        self._fill_in(name, boxes)

    def _fill_in(self, name, item):
        """Four boxes: one, two or three of them right, each as it follows from what stands in the one before."""
        asked = self.ask(f"{self.set}/items/{item}/attempts", {"student": name})
        kernel, stride, size, padding = numbers_of(asked["prompt"][0]["text"])
        answers = []
        for slips in ((5, 0, 0, 0), (5, 5, 0, 0), (5, 5, 5, 0), (5, 5, 5, 5)):
            padded = size + 2 * padding + slips[0]
            span = padded - kernel + slips[1]
            moves = span // stride + slips[2]
            boxes = [padded, span, moves, moves + 1 + slips[3]]
            answers.append(({"answer": boxes}, Fraction(slips.count(0), len(slips))))
        self._answer(name, item, answers)

    def _answer(self, name, item, bodies):
        """The first alone, two at the same time, and one that comes too late; each body with what it is worth."""
        first, *together, late = bodies
        taken = [self._hand_in(name, item, *first)]
        with ThreadPoolExecutor(2) as tabs:
            taken += tabs.map(lambda one: self._hand_in(name, item, *one), together)
        taken.append(self._hand_in(name, item, *late))
        with self.load.lock:
            self.taken[name, item] = [worth for worth in taken if worth is not None]
            self.refused += taken.count(None)

    def _hand_in(self, name, item, body, worth):
        """What it is worth if it was taken; None if the rules refuse it."""
        try:
            self.ask(f"{self.set}/items/{item}/submissions", {"student": name, **body})
        except Refused as refused:
            if "used all attempts" not in json.loads(str(refused))["detail"]:
                raise
            return None
        return worth

    def ask(self, path, body=None):
        """Insist, as the course's machine."""
        return self.load.insist(path, body, self.token)

    def recount(self, ask):
        """Attempts and scores in the database and in the gradebook against what was acknowledged."""
        assert {len(worths) for worths in self.taken.values()} == {ALLOWED}
        assert self.refused == 2 * len(self.taken)
        found = ask(
            "SELECT u.username, a.item_id, COUNT(*), SUM(v.score * 720720 + v.partial) FROM attempts_submission s "
            "JOIN attempts_verdict v ON v.submission_id = s.id JOIN attempts_attempt a ON a.id = s.attempt_id "
            "JOIN people_learner l ON l.id = a.learner_id JOIN people_user u ON u.id = l.user_id "
            f"WHERE a.item_id IN ({', '.join(map(str, self.items))}) GROUP BY u.username, a.item_id"
        )
        wanted = {(*where, len(worths), sum(worths) * 720720) for where, worths in self.taken.items()}
        assert {tuple(row) for row in found} == wanted
        assert self._grades() == {where: rounded(POINTS * max(worths)) for where, worths in self.taken.items()}

    def _grades(self):
        """Points by student and item as an LMS reads them, page by page."""
        grades, path = {}, f"{self.set}/grades"
        while path:
            page = self.ask(path)
            grades |= {(one["student"], one["item"]): one["points"] for one in page["items"]}
            path = f"{self.set}/grades?cursor={page['next']}" if page.get("next") else None
        return grades


def rounded(points):
    """To the hundredth, a half upwards."""
    exact = Decimal(points.numerator) / points.denominator
    return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))
