"""The model card and its figures, written from what was measured."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import numpy as np  # noqa: E402
from matplotlib import pyplot  # noqa: E402

from classtree import CLASSES_FILE, ClassTree  # noqa: E402
from data import Picture  # noqa: E402
from judgement import THRESHOLD_STEPS, WANTED_PRECISION, Comparison, Judgement  # noqa: E402
from metrics import calibration_bins, f1_scores  # noqa: E402
from preprocess import network_input  # noqa: E402

# Sheets of frames, made by scenes/frame_sheet.py, and what they show.
SHEETS = {
    "scenes.jpg": "Rendered pieces on drawn platforms, with their kinds",
    "laid.jpg": "Rendered pieces that the simulator laid on its platforms",
}
# What the card says of these very photos, and what it warns of: text that belongs to the data and not to the program.
NOTES = CLASSES_FILE.with_name("card")


@dataclass(frozen=True)
class Findings:
    """All that the card tells: the classes, the data, the cross-validation, and what the shipped model makes of pictures it has not learnt from."""

    tree: ClassTree
    photos: list[Picture]
    scenes: list[Picture]
    scenes_held: list[Picture]
    judgement: Judgement
    manifest: dict
    judged: dict[str, dict]
    robust: dict[str, dict[str, float]]


def write(out: Path, findings: Findings) -> None:
    """Writes MODEL_CARD.md and docs/*.png below ``out``."""
    figures = out / "docs"
    figures.mkdir(parents=True, exist_ok=True)
    draw_confusion([findings.judgement.leaves, findings.judgement.heads[0]], figures / "confusion.png")
    draw_calibration(findings.judgement, figures / "calibration.png")
    (out / "MODEL_CARD.md").write_text(_card(findings, [sheet for sheet in SHEETS if (figures / sheet).is_file()]), encoding="utf-8")


def draw_mistakes(path: Path, tree: ClassTree, pictures: list[Picture], results: list[dict], size: int = 160, most: int = 32) -> None:
    """The wrong answers that the network was surest of, on scenes only: photos are not ours to show."""
    wrong = [
        (result["scores"][result["mostLikely"]], picture, result)
        for picture, result in zip(pictures, results)
        if not tree.right(tree.places[result["mostLikely"]], tree.places[result["truth"]])
    ]
    wrong.sort(key=lambda entry: -entry[0])
    columns = 8
    rows = max(1, -(-min(len(wrong), most) // columns))
    figure, axes = pyplot.subplots(rows, columns, figsize=(1.9 * columns, 2.3 * rows), layout="constrained", squeeze=False)
    for axis in axes.flat:
        axis.axis("off")
    for axis, (confidence, picture, result) in zip(axes.flat, wrong[:most]):
        axis.imshow(network_input(picture, size))
        axis.set_title(f"{result['truth']}\nsaid {result['mostLikely']} {confidence:.2f}", fontsize=6)
    figure.savefig(path, dpi=80)
    pyplot.close(figure)


def draw_confusion(comparisons: list[Comparison], path: Path) -> None:
    figure, axes = pyplot.subplots(1, len(comparisons), figsize=(5.5 * len(comparisons), 5), layout="constrained")
    for axis, comparison in zip(axes, comparisons):
        counts = comparison.counts
        axis.imshow(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1), cmap="Greens", vmin=0, vmax=1)
        for row, column in np.ndindex(counts.shape):
            share = counts[row, column] / max(counts[row].sum(), 1)
            axis.text(column, row, counts[row, column], ha="center", va="center", color="white" if share > 0.6 else "black")
        axis.set_xticks(range(len(comparison.labels)), comparison.labels, rotation=30, ha="right")
        axis.set_yticks(range(len(comparison.labels)), comparison.labels)
        axis.set(xlabel="predicted", ylabel="true", title=f"{comparison.question}, out of fold")
    figure.savefig(path, dpi=80)
    pyplot.close(figure)


def draw_calibration(judgement: Judgement, path: Path) -> None:
    bins = calibration_bins(judgement.confidence, judgement.right)
    figure, axis = pyplot.subplots(figsize=(5, 5), layout="constrained")
    axis.plot([0, 1], [0, 1], color="grey", linestyle="--", linewidth=1)
    axis.scatter([b[0] for b in bins], [b[1] for b in bins], s=[12 + 0.25 * b[2] for b in bins], color="seagreen")
    axis.set(xlabel="mean confidence", ylabel="share right", xlim=(0.2, 1.02), ylim=(0, 1.02),
             title=f"first head, out of fold; expected calibration error {judgement.calibration_error:.3f}")
    figure.savefig(path, dpi=80)
    pyplot.close(figure)


def _comparison_table(judgement: Judgement) -> str:
    lines = ["| question | n | figure | this recipe | logistic regression on the last layer |", "|---|---|---|---|---|"]
    for comparison in judgement.comparisons:
        for name, estimate in comparison.ours.items():
            count = int(comparison.counts.sum())
            lines.append(f"| {comparison.question} | {count} | {name} | {estimate} | {comparison.baseline[name]} |")
    return "\n".join(lines)


def _verdict(judgement: Judgement) -> str:
    """Says plainly where this recipe is no better than the baseline."""
    behind = [
        f"{comparison.question} ({name} {estimate.value:.3f} against {comparison.baseline[name].value:.3f})"
        for comparison in judgement.comparisons
        for name, estimate in comparison.ours.items()
        if estimate.value < comparison.baseline[name].value
    ]
    if not behind:
        return "This recipe is ahead of the baseline in every line."
    return (
        "**It is not ahead of the baseline everywhere**: " + "; ".join(behind) + ". Here both are judged on whole, clean photos, "
        "which is what the baseline was fitted to; it was not judged on scenes, nor on turned, dim or distant pieces."
    )


def _class_table(comparison: Comparison) -> str:
    lines = ["| class | n | recall | precision | F1 | F1 of the baseline |", "|---|---|---|---|---|---|"]
    counts, scores, baseline = comparison.counts, f1_scores(comparison.counts), f1_scores(comparison.baseline_counts)
    for index, name in enumerate(comparison.labels):
        shown, said = counts[index].sum(), counts[:, index].sum()
        recall, precision = counts[index, index] / max(shown, 1), counts[index, index] / max(said, 1)
        lines.append(f"| {name} | {shown} | {recall:.3f} | {precision:.3f} | {scores[index]:.3f} | {baseline[index]:.3f} |")
    return "\n".join(lines)


def _claims_table(judgement: Judgement) -> str:
    lines = ["| class | threshold | n | claimed | claims | right | each object once |", "|---|---|---|---|---|---|---|"]
    for row, threshold in zip(judgement.claims, judgement.settings.thresholds):
        found = f"{row.found:.1%}" if row.shown else "–"
        right = f"{row.right:.1%} | {row.right_by_object:.1%}" if row.claims else "– | –"
        lines.append(f"| `{row.path}` | {threshold} | {row.shown} | {found} | {row.claims} | {right} |")
    return "\n".join(lines)


def _shipped_table(judged: dict[str, dict], tree: ClassTree) -> str:
    heads = [head.name for head in tree.heads]
    columns = ["set", "pictures", "most likely class", "leaves, macro-F1", *(f"`{name}`" for name in heads), *tree.ids(tuple(range(len(tree.nodes)))), "claims"]
    lines = ["| " + " | ".join(columns) + " |", "|---" * len(columns) + "|"]
    for name, summary in judged.items():
        macro = "–" if summary["macroF1"] is None else f"{summary['macroF1']:.3f}"
        parts = [*(summary["heads"][head] for head in heads), *(summary["byClass"].get(path) for path in tree.paths), summary["claimed"]]
        cells = [f"{part['accuracy']:.3f} ({part['photos']})" if part and part["accuracy"] is not None else "–" for part in parts]
        lines.append("| " + " | ".join([name, str(summary["photos"]), f"{summary['accuracy']:.3f}", macro, *cells]) + " |")
    return "\n".join(lines)


def _outputs_words(tree: ClassTree) -> str:
    """What each head is asked, as a list."""
    lines = []
    for head in tree.heads:
        asked = "any piece" if head.given is None else f"what is `{tree.paths[head.given]}`"
        lines.append(f"- `{head.name}`, asked of {asked}: {', '.join(f'`{name}`' for name in tree.ids(head.classes))}")
    return "\n".join(lines)


def _note(name: str) -> str:
    """A text about the data; another tree has its own data, and may have no text."""
    file = NOTES / name
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


def _robustness_table(robust: dict[str, dict[str, float]]) -> str:
    lines = ["| disturbance | " + " | ".join(robust) + " |", "|---|" + "---|" * len(robust)]
    for name in next(iter(robust.values()), {}):
        lines.append(f"| {name} | " + " | ".join(f"{figures[name]:.3f}" for figures in robust.values()) + " |")
    return "\n".join(lines)


def _licence_table(photos: list[Picture]) -> str:
    counts = Counter((photo.source, photo.licence) for photo in photos)
    lines = ["| source | licence | photos |", "|---|---|---|"]
    lines += [f"| {source} | {licence} | {count} |" for (source, licence), count in sorted(counts.items())]
    return "\n".join(lines)


def _data_table(photos: list[Picture], scenes: list[Picture], scenes_held: list[Picture]) -> str:
    parts = (
        Counter(p.class_path for p in photos if p.split == "train"),
        Counter(p.class_path for p in photos if p.split != "train"),
        Counter(p.class_path for p in scenes),
        Counter(p.class_path for p in scenes_held),
    )
    lines = ["| class | photos `train` | photos `val` | scenes, training | scenes, held back |", "|---|---|---|---|---|"]
    for name in sorted(set().union(*parts)):
        lines.append(f"| {name} | " + " | ".join(str(part[name]) for part in parts) + " |")
    return "\n".join(lines)


def _card(findings: Findings, sheets: list[str]) -> str:
    manifest, judgement, scenes = findings.manifest, findings.judgement, findings.scenes
    training, size = manifest["training"], manifest["input"]["width"]
    tree = findings.tree
    temperatures = ", ".join(f"`{head['name']}` {head['temperature']}" for head in manifest["outputs"]["heads"])
    overruled = "" if tree.empty is None else f" `{tree.paths[tree.empty]}` is decided by scale and difference; the network's own answer is overruled."
    origins = Counter(scene.origin for scene in scenes)
    scene_words = (
        f"{origins['rendered']} frames of rendered pieces (`scenes/`), and {origins['laid']} frames of such pieces, cut out and laid by the simulator on "
        "platforms that `simulate` never uses, turned and as far away as `simulate` lays its own"
        if scenes
        else "no scenes (trained without `--rendered` and `--laid`)"
    )
    sheet = "".join(f"![{SHEETS[name]}](docs/{name})\n\n" for name in sheets)
    digests = "\n".join(f"- {name}: `{value}`" for name, value in training["digests"].items())
    return f"""# Model card: {manifest["name"]} {manifest["version"]}

This page is written by `models/training/train.py`; edit `report.py` or the texts in `card/` beside it, not this file.

A picture of one piece on the platform goes in. The model tells apart {len(tree.leaves)} classes, which are the leaves of a tree: {", ".join(f"`{tree.paths[leaf]}`" for leaf in tree.leaves)}. Its outputs:

{_outputs_words(tree)}
- `{manifest["outputs"]["hand"]}`, asked of what reaches over the edge of the view: whether it is a **hand**

`{training["backbone"]["file"]}` at {size} × {size} pixels, as it came; means and standard deviations of four of its layers go through one hidden layer of {training["recipe"]["hidden"]} to the heads, and straight
to the hand. The file keeps kernels in 16 bits, everything is computed in 32. SHA-256 of the file: `{manifest["sha256"]}`.

## What it is for, and what it is not
It helps a recycling device to decide what was dropped off; the device abstains where the scores are low. It has never seen a photo of a
real station: none exists yet. Read the figures below as what it does on *other* pictures. It names no brand, reads no label and
knows no person.{overruled}

## Data
{_data_table(findings.photos, scenes, findings.scenes_held)}

The shipped model is trained on the photos of split `train` and on {scene_words}. The `val` photos are in nothing that ships: not in the
weights, not in the temperatures, not in the thresholds. A picture whose class is not a leaf teaches only the heads that its class answers.

{_note("data.md")}

{sheet}{_licence_table(findings.photos)}

The photos are not part of this repository. The backbone `{training["backbone"]["file"]}` (SHA-256 `{training["backbone"]["sha256"][:16]}…`) is
Google's MobileNetV1 trained on ImageNet, under the {training["backbone"]["licence"]} licence.

## Grouped cross-validation on the photos
{training["crossValidation"]["folds"]} folds over `train` + `val`; near-duplicates share a group and a group is never split; every photo is judged by heads that
saw nothing of its group. In brackets the 95 % interval of a bootstrap over groups. The baseline sees the same folds. The heads
of a fold are fitted like those that ship{", to the same scenes" if scenes else ""}. The baseline is a logistic regression on the means of the backbone's last layer, fitted to whole, clean photos.

{_comparison_table(judgement)}

{_verdict(judgement)}

The leaves, without the pictures whose class is not a leaf. The most likely leaf is found from the top, by the likeliest class at each level.

{_class_table(judgement.leaves)}

![Confusion matrices](docs/confusion.png)

## Calibration and claims
One temperature a head: {temperatures}. They are fitted on kinds of evidence that count the same each: the
photos of split `train` out of fold, and, by their origin, {training["trainedOn"]["scenesToCalibrate"]} scenes kept from training, whose setups and pieces are not those that are judged below.
Expected calibration error of the first head on photos (15 bins, temperature from the other folds and the scenes): **{judgement.calibration_error:.3f}**.

What is claimed is the deepest class on the way to the most likely leaf that reaches its threshold. The threshold of a class is the least from {THRESHOLD_STEPS[0]} up at which {WANTED_PRECISION:.0%} of its own claims are right
on the photos and on the scenes of each origin, each by itself, by pictures and with each object counted once. Pictures whose class ends above it say nothing about it. A set in which it is never claimed
says nothing either; where no threshold is precise enough, it is the most precise one. Thresholds for `tray` are chosen in this way; those for `bin` are the same numbers until pictures of pieces on piles exist, and nothing
is shown for a bin.

The photos, with temperatures and thresholds from the other folds and the scenes. A class counts as claimed where it or a class below it is; "n" is the number of photos that show it or a class below it, "claimed" the share of
these for which it is claimed, "claims" the number of claims whose truth is known.

{_claims_table(judgement)}

![Calibration](docs/calibration.png)

## The shipped model
What `evaluate.py` finds with the committed file; shares right, in brackets the number of pictures. A head is asked by itself; a class is right where the most likely
leaf is it or below it; the last column counts claims with the thresholds for `tray`.

{_shipped_table(findings.judged, tree)}

The `val` photos are few and partly of single objects: the cross-validation says more.
**Scores on scenes are no evidence about a real station.** Scenes held back by platform come from the same generators as the scenes of
training. Their prints, colours and damage were kept from training too: they show what carries over to pieces that the generator can make and training did not see.

[docs/product.md](docs/product.md) holds what `station-agent classify` itself says of the folds' photos, of the held-back scenes with their references, and of
frames with flaws.

## Robustness
Share of right answers of the first head when the network's input is disturbed.

{_robustness_table(findings.robust)}

## Mistakes
The wrong answers on held-back scenes that the network was surest of (photos are not ours to show).

![Mistakes](docs/mistakes.png)

## Limits
{_note("limits.md")}

## How it was made
`python3 models/training/train.py` with seed {training["seed"]}. Digests of the data (SHA-256 over
sorted rows and the pictures' hashes):

{digests}
"""
