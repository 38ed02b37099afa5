# SPDX-License-Identifier: Apache-2.0
"""A job's progress moves on the open page; without a script a reload shows it."""

import json
import pathlib
import tempfile

from browser import check, flow, same


def progress(stage):
    owner = stage.owner()
    plain = stage.person(script=False, session=owner.context.storage_state())
    with tempfile.TemporaryDirectory() as folder:
        for number in range(40):
            (pathlib.Path(folder) / f"letter {number}.txt").write_text(f"Letter {number}\n" * 50, encoding="utf-8")
        payload = {"connection": "drive", "source": folder, "folder": "root"}

        # The list of jobs is open before the job exists, and shows it by itself.
        owner.open("/jobs")
        owner.sees("Nothing runs now.")
        job = stage.steward("jobs", "run", "files.upload", "--payload", json.dumps(payload))["id"]
        owner.waits_for("(id) => document.querySelector('#jobs-running')?.innerHTML.includes(id)",
                        "that the running job came into the open list", job)
        owner.picture("jobs-running")

        owner.open(f"/jobs/{job}")
        loads_nothing_more(owner)
        owner.waits_for("() => document.querySelector('#job-state progress')?.value > 0", "that the bar moved")
        first = share(owner)
        owner.waits_for("(first) => document.querySelector('#job-state progress').value > first + 0.05",
                        f"that the bar moved on from {first}", first)
        owner.picture("job-running")
        owner.accessible()

        reloads(plain, job)

        owner.waits_for("() => document.querySelector('#job-state').dataset.state === 'done'", "that the job was done")
        owner.waits_for(
            "() => !document.querySelector('#job-state button#cancel')", "that the button for stopping went")
        same(owner.page.evaluate("window.sameLoad"), True, "the page is the one that was opened")
        owner.sees("100%")
        owner.picture("job-done")
        owner.accessible()
        run_again(owner, job)


def share(person):
    return person.page.evaluate("document.querySelector('#job-state progress').value")


def loads_nothing_more(person):
    """A mark that a reload would wipe out."""
    person.page.evaluate("window.sameLoad = true")


def reloads(plain, job):
    plain.open(f"/jobs/{job}")
    plain.picture("job-running-without-script")
    seen = plain.main.locator("#job-state").inner_text()
    for _ in range(200):
        plain.page.reload()
        now = plain.main.locator("#job-state").inner_text()
        if now != seen:
            return
    check(False, f"without a script the page says the same after 200 reloads: {seen}")


def run_again(owner, job):
    owner.send("Run again")
    check(owner.path.startswith("/jobs/") and owner.path != f"/jobs/{job}", f"running again led to {owner.path}")
    owner.waits_for("() => document.querySelector('#job-state').dataset.state === 'done'",
                    "that the job which was run again was done")


if __name__ == "__main__":
    flow(progress)
