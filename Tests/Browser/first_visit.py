# SPDX-License-Identifier: Apache-2.0
"""The set-up link makes the owner's account, once."""

from browser import PASSWORD, check, flow, same


def first_visit(stage):
    person = stage.person()
    person.open("/", status=503)
    person.sees("Nobody owns this Steward yet")
    person.picture("first-visit-nobody")

    person.open(stage.options.setup)
    person.accessible()
    person.picture("first-visit-form")
    person.fill("Name", "anna")
    person.fill("Password", PASSWORD)
    person.fill("The same password again", "pools-of-other-water")
    person.send("Make the account", status=422)
    person.sees("The two passwords are not the same.")
    same(person.main.get_by_label("Name", exact=True).input_value(), "anna", "the name that was typed")
    same(person.main.get_by_label("Password", exact=True).input_value(), "", "the password that was typed")
    same(person.page.evaluate("document.activeElement.id"), "problem", "the focus is on")
    person.accessible()
    person.picture("first-visit-problem")

    person.fill("Password", "short")
    person.fill("The same password again", "short")
    person.send("Make the account", status=422)
    person.sees("A password has at least 12 characters")

    person.fill("Password", PASSWORD)
    person.fill("The same password again", PASSWORD)
    person.send("Make the account")
    person.at("/")
    person.sees("anna")
    person.accessible()
    person.picture("first-visit-home")

    cookies = {cookie["name"]: cookie for cookie in person.context.cookies()}
    check("steward" in cookies, f"there is no session cookie among {list(cookies)}")
    check(cookies["steward"]["httpOnly"], "the session's cookie can be read by scripts")
    check(cookies["steward"]["sameSite"] in ("Lax", "Strict"), "the session's cookie goes to other sites")

    later = stage.person()
    later.open(stage.options.setup, status=410)
    later.sees("This link no longer works")
    later.picture("first-visit-link-is-over")
    later.open("/")
    later.at("/sign-in")


if __name__ == "__main__":
    flow(first_visit)
