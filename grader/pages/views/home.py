"""The front page: everything that can be practised."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exercises.kinds import catalogue
from exercises.question import LEVELS
from exercises.topics import TOPICS


def home(request: HttpRequest) -> HttpResponse:
    """Topics with their kinds, in the order in which they are taught."""
    by_topic = groupby(catalogue().items(), key=lambda item: item[1].topic)
    topics = [(TOPICS[slug], list(kinds)) for slug, kinds in by_topic]
    return render(request, "pages/home.html", {"topics": topics, "levels": LEVELS})
