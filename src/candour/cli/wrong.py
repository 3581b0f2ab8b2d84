"""What a person at the terminal can put right."""


class Wrong(Exception):
    """Something the person at the terminal can put right: what is wrong, where, and what to do."""
