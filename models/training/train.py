#!/usr/bin/env python3
"""Fits the classifier to labelled photos and to scenes: rendered pieces in frames of their own, and laid by the simulator; writes model, manifest, card and figures."""

from __future__ import annotations

import argparse
import dataclasses
import importlib.metadata
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

import export
import manifest
import report
from judgement import Evidence, Judgement, judge
from backbone import Backbone, describe
from classifier import open_model
from classtree import Classes, ClassTree, read_classes
from crossvalidate import OutOfFold, assign_folds, cross_validate
from data import Picture, digest, labels_of, read_photos, read_scenes
from errors import DataError
from evaluate import evaluate
from hands import fit_hand, no_hand, read_edges
from jobs import run_all
from metrics import sigmoid, softmax
from network import Heads, Network, Recipe, fit_heads, open_heads, to_tensor
from onnx_graph import OnnxGraph
from preprocess import load
from resume import sources, store
from robustness import robustness
from views import View, look, views_of

# Augmentation cuts and turns pictures that are somewhat larger than what the network sees.
CACHE_SCALE = 1.2


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with photos and their MANIFEST.tsv")
    parser.add_argument("--backbones", type=Path, required=True, help="folder with the pretrained TFLite networks")
    parser.add_argument("--backbone", default="mobilenet_v1_0.75_192_quant.tflite", help="file in that folder (default: %(default)s)")
    parser.add_argument("--rendered", type=Path, help="folder with rendered frames and their scenes.tsv")
    parser.add_argument("--laid", type=Path, help="folder with frames of rendered pieces that the simulator laid on its platforms, and their scenes.tsv")
    parser.add_argument("--edges", type=Path, help="folder with frames of hands and of pieces that are cut off (spoil.py --split train); without it no hand is told")
    parser.add_argument("--out", type=Path, required=True, help="where model, manifest, card and figures go")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "station-agent-training",
                        help="what is finished is kept here, so that an interrupted run goes on (default: %(default)s)")
    parser.add_argument("--folds", type=int, default=5, help="folds of the cross-validation (default: %(default)s)")
    parser.add_argument("--size", type=int, default=Recipe.size, help="input size in pixels, a multiple of 32 (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="what is done at once, a core each (default: %(default)s)")
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


def keep(file: Path, name: str, make: Callable[[Path], None]) -> Callable[[], None]:
    """Makes a file that is not there yet; it appears when it is whole."""

    def run() -> None:
        if file.is_file():
            say(f"{name}: taken from {file}")
            return
        started = time.monotonic()
        part = file.with_name(f"part-{file.name}")
        make(part)
        part.replace(file)
        say(f"{name}: {time.monotonic() - started:.0f} s")

    return run


def look_at_all(
    arguments: argparse.Namespace, recipe: Recipe, key: list, sized: np.ndarray, cached: np.ndarray
) -> tuple[list[View], list[np.ndarray], Backbone]:
    """The statistics of all pictures in all views, as many at once as there are jobs."""
    backbone = Backbone(arguments.backbones / arguments.backbone).to(memory_format=torch.channels_last).eval()
    views = views_of(recipe, arguments.seed)
    files = [store(arguments.work, f"{view.kind}{view.seed}-{{identity}}.npy", [key, view.kind, view.seed, recipe.size]) for view in views]

    def write(view: View, file: Path) -> Callable[[], None]:
        return keep(file, f"view {view.name}", lambda part: np.save(part, look(view, backbone, sized, cached, recipe.size)))

    run_all([write(view, file) for view, file in zip(views, files)], arguments.jobs)
    return views, [np.load(file) for file in files], backbone


def fit_all(
    arguments: argparse.Namespace, tree: ClassTree, recipe: Recipe, key: list, fits: dict[str, np.ndarray], photos: list[Picture],
    scenes: list[Picture], views: list[View], seen: list[np.ndarray],
) -> dict[str, Heads]:
    """Heads by name; ``fits`` says which photos each learns from. All learn from all scenes, which follow the photos in ``seen``."""
    made_from = [key, sources("classtree"), tree.content(), dataclasses.asdict(recipe), arguments.folds, arguments.seed]
    files = {name: store(arguments.work, f"{name.replace(' ', '-')}-{{identity}}.pt", [*made_from, name]) for name in fits}

    def write(name: str, rows: np.ndarray, seed: int) -> Callable[[], None]:
        def make(part: Path) -> None:
            pictures = [*(photos[row] for row in rows), *scenes]
            heads = fit_heads(
                seen, [view.share for view in views], np.concatenate([rows, len(photos) + np.arange(len(scenes))]), tree, pictures, recipe, seed,
                lambda text: say(f"{name}: {text}"),
            )
            torch.save({"heads": heads.state_dict()}, part)

        return keep(files[name], name, make)

    run_all([write(name, rows, arguments.seed + index) for index, (name, rows) in enumerate(fits.items())], arguments.jobs)
    return {name: open_heads(file, seen[0].shape[1], tree, recipe) for name, file in files.items()}


def keep_folds(
    arguments: argparse.Namespace, classes: Classes, network: Network, recipe: Recipe, photos: list[Picture], outcome: OutOfFold, figures: Judgement
) -> None:
    """Leaves each fold's network in the work folder as the product takes it, with the photos that it has not seen: confirm.py lets the product
    judge them."""
    for fold, (heads, settings) in enumerate(zip(outcome.heads, figures.inside)):
        folder = arguments.work / "folds" / str(fold)
        file = folder / manifest.file_of(classes)
        export.save(export.build(Network(network.backbone, heads, network.hand), classes.tree, recipe.size, classes.name), file)
        content = file.read_bytes()
        manifest.write(manifest.build(content, recipe.size, classes, settings.temperatures, settings.thresholds, {"fold": fold}), folder)
        unseen = [photo.file for photo, of in zip(photos, outcome.fold) if of == fold]
        (folder / "unseen.txt").write_text("\n".join(unseen) + "\n", encoding="utf-8")


def check_export(network: Network, tree: ClassTree, graph: OnnxGraph, images: np.ndarray) -> float:
    """The largest difference of a probability between the trained network and the exported graph."""
    with torch.no_grad():
        wanted = [logits.numpy() for logits in network(to_tensor(images))]
    found = graph.run(images)
    outputs = [*((head.name, softmax) for head in tree.heads), (export.HAND_OUTPUT, sigmoid)]
    return max(float(np.abs(chances(logits) - chances(found[name])).max()) for logits, (name, chances) in zip(wanted, outputs))


def check_shown(tree: ClassTree, pictures: list[Picture]) -> None:
    """A class that no picture shows cannot be learnt."""
    for head in tree.heads:
        for node in sorted(set(range(len(head.classes))) - set(labels_of(pictures, tree, head))):
            raise DataError(f"no picture to train on shows '{tree.paths[head.classes[node]]}': add some, or take the class out of classes.json")


def run(arguments: argparse.Namespace) -> None:
    # Workers are forked, and threads of PyTorch survive no fork.
    torch.set_num_threads(1)
    recipe = Recipe(size=arguments.size)
    classes = read_classes()
    tree, photos = classes.tree, read_photos(arguments.data, classes)
    folders = {"rendered": arguments.rendered, "laid": arguments.laid}
    by_origin = {origin: read_scenes(folder, origin, classes) for origin, folder in folders.items() if folder}
    scenes = [scene for found in by_origin.values() for scene in found if scene.split == "train"]
    calibrating = [scene for found in by_origin.values() for scene in found if scene.split == "calibrate"]
    scenes_held = [scene for found in by_origin.values() for scene in found if scene.split == "held"]
    edges = read_edges(arguments.edges) if arguments.edges else []
    check_shown(tree, [*(photo for photo in photos if photo.split == "train"), *scenes])
    digests = {"photos": digest(photos), **{f"{origin}Scenes": digest(found) for origin, found in by_origin.items()}}
    say(f"{len(photos)} photos, {len(scenes)} scenes to train on, {len(calibrating)} to calibrate with, {len(scenes_held)} held back")
    sized = load([*photos, *scenes, *calibrating], arguments.size, say)
    cached = load([*photos, *scenes], int(arguments.size * CACHE_SCALE), say)

    key = [dict(digests), describe(arguments.backbones / arguments.backbone), sources("augment", "backbone", "network", "views")]
    fold_of = assign_folds(classes, photos, arguments.folds, arguments.seed)
    fits = {
        "shipped model": np.array([row for row, photo in enumerate(photos) if photo.split == "train"]),
        **{f"fold {fold + 1}": np.flatnonzero(fold_of != fold) for fold in range(arguments.folds)},
    }
    views, seen, backbone = look_at_all(arguments, recipe, key, sized, cached)
    heads = fit_all(arguments, tree, recipe, key, fits, photos, scenes, views, seen)
    torch.set_num_threads(arguments.jobs)
    plain, to_calibrate = seen[0][: len(photos)], seen[0][len(photos) + len(scenes) :]
    hand = no_hand(backbone.width)
    if edges:
        digests["edges"] = digest(edges)
        hand = fit_hand(look(views[0], backbone, load(edges, arguments.size, say), np.empty(0), arguments.size), edges)
    network = Network(backbone, heads["shipped model"], hand)
    outcome = cross_validate(tree, photos, plain, backbone.embedding, to_calibrate, fold_of, [heads[name] for name in fits if name != "shipped model"])
    figures = judge(tree, photos, outcome, calibrating, Evidence.by_origin(tree, calibrating, network.heads.logits(to_calibrate)), arguments.seed)
    model = export.build(network, tree, recipe.size, classes.name)
    difference = check_export(network, tree, OnnxGraph(model), sized[:256])
    say(f"exported: largest difference of a probability {difference:.6f}")
    if difference > 1e-3:
        raise RuntimeError(f"the exported graph differs from the trained network by {difference}")
    arguments.out.mkdir(parents=True, exist_ok=True)
    export.save(model, arguments.out / manifest.file_of(classes))
    training = {
        "seed": arguments.seed,
        "trainedOn": {"photos": len(fits["shipped model"]), "scenes": len(scenes), "scenesToCalibrate": len(calibrating), "framesWithHands": len(edges)},
        "digests": digests,
        "backbone": describe(arguments.backbones / arguments.backbone),
        "recipe": dataclasses.asdict(recipe),
        "crossValidation": {"folds": arguments.folds},
        "versions": versions(),
    }
    content = manifest.build(
        (arguments.out / manifest.file_of(classes)).read_bytes(), recipe.size, classes, figures.settings.temperatures, figures.settings.thresholds, training
    )
    manifest.write(content, arguments.out)
    keep_folds(arguments, classes, network, recipe, photos, outcome, figures)
    (arguments.out / "docs").mkdir(exist_ok=True)
    classifier = open_model(arguments.out)
    unseen = {"val photos": [photo for photo in photos if photo.split == "val"]}
    for origin, found in by_origin.items():
        unseen[f"held-back {origin} scenes"] = [scene for scene in found if scene.split == "held"]
    answers = {name: evaluate(classifier, pictures) for name, pictures in unseen.items()}
    judged = {name: summary for name, (summary, *_) in answers.items()}
    robust = {
        name: robustness(classifier, load(pictures, arguments.size), labels_of(pictures, tree, tree.heads[0])) for name, pictures in unseen.items()
    }
    if scenes_held:
        results = [result for name, (_, found, _) in answers.items() if name != "val photos" for result in found]
        report.draw_mistakes(arguments.out / "docs" / "mistakes.png", tree, scenes_held, results)
    report.write(arguments.out, report.Findings(tree, photos, scenes, scenes_held, figures, content, judged, robust))
    say(f"written: {arguments.out}")
    for name, summary in judged.items():
        say(f"{name}: most likely class right {summary['accuracy']:.3f} of {summary['photos']}")


def main() -> int:
    try:
        run(parse())
    except DataError as problem:
        print(f"train.py: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
