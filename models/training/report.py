"""The model card and its figures, written from what was measured."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import numpy as np  # noqa: E402
from matplotlib import pyplot  # noqa: E402

from data import MATERIALS, Picture  # noqa: E402
from judgement import WANTED_PRECISION, Comparison, Judgement  # noqa: E402
from metrics import calibration_bins, f1_scores  # noqa: E402
from preprocess import network_input  # noqa: E402

# Sheets of frames, made by scenes/frame_sheet.py, and what they show.
SHEETS = {
    "scenes.jpg": "Rendered pieces on drawn platforms, with their kinds",
    "laid.jpg": "Rendered pieces that the simulator laid on its platforms",
}


@dataclass(frozen=True)
class Findings:
    """All that the card tells: the data, the cross-validation, and what the shipped model makes of pictures it has not learnt from."""

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
    draw_confusion([findings.judgement.six, findings.judgement.material], figures / "confusion.png")
    draw_calibration(findings.judgement, figures / "calibration.png")
    (out / "MODEL_CARD.md").write_text(_card(findings, [sheet for sheet in SHEETS if (figures / sheet).is_file()]), encoding="utf-8")


def draw_mistakes(path: Path, pictures: list[Picture], results: list[dict], size: int = 160, most: int = 32) -> None:
    """The wrong answers that the network was surest of, on scenes only: photos are not ours to show."""
    wrong = [
        (result["confidence"], picture, result)
        for picture, result in zip(pictures, results)
        if result["material"] != result["truth"]["material"] or (result["truth"]["condition"] and result["condition"] != result["truth"]["condition"])
    ]
    wrong.sort(key=lambda entry: -entry[0])
    columns = 8
    rows = max(1, -(-min(len(wrong), most) // columns))
    figure, axes = pyplot.subplots(rows, columns, figsize=(1.9 * columns, 2.3 * rows), layout="constrained", squeeze=False)
    for axis in axes.flat:
        axis.axis("off")
    for axis, (confidence, picture, result) in zip(axes.flat, wrong[:most]):
        axis.imshow(network_input(picture, size))
        shown, said = (" ".join(filter(None, (r["material"], r["condition"]))) for r in (result["truth"], result))
        axis.set_title(f"{shown}\nsaid {said} {confidence:.2f}", fontsize=7)
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
             title=f"material, out of fold; expected calibration error {judgement.calibration_error:.3f}")
    figure.savefig(path, dpi=80)
    pyplot.close(figure)


def _comparison_table(judgement: Judgement) -> str:
    lines = ["| question | n | figure | this recipe | logistic regression on the last layer |", "|---|---|---|---|---|"]
    for comparison in (judgement.material, judgement.six, judgement.condition):
        for name, estimate in comparison.ours.items():
            count = int(comparison.counts.sum())
            lines.append(f"| {comparison.question} | {count} | {name} | {estimate} | {comparison.baseline[name]} |")
    return "\n".join(lines)


def _verdict(judgement: Judgement) -> str:
    """Says plainly where this recipe is no better than the baseline."""
    behind = [
        f"{comparison.question} ({name} {estimate.value:.3f} against {comparison.baseline[name].value:.3f})"
        for comparison in (judgement.material, judgement.six, judgement.condition)
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


def _shipped_table(judged: dict[str, dict]) -> str:
    lines = ["| set | pictures | material | six classes, macro-F1 | " + " | ".join(MATERIALS) + " | condition |", "|---|---|---|---|" + "---|" * 6]
    for name, summary in judged.items():
        cells = []
        for material in MATERIALS:
            part = summary["byMaterial"].get(material)
            cells.append(f"{part['accuracy']:.3f} ({part['photos']})" if part else "–")
        state = summary["condition"]
        cells.append(f"{state['accuracy']:.3f} ({state['photos']})" if state["photos"] else "–")
        lines.append(f"| {name} | {summary['photos']} | {summary['materialAccuracy']:.3f} | {summary['sixClassMacroF1']:.3f} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


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
        Counter(p.product_class for p in photos if p.split == "train"),
        Counter(p.product_class for p in photos if p.split != "train"),
        Counter(p.product_class for p in scenes),
        Counter(p.product_class for p in scenes_held),
    )
    lines = ["| class | photos `train` | photos `val` | scenes, training | scenes, held back |", "|---|---|---|---|---|"]
    for name in sorted(set().union(*parts)):
        lines.append(f"| {name} | " + " | ".join(str(part[name]) for part in parts) + " |")
    return "\n".join(lines)


def _card(findings: Findings, sheets: list[str]) -> str:
    manifest, judgement, scenes = findings.manifest, findings.judgement, findings.scenes
    training, size = manifest["training"], manifest["input"]["width"]
    calibration, thresholds = manifest["calibration"], manifest["thresholds"]
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

This page is written by `models/training/train.py`; edit `report.py`, not this file.

A picture of one piece on the platform goes in, three answers come out: the **material** ({", ".join(f"`{m}`" for m in MATERIALS)}),
meaningful for cartons only the **condition** (`intact`, `damaged`), and, asked of what reaches over the edge of the view, whether it is a **hand**. `{training["backbone"]["file"]}` at {size} × {size} pixels, as
it came; means and standard deviations of four of its layers go through one hidden layer of {training["recipe"]["hidden"]} to material and condition, and straight to the hand. The file keeps kernels in 16 bits, everything
is computed in 32. SHA-256 of the file: `{manifest["sha256"]}`.

## What it is for, and what it is not
It helps a recycling device to decide what was dropped off; the device abstains where the scores are low. It has never seen a photo of a
real station: none exists yet. Read the figures below as what it does on *other* pictures. It names no brand, reads no label and
knows no person. `empty` is decided by scale and difference; the network's own answer is overruled.

## Data
{_data_table(findings.photos, scenes, findings.scenes_held)}

The shipped model is trained on the photos of split `train` and on {scene_words}. The `val` photos are in nothing that ships: not in the
weights, not in the temperatures, not in the thresholds. `carton_closeup` is a carton that fills the picture; it teaches the material
only. Most of `paper_envelope` are flyers and newspapers; `not_packaging` is household waste on a white board; a few dozen pictures of
`plastic_film` and of damaged cartons stand for what a station sees most.

{sheet}{_licence_table(findings.photos)}

The photos are not part of this repository. The backbone `{training["backbone"]["file"]}` (SHA-256 `{training["backbone"]["sha256"][:16]}…`) is
Google's MobileNetV1 trained on ImageNet, under the {training["backbone"]["licence"]} licence.

## Grouped cross-validation on the photos
{training["crossValidation"]["folds"]} folds over `train` + `val`; near-duplicates share a group and a group is never split; every photo is judged by heads that
saw nothing of its group. In brackets the 95 % interval of a bootstrap over groups. The baseline sees the same folds. The heads
of a fold are fitted like those that ship{", to the same scenes" if scenes else ""}. The baseline is a logistic regression on the means of the backbone's last layer, fitted to whole, clean photos.

{_comparison_table(judgement)}

{_verdict(judgement)}

Six product classes leave the close-ups out: their condition is unknown.

{_class_table(judgement.six)}

![Confusion matrices](docs/confusion.png)

## Calibration and abstention
One temperature a head: material {calibration["materialTemperature"]}, condition {calibration["conditionTemperature"]}. They are fitted on kinds of evidence that count the same each: the
photos of split `train` out of fold, and, by their origin, {training["trainedOn"]["scenesToCalibrate"]} scenes kept from training, whose setups and pieces are not those that are judged below.
Expected calibration error of the material on photos (15 bins, temperature from the other folds and the scenes): **{judgement.calibration_error:.3f}**.

Thresholds: material {thresholds["material"]}, condition {thresholds["condition"]}; of all pairs from 0.6 up that keep {WANTED_PRECISION:.0%} of what is accepted as packaging right in material and
condition on the photos and on the scenes of each origin, each by itself, by pictures and with each object counted once, the pair that accepts most objects. With temperatures and thresholds from the other folds, {judgement.accepted_share:.1%} of the
packaging photos (close-ups left out) are accepted, and {judgement.accepted_precision:.1%} of what is accepted as packaging is right in material
and condition.

![Calibration](docs/calibration.png)

## The shipped model
What `evaluate.py` finds with the committed file; shares right, in brackets the number of pictures.

{_shipped_table(findings.judged)}

The `val` photos are few and partly of single objects (all damaged cartons are one group): the cross-validation says more.
**Scores on scenes are no evidence about a real station.** Scenes held back by platform come from the same generators as the scenes of
training. Their prints, colours and damage were kept from training too: they show what carries over to pieces that the generator can make and training did not see.

[docs/product.md](docs/product.md) holds what `station-agent classify` itself says of the folds' photos, of the held-back scenes with their references, and of
frames with flaws.

## Robustness
Share of right materials when the network's input is disturbed.

{_robustness_table(findings.robust)}

## Mistakes
The wrong answers on held-back scenes that the network was surest of (photos are not ours to show).

![Mistakes](docs/mistakes.png)

## Limits
- Plastic mailers and film are rare in the data; prints, colours and foldings that are missing there will be missed.
- A damaged carton here is crushed, torn or flattened; wet or dented ones are not in the photos.
- Shoes, books, food boxes, hands: hardly any in the photos. A food box of solid board may pass for a carton.
- Light, camera and mat of a real station differ from all of this: photograph yours and measure before you rely on it.

## How it was made
`python3 models/training/train.py` with seed {training["seed"]}. Digests of the data (SHA-256 over
sorted rows and the pictures' hashes):

{digests}
"""
