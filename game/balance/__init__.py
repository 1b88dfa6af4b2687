"""Balance in numbers: a person's limits, the live filter, and the measures of the field. Pure."""
