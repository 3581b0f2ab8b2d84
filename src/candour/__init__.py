"""Candour: the casework record that keeps a child's status tied to the child's need."""
