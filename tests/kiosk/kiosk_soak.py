"""Runs a kiosk for long and prints a JSON line for what it holds each time its loop has come round.

    python tests/kiosk/kiosk_soak.py FOLDER simulated HOURS
    python tests/kiosk/kiosk_soak.py FOLDER real MINUTES

A visitor comes again and again. What is held is looked at in the same moment of a scene, beside the
level that it shows: each level has its own size. In simulated time one frame in FEW is drawn. Half
an hour is short for twelve levels: in real time each is shown once for LOOK_S, then three of them
in rounds, with a visitor in every other.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

import pygame
from waiting_room import WaitingRoom, footprint

from game.kiosk.attract import LEVELS, SCENE_S
from input_devices.clock import SystemClock

DT, FEW = 0.1, 25
EVERY_SCENES = 2  # one visitor for so many scenes
FRAME_S = 1 / 60
LOOK_S, ROUND = 20.0, 3
JUST = 1e-3  # s before the next scene begins


def simulated(room: WaitingRoom, hours: float) -> None:
    frames = 0
    watch = Watch(room)
    while room.clock.now() - room.began < hours * 3600:
        room.visitor.act()
        room.frame(DT, draw=frames % FEW == 0)
        frames += 1
        watch.look(None)


def real(room: WaitingRoom, minutes: float) -> None:
    watch, last = QuickWatch(room), room.clock.now()
    while room.clock.now() - room.began < minutes * 60:
        now, worked = room.clock.now(), time.process_time()
        room.visitor.act()
        room.frame(min(now - last, 1.0))
        pygame.display.flip()
        last = now
        watch.look(time.process_time() - worked)  # what others do here is no matter
        room.clock.wait_until(now + FRAME_S)


class Watch:
    """Lets a visitor come, and prints what is held in each scene."""

    long_s = SCENE_S / 2

    def __init__(self, room: WaitingRoom) -> None:
        self._room = room
        self._told = self._called = -1
        self._frames: list[float] = []

    def look(self, frame_s: float | None) -> None:
        room, scene = self._room, self._room.kiosk.moment.scene
        at = room.kiosk.attract_s - scene * SCENE_S
        if room.state != "attract":
            return
        if frame_s is not None and at > 3.0:  # the same work in every frame
            self._frames.append(frame_s)
        if at > self.long_s and scene != self._told:
            self._told = scene
            self._tell()
        if at > self.long_s + 1.0 and scene != self._called:
            self._called = scene
            if self.wanted(scene):
                pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_j))
                pygame.event.post(pygame.event.Event(pygame.KEYUP, key=pygame.K_j))

    def wanted(self, scene: int) -> bool:
        """Whether a visitor comes in this scene."""
        return scene % EVERY_SCENES == 0

    def _tell(self) -> None:
        gc.collect()
        room = self._room
        told = {"t_s": room.clock.now() - room.began, "level": room.kiosk.show.level.id}
        told |= footprint()
        if self._frames:
            frames = sorted(self._frames)
            told["frames"] = len(frames)
            told["cpu_p50_ms"] = 1000 * frames[len(frames) // 2]
            told["cpu_p99_ms"] = 1000 * frames[int(0.99 * (len(frames) - 1))]
            self._frames = []
        told |= {"counts": room.kiosk.journal.counters.as_dict()}
        print(json.dumps(told), flush=True)


class QuickWatch(Watch):
    """All levels once, then the first of them in rounds."""

    long_s = LOOK_S

    def look(self, frame_s: float | None) -> None:
        super().look(frame_s)
        kiosk, tour = self._room.kiosk, len(LEVELS)
        rounds, place = divmod(kiosk.moment.scene, tour)
        over = kiosk.attract_s - kiosk.moment.scene * SCENE_S > LOOK_S + 2.0
        if self._room.state != "attract":
            return
        if rounds and (place >= ROUND or (over and place == ROUND - 1)):
            kiosk.attract_s = (rounds + 1) * tour * SCENE_S - JUST
        elif over:
            kiosk.attract_s = (kiosk.moment.scene + 1) * SCENE_S - JUST

    def wanted(self, scene: int) -> bool:
        rounds, place = divmod(scene, len(LEVELS))
        return place == ROUND - 1 and rounds % 2 == 0 if rounds else scene == len(LEVELS) - 1


def main() -> None:
    folder, mode, long = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    began = time.monotonic()
    clock = SystemClock() if mode == "real" else None
    with WaitingRoom(folder, clock=clock) as room:
        (real if mode == "real" else simulated)(room, long)
    print(json.dumps({"took_s": time.monotonic() - began}), flush=True)


if __name__ == "__main__":
    main()
