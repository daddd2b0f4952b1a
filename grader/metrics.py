"""What Prometheus is told: all of it asked of the database, so every web process gives the same answer."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from grader.attempts.counting import BOUNDS, Counted, counted
from grader.attempts.models import CodeWorker
from grader.attempts.queries import waiting
from grader.health import checks


def exposition() -> bytes:
    """Everything in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(_Site())
    return generate_latest(registry)


class _Site(Collector):
    def describe(self) -> Iterable[Metric]:
        return []

    def collect(self) -> Iterable[Metric]:
        now = timezone.now()
        well = GaugeMetricFamily("stridewise_well", "1 when the check of readyz passes", labels=["check"])
        for check in checks(now):
            well.add_metric([check.name], check.well)
        yield well
        if not well.samples[0].value:
            return  # there is no database, and nothing else to tell
        number, age = waiting(now)
        yield GaugeMetricFamily("stridewise_waiting", "Submissions that are owed a verdict", number)
        yield GaugeMetricFamily("stridewise_queue_age_seconds", "How long the oldest of them has waited", age)
        yield from _verdicts(counted())
        spawns = CounterMetricFamily("stridewise_jail_spawns", "Jailed processes started", labels=["host"])
        for host, spawned in CodeWorker.objects.order_by("host").values_list("host", "spawns"):
            spawns.add_metric([host], spawned)
        yield spawns


def _verdicts(found: list[Counted]) -> Iterable[Metric]:
    total = CounterMetricFamily("stridewise_verdicts", "Verdicts given", labels=["kind", "outcome"])
    taken: dict[str, list[Counted]] = defaultdict(list)
    for one in found:
        total.add_metric([one.kind, one.outcome], one.number)
        taken[one.kind].append(one)
    yield total
    times = HistogramMetricFamily("stridewise_time_to_verdict_seconds", "From receipt to verdict", labels=["kind"])
    for kind, ones in taken.items():
        times.add_metric([kind], _cumulated(ones), sum(one.seconds for one in ones))
    yield times


def _cumulated(ones: list[Counted]) -> list[tuple[str, float]]:
    """Up to each bound, all that is below it."""
    together, buckets = 0, []
    for bound, *numbers in zip([*map(str, BOUNDS), "+Inf"], *(one.buckets for one in ones), strict=True):
        together += sum(numbers)
        buckets.append((bound, float(together)))
    return buckets
