"""Where the record is kept: SQLite or PostgreSQL, which both refuse to change or remove an entry."""
