"""A text that was chosen as a file or pasted."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _


def sent_text(request: HttpRequest, field: str) -> tuple[str, str]:
    """The text of the file, or else of the field, and why it cannot be taken, in words; empty where it can."""
    file = request.FILES.get("file")
    typed = request.POST.get(field, "")
    if file is None:
        return typed, "" if typed.strip() else _nothing(request)
    try:
        text = file.read().decode("utf-8-sig")
        return text, "" if text.strip() else _("This file is empty. Choose another.")
    except UnicodeDecodeError:
        return typed, _("This file is no text in UTF-8. Save it as text in UTF-8 and choose it again.")


def _nothing(request: HttpRequest) -> str:
    if lost_its_file(request):
        most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE >> 20
        return _("The file is larger than %(most)s MB. Take a smaller one.") % {"most": most}
    return _("Choose a file or paste its text.")


def lost_its_file(request: HttpRequest) -> bool:
    """Whether a file was sent that is too large to be held: see FILE_UPLOAD_HANDLERS."""
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    return sent > settings.FILE_UPLOAD_MAX_MEMORY_SIZE and "file" not in request.FILES
