"""Where the tables are kept, and how they are dropped and told again."""
