"""How figures are drawn and told: marks for charts, and pages that stand alone. Knows nothing of what is shown."""
