"""A screen in a waiting room that nobody minds: what it does next, when it sleeps, what it counts.

Pure: it knows no window, file, device or clock, is told how much time has passed and what was done,
and answers what is to be shown. game.app.kiosk_* put it together with the rest.
"""
