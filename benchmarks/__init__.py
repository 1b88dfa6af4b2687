"""What the README claims, as commands: `python -m benchmarks`, or one of them by its name."""
