# SPDX-License-Identifier: Apache-2.0
"""A schedule is made, seen before it is saved, changed, run and removed."""

from browser import check, flow, same


def schedules(stage):
    owner = stage.owner()
    owner.open("/schedules")
    owner.follow("New schedule")
    owner.fits()
    owner.accessible()
    owner.picture("schedule-new")
    makes(owner)
    changes(owner)
    phone(stage, owner)
    runs(owner)
    removes(owner)
    # Who may not steer work is offered none of it.
    viewer = stage.invited(owner, "vera", "viewer")
    viewer.open("/schedules")
    viewer.sees_not("New schedule")
    viewer.open("/schedules/new", status=403)


def makes(owner):
    owner.fill("Name", "every night")
    owner.main.get_by_label("What is done").select_option(index=1)
    owner.main.get_by_role("radio", name="every day").check()
    owner.fill("Time of day", "25:00")
    owner.send("Show the next runs", status=422)
    owner.sees("Give a time from 00:00 to 23:59")
    owner.accessible()
    owner.picture("schedule-wrong-time")
    owner.fill("Time of day", "02:30")
    owner.main.get_by_label("Time zone of these times").select_option("Europe/Amsterdam")
    owner.send("Show the next runs", status=200)
    owner.sees("Nothing is saved yet.")
    owner.sees("Europe/Amsterdam")
    same(owner.main.locator(".notice ol li").count(), 5, "next runs that are shown")
    owner.accessible()
    owner.picture("schedule-seen")
    owner.send("Save")
    owner.at("/schedules")
    owner.sees("every night")
    owner.sees("every day at 02:30")


def card(owner):
    return owner.main.locator("article").filter(has_text="every night")


def changes(owner):
    owner.goes(lambda: card(owner).get_by_role("link", name="Change").click(), None)
    owner.main.get_by_role("radio", name="every week").check()
    owner.main.get_by_role("checkbox", name="Monday").check()
    owner.send("Show the next runs", status=200)
    owner.picture("schedule-changed")
    owner.send("Save")
    check("Monday" in card(owner).inner_text(), f"the change is not to be seen: {card(owner).inner_text()}")


def phone(stage, owner):
    """In Thai on a phone, the form fits too."""
    person = stage.person(
        language="th-TH", scheme="dark", width=390, height=844, session=owner.context.storage_state())
    person.open("/schedules/new")
    person.fits()
    person.accessible()
    person.picture("schedule-new-phone-th")


def runs(owner):
    owner.goes(lambda: card(owner).get_by_role("button", name="Run now").click(), None)
    check(owner.path.startswith("/jobs/"), f"running a schedule led to {owner.path}")
    owner.waits_for("() => document.querySelector('#job-state').dataset.state === 'done'", "that its job was done")


def removes(owner):
    owner.open("/schedules")
    owner.goes(lambda: card(owner).get_by_role("link", name="Remove").click(), None)
    owner.sees("Jobs that it made stay")
    owner.picture("schedule-remove")
    owner.send("Remove")
    owner.at("/schedules")
    same(card(owner).count(), 0, "schedules of that name")


if __name__ == "__main__":
    flow(schedules)
