#!/usr/bin/env python3
"""Fine-tunes the classifier on labelled photos, drawn and rendered scenes; writes model, manifest, card and figures."""

from __future__ import annotations

import argparse
import dataclasses
import importlib.metadata
import platform
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch

import export
import manifest
import report
from judgement import Evidence, Judgement, judge
from backbone import describe
from classifier import open_model
from crossvalidate import OutOfFold, assign_folds, cross_validate
from data import DataError, Picture, digest, materials_of, read_photos, read_scenes
from evaluate import evaluate
from jobs import Job, Material, train_all
from metrics import softmax
from network import Recipe, TwoHeads, logits, open_network
from onnx_graph import OnnxGraph
from preprocess import load
from resume import store
from robustness import robustness

# Augmentation cuts and turns pictures that are somewhat larger than what the network sees.
CACHE_SCALE = 1.2


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with photos and their MANIFEST.tsv")
    parser.add_argument("--backbones", type=Path, required=True, help="folder with the pretrained TFLite networks")
    parser.add_argument("--backbone", default="mobilenet_v1_0.75_192_quant.tflite", help="file in that folder (default: %(default)s)")
    parser.add_argument("--scenes", type=Path, help="folder with frames drawn by the simulator and their scenes.tsv")
    parser.add_argument("--rendered", type=Path, help="folder with rendered frames and their scenes.tsv")
    parser.add_argument("--out", type=Path, required=True, help="where model, manifest, card and figures go")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "station-agent-training",
                        help="what is finished is kept here, so that an interrupted run goes on (default: %(default)s)")
    parser.add_argument("--folds", type=int, default=5, help="folds of the cross-validation (default: %(default)s)")
    parser.add_argument("--size", type=int, default=Recipe.size, help="input size in pixels, a multiple of 32 (default: %(default)s)")
    parser.add_argument("--samples", type=int, default=Recipe.samples, help="pictures drawn for the shipped model (default: %(default)s)")
    parser.add_argument("--fold-samples", type=int, default=14_400, help="pictures drawn for each fold (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="networks that are trained at once, a core each (default: %(default)s)")
    arguments = parser.parse_args()
    if arguments.size % 32 or not 64 <= arguments.size <= 320:
        parser.error(f"--size {arguments.size}: a multiple of 32 between 64 and 320 is needed")
    if arguments.folds < 2:
        parser.error(f"--folds {arguments.folds}: at least 2 are needed")
    if not (arguments.backbones / arguments.backbone).is_file():
        parser.error(f"--backbone: {arguments.backbones / arguments.backbone} is missing")
    return arguments


def versions() -> dict[str, str]:
    packages = {name: importlib.metadata.version(name) for name in ("numpy", "onnx", "opencv", "pillow", "scikit-learn")
                if _installed(name)}
    return {"python": platform.python_version(), "torch": torch.__version__, **packages}


def _installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def plan(
    arguments: argparse.Namespace, recipe: Recipe, fold_recipe: Recipe, digests: dict[str, str], photos: list[Picture], fold_of: np.ndarray
) -> list[Job]:
    """The network that ships, then one for each fold; what an interrupted run with the same data and recipe finished is in the work folder."""

    def file(name: str, how: Recipe) -> Path:
        key = [digests, dataclasses.asdict(how), arguments.backbone, arguments.folds, arguments.seed]
        return store(arguments.work, f"{name}-{{identity}}.pt", key)

    train = np.array([row for row, photo in enumerate(photos) if photo.split == "train"])
    return [
        Job("shipped model", train, recipe, arguments.seed, file("shipped", recipe)),
        *(
            Job(f"fold {fold + 1}/{arguments.folds}", np.flatnonzero(fold_of != fold), fold_recipe, arguments.seed + fold, file(f"fold{fold}", fold_recipe))
            for fold in range(arguments.folds)
        ),
    ]


def keep_folds(arguments: argparse.Namespace, recipe: Recipe, photos: list[Picture], outcome: OutOfFold, figures: Judgement) -> None:
    """Leaves each fold's network in the work folder as the product takes it, with the photos that it has not seen: confirm.py lets the product
    judge them."""
    for fold, (file, settings) in enumerate(zip(outcome.networks, figures.inside)):
        folder = arguments.work / "folds" / str(fold)
        network = open_network(file, arguments.backbones / arguments.backbone, recipe)
        export.save(export.build(network, recipe.size), folder / manifest.MODEL_FILE)
        content = (folder / manifest.MODEL_FILE).read_bytes()
        manifest.write(manifest.build(content, recipe.size, settings.calibration, settings.thresholds, {"fold": fold}), folder)
        unseen = [photo.file for photo, of in zip(photos, outcome.fold) if of == fold]
        (folder / "unseen.txt").write_text("\n".join(unseen) + "\n", encoding="utf-8")


def check_export(network: TwoHeads, graph: OnnxGraph, images: np.ndarray) -> float:
    """The largest difference of a probability between the trained network and the exported graph."""
    wanted = logits(network, images)
    found = graph.run(images)
    return max(
        float(np.abs(softmax(a) - softmax(found[name])).max())
        for a, name in zip(wanted, (export.MATERIAL_OUTPUT, export.CONDITION_OUTPUT))
    )


def run(arguments: argparse.Namespace) -> None:
    recipe = Recipe(size=arguments.size, samples=arguments.samples)
    fold_recipe = dataclasses.replace(recipe, samples=arguments.fold_samples)
    photos = read_photos(arguments.data)
    folders = {"drawn": arguments.scenes, "rendered": arguments.rendered}
    by_origin = {origin: read_scenes(folder, origin) for origin, folder in folders.items() if folder}
    scenes = [scene for found in by_origin.values() for scene in found if scene.split == "train"]
    calibrating = [scene for found in by_origin.values() for scene in found if scene.split == "calibrate"]
    scenes_held = [scene for found in by_origin.values() for scene in found if scene.split == "held"]
    digests = {"photos": digest(photos), **{f"{origin}Scenes": digest(found) for origin, found in by_origin.items()}}
    say(f"{len(photos)} photos, {len(scenes)} scenes to train on, {len(calibrating)} to calibrate with, {len(scenes_held)} held back")
    cache_size = int(arguments.size * CACHE_SCALE)
    cached, sized = load(photos, cache_size, say), load(photos, arguments.size, say)
    scenes_cached = load(scenes, cache_size, say)
    calibrating_sized = load(calibrating, arguments.size, say)

    backbone = arguments.backbones / arguments.backbone
    fold_of = assign_folds(photos, arguments.folds, arguments.seed)
    shipped, *folds = plan(arguments, recipe, fold_recipe, digests, photos, fold_of)
    train_all([shipped, *folds], Material(backbone, photos, cached, scenes, scenes_cached), arguments.jobs, say)
    torch.set_num_threads(arguments.jobs)
    network, minutes = open_network(shipped.file, backbone, recipe), torch.load(shipped.file)["minutes"]
    outcome: OutOfFold = cross_validate(backbone, photos, sized, calibrating_sized, recipe, fold_of, [fold.file for fold in folds])
    figures = judge(photos, outcome, calibrating, Evidence.of(calibrating, *logits(network, calibrating_sized)), arguments.seed)
    model = export.build(network, recipe.size)
    difference = check_export(network, OnnxGraph(model), sized[:256])
    say(f"exported: largest difference of a probability {difference:.6f}")
    if difference > 1e-3:
        raise RuntimeError(f"the exported graph differs from the trained network by {difference}")
    arguments.out.mkdir(parents=True, exist_ok=True)
    export.save(model, arguments.out / manifest.MODEL_FILE)
    training = {
        "seed": arguments.seed,
        "trainedOn": {"photos": len(shipped.rows), "scenes": len(scenes), "scenesToCalibrate": len(calibrating)},
        "digests": digests,
        "backbone": describe(arguments.backbones / arguments.backbone),
        "recipe": dataclasses.asdict(recipe),
        "crossValidation": {"folds": arguments.folds, "samples": fold_recipe.samples},
        "minutes": round(minutes, 1),
        "versions": versions(),
    }
    content = manifest.build(
        (arguments.out / manifest.MODEL_FILE).read_bytes(), recipe.size, figures.settings.calibration, figures.settings.thresholds, training
    )
    manifest.write(content, arguments.out)
    keep_folds(arguments, fold_recipe, photos, outcome, figures)
    (arguments.out / "docs").mkdir(exist_ok=True)
    classifier = open_model(arguments.out)
    unseen = {"val photos": [photo for photo in photos if photo.split == "val"]}
    for origin, found in by_origin.items():
        unseen[f"held-back {origin} scenes"] = [scene for scene in found if scene.split == "held"]
    answers = {name: evaluate(classifier, pictures) for name, pictures in unseen.items()}
    judged = {name: summary for name, (summary, _) in answers.items()}
    robust = {
        name: robustness(classifier, load(pictures, arguments.size), materials_of(pictures)) for name, pictures in unseen.items()
    }
    if scenes_held:
        results = [result for name, (_, found) in answers.items() if name != "val photos" for result in found]
        report.draw_mistakes(arguments.out / "docs" / "mistakes.png", scenes_held, results)
    report.write(arguments.out, report.Findings(photos, scenes, scenes_held, figures, content, judged, robust))
    say(f"written: {arguments.out}")
    for name, summary in judged.items():
        say(f"{name}: material {summary['materialAccuracy']:.3f} of {summary['photos']}")


def main() -> int:
    try:
        run(parse())
    except DataError as problem:
        print(f"train.py: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
