"""Numbers that look right and belong to nobody.

- NHS numbers begin 999, which the NHS keeps for tests.
- Pupil numbers carry the council code 000, which no council has.
- Registration numbers are SW and nine digits of which the first three are 0: Social Work England's carry no leading 0.
- Telephone numbers are those Ofcom sets aside for drama (01632 960xxx and 07700 900xxx).
- Postcodes begin with Q, and no post town's do.
"""

from random import Random

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def nhs_number(chance: Random) -> str:
    """A number from the test range, with a check digit that fits.

    >>> number = nhs_number(Random(1))
    >>> len(number), number[:3]
    (10, '999')
    """
    while True:
        digits = f"999{chance.randrange(10**6):06d}"
        check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return f"{digits}{check % 11}"


def pupil_number(chance: Random, born: int) -> str:
    """A pupil number whose check letter fits and whose council does not exist.

    >>> pupil_number(Random(1), 2015)[1:4]
    '000'
    """
    return with_check_letter(f"000{chance.randrange(1, 9999):04d}{(born + 5) % 100:02d}{chance.randrange(1000):03d}")


def with_check_letter(digits: str) -> str:
    """A pupil number from its twelve digits: the letter before them follows from them."""
    check = sum(int(digit) * weight for digit, weight in zip(digits, range(2, 14), strict=True)) % 23
    return UPN_LETTERS[check] + digits


def registration_number(serial: int) -> str:
    """A social worker's registration number of the kind nobody has been given."""
    return f"SW000{serial:06d}"


def telephone(chance: Random) -> str:
    """A number that rings nowhere."""
    if chance.random() < 0.6:
        return f"07700 900{chance.randrange(1000):03d}"
    return f"01632 960{chance.randrange(1000):03d}"
