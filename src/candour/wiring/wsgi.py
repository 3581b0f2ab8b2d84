"""Where the server finds Candour."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.wiring.settings")
application = get_wsgi_application()
