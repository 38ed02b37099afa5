# SPDX-License-Identifier: Apache-2.0
"""An API token: made, shown once, used within its scopes, revoked."""

import json

from browser import call, check, flow, same


def tokens(stage):
    owner = stage.owner()
    owner.open("/account/tokens")
    owner.sees("No token yet.")
    owner.fill("What it is for", "nightly report")
    owner.send("Make a token")
    token = owner.page.get_by_label("nightly report").input_value()
    check(token.startswith("stwd_"), f"the token has no prefix that a scanner would find: {token[:12]}…")
    owner.accessible()
    # The picture is kept, so what opens the door is not in it.
    owner.page.get_by_label("nightly report").evaluate("(field) => { field.value = 'stwd_…'; }")
    owner.picture("token-made")
    owner.follow("To the list of tokens")
    owner.sees("nightly report")
    owner.sees_not(token)
    row = owner.main.get_by_role("row").filter(has_text="nightly report")
    check("never" in row.inner_text(), f"a new token was used already: {row.inner_text()}")

    same(call(stage.base, "/api/jobs")[0], 401, "without a token the API answers with")
    status, headers, text = call(stage.base, "/api/jobs", token)
    same(status, 200, "with the token the API answers with")
    check("json" in headers["content-type"], "the answer is no JSON")
    check(json.loads(text) is not None, "the answer is empty")

    # Another scope is refused, in a sentence that a program's owner understands.
    status, headers, text = call(stage.base, "/people", token)
    same(status, 403, "what needs another scope is answered with")
    check(token not in text, "a refusal repeats the token")
    same(call(stage.base, "/metrics", token)[0], 403, "the metrics are answered with")
    same(call(stage.base, "/api/jobs", token[:-1] + ("a" if token[-1] != "a" else "b"))[0], 401, "a wrong token gets")

    owner.open("/account/tokens")
    check("never" not in row.inner_text(), f"the use of the token is not shown: {row.inner_text()}")
    owner.picture("tokens")
    owner.accessible()
    owner.goes(lambda: row.get_by_role("button").click(), None)
    owner.sees("No token yet.")
    same(call(stage.base, "/api/jobs", token)[0], 401, "a revoked token is answered with")


if __name__ == "__main__":
    flow(tokens)
