"""How a name sounds, so that Smith finds Smyth."""

import re
import unicodedata

GROUPS = {
    letter: digit
    for digit, letters in {"1": "bfpv", "2": "cgjkqsxz", "3": "dt", "4": "l", "5": "mn", "6": "r"}.items()
    for letter in letters
}
ALIKE = (("ph", "f"), ("ck", "k"), ("kn", "n"), ("gh", "g"), ("wr", "r"), ("mc", "mac"), ("x", "ks"))


def words_of(name: str) -> list[str]:
    """The words of a name as a search compares them: small letters, no accents, halves of a double name apart.

    >>> words_of("Siân Gŵyn-Llŷr"), words_of("O'Neill")
    (['sian', 'gwyn', 'llyr'], ['oneill'])
    """
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return re.findall(r"\w+", plain.replace("'", "").replace("\u2019", ""))


def sound(name: str) -> str:
    """A code that names of like sound share; empty for a name without letters.

    >>> sound("Smith") == sound("Smyth"), sound("Philips") == sound("Fillips"), sound("")
    (True, True, '')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if letter.isascii() and letter.isalpha())
    for written, heard in ALIKE:
        letters = letters.replace(written, heard)
    if not letters:
        return ""
    coded, before = letters[0], GROUPS.get(letters[0], "")
    for letter in letters[1:]:
        digit = GROUPS.get(letter, "")
        if digit and digit != before:
            coded += digit
        if letter not in "hw":
            before = digit
    return coded[:6]
