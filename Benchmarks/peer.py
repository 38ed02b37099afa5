#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The main job in plain Python, as a careful person would write it: the peer that Steward is measured against.

    peer.py DATA FOLDER

Does what `steward tally run --from DATA/ect DATA/ocr61/matched --data FOLDER` does. The snapshot is checked against its
manifest and for contradictions. Every file is kept under its SHA-256 (temporary name, fsync, rename, fsync of the
folder). Every file and every finding with its values is a line of a hash chain in SQLite. Every check of the forms
runs, with the smallest repairs and what they would change, and everything is compared with the feed and added up to the
country's seats.

Left out, in favour of this peer: the Merkle tree and its signature, reading the blobs back, and the feed's tables as a
blob of their own. Prints how many findings each rule gave, as JSON.
"""

import collections
import json
import pathlib
import sys

from peer import against_feed, checks, nation
from peer.announcement import CREDIT, FORMAT, Document, Unfit
from peer.findings import Report, by_consequence
from peer.form import Form
from peer.register import Context
from peer.snapshot import SOURCE, Snapshot
from peer.store import Blobs, Book

TITLE = "Thai general election, 8 February 2026"


def start_election(folder, blobs, book):
    """Records the election and its feed."""
    snapshot = Snapshot(folder)
    context = Context(snapshot)
    blobs.put_all((entry["sha256"], data) for entry, data in snapshot.files)
    count = context.count
    feed = {
        "source": SOURCE, "fetched_at_ms": round(snapshot.taken.timestamp() * 1000),
        "last_update": count["last_update"], "percent_counted": count["percent_count"],
        "defects": [f"{place}: {message}" for _, place, message in snapshot.defects],
        "files": [
            {"key": entry["key"], "url": entry["url"], "sha256": entry["sha256"], "bytes": len(data), "etag": None}
            for entry, data in snapshot.files]}
    book.append([("election.created", {"election": "th-2026", "title": TITLE}), ("feed.fetched", feed)])
    return snapshot, context


def area_of_name(path):
    province, _, number = path.stem.partition("_")
    return int(province), int(number)


def import_announcements(folder, context, blobs, book):
    """Reads every file before any is kept."""
    documents, pieces, drafts = [], [], []
    for kind in nation.KINDS:
        for path in sorted((folder / kind).glob("*.json"), key=area_of_name):
            name, data = f"{kind}/{path.name}", path.read_bytes()
            try:
                document = Document(name, data, context.province_codes)
            except (Unfit, KeyError, ValueError) as error:
                raise SystemExit(f"{name}: {error!r}")
            documents.append(document)
            pieces.append((document.sha256, data))
            drafts.append(("source.imported", {
                "path": name, "sha256": document.sha256, "bytes": len(data), "format": FORMAT,
                "layout": "matched-json", "documents": 1, "credit": CREDIT}))
    blobs.put_all(pieces)
    book.append(drafts)
    return documents


def examine(documents, context, defects):
    """Every check; the forms, and the findings by consequence."""
    forms = [Form(document, context) for document in documents]
    by_place = {(form.document.area, form.kind): form for form in forms}
    nation.learn(forms, context)
    report = Report()
    for form in forms:
        other = "party_list" if form.kind == "constituency" else "constituency"
        checks.run(form, by_place.get((form.document.area, other)), report)
        against_feed.run(form, report)
    nation.check_set(forms, by_place, context, defects, report)
    report.findings.sort(key=by_consequence)
    return forms, report


def record(forms, report, context, book):
    """The findings of the check and of the reconciliation, each with its summary."""
    checked, reconciled = [], []
    for finding in report.findings:
        (reconciled if nation.is_reconciliation(finding["rule"]) else checked).append(finding)
    for findings, kind, summary in (
            (checked, "check.completed", nation.check_summary(forms, checked, report)),
            (reconciled, "reconcile.completed", nation.reconciliation_summary(forms, reconciled, context))):
        book.append([("finding.raised", finding) for finding in findings] + [(kind, summary)])


def main(data, folder):
    folder.mkdir(parents=True, exist_ok=True)
    blobs, book = Blobs(folder / "blobs"), Book(folder / "ledger.sqlite", "election:th-2026")
    snapshot, context = start_election(data / "ect", blobs, book)
    documents = import_announcements(data / "ocr61" / "matched", context, blobs, book)
    forms, report = examine(documents, context, snapshot.defects)
    record(forms, report, context, book)
    rules = collections.Counter(finding["rule"] for finding in report.findings)
    print(json.dumps({"documents": len(forms), "findings": len(report.findings), "rules": dict(sorted(rules.items()))}))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
