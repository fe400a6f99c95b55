"""What the out-of-fold predictions say: figures with intervals, temperatures, thresholds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossvalidate import OutOfFold
from data import CONDITIONS, MATERIALS, UNKNOWN, Picture, conditions_of, materials_of, objects_of, six_class
from metrics import (
    Estimate, accuracy, confusion, estimate, expected_calibration_error, fit_temperature, macro_f1, softmax,
)

SIX_CLASSES = ("carton_intact", "carton_damaged", *MATERIALS[1:])
WANTED_PRECISION = 0.98
# Below these a decision would be a guess, whatever a few dozen photos say.
THRESHOLD_STEPS = tuple(round(0.6 + 0.01 * step, 2) for step in range(40)) + (0.995, 0.998)
# Materials before this one are packaging.
PACKAGING = MATERIALS.index("not_packaging")


@dataclass(frozen=True)
class Comparison:
    """One question, answered by this recipe and by the baseline on the same folds."""

    question: str
    labels: tuple[str, ...]
    counts: np.ndarray
    baseline_counts: np.ndarray
    ours: dict[str, Estimate]
    baseline: dict[str, Estimate]


@dataclass(frozen=True)
class Settings:
    """Temperatures and thresholds, by the names that the manifest has for them."""

    calibration: dict[str, float]
    thresholds: dict[str, float]


@dataclass(frozen=True)
class Evidence:
    """Logits beside the truth; pictures of one object have one number in ``objects``, and ``weights`` say how much each picture counts."""

    material: np.ndarray
    condition: np.ndarray
    truth: np.ndarray
    states: np.ndarray
    objects: np.ndarray
    weights: np.ndarray | None = None

    @staticmethod
    def of(pictures: list[Picture], material: np.ndarray, condition: np.ndarray) -> Evidence:
        return Evidence(material, condition, materials_of(pictures), conditions_of(pictures), objects_of(pictures))

    @staticmethod
    def by_origin(pictures: list[Picture], material: np.ndarray, condition: np.ndarray) -> list[Evidence]:
        """The evidence of each origin by itself."""
        whole, origins = Evidence.of(pictures, material, condition), np.array([picture.origin for picture in pictures])
        return [whole.at(origins == origin) for origin in np.unique(origins)]

    def at(self, rows: np.ndarray) -> Evidence:
        return Evidence(self.material[rows], self.condition[rows], self.truth[rows], self.states[rows], self.objects[rows])

    @staticmethod
    def pool(*parts: Evidence) -> Evidence:
        """All parts together, each counting the same however many pictures it has."""
        parts = tuple(part for part in parts if len(part.truth))
        weights = np.concatenate([np.full(len(part.truth), 1 / len(part.truth)) for part in parts])
        joined = [np.concatenate([getattr(part, name) for part in parts]) for name in ("material", "condition", "truth", "states", "objects")]
        return Evidence(*joined, weights)


@dataclass(frozen=True)
class Judgement:
    material: Comparison
    six: Comparison
    condition: Comparison
    settings: Settings
    inside: list[Settings]
    confidence: np.ndarray
    right: np.ndarray
    calibration_error: float
    accepted_share: float
    accepted_precision: float


def _compare(
    question: str, labels: tuple[str, ...], truth: np.ndarray, predicted: np.ndarray, baseline: np.ndarray, groups: np.ndarray, seed: int
) -> Comparison:
    classes = len(labels)

    def both(answers: np.ndarray) -> dict[str, Estimate]:
        return {
            "accuracy": estimate(truth, answers, groups, classes, accuracy, seed),
            "macro-F1": estimate(truth, answers, groups, classes, macro_f1, seed),
        }

    return Comparison(
        question, labels, confusion(truth, predicted, classes), confusion(truth, baseline, classes), both(predicted), both(baseline)
    )


def judge(photos: list[Picture], outcome: OutOfFold, calibrating: list[Picture], shipped: list[Evidence], seed: int) -> Judgement:
    """Judges the folds' answers. ``calibrating`` are the scenes kept for calibration, ``shipped`` what the shipped network makes of them,
    by origin."""
    truth, states = materials_of(photos), conditions_of(photos)
    groups = np.array([photo.group for photo in photos])
    known = states != UNKNOWN
    in_six = (truth != 0) | known
    answers, baseline = outcome.material.argmax(1), outcome.baseline_material.argmax(1)
    conditions, baseline_conditions = outcome.condition.argmax(1), outcome.baseline_condition.argmax(1)

    comparisons = (
        _compare("material, five classes", MATERIALS, truth, answers, baseline, groups, seed),
        _compare(
            "six product classes", SIX_CLASSES, six_class(truth, states)[in_six], six_class(answers, conditions)[in_six],
            six_class(baseline, baseline_conditions)[in_six], groups[in_six], seed,
        ),
        _compare(
            "condition of cartons", CONDITIONS, states[known], conditions[known], baseline_conditions[known], groups[known], seed
        ),
    )

    confidence, accepted, inside = _inside_folds(outcome, photos, calibrating)
    right = answers == truth
    packaging = truth < PACKAGING
    claimed = accepted & (answers < PACKAGING) & in_six
    fully_right = right & ((truth != 0) | (conditions == states))

    # The val photos stay unseen by everything that ships, temperatures and thresholds included.
    fit = np.array([photo.split == "train" for photo in photos])
    settings = fit_settings(Evidence.of(photos, outcome.material, outcome.condition).at(fit), *shipped)
    return Judgement(
        *comparisons,
        settings=settings,
        inside=inside,
        confidence=confidence,
        right=right,
        calibration_error=expected_calibration_error(confidence, right),
        accepted_share=float((claimed & packaging).sum() / (packaging & in_six).sum()),
        accepted_precision=float(fully_right[claimed].mean()) if claimed.any() else float("nan"),
    )


def fit_settings(*parts: Evidence) -> Settings:
    """Temperatures by the likelihood of what was true, each part counting the same; of all pairs of thresholds that keep the wanted precision of what is
    accepted as packaging in every part by itself, by pictures and with each object counted once, the pair that accepts most objects."""
    evidence = Evidence.pool(*parts)
    known = evidence.states != UNKNOWN
    calibration = {
        "materialTemperature": fit_temperature(evidence.material, evidence.truth, evidence.weights),
        "conditionTemperature": fit_temperature(evidence.condition[known], evidence.states[known], evidence.weights[known]),
    }
    return Settings({name: round(value, 4) for name, value in calibration.items()}, _choose_thresholds(parts, calibration))


def _choose_thresholds(parts: tuple[Evidence, ...], calibration: dict[str, float]) -> dict[str, float]:
    judged = []
    for part in parts:
        material, condition = softmax(part.material, calibration["materialTemperature"]), softmax(part.condition, calibration["conditionTemperature"])
        answers = material.argmax(1)
        claims = ((part.truth != 0) | (part.states != UNKNOWN)) & (answers < PACKAGING)
        right = (answers == part.truth) & ((answers != 0) | (condition.argmax(1) == part.states))
        counts = 1 / np.bincount(part.objects)[part.objects]
        judged.append((material[claims], condition[claims], right[claims], counts[claims], len(set(part.objects))))
    best = (0.0, 0.0, max(THRESHOLD_STEPS), max(THRESHOLD_STEPS))
    for of_material in THRESHOLD_STEPS:
        for of_condition in THRESHOLD_STEPS:
            thresholds = {"material": of_material, "condition": of_condition}
            accepted, precision = 0.0, WANTED_PRECISION
            for material, condition, right, counts, objects in judged:
                taken = accepts(material, condition, thresholds)
                accepted += counts[taken].sum() / max(objects, 1)
                if taken.any():
                    precision = min(precision, float(right[taken].mean()), float(np.average(right[taken], weights=counts[taken])))
            # Without a pair that is precise enough, the most precise one; one that accepts nothing is no choice.
            if accepted:
                best = max(best, (precision, accepted, of_material, of_condition))
    return {"material": best[2], "condition": best[3]}


def accepts(material: np.ndarray, condition: np.ndarray, thresholds: dict[str, float]) -> np.ndarray:
    """Which answers the product would accept, by the probabilities of both heads: a carton needs a sure condition too."""
    sure_of_state = (material.argmax(1) != 0) | (condition.max(1) >= thresholds["condition"])
    return (material.max(1) >= thresholds["material"]) & sure_of_state


def _inside_folds(
    outcome: OutOfFold, pictures: list[Picture], calibrating: list[Picture]
) -> tuple[np.ndarray, np.ndarray, list[Settings]]:
    """Each photo's calibrated confidence in its material, and whether it would be accepted, by temperatures and thresholds from the other
    folds' photos and from the scenes kept for calibration; and these settings, by fold."""
    confidence, accepted, settings = np.zeros(len(pictures)), np.zeros(len(pictures), bool), []
    photos = Evidence.of(pictures, outcome.material, outcome.condition)
    for fold in range(outcome.fold.max() + 1):
        here = outcome.fold == fold
        scenes = Evidence.by_origin(calibrating, outcome.scene_material[fold], outcome.scene_condition[fold])
        found = fit_settings(photos.at(~here), *scenes)
        material = softmax(outcome.material[here], found.calibration["materialTemperature"])
        condition = softmax(outcome.condition[here], found.calibration["conditionTemperature"])
        confidence[here] = material.max(1)
        accepted[here] = accepts(material, condition, found.thresholds)
        settings.append(found)
    return confidence, accepted, settings
