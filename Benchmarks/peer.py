#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The main job in plain Python, as a careful person would write it: the peer that Steward is measured against.

    peer.py DATA FOLDER

Reads the official feed and the 794 announcements below DATA, keeps every file under its SHA-256 (temporary name, fsync,
rename), records every file and every finding in a hash chain in SQLite, checks every identity, matches names and numbers
to the register, and compares every row with the feed. Prints how many findings each rule gave, as JSON.
"""

import hashlib
import json
import os
import pathlib
import sqlite3
import sys
import time
import unicodedata

DATA, FOLDER = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
SECTIONS = ("1.1", "1.2", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3")
TITLES = ("นางสาว", "นาง", "นาย")


class Blobs:
    def __init__(self, folder):
        self.folder = folder
        self.folders = set()

    def put(self, data):
        name = hashlib.sha256(data).hexdigest()
        folder = self.folder / name[:2]
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        if not path.exists():
            temporary = folder / f".{name}.new"
            with open(temporary, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.rename(temporary, path)
            self.folders.add(folder)
        return name

    def settle(self):
        for folder in self.folders:
            handle = os.open(folder, os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)
        self.folders.clear()


class Book:
    """A hash chain: canonical JSON lines, each with the hash of the one before."""

    def __init__(self, path):
        self.connection = sqlite3.connect(path)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=FULL")
        self.connection.execute("CREATE TABLE entry (sequence INTEGER PRIMARY KEY, hash BLOB, line BLOB)")
        self.previous, self.size = bytes(32), 0

    def append(self, drafts):
        rows = []
        for kind, payload in drafts:
            line = json.dumps(
                {"actor": "peer", "book": "election", "kind": kind, "payload": payload,
                 "previous": self.previous.hex(), "sequence": self.size, "time": time.time()},
                ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
            self.previous = hashlib.sha256(b"\0" + line).digest()
            rows.append((self.size, self.previous, line))
            self.size += 1
        with self.connection:
            self.connection.executemany("INSERT INTO entry VALUES (?,?,?)", rows)


def fold(text):
    """Thai text for comparison: one form of sara am and sara ae, no invisible characters, no spaces or full stops."""
    text = unicodedata.normalize("NFC", text).replace("\u0e4d\u0e32", "\u0e33").replace("\u0e40\u0e40", "\u0e41")
    return "".join(c for c in text if c not in "\u200b\ufeff\u00a0 .")


def name_key(text):
    text = fold(text)
    for title in TITLES:
        if text.startswith(title):
            return text[len(title):]
    return text


class Register:
    def __init__(self, feed):
        self.provinces = {p["prov_id"]: int(p["province_id"]) for p in feed["info_province"]["province"]}
        self.names = {int(p["province_id"]): p["province"] for p in feed["info_province"]["province"]}
        self.numbers = {int(p["id"]): int(p["party_no"]) for p in feed["info_party_overview"]}
        self.parties = {int(p["party_no"]): p["name"] for p in feed["info_party_overview"]}
        self.party_keys = {fold(name): number for number, name in self.parties.items()}
        self.areas, self.candidates, self.votes, self.list_votes = {}, {}, {}, {}
        for area in feed["info_constituency"]:
            if area["cons_no"]:
                self.areas[area["cons_id"]] = (self.provinces[area["prov_id"]], area["cons_no"])
        for person in feed["info_mp_candidate"]:
            area = self.areas[person["mp_app_id"].rsplit("_", 1)[0]]
            party = self.numbers.get(person["mp_app_party_id"])
            self.candidates.setdefault(area, {})[person["mp_app_no"]] = (name_key(person["mp_app_name"]), party)
        for province in feed["stats_cons"]["result_province"]:
            for row in province["constituencies"]:
                if row["cons_id"] in self.areas:
                    self.take(self.areas[row["cons_id"]], row)

    def take(self, area, row):
        self.votes[area] = {int(c["mp_app_id"].rsplit("_", 1)[1]): c["mp_app_vote"] for c in row["candidates"]}
        self.list_votes[area] = {
            self.numbers[p["party_id"]]: p["party_list_vote"] for p in row["result_party"]
            if p["party_id"] in self.numbers}


def identities(document, rows):
    section = document["summary_by_section"]
    get = section.get
    checks = (
        ("sum-good", [r["votes"] for r in rows], get("4.1")),
        ("ballots-split", [get("4.1"), get("4.2"), get("4.3")], get("3.4")),
        ("counted-parts", [get("3.1"), get("3.2"), get("3.3")], get("3.4")),
        ("received-parts", [get("2.2"), get("2.3")], get("2.1")),
        ("appeared-used", [get("1.2")], get("2.2")),
        ("used-ballots", [get("2.2")], get("3.4")))
    for rule, parts, whole in checks:
        if whole is not None and None not in parts and sum(parts) != whole:
            yield rule, {"found": sum(parts), "expected": whole}
    if get("1.2") is not None and get("1.1") is not None and get("1.2") > get("1.1"):
        yield "appeared-eligible", {"found": get("1.2"), "expected": get("1.1")}


def distance(one, other):
    previous = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        current = [i]
        for j, b in enumerate(other, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (a != b)))
        previous = current
    return previous[-1]


def match_candidates(register, area, rows):
    candidates = register.candidates[area]
    keys = {key: number for number, (key, _) in candidates.items()}
    for row in rows:
        key = name_key(row["name"] or "")
        number = keys.get(key)
        if number is None and key:
            best = min(candidates, key=lambda n: distance(key, candidates[n][0]))
            if distance(key, candidates[best][0]) * 3 <= len(key):
                number = best
        yield row, number


def match_parties(register, document, rows):
    codes = {}
    for row in document.get("matched_parties", []):
        codes[(row["number"], row["party"], row["votes"])] = int(row["party_code"])
    for row in rows:
        code = codes.get((row["number"], row["party"], row["votes"]))
        yield row, code or register.party_keys.get(fold(row["party"] or ""))


def against(register, area, kind, document, rows):
    """Names and numbers against the register, then every row against the feed."""
    if kind == "constituency":
        matched = list(match_candidates(register, area, rows))
        feed = register.votes[area]
    else:
        matched = list(match_parties(register, document, rows))
        feed = register.list_votes[area]
    seen = {}
    for row, number in matched:
        if number is None:
            yield "name-unknown", {"name": row.get("name") or row["party"]}
            continue
        seen.setdefault(number, []).append(row["votes"])
        if row["number"] != number:
            yield "number-register", {"found": row["number"], "expected": number}
        if row["votes"] < feed.get(number, 0):
            yield "below-feed", {"number": number, "found": row["votes"], "expected": feed[number]}
    for number in feed:
        if number not in seen:
            yield "row-missing", {"number": number}
        elif len(seen[number]) > 1:
            yield "row-duplicate", {"number": number}
    totals = {number: sum(votes) for number, votes in seen.items()}
    if totals and max(totals, key=totals.get) != max(feed, key=feed.get):
        yield "top-differs", {"found": max(totals, key=totals.get), "expected": max(feed, key=feed.get)}


def largest_remainder(votes, seats=100):
    total = sum(votes.values())
    shares = {party: count * seats / total for party, count in votes.items()}
    given = {party: int(share) for party, share in shares.items()}
    for party in sorted(shares, key=lambda p: shares[p] - given[p], reverse=True)[:seats - sum(given.values())]:
        given[party] += 1
    return given


def main():
    blobs, book = Blobs(FOLDER / "blobs"), Book(FOLDER / "ledger.sqlite")
    feed, drafts = {}, []
    for path in sorted((DATA / "ect").glob("*.json")):
        data = path.read_bytes()
        drafts.append(("feed", {"path": path.name, "sha256": blobs.put(data)}))
        feed[path.stem] = json.loads(data)
    register = Register(feed)
    documents = []
    for kind in ("constituency", "party_list"):
        for path in sorted((DATA / "ocr61" / "matched" / kind).glob("*.json")):
            data = path.read_bytes()
            drafts.append(("source", {"path": f"{kind}/{path.name}", "sha256": blobs.put(data), "bytes": len(data)}))
            documents.append((kind, json.loads(data)))
    blobs.settle()
    book.append(drafts)
    rules, findings, national, ballots = {}, [], {}, {}
    for kind, document in documents:
        area = (int(document["province_code"]), document["constituency_number"])
        rows = document["results"]
        ballots.setdefault(area, {})[kind] = document["summary_by_section"]
        found = list(identities(document, rows)) + list(against(register, area, kind, document, rows))
        for rule, values in found:
            rules[rule] = rules.get(rule, 0) + 1
            findings.append(("finding", {"rule": rule, "area": f"{area[0]}_{area[1]}", "kind": kind, **values}))
        if kind == "party_list":
            for row, number in match_parties(register, document, rows):
                national[number] = national.get(number, 0) + row["votes"]
    for area, pair in ballots.items():
        if len(pair) == 2 and pair["constituency"]["3.4"] != pair["party_list"]["3.4"]:
            rules["pair-ballots"] = rules.get("pair-ballots", 0) + 1
            findings.append(("finding", {"rule": "pair-ballots", "area": f"{area[0]}_{area[1]}"}))
    national.pop(None, None)
    book.append(findings + [("seats", {str(k): v for k, v in largest_remainder(national).items()})])
    print(json.dumps({"documents": len(documents), "findings": len(findings), "rules": rules}))


main()
