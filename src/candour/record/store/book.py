"""What the signer reads of the record, and the little it may add: checkpoints, and alarms."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection

from candour.record.canonical import moment
from candour.record.store.reading import leaf_nodes
from candour.seal.signer import Leaf
from candour.seal.tree import edge_addresses

# What takes a child out of a protection it had: signed at once, not at the next full minute.
AT_ONCE = frozenset(
    (
        "cp_plan_ended/1",
        "cin_plan_ended/1",
        "episode_closed/1",
        "decision_made/1",
        "initial_conference_held/1",
        "enquiry_outcome_decided/1",
        "referral_decided/1",
        "erasure_carried_out/1",
    )
)


def newest_size() -> int:
    """Of how many entries the newest checkpoint on the record speaks; 0 where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(size) FROM record_checkpoint")
        return int(cursor.fetchone()[0] or 0)


class RecordBook:
    """The record in the database Django is set up with, as the signer sees it."""

    def size(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT MAX(position) FROM record_entry")
            last = cursor.fetchone()[0]
        return 0 if last is None else int(last) + 1

    def leaves(self, first: int, after: int) -> Iterator[Leaf]:
        with connection.chunked_cursor() as cursor:
            cursor.execute(
                "SELECT leaf, nodes FROM record_entry WHERE position >= %s AND position < %s ORDER BY position",
                [first, after],
            )
            for leaf, nodes in cursor:
                envelope: dict[str, Any] = json.loads(leaf)
                yield Leaf(leaf, bytes(nodes), str(envelope.get("recorded")), str(envelope.get("type")))

    def peaks(self, size: int) -> list[bytes]:
        addresses = edge_addresses(size)
        with connection.cursor() as cursor:
            found = leaf_nodes(cursor, addresses)
        return [found[address] for address in addresses]

    def keep(self, size: int, signed: datetime, note: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO record_checkpoint VALUES (%s, %s, %s)", [size, moment(signed), note])

    def alarm(self, raised: datetime, what: str, words: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT raised, words FROM record_alarm WHERE what = %s ORDER BY raised DESC LIMIT 1", [what]
            )
            last = cursor.fetchone()
            if last is None or last[1] != words:
                cursor.execute("INSERT INTO record_alarm VALUES (%s, %s, %s)", [moment(raised), what, words])

    def is_urgent(self, first: int, after: int) -> bool:
        """Whether anything from one place on took a child out of a protection."""
        return any(leaf.type in AT_ONCE for leaf in self.leaves(first, after))
