# SPDX-License-Identifier: Apache-2.0
"""Everything that matters works with scripts off."""

from browser import PASSWORD, check, flow, same


def no_script(stage):
    owner = stage.owner(script=False)
    bo = stage.invited(owner, "bo", "reviewer", script=False, width=390, height=844)
    signs_in(stage)
    reviews(bo)
    works(owner)
    reads_in_another_language(owner)


def signs_in(stage):
    person = stage.person(script=False)
    person.sign_in("bo", "not-the-right-words", status=422)
    person.sees("Name and password do not go together.")
    person.sign_in("bo", PASSWORD)
    person.at("/")


def reviews(bo):
    bo.open("/review")
    bo.follow("Begin")
    matter = bo.path
    bo.fits()
    bo.picture("no-script-review")
    # A number that nobody read needs its reason; both are kept while one is missing.
    bo.fill("Another number", "123456")
    bo.send("Save this number", status=422)
    same(bo.main.get_by_label("Another number").input_value(), "123456", "the number that was typed")
    bo.fits()
    bo.main.get_by_label("Reason").fill("the seal covers one digit")
    bo.goes(lambda: bo.main.get_by_label("Reason").press("Enter"), None)
    bo.sees("Recorded")
    check(bo.path != matter, "the answered matter is shown again")
    bo.open(matter)
    bo.sees("123,456")
    bo.sees("the seal covers one digit")
    bo.goes(lambda: bo.main.get_by_role("button", name="Take back").click(), None)
    bo.sees("What stands there?")


def works(owner):
    owner.open("/schedules")
    owner.goes(lambda: owner.main.get_by_role("button", name="Pause").first.click(), None)
    owner.at("/schedules")
    owner.goes(lambda: owner.main.get_by_role("button", name="Resume").first.click(), None)
    owner.open("/jobs")
    history = owner.main.locator("#jobs-history")
    owner.goes(lambda: history.get_by_role("link", name="Check every announcement").first.click(), None)
    first = owner.path
    owner.send("Run again")
    check(owner.path.startswith("/jobs/") and owner.path != first, f"running again led to {owner.path}")
    for _ in range(400):
        if owner.main.locator("#job-state").get_attribute("data-state") == "done":
            break
        owner.page.reload()
    same(owner.main.locator("#job-state").get_attribute("data-state"), "done", "after reloading, the job is")
    owner.picture("no-script-job")


def reads_in_another_language(owner):
    """The header chooses a language; the account keeps it, so another browser of the same person has it too."""
    owner.open("/jobs")
    header = owner.page.locator("header.site")
    choices = [("Nederlands", "nl", "Taken"), ("ไทย", "th", "งาน"), ("English", "en", "Jobs")]
    for own_name, language, word in choices:
        owner.send(own_name, within=header)
        same(owner.page.get_attribute("html", "lang"), language, f"after choosing {own_name} the page is in")
        owner.at("/jobs")
        owner.sees(word)
        owner.open("/schedules")
        same(owner.page.get_attribute("html", "lang"), language, "the next page is in")
        owner.open("/jobs")


if __name__ == "__main__":
    flow(no_script)
