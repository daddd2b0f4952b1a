"""Dice for what is drawn in secret: nobody's to guess, and the same each time."""

import hashlib
import hmac
import uuid
from random import Random

from django.conf import settings


def hidden_dice(pk: uuid.UUID) -> Random:
    """The dice for a submission's hidden tests: the same each time it is judged."""
    return secret_dice(b"hidden tests of " + pk.bytes)


def secret_dice(purpose: bytes) -> Random:
    """Dice that always fall the same way for this purpose, and are nobody's to guess."""
    return Random(int.from_bytes(hmac.digest(settings.SECRET_KEY.encode(), purpose, hashlib.sha256)))
