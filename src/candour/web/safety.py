"""What the browser is told to refuse, on every page; and that nobody sends more than a page asks for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
)
POLICY = "; ".join(DIRECTIVES)
REFUSED = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
MOST_BYTES = 6 * 1024 * 1024
"""The most that is read of what somebody sends: no form and no file we ask for is longer."""


class Safety:
    """Adds the headers. Pages are never kept by the browser or anything between. Reads nothing that is too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        too_long = int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES
        response = _refused() if too_long else self.get_response(request)
        response["Content-Security-Policy"] = POLICY
        response["Permissions-Policy"] = REFUSED
        if not request.path.startswith("/static/"):
            response["Cache-Control"] = "no-store"
        return response


def _refused() -> HttpResponse:
    """Said before anybody is known, so with no page of theirs around it."""
    words = (
        f"This is longer than {MOST_BYTES // 1024**2} MB and was not read. Nothing was written. Go back and send less."
    )
    return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")
