#!/usr/bin/env python3
"""Checks of the pipeline's own arithmetic that need neither photos nor networks: python3 models/training/selfcheck.py"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch

from backbone import ConvolutionSpec, SameConvolution
from data import CONDITIONS, UNKNOWN, Picture
from hands import CUT_OFF, HAND, fit_hand
from judgement import Evidence, Settings, accepts, fit_settings
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


def accepted(evidence: Evidence, settings: Settings) -> np.ndarray:
    """Which of it the product would accept."""
    heads = (evidence.material, "materialTemperature"), (evidence.condition, "conditionTemperature")
    return accepts(*(softmax(logits, settings.calibration[temperature]) for logits, temperature in heads), settings.thresholds)


def check_thresholds() -> None:
    """Of the pairs that are precise enough the one that accepts most: here the condition must be sure, the material need not."""
    count = 400
    sure = np.arange(count) % 2 == 0
    material = np.zeros((count, 5)) + np.array([2.0, 0, 0, 0, 0])
    condition = np.where(sure[:, None], [3.0, 0.0], [0.5, 0.0])
    states = np.where(sure, 0, np.arange(count) // 2 % 2)
    evidence = Evidence(material, condition, np.zeros(count, int), states, np.arange(count))
    found = fit_settings(evidence)
    assert (accepted(evidence, found) == sure).all()


def check_thresholds_of_parts() -> None:
    """What is wrong too often in a small part is not made up for by a large one: only what is surest, and right in both, is accepted."""

    def part(count: int, wrong: bool) -> Evidence:
        surest = np.arange(count) % 2 == 0
        states = np.where(~surest & wrong, np.arange(count) // 2 % 2, 0)
        return Evidence(np.zeros((count, 5)) + np.array([9.0, 0, 0, 0, 0]), np.where(surest[:, None], [6.0, 0.0], [3.0, 0.0]), np.zeros(count, int), states, np.arange(count))

    large, small = part(4_000, wrong=False), part(40, wrong=True)
    found = fit_settings(large, small)
    assert (accepted(small, found) == (np.arange(40) % 2 == 0)).all()


def check_thresholds_of_pictures() -> None:
    """One object that is wrong in many pictures is not outvoted by many objects: what shows it is not accepted."""
    right, wrong = 400, 40
    objects = np.concatenate([np.arange(right), np.full(wrong, right)])
    surest = objects < right
    evidence = Evidence(
        np.zeros((right + wrong, 5)) + np.array([9.0, 0, 0, 0, 0]), np.where(surest[:, None], [6.0, 0.0], [3.0, 0.0]), np.zeros(right + wrong, int),
        np.where(surest, 0, 1), objects,
    )
    assert (accepted(evidence, fit_settings(evidence)) == surest).all()


def check_targets() -> None:
    """An unknown condition asks nothing of its head; a known one adds up to one."""
    targets = targets_of(np.array([UNKNOWN, 0, 1]), CONDITIONS, Recipe(label_smoothing=0.1))
    assert torch.allclose(targets, torch.tensor([[0.0, 0.0], [0.95, 0.05], [0.05, 0.95]]))


def check_hand() -> None:
    """The hand's output finds what hands have in common, whatever the scale of the statistics."""
    random = np.random.default_rng(1)
    hand = random.random(2_000) < 0.5
    statistics = (random.normal(0, 1, (2_000, 8)) + np.where(hand[:, None], [3.0, *[0.0] * 7], 0)) * np.geomspace(0.1, 1_000, 8) + 5
    edges = [Picture(Path("frame"), "frame", UNKNOWN, UNKNOWN, "edges", HAND if is_hand else CUT_OFF, "MIT", "this project") for is_hand in hand]
    logits = fit_hand(statistics, edges)(torch.from_numpy(statistics.astype(np.float32)))[:, 0].numpy()
    assert ((logits > 0) == hand).mean() > 0.9


def main() -> int:
    for check in (check_region, check_padding, check_temperature, check_figures, check_thresholds, check_thresholds_of_parts, check_thresholds_of_pictures, check_targets, check_hand):
        check()
        print(f"{check.__name__}: fine")
    return 0


if __name__ == "__main__":
    sys.exit(main())
