"""The tree of classes that a model tells apart, and the heads of the network that list them. Classes are data: they come from ``classes.json`` or from a
manifest, and no file of the pipeline names one."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from errors import DataError

# What is trained: that of the shipped model, unless the environment names another file.
CLASSES_FILE = Path(os.environ.get("CLASSES") or Path(__file__).with_name("classes.json"))
# What a label says where a picture's class does not answer a head's question, and what a claim is where no class holds.
UNKNOWN = NO_CLAIM = -1
# What the classes below a class tell apart: kinds of pieces, or states of one and the same kind of piece.
BELOW = ("kind", "condition")
ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Node:
    """A class; ``parent`` is its place in the tree's list, None at the top."""

    id: str
    parent: int | None
    below: str


@dataclass(frozen=True)
class Head:
    """An output of the network: one logit for each of ``classes``, which divide up what is below ``given``, or everything."""

    name: str
    classes: tuple[int, ...]
    given: int | None


@dataclass(frozen=True)
class ClassTree:
    """Classes, named by their places in ``nodes``, and the heads that list them; ``empty`` is the class of a platform with nothing on it, if there is one."""

    nodes: tuple[Node, ...]
    heads: tuple[Head, ...]
    empty: int | None

    @staticmethod
    def of(classes: list[dict], heads: list[dict], empty: str | None, where: str) -> ClassTree:
        """Builds the tree from its JSON. ``where`` is the file that a complaint names.

        Raises:
            DataError: An id that is not well-formed or not unique, an unknown parent or one that is its own descendant, heads that do not divide up what they should, a
                leaf that no head lists, an unknown ``given`` or ``empty``.
        """
        nodes = _nodes(classes, where)
        places = {node.id: place for place, node in enumerate(nodes)}
        if empty is not None and empty not in places:
            raise DataError(f"{where}: empty: '{empty}' is not one of the classes")
        tree = ClassTree(nodes, _heads(heads, places, where), None if empty is None else places[empty])
        tree._check_heads(where)
        return tree

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The ids from the top down to each class, joined by ``/``."""
        return tuple("/".join(self.nodes[place].id for place in self.way(node)) for node in range(len(self.nodes)))

    @cached_property
    def places(self) -> dict[str, int]:
        """Each class by its path."""
        return {path: place for place, path in enumerate(self.paths)}

    @cached_property
    def leaves(self) -> tuple[int, ...]:
        return tuple(node for node in range(len(self.nodes)) if not self.children(node))

    @cached_property
    def above(self) -> np.ndarray:
        """Whether class ``[a, b]``: b is a or above it."""
        found = np.zeros((len(self.nodes), len(self.nodes)), bool)
        for node in range(len(self.nodes)):
            found[node, list(self.way(node))] = True
        return found

    @cached_property
    def depths(self) -> np.ndarray:
        return self.above.sum(1)

    def way(self, node: int) -> tuple[int, ...]:
        """The classes from the top down to this one."""
        parent = self.nodes[node].parent
        return (*(self.way(parent) if parent is not None else ()), node)

    def children(self, node: int | None) -> tuple[int, ...]:
        """The classes right below this one, or those at the top."""
        return tuple(place for place, other in enumerate(self.nodes) if other.parent == node)

    def labels(self, classes: np.ndarray, head: Head) -> np.ndarray:
        """Which of the head's classes each of these is or belongs to; UNKNOWN where a class does not say, or lies outside what the head is asked about."""
        found = np.full(len(self.nodes), UNKNOWN)
        for label, node in enumerate(head.classes):
            found[self.above[:, node]] = label
        return found[classes]

    def probabilities(self, by_head: list[np.ndarray]) -> np.ndarray:
        """Probabilities of all classes (N, nodes) from those that each head gives its own (N, its classes)."""
        found = np.zeros((len(by_head[0]), len(self.nodes)))
        listed = set()
        for head, own in zip(self.heads, by_head):
            found[:, head.classes] = own if head.given is None else own * found[:, [head.given]]
            listed.update(head.classes)
        for node in sorted(set(range(len(self.nodes))) - listed, key=lambda node: -self.depths[node]):
            found[:, node] = found[:, self.children(node)].sum(1)
        return found

    def likeliest(self, probabilities: np.ndarray) -> np.ndarray:
        """The most likely leaf (N): from the top, the likeliest child at each level."""
        step = np.tile(np.arange(len(self.nodes)), (len(probabilities), 1))
        for node in set(range(len(self.nodes))) - set(self.leaves):
            step[:, node] = self._best(probabilities, self.children(node))
        found = self._best(probabilities, self.children(None))
        for _ in range(int(self.depths.max()) - 1):
            found = step[np.arange(len(found)), found]
        return found

    @staticmethod
    def _best(probabilities: np.ndarray, classes: tuple[int, ...]) -> np.ndarray:
        return np.array(classes)[probabilities[:, classes].argmax(1)]

    def claims(self, probabilities: np.ndarray, thresholds: np.ndarray) -> np.ndarray:
        """The deepest class (N) on the most likely way that reaches its threshold, whether or not those above it do; NO_CLAIM where none does."""
        holds = self.above[self.likeliest(probabilities)] & (probabilities >= thresholds)
        return np.where(holds.any(1), np.where(holds, self.depths, 0).argmax(1), NO_CLAIM)

    def right(self, said: np.ndarray, truth: np.ndarray) -> np.ndarray:
        """Whether what is said of each picture agrees with its class as far as that goes: one is the other, or above it."""
        return self.above[said, truth] | self.above[truth, said]

    def open(self, said: np.ndarray | int, truth: np.ndarray) -> np.ndarray:
        """Whether the class of a picture ends above what is said of it, so that no one can know whether it is right."""
        return self.above[said, truth] & (said != truth)

    def content(self) -> dict:
        """The tree as JSON, without what training adds to it for a manifest: ``classes``, ``empty`` where there is one, and ``heads``."""
        classes = [
            {"id": node.id}
            | ({} if node.parent is None else {"parent": self.nodes[node.parent].id})
            | ({} if node.below == BELOW[0] else {"below": node.below})
            for node in self.nodes
        ]
        heads = [
            {"name": head.name}
            | ({} if head.given is None else {"given": self.nodes[head.given].id})
            | {"classes": self.ids(head.classes)}
            for head in self.heads
        ]
        return {"classes": classes} | ({} if self.empty is None else {"empty": self.nodes[self.empty].id}) | {"heads": heads}

    def ids(self, classes: tuple[int, ...]) -> list[str]:
        return [self.nodes[node].id for node in classes]

    def _check_heads(self, where: str) -> None:
        """Each head divides up the leaves that it is asked about, and each leaf is listed."""
        listed: set[int] = set()
        for number, head in enumerate(self.heads):
            here = f"{where}: head '{head.name}'"
            if (head.given is None) != (number == 0):
                raise DataError(f"{here}: the first head has no 'given', every other head has one")
            if head.given is not None and head.given not in listed:
                raise DataError(f"{here}: given '{self.nodes[head.given].id}' is not listed by an earlier head")
            for node in head.classes:
                if node in listed:
                    raise DataError(f"{here}: class '{self.nodes[node].id}' is listed by an earlier head too")
                if head.given is not None and (node == head.given or not self.above[node, head.given]):
                    raise DataError(f"{here}: class '{self.nodes[node].id}' is not below '{self.nodes[head.given].id}'")
                for other in listed:
                    between = head.given is not None and other != head.given and self.above[other, head.given]
                    if between and (self.above[node, other] or self.above[other, node]):
                        raise DataError(f"{here}: class '{self.nodes[node].id}' overlaps with '{self.nodes[other].id}' of an earlier head")
            listed.update(head.classes)
            for leaf in self.leaves:
                over = [node for node in head.classes if self.above[leaf, node]]
                asked = head.given is None or (self.above[leaf, head.given] and leaf != head.given)
                if asked and not over:
                    raise DataError(f"{here}: leaves out '{self.nodes[leaf].id}'")
                if len(over) > 1:
                    raise DataError(f"{here}: lists both '{self.nodes[over[0]].id}' and '{self.nodes[over[1]].id}', one of which is above the other")
        for leaf in self.leaves:
            if leaf not in listed:
                raise DataError(f"{where}: no head lists the leaf '{self.nodes[leaf].id}'")


@dataclass(frozen=True)
class Classes:
    """What a model is called, its tree, and the labels of pictures and pieces that are not paths of it; ``kinds`` has the classes of those kinds of rendered pieces whose
    label says too little."""

    name: str
    version: str
    tree: ClassTree
    labels: dict[str, str]
    kinds: dict[str, str]

    @property
    def names(self) -> list[str]:
        """Everything that a table may call a class: the labels, and the paths that they do not hide."""
        return [*self.labels, *(path for path in self.tree.paths if path not in self.labels)]

    def path_of(self, name: str, where: str) -> str:
        """The path that a label or a path stands for; ``where`` is the row that a complaint names."""
        path = self.labels.get(name, name)
        if path not in self.tree.places:
            translated = f" (that is '{path}')" if path != name else ""
            raise DataError(f"{where}: class '{name}'{translated} is not one of {', '.join(self.names)}")
        return path

    def label_of(self, path: str) -> str:
        """The one label of a path, or the path where it has none or several."""
        labels = [label for label, meant in self.labels.items() if meant == path]
        return labels[0] if len(labels) == 1 else path


def read_classes(file: Path = CLASSES_FILE) -> Classes:
    """The classes that training is about.

    Raises:
        DataError: The file is not what it should be; the message names what is wrong.
    """
    content = read_json(file)
    check_keys(content, {"model", "classes", "heads", "labels"}, {"empty", "kinds"}, str(file))
    check_keys(content["model"], {"name", "version"}, set(), f"{file}: model")
    tree = ClassTree.of(content["classes"], content["heads"], content.get("empty"), str(file))
    classes = Classes(content["model"]["name"], content["model"]["version"], tree, content["labels"], content.get("kinds", {}))
    for kind, path in classes.kinds.items():
        if path not in tree.places:
            raise DataError(f"{file}: kinds: '{kind}' stands for '{path}', which is not a path of the tree: {', '.join(tree.paths)}")
    for label, path in classes.labels.items():
        if path not in tree.places:
            raise DataError(f"{file}: labels: '{label}' stands for '{path}', which is not a path of the tree: {', '.join(tree.paths)}")
        if label in tree.places and label != path:
            raise DataError(f"{file}: labels: '{label}' is a path of the tree and cannot stand for '{path}'")
    return classes


def read_json(file: Path) -> dict:
    if not file.is_file():
        raise DataError(f"{file} is missing")
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise DataError(f"{file} is not JSON: {problem}") from problem
    if not isinstance(content, dict):
        raise DataError(f"{file}: expected an object")
    return content


def check_keys(content: dict, required: set[str], optional: set[str], where: str) -> None:
    """Refuses an object that lacks a key or has one that no one knows."""
    if not isinstance(content, dict):
        raise DataError(f"{where}: expected an object, found {json.dumps(content)}")
    for key in sorted(required - content.keys()):
        raise DataError(f"{where}: '{key}' is missing")
    for key in sorted(content.keys() - required - optional):
        raise DataError(f"{where}: unknown key '{key}'")


def _nodes(classes: list[dict], where: str) -> tuple[Node, ...]:
    for number, row in enumerate(classes):
        check_keys(row, {"id"}, {"parent", "below"}, f"{where}: class {number + 1}")
        if not isinstance(row["id"], str) or not ID.fullmatch(row["id"]):
            raise DataError(f"{where}: class {number + 1}: '{row['id']}' is not an id; use lower-case letters, digits and '_', with a letter first")
        if row.get("below", BELOW[0]) not in BELOW:
            raise DataError(f"{where}: class '{row['id']}': below '{row['below']}' is not one of {', '.join(BELOW)}")
    for name, count in Counter(row["id"] for row in classes).items():
        if count > 1:
            raise DataError(f"{where}: class '{name}' is there {count} times")
    parents = {row["id"]: row.get("parent") for row in classes}
    for name, parent in parents.items():
        if parent is not None and parent not in parents:
            raise DataError(f"{where}: class '{name}': parent '{parent}' is not one of the classes")
        passed = {name}
        while parent is not None:
            if parent in passed:
                raise DataError(f"{where}: class '{name}' is below itself: its parents end in a circle at '{parent}'")
            passed.add(parent)
            parent = parents[parent]
    places = {name: place for place, name in enumerate(parents)}
    return tuple(Node(row["id"], places.get(row.get("parent")), row.get("below", BELOW[0])) for row in classes)


def _heads(heads: list[dict], places: dict[str, int], where: str) -> tuple[Head, ...]:
    if not heads:
        raise DataError(f"{where}: heads: at least one is needed")
    found = []
    for number, row in enumerate(heads):
        check_keys(row, {"name", "classes"}, {"given"}, f"{where}: head {number + 1}")
        here = f"{where}: head '{row['name']}'"
        if row["name"] in (head.name for head in found):
            raise DataError(f"{here} is there twice")
        for key in [*row["classes"], *([row["given"]] if "given" in row else [])]:
            if key not in places:
                kind = "given" if key == row.get("given") and key not in row["classes"] else "class"
                raise DataError(f"{here}: {kind} '{key}' is not one of the classes")
        if len(set(row["classes"])) != len(row["classes"]) or len(row["classes"]) < 2:
            raise DataError(f"{here}: expected two classes or more, each once; found {', '.join(row['classes'])}")
        found.append(Head(row["name"], tuple(places[key] for key in row["classes"]), places[row["given"]] if "given" in row else None))
    return tuple(found)
