"""The id of a submission for those outside: the same in answers of the API, in webhooks, and whenever it is shown."""

import uuid

from django.core.signing import BadSignature

from grader.attempts.models import Submission
from grader.signatures import Signer

# No time in the signature: the same submission has the same id whenever it is shown.
_SIGNER = Signer(salt="grader.api submission")


def signed_id(submission: Submission, user_id: int | None) -> str:
    """The id of a submission of this user. Nobody can make one up, but whoever has it may not see it for that alone."""
    return _SIGNER.sign_object([submission.pk.hex, user_id])


def read_id(text: str) -> tuple[uuid.UUID, int | None] | None:
    """The key of the submission and the user in an id that we have signed, or None."""
    try:
        key, user_id = _SIGNER.unsign_object(text)
    except BadSignature:
        return None
    return uuid.UUID(key), user_id
