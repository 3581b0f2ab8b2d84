"""Words typed and not yet on the record: kept for the person who typed them, and for nobody else."""

from datetime import datetime

from django.core import signing

from candour.access.store.models import Account, Draft

LONGEST = 400_000
SALT = "candour.draft"
Words = dict[str, list[str]]


def keep(account_id: int, page: str, words: Words) -> datetime:
    """Keep what was typed on a page. Returns when it was kept."""
    kept, _ = Draft.objects.update_or_create(account_id=account_id, page=page, defaults={"words": words})
    return kept.saved_at


def kept(account_id: int, page: str) -> Draft | None:
    """What this account last typed on this page, if it is not on the record yet."""
    return Draft.objects.filter(account_id=account_id, page=page).first()


def drop(account_id: int, page: str) -> None:
    """Forget a draft: it is on the record, or its writer let it go."""
    Draft.objects.filter(account_id=account_id, page=page).delete()


def drop_all_about(person_id: str) -> None:
    """Forget everybody's drafts on one child's pages: the record they were for was erased."""
    Draft.objects.filter(page__startswith=f"/child/{person_id}/").delete()


def all_kept(account_id: int) -> list[Draft]:
    """Every draft of an account, newest first."""
    return list(Draft.objects.filter(account_id=account_id).order_by("-saved_at"))


def claim(account: Account, page: str) -> str:
    """A mark that goes into a form, so that its words can be kept for this account even after a time-out."""
    return signing.dumps([account.pk, page], salt=SALT)


def claimed(mark: str) -> tuple[int, str] | None:
    """The account and page a form was made for, or None if the mark is not ours or older than three days."""
    try:
        account_id, page = signing.loads(mark, salt=SALT, max_age=3 * 24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (account_id, page) if Account.objects.filter(pk=account_id).exists() else None
