"""Problem sets: chosen questions in an order, for one course."""

from django.db import models

from grader.people.models import Course


class ProblemSet(models.Model):
    """A sheet of questions."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="problem_sets")
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)
    released = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """One question of a set, the same for every student: a kind and its stored parameters."""

    problem_set = models.ForeignKey(ProblemSet, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    parameters = models.JSONField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["problem_set", "position"], name="one_item_at_a_position")]

    def __str__(self) -> str:
        return f"{self.problem_set} {self.position}: {self.title}"
