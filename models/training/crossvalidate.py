"""Grouped cross-validation on the photos: every photo is judged by heads that never saw its group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from classtree import UNKNOWN, Classes, ClassTree
from data import Picture, labels_of
from network import Heads, baseline


@dataclass(frozen=True)
class OutOfFold:
    """For each head of the tree the logits of every photo from the fold that held it back, and the baseline's log-probabilities on the same folds; what each
    fold's heads make of the scenes kept for calibration, and these heads."""

    fold: np.ndarray
    logits: list[np.ndarray]
    baseline: list[np.ndarray]
    scenes: list[list[np.ndarray]]
    heads: list[Heads]


def assign_folds(classes: Classes, pictures: list[Picture], folds: int, seed: int) -> np.ndarray:
    """The fold that holds each photo back: whole groups, classes spread as evenly as the groups allow."""
    # The order of the names decides between folds that are equally good; by label they are those of the models before there were paths.
    names = [classes.label_of(picture.class_path) for picture in pictures]
    groups = [picture.group for picture in pictures]
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    assigned = np.empty(len(pictures), np.int64)
    for fold, (_, held_back) in enumerate(splitter.split(np.zeros(len(pictures)), names, groups)):
        assigned[held_back] = fold
    return assigned


def _baseline(features: np.ndarray, labels: np.ndarray, train: np.ndarray, test: np.ndarray, classes: int) -> np.ndarray:
    """Log-probabilities of a logistic regression on the last layer's means for the rows of ``test``."""
    known = train & (labels != UNKNOWN)
    scores = np.full((test.sum(), classes), -30.0)
    shown = np.unique(labels[known])
    if len(shown) < 2:
        scores[:, shown] = 0
        return scores
    model = baseline().fit(features[known], labels[known])
    scores[:, model.classes_] = model.predict_log_proba(features[test])
    return scores


def cross_validate(
    tree: ClassTree, photos: list[Picture], seen: np.ndarray, embedding: slice, calibrating: np.ndarray, fold_of: np.ndarray, heads: list[Heads]
) -> OutOfFold:
    """Lets the heads of each fold, fitted before to the other folds' photos and to all training scenes, judge what they have not seen.

    ``seen`` and ``calibrating`` are the statistics of photos and scenes as they came; ``embedding`` says which of these the baseline gets. No scene shows a
    photo.
    """

    def blank() -> list[np.ndarray]:
        return [np.zeros((len(photos), len(head.classes)), np.float32) for head in tree.heads]

    result = OutOfFold(fold_of, blank(), blank(), [judge.logits(calibrating) for judge in heads], heads)
    labels = [labels_of(photos, tree, head) for head in tree.heads]
    for fold, judge in enumerate(heads):
        test = fold_of == fold
        for number, logits in enumerate(judge.logits(seen[test])):
            result.logits[number][test] = logits
            result.baseline[number][test] = _baseline(seen[:, embedding], labels[number], ~test, test, logits.shape[1])
    return result
