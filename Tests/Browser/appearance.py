# SPDX-License-Identifier: Apache-2.0
"""Light or dark, chosen by the person or by their system; and the home page that everybody comes to."""

import re

from browser import PASSWORD, check, flow, same


def appearance(stage):
    owner = stage.owner()
    same(brightness(owner) > 0.8, True, "without a choice, the page of a light system is light")
    chooses(owner, "dark")
    same(brightness(owner) < 0.3, True, "after choosing dark, the page is dark")
    owner.open("/")
    same(brightness(owner) < 0.3, True, "the home page is dark too")
    owner.accessible()
    owner.picture("home-dark-by-choice")

    # The account keeps it: another browser of the same person, on a light system, is dark as well.
    other = stage.person()
    other.sign_in("anna", PASSWORD)
    same(brightness(other) < 0.3, True, "in another browser of the same person the page is dark")
    chooses(owner, "system")
    same(brightness(owner) > 0.8, True, "after choosing the system's, the page is light again")

    dark = stage.person(scheme="dark", session=owner.context.storage_state())
    dark.open("/")
    same(brightness(dark) < 0.3, True, "on a dark system the page is dark without a choice")
    chooses(dark, "light")
    same(brightness(dark) > 0.8, True, "light by choice, on a dark system")
    dark.accessible()
    dark.picture("account-light-by-choice")
    strangers(stage)
    prints(stage, owner)


def chooses(person, theme):
    person.open("/account")
    person.main.locator("[name=theme]").select_option(theme)
    person.send("Save")
    person.sees("Saved.")


def brightness(person):
    """Of the page's ground, from 0 to 1."""
    return person.page.evaluate("""() => {
      const canvas = document.createElement("canvas");
      const pen = canvas.getContext("2d");
      const ground = [document.body, document.documentElement].map((one) => getComputedStyle(one).backgroundColor)
        .find((color) => color !== "rgba(0, 0, 0, 0)");
      // Without a ground of its own a page is as white as paper.
      pen.fillStyle = ground ?? "white";
      pen.fillRect(0, 0, 1, 1);
      const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
      return (red + green + blue) / 765;
    }""")


def strangers(stage):
    """Who is not signed in chooses with a link, and a cookie keeps it."""
    stranger = stage.person()
    stranger.open("/sign-in")
    stranger.follow("Dark", within=stranger.page.locator("footer"))
    same(brightness(stranger) < 0.3, True, "after following the link, the page of a stranger is dark")
    stranger.open("/sign-in")
    same(brightness(stranger) < 0.3, True, "the choice of a stranger is kept")
    stranger.accessible()
    stranger.picture("sign-in-dark")


def prints(stage, owner):
    """On paper there is ink on white, whatever the screen shows."""
    dark = stage.person(scheme="dark", session=owner.context.storage_state())
    dark.open("/findings")
    dark.page.emulate_media(media="print")
    check(brightness(dark) > 0.9, "the printed page has a dark ground")
    ink = dark.page.evaluate("getComputedStyle(document.querySelector('main h1')).color")
    check(max(int(part) for part in re.findall(r"\d+", ink)[:3]) < 90, f"on paper the letters are {ink}")
    check(not dark.page.locator("header.site nav").is_visible(), "the navigation is printed")
    dark.picture("findings-printed", screens=2)


if __name__ == "__main__":
    flow(appearance)
