"""The room of webhooks."""

from django.apps import AppConfig


class HooksConfig(AppConfig):
    """Named so that its tables are `hooks_…`."""

    name = "grader.hooks"
