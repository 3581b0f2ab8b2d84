"""Accounts, drafts, who looked at whose file, and codes of a survey that nobody has been handed yet."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Accounts(BaseUserManager["Account"]):
    """Makes accounts."""

    def make(self, username: str, password: str, worker_id: str) -> "Account":
        """A local account for a worker who is on the record."""
        account = self.model(username=username, worker_id=worker_id)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """How a worker signs in. Role, team and registration are on the record, not here."""

    username = models.CharField(max_length=80, unique=True)
    worker_id = models.CharField(max_length=32)
    failed = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["worker_id"]
    objects = Accounts()


class Draft(models.Model):
    """Words a worker has typed and not yet put on the record; theirs alone."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    page = models.CharField(max_length=200)
    words = models.JSONField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "page"], name="one_draft_a_page")
        ]


class View(models.Model):
    """One look at one child's file. Rows are only ever added: the database refuses the rest."""

    at = models.DateTimeField(db_index=True)
    person_id = models.CharField(max_length=32)
    worker_id = models.CharField(max_length=32)
    role = models.CharField(max_length=40)
    relation = models.CharField(max_length=8)
    page = models.CharField(max_length=80)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person_id", "id"], name="views_of_a_child")]


class SurveyCode(models.Model):
    """A code of a survey's pot that was not handed out. The row goes when it is; nothing says to whom."""

    id = models.CharField(max_length=32, primary_key=True)  # random
    survey_id = models.CharField(max_length=32, db_index=True)
    locked = models.BinaryField()


class SurveyIssued(models.Model):
    """That somebody was handed a code of a survey, and on which day. Which one is written nowhere."""

    id = models.CharField(max_length=65, primary_key=True)  # the survey and the worker: one code each
    on = models.DateField()
