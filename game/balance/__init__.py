"""Balance in numbers: this person's limits, the live filter, and the measures of the field. Pure."""
