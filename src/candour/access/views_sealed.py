"""The log of views is sealed minute by minute: a look that is removed or changed afterwards is missed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from candour.access.store.models import View
from candour.record.canonical import canonical, moment
from candour.record.entries.views import ViewsSealed
from candour.seal.tree import Edge, hash_leaf, inclusion

LAG = timedelta(minutes=1)  # a look being written while its minute ends is still counted in it
MOST = 100_000


def leaf_of(view: View) -> bytes:
    """A look, spelt so that anybody comes to the same bytes."""
    return canonical([view.pk, moment(view.at), view.person_id, view.worker_id, view.role, view.relation, view.page])


def to_seal(after: int, now: datetime) -> Iterator[ViewsSealed]:
    """What to write for the looks after a number: one a minute in which there was any, once the minute is over."""
    until = (now - LAG).replace(second=0, microsecond=0)
    batch: list[View] = []
    for view in View.objects.filter(pk__gt=after, at__lt=until).order_by("pk")[:MOST]:
        if batch and _minute(view.at) != _minute(batch[0].at):
            yield _sealed(batch)
            batch = []
        batch.append(view)
    if batch:
        yield _sealed(batch)


def _sealed(batch: list[View]) -> ViewsSealed:
    return ViewsSealed(
        until=_minute(batch[0].at) + timedelta(minutes=1),
        first=batch[0].pk,
        last=batch[-1].pk,
        count=len(batch),
        root=_root([leaf_of(view) for view in batch]),
    )


def _root(leaves: list[bytes]) -> str:
    edge = Edge()
    for leaf in leaves:
        edge.add(hash_leaf(leaf))
    return edge.root().hex()


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def holds(sealed: ViewsSealed) -> bool:
    """Whether the looks that were sealed together are still there, all of them and as they were."""
    found = _between(sealed)
    return len(found) == sealed.count and _root([leaf_of(view) for view in found]) == sealed.root


def proof(view_id: int, sealed: ViewsSealed) -> tuple[int, list[bytes]]:
    """Where a look stands among those sealed with it, and the proof that it does. Raises LookupError."""
    found = _between(sealed)
    hashes = [hash_leaf(leaf_of(view)) for view in found]
    place = next((at for at, view in enumerate(found) if view.pk == view_id), None)
    if place is None:
        raise LookupError(f"Look {view_id} is not among those from {sealed.first} to {sealed.last}")

    def whole(level: int, index: int) -> bytes:
        edge = Edge()
        for one in hashes[index << level : index + 1 << level]:
            edge.add(one)
        return edge.root()

    return place, inclusion(whole, place, len(hashes))


def _between(sealed: ViewsSealed) -> list[Any]:
    return list(View.objects.filter(pk__gte=sealed.first, pk__lte=sealed.last).order_by("pk"))
