#!/usr/bin/env python3
"""Lets the product itself, ``station-agent classify --json``, judge what the pipeline judged, and writes what it finds: the photos of each fold by the
network that has not seen them, the same photos small on a dark mat, the held-back scenes with their references, and frames with flaws."""

from __future__ import annotations

import argparse
import csv
import json
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from data import CONDITIONS, MATERIALS, UNKNOWN, DataError, Picture, conditions_of, materials_of, objects_of, read_photos, read_scenes, read_table, six_class
from judgement import PACKAGING, SIX_CLASSES
from metrics import accuracy, confusion, estimate, expected_calibration_error, f1_scores, macro_f1

GREY, SMALL = 60, 0.6
# What the product says of a flaw.
REASONS = {
    "hand": "hand_in_view", "several": "several_objects", "cut_off": "cut_off_by_edge", "blurred": "blurred", "dark": "dark",
    "overexposed": "overexposed",
}
AT_EDGE = {REASONS["hand"], REASONS["cut_off"]}
# With these a picture is refused whatever it shows.
FLAWED = {*REASONS.values(), "no_object"}


@dataclass(frozen=True)
class Answers:
    """The product's answers beside the truth, a row for each picture."""

    truth: np.ndarray
    states: np.ndarray
    groups: np.ndarray
    material: np.ndarray
    condition: np.ndarray
    confidence: np.ndarray
    accepted: np.ndarray
    reasons: list[set[str]]
    objects: np.ndarray


def ask(agent: list[str], model: Path | None, pairs: list[tuple[Path, Path | None]]) -> list[dict]:
    """What the product says of pictures, each with its reference or none, in their order."""
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as listed:
        listed.writelines("\t".join(str(path.resolve()) for path in pair if path) + "\n" for pair in pairs)
        listed.flush()
        command = [*agent, "classify", "--json", "--list", listed.name, *(["--model", str(model / "manifest.json")] if model else [])]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    failed = [line for line in lines if "error" in line]
    if done.returncode or failed or len(lines) != len(pairs):
        raise DataError(f"{' '.join(command)}: exit code {done.returncode}, {len(lines)} answers to {len(pairs)} pictures, {failed[:1]}")
    return lines


def answers(pictures: list[Picture], lines: list[dict]) -> Answers:
    return Answers(
        materials_of(pictures), conditions_of(pictures), np.array([picture.group for picture in pictures]),
        np.array([MATERIALS.index(line["material"]) for line in lines]),
        np.array([int(np.argmax([line["scores"]["condition"][name] for name in CONDITIONS])) for line in lines]),
        np.array([max(line["scores"]["material"].values()) for line in lines]),
        np.array([not line["undecided"] for line in lines]),
        [set(line["reasons"]) for line in lines],
        objects_of(pictures),
    )


def on_dark_mat(picture: Picture, folder: Path) -> tuple[Path, Path]:
    """The photo at 0.6 of its size in the middle of a grey mat, and the mat."""
    image = Image.open(picture.path).convert("RGB")
    mat = Image.new("RGB", image.size, (GREY, GREY, GREY))
    reference = folder / f"mat-{image.width}x{image.height}.png"
    if not reference.exists():
        mat.save(reference)
    small = image.resize((round(image.width * SMALL), round(image.height * SMALL)), Image.Resampling.BILINEAR)
    mat.paste(small, ((image.width - small.width) // 2, (image.height - small.height) // 2))
    path = folder / picture.file.replace("/", "-")
    mat.save(path, quality=92)
    return path, reference


def over_folds(agent: list[str], folds: Path, photos: list[Picture], pairs: dict[str, tuple[Path, Path | None]]) -> tuple[list[Picture], list[dict]]:
    """Every photo by the network of the fold that held it back."""
    by_file = {photo.file: photo for photo in photos}
    pictures, lines = [], []
    for folder in sorted(folds.iterdir()):
        unseen = [file for file in (folder / "unseen.txt").read_text(encoding="utf-8").splitlines() if file in pairs]
        pictures += [by_file[file] for file in unseen]
        lines += ask(agent, folder, [pairs[file] for file in unseen])
    return pictures, lines


def figures(name: str, found: Answers, by_piece: bool = False) -> list[str]:
    """A section of the page; ``by_piece`` says more of pictures that show some pieces several times, not all of them whole."""
    known = found.states != UNKNOWN
    judged = (found.truth != 0) | known
    truth, said = six_class(found.truth, found.states)[judged], six_class(found.material, found.condition)[judged]
    six = confusion(truth, said, len(SIX_CLASSES))
    five = confusion(found.truth, found.material, len(MATERIALS))
    right = (found.material == found.truth) & ((found.truth != 0) | (found.condition == found.states))
    packaging = judged & (found.truth < PACKAGING)
    claimed = judged & found.accepted & (found.material < PACKAGING)
    once = 1 / np.bincount(found.objects)[found.objects]
    flawed, at_edge = (np.array([not reasons.isdisjoint(these) for reasons in found.reasons]) & packaging for these in (FLAWED, AT_EDGE))
    whole = packaging & ~flawed

    def with_interval(figure, truth, said, groups, classes) -> str:
        return str(estimate(truth, said, groups, classes, figure, 1))

    lines = [
        f"## {name}",
        f"{len(found.truth)} pictures. Material: accuracy {with_interval(accuracy, found.truth, found.material, found.groups, len(MATERIALS))}, "
        f"macro-F1 {with_interval(macro_f1, found.truth, found.material, found.groups, len(MATERIALS))}.",
        f"Six classes: accuracy {accuracy(six):.3f}, macro-F1 {with_interval(macro_f1, truth, said, found.groups[judged], len(SIX_CLASSES))}. "
        f"Expected calibration error of the material {expected_calibration_error(found.confidence, found.material == found.truth):.3f}.",
        f"Accepted: {(claimed & packaging).sum() / packaging.sum():.1%} of the packaging; of what is accepted as packaging "
        f"{right[claimed].mean():.1%} is right in material and condition ({claimed.sum()} pictures).",
    ]
    if by_piece:
        lines += [
            f"When each of the {len(set(found.objects[claimed]))} pieces that are accepted as packaging counts once, {np.average(right[claimed], weights=once[claimed]):.1%} is right.",
            f"{flawed.sum()} of the {packaging.sum()} pictures of packaging are refused for a flaw, {at_edge.sum()} of them because something reaches over the edge of the view. "
            f"Of the other {whole.sum()}, {(claimed & whole).sum() / whole.sum():.1%} are accepted.",
        ]
    print("\n".join(lines), flush=True)
    lines += [
        "",
        "| class | n | recall | precision | F1 | " + " | ".join(f"→ {other}" for other in SIX_CLASSES) + " |",
        "|---" * (5 + len(SIX_CLASSES)) + "|",
    ]
    scores = f1_scores(six)
    for index, label in enumerate(SIX_CLASSES):
        count, called = six[index].sum(), six[:, index].sum()
        if count:
            lines.append(
                f"| {label} | {count} | {six[index, index] / count:.3f} | {six[index, index] / max(called, 1):.3f} | {scores[index]:.3f} | "
                + " | ".join(map(str, six[index])) + " |"
            )
    print(f"  material counts: {five.tolist()}\n  six classes: {six.tolist()}", flush=True)
    return [*lines, ""]


def on_scenes(agent: list[str], model: Path, folder: Path, origin: str, name: str) -> tuple[list[str], list[dict]]:
    """The section on the held-back scenes that show a piece, each with its reference, and what the product says of those that show none."""
    held = [scene for scene in read_scenes(folder, origin) if scene.split == "held"]
    reference = {row["file"]: row["reference"] for row in read_table(folder / "scenes.tsv", {"file", "reference"})}
    lines = ask(agent, model, [(scene.path, folder / reference[scene.path.name]) for scene in held])
    pieces = [index for index, scene in enumerate(held) if MATERIALS[scene.material] != "empty"]
    section = figures(name, answers([held[i] for i in pieces], [lines[i] for i in pieces]), by_piece=True)
    return section, [line for scene, line in zip(held, lines) if MATERIALS[scene.material] == "empty"]


def flaws(agent: list[str], model: Path, folder: Path) -> list[str]:
    with (folder / "flaws.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    said = ask(agent, model, [(folder / row["file"], folder / row["reference"]) for row in rows])
    names = np.array([row["flaw"] for row in rows])
    lines = [
        "## Frames that nobody should judge by",
        "The product's limits for these flaws were set while looking at the frames of `spoil.py`'s first 60 setups: figures on those flatter it.", "", "| flaw | frames | the product says | recall | false alarms on frames without a flaw |", "|---|---|---|---|---|",
    ]
    told = {reason: np.array([reason in line["reasons"] for line in said]) for reason in FLAWED}
    for flaw, reason in REASONS.items():
        lines.append(f"| {flaw} | {(names == flaw).sum()} | {reason} | {told[reason][names == flaw].mean():.3f} | {told[reason][names == 'none'].mean():.3f} |")
    lines.append(f"\nOf {(names == 'cut_off').sum()} pieces that are cut off, {told[REASONS['hand']][names == 'cut_off'].sum()} are told as a hand.")
    lines.append(f"\nNo object was found on {told['no_object'][names == 'none'].mean():.1%} of the {(names == 'none').sum()} frames without a flaw.")
    print("\n".join(lines), flush=True)
    return [*lines, ""]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agent", required=True, help="the program, as in 'station-agent' or 'dotnet …/station-agent.dll'")
    parser.add_argument("--data", type=Path, required=True, help="folder with photos and their MANIFEST.tsv")
    parser.add_argument("--folds", type=Path, required=True, help="WORK/folds, as train.py left it")
    parser.add_argument("--rendered", type=Path, required=True, help="folder that compose.py wrote")
    parser.add_argument("--laid", type=Path, required=True, help="folder that `station-agent model scenes --pieces` wrote")
    parser.add_argument("--flaws", type=Path, required=True, help="folder that spoil.py wrote")
    parser.add_argument("--model", type=Path, default=Path(__file__).resolve().parent.parent, help="folder of manifest.json")
    parser.add_argument("--out", type=Path, required=True, help="the page to write")
    arguments = parser.parse_args()
    agent = shlex.split(arguments.agent)
    page = [
        "# What the product finds", "",
        "Written by `models/training/confirm.py`: every answer here is one line of `station-agent classify --json`. Brackets hold 95 % intervals of a bootstrap over groups.", "",
    ]
    try:
        photos = read_photos(arguments.data)
        page += figures("The photos, each by the fold that has not seen it",
                        answers(*over_folds(agent, arguments.folds, photos, {photo.file: (photo.path, None) for photo in photos})))
        with tempfile.TemporaryDirectory() as folder:
            shown = [photo for photo in photos if MATERIALS[photo.material] != "empty"]
            small = {photo.file: on_dark_mat(photo, Path(folder)) for photo in shown}
            page += figures(f"The same photos at {SMALL} of their size on a mat of grey {GREY}, the mat as reference",
                            answers(*over_folds(agent, arguments.folds, photos, small)))
        section, quiet = on_scenes(agent, arguments.model, arguments.rendered, "rendered", "Pieces on held-back scenes, each with its reference")
        page += section
        page += [f"On {len(quiet)} held-back platforms with nothing but new crumbs the product finds no object {sum('no_object' in line['reasons'] for line in quiet)} times.", ""]
        page += on_scenes(agent, arguments.model, arguments.laid, "laid", "Held-back pieces as the simulator lays them, each with its reference")[0]
        page += flaws(agent, arguments.model, arguments.flaws)
    except DataError as problem:
        print(f"confirm.py: {problem}", file=sys.stderr)
        return 2
    arguments.out.write_text("\n".join(page).rstrip() + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
