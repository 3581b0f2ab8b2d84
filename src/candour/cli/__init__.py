"""The door for operators: the `candour` command. Translates; decides nothing."""
