#!/usr/bin/env python3
"""Counts what stations have taken and what is to be credited, from their events alone, as docs/contract says.

    mosquitto_sub -q 1 -c -i ledger -t 'sa/v1/+/+/evt/#' -t 'sa/v1/+/+/state/health' -F '%t %p' | count.py --store ledger.db
    station-agent simulate --speed max --json | count.py

Reads lines: an event as JSON, or a topic and after one space a payload. Prints a table, or with --json one JSON document. Events are kept in
--store (SQLite), so that it may be called again with more of them, in any order and any number of times. Exit code: 0 when nothing needs a
person, 1 when something does ("look at" and "missing"), 2 when the call is wrong. Needs Python 3.9 and nothing else. An example to start from: it
holds the events of one device in memory while it counts.
"""

import argparse
import json
import sqlite3
import sys
from collections import Counter, defaultdict
from datetime import datetime, timedelta

DROP_OFF = "io.stationagent.dropoff.v1"
AMENDMENT = "io.stationagent.dropoff.amended.v1"
GAP = "io.stationagent.gap.v1"
OUTCOMES = ("accepted", "rejected", "undecided")
NOT_CREDITED = ("withdrawn", "void")
DISPOSITIONS = ("none", "reuse", "pulp", "recycle", "sort")


def open_store(path):
    store = sqlite3.connect(path)
    store.executescript(
        """CREATE TABLE IF NOT EXISTS event(source TEXT, id TEXT, epoch TEXT, sequence INTEGER, type TEXT, body TEXT, PRIMARY KEY(source, id));
        CREATE TABLE IF NOT EXISTS emptied(source TEXT PRIMARY KEY, at TEXT);"""
    )
    return store


def read(lines, store, look_at):
    """Stores what is new; returns how many events came again."""
    repeated = 0
    for number, line in enumerate(lines, start=1):
        topic, _, payload = line.strip().partition(" ") if line.startswith("sa/") else ("", "", line.strip())
        if not payload:
            continue
        try:
            message = json.loads(payload)
            if topic.endswith("/state/health"):
                _, _, station, device, *_ = topic.split("/")
                if message["backlog"]["events"] == 0:
                    row = (f"/stations/{station}/devices/{device}", message["time"])
                    store.execute("INSERT INTO emptied VALUES(?, ?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)", row)
            elif "specversion" in message:
                row = (message["source"], message["id"], message["storeepoch"], int(message["sequence"]), message["type"], payload)
                if not store.execute("INSERT OR IGNORE INTO event VALUES(?, ?, ?, ?, ?, ?)", row).rowcount:
                    repeated += 1
                    (first,) = store.execute("SELECT body FROM event WHERE source = ? AND id = ?", row[:2]).fetchone()
                    if first != payload:
                        look_at.append(f"{message['id']}: came again with another content; the first one counts")
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            look_at.append(f"line {number}: not an event ({type(fault).__name__}: {fault})")
    store.commit()
    return repeated


def missing(numbers, gaps):
    """Commands that ask for what has not come: the numbers inside each epoch that have neither arrived nor are in a gap. What was before the first number
    that arrived is not known."""
    spans = defaultdict(list)
    for epoch, sequence in numbers:
        spans[epoch].append((sequence, sequence))
    for gap in gaps:
        if gap.get("storeepoch") in spans and gap.get("from") and gap.get("to"):
            spans[gap["storeepoch"]].append((int(gap["from"]), int(gap["to"])))
    found = []
    for epoch, known in spans.items():
        known.sort()
        expected = known[0][0]
        for first, last in known:
            if first > expected:
                found.append({"storeepoch": epoch, "from": expected, "to": first - 1})
            expected = max(expected, last + 1)
    return found


def verdict(data, changes, is_over):
    """What becomes of one drop-off, and what a person has to look at, or None."""
    outcome = data.get("outcome")
    if outcome not in OUTCOMES:
        return "not credited", f"outcome '{outcome}' is not known; nothing is credited"
    if outcome != "accepted" or data.get("test") is True or any(change in NOT_CREDITED for change in changes):
        return "not credited", None
    unknown = [change for change in changes if change != "unsettled"]
    if unknown:
        return "held", f"change '{unknown[0]}' is not known; held until a person has decided"
    return ("unsettled" if changes else "credited" if is_over else "waiting"), None


def time_of(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def is_over(event, latest, is_replaced, emptied):
    """True when the window of a drop-off has ended and nothing about it can be on its way: a later event has come, or the device had none left."""
    end = time_of(event["data"]["committedAt"]) + timedelta(seconds=float(event["data"]["withdrawalSeconds"]))
    is_followed = latest["sequence"] > event["sequence"] and time_of(latest["recordedtime"]) >= end
    return is_replaced or is_followed or (emptied is not None and time_of(emptied[0]) >= end)


def count(store, source, unsettled, look_at):
    """The figures of one device."""
    rows = store.execute("SELECT id, epoch, sequence, type, body FROM event WHERE source = ? ORDER BY epoch, sequence", (source,)).fetchall()
    changes, gaps, latest = defaultdict(list), [], {}
    for event, epoch, _, kind, body in rows:
        one = latest[epoch] = json.loads(body)
        try:
            if kind == AMENDMENT:
                changes[one["data"]["amends"]].append(one["data"]["change"])
            elif kind == GAP:
                gaps.append(dict(one["data"], by=epoch))
        except (KeyError, TypeError) as fault:
            look_at.append(f"{event}: not as the contract has it ({type(fault).__name__}: {fault})")
    replaced = {gap.get("storeepoch") for gap in gaps if gap.get("storeepoch") != gap["by"]}
    emptied = store.execute("SELECT at FROM emptied WHERE source = ?", (source,)).fetchone()
    outcomes, verdicts, classes, dispositions, grams = Counter(), Counter(), Counter(), Counter(), 0.0
    for event, epoch, _, kind, body in rows:
        if kind != DROP_OFF:
            continue
        one = json.loads(body)
        try:
            data = one["data"]
            ended = is_over(one, latest[epoch], epoch in replaced, emptied)
            found, remark = verdict(data, changes.get(event, []), ended)
            seen, disposition, mass = data["item"], data["disposition"], data["mass"]
            seen, mass = (seen or {}).get("class") or "unknown", (mass or {}).get("grams") or 0
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            found, remark = "held", f"not as the contract has it ({type(fault).__name__}: {fault}); held until a person has decided"
        if remark:
            look_at.append(f"{event}: {remark}")
        outcomes[one["data"].get("outcome") if isinstance(one.get("data"), dict) else None] += 1
        found = ("credited" if unsettled == "credit" else "held") if found == "unsettled" else found
        verdicts[found] += 1
        if found == "credited":
            classes[seen] += 1
            dispositions[disposition if disposition in DISPOSITIONS[1:] else "sort"] += 1
            grams += mass
    known = {row[0] for row in rows}
    look_at += [f"{amended}: amended, but the drop-off itself has not come" for amended in changes if amended not in known]
    return {
        "source": source,
        "pieces": sum(outcomes.values()),
        **{outcome: outcomes[outcome] for outcome in OUTCOMES},
        "credited": verdicts["credited"],
        "waiting": verdicts["waiting"],
        "held": verdicts["held"],
        "amendments": dict(Counter(change for found in changes.values() for change in found)),
        "creditedGrams": round(grams, 1),
        "creditedByClass": dict(sorted(classes.items())),
        "creditedByDisposition": dict(sorted(dispositions.items())),
        "events": dict(sorted(Counter(row[3] for row in rows).items())),
        "replay": missing([(row[1], row[2]) for row in rows], gaps),
    }


def print_table(devices, repeated, look_at):
    for figures in devices:
        print(figures["source"])
        for key in ("pieces", *OUTCOMES, "credited", "waiting", "held", "creditedGrams"):
            print(f"  {key:<22}{figures[key]:>10}")
        for key in ("amendments", "creditedByClass", "creditedByDisposition"):
            for name, value in figures[key].items():
                print(f"  {key} {name}: {value}")
        for command in figures["replay"]:
            print(f"  missing: ask for them with cmd/replay {json.dumps(command, separators=(',', ':'))}")
    print(f"{repeated} events came again and were not counted twice")
    for line in look_at:
        print(f"look at: {line}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", help="files of lines (default: standard input)")
    parser.add_argument("--store", default=":memory:", help="SQLite file that keeps the events (default: none)")
    parser.add_argument("--unsettled", choices=("hold", "credit"), default="hold", help="your policy for pieces that were not watched to the end")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    try:
        store, look_at, repeated = open_store(arguments.store), [], 0
        for file in arguments.files or [None]:
            if file is None:
                repeated += read(sys.stdin, store, look_at)
            else:
                with open(file, encoding="utf-8") as lines:
                    repeated += read(lines, store, look_at)
    except (OSError, sqlite3.Error) as fault:
        parser.error(str(fault))
    sources = [source for (source,) in store.execute("SELECT DISTINCT source FROM event ORDER BY source")]
    devices = [count(store, source, arguments.unsettled, look_at) for source in sources]
    if arguments.json:
        print(json.dumps({"devices": devices, "repeated": repeated, "lookAt": look_at}))
    else:
        print_table(devices, repeated, look_at)
    return 1 if look_at or any(figures["replay"] for figures in devices) else 0


if __name__ == "__main__":
    sys.exit(main())
