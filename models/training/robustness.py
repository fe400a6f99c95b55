"""What light, lens, turning and a dark mat do to the shipped model's answers: known disturbances on pictures that it has not learnt from."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from classifier import Classifier
from classtree import UNKNOWN

Disturbance = Callable[[np.ndarray], np.ndarray]


def _scaled(factor: float | np.ndarray) -> Disturbance:
    return lambda image: np.clip(image.astype(np.float32) * factor, 0, 255).astype(np.uint8)


def _half_lit(image: np.ndarray) -> np.ndarray:
    light = np.where(np.arange(image.shape[1]) < image.shape[1] // 2, 0.4, 1.1).astype(np.float32)
    light = cv2.GaussianBlur(light[None], (0, 0), image.shape[1] / 40)
    return np.clip(image * light[..., None], 0, 255).astype(np.uint8)


def _turned(degrees: float) -> Disturbance:
    def turn(image: np.ndarray) -> np.ndarray:
        side = image.shape[0]
        matrix = cv2.getRotationMatrix2D((side / 2, side / 2), degrees, 1.0)
        return cv2.warpAffine(image, matrix, (side, side), borderMode=cv2.BORDER_REFLECT_101)

    return turn


def _small_on_dark_mat(image: np.ndarray) -> np.ndarray:
    """The picture at 0.6 of its size on grey 60: what a region with far too wide a margin would show."""
    side = image.shape[0]
    small = cv2.resize(image, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
    mat, start = np.full_like(image, 60), (side - small.shape[0]) // 2
    mat[start : start + small.shape[0], start : start + small.shape[1]] = small
    return mat


def _jpeg(quality: int) -> Disturbance:
    def squeeze(image: np.ndarray) -> np.ndarray:
        return cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)

    return squeeze


DISTURBANCES: dict[str, Disturbance] = {
    "as it is": lambda image: image,
    "dark (× 0.4)": _scaled(0.4),
    "bright (× 1.6)": _scaled(1.6),
    "blurred (σ 1/80 of the side)": lambda image: cv2.GaussianBlur(image, (0, 0), image.shape[0] / 80),
    "warm (red × 1.15, blue × 0.75)": _scaled(np.array([1.15, 1.0, 0.75], np.float32)),
    "half lit (0.4 and 1.1)": _half_lit,
    "turned by 45°": _turned(45),
    "turned by 180°": _turned(180),
    "0.6 of its size on grey 60": _small_on_dark_mat,
    "JPEG quality 30": _jpeg(30),
    "JPEG quality 10": _jpeg(10),
}


def robustness(classifier: Classifier, images: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """Share of right answers of the first head under each disturbance; ``truth`` are its labels, UNKNOWN where a picture does not answer its question."""
    images, truth = images[truth != UNKNOWN], truth[truth != UNKNOWN]
    return {
        name: float((classifier.scores(np.stack([disturb(image) for image in images]))[0].argmax(1) == truth).mean())
        for name, disturb in DISTURBANCES.items()
    }
