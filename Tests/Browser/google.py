# SPDX-License-Identifier: Apache-2.0
"""Signing in with Google, against a simulated one: an address on the list gets in, another is told why not."""

import json

from browser import call, check, flow, same


def google(stage):
    owner = stage.person()
    owner.sign_in("anna")
    allow(owner, "user@example.com", "reviewer")

    allowed = stage.person()
    allowed.open("/sign-in?to=/jobs")
    allowed.picture("sign-in-google")
    allowed.accessible()
    allowed.follow("Sign in with Google")
    allowed.at("/jobs")
    check(allowed.page.url.startswith(stage.base), f"the browser is left at {allowed.page.url}")
    allowed.open("/account")
    allowed.sees("Reviewer")
    allowed.sees("A Google account can sign in to this account.")
    allowed.picture("account-google")
    # A reviewer is no owner.
    allowed.open("/people", status=403)

    # Another account agrees next; it is on no list.
    agree_as(stage, "office@example.org")
    refused = stage.person()
    refused.open("/sign-in")
    answer = refused.follow("Sign in with Google")
    same(answer.status, 403, "an address that is not on the list is answered with")
    refused.sees("This Google account is not on the list of those who may sign in here.")
    refused.accessible()
    refused.picture("sign-in-google-refused")
    refused.open("/jobs")
    refused.at("/sign-in")

    # Somebody who does not agree at Google's comes back to a sentence.
    said_no = stage.person()
    said_no.open("/sign-in")
    control(stage, "consent", {"decision": "deny"})
    said_no.follow("Sign in with Google")
    said_no.sees("Signing in with Google did not work.")
    said_no.picture("sign-in-google-denied")

    # The same person again is the same account.
    again = stage.person()
    again.open("/sign-in")
    again.follow("Sign in with Google")
    again.at("/")
    owner.open("/people")
    same(owner.main.get_by_role("row").filter(has_text="active").count(), 2, "people after two sign-ins of one")
    owner.picture("people")

    # Off the list, nobody gets in by Google any more.
    owner.open("/people/google")
    row = owner.main.get_by_role("row").filter(has_text="user@example.com")
    owner.goes(lambda: row.get_by_role("button").click(), None)
    owner.sees("The address may not sign in any more.")
    late = stage.person()
    late.open("/sign-in")
    same(late.follow("Sign in with Google").status, 403, "an address that was removed is answered with")


def allow(owner, email, role):
    owner.open("/people/google")
    owner.sees("/sign-in/google/callback")
    owner.fill("E-mail address", email)
    owner.main.get_by_label("Role", exact=True).select_option(role)
    owner.send("Allow")
    owner.sees("The address may sign in.")
    owner.accessible()
    owner.picture("people-google")


def agree_as(stage, email):
    control(stage, "consent", {"account": email})


def control(stage, name, body):
    path = "/_simulator/accounts/" + name
    status, _, text = call(stage.options.simulator, path, method="POST", body=json.dumps(body).encode())
    same(status, 200, f"the simulator's answer to {name} ({text})")


if __name__ == "__main__":
    flow(google)
