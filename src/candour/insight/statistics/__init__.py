"""How a pattern is told from chance: each method small, stated, and tested against known answers."""
