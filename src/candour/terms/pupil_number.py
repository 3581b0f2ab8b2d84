"""How a unique pupil number is built: a check letter, the authority's three digits, eight digits, and a last character.

The last character is a digit, or a letter in a number that was only given for a time. I, O and S are never used.
Source: the children in need census rules on pupil numbers (open validator, rules 1510, 1530 and 1550).
"""

CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

_AUTHORITIES = """
    1-5 201-213 301-320 330-336 340-344 350-359 370-373 380-384 390-394 420 660-681 701-708 800-803 805-808 810-813 815
    816 820-823 825 826 830 831 835-841 845 846 850-852 855-857 860 861 865-896 908 909 916 919 921 925 926 928 929 931
    933 935-938 940-943
"""


def _each(run: str) -> range:
    first, _, last = run.partition("-")
    return range(int(first), int(last or first) + 1)


AUTHORITIES = frozenset(f"{number:03}" for run in _AUTHORITIES.split() for number in _each(run))
"""Every authority that gives out numbers, and the codes that stand in for one, of today and of the past."""
