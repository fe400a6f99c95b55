"""What the out-of-fold predictions say: figures with intervals, temperatures, thresholds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from classtree import NO_CLAIM, UNKNOWN, ClassTree
from crossvalidate import OutOfFold
from data import Picture, classes_of, objects_of
from metrics import (
    Estimate, accuracy, confusion, estimate, expected_calibration_error, fit_temperature, macro_f1, softmax,
)

WANTED_PRECISION = 0.98
# Below one half a claim would be a guess, whatever a few dozen photos say.
THRESHOLD_STEPS = tuple(round(0.5 + 0.01 * step, 2) for step in range(50)) + (0.995, 0.998)


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
    """The temperature of each head, and the threshold of each class, in the tree's order."""

    temperatures: tuple[float, ...]
    thresholds: tuple[float, ...]

    def probabilities(self, tree: ClassTree, logits: list[np.ndarray]) -> np.ndarray:
        """Probabilities of all classes (N, nodes)."""
        return tree.probabilities([softmax(own, temperature) for own, temperature in zip(logits, self.temperatures)])


@dataclass(frozen=True)
class Evidence:
    """Logits of each head beside the class of each picture; pictures of one object have one number in ``objects``, and ``weights`` say how much each
    picture counts."""

    logits: list[np.ndarray]
    classes: np.ndarray
    objects: np.ndarray
    weights: np.ndarray | None = None

    @staticmethod
    def of(tree: ClassTree, pictures: list[Picture], logits: list[np.ndarray]) -> Evidence:
        return Evidence(logits, classes_of(pictures, tree), objects_of(pictures))

    @staticmethod
    def by_origin(tree: ClassTree, pictures: list[Picture], logits: list[np.ndarray]) -> list[Evidence]:
        """The evidence of each origin by itself."""
        whole, origins = Evidence.of(tree, pictures, logits), np.array([picture.origin for picture in pictures])
        return [whole.at(origins == origin) for origin in np.unique(origins)]

    def at(self, rows: np.ndarray) -> Evidence:
        return Evidence([logits[rows] for logits in self.logits], self.classes[rows], self.objects[rows])

    @staticmethod
    def pool(*parts: Evidence) -> Evidence:
        """All parts together, each counting the same however many pictures it has."""
        parts = tuple(part for part in parts if len(part.classes))
        weights = np.concatenate([np.full(len(part.classes), 1 / len(part.classes)) for part in parts])
        logits = [np.concatenate(of_head) for of_head in zip(*(part.logits for part in parts))]
        return Evidence(logits, *(np.concatenate([getattr(part, name) for part in parts]) for name in ("classes", "objects")), weights)


@dataclass(frozen=True)
class ClaimFigures:
    """How a class is claimed: of the pictures that show it or something below it, the share for which it or something below it is claimed; of such claims whose
    truth is known, the share that is right, and the same with each object counted once."""

    path: str
    shown: int
    found: float
    claims: int
    right: float
    right_by_object: float


@dataclass(frozen=True)
class Judgement:
    heads: list[Comparison]
    leaves: Comparison
    settings: Settings
    inside: list[Settings]
    confidence: np.ndarray
    right: np.ndarray
    calibration_error: float
    claims: list[ClaimFigures]

    @property
    def comparisons(self) -> list[Comparison]:
        return [*self.heads, self.leaves]


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


def judge(tree: ClassTree, photos: list[Picture], outcome: OutOfFold, calibrating: list[Picture], shipped: list[Evidence], seed: int) -> Judgement:
    """Judges the folds' answers. ``calibrating`` are the scenes kept for calibration, ``shipped`` what the shipped network makes of them,
    by origin."""
    classes, objects = classes_of(photos, tree), objects_of(photos)
    groups = np.array([photo.group for photo in photos])
    probabilities, claims, inside = _inside_folds(tree, outcome, photos, calibrating)
    heads = []
    for head, logits, baseline in zip(tree.heads, outcome.logits, outcome.baseline):
        truth = tree.labels(classes, head)
        known = truth != UNKNOWN
        if not known.any():
            continue
        question = "first head" if head.given is None else f"head below `{tree.paths[head.given]}`"
        answers = (scores.argmax(1)[known] for scores in (logits, baseline))
        heads.append(_compare(question, tuple(tree.ids(head.classes)), truth[known], *answers, groups[known], seed))

    leaf = np.full(len(tree.nodes), UNKNOWN)
    leaf[list(tree.leaves)] = np.arange(len(tree.leaves))
    known = leaf[classes] != UNKNOWN
    by_baseline = tree.probabilities([softmax(scores) for scores in outcome.baseline])
    answers = (leaf[tree.likeliest(found)][known] for found in (probabilities, by_baseline))
    leaves = _compare("leaves of the tree", tuple(tree.ids(tree.leaves)), leaf[classes][known], *answers, groups[known], seed)

    first = tree.heads[0]
    truth, of_first = tree.labels(classes, first), probabilities[:, first.classes]
    known = truth != UNKNOWN
    confidence, right = of_first.max(1)[known], (of_first.argmax(1) == truth)[known]

    # The val photos stay unseen by everything that ships, temperatures and thresholds included.
    fit = np.array([photo.split == "train" for photo in photos])
    return Judgement(
        heads,
        leaves,
        settings=fit_settings(tree, Evidence.of(tree, photos, outcome.logits).at(fit), *shipped),
        inside=inside,
        confidence=confidence,
        right=right,
        calibration_error=expected_calibration_error(confidence, right),
        claims=claim_figures(tree, classes, claims, objects),
    )


def claim_figures(tree: ClassTree, classes: np.ndarray, claims: np.ndarray, objects: np.ndarray) -> list[ClaimFigures]:
    """Figures for each class of the tree, of pictures that show ``classes`` and for which ``claims`` are made."""
    once = 1 / np.bincount(objects)[objects]
    figures = []
    for node, path in enumerate(tree.paths):
        shown, claimed = tree.above[classes, node], (claims != NO_CLAIM) & tree.above[claims, node]
        judged = claimed & ~tree.open(node, classes)
        right = shown[judged]
        figures.append(
            ClaimFigures(
                path, int(shown.sum()), float(claimed[shown].mean()) if shown.any() else float("nan"), int(judged.sum()),
                *((float(right.mean()), float(np.average(right, weights=once[judged]))) if judged.any() else (float("nan"),) * 2),
            )
        )
    return figures


def fit_settings(tree: ClassTree, *parts: Evidence) -> Settings:
    """Temperatures by the likelihood of what was true, each part counting the same; and for each class the least threshold from THRESHOLD_STEPS at which
    the wanted precision of its own claims is kept in every part by itself, by pictures and with each object counted once."""
    evidence, temperatures = Evidence.pool(*parts), []
    for head, logits in zip(tree.heads, evidence.logits):
        labels = tree.labels(evidence.classes, head)
        known = labels != UNKNOWN
        # Without a picture that says anything about this head nothing is known of its temperature.
        temperatures.append(fit_temperature(logits[known], labels[known], evidence.weights[known]) if known.any() else 1.0)
    raw = Settings(tuple(temperatures), ())
    judged = [(part, raw.probabilities(tree, part.logits)) for part in parts if len(part.classes)]
    thresholds = tuple(_least_threshold(tree, node, judged) for node in range(len(tree.nodes)))
    return Settings(tuple(round(value, 4) for value in temperatures), thresholds)


def _least_threshold(tree: ClassTree, node: int, judged: list[tuple[Evidence, np.ndarray]]) -> float:
    """The threshold of one class. It is claimed where it is on the most likely way and its probability reaches the threshold; pictures whose class ends above it
    say nothing about it. A part in which nothing is claimed says nothing either. Without a threshold that is precise enough, the most precise one."""
    claims = []
    for part, probabilities in judged:
        own = tree.above[tree.likeliest(probabilities), node] & ~tree.open(node, part.classes)
        counts = 1 / np.bincount(part.objects)[part.objects]
        claims.append((probabilities[own, node], tree.above[part.classes[own], node], counts[own], len(set(part.objects))))
    best = (0.0, 0.0, -max(THRESHOLD_STEPS))
    for threshold in THRESHOLD_STEPS:
        claimed, precision = 0.0, WANTED_PRECISION
        for confidence, right, counts, objects in claims:
            taken = confidence >= threshold
            claimed += counts[taken].sum() / objects
            if taken.any():
                precision = min(precision, float(right[taken].mean()), float(np.average(right[taken], weights=counts[taken])))
        # One at which nothing is claimed cannot be chosen.
        if claimed:
            best = max(best, (precision, claimed, -threshold))
    return -best[2]


def _inside_folds(
    tree: ClassTree, outcome: OutOfFold, pictures: list[Picture], calibrating: list[Picture]
) -> tuple[np.ndarray, np.ndarray, list[Settings]]:
    """Each photo's calibrated probabilities of all classes, and what is claimed of it, by temperatures and thresholds from the other folds' photos and from the
    scenes kept for calibration; and these settings, by fold."""
    probabilities, claims, settings = np.zeros((len(pictures), len(tree.nodes))), np.full(len(pictures), NO_CLAIM), []
    photos = Evidence.of(tree, pictures, outcome.logits)
    for fold in range(outcome.fold.max() + 1):
        here = outcome.fold == fold
        found = fit_settings(tree, photos.at(~here), *Evidence.by_origin(tree, calibrating, outcome.scenes[fold]))
        probabilities[here] = found.probabilities(tree, photos.at(here).logits)
        claims[here] = tree.claims(probabilities[here], np.array(found.thresholds))
        settings.append(found)
    return probabilities, claims, settings
