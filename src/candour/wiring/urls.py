"""Every address Candour answers."""

from candour.web.addresses import urlpatterns

handler404 = "candour.web.trouble.not_found"
handler403 = "candour.web.trouble.not_allowed"
handler400 = "candour.web.trouble.not_understood"
handler500 = "candour.web.trouble.went_wrong"

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
