"""The tokens of machines that act for whoever is signed in: made, replaced, ended. A secret is shown once."""

from datetime import timedelta

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from grader.pages.forms import PlainForm
from grader.pages.learner import user_of
from grader.people import tokens as services
from grader.people.models import Scope, Token

OVERLAP = timedelta(days=1)


class TokenForm(PlainForm):
    """What a new token is for, what it may do, and how long it lives."""

    name = forms.CharField(label=_("What it is for"), max_length=100)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), choices=Scope, widget=forms.CheckboxSelectMultiple, initial=[Scope.PRACTICE]
    )
    days = forms.IntegerField(label=_("For how many days"), initial=90, min_value=1, max_value=3660)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens, and a form for one more."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        scopes, ends = [Scope(scope) for scope in said["scopes"]], now + timedelta(days=said["days"])
        _token, secret = services.issue_token(
            user=user_of(request), name=said["name"], scopes=scopes, expires_at=ends, now=now
        )
        return _page(request, TokenForm(), secret)
    return _page(request, form, status=422 if form.errors else 200)


@never_cache
@require_POST
@login_required
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """A successor; the old one works on for a day, so that machines can be given the new one."""
    _token, secret = services.rotate_token(token=_mine(request, pk), overlap=OVERLAP, now=timezone.now())
    return _page(request, TokenForm(), secret)


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token at once."""
    services.end_token(token=_mine(request, pk), now=timezone.now())
    return redirect("tokens")


def _page(request: HttpRequest, form: TokenForm, secret: str = "", status: int = 200) -> HttpResponse:
    living = services.living_tokens(user_of(request), timezone.now())
    return render(request, "pages/tokens.html", {"form": form, "tokens": living, "secret": secret}, status=status)


def _mine(request: HttpRequest, pk: int) -> Token:
    found = services.living_tokens(user_of(request), timezone.now()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
