"""Other colours and other prints for a piece that was rendered once: its shape, its creases and its shading stay.

Only pieces that training sees are repainted. The prints are discs, facets, letters and thresholded noise of any stretch; the stripes, marks and palettes
of the held-back family are none of them.
"""

from __future__ import annotations

import cv2
import numpy as np

# How often a piece of a class gets any hue at all; the others keep about the colour that they were rendered with.
ANY_HUE = {"carton": 0.25, "plastic_film": 0.6, "paper_envelope": 0.5, "not_packaging": 0.4}
# How often it gets a print.
PRINTED = {"carton": 0.35, "plastic_film": 0.35, "paper_envelope": 0.35, "not_packaging": 0.15}
# The same for a class that is in neither table, nor any class above it.
ANY_HUE_OF_OTHERS, PRINTED_OF_OTHERS = 0.4, 0.35
LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
# The pattern is drawn at this size and then stretched over the piece.
SIDE = 256


def repaint(rgb: np.ndarray, alpha: np.ndarray, class_path: str, random: np.random.Generator) -> np.ndarray:
    """Linear light of the piece (height, width, 3; about 0–1) in, the same with other colours out."""
    rgb = _tinted(rgb, random, random.random() < _share(ANY_HUE, class_path, ANY_HUE_OF_OTHERS))
    for _ in range(1 + random.poisson(0.7) if random.random() < _share(PRINTED, class_path, PRINTED_OF_OTHERS) else 0):
        rgb = _printed(rgb, alpha, random)
    return rgb


def _share(table: dict[str, float], class_path: str, of_others: float) -> float:
    """The share of the deepest class of a path that the table names."""
    return next((table[name] for name in reversed(class_path.split("/")) if name in table), of_others)


def _tinted(rgb: np.ndarray, random: np.random.Generator, any_hue: bool) -> np.ndarray:
    hsv = cv2.cvtColor(np.clip(rgb, 0, 1), cv2.COLOR_RGB2HSV)
    hsv[..., 0] = (hsv[..., 0] + (random.uniform(0, 360) if any_hue else random.normal(0, 6))) % 360
    hsv[..., 1] = np.clip(hsv[..., 1] * (random.uniform(0.1, 1.6) if any_hue else np.exp(random.normal(0, 0.2))), 0, 1)
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB) * np.float32(np.exp(random.normal(0, 0.3 if any_hue else 0.12)))


def _printed(rgb: np.ndarray, alpha: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Ink takes the shading that the piece has: what is dark in a crease stays dark under print."""
    height, width = alpha.shape
    around = cv2.getRotationMatrix2D((SIDE / 2, SIDE / 2), random.uniform(0, 360), 1)
    pattern = cv2.warpAffine(_pattern(random), around, (SIDE, SIDE), borderMode=cv2.BORDER_REFLECT_101)
    side = max(height, width)
    mask = cv2.resize(pattern, (side, side), interpolation=cv2.INTER_LINEAR)[:height, :width]
    light = rgb @ LUMA
    full = np.percentile(light[alpha > 0.5], 90) if (alpha > 0.5).any() else 1
    shading = np.clip(light / max(full, 0.02), 0, 1.3)
    # Print on print: shading must not carry the contrast of what lies below.
    shading = cv2.GaussianBlur(shading, (0, 0), max(1.0, side / 60))
    ink = np.float32(random.uniform(0.02, 0.9, 3) if random.random() < 0.7 else np.repeat(random.uniform(0.02, 0.9), 3))
    cover = (mask * np.float32(random.uniform(0.5, 0.95)))[..., None]
    return rgb * (1 - cover) + ink * shading[..., None] * cover


def _pattern(random: np.random.Generator) -> np.ndarray:
    mask = np.zeros((SIDE, SIDE), np.float32)
    kind = random.integers(4)
    if kind == 0:
        for _ in range(random.integers(1, 12)):
            centre = tuple(int(c) for c in random.uniform(0, SIDE, 2))
            cv2.circle(mask, centre, int(random.uniform(4, 60)), 1.0, -1 if random.random() < 0.6 else int(random.uniform(2, 9)), cv2.LINE_AA)
    elif kind == 1:
        for _ in range(random.integers(1, 6)):
            corners = random.uniform(0, SIDE, 2) + random.normal(0, random.uniform(15, 80), (int(random.integers(3, 6)), 2))
            cv2.fillConvexPoly(mask, cv2.convexHull(corners.astype(np.int32)), 1.0, cv2.LINE_AA)
    elif kind == 2:
        for _ in range(random.integers(1, 9)):
            word = "".join(chr(65 + letter) for letter in random.integers(0, 26, random.integers(1, 9)))
            at = int(random.uniform(-20, SIDE * 0.7)), int(random.uniform(10, SIDE))
            scale = random.uniform(0.4, 3)
            cv2.putText(mask, word, at, int(random.choice([cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_TRIPLEX])), scale, 1.0, max(1, int(scale * 2.5)), cv2.LINE_AA)
    else:
        cells = np.maximum(2, (SIDE / np.exp(random.uniform(np.log(6), np.log(90), 2))).astype(int))
        field = cv2.resize(random.normal(0, 1, (cells[0], cells[1])).astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
        mask = np.clip((field - np.quantile(field, random.uniform(0.4, 0.85))) * 8, 0, 1)
    return mask
