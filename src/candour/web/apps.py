"""The pages' place in Django."""

from django.apps import AppConfig


class Web(AppConfig):
    name = "candour.web"
    label = "web"
