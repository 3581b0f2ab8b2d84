"""What a person is told when a page cannot be shown: what happened, and what to do."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from candour.record.keys import CannotOpen, NoWrappingKey


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
    """Something broke; nothing was written by halves. Words that could not be opened are said to be just that."""
    if isinstance(sys.exc_info()[1], CannotOpen | NoWrappingKey):
        return _say(
            request,
            500,
            "The words of this record cannot be opened",
            "The key to them is not where it should be, or they were changed. Nothing was shown and nothing was written."
            " Tell whoever looks after Candour to run `candour check-record`, which says which.",
            "Go to my children",
        )
    return _say(
        request,
        500,
        "Something went wrong",
        "Nothing was half done: what you were writing is either on the record or among your drafts. Try again.",
        "Go to my children",
    )


def not_taken(request: HttpRequest, refused: Exception, *, kept: bool) -> HttpResponse:
    """The database did not take what was written: it says why, and what to do."""
    words = " What you wrote is among your drafts." if kept else ""
    return _say(request, 409, "This was not written", f"{refused}{words}", "Go to my children")


def _say(request: HttpRequest, status: int, title: str, words: str, link: str) -> HttpResponse:
    return render(request, "trouble.html", {"title": title, "words": words, "link": link}, status=status)
