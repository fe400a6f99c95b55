"""Measures of a classifier: accuracy, macro-F1, intervals over groups, calibration, thresholds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


def sigmoid(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-logits))


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    scaled = logits / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def confusion(truth: np.ndarray, predicted: np.ndarray, classes: int) -> np.ndarray:
    """Counts by true class (rows) and predicted class (columns)."""
    return np.bincount(truth * classes + predicted, minlength=classes * classes).reshape(classes, classes)


def accuracy(counts: np.ndarray) -> float:
    return float(np.trace(counts) / counts.sum())


def f1_scores(counts: np.ndarray) -> np.ndarray:
    """F1 by class; NaN for a class that neither occurs nor is predicted."""
    both = counts.sum(axis=0) + counts.sum(axis=1)
    with np.errstate(invalid="ignore"):
        return np.where(both > 0, 2 * np.diag(counts) / both, np.nan)


def macro_f1(counts: np.ndarray) -> float:
    """Mean F1 over the classes that occur in the truth."""
    return float(np.mean(f1_scores(counts)[counts.sum(axis=1) > 0]))


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f}–{self.high:.3f})"


def estimate(
    truth: np.ndarray,
    predicted: np.ndarray,
    groups: np.ndarray,
    classes: int,
    figure: Callable[[np.ndarray], float],
    seed: int,
    rounds: int = 2000,
) -> Estimate:
    """A figure of the confusion counts, with an interval from resampling whole groups: near-duplicates are no evidence."""
    _, members = np.unique(groups, return_inverse=True)
    by_group = np.zeros((members.max() + 1, classes, classes), np.int64)
    np.add.at(by_group, (members, truth, predicted), 1)
    random = np.random.default_rng(seed)
    draws = []
    for _ in range(rounds):
        times = np.bincount(random.integers(len(by_group), size=len(by_group)), minlength=len(by_group))
        draws.append(figure(np.tensordot(times, by_group, axes=1)))
    low, high = np.nanpercentile(draws, [2.5, 97.5])
    return Estimate(figure(by_group.sum(axis=0)), float(low), float(high))


def fit_temperature(logits: np.ndarray, truth: np.ndarray, weights: np.ndarray | None = None) -> float:
    """The temperature that makes the probabilities of these logits most likely, by golden-section search over its logarithm."""
    rows = np.arange(len(truth))

    def loss(power: float) -> float:
        return -float(np.average(np.log(softmax(logits, np.exp(power))[rows, truth] + 1e-12), weights=weights))

    low, high, golden = np.log(0.2), np.log(5.0), (np.sqrt(5) - 1) / 2
    for _ in range(40):
        left, right = high - golden * (high - low), low + golden * (high - low)
        low, high = (low, right) if loss(left) < loss(right) else (left, high)
    return float(np.exp((low + high) / 2))


def calibration_bins(confidence: np.ndarray, right: np.ndarray, bins: int = 15) -> list[tuple[float, float, int]]:
    """Mean confidence, share right and count of each equally wide bin that holds anything."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    return [
        (float(confidence[place == bin].mean()), float(right[place == bin].mean()), int((place == bin).sum()))
        for bin in range(bins)
        if (place == bin).any()
    ]


def expected_calibration_error(confidence: np.ndarray, right: np.ndarray) -> float:
    return sum(abs(mean - share) * count for mean, share, count in calibration_bins(confidence, right)) / len(confidence)
