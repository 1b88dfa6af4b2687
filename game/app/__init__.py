"""The parts put together: loop, window, play. The only package that knows all the others."""
