"""The valley as seen from above: the map of a participant's journey."""
