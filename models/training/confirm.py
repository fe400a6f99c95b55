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
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image

import manifest
from classtree import NO_CLAIM, UNKNOWN, Classes, ClassTree, read_classes
from data import Picture, classes_of, objects_of, read_photos, read_scenes, read_table
from errors import DataError
from judgement import claim_figures
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
    """The product's answers beside the truth, a row for each picture; ``claims`` are those that nothing speaks against."""

    classes: np.ndarray
    groups: np.ndarray
    probabilities: np.ndarray
    claims: np.ndarray
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


def answers(tree: ClassTree, pictures: list[Picture], lines: list[dict]) -> Answers:
    return Answers(
        classes_of(pictures, tree), np.array([picture.group for picture in pictures]),
        np.array([[line["scores"][path] for path in tree.paths] for line in lines]),
        np.array([NO_CLAIM if line["undecided"] or line["class"] is None else tree.places[line["class"]] for line in lines]),
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


def figures(tree: ClassTree, name: str, found: Answers, by_piece: bool = False) -> list[str]:
    """A section of the page; ``by_piece`` says more of pictures that show some pieces several times, not all of them whole."""

    def of_question(question: str, labels: np.ndarray, said: np.ndarray, classes: int) -> str:
        known = labels != UNKNOWN
        both = (str(estimate(labels[known], said[known], found.groups[known], classes, figure, 1)) for figure in (accuracy, macro_f1))
        return f"{question}: accuracy {next(both)}, macro-F1 {next(both)} ({known.sum()} pictures)."

    lines = [f"## {name}", f"{len(found.classes)} pictures."]
    for head in tree.heads:
        labels, of_head = tree.labels(found.classes, head), found.probabilities[:, head.classes]
        if (labels != UNKNOWN).any():
            question = "First head" if head.given is None else f"Head below `{tree.paths[head.given]}`"
            lines.append(of_question(question, labels, of_head.argmax(1), len(head.classes)))
        if head.given is None:
            known = labels != UNKNOWN
            error = expected_calibration_error(of_head.max(1)[known], (of_head.argmax(1) == labels)[known])
            lines.append(f"Its expected calibration error: {error:.3f}.")
    leaf = np.full(len(tree.nodes), UNKNOWN)
    leaf[list(tree.leaves)] = np.arange(len(tree.leaves))
    truth, said = leaf[found.classes], leaf[tree.likeliest(found.probabilities)]
    known = truth != UNKNOWN
    lines.append(of_question("Most likely leaf", truth, said, len(tree.leaves)))

    claimed = found.claims != NO_CLAIM
    judged = claimed & ~tree.open(found.claims, found.classes)
    right = tree.above[found.classes, found.claims]
    lines.append(f"A class is claimed for {claimed.mean():.1%}; of these claims {right[judged].mean():.1%} are right ({judged.sum()} pictures).")
    if by_piece:
        once = 1 / np.bincount(found.objects)[found.objects]
        flawed, at_edge = (np.array([not reasons.isdisjoint(these) for reasons in found.reasons]) for these in (FLAWED, AT_EDGE))
        lines += [
            f"When each of the {len(set(found.objects[judged]))} pieces for which a class is claimed counts once, {np.average(right[judged], weights=once[judged]):.1%} are right.",
            f"{flawed.sum()} of the {len(flawed)} pictures are refused for a flaw, {at_edge.sum()} of them because something reaches over the edge of the view. "
            f"For the other {(~flawed).sum()}, a class is claimed in {claimed[~flawed].mean():.1%}.",
        ]
    print("\n".join(lines), flush=True)
    lines += ["", *claims_table(tree, found), "", *leaves_table(tree, confusion(truth[known], said[known], len(tree.leaves)))]
    return [*lines, ""]


def claims_table(tree: ClassTree, found: Answers) -> list[str]:
    lines = [
        "A class counts as claimed where it or a class below it is. Pictures whose class ends above it are left out of what is right.", "",
        "| class | n | claimed | claims | right | each piece once |", "|---|---|---|---|---|---|",
    ]
    for row in claim_figures(tree, found.classes, found.claims, found.objects):
        if row.shown or row.claims:
            found_share = f"{row.found:.1%}" if row.shown else "–"
            right = (f"{row.right:.1%}", f"{row.right_by_object:.1%}") if row.claims else ("–", "–")
            lines.append(f"| `{row.path}` | {row.shown} | {found_share} | {row.claims} | {right[0]} | {right[1]} |")
    return lines


def leaves_table(tree: ClassTree, counts: np.ndarray) -> list[str]:
    names = tree.ids(tree.leaves)
    lines = [
        "The most likely leaf:", "",
        "| leaf | n | recall | precision | F1 | " + " | ".join(f"→ {other}" for other in names) + " |",
        "|---" * (5 + len(names)) + "|",
    ]
    scores = f1_scores(counts)
    for index, name in enumerate(names):
        count, called = counts[index].sum(), counts[:, index].sum()
        if count:
            lines.append(
                f"| {name} | {count} | {counts[index, index] / count:.3f} | {counts[index, index] / max(called, 1):.3f} | {scores[index]:.3f} | "
                + " | ".join(map(str, counts[index])) + " |"
            )
    print(f"  leaves: {counts.tolist()}", flush=True)
    return lines


def shows_piece(tree: ClassTree, picture: Picture) -> bool:
    return tree.empty is None or picture.class_path != tree.paths[tree.empty]


def on_scenes(agent: list[str], model: Path, classes: Classes, folder: Path, origin: str, name: str) -> tuple[list[str], list[dict]]:
    """The section on the held-back scenes that show a piece, each with its reference, and what the product says of those that show none."""
    tree = classes.tree
    held = [scene for scene in read_scenes(folder, origin, classes) if scene.split == "held"]
    reference = {row["file"]: row["reference"] for row in read_table(folder / "scenes.tsv", {"file", "reference"})}
    lines = ask(agent, model, [(scene.path, folder / reference[scene.path.name]) for scene in held])
    pieces = [index for index, scene in enumerate(held) if shows_piece(tree, scene)]
    section = figures(tree, name, answers(tree, [held[i] for i in pieces], [lines[i] for i in pieces]), by_piece=True)
    return section, [line for scene, line in zip(held, lines) if not shows_piece(tree, scene)]


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
        tree = manifest.read(arguments.model)[1]
        classes = replace(read_classes(), tree=tree)
        photos = read_photos(arguments.data, classes)
        page += figures(tree, "The photos, each by the fold that has not seen it",
                        answers(tree, *over_folds(agent, arguments.folds, photos, {photo.file: (photo.path, None) for photo in photos})))
        with tempfile.TemporaryDirectory() as folder:
            shown = [photo for photo in photos if shows_piece(tree, photo)]
            small = {photo.file: on_dark_mat(photo, Path(folder)) for photo in shown}
            page += figures(tree, f"The same photos at {SMALL} of their size on a mat of grey {GREY}, the mat as reference",
                            answers(tree, *over_folds(agent, arguments.folds, photos, small)))
        section, quiet = on_scenes(agent, arguments.model, classes, arguments.rendered, "rendered", "Pieces on held-back scenes, each with its reference")
        page += section
        page += [f"On {len(quiet)} held-back platforms with nothing but new crumbs the product finds no object {sum('no_object' in line['reasons'] for line in quiet)} times.", ""]
        page += on_scenes(agent, arguments.model, classes, arguments.laid, "laid", "Held-back pieces as the simulator lays them, each with its reference")[0]
        page += flaws(agent, arguments.model, arguments.flaws)
    except DataError as problem:
        print(f"confirm.py: {problem}", file=sys.stderr)
        return 2
    arguments.out.write_text("\n".join(page).rstrip() + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
