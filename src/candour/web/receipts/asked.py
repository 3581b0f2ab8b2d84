"""The open page where anybody asks after the code on a receipt. It needs no name, and gives none."""

from time import time

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from candour.seal.receipt import BadCode, in_groups, read_code
from candour.web.gov_forms import GovForm
from candour.web.proving import CannotProve, Proving
from candour.web.receipts.pace import Pace

PACE = Pace()
KINDS = {"document_sent": "a document was sent", "dissent_recorded": "a dissent was recorded"}


class CodeForm(GovForm):
    """The code, as it was read off a sheet of paper."""

    code = forms.CharField(
        label="What is the code on your receipt?",
        help_text="Six groups of four numbers and letters, such as 4XK2 9F0C. Small letters and gaps do not matter.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        error_messages={"required": "Enter the code on your receipt"},
    )

    def clean_code(self) -> str:
        try:
            return read_code(self.cleaned_data["code"])
        except BadCode as wrong:
            raise forms.ValidationError(str(wrong)) from None


def check_receipt(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and go where it is answered."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(("GET",))
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("receipt-of-code", code=form.cleaned_data["code"])
    return render(request, "receipts/ask.html", {"form": form})


def receipt_of_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the record tells anybody who has this code: that the entry is there, since when, and whether it stands."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(("GET",))
    form = CodeForm({"code": code})
    if not form.is_valid():
        return render(request, "receipts/ask.html", {"form": form})
    if not PACE.allows(request.META.get("REMOTE_ADDR", ""), time()):
        reply = render(request, "receipts/ask.html", {"form": form, "too_many": True}, status=429)
        reply["Retry-After"] = "60"
        return reply
    proving: Proving = request.proving  # type: ignore[attr-defined]
    try:
        known = proving.known(form.cleaned_data["code"])
    except CannotProve:
        return render(request, "receipts/ask.html", {"form": form, "not_now": True}, status=503)
    # Not found is an answer like another: as an error, the code would stand in the server's log.
    context = {
        "code": in_groups(form.cleaned_data["code"]),
        "known": known,
        "what": KINDS[known.kind] if known else "",
        "seen": sorted(known.proved.seen.items()) if known and known.proved else (),
    }
    return render(request, "receipts/answer.html", context)
