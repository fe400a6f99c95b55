"""What the out-of-fold predictions say: figures with intervals, temperatures, thresholds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossvalidate import OutOfFold
from data import CONDITIONS, MATERIALS, UNKNOWN, Picture, conditions_of, materials_of, six_class
from metrics import (
    Estimate, accuracy, confusion, estimate, expected_calibration_error, fit_temperature, macro_f1, softmax, threshold_for,
)

SIX_CLASSES = ("carton_intact", "carton_damaged", *MATERIALS[1:])
WANTED_PRECISION = 0.98
# Below these a decision would be a guess, whatever a few dozen photos say.
LOWEST_THRESHOLDS = {"material": 0.6, "condition": 0.7}


@dataclass(frozen=True)
class Comparison:
    """One question, answered by the fine-tuned network and by the frozen backbone on the same folds."""

    question: str
    labels: tuple[str, ...]
    counts: np.ndarray
    frozen_counts: np.ndarray
    fine_tuned: dict[str, Estimate]
    frozen: dict[str, Estimate]


@dataclass(frozen=True)
class Judgement:
    material: Comparison
    six: Comparison
    condition: Comparison
    calibration: dict[str, float]
    thresholds: dict[str, float]
    confidence: np.ndarray
    right: np.ndarray
    calibration_error: float
    accepted_share: float
    accepted_precision: float


def _compare(
    question: str, labels: tuple[str, ...], truth: np.ndarray, predicted: np.ndarray, frozen: np.ndarray, groups: np.ndarray, seed: int
) -> Comparison:
    classes = len(labels)

    def both(answers: np.ndarray) -> dict[str, Estimate]:
        return {
            "accuracy": estimate(truth, answers, groups, classes, accuracy, seed),
            "macro-F1": estimate(truth, answers, groups, classes, macro_f1, seed),
        }

    return Comparison(
        question, labels, confusion(truth, predicted, classes), confusion(truth, frozen, classes), both(predicted), both(frozen)
    )


def judge(photos: list[Picture], outcome: OutOfFold, seed: int) -> Judgement:
    truth, states = materials_of(photos), conditions_of(photos)
    groups = np.array([photo.group for photo in photos])
    known = states != UNKNOWN
    in_six = (truth != 0) | known
    answers, frozen = outcome.material.argmax(1), outcome.frozen_material.argmax(1)
    conditions, frozen_conditions = outcome.condition.argmax(1), outcome.frozen_condition.argmax(1)

    comparisons = (
        _compare("material, five classes", MATERIALS, truth, answers, frozen, groups, seed),
        _compare(
            "six product classes", SIX_CLASSES, six_class(truth, states)[in_six], six_class(answers, conditions)[in_six],
            six_class(frozen, frozen_conditions)[in_six], groups[in_six], seed,
        ),
        _compare(
            "condition of cartons", CONDITIONS, states[known], conditions[known], frozen_conditions[known], groups[known], seed
        ),
    )

    confidence, accepted = _inside_folds(outcome, truth, states)
    right = answers == truth
    packaging = truth < MATERIALS.index("not_packaging")
    claimed = accepted & (answers < MATERIALS.index("not_packaging")) & in_six
    fully_right = right & ((truth != 0) | (conditions == states))

    # The val photos stay unseen by everything that ships, temperatures and thresholds included.
    fit = np.array([photo.split == "train" for photo in photos])
    calibration = {
        "materialTemperature": fit_temperature(outcome.material[fit], truth[fit]),
        "conditionTemperature": fit_temperature(outcome.condition[fit & known], states[fit & known]),
    }
    thresholds = _thresholds(outcome, truth, states, fit, calibration)
    return Judgement(
        *comparisons,
        calibration={name: round(value, 4) for name, value in calibration.items()},
        thresholds={name: round(value, 3) for name, value in thresholds.items()},
        confidence=confidence,
        right=right,
        calibration_error=expected_calibration_error(confidence, right),
        accepted_share=float((claimed & packaging).sum() / (packaging & in_six).sum()),
        accepted_precision=float(fully_right[claimed].mean()) if claimed.any() else float("nan"),
    )


def _thresholds(
    outcome: OutOfFold, truth: np.ndarray, states: np.ndarray, rows: np.ndarray, calibration: dict[str, float]
) -> dict[str, float]:
    """The lowest confidences that keep the wanted precision on these rows, each head by itself."""
    material = softmax(outcome.material[rows], calibration["materialTemperature"])
    cartons = rows & (states != UNKNOWN)
    condition = softmax(outcome.condition[cartons], calibration["conditionTemperature"])
    found = {
        "material": threshold_for(material.max(1), material.argmax(1) == truth[rows], WANTED_PRECISION),
        "condition": threshold_for(condition.max(1), condition.argmax(1) == states[cartons], WANTED_PRECISION),
    }
    return {name: max(value, LOWEST_THRESHOLDS[name]) for name, value in found.items()}


def accepts(material: np.ndarray, condition: np.ndarray, thresholds: dict[str, float]) -> np.ndarray:
    """Which answers the product would accept, by the probabilities of both heads: a carton needs a sure condition too."""
    sure_of_state = (material.argmax(1) != 0) | (condition.max(1) >= thresholds["condition"])
    return (material.max(1) >= thresholds["material"]) & sure_of_state


def _inside_folds(outcome: OutOfFold, truth: np.ndarray, states: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each photo's calibrated confidence in its material, and whether it would be accepted, by temperatures and thresholds
    of the other folds."""
    confidence, accepted = np.zeros(len(truth)), np.zeros(len(truth), bool)
    for fold in np.unique(outcome.fold):
        here, others = outcome.fold == fold, outcome.fold != fold
        known = others & (states != UNKNOWN)
        calibration = {
            "materialTemperature": fit_temperature(outcome.material[others], truth[others]),
            "conditionTemperature": fit_temperature(outcome.condition[known], states[known]),
        }
        thresholds = _thresholds(outcome, truth, states, others, calibration)
        material = softmax(outcome.material[here], calibration["materialTemperature"])
        condition = softmax(outcome.condition[here], calibration["conditionTemperature"])
        confidence[here] = material.max(1)
        accepted[here] = accepts(material, condition, thresholds)
    return confidence, accepted
