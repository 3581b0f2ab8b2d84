"""Small words the templates use."""
