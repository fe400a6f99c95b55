"""Runs independent pieces of work at once, one on each core: two networks on a thread each get about twice as far as one on two threads."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import torch
from threadpoolctl import threadpool_limits

# Set before the workers are forked, so that gigabytes of pictures are shared and not sent.
_jobs: list[Callable[[], None]] = []


def run_all(jobs: list[Callable[[], None]], at_once: int) -> None:
    """Runs them in the order given and leaves their results where they put them. This process must not have used more than one thread of PyTorch before: they
    survive no fork."""
    global _jobs
    _jobs = jobs
    with ProcessPoolExecutor(at_once, multiprocessing.get_context("fork")) as pool:
        for done in [pool.submit(_run, index) for index in range(len(jobs))]:
            done.result()


def _run(index: int) -> None:
    torch.set_num_threads(1)
    with threadpool_limits(1):
        _jobs[index]()
