"""One visit: what is kept of it, how it is scored, and what makes it safe. Nothing here draws."""
