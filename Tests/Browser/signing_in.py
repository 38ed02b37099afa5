# SPDX-License-Identifier: Apache-2.0
"""Signing in, wrong passwords, waiting, signing out here and everywhere."""

import time

from browser import PASSWORD, check, flow, same


def signing_in(stage):
    owner = stage.owner()
    bo = stage.invited(owner, "bo", "viewer")
    wrong_password(stage)
    waiting(stage)
    afterwards(stage)
    signing_out(stage, bo)
    everywhere(stage)


def wrong_password(stage):
    person = stage.person()
    person.open("/jobs")
    person.at("/sign-in")
    person.picture("sign-in")
    person.accessible()
    person.fill("Name", "bo")
    person.fill("Password", "not-the-right-words")
    person.send("Sign in", status=422)
    person.sees("Name and password do not go together.")
    person.accessible()
    person.picture("sign-in-wrong-password")
    said = person.main.inner_text()
    # Somebody who does not exist gets the same page.
    person.fill("Name", "nobody")
    person.fill("Password", "not-the-right-words")
    person.send("Sign in", status=422)
    same(person.main.inner_text(), said, "what an unknown name is told")
    # And the way that was wanted is not lost.
    person.fill("Name", "bo")
    person.fill("Password", PASSWORD)
    person.send("Sign in")
    person.at("/jobs")


def waiting(stage):
    person = stage.person()
    answer = guesses_until_told_to_wait(person)
    check(int(answer.headers["retry-after"]) >= 1, "nothing says how long to wait")
    person.sees("There were several attempts. Please wait")
    person.picture("sign-in-wait")
    # The first wait may be over before a slow machine has typed the next password; each one is twice as long.
    while int(answer.headers["retry-after"]) < 6:
        time.sleep(int(answer.headers["retry-after"]))
        answer = guesses_until_told_to_wait(person)
    # The right password does not get in either: guessing would be worth it otherwise.
    same(person.sign_in("bo").status, 429, "the right password, while waiting, is answered with")
    other = stage.person()
    other.sign_in("anna")
    other.at("/")


def guesses_until_told_to_wait(person):
    for _ in range(12):
        answer = person.sign_in("bo", "guess-of-a-stranger")
        if answer.status == 429:
            return answer
        same(answer.status, 422, "the status of a wrong password")
    same(answer.status, 429, "after twelve wrong passwords the status")


def afterwards(stage):
    """When the wait is over the right password gets in."""
    person = stage.person()
    end = time.monotonic() + 60
    while person.sign_in("bo").status == 429 and time.monotonic() < end:
        pass
    person.at("/")


def signing_out(stage, bo):
    bo.open("/account")
    bo.send("Sign out", within=bo.page.locator("header"))
    bo.at("/sign-in")
    bo.sees("You are signed out.")
    bo.page.go_back()
    bo.page.reload()
    bo.at("/sign-in")


def everywhere(stage):
    here, there = stage.person(), stage.person()
    for person in (here, there):
        person.sign_in("anna")
        person.at("/")
    here.open("/account")
    here.sees("Where you are signed in")
    here.picture("account")
    here.send("Sign out everywhere")
    here.at("/sign-in")
    for person in (here, there):
        person.open("/jobs")
        person.at("/sign-in")


if __name__ == "__main__":
    flow(signing_in)
