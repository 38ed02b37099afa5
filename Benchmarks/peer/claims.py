# SPDX-License-Identifier: Apache-2.0
"""What a source says of its own reading: recorded sums, and its own list of the rows."""

import collections


def check(form, report):
    document = form.document
    total = form.at("sum-of-rows", number=form.sum)
    check_claim(form, "recorded-sum", document.recorded_sum, total, report)
    check_claim(form, "recorded-good", document.recorded_good, form.field_value("good"), report)
    check_claim(form, "matched-sum", document.matched_sum, form.field_value("good"), report)
    if not document.matched_rows:
        report.skip("claim-rows")
        return
    found = [claimed_rows(form)]
    if form.kind == "party_list" and form.roster:
        found.append(claimed_numbers(form))
    found = [finding for finding in found if finding]
    report.findings += found
    report.fail("claim-rows") if found else report.hold("claim-rows")


def check_claim(form, label, claimed, actual, report):
    if claimed is None or "number" not in actual:
        report.skip("claim-sum")
        return
    if claimed == actual["number"]:
        report.hold("claim-sum")
        return
    report.fail("claim-sum", form.finding(
        "claim-sum", label, severity="low", values=[actual, form.at(label, number=claimed)],
        expected=actual["number"], found=claimed))


def claimed_rows(form):
    """The lists are compared without their order, which differs."""
    rows, claims = form.document.rows, form.document.matched_rows
    keys = [(row.number, row.party, row.votes) for row in rows]
    left = collections.Counter((row.number, row.party, row.votes) for row in claims)
    if left == collections.Counter(keys):
        return None
    alone = []
    for row, key in enumerate(keys):
        if left[key] > 0:
            left[key] -= 1
        else:
            alone.append(row)
    return form.finding(
        "claim-rows", severity="low", values=[form.row_value(row) for row in alone[:10]], expected=0,
        found=max(len(alone), len(claims) - len(rows)))


def claimed_numbers(form):
    """Parties to which the source's list matched no row."""
    roster = form.roster
    named = {row.matched_number for row in form.document.matched_rows}
    missing = [entry for entry, number in enumerate(roster.numbers) if number not in named]
    if not missing:
        return None
    values = [
        form.at("matched-number", subject=roster.names[entry], number=roster.numbers[entry]) for entry in missing]
    return form.finding(
        "claim-rows", "incomplete", severity="low", values=values, expected=0, found=len(missing))
