"""How a database came to be as it is: one file a step, never edited once it is released.

A step is a module with `revision`, `down_revision` (the step before) and `upgrade()`. After a
change of `game/store/models.py` write the next one by hand; `tests/store/test_migrations.py`
compares what the steps build with the models, on both databases.
"""
