"""Webhooks and what became of their deliveries, as machines read and write them."""

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from grader.api.schemas import Strict
from grader.hooks.models import EventKind


class NewWebhook(Strict):
    """An address to be told of events in this course."""

    url: str = Field(max_length=500, pattern=r"^https?://")
    events: list[EventKind] = Field(min_length=1)


class Webhook(Schema):
    """An address that is told. Its secret is shown when it is made, and not again."""

    id: int
    url: str
    events: list[EventKind]
    secret: str | None = None


class Delivery(Schema):
    """One event for one address: how far it is, and what came of the last try."""

    id: int
    message: str = Field(description="The id that is sent as `webhook-id`, the same at every try.")
    event: EventKind
    at: datetime
    stage: Literal["waiting", "done", "given up"]
    tries: int
    status: int | None = Field(description="What the address answered last.")
    said: str


class Deliveries(Schema):
    """A page of deliveries, the oldest first."""

    items: list[Delivery]
    next: str | None
