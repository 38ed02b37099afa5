# SPDX-License-Identifier: Apache-2.0
"""Two reviewers, by keyboard alone: neither sees the other's answer, and what they agree on is settled."""

import re

from browser import Failure, check, flow, same


def review(stage):
    owner = stage.owner()
    bo = stage.invited(owner, "bo", "reviewer")
    chris = stage.invited(owner, "chris", "reviewer")

    matter = answers_the_first(bo)
    before = Figures(bo)
    chris_sees_nothing(chris, matter)
    number_with_reason(bo)
    takes_back(bo)
    moves_and_help(bo)
    agrees(chris, matter)
    settled(bo, matter, before)
    agreement(owner)


class Figures:
    """What the review's page counts for somebody."""

    def __init__(self, person):
        person.open("/review")
        self.waiting = self.read(person, "wait for you")
        self.own = self.read(person, "answered by you")
        self.settled_of_two = self.read(person, "settled of those that need two people")

    @staticmethod
    def read(person, name):
        text = person.main.locator(".figures li").filter(has_text=name).inner_text()
        return int(text.split()[0].split("/")[0].replace(",", ""))


def answers_the_first(bo):
    """Answers matters that need two people until one is open after the answer: nobody else had answered it yet."""
    before = Figures(bo)
    bo.picture("review-queue")
    bo.accessible()
    # j begins; a winner depends on the first, so two people are needed.
    bo.press_and_go("j")
    check(bo.path.startswith("/review/"), f"j led to {bo.path}")
    bo.sees("two people")
    bo.accessible()
    bo.picture("review-matter")
    for answered in range(1, 13):
        bo.open("/review/next")
        bo.sees("two people")
        matter = bo.path
        bo.press_and_go("1")
        check(bo.path != matter, "the answered matter is shown again")
        bo.sees("Recorded")
        after = Figures(bo)
        same(after.waiting, before.waiting - answered, "so many wait after an answer")
        same(after.own, before.own + answered, "answered by this reviewer")
        bo.open(matter)
        if bo.main.get_by_text("This is settled").count() == 0:
            bo.sees("Take back")
            bo.picture("review-answered")
            return matter
    raise Failure("twelve matters that need two people were all settled by one answer")


def chris_sees_nothing(chris, matter):
    """Blindness: neither the matter, nor its JSON, nor the ledger tells that somebody answered."""
    chris.open(matter)
    # The name of whoever answered stands nowhere but in the navigation of their own pages.
    check(not re.search(r"\bbo\b", chris.main.inner_text()), "the first reviewer's name is shown to the second")
    chris.sees("What stands there?")
    chris.sees_not("Take back")
    own = Figures(chris).own
    check(matter in chris.page.content(), "the matter does not wait for the second reviewer")
    same(own, 0, "answered by the second reviewer")
    for address in (f"/api{matter}", "/api/review"):
        text = chris.page.evaluate("async (path) => (await fetch(path)).text()", address)
        check('"bo"' not in text, f"{address} names who answered: {text[:300]}")


def number_with_reason(bo):
    """3 leads to the field; a number that nobody read needs a reason, and nothing typed is lost."""
    bo.open("/review/next")
    bo.press("3")
    same(bo.page.evaluate("document.activeElement.id"), "field-value", "3 puts the cursor into")
    bo.page.keyboard.type("987654")
    bo.page.keyboard.press("Enter")
    bo.page.wait_for_selector("#field-reason[aria-invalid=true]")
    same(bo.main.get_by_label("Another number").input_value(), "987654", "the number that was typed")
    same(bo.page.evaluate("document.activeElement.id"), "field-reason", "the cursor is in")
    bo.accessible()
    bo.picture("review-reason-missing")
    # Letters are text here, not keys.
    bo.page.keyboard.type("just 1 stroke is missing")
    bo.press_and_go("Enter")
    bo.sees("Recorded")
    bo.sees("987,654")


def takes_back(bo):
    own = Figures(bo).own
    bo.open("/review/next")
    bo.press_and_go("u")
    bo.sees("What stands there?")
    same(Figures(bo).own, own - 1, "after one answer was taken back")


def moves_and_help(bo):
    bo.open("/review/next")
    first = bo.path
    bo.press_and_go("j")
    second = bo.path
    check(first != second, "j stays where it is")
    bo.press_and_go("k")
    same(bo.path, first, "k goes back to")
    bo.press("?")
    check(bo.page.locator("#review-keys").evaluate("(one) => one.open"), "? does not show the keys")
    bo.picture("review-keys")
    bo.press("?")
    check(not bo.page.locator("#review-keys").evaluate("(one) => one.open"), "? does not hide the keys again")
    bo.press_and_go("s")
    check(bo.path != first, "a skipped matter comes at once again")


def agrees(chris, matter):
    chris.open(matter)
    chris.press_and_go("1")
    chris.sees("Recorded")


def settled(bo, matter, before):
    bo.open(matter)
    bo.sees("This is settled")
    for name in ("bo", "chris"):
        check(bo.main.get_by_role("cell", name=name, exact=True).count() == 1
              or bo.main.get_by_role("rowheader", name=name, exact=True).count() == 1,
              f"{name} does not stand in the table of answers")
    bo.accessible()
    bo.picture("review-settled")
    same(Figures(bo).settled_of_two, before.settled_of_two + 1, "settled of those that need two people")


def agreement(owner):
    owner.open("/review")
    owner.sees("Krippendorff's α")
    said = owner.main.locator("dl").inner_text()
    check(re.search(r"\d%? \(\d+/\d+\)", said), f"no agreement is shown: {said}")
    owner.picture("review-agreement")


if __name__ == "__main__":
    flow(review)
