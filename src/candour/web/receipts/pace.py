"""How often one address may ask the open page, without keeping a list of who asked."""

from hashlib import blake2b
from secrets import token_bytes


class Pace:
    """Counts what each address asked in a minute. Addresses are kept as digests under a key that lasts a minute."""

    def __init__(self, most: int = 60, seconds: int = 60) -> None:
        self.most, self.seconds = most, seconds
        self._minute, self._key, self._asked = -1, b"", dict[bytes, int]()

    def allows(self, address: str, now: float) -> bool:
        """Whether this address may ask once more. `now` is in seconds."""
        minute = int(now // self.seconds)
        if minute != self._minute:
            self._minute, self._key, self._asked = minute, token_bytes(32), {}
        who = blake2b(address.encode(), key=self._key, digest_size=16).digest()
        self._asked[who] = self._asked.get(who, 0) + 1
        return self._asked[who] <= self.most
