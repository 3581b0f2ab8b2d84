"""What every page shows: where one may go, who is signed in, and whether the record is a demonstration."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from candour.access.permission import ROLES, may

MENU = (
    ("my-children", "My children", "see teams"),
    ("teams", "Teams", "see teams"),
    ("search", "Search", "search"),
    ("new-contact", "New contact", "take a contact"),
    ("workers", "Workers", "see workers"),
    ("census", "Census", "see how ready a return is"),
    ("thresholds", "Threshold", "see workers"),
    ("concerns", "Concerns", "raise a concern"),
    ("measures", "Measures", "see the measures"),
    ("signals", "Signals", "see signals"),
    ("grounds", "Grounds", "see grounds and directions"),
    ("seal", "Seal", "see the seal"),
    ("surveys", "Survey", "see surveys"),
    ("held-and-erased", "Held and erased", "see what is held and erased"),
)


def every_page(request: HttpRequest) -> dict[str, Any]:
    """The menu, the person and the record's name."""
    name, demonstration = getattr(request, "record_name", ("", False))
    worker = getattr(request, "worker", None)
    if worker is None:
        return {"log_name": name, "demonstration": demonstration}
    role = worker.standing.role
    menu = [
        {"href": reverse(page), "text": words, "current": request.path == reverse(page)}
        for page, words, verb in MENU
        if may(role, verb, "none")
    ]
    return {
        "log_name": name,
        "demonstration": demonstration,
        "worker": worker,
        "role": ROLES.get(role, role),
        "navigation": menu,
        "said": request.session.pop("said", None),
        "census_news": getattr(request, "census_news", None),
    }
