"""What a kiosk does to a picture: place, turn, light, colour cast, blur, noise, and a mat around the piece."""

from __future__ import annotations

import cv2
import numpy as np
import torch


class Augmenter:
    """Draws the network's inputs from cached pictures that are somewhat larger; one random source decides everything."""

    def __init__(self, size: int, random: np.random.Generator) -> None:
        self._size = size
        self._random = random

    def batch(self, images: np.ndarray) -> torch.Tensor:
        """uint8 (N, C, C, 3) to float (N, 3, S, S), 0–255."""
        placed = np.stack([self._place(image) for image in images])
        pixels = torch.from_numpy(placed).permute(0, 3, 1, 2).float()
        return self._light(pixels)

    def _place(self, image: np.ndarray) -> np.ndarray:
        """Scale, turn, flip and shift in one resampling; what lies outside shows a mat, or the picture's own border."""
        random, size, source = self._random, self._size, image.shape[0]
        on_mat = random.random() < 0.4
        zoom = random.uniform(0.5, 1.0) if on_mat else np.exp(random.uniform(np.log(0.85), np.log(1.5)))
        angle = random.uniform(-180, 180) if random.random() < 0.5 else 90 * random.integers(4) + random.uniform(-12, 12)
        aspect = np.exp(random.uniform(-0.2, 0.2))
        scale = zoom * size / source
        cosine, sine = np.cos(np.radians(angle)), np.sin(np.radians(angle))
        turn = np.array([[cosine, -sine], [sine, cosine]]) @ np.diag([scale * aspect, scale / aspect])
        if random.random() < 0.5:
            turn = turn @ np.diag([-1.0, 1.0])
        slack = 0.5 * abs(1 - zoom) * size + 0.04 * size
        shift = random.uniform(-1, 1, 2) * min(slack, 0.12 * size)
        move = size / 2 + shift - turn @ np.array([source / 2, source / 2])
        matrix = np.hstack([turn, move[:, None]])
        flags = cv2.INTER_AREA if scale < 0.6 else cv2.INTER_LINEAR
        if not on_mat:
            return cv2.warpAffine(image, matrix, (size, size), flags=flags, borderMode=cv2.BORDER_REFLECT_101)
        mat = self._mat()
        inside = cv2.warpAffine(np.full((source, source), 255, np.uint8), matrix, (size, size))
        placed = cv2.warpAffine(image, matrix, (size, size), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        alpha = (inside.astype(np.float32) / 255)[..., None]
        return np.rint(placed * alpha + mat * (1 - alpha)).astype(np.uint8)

    def _mat(self) -> np.ndarray:
        """A plain surface with a slow gradient and some grain, from black rubber to white laminate."""
        random, size = self._random, self._size
        colour = random.uniform(15, 240) + random.normal(0, 10, 3)
        across = np.linspace(-1, 1, size, dtype=np.float32)
        slope = random.normal(0, 12, 2)
        gradient = slope[0] * across[None, :] + slope[1] * across[:, None]
        grain = cv2.resize(
            random.normal(0, random.uniform(0, 10), (size // 2, size // 2)).astype(np.float32), (size, size)
        )
        return np.clip(colour[None, None, :] + (gradient + grain)[..., None], 0, 255).astype(np.float32)

    def _light(self, pixels: torch.Tensor) -> torch.Tensor:
        """Exposure, contrast, colour cast, half-lit scenes, blur and sensor noise, drawn for each picture."""
        random, count, size = self._random, len(pixels), self._size

        def column(values: np.ndarray) -> torch.Tensor:
            return torch.from_numpy(values.astype(np.float32)).view(count, -1, 1, 1)

        gain = np.exp(random.normal(0, 0.2, (count, 1)))
        cast = random.normal(0, 0.05, (count, 3)) + random.uniform(-0.04, 0.16, (count, 1)) * np.array([1, 0, -1])
        contrast = column(np.exp(random.normal(0, 0.15, count)))
        middle = pixels.mean((1, 2, 3), keepdim=True)
        pixels = (pixels - middle) * contrast + middle
        pixels = pixels * column(gain * (1 + cast))
        half = random.random(count) < 0.15
        if half.any():
            across = torch.linspace(-1, 1, size)
            tilt = column(np.where(half, random.uniform(-0.35, 0.35, count), 0))
            drop = column(np.where(half, random.uniform(-0.35, 0.35, count), 0))
            pixels = pixels * (1 + tilt * across.view(1, 1, 1, -1) + drop * across.view(1, 1, -1, 1))
        for index in np.flatnonzero(random.random(count) < 0.25):
            image = pixels[index].permute(1, 2, 0).numpy()
            blurred = cv2.GaussianBlur(image, (0, 0), random.uniform(0.4, 1.6))
            pixels[index] = torch.from_numpy(blurred).permute(2, 0, 1)
        noise = column(np.where(random.random(count) < 0.5, random.uniform(0, 6, count), 0))
        drawn = torch.from_numpy(random.standard_normal(pixels.shape, dtype=np.float32))
        pixels = (pixels + noise * drawn).clamp(0, 255)
        return pixels.contiguous(memory_format=torch.channels_last)
