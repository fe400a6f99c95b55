"""Grouped cross-validation on the photos: every photo is judged by a network that never saw its group."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from backbone import Backbone
from data import CONDITIONS, MATERIALS, UNKNOWN, Picture, conditions_of, materials_of
from network import Recipe, embeddings, linear_probe, logits, open_network


@dataclass(frozen=True)
class OutOfFold:
    """Logits of every photo from the fold that held it back, and the baseline's log-probabilities on the same folds; what each fold's network
    makes of the scenes kept for calibration (fold, scene, class), and where that network is kept."""

    fold: np.ndarray
    material: np.ndarray
    condition: np.ndarray
    frozen_material: np.ndarray
    frozen_condition: np.ndarray
    scene_material: np.ndarray
    scene_condition: np.ndarray
    networks: list[Path]


def assign_folds(pictures: list[Picture], folds: int, seed: int) -> np.ndarray:
    """The fold that holds each photo back: whole groups, classes spread as evenly as the groups allow."""
    classes = [picture.product_class for picture in pictures]
    groups = [picture.group for picture in pictures]
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    assigned = np.empty(len(pictures), np.int64)
    for fold, (_, held_back) in enumerate(splitter.split(np.zeros(len(pictures)), classes, groups)):
        assigned[held_back] = fold
    return assigned


def _frozen(features: np.ndarray, labels: np.ndarray, train: np.ndarray, test: np.ndarray, classes: int) -> np.ndarray:
    """Log-probabilities of a logistic regression on frozen features for the rows of ``test``."""
    known = train & (labels != UNKNOWN)
    model = linear_probe().set_params(logisticregression__class_weight="balanced")
    model.fit(features[known], labels[known])
    scores = np.full((test.sum(), classes), -30.0)
    scores[:, model.classes_] = model.predict_log_proba(features[test])
    return scores


def cross_validate(
    backbone_path: Path,
    photos: list[Picture],
    sized: np.ndarray,
    calibrating: np.ndarray,
    recipe: Recipe,
    fold_of: np.ndarray,
    networks: list[Path],
) -> OutOfFold:
    """Lets the network of each fold, trained before on the other folds' photos and on all training scenes, judge what it has not seen.

    ``sized`` and ``calibrating`` are photos and scenes at the network's own size. No scene shows a photo.
    """
    materials, conditions = materials_of(photos), conditions_of(photos)
    frozen = embeddings(Backbone(backbone_path), sized)
    count, folds = len(photos), len(networks)
    result = OutOfFold(
        fold_of,
        np.zeros((count, len(MATERIALS)), np.float32),
        np.zeros((count, len(CONDITIONS)), np.float32),
        np.zeros((count, len(MATERIALS)), np.float32),
        np.zeros((count, len(CONDITIONS)), np.float32),
        np.zeros((folds, len(calibrating), len(MATERIALS)), np.float32),
        np.zeros((folds, len(calibrating), len(CONDITIONS)), np.float32),
        networks,
    )
    for fold, file in enumerate(networks):
        test = fold_of == fold
        result.frozen_material[test] = _frozen(frozen, materials, ~test, test, len(MATERIALS))
        result.frozen_condition[test] = _frozen(frozen, conditions, ~test, test, len(CONDITIONS))
        network = open_network(file, backbone_path, recipe)
        result.material[test], result.condition[test] = logits(network, sized[test])
        if len(calibrating):
            result.scene_material[fold], result.scene_condition[fold] = logits(network, calibrating)
    return result
