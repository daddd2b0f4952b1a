"""Being told instead of asking."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from grader.api import webhook_schemas as shapes
from grader.api.auth import Bearer, token_of
from grader.api.paging import Where, page
from grader.api.place import INSTRUCTORS, member_of
from grader.api.problems import Refused
from grader.api.texts import Slug
from grader.hooks import sending, services
from grader.hooks.models import Delivery, EventKind, Webhook
from grader.people.models import Scope

router = Router(tags=["webhooks"])
READ, WRITE = Bearer(Scope.READ), Bearer(Scope.WRITE)
ALL = "/courses/{course}/webhooks"
MOST = 20


@router.get(ALL, response=list[shapes.Webhook], auth=READ, summary="Webhooks of a course")
def webhooks(request: HttpRequest, course: Slug) -> list[shapes.Webhook]:
    """Who is told of what."""
    found = Webhook.objects.filter(course=member_of(request, course, INSTRUCTORS).course)
    return [_hook(one) for one in found.order_by("pk")]


@router.post(ALL, response={201: shapes.Webhook}, auth=WRITE, summary="Tell an address of events")
def subscribe(request: HttpRequest, course: Slug, body: shapes.NewWebhook) -> Status[shapes.Webhook]:
    """Tell this address from now on. The secret, with which it checks what it gets, is shown only now."""
    member = member_of(request, course, INSTRUCTORS)
    if reason := sending.refusal(body.url):
        raise Refused(422, reason, errors=[{"detail": reason, "pointer": "#/url"}])
    if Webhook.objects.filter(course=member.course).count() >= MOST:
        raise Refused(409, f"A course tells at most {MOST} addresses. Remove one first.")
    author, now = token_of(request).user, timezone.now()
    made = services.subscribe(course=member.course, url=body.url, events=body.events, author=author, now=now)
    return Status(201, _hook(made, made.secret))


@router.delete(f"{ALL}/{{webhook_id}}", response={204: None}, auth=WRITE, summary="Tell an address no more")
def unsubscribe(request: HttpRequest, course: Slug, webhook_id: int) -> Status[None]:
    """Tell it nothing any more; what waited for it is forgotten."""
    services.unsubscribe(webhook=_found(request, course, webhook_id))
    return Status(204, None)


@router.get(f"{ALL}/{{webhook_id}}/deliveries", response=shapes.Deliveries, auth=READ, summary="What was sent")
def deliveries(request: HttpRequest, course: Slug, webhook_id: int, where: Where) -> shapes.Deliveries:
    """What this address was told in the last thirty days, and what it answered."""
    found = Delivery.objects.filter(webhook=_found(request, course, webhook_id)).select_related("event")
    rows, then = page(found, where, f"deliveries of {webhook_id}")
    return shapes.Deliveries(items=[_delivery(one) for one in rows], next=then)


@router.post(
    f"{ALL}/{{webhook_id}}/deliveries/{{delivery_id}}/again",
    response={202: shapes.Delivery},
    auth=WRITE,
    summary="Send it again",
)
def again(request: HttpRequest, course: Slug, webhook_id: int, delivery_id: int) -> Status[shapes.Delivery]:
    """Send an event once more, with the same id, whatever came of it before."""
    found = Delivery.objects.filter(webhook=_found(request, course, webhook_id), pk=delivery_id)
    delivery = found.select_related("event").first()
    if delivery is None:
        raise Refused(404)
    services.redeliver(delivery=delivery, now=timezone.now())
    return Status(202, _delivery(found.select_related("event").get()))


def _found(request: HttpRequest, course: Slug, pk: int) -> Webhook:
    found = Webhook.objects.filter(course=member_of(request, course, INSTRUCTORS).course, pk=pk).first()
    if found is None:
        raise Refused(404)
    return found


def _hook(one: Webhook, secret: str | None = None) -> shapes.Webhook:
    return shapes.Webhook(
        id=one.pk, url=one.url, events=[EventKind(kind) for kind in one.events.split()], secret=secret
    )


def _delivery(one: Delivery) -> shapes.Delivery:
    what = {"event": EventKind(one.event.kind), "at": one.event.at, "message": f"msg_{one.event_id.hex}"}
    names = ("stage", "tries", "status", "said")
    return shapes.Delivery.model_validate({"id": one.pk, **what, **{name: getattr(one, name) for name in names}})
