# SPDX-License-Identifier: Apache-2.0
"""Blobs named for their SHA-256, and a book: a hash chain of canonical JSON lines in SQLite."""

import datetime
import hashlib
import json
import os
import sqlite3


def _flush(folder):
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Blobs:
    def __init__(self, folder):
        self.folder = str(folder)
        self.incoming = f"{self.folder}/incoming"
        self.made = set()
        self._make(self.folder)
        self._make(self.incoming)

    def _make(self, folder):
        if folder not in self.made:
            if not os.path.isdir(folder):
                os.makedirs(folder)
                _flush(os.path.dirname(folder))
            self.made.add(folder)

    def put_all(self, pieces):
        """Keeps (name, bytes) pieces; everything is on disk afterwards, each folder flushed once."""
        changed = set()
        for name, data in pieces:
            folder = f"{self.folder}/{name[:2]}"
            path = f"{folder}/{name}"
            self._make(folder)
            try:
                if os.stat(path).st_size == len(data):
                    continue
            except FileNotFoundError:
                pass
            temporary = f"{self.incoming}/{name}"
            with open(temporary, "wb", buffering=0) as file:
                file.write(data)
                os.fsync(file.fileno())
            os.rename(temporary, path)
            changed.add(folder)
        for folder in changed:
            _flush(folder)


canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


class Book:
    """Each line is canonical JSON with the hash of the line before; a hash is SHA-256 of a zero byte and the line."""

    def __init__(self, path, name):
        self.name = name
        self.connection = sqlite3.connect(path)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=FULL")
        self.connection.execute(
            "CREATE TABLE entry (book TEXT NOT NULL, sequence INTEGER NOT NULL, hash BLOB NOT NULL, "
            "line BLOB NOT NULL, PRIMARY KEY (book, sequence))")
        self.previous, self.size = bytes(32), 0

    def append(self, drafts):
        """Appends (kind, payload) drafts in one transaction."""
        time = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="microseconds")
        rows = []
        for kind, payload in drafts:
            line = canonical({
                "actor": "peer", "book": self.name, "kind": kind, "payload": payload,
                "previous": self.previous.hex(), "sequence": self.size, "time": time}).encode()
            self.previous = hashlib.sha256(b"\0" + line).digest()
            rows.append((self.name, self.size, self.previous, line))
            self.size += 1
        with self.connection:
            self.connection.executemany("INSERT INTO entry VALUES (?,?,?,?)", rows)
