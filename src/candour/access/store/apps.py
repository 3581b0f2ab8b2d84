"""The place of accounts, drafts and views in the database."""

from django.apps import AppConfig


class AccessStore(AppConfig):
    name = "candour.access.store"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
