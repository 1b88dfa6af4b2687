"""What is heard: cues for what happens, a guide for eyes that are closed, a quiet bed of music.

All of it is made by arithmetic at the start (voices.py), so that no recording has to be shipped or
licensed. Like the pictures it knows worlds and events, never sessions, devices or level files.
"""
