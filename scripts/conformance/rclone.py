# SPDX-License-Identifier: Apache-2.0
"""rclone as Debian packs it: every host in it is fixed, so it goes through the proxy."""

import json
import os
import pathlib
import shutil
import subprocess

from checks import Skipped, equal, expect

CLIENT = "rclone"


def version():
    """The version, or None where rclone is not installed."""
    if shutil.which("rclone") is None:
        return None
    done = subprocess.run(["rclone", "version"], capture_output=True, text=True)
    return done.stdout.split("\n")[0].removeprefix("rclone ")


class Rclone:
    def __init__(self, simulation, front, credentials, folder):
        self.simulation = simulation
        self.front = front
        self.folder = pathlib.Path(folder)
        self.config = self.folder / "rclone.conf"
        token = {
            "access_token": "old", "token_type": "Bearer", "refresh_token": credentials.refresh_token,
            "expiry": "2000-01-01T00:00:00Z",
        }
        self.config.write_text(
            "[d]\ntype = drive\nscope = drive\n"
            f"client_id = {credentials.client_id}\nclient_secret = {credentials.client_secret}\n"
            f"token = {json.dumps(token)}\n")
        self.here = self.folder / "here"
        self.here.mkdir()

    def run(self, checks):
        for what, body in [
            ("about, after a refresh", self.about),
            ("copy up: small files", self.copies_up),
            ("copy up: resumable in chunks", self.copies_chunks),
            ("list with digests, and compare", self.compares),
            ("copy down, in ranges", self.copies_down),
            ("copy and move on the server", self.copies_there),
            ("delete to the trash, and untrash", self.trashes),
            ("link for anyone", self.links),
            ("purge and empty the trash", self.purges),
            ("over quota three times", self.rate_limits),
            ("it asked Google's own hosts", self.hosts),
        ]:
            checks.run(CLIENT, what, self.check, body)

    def check(self, body):
        if version() is None:
            raise Skipped("rclone is not installed (apt-get install rclone)")
        body()

    def rclone(self, *arguments):
        command = ["rclone", "--config", str(self.config), "--retries", "1", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, env=os.environ)
        expect(done.returncode == 0, f"rclone {arguments[0]} ended with {done.returncode}: {done.stderr[-800:]}")
        return done.stdout

    def list(self, where, *arguments):
        return json.loads(self.rclone("lsjson", where, *arguments))

    def about(self):
        expect(json.loads(self.rclone("about", "d:", "--json")).get("used") is not None, "nothing used")

    def copies_up(self):
        for number in range(12):
            (self.here / f"ชื่อ {number}.bin").write_bytes(os.urandom(1000 * number))
        self.rclone("copy", self.here, "d:Rclone/files")
        equal(len(self.list("d:Rclone/files")), 12, "files")

    def copies_chunks(self):
        (self.here / "big.bin").write_bytes(os.urandom(3_000_000))
        self.rclone("copy", self.here, "d:Rclone/files", "--drive-upload-cutoff", "1", "--drive-chunk-size", "256k")
        equal([item["Size"] for item in self.list("d:Rclone/files", "--include", "big.bin")], [3_000_000], "size")

    def compares(self):
        found = self.list("d:Rclone/files", "--hash")
        expect(all(item["Hashes"]["md5"] for item in found if item["Size"]), "a digest is missing")
        self.rclone("check", self.here, "d:Rclone/files")

    def copies_down(self):
        there = self.folder / "there"
        self.rclone("copy", "d:Rclone/files", there, "--multi-thread-cutoff", "1M", "--multi-thread-streams", "3")
        for path in self.here.iterdir():
            expect((there / path.name).read_bytes() == path.read_bytes(), f"{path.name} differs")

    def copies_there(self):
        self.rclone("copy", "d:Rclone/files/big.bin", "d:Rclone/copied")
        self.rclone("moveto", "d:Rclone/copied/big.bin", "d:Rclone/moved/renamed.bin")
        equal([item["Name"] for item in self.list("d:Rclone/moved")], ["renamed.bin"], "names")
        equal(self.list("d:Rclone/copied"), [], "what is left")

    def trashes(self):
        self.rclone("deletefile", "d:Rclone/moved/renamed.bin")
        equal(self.list("d:Rclone/moved"), [], "files")
        self.rclone("backend", "untrash", "d:Rclone/moved")
        equal(len(self.list("d:Rclone/moved")), 1, "files")

    def links(self):
        expect("id=" in self.rclone("link", "d:Rclone/moved/renamed.bin"), "no link")

    def purges(self):
        self.rclone("purge", "d:Rclone/moved")
        self.rclone("cleanup", "d:")
        equal([item["Name"] for item in self.list("d:Rclone", "--dirs-only") if item["Name"] == "moved"], [], "folders")

    def rate_limits(self):
        fault = {"kind": "reason", "reason": "userRateLimitExceeded", "method": "files.list", "count": 3}
        self.simulation.post("/_simulator/drive/faults", fault)
        equal(len(self.list("d:Rclone/files")), 13, "files")

    def hosts(self):
        self.front.expect_hosts("www.googleapis.com", "oauth2.googleapis.com")
