"""Names for finished pieces of work, so that an interrupted run takes them up and a changed one does not."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def store(work: Path, name: str, made_from: list) -> Path:
    """The file in ``work`` for a result that depends on ``made_from`` (anything JSON can hold) and on nothing else.

    ``name`` holds ``{identity}`` where the digest of ``made_from`` goes.
    """
    work.mkdir(parents=True, exist_ok=True)
    identity = hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()[:16]
    return work / name.format(identity=identity)


def sources(*modules: str) -> str:
    """A digest of the text of this folder's modules: what they have made is not taken up once they work otherwise."""
    total = hashlib.sha256()
    for module in modules:
        total.update(Path(__file__).with_name(f"{module}.py").read_bytes())
    return total.hexdigest()
