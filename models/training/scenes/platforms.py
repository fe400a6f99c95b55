"""Empty platforms: mats of five kinds, what stands around them, and the light that falls on them. All values are linear light, 0–1."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

WIDTH, HEIGHT = 640, 360
PIXELS_PER_MM = WIDTH / 900
PLATFORM_MM = (700, 600)

MATS = ("rubber", "steel", "plastic", "wood", "laminate")
LIGHTS = ("led", "window", "warm", "dim", "harsh")


@dataclass(frozen=True)
class Setup:
    """One station: its mat, its surroundings, its light and its camera, each drawn independently of the others."""

    mat: str
    light: str
    albedo: np.ndarray
    lamp: np.ndarray
    balance: np.ndarray
    exposure: float
    blur: float
    noise: float
    quality: int
    shade: float


def to_linear(encoded: np.ndarray) -> np.ndarray:
    """sRGB, 0–1, to linear light (IEC 61966-2-1)."""
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4).astype(np.float32)


def to_encoded(linear: np.ndarray) -> np.ndarray:
    """Linear light, clipped to 0–1, to sRGB (IEC 61966-2-1)."""
    linear = np.clip(linear, 0, 1)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055).astype(np.float32)


def draw_setup(random: np.random.Generator) -> Setup:
    mat = MATS[random.integers(len(MATS))]
    light = LIGHTS[random.integers(len(LIGHTS))]
    albedo = _surroundings(random)
    left, right = _platform_edges(random)
    lamp = _lamp(light, random)
    surface = {"rubber": _rubber, "steel": _steel, "plastic": _plastic, "wood": _wood, "laminate": _laminate}[mat](random)
    albedo[:, left:right] = _worn(surface, random)[:, left:right]
    _edge_lines(albedo, left, right, random)
    albedo = to_linear(np.clip(albedo, 0, 1))
    # Automatic exposure meets a dark or a bright platform half way.
    automatic = (0.2 / float((albedo * lamp[..., None]).mean())) ** random.uniform(0.35, 0.75)
    return Setup(
        mat,
        light,
        albedo,
        lamp,
        _white_balance(light, random),
        exposure=automatic * float(np.exp(random.normal(-0.6 if light == "dim" else 0.0, 0.2))),
        blur=float(abs(random.normal(0, 0.7))),
        noise=float(random.uniform(0.002, 0.012) * (2.2 if light == "dim" else 1.0)),
        quality=int(random.integers(62, 95)),
        shade=float(random.uniform(0.55, 1.0)),
    )


def clouds(random: np.random.Generator, scale: float, octaves: int = 4) -> np.ndarray:
    """Smooth noise of mean 0 and about unit deviation; ``scale`` is the size of its coarsest grain in pixels."""
    total = np.zeros((HEIGHT, WIDTH), np.float32)
    for octave in range(octaves):
        grain = max(2.0, scale / 2**octave)
        small = random.standard_normal((max(2, int(HEIGHT / grain) + 2), max(2, int(WIDTH / grain) + 2))).astype(np.float32)
        total += cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC) / 1.6**octave
    return (total - total.mean()) / (total.std() + 1e-6)


def _colour(random: np.random.Generator, lightness: float, saturation: float) -> np.ndarray:
    tint = random.normal(0, 1, 3)
    tint -= tint.mean()
    return np.clip(lightness + saturation * tint, 0.02, 0.98).astype(np.float32)


def _flat(colour: np.ndarray, texture: np.ndarray) -> np.ndarray:
    return colour[None, None] * (1 + texture[..., None])


def _rubber(random: np.random.Generator) -> np.ndarray:
    base = _flat(_colour(random, random.uniform(0.09, 0.3), 0.01), 0.05 * clouds(random, 4, 2) + 0.04 * clouds(random, 160))
    if random.random() < 0.6:
        pitch = random.uniform(7, 18)
        across = np.arange(WIDTH)[None] if random.random() < 0.5 else np.arange(HEIGHT)[:, None]
        base *= 1 + random.uniform(0.06, 0.3) * (np.sin(2 * np.pi * across / pitch) > 0.3)[..., None]
    return base


def _steel(random: np.random.Generator) -> np.ndarray:
    streaks = random.standard_normal((HEIGHT, WIDTH)).astype(np.float32)
    streaks = cv2.GaussianBlur(streaks, (0, 0), sigmaX=random.uniform(18, 60), sigmaY=0.6)
    streaks /= streaks.std() + 1e-6
    return _flat(_colour(random, random.uniform(0.42, 0.72), 0.008), 0.05 * streaks + 0.09 * clouds(random, 260, 3))


def _plastic(random: np.random.Generator) -> np.ndarray:
    colour = _colour(random, random.uniform(0.15, 0.85), random.choice([0.01, 0.03, 0.12]))
    return _flat(colour, 0.02 * clouds(random, 3, 2) + 0.05 * clouds(random, 240))


def _wood(random: np.random.Generator) -> np.ndarray:
    stretch = cv2.GaussianBlur(random.standard_normal((HEIGHT, WIDTH)).astype(np.float32), (0, 0), sigmaX=55, sigmaY=1.2)
    rings = np.sin(clouds(random, 300, 2) * random.uniform(3, 9) + np.arange(HEIGHT)[:, None] / random.uniform(5, 16))
    lightness = random.uniform(0.28, 0.72)
    colour = np.array([1.0, random.uniform(0.7, 0.86), random.uniform(0.45, 0.7)], np.float32) * lightness
    surface = _flat(colour, 0.06 * stretch / (stretch.std() + 1e-6) + random.uniform(0.03, 0.1) * rings)
    if random.random() < 0.5:
        for seam in range(int(random.integers(30, 90)), HEIGHT, int(random.integers(70, 150))):
            surface[seam : seam + 2] *= 0.55
    return surface


def _laminate(random: np.random.Generator) -> np.ndarray:
    colour = _colour(random, random.uniform(0.6, 0.93), random.choice([0.008, 0.03]))
    surface = _flat(colour, 0.02 * clouds(random, 200))
    if random.random() < 0.4:
        speckle = random.random((HEIGHT, WIDTH)) < 0.03
        surface[cv2.GaussianBlur(speckle.astype(np.float32), (0, 0), 0.7) > 0.25] *= random.uniform(0.6, 0.9)
    return surface


def _worn(surface: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Scratches and stains that stay from one visit to the next."""
    marks = np.zeros((HEIGHT, WIDTH), np.float32)
    for _ in range(random.integers(0, 14)):
        start = random.uniform((0, 0), (WIDTH, HEIGHT))
        end = start + random.normal(0, 90, 2)
        cv2.line(marks, *(tuple(int(v) for v in p) for p in (start, end)), float(random.uniform(-0.2, 0.25)), 1, cv2.LINE_AA)
    for _ in range(random.integers(0, 4)):
        centre = tuple(int(v) for v in random.uniform((0, 0), (WIDTH, HEIGHT)))
        axes = tuple(int(v) for v in random.uniform(6, 60, 2))
        blot = np.zeros_like(marks)
        cv2.ellipse(blot, centre, axes, float(random.uniform(0, 180)), 0, 360, 1.0, -1, cv2.LINE_AA)
        marks += cv2.GaussianBlur(blot, (0, 0), random.uniform(1, 9)) * random.uniform(-0.16, 0.08)
    return surface * (1 + marks[..., None])


def _platform_edges(random: np.random.Generator) -> tuple[int, int]:
    across = PLATFORM_MM[0] * PIXELS_PER_MM
    left = (WIDTH - across) / 2 + random.normal(0, 14)
    return max(0, int(left)), min(WIDTH, int(left + across))


def _surroundings(random: np.random.Generator) -> np.ndarray:
    picture = np.empty((HEIGHT, WIDTH, 3), np.float32)
    for side in (slice(0, WIDTH // 2), slice(WIDTH // 2, WIDTH)):
        picture[:, side] = _colour(random, random.uniform(0.08, 0.7), 0.05)
    for _ in range(random.integers(0, 7)):
        x = random.uniform(0, 110) if random.random() < 0.5 else random.uniform(WIDTH - 110, WIDTH)
        corner = (int(x), int(random.uniform(0, HEIGHT)))
        size = random.uniform(10, 120, 2)
        colour = tuple(float(c) for c in _colour(random, random.uniform(0.1, 0.9), 0.12))
        cv2.rectangle(picture, corner, (int(corner[0] + size[0]), int(corner[1] + size[1])), colour, -1)
    return cv2.GaussianBlur(picture, (0, 0), 1.2) * (1 + 0.05 * clouds(random, 120)[..., None])


def _edge_lines(albedo: np.ndarray, left: int, right: int, random: np.random.Generator) -> None:
    """A rim or a gap between the platform and what is around it."""
    width, factor = int(random.integers(2, 14)), random.uniform(0.25, 1.5)
    for edge in (left, right):
        part = albedo[:, max(0, edge - width // 2) : edge + width // 2 + 1]
        part *= factor


def _lamp(light: str, random: np.random.Generator) -> np.ndarray:
    """How much light falls on each place, 1 on average: a slope, a pool of light, the camera's falloff, hard shadows."""
    y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j].astype(np.float32)
    slope = {"led": 0.12, "window": 0.4, "warm": 0.2, "dim": 0.2, "harsh": 0.25}[light]
    lamp = 1 + random.normal(0, slope) * x + random.normal(0, slope) * y
    centre = random.uniform(-0.9, 0.9, 2)
    reach = random.uniform(0.5, 1.6)
    pool = np.exp(-((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / (2 * reach**2))
    lamp = np.clip(lamp, 0.25, None) * (1 - (strength := random.uniform(0, 0.6)) + strength * pool)
    lamp *= 1 - random.uniform(0, 0.3) * (x**2 + y**2) / 2
    if light in ("window", "harsh") and random.random() < 0.8:
        edge = np.zeros((HEIGHT, WIDTH), np.float32)
        corners = random.uniform((-200, -150), (WIDTH + 200, HEIGHT + 150), (4, 2)).astype(np.int32)
        cv2.fillConvexPoly(edge, cv2.convexHull(corners), 1.0, cv2.LINE_AA)
        edge = cv2.GaussianBlur(edge, (0, 0), random.uniform(1.5, 22))
        lamp *= 1 - random.uniform(0.25, 0.65) * edge
    return (lamp / lamp.mean()).astype(np.float32)


def _white_balance(light: str, random: np.random.Generator) -> np.ndarray:
    """The cast that the camera leaves; warm lamps are corrected in part only."""
    warmth = random.normal(0.0, 0.06) + {"warm": 0.2, "window": -0.07}.get(light, 0.0) * random.uniform(0.3, 1)
    green = random.normal(0, 0.025)
    return np.array([1 + warmth, 1 + green, 1 - warmth], np.float32)
