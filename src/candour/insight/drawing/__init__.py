"""Charts drawn on the server: each as SVG that nothing has to be fetched or run for, and as the rows of a table beside it."""
