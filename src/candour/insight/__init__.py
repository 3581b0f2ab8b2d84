"""What the tables may be telling us: questions about patterns, asked with their uncertainty. It never decides or writes."""
