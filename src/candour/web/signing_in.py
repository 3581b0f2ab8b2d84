"""Signing in and out."""

from datetime import timedelta
from time import time
from typing import Any, cast

from django import forms
from django.contrib.auth import login, logout
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from candour.access import drafts
from candour.access.store.models import Account
from candour.web.gov_forms import GovForm
from candour.web.pages import keep_for_its_writer

TRIES, WAIT = 5, timedelta(minutes=5)


class SignInForm(GovForm):
    """Who somebody says they are."""

    username = forms.CharField(label="User name", widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label="Password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in, and go where one was going."""
    wanted = request.GET.get("next", "")
    form = SignInForm(request.POST or None)
    if form.is_valid():
        account, problem = _recognised(form.cleaned_data["username"], form.cleaned_data["password"])
        if account:
            login(request, account, backend="django.contrib.auth.backends.ModelBackend")
            request.session["seen"] = int(time())
            safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
            return redirect(wanted if wanted and safe else reverse("my-children"))
        form.add_error(None, problem)
    kept = bool(wanted) and "kept" in request.session
    return render(request, "sign_in.html", {"form": form, "kept": kept, "wanted": wanted})


def _recognised(username: str, password: str) -> tuple[Account | None, str]:
    """The account, or what to tell the person; one message for every reason, and as slow for a name nobody has."""
    wrong = "Enter the user name and password you were given. Check capital letters."
    account = Account.objects.filter(username=username).first()
    if account is None:
        make_password(password)
        return None, wrong
    now = timezone.now()
    if account.failed >= TRIES and account.failed_at and now - account.failed_at < WAIT:
        return None, "Too many tries for this user name. Wait five minutes, then try again."
    if not check_password(password, account.password) or not account.is_active:
        account.failed, account.failed_at = account.failed + 1, now
        account.save(update_fields=["failed", "failed_at"])
        return None, wrong
    if account.failed:
        account.failed = 0
        account.save(update_fields=["failed"])
    return account, ""


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    if request.method == "POST":
        logout(request)
        response = redirect("sign-in")
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response
    return redirect("my-children")


def draft(request: HttpRequest) -> HttpResponse:
    """Keep what is being typed on a page, for its writer, every few seconds."""
    at = cast(Any, request)
    owner = drafts.claimed(request.POST.get("draft_for", "")) if request.method == "POST" else None
    if owner is None:
        return HttpResponse(status=400)
    if at.account is None:
        keep_for_its_writer(request)
        return HttpResponse(status=401)
    if owner[0] != at.account.pk:
        return HttpResponse(status=403)
    keep_for_its_writer(request)
    return HttpResponse(status=204)


def form_was_stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came from a page made before somebody signed in again: keep its words and show it afresh."""
    if keep_for_its_writer(request):
        return redirect(request.path)
    return redirect("sign-in")
