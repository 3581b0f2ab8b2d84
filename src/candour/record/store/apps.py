"""The record's place in the database."""

from django.apps import AppConfig


class RecordStore(AppConfig):
    name = "candour.record.store"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"
