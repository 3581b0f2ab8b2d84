"""What changed between two texts, shown in words and not in colour alone."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from candour.terms.sentences import sentences

MOST_TO_COMPARE = 4_000_000  # two texts of two thousand sentences; beyond, each is shown whole so that the page comes


@dataclass(frozen=True)
class Piece:
    """Some words and what became of them: "same", "taken out" or "added"."""

    what: str
    words: str


def differences(before: str, after: str) -> list[Piece]:
    """What was taken out and what was added, sentence by sentence.

    >>> [(one.what, one.words.strip()) for one in differences("He came. She went.", "He came. She stayed.")]
    [('same', 'He came.'), ('taken out', 'She went.'), ('added', 'She stayed.')]
    """
    old, new = sentences(before), sentences(after)
    if len(old) * len(new) > MOST_TO_COMPARE:
        return [
            Piece(what, words.strip()) for what, words in (("taken out", before), ("added", after)) if words.strip()
        ]
    found: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(
        None, [o.strip() for o in old], [n.strip() for n in new], False
    ).get_opcodes():
        if what == "equal":
            found.append(Piece("same", "".join(new[c:d])))
            continue
        if gone := "".join(old[a:b]).strip():
            found.append(Piece("taken out", gone))
        if come := "".join(new[c:d]).strip():
            found.append(Piece("added", come))
    return found
