"""Shapes as numbers, built once when a scene loads: one idea a file, none of them knows OpenGL."""
