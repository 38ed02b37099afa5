# SPDX-License-Identifier: Apache-2.0
"""Public files and folders without an account, through gdown as it is."""

import os
import pathlib
import subprocess
import sys

from googleapiclient.http import MediaInMemoryUpload

from checks import equal, expect

CLIENT = "gdown"
FOLDER = "application/vnd.google-apps.folder"
DOCUMENT = "application/vnd.google-apps.document"


class PublicFiles:
    def __init__(self, simulation, front, drive, folder):
        self.simulation = simulation
        self.front = front
        self.drive = drive
        self.folder = pathlib.Path(folder)

    def run(self, checks):
        for what, body in [
            ("a small file", self.small),
            ("a large file, over the page that asks first", self.large),
            ("a folder of 63 files in two folders, names in Thai", self.folders),
            ("a document", self.document),
            ("a file that is not public", self.private),
            ("a file that too many have fetched", self.over_quota),
            ("a connection that is cut in the middle, and gone on with", self.cut),
            ("it asked Google's own hosts", self.hosts),
        ]:
            checks.run(CLIENT, what, body)

    def make(self, name, content, public=True, kind="application/octet-stream", **body):
        media = MediaInMemoryUpload(content, kind, resumable=len(content) > 5_000_000)
        made = self.drive.files().create(body={"name": name, **body}, media_body=media, fields="id").execute()["id"]
        if public:
            self.share(made)
        return made

    def share(self, file_id):
        self.drive.permissions().create(fileId=file_id, body={"type": "anyone", "role": "reader"}).execute()

    def gdown(self, *arguments):
        command = [str(pathlib.Path(sys.executable).parent / "gdown"), *map(str, arguments)]
        return subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, timeout=180,
            env={**os.environ, "HOME": str(self.folder)})

    def good(self, *arguments):
        done = self.gdown(*arguments)
        expect(done.returncode == 0, f"gdown ended with {done.returncode}: {(done.stdout + done.stderr)[-800:]}")

    def small(self):
        content = os.urandom(50_000)
        self.good(self.make("รายงาน.bin", content), "-O", "small.bin")
        equal((self.folder / "small.bin").read_bytes(), content, "content")

    def large(self):
        content = os.urandom(1 << 20) * 101
        made = self.make("large.bin", content)
        self.good(made, "-O", "large.bin")
        expect((self.folder / "large.bin").read_bytes() == content, "the content differs")
        self.drive.files().delete(fileId=made).execute()

    def folders(self):
        top = self.drive.files().create(body={"name": "จังหวัด", "mimeType": FOLDER}, fields="id").execute()["id"]
        inner = self.drive.files().create(
            body={"name": "sub & dir", "mimeType": FOLDER, "parents": [top]}, fields="id").execute()["id"]
        self.share(top)
        for number in range(60):
            self.make(f"เขต {number}.txt", f"{number}".encode(), public=False, parents=[top])
        for number in range(3):
            self.make(f"{number} <b>.txt", f"sub {number}".encode(), public=False, parents=[inner])
        self.good("--folder", top, "-O", "tree")
        found = {path.name: path.read_text() for path in (self.folder / "tree").rglob("*") if path.is_file()}
        equal(len(found), 63, "files")
        equal(found["เขต 59.txt"], "59", "content")
        expect((self.folder / "tree" / "sub & dir").is_dir(), "the inner folder is missing")

    def document(self):
        made = self.make("Document", b"plain words", kind="text/plain", mimeType=DOCUMENT)
        self.good(f"https://docs.google.com/document/d/{made}/edit", "-O", "document.docx")
        expect((self.folder / "document.docx").stat().st_size > 0, "it is empty")

    def fails(self, file_id, words):
        done = self.gdown(file_id, "-O", "nothing.bin")
        said = done.stdout + done.stderr
        expect(done.returncode != 0 and words in said, f"it ended with {done.returncode} and said: {said[-800:]}")
        expect(not (self.folder / "nothing.bin").exists(), "a page was saved as the file")

    def private(self):
        self.fails(self.make("private.bin", b"x", public=False), "Cannot retrieve the public link")

    def over_quota(self):
        made = self.make("wanted.bin", b"x")
        fault = {"kind": "quotaPage", "method": "public.download", "fileId": made}
        self.simulation.post("/_simulator/drive/faults", fault)
        self.fails(made, "Too many users have viewed or downloaded this file recently")

    def cut(self):
        content = os.urandom(2_000_000)
        made = self.make("cut.bin", content)
        self.simulation.fault(kind="disconnect", afterBytes=700_000, path="/download*", count=1)
        done = self.gdown(made, "-O", "cut.bin")
        expect(done.returncode != 0, "a part was taken for the whole")
        self.good(made, "-O", "cut.bin", "--continue")
        expect((self.folder / "cut.bin").read_bytes() == content, "the content differs")

    def hosts(self):
        self.front.expect_hosts("drive.google.com", "drive.usercontent.google.com")
