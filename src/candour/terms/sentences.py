"""A text as its sentences."""

import re

SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+[\"')\]\u201d\u2019]*[^\S\n]*|\n+|$)")


def sentences(text: str) -> list[str]:
    """Each sentence or line, with the space after it: put together again they are the text.

    >>> sentences("He came. She went!\\nIt rained")
    ['He came. ', 'She went!', '\\n', 'It rained']
    """
    return [piece for piece in SENTENCE.findall(text) if piece]
