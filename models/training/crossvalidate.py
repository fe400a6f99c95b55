"""Grouped cross-validation on the photos: every photo is judged by a network that never saw its group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from sklearn.model_selection import StratifiedGroupKFold

from backbone import Backbone
from data import CONDITIONS, MATERIALS, UNKNOWN, Picture, conditions_of, materials_of
from network import Recipe, embeddings, fine_tune, linear_probe, logits, open_network, sampling_weights
from resume import store


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
    cached: np.ndarray,
    sized: np.ndarray,
    scenes: list[Picture],
    scenes_cached: np.ndarray,
    calibrating: np.ndarray,
    recipe: Recipe,
    folds: int,
    seed: int,
    work: Path,
    key: dict[str, str],
    progress: Callable[[str], None],
) -> OutOfFold:
    """Runs the folds, or takes those from ``work`` that an interrupted run with the same data and recipe left there.

    ``cached`` are the photos at the size that augmentation starts from, ``sized`` and ``calibrating`` at the network's own. Each fold learns from the other
    folds' photos and from all training scenes, as the shipped network does: no scene shows a photo.
    """
    materials, conditions = materials_of(photos), conditions_of(photos)
    fold_of = assign_folds(photos, folds, seed)
    frozen = embeddings(Backbone(backbone_path), sized)
    count = len(photos)
    result = OutOfFold(
        fold_of,
        np.zeros((count, len(MATERIALS)), np.float32),
        np.zeros((count, len(CONDITIONS)), np.float32),
        np.zeros((count, len(MATERIALS)), np.float32),
        np.zeros((count, len(CONDITIONS)), np.float32),
        np.zeros((folds, len(calibrating), len(MATERIALS)), np.float32),
        np.zeros((folds, len(calibrating), len(CONDITIONS)), np.float32),
        [],
    )
    for fold in range(folds):
        test = fold_of == fold
        result.frozen_material[test] = _frozen(frozen, materials, ~test, test, len(MATERIALS))
        result.frozen_condition[test] = _frozen(frozen, conditions, ~test, test, len(CONDITIONS))
        file = store(work, f"fold-{{identity}}-{fold}.pt", [key, asdict(recipe), backbone_path.name, folds, seed])
        result.networks.append(file)
        if file.is_file():
            progress(f"fold {fold + 1}/{folds}: taken from {file}")
            network = open_network(file, backbone_path, recipe)
        else:
            rows = np.flatnonzero(~test)
            pictures = [*(photos[row] for row in rows), *scenes]
            network = fine_tune(
                backbone_path, np.concatenate([cached[rows], scenes_cached]), materials_of(pictures), conditions_of(pictures),
                sampling_weights(pictures, recipe), recipe, seed + fold,
                lambda text, fold=fold: progress(f"fold {fold + 1}/{folds}: {text}"),
            )
            torch.save({"weights": network.state_dict()}, file)
        result.material[test], result.condition[test] = logits(network, sized[test])
        if len(calibrating):
            result.scene_material[fold], result.scene_condition[fold] = logits(network, calibrating)
    return result
