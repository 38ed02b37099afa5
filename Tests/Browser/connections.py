# SPDX-License-Identifier: Apache-2.0
"""A connection is set up on a page, tested, fails, is repaired and removed; its secret is never seen again."""

from browser import call, check, flow, same

SECRET = "canary-of-the-browser-flow"


def connections(stage):
    owner = stage.owner()
    owner.open("/connections")
    owner.sees("demo-drive")
    owner.accessible()
    owner.picture("connections")
    with stage.simulated("webhook", "--token", SECRET) as address:
        sets_up(owner, address + "/hooks/ops?room=7")
        fails(owner)
        repairs(owner, address)
    removes(owner)
    watches(stage, owner)


def sets_up(owner, address):
    owner.main.get_by_role("link", name="Set up: Webhook").click()
    owner.page.wait_for_url("**/connections/new/webhook")
    owner.fits()
    owner.accessible()
    owner.picture("connection-new")
    owner.fill("Name", "ops room")
    owner.main.locator("#field-setting-address").fill(address)
    owner.main.locator("#field-setting-token").fill(SECRET)
    owner.send("Set up", status=422)
    owner.sees("Take 1 to 40 lower-case letters")
    check(SECRET not in owner.page.content(), "what was typed as a secret is sent back to the page")
    owner.accessible()
    owner.picture("connection-problem")
    owner.fill("Name", "ops-room")
    owner.main.locator("#field-setting-address").fill(address)
    owner.main.locator("#field-setting-token").fill("not-" + SECRET)
    owner.send("Set up")
    owner.at("/connections/ops-room")
    owner.sees("It is connected.")
    check(SECRET not in owner.page.content(), "a secret is shown after it was kept")
    owner.picture("connection-made")


def fails(owner):
    """The service refuses the token: the page says so, and what repairs it, and home says that somebody has to act."""
    owner.send("Test now")
    owner.sees("Tested just now.")
    owner.sees("does not work")
    owner.sees("What repairs it")
    owner.fits()
    owner.accessible()
    owner.picture("connection-fails")
    owner.open("/connections")
    card = owner.main.locator(".card").filter(has_text="ops-room").first
    check("does not work" in card.inner_text(), f"the card does not tell that it fails: {card.inner_text()}")
    owner.picture("connections-one-fails")
    owner.open("/")
    owner.sees("ops-room")
    owner.accessible()
    owner.picture("home-connection-fails")


def repairs(owner, address):
    owner.open("/connections/ops-room")
    owner.follow("Change settings")
    owner.accessible()
    owner.picture("connection-change")
    # What is kept and left empty stays; only the token is given anew.
    owner.main.locator("#field-setting-token").fill(SECRET)
    owner.send("Save")
    owner.at("/connections/ops-room")
    owner.send("Test now")
    owner.sees_not("does not work")
    owner.sees("works")
    owner.accessible()
    owner.picture("connection-works")
    status, _, notices = call(address, "/_simulator/notices")
    same(status, 200, "the simulator's answer")
    check(len(notices) > 2, "no notice arrived at the simulator")


def removes(owner):
    owner.open("/connections/ops-room")
    owner.follow("Remove the connection")
    owner.sees("What stays")
    owner.accessible()
    owner.picture("connection-remove")
    owner.main.locator("#field-name").fill("something else")
    owner.send("Remove", status=422)
    owner.sees("This is not the connection's name.")
    owner.main.locator("#field-name").fill("ops-room")
    owner.send("Remove")
    owner.at("/connections")
    owner.sees("The connection was removed.")
    check(owner.main.get_by_role("link", name="ops-room").count() == 0, "the removed connection still stands there")


def watches(stage, owner):
    """A viewer sees connections and changes none."""
    viewer = stage.invited(owner, "vera", "viewer", width=390, height=844)
    viewer.open("/connections")
    viewer.fits()
    viewer.sees("An owner of this Steward can set services up.")
    viewer.picture("connections-viewer-phone")
    viewer.open("/connections/new/webhook", status=403)


if __name__ == "__main__":
    flow(connections)
