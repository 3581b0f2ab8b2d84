"""Handing out the one-time codes of a survey: one to each person, at random, and nobody writes down which.

Codes lie locked under a key that is made from the installation's own secret, which lies outside the database. That this
server remembers no code it hands out is the one thing staff have to take on trust; the page says so.
"""

import hmac
import os
import secrets
from collections.abc import Iterable
from datetime import date

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import IntegrityError, transaction

from candour.access.store.models import SurveyCode, SurveyIssued


class NoneLeft(Exception):
    """Every code of the pot was handed out, or they cannot be opened."""


def keep_pot(survey_id: str, codes: Iterable[str]) -> None:
    """Take in a survey's codes, locked and under random references."""
    kept = [SurveyCode(id=secrets.token_hex(16), survey_id=survey_id, locked=_lock(survey_id, one)) for one in codes]
    SurveyCode.objects.bulk_create(sorted(kept, key=lambda one: one.id))


def issued_on(survey_id: str, worker_id: str) -> date | None:
    """The day on which somebody was handed a code; None where they were not."""
    found = SurveyIssued.objects.filter(id=f"{survey_id}:{worker_id}").values_list("on", flat=True).first()
    return found


def hand_out(survey_id: str, worker_id: str, today: date) -> str | None:
    """A code nobody had, once for each person; None where they had theirs. Raises NoneLeft.

    That they had one and that this code is gone are written together or not at all.
    """
    try:
        with transaction.atomic():
            SurveyIssued.objects.create(id=f"{survey_id}:{worker_id}", on=today)
            while left := list(SurveyCode.objects.filter(survey_id=survey_id).values_list("id", flat=True)):
                one = SurveyCode.objects.get(id=secrets.choice(left))
                if SurveyCode.objects.filter(id=one.id).delete()[0]:
                    return _open(survey_id, bytes(one.locked))
            raise NoneLeft
    except SurveyCode.DoesNotExist:
        return hand_out(survey_id, worker_id, today)  # somebody else was handed that one in between
    except IntegrityError:
        return None


def _key() -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), b"candour/survey/codes/v1", "sha256")


def _lock(survey_id: str, code: str) -> bytes:
    nonce = os.urandom(12)
    return nonce + AESGCM(_key()).encrypt(nonce, code.encode(), survey_id.encode())


def _open(survey_id: str, locked: bytes) -> str:
    try:
        return AESGCM(_key()).decrypt(locked[:12], locked[12:], survey_id.encode()).decode()
    except InvalidTag:
        raise NoneLeft from None
