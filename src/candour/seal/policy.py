"""Which witnesses must have seen the record, and how many of them: a short text anybody can read (C2SP tlog-policy).

log wrenshire+1a2b3c4d+...
witness police police.example/witness+5e6f7a8b+... https://witness.police.example
witness health health.example/witness+9c0d1e2f+... https://witness.health.example
witness union union.example/witness+3a4b5c6d+... https://witness.union.example
group enough 2 police health union
quorum enough
"""

from dataclasses import dataclass

from candour.seal.note import LOG, WITNESS, BadNote, Key, Note, read_key


@dataclass(frozen=True)
class Witness:
    """One witness: what it is called here, its key, and where it answers."""

    name: str
    key: Key
    url: str = ""


@dataclass(frozen=True)
class Policy:
    """The record's keys, its witnesses, and how many must agree."""

    logs: tuple[Key, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    quorum: int = 0

    def cosigned(self, note: Note) -> dict[str, int]:
        """Which witnesses cosigned a note, by name, with when: seconds since 1970."""
        found = {one.name: note.signed_by(one.key) for one in self.witnesses}
        return {name: at for name, at in found.items() if at is not None}

    def is_met(self, note: Note) -> bool:
        """Whether enough of the witnesses cosigned."""
        return len(self.cosigned(note)) >= self.quorum


def read_policy(text: str) -> Policy:
    """A policy from its text. Raises BadNote, which says which line is wrong."""
    logs, witnesses, groups, quorum = [], dict[str, Witness](), dict[str, tuple[int, list[str]]](), ""
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split("#")[0].split() if not line.lstrip().startswith("#") else []
        try:
            match words:
                case []:
                    continue
                case ["log", key, *_]:
                    logs.append(_of_kind(LOG, read_key(key)))
                case ["witness", name, key, *url] if name not in witnesses:
                    if url and not url[0].startswith(("http://", "https://")):
                        raise BadNote(f"{url[0]} is no address: it should begin with https://")
                    witnesses[name] = Witness(name, _of_kind(WITNESS, read_key(key)), url[0].rstrip("/") if url else "")
                case ["group", name, least, *members] if members and all(one in witnesses for one in members):
                    groups[name] = ({"any": 1, "all": len(members)}.get(least) or int(least), members)
                case ["quorum", name]:
                    quorum = name
                case _:
                    raise BadNote("it is not understood, or names a witness that no line above makes known")
        except ValueError as wrong:
            raise BadNote(f"Line {number} of the policy: {wrong}") from None
    if quorum in ("", "none"):
        return Policy(tuple(logs), tuple(witnesses.values()), 0)
    if quorum in witnesses:
        return Policy(tuple(logs), (witnesses[quorum],), 1)
    if quorum not in groups:
        raise BadNote(f"The policy's quorum is {quorum}, and no group or witness is called so")
    needed, among = groups[quorum]
    if not 1 <= needed <= len(set(among)):
        raise BadNote(f"The group {quorum} asks for {needed} of {len(set(among))} witnesses")
    return Policy(tuple(logs), tuple(witnesses[one] for one in dict.fromkeys(among)), needed)


def _of_kind(kind: int, key: Key) -> Key:
    if key.kind != kind:
        raise BadNote(f"the key of {key.name} is a {'witness' if key.kind == WITNESS else 'record'}'s key")
    return key
