"""What a person is told when a page cannot be shown: what happened, and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page."""
    return _say(
        request, 404, "Page not found", "Check the address, or find the child through Search.", "Go to my children"
    )


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Their role does not allow it."""
    what = f" ({exception})" if exception and str(exception) else ""
    return _say(
        request,
        403,
        "You cannot open this page",
        f"It is not allowed for you{what}.",
        "Go to my children",
    )


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request made no sense."""
    return _say(request, 400, "This request could not be read", "Go back and try again.", "Go to my children")


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Something broke; nothing was written by halves."""
    return _say(
        request,
        500,
        "Something went wrong",
        "Nothing was half done: what you were writing is either on the record or among your drafts. Try again.",
        "Go to my children",
    )


def _say(request: HttpRequest, status: int, title: str, words: str, link: str) -> HttpResponse:
    return render(request, "trouble.html", {"title": title, "words": words, "link": link}, status=status)
