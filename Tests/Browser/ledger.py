# SPDX-License-Identifier: Apache-2.0
"""A book is verified in the page, its bundle is downloaded and verified elsewhere, and a file is looked for."""

import hashlib
import pathlib
import re
import subprocess
import tarfile
import tempfile

from browser import check, flow, same


def ledger(stage):
    owner = stage.owner()
    owner.open("/ledger")
    owner.picture("ledger")
    owner.follow("election:demo")
    verifies(owner)
    with tempfile.TemporaryDirectory() as folder:
        bundle(stage, owner, pathlib.Path(folder))
        looks_for_a_file(owner, pathlib.Path(folder))
    reads_an_entry(owner)


def verifies(owner):
    owner.page.evaluate("window.sameLoad = true")
    owner.send("Verify now")
    owner.waits_for(
        "() => /sound/.test(document.querySelector('#verification').innerText)", "that the book was verified")
    owner.accessible()
    owner.fits()
    owner.picture("ledger-verified")


def bundle(stage, owner, folder):
    """What is downloaded is verified by the program, without the server's records."""
    with owner.page.expect_download() as started:
        owner.main.get_by_role("link", name=re.compile("as a bundle")).click()
    path = folder / "bundle.tar"
    started.value.save_as(path)
    with tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")
    inner = [one for one in folder.iterdir() if one.is_dir()]
    same(len(inner), 1, "folders in the bundle")
    ended = subprocess.run([stage.options.steward, "ledger", "verify", str(inner[0])], capture_output=True, text=True,
                           timeout=300, check=False, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})
    same(ended.returncode, 0, f"verifying the bundle ended ({ended.stdout}{ended.stderr}) with")
    # One changed byte is found.
    entries = max((one for one in inner[0].rglob("*") if one.is_file()), key=lambda one: one.stat().st_size)
    content = bytearray(entries.read_bytes())
    content[len(content) // 2] ^= 1
    entries.write_bytes(content)
    ended = subprocess.run([stage.options.steward, "ledger", "verify", str(inner[0])], capture_output=True, text=True,
                           timeout=300, check=False, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})
    check(ended.returncode != 0, "a bundle with a changed byte is called sound")


def looks_for_a_file(owner, folder):
    """The browser computes a file's hash; the records know whether they hold it."""
    known = owner.page.evaluate("async () => (await fetch('/api/elections/demo/findings')).text()")
    found = re.search(r'"sha256": ?"([0-9a-f]{64})"', known)
    check(found, "no finding names the file that it comes from")
    answer = owner.context.request.get(f"{owner.stage.base}/blobs/{found[1]}")
    same(answer.status, 200, "the source file of a finding is answered with")
    held, strange = folder / "held", folder / "strange"
    held.write_bytes(answer.body())
    strange.write_bytes(b"never seen before")
    same(hashlib.sha256(held.read_bytes()).hexdigest(), found[1], "the SHA-256 of the file that was downloaded")

    owner.open("/ledger")
    owner.follow("Check a file")
    for path, wanted in [(held, True), (strange, False)]:
        owner.page.locator("#field-local").set_input_files(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        owner.waits_for("(digest) => document.querySelector('[name=sha256]').value === digest",
                        "that the browser computed the file's hash", digest)
        owner.send("Look for it")
        links = owner.main.locator("[role=status] a, .notice a").count()
        word = "held" if wanted else "not held"
        check((links > 0) == wanted, f"a file that is {word} has {links} entries at {owner.place}")
        owner.accessible()
        owner.picture(f"ledger-check-{'held' if wanted else 'strange'}")


def reads_an_entry(owner):
    owner.open("/ledger/election:demo")
    owner.goes(lambda: owner.main.get_by_role("link", name=re.compile(r"^\d+$")).first.click(), None)
    owner.picture("ledger-entry")
    owner.accessible()


if __name__ == "__main__":
    flow(ledger)
