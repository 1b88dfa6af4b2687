"""The eye behind the player: level, still, with the horizon moved by a shifted lens.

A shifted lens keeps trunks upright and leaves room at the bottom of the frame for the lean bar.
The 16:9 frame always fits inside the window; other shapes only see more world around it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

NEAR_M, FAR_M = 0.3, 900.0


@dataclass(frozen=True, slots=True)
class Camera:
    """eye (m); focal length, and the horizon from the top, in heights of the 16:9 frame."""

    eye: tuple[float, float, float]
    focal: float
    horizon: float

    def view_projection(self, size: tuple[int, int]) -> np.ndarray:
        """Clip from world, (4, 4) row-major, for a window of this size in pixels."""
        width, height = size
        frame = min(height, width * 9 / 16)
        fx, fy = 2 * self.focal * frame / width, 2 * self.focal * frame / height
        shift = (1 - 2 * self.horizon) * frame / height
        depth = (FAR_M + NEAR_M) / (NEAR_M - FAR_M), 2 * FAR_M * NEAR_M / (NEAR_M - FAR_M)
        lens = np.array([[fx, 0, 0, 0], [0, fy, -shift, 0], [0, 0, *depth], [0, 0, -1, 0]], float)
        view = np.eye(4)
        view[:3, 3] = np.negative(self.eye)
        return lens @ view

    def rays(self, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """World direction of the window's middle, and its gain per unit of NDC x and y."""
        width, height = size
        frame = min(height, width * 9 / 16)
        x, y = width / (2 * self.focal * frame), height / (2 * self.focal * frame)
        shift = (1 - 2 * self.horizon) * frame / height
        return np.array([0, -shift * y, -1.0]), np.array([x, 0, 0]), np.array([0, y, 0])

    def from_frame(self, x: float, y: float, z: float) -> np.ndarray:
        """The point at depth z on pixel (x, y) of a 1280x720 picture; undoes `to_frame`."""
        scale = self.focal * 720 / (self.eye[2] - z)
        return np.array(
            [self.eye[0] + (x - 640) / scale, self.eye[1] + (self.horizon * 720 - y) / scale, z]
        )

    def metres(self, pixels_at_720: float, z: float) -> float:
        """How long a thing at depth z must be to look this many pixels long at 1280x720."""
        return pixels_at_720 / 720 * (self.eye[2] - z) / self.focal

    def to_frame(self, point: np.ndarray) -> np.ndarray:
        """Where points (..., 3) fall on a 1280x720 picture, in pixels from its top left corner."""
        p = np.asarray(point, float) - self.eye
        scale = self.focal * 720 / -p[..., 2]
        return np.stack([640 + p[..., 0] * scale, self.horizon * 720 - p[..., 1] * scale], -1)
