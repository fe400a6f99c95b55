#!/usr/bin/env python3
"""Recompute the carbon figures in the events of stations.

usage: verify_carbon.py [--factors FILE]... [EVENTS]...

EVENTS are files, or standard input when none is named. Each line is an event in JSON, or a topic and a payload with a space between them, as
'mosquitto_sub -v' prints them. A document of factors is known by the SHA-256 of its bytes: name its file with --factors, or subscribe to
'sa/v1/+/+/state/factors' too, so that it is in the stream before the events.

Prints one line for each problem and a summary. Exit code: 0 when every figure is right, 1 when one is not, 2 when a file cannot be read.
Needs Python 3.9 or later and nothing else.
"""
import argparse
import hashlib
import json
import sys
from decimal import ROUND_HALF_UP, Decimal, localcontext

MOST_LINES = 100
LONGEST_DOCUMENT = 65536
DROPOFF = "io.stationagent.dropoff.v1"
TENTH = Decimal("0.1")


class Audit:
    """Takes documents and events, and counts what is wrong."""

    def __init__(self):
        self.documents = {}
        self.seen = set()
        self.confirmed = {}
        self.events = self.figures = self.problems = 0

    def document(self, data):
        """Adds a document of factors: its exact bytes."""
        table = {}
        for factor in json.loads(data, parse_float=Decimal)["factors"]:
            table[(factor["id"], factor["version"])] = factor
        self.documents[hashlib.sha256(data).hexdigest()] = table

    def event(self, event):
        """Checks one event; repeats are passed over."""
        key = (event.get("source"), event.get("id"))
        if key in self.seen:
            return
        self.seen.add(key)
        self.events += 1
        data = event.get("data")
        carbon = data.get("carbon") if isinstance(data, dict) else None
        if carbon is None:
            return
        self.figures += 1
        try:
            problem = self.check(event, data, carbon)
        except (KeyError, TypeError, ValueError, ArithmeticError) as failure:
            problem = ("figure_unreadable", f"the field {failure} is missing or has a wrong value")
        if problem:
            self.report(event, *problem)
        if isinstance(carbon, dict) and carbon.get("stage") == "confirmed":
            dropoff = (key[0], event["id"] if event.get("type") == DROPOFF else data.get("grades"))
            if dropoff in self.confirmed:
                self.report(event, "double_claim", f"{dropoff[1]} was confirmed by {self.confirmed[dropoff]} already")
            self.confirmed.setdefault(dropoff, event["id"])

    def check(self, event, data, carbon):
        """Returns what is wrong with a figure, or None."""
        pieces, grams, spread = (number(carbon["basis"][name]) for name in ("pieces", "grams", "gramsUncertainty"))
        if pieces != int(pieces):
            raise ValueError("pieces")
        stated = (number(carbon["gramsCo2e"]), number(carbon["gramsCo2eUncertainty"]), carbon["capped"])
        table = self.documents.get(carbon["factorsSha256"])
        if table is None:
            return "document_missing", f"no document has the SHA-256 {carbon['factorsSha256']}"
        factor = table.get((carbon["factorId"], carbon["factorVersion"]))
        if factor is None:
            return "factor_unknown", f"the document has no factor '{carbon['factorId']}' of version '{carbon['factorVersion']}'"
        mass = data.get("mass")
        if mass and grams > max(number(mass["grams"], least=None), 0):
            return "more_than_weighed", f"{grams} g count, and the piece weighs {mass['grams']} g"
        found = compute(factor, pieces, grams, spread)
        if stated != found:
            return "figure_differs", f"stated {text(stated)}, recomputed {text(found)}"
        return None

    def report(self, event, code, detail):
        """Prints a problem, the first ones only."""
        self.problems += 1
        if self.problems <= MOST_LINES:
            print(f"{event.get('id')}: {code}: {detail}.")

    def summary(self):
        """Prints the last lines."""
        if self.problems > MOST_LINES:
            print(f"… and {self.problems - MOST_LINES:,} more")
        verdict = "all equal" if self.problems == 0 else f"{self.problems:,} {'problem' if self.problems == 1 else 'problems'}"
        print(f"{self.events:,} events, {self.figures:,} with a figure: {verdict}.")


def compute(factor, pieces, grams, spread):
    """Returns figure, uncertainty and whether the cap limits the figure. Decimal numbers; only the last step rounds."""
    with localcontext() as context:
        context.prec = 60
        per_piece = factor["basis"] == "piece"
        value = Decimal(factor["value"])
        figure, per_gram = (value * pieces, Decimal(0)) if per_piece else (value * grams, value)
        cap = Decimal(factor["cap"]["gramsPerGram"]) if factor["cap"] else None
        capped = cap is not None and figure > cap * grams
        if capped:
            figure, per_gram = cap * grams, cap
        uncertainty = figure * Decimal(factor["relativeUncertainty"]) + per_gram * spread
        return figure.quantize(TENTH, ROUND_HALF_UP), uncertainty.quantize(TENTH, ROUND_HALF_UP), capped


def number(value, least=0, most=1_000_000_000):
    """Returns a JSON number as a decimal number; refuses everything else."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or (least is not None and value < least) or value > most:
        raise ValueError(value)
    return Decimal(value)


def text(figure):
    """Shows a figure with its uncertainty."""
    return f"{figure[0]} ± {figure[1]} g{', capped' if figure[2] else ''}"


def read(audit, stream):
    """Takes every line of a stream of bytes; a document of factors may have several lines."""
    for line in stream:
        topic, brace, rest = line.partition(b"{")
        payload = brace + rest
        if topic.strip().endswith(b"/state/factors"):
            read_document(audit, payload, stream)
            continue
        try:
            event = json.loads(payload, parse_float=Decimal) if payload else None
        except ValueError:
            print(f"a line is not JSON and was passed over: {payload[:60]!r}", file=sys.stderr)
            continue
        if isinstance(event, dict) and "specversion" in event:
            audit.event(event)


def read_document(audit, payload, stream):
    """Takes lines until they are a whole document. Whether it ends with the end of its last line cannot be seen, so that both names are kept."""
    while len(payload) <= LONGEST_DOCUMENT:
        try:
            json.loads(payload)
            break
        except ValueError:
            more = next(stream, None)
            if more is None:
                return
            payload += more
    else:
        return
    plain = payload.rstrip(b"\n")
    audit.document(plain)
    audit.document(plain + b"\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS)
    parser.add_argument("--factors", metavar="FILE", action="append", default=[], help="a document of factors; can be given several times")
    parser.add_argument("events", metavar="EVENTS", nargs="*", help="files with events; standard input when none is named")
    options = parser.parse_args()
    audit = Audit()
    try:
        for path in options.factors:
            with open(path, "rb") as file:
                audit.document(file.read())
        for path in options.events:
            with open(path, "rb") as file:
                read(audit, file)
        if not options.events:
            read(audit, sys.stdin.buffer)
    except (OSError, ValueError, KeyError, TypeError) as failure:
        print(f"verify_carbon.py: {failure}", file=sys.stderr)
        return 2
    audit.summary()
    return 0 if audit.problems == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
