"""An account can ask for a second step at sign-in."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from tests.grader.test_pages import words

pytestmark = pytest.mark.django_db


def code_for(secret):
    """What the student's app shows now."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def test_whoever_has_an_app_is_asked_for_its_code_at_sign_in(client, student):
    secret = generate_totp_secret()
    TOTP.activate(student, secret)
    page = client.post(reverse("account_login"), {"login": "sam", "password": "a-long-password"}, follow=True)
    assert reverse("mfa_authenticate") == page.request["PATH_INFO"]
    assert client.get("/sets/").status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert client.get("/sets/").status_code == 200


def test_the_account_pages_lead_to_it(client, student):
    client.force_login(student)
    page = client.get(reverse("mfa_index"))
    assert "Authenticator App" in words(page)
    assert reverse("account_change_password") in page.content.decode()
