"""Grouped cross-validation on the photos: every photo is judged by heads that never saw its group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from data import CONDITIONS, MATERIALS, UNKNOWN, Picture, conditions_of, materials_of
from network import Heads, baseline


@dataclass(frozen=True)
class OutOfFold:
    """Logits of every photo from the fold that held it back, and the baseline's log-probabilities on the same folds; what each fold's heads
    make of the scenes kept for calibration (fold, scene, class), and these heads."""

    fold: np.ndarray
    material: np.ndarray
    condition: np.ndarray
    baseline_material: np.ndarray
    baseline_condition: np.ndarray
    scene_material: np.ndarray
    scene_condition: np.ndarray
    heads: list[Heads]


def assign_folds(pictures: list[Picture], folds: int, seed: int) -> np.ndarray:
    """The fold that holds each photo back: whole groups, classes spread as evenly as the groups allow."""
    classes = [picture.product_class for picture in pictures]
    groups = [picture.group for picture in pictures]
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    assigned = np.empty(len(pictures), np.int64)
    for fold, (_, held_back) in enumerate(splitter.split(np.zeros(len(pictures)), classes, groups)):
        assigned[held_back] = fold
    return assigned


def _baseline(features: np.ndarray, labels: np.ndarray, train: np.ndarray, test: np.ndarray, classes: int) -> np.ndarray:
    """Log-probabilities of a logistic regression on the last layer's means for the rows of ``test``."""
    known = train & (labels != UNKNOWN)
    model = baseline().fit(features[known], labels[known])
    scores = np.full((test.sum(), classes), -30.0)
    scores[:, model.classes_] = model.predict_log_proba(features[test])
    return scores


def cross_validate(
    photos: list[Picture], seen: np.ndarray, embedding: slice, calibrating: np.ndarray, fold_of: np.ndarray, heads: list[Heads]
) -> OutOfFold:
    """Lets the heads of each fold, fitted before to the other folds' photos and to all training scenes, judge what they have not seen.

    ``seen`` and ``calibrating`` are the statistics of photos and scenes as they came; ``embedding`` says which of these the baseline gets. No scene shows a
    photo.
    """
    materials, conditions = materials_of(photos), conditions_of(photos)
    count, folds = len(photos), len(heads)
    result = OutOfFold(
        fold_of,
        np.zeros((count, len(MATERIALS)), np.float32),
        np.zeros((count, len(CONDITIONS)), np.float32),
        np.zeros((count, len(MATERIALS)), np.float32),
        np.zeros((count, len(CONDITIONS)), np.float32),
        np.zeros((folds, len(calibrating), len(MATERIALS)), np.float32),
        np.zeros((folds, len(calibrating), len(CONDITIONS)), np.float32),
        heads,
    )
    for fold, judge in enumerate(heads):
        test = fold_of == fold
        result.baseline_material[test] = _baseline(seen[:, embedding], materials, ~test, test, len(MATERIALS))
        result.baseline_condition[test] = _baseline(seen[:, embedding], conditions, ~test, test, len(CONDITIONS))
        result.material[test], result.condition[test] = judge.logits(seen[test])
        if len(calibrating):
            result.scene_material[fold], result.scene_condition[fold] = judge.logits(calibrating)
    return result
