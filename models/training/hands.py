"""The hand's output: whether what reaches over the edge of the view is a hand, from the same statistics as the heads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from torch import nn

from data import Picture, read_table
from errors import DataError
from network import LEAST_DEVIATION

TABLE = "flaws.tsv"
HAND, CUT_OFF = "hand", "cut_off"
# From here up it is a hand. Both mistakes cost the same: either way nobody is rewarded yet, and only the advice differs.
THRESHOLD = 0.5
# Inverse strength of the penalty, in units of scikit-learn.
PENALTY = 1e-2


def read_edges(folder: Path) -> list[Picture]:
    """What reaches over an edge on the frames of ``folder``, which ``spoil.py`` wrote, with its box; ``split`` is its flaw."""
    table = folder / TABLE
    pictures = []
    for row in read_table(table, {"file", "flaw", "platform_seed", "left", "top", "right", "bottom"}):
        if row["flaw"] in (HAND, CUT_OFF):
            left, top, right, bottom = (float(row[side]) for side in ("left", "top", "right", "bottom"))
            box = left, top, right - left, bottom - top
            group = f"edges:{row['platform_seed']}"
            pictures.append(Picture(folder / row["file"], row["file"], "", group, row["flaw"], "MIT", "this project", "edges", box))
    missing = {HAND, CUT_OFF} - {picture.split for picture in pictures}
    if missing:
        raise DataError(f"{table}: no row of flaw '{missing.pop()}'")
    return pictures


def no_hand(width: int) -> nn.Linear:
    """Never says hand: for want of frames to learn from."""
    layer = nn.Linear(width, 1).requires_grad_(False)
    layer.weight.zero_()
    layer.bias.fill_(-20)
    return layer


def fit_hand(statistics: np.ndarray, pictures: list[Picture]) -> nn.Linear:
    """A logistic regression: statistics (N, width) to the logit of a hand, its scaling taken in and its kernel rounded as the exported file keeps it."""
    mean, deviation = statistics.mean(0), np.maximum(statistics.std(0), LEAST_DEVIATION)
    fitted = LogisticRegression(C=PENALTY, max_iter=2000).fit((statistics - mean) / deviation, [picture.split == HAND for picture in pictures])
    kernel = torch.from_numpy((fitted.coef_ / deviation).astype(np.float16).astype(np.float32))
    layer = nn.Linear(statistics.shape[1], 1)
    layer.weight.data = kernel
    layer.bias.data = torch.from_numpy(fitted.intercept_.astype(np.float32)) - kernel @ torch.from_numpy(mean.astype(np.float32))
    return layer.requires_grad_(False)
