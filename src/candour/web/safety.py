"""What the browser is told to refuse, on every page."""

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


class Safety:
    """Adds the headers. Pages are never kept by the browser or anything between."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Content-Security-Policy"] = POLICY
        response["Permissions-Policy"] = REFUSED
        if not request.path.startswith("/static/"):
            response["Cache-Control"] = "no-store"
        return response
