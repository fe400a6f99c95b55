"""Trains several networks at once, one on each core: two networks on a thread each learn about twice as fast as one on two threads."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from data import Picture, conditions_of, materials_of
from network import Recipe, fine_tune, sampling_weights


@dataclass(frozen=True)
class Material:
    """What all networks learn from: the photos that each chooses of, and the scenes that all take."""

    backbone: Path
    photos: list[Picture]
    photos_cached: np.ndarray
    scenes: list[Picture]
    scenes_cached: np.ndarray


@dataclass(frozen=True)
class Job:
    """One network: the rows of its photos, how it is trained, and the file that keeps it."""

    name: str
    rows: np.ndarray
    recipe: Recipe
    seed: int
    file: Path


# Set before the workers are forked, so that a gigabyte of pictures is shared and not sent.
_material: Material | None = None
_progress: Callable[[str], None] = print


def train_all(jobs: list[Job], material: Material, at_once: int, progress: Callable[[str], None]) -> None:
    """Trains those that are not there yet, in the order given. Must come before the first use of PyTorch in this process: its threads survive no fork."""
    global _material, _progress
    _material, _progress = material, progress
    with ProcessPoolExecutor(at_once, multiprocessing.get_context("fork")) as pool:
        for done in [pool.submit(_train, job) for job in jobs]:
            done.result()


def _train(job: Job) -> None:
    if job.file.is_file():
        _progress(f"{job.name}: taken from {job.file}")
        return
    torch.set_num_threads(1)
    started = time.monotonic()
    pictures = [*(_material.photos[row] for row in job.rows), *_material.scenes]
    network = fine_tune(
        _material.backbone, np.concatenate([_material.photos_cached[job.rows], _material.scenes_cached]), materials_of(pictures),
        conditions_of(pictures), sampling_weights(pictures, job.recipe), job.recipe, job.seed, lambda text: _progress(f"{job.name}: {text}"),
    )
    part = job.file.with_suffix(".part")
    torch.save({"weights": network.state_dict(), "minutes": (time.monotonic() - started) / 60}, part)
    part.replace(job.file)
