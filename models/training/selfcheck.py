#!/usr/bin/env python3
"""Checks of the pipeline's own arithmetic that need neither photos nor networks: python3 models/training/selfcheck.py"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch

from backbone import ConvolutionSpec, SameConvolution
from classtree import NO_CLAIM, UNKNOWN, ClassTree, read_classes
from data import Picture
from errors import DataError
from hands import CUT_OFF, HAND, fit_hand
from judgement import THRESHOLD_STEPS, Evidence, Settings, claim_figures, fit_settings
from metrics import confusion, fit_temperature, macro_f1, softmax
from network import Recipe, targets_of
from preprocess import region_around


def check_region() -> None:
    """A region is square with its margin, and moved, not cut, at the picture's edge."""
    assert region_around((100, 100, 50, 100), 1280, 720, 0.1) == (65, 90, 185, 210)
    assert region_around((0, 0, 100, 50), 1280, 720, 0.1) == (0, 0, 120, 120)
    left, top, right, bottom = region_around((200, 0, 400, 720), 1280, 720, 0.1)
    assert (top, bottom) == (0, 720) and right - left == 864


def check_padding() -> None:
    """At stride 2 an even picture is padded below and to the right only."""
    kernel = np.zeros((1, 1, 3, 3), np.float32)
    kernel[0, 0, 0, 0] = 1
    layer = SameConvolution(ConvolutionSpec(kernel, np.zeros(1, np.float32), 2, 1, relu6=True))
    picture = torch.arange(16.0).reshape(1, 1, 4, 4)
    assert torch.equal(layer(picture).flatten(), torch.tensor([0.0, 2.0, 6.0, 6.0]))


def check_temperature() -> None:
    """Logits that are three times too sure get a temperature of three."""
    random = np.random.default_rng(1)
    logits = random.normal(0, 2, (20_000, 5))
    chances = softmax(logits)
    truth = (chances.cumsum(1) > random.random((len(logits), 1))).argmax(1)
    assert abs(fit_temperature(3 * logits, truth) - 3) < 0.1


def check_figures() -> None:
    counts = confusion(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]), 3)
    assert counts.tolist() == [[1, 1, 0], [0, 2, 0], [0, 0, 0]]
    assert abs(macro_f1(counts) - (2 / 3 + 4 / 5) / 2) < 1e-9


# Three levels, an inner class that no head lists (cup), and a head within a head.
CLASSES = [
    {"id": "cup"},
    {"id": "paper", "parent": "cup", "below": "condition"},
    {"id": "clean", "parent": "paper"},
    {"id": "soiled", "parent": "paper"},
    {"id": "foam", "parent": "cup"},
    {"id": "other"},
]
HEADS = [{"name": "kind", "classes": ["paper", "foam", "other"]}, {"name": "state", "given": "paper", "classes": ["clean", "soiled"]}]
CUP, PAPER, CLEAN, SOILED, FOAM, OTHER = range(6)


def cups() -> ClassTree:
    return ClassTree.of(CLASSES, HEADS, None, "cups.json")


def check_tree() -> None:
    """Paths, labels, probabilities, the way down and the claim."""
    tree = cups()
    assert tree.paths == ("cup", "cup/paper", "cup/paper/clean", "cup/paper/soiled", "cup/foam", "other")
    everything = np.arange(6)
    assert tree.labels(everything, tree.heads[0]).tolist() == [UNKNOWN, 0, 0, 0, 1, 2]
    assert tree.labels(everything, tree.heads[1]).tolist() == [UNKNOWN, UNKNOWN, 0, 1, UNKNOWN, UNKNOWN]
    # The likeliest class of the first head is "other", but "cup" is likelier still.
    found = tree.probabilities([np.array([[0.35, 0.2, 0.45]]), np.array([[0.8, 0.2]])])
    assert np.allclose(found, [[0.55, 0.35, 0.28, 0.07, 0.2, 0.45]])
    assert tree.likeliest(found).tolist() == [CLEAN]
    for thresholds, claim in (([0.5, 0.5, 0.5, 0.5, 0.5, 0.4], CUP), ([0.6, 0.3, 0.5, 0.5, 0.1, 0.4], PAPER), ([0.6, 0.6, 0.6, 0.05, 0.1, 0.4], NO_CLAIM)):
        assert tree.claims(found, np.array(thresholds)).tolist() == [claim], thresholds
    said, truth = np.array([PAPER, CLEAN, CLEAN, FOAM]), np.array([CLEAN, PAPER, SOILED, FOAM])
    assert tree.right(said, truth).tolist() == [True, True, False, True]
    assert tree.open(said, truth).tolist() == [False, True, False, False]
    assert ClassTree.of(**tree.content(), empty=None, where="again") == tree


def check_refusals() -> None:
    """What a tree cannot be is refused, and the message names it."""

    def wrong(named: str, classes: list[dict] = CLASSES, heads: list[dict] = HEADS, empty: str | None = None) -> None:
        try:
            ClassTree.of(classes, heads, empty, "cups.json")
        except DataError as problem:
            assert str(problem).startswith("cups.json: ") and named in str(problem), problem
        else:
            raise AssertionError(f"not refused: {named}")

    kind, state = HEADS
    wrong("class 'cup' is below itself", classes=[{"id": "cup", "parent": "paper"}, *CLASSES[1:]])
    wrong("parent 'mug'", classes=[*CLASSES, {"id": "handle", "parent": "mug"}])
    wrong("class 'cup' is there 2 times", classes=[*CLASSES, {"id": "cup"}])
    wrong("'Cup' is not an id", classes=[{"id": "Cup"}])
    wrong("unknown key 'colour'", classes=[{"id": "cup", "colour": "white"}])
    wrong("below 'size'", classes=[{"id": "cup", "below": "size"}])
    wrong("no head lists the leaf 'clean'", heads=[kind])
    wrong("leaves out 'foam'", heads=[{"name": "kind", "classes": ["paper", "other"]}, state])
    wrong("leaves out 'soiled'", classes=[*CLASSES, {"id": "torn", "parent": "paper"}], heads=[kind, state | {"classes": ["clean", "torn"]}])
    wrong("lists both 'paper' and 'clean'", heads=[{"name": "kind", "classes": ["paper", "foam", "clean", "other"]}, state])
    wrong("given 'cup' is not listed by an earlier head", heads=[kind, state | {"given": "cup"}])
    wrong("given 'mug' is not one of the classes", heads=[kind, state | {"given": "mug"}])
    wrong("class 'mug' is not one of the classes", heads=[{"name": "kind", "classes": ["paper", "mug"]}])
    wrong("class 'foam' is listed by an earlier head too", heads=[kind, state | {"classes": ["clean", "soiled", "foam"]}])
    wrong("the first head has no 'given'", heads=[state])
    wrong("head 'kind' is there twice", heads=[kind, state | {"name": "kind"}])
    wrong("empty: 'nothing'", empty="nothing")


def check_classes_file() -> None:
    """The committed classes can be read, every label stands for a class, and paths and labels lead to each other."""
    classes = read_classes()
    for name in classes.names:
        path = classes.path_of(name, "here")
        assert classes.path_of(classes.label_of(path), "here") == path


def logits_of(probability: np.ndarray, first: int, second: int, classes: int) -> np.ndarray:
    """Logits that give this probability to the class ``first`` and nearly all the rest to ``second``."""
    logits = np.full((len(probability), classes), -30.0)
    logits[:, first], logits[:, second] = np.log(probability), np.log(1 - probability)
    return logits


def claimed(tree: ClassTree, evidence: Evidence, settings: Settings, node: int) -> np.ndarray:
    """Where this class reaches its threshold on the most likely way."""
    found = settings.probabilities(tree, evidence.logits)
    return tree.above[tree.likeliest(found), node] & (found[:, node] >= settings.thresholds[node])


def check_thresholds() -> None:
    """Each class has its own threshold: that of "clean" keeps out what is wrong half the time; the classes above it are right always and get the least one."""
    tree, count = cups(), 400
    sure = np.arange(count) % 2 == 0
    classes = np.where(sure, CLEAN, np.where(np.arange(count) // 2 % 2 == 0, CLEAN, SOILED))
    logits = [logits_of(np.full(count, 0.999), 0, 2, 3), logits_of(np.where(sure, 0.99, 0.6), 0, 1, 2)]
    evidence = Evidence(logits, classes, np.arange(count))
    found = fit_settings(tree, evidence)
    assert (claimed(tree, evidence, found, CLEAN) == sure).all()
    assert found.thresholds[PAPER] == found.thresholds[CUP] == THRESHOLD_STEPS[0]
    # Nothing was ever taken for foam, so nothing is known of its threshold.
    assert found.thresholds[FOAM] == THRESHOLD_STEPS[-1]


def check_thresholds_of_parts() -> None:
    """What is wrong too often in a small part is not made up for by a large one: only what is surest, and right in both, is claimed."""
    tree = cups()

    def part(count: int, wrong: bool) -> Evidence:
        surest = np.arange(count) % 2 == 0
        classes = np.where(~surest & wrong & (np.arange(count) // 2 % 2 == 1), SOILED, CLEAN)
        return Evidence([logits_of(np.full(count, 0.999), 0, 2, 3), logits_of(np.where(surest, 0.997, 0.95), 0, 1, 2)], classes, np.arange(count))

    large, small = part(4_000, wrong=False), part(40, wrong=True)
    found = fit_settings(tree, large, small)
    assert (claimed(tree, small, found, CLEAN) == (np.arange(40) % 2 == 0)).all()


def check_thresholds_of_pictures() -> None:
    """One object that is wrong in many pictures is not outvoted by many objects: what shows it is not claimed."""
    tree, right, wrong = cups(), 400, 40
    objects = np.concatenate([np.arange(right), np.full(wrong, right)])
    surest = objects < right
    logits = [logits_of(np.full(right + wrong, 0.999), 0, 2, 3), logits_of(np.where(surest, 0.997, 0.95), 0, 1, 2)]
    evidence = Evidence(logits, np.where(surest, CLEAN, SOILED), objects)
    assert (claimed(tree, evidence, fit_settings(tree, evidence), CLEAN) == surest).all()


def check_thresholds_of_open_truth() -> None:
    """A picture whose class ends above a class says nothing about that class's threshold, and is right for the classes above."""
    tree, count = cups(), 100
    logits = [logits_of(np.full(count, 0.9), 0, 2, 3), logits_of(np.where(np.arange(count) < 50, 0.9, 0.95), 0, 1, 2)]
    evidence = Evidence(logits, np.where(np.arange(count) < 50, CLEAN, PAPER), np.arange(count))
    settings = fit_settings(tree, evidence)
    assert settings.thresholds[CLEAN] == settings.thresholds[PAPER] == THRESHOLD_STEPS[0]
    figures = {row.path: row for row in claim_figures(tree, evidence.classes, np.full(count, CLEAN), evidence.objects)}
    assert (figures["cup/paper"].claims, figures["cup/paper"].right, figures["cup/paper"].found) == (100, 1.0, 1.0)
    assert (figures["cup/paper/clean"].claims, figures["cup/paper/clean"].right, figures["cup/paper/clean"].shown) == (50, 1.0, 50)


def check_targets() -> None:
    """An unknown label asks nothing of its head; a known one adds up to one."""
    targets = targets_of(np.array([UNKNOWN, 0, 1]), 2, Recipe(label_smoothing=0.1))
    assert torch.allclose(targets, torch.tensor([[0.0, 0.0], [0.95, 0.05], [0.05, 0.95]]))


def check_hand() -> None:
    """The hand's output finds what hands have in common, whatever the scale of the statistics."""
    random = np.random.default_rng(1)
    hand = random.random(2_000) < 0.5
    statistics = (random.normal(0, 1, (2_000, 8)) + np.where(hand[:, None], [3.0, *[0.0] * 7], 0)) * np.geomspace(0.1, 1_000, 8) + 5
    edges = [Picture(Path("frame"), "frame", "", "edges", HAND if is_hand else CUT_OFF, "MIT", "this project") for is_hand in hand]
    logits = fit_hand(statistics, edges)(torch.from_numpy(statistics.astype(np.float32)))[:, 0].numpy()
    assert ((logits > 0) == hand).mean() > 0.9


def main() -> int:
    for check in (
        check_region, check_padding, check_temperature, check_figures, check_tree, check_refusals, check_classes_file, check_thresholds,
        check_thresholds_of_parts, check_thresholds_of_pictures, check_thresholds_of_open_truth, check_targets, check_hand,
    ):
        check()
        print(f"{check.__name__}: fine")
    return 0


if __name__ == "__main__":
    sys.exit(main())
