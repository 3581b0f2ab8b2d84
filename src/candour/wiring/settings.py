"""How this Candour is set up: where its record is, and what the browser is told to refuse."""

import os
import secrets
from pathlib import Path

DATA = Path(os.environ.get("CANDOUR_DATA", "var")).resolve()


def _secret() -> str:
    """A key of this installation's own, made at first use and kept beside the record."""
    if given := os.environ.get("CANDOUR_SECRET_KEY"):
        return given
    kept = DATA / "secret-key"
    if not kept.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(48))
        kept.chmod(0o600)
    return kept.read_text().strip()


SECRET_KEY = _secret()
# The key that opens every other key of the record. Keep it apart from the database, and a copy of it in a safe.
WRAPPING_KEY = os.environ.get("CANDOUR_WRAPPING_KEY") or str(DATA / "wrapping-key")
# The signer's own folder: its keys, who its witnesses are, and the tiles and checkpoint that may be shown to the world.
SIGNER = os.environ.get("CANDOUR_SIGNER") or str(DATA / "signer")
# Where anybody finds these pages, as receipts print it: https://candour.wrenshire.example. Empty: as the browser asked.
ADDRESS = os.environ.get("CANDOUR_ADDRESS", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("CANDOUR_HOSTS", "127.0.0.1,localhost,testserver").split(",")
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "candour.record.store.apps.RecordStore",
    "candour.access.store.apps.AccessStore",
    "candour.web.apps.Web",
]
AUTH_USER_MODEL = "access.Account"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "candour.web.safety.Safety",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "candour.wiring.at_the_desk.AtTheDesk",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "candour.wiring.urls"
WSGI_APPLICATION = "candour.wiring.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["candour.web.context.every_page"]},
    }
]


def _database() -> dict[str, object]:
    if address := os.environ.get("CANDOUR_POSTGRES"):
        from psycopg.conninfo import conninfo_to_dict

        said = conninfo_to_dict(address)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": said.get("dbname", "candour"),
            "USER": said.get("user", ""),
            "PASSWORD": said.get("password", ""),
            "HOST": said.get("host", ""),
            "PORT": said.get("port", ""),
            "CONN_MAX_AGE": 60,
            "OPTIONS": {"options": "-c search_path=public,ledger,keys"},
        }
    # FULL: a record of care may not lose its last page to a power cut. A demonstration may be quicker.
    synchronous = "NORMAL" if os.environ.get("CANDOUR_QUICK_DISK") else "FULL"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("CANDOUR_SQLITE", str(DATA / "candour.sqlite3")),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode=WAL;PRAGMA synchronous={synchronous};PRAGMA foreign_keys=ON;"
            # What is removed is overwritten: a key that was destroyed leaves nothing in the file.
            "PRAGMA secure_delete=ON;PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;"
            "PRAGMA temp_store=MEMORY;",
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "candour.web.signing_in.form_was_stale"
# Behind TLS the deployment sets CANDOUR_TLS; the demonstration serves on the loopback address only.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(os.environ.get("CANDOUR_TLS"))
SECURE_HSTS_SECONDS = 31536000 if os.environ.get("CANDOUR_TLS") else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
IDLE_MINUTES = int(os.environ.get("CANDOUR_IDLE_MINUTES", "30"))

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The assets are a handful of files inside the package: they are served from there, with nothing to collect.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING"}},
}
FORM_RENDERER = "candour.web.gov_forms.GovRenderer"
