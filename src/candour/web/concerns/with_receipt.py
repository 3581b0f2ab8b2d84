"""A concern followed by its receipt alone, with no sign-in: for who gave no name, and for who works here no more."""

from time import time
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from candour.practice.guard import ITSELF
from candour.seal.receipt import BadCode, read_code
from candour.web.concerns.acting import prepared, raisers_acts, write
from candour.web.concerns.finding import Concern, Finder, open_page
from candour.web.concerns.one import Seen, packed, shown, trouble_with, typed_in_vain
from candour.web.gov_forms import GovForm
from candour.web.receipts.pace import Pace

PACE = Pace()
RAISER = Seen(raiser=True, asked=True)


class ReceiptForm(GovForm):
    """The receipt of a concern."""

    code = forms.CharField(
        label="What is the receipt of your concern?",
        help_text="Six groups of four numbers and letters. Small letters and gaps do not matter.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        error_messages={"required": "Enter the receipt you were shown when you raised it"},
    )

    def clean_code(self) -> str:
        try:
            return read_code(self.cleaned_data["code"])
        except BadCode as wrong:
            raise forms.ValidationError(str(wrong)) from None


def _asked(request: HttpRequest) -> tuple[ReceiptForm, Concern | None]:
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return form, None
    found = Finder(request.desk).by_receipt(form.cleaned_data["code"])  # type: ignore[attr-defined]
    if found is None:
        form.add_error("code", "No concern has this receipt. Look at it again: it is shown once, and kept nowhere")
    return form, found


@open_page
def concern_of_receipt(request: HttpRequest) -> HttpResponse:
    """Ask for a receipt, then show its concern and what its raiser can do. The receipt is in no address and no cookie."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(("GET", "POST"))
    if request.method == "POST" and not PACE.allows(request.META.get("REMOTE_ADDR", ""), time()):
        return render(request, "concerns/too_many.html", status=429)
    asked, found = _asked(request)
    if found is None:
        return render(request, "concerns/ask.html", {"form": asked})
    acts, form, trouble, done, in_vain = raisers_acts(found), None, "", "", list[str]()
    if "act" in request.POST:
        act = next((one for one in acts if one.key == request.POST["act"]), None)
        trouble, in_vain = trouble_with(request, found, act), typed_in_vain(request, act)
        if act:
            form = prepared(act.form(request.POST, prefix=act.key), found.now, [])
            if form.is_valid() and not trouble:
                said: dict[str, Any] = form.cleaned_data
                found = write(request.desk, found, act, said, by=ITSELF, with_receipt=True)  # type: ignore[attr-defined]
                acts, form, done = raisers_acts(found), None, "It is on the record."
    context = shown(request, found, RAISER, acts, [], form)
    context |= {"trouble": trouble, "in_vain": in_vain, "done": done, "code": asked.cleaned_data["code"]}
    return render(request, "concerns/one.html", context)


@open_page
def pack_of_receipt(request: HttpRequest) -> HttpResponse:
    """The pack for somebody outside, for who holds the receipt."""
    if request.method != "POST":
        return HttpResponseNotAllowed(("POST",))
    asked, found = _asked(request)
    return packed(request, found, RAISER) if found else render(request, "concerns/ask.html", {"form": asked})
