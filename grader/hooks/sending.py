"""A signed POST to an address outside, over within five seconds."""

import base64
import hashlib
import hmac
import http.client
import json
import socket
import ssl
from datetime import datetime
from urllib.parse import SplitResult

from grader.hooks import addresses
from grader.hooks.deadline import Deadline, Line
from grader.hooks.models import Delivery, Event

TIMEOUT = 5.0
"""Seconds for all of it: the name, the connection, what is sent and what is answered."""
USER_AGENT = "Stridewise-Webhooks/1"


def refusal(url: str) -> str:
    """Why nothing may be sent there; empty for an address that may be told."""
    return addresses.refusal(url, TIMEOUT)


def body_of(event: Event) -> bytes:
    """What is sent: small, and the same bytes each time, for they are signed."""
    said = {"type": event.kind, "timestamp": event.at.isoformat(), "data": {"course": event.course.slug, **event.data}}
    return json.dumps(said, separators=(",", ":")).encode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Version 1 of Standard Webhooks: HMAC-SHA256 of id, time and body, parted by dots.

    The key is what the secret holds in base64 behind `whsec_`.
    """
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def post(delivery: Delivery, now: datetime) -> int:
    """Send it and give back the status of the answer; no redirect is followed and no body is read.

    Raises `Forbidden` for an address inside, and OSError or HTTPException when there is no answer in time.
    """
    parts, body = addresses.parts_of(delivery.webhook.url), body_of(delivery.event)
    message_id, timestamp = f"msg_{delivery.event_id.hex}", int(now.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": USER_AGENT,
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(delivery.webhook.secret, message_id, timestamp, body),
    }
    connection = _connected(parts, Deadline.after(TIMEOUT))
    try:
        connection.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def _connected(parts: SplitResult, deadline: Deadline) -> http.client.HTTPConnection:
    """A connection to the very address that was looked at, wherever the name points a moment later."""
    host, port = str(parts.hostname), addresses.port_of(parts)
    address = addresses.address_of(parts, deadline)
    raw: socket.socket = socket.create_connection((address, port), timeout=deadline.left())
    try:
        if parts.scheme == "https":
            raw.settimeout(deadline.left())  # for the whole handshake
            raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
    except BaseException:
        raw.close()
        raise
    connection = http.client.HTTPConnection(host, port)
    connection.sock = Line(raw, deadline)
    return connection
