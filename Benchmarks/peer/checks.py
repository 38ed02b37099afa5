# SPDX-License-Identifier: Apache-2.0
"""The checks of one form by itself: register, identities, rows, and the other ballot."""

import collections

from . import claims, text
from .findings import UNKNOWN, record, value
from .repair import smallest_changes


def run(form, other, report):
    """Every check of one form; `other` is the form of the area's other ballot."""
    check_area(form, report)
    check_identities(form, other, report)
    check_absent(form, report)
    is_list = form.kind == "party_list"
    if form.roster:
        check_numbers(form, report)
        check_names(form, report)
    else:
        report.skip("number-unreadable")
        report.skip("number-matched" if is_list else "number-register")
        report.skip("row-shift" if is_list else "winner-number")
        report.skip("party-spelling" if is_list else "name-spelling")
    check_rows(form, report)
    if not is_list:
        check_tie(form, report)
    claims.check(form, report)
    check_hints(form, report)
    if form.kind == "constituency":
        check_pair(form, other, report)


# Area

def province_key(name):
    try:
        name = text.fold(name)
    except text.Damaged:
        pass
    return text.party_key(name.removeprefix("จังหวัด"))


def check_area(form, report):
    document, constituency = form.document, form.constituency
    if constituency is None:
        printed = form.at("printed-name", text=document.printed_province)
        report.skip("province-differs")
        report.skip("eligible-register")
        report.fail(
            "area-unknown", form.finding("area-unknown", severity="high", consequence=UNKNOWN, values=[printed]))
        return
    report.hold("area-unknown")
    name, printed = form.context.provinces.get(document.area[0]), document.printed_province
    if name is None or not printed:
        report.skip("province-differs")
    elif printed == name or province_key(printed) == province_key(name):
        report.hold("province-differs")
    else:
        values = [form.at("printed-name", text=printed), value("register-name", "info_province", name, text=name)]
        report.fail("province-differs", form.finding("province-differs", values=values))
    registered, eligible = constituency.registered_voters, form.figures.get("eligible")
    if not registered or eligible is None:
        report.skip("eligible-register")
    elif abs(eligible - registered) * 100 <= registered:
        report.hold("eligible-register")
    else:
        values = [
            form.field_value("eligible"), value("registered", "info_constituency", constituency.id, number=registered)]
        report.fail(
            "eligible-register",
            form.finding("eligible-register", values=values, expected=registered, found=eligible))


# Identities

def check_identities(form, other, report):
    changes = None
    for (rule, left, right), outcome in form.identities:
        if outcome is None:
            report.skip(rule)
        elif outcome[0]:
            report.hold(rule)
        else:
            if changes is None:
                changes = smallest_changes(form, other)
            report.fail(rule, identity_finding(form, rule, left, right, outcome, changes))


def identity_finding(form, rule, left, right, outcome, changes):
    _, found, expected = outcome
    values = []
    if left == ("sum",):
        values.append(form.at("sum-of-rows", number=found))
    elif len(left) > 1:
        values.append(form.at("sum-of-fields", number=found))
    values += [form.field_value(field) for field in left + right if field != "sum"]
    relevant = [change for change in changes if rule in change["repairs"]]
    doubt = abs(found - expected)
    if rule in ("received-parts", "appeared-eligible"):
        consequence = {"kind": "none", "votes_in_doubt": doubt}
    elif left != ("sum",):
        consequence = form.ballots(doubt)
    elif relevant and relevant[0]["cell"].startswith("row."):
        consequence = relevant[0]["effect"]
    else:
        consequence = form.unplaced(doubt)
    return form.finding(
        rule, consequence=consequence, values=values, expected=expected, found=found, changes=relevant)


def check_absent(form, report):
    report.skip("words-digits")  # The source has one reading of each cell.
    for row, votes in enumerate(form.votes):
        if votes is not None:
            report.hold("votes-absent")
        else:
            report.fail(
                "votes-absent",
                form.finding("votes-absent", f"row.{row}", consequence=UNKNOWN, values=[form.row_value(row)]))


# Printed numbers

def check_numbers(form, report):
    roster, rows = form.roster, form.document.rows
    wrong = []
    for index, (entry, basis) in enumerate(form.matches):
        row = rows[index]
        if row.number is None:
            printed = form.at(
                "printed-number", f"results[{index}]", cell=f"row.{index}", subject=form.subject(index),
                text=row.number_text)
            report.fail("number-unreadable", form.finding("number-unreadable", f"row.{index}", values=[printed]))
        else:
            report.hold("number-unreadable")
        if entry >= 0 and basis != "number" and row.number != roster.numbers[entry]:
            wrong.append(index)
    rule = "number-register" if form.kind == "constituency" else "number-matched"
    if not wrong:
        for rule in (rule, "winner-number" if form.kind == "constituency" else "row-shift"):
            report.hold(rule) if form.matches else report.skip(rule)
        return
    values = []
    for row in wrong:
        entry = form.matches[row][0]
        values.append(form.at(
            "printed-number", f"results[{row}]", subject=f"{roster.numbers[entry]} {roster.names[entry]}",
            number=rows[row].number, text=rows[row].number_text))
    claimed = sum(
        claim.matched_number is not None and claim.matched_number != claim.number
        for claim in form.document.matched_rows)
    if claimed:
        values.append(form.at("matched-number", number=claimed))
    report.fail(rule, form.finding(rule, severity="low", values=values, expected=0, found=len(wrong)))
    if form.kind == "party_list":
        check_shift(form, wrong, report)
    else:
        check_winner_number(form, wrong, report)


def check_shift(form, wrong, report):
    """The longest run of rows whose numbers are off by the same amount."""
    rows, numbers = form.document.rows, form.roster.numbers
    best = run = (0, 0, 0)
    previous = None
    for row in wrong:
        number = rows[row].number
        if number is None:
            continue
        by = number - numbers[form.matches[row][0]]
        first = run[0] if previous == row - 1 and run[2] == by else row
        run, previous = (first, row, by), row
        if run[1] - run[0] > best[1] - best[0]:
            best = run
    first, last, by = best
    if last - first < 2:
        report.hold("row-shift")
        return
    changes = []
    for row in range(first, last + 1):
        if form.votes[row] is None:
            continue
        changes.append((form.matches[row][0], -form.votes[row]))
        entry = form.roster.entry_of_number.get(rows[row].number)
        if entry is not None:
            changes.append((entry, form.votes[row]))
    effect = form.changing(changes)
    number = rows[first].number
    change = {
        "kind": "shift", "cell": f"row.{first}", "other": f"row.{last}", "from": number, "to": number - by,
        "repairs": ["number-matched"], "effect": effect}
    report.fail("row-shift", form.finding(
        "row-shift", severity="high" if effect["kind"] == "seat-changes" else "medium", consequence=effect,
        values=[form.row_value(first), form.row_value(last)], expected=0, found=last - first + 1, changes=[change]))


def check_winner_number(form, wrong, report):
    row, roster = form.leading_row, form.roster
    if row not in wrong:
        report.skip("winner-number") if row is None else report.hold("winner-number")
        return
    entry, votes, printed = form.matches[row][0], form.votes[row], form.document.rows[row]
    is_confirmed = roster.feed_leader == entry and votes >= roster.feed[entry]
    number = roster.numbers[entry]
    values = [
        form.at(
            "printed-number", f"results[{row}]", subject=form.subject(row), number=printed.number,
            text=printed.number_text),
        value(
            "register-number", "info_mp_candidate", f"{form.constituency.id}_{number}", subject=roster.names[entry],
            number=number)]
    if roster.feed[entry] >= 0:
        values.append(form.feed_value(entry))
    consequence = record(
        kind="none" if is_confirmed else "winner-changes", votes_in_doubt=0 if is_confirmed else votes,
        winner_before=number, winner_after=form.number(roster.entry_of_number.get(printed.number)))
    report.fail("winner-number", form.finding(
        "winner-number", severity="medium" if is_confirmed else "critical", consequence=consequence, values=values,
        expected=number, found=printed.number))


# Names

PLACEHOLDER_STARTS = ("พรรคที่", "ไม่ระบุ", "Unknown", "UNKNOWN", "Party ")


def is_placeholder(name):
    return text.party_key(name) in text.PLACEHOLDERS or name.startswith(PLACEHOLDER_STARTS)


def check_names(form, report):
    is_party = form.kind == "party_list"
    # A table without names is matched by numbers alone; one row without a name among others is not.
    has_names = any(basis not in ("number", "none") for _, basis in form.matches)
    for row, (entry, basis) in enumerate(form.matches):
        printed = form.document.rows[row]
        name = (printed.party or "") if is_party else printed.name
        rule = "party-spelling" if is_party else "name-spelling"
        if basis == "exact" or basis == "folded" and not is_party:
            report.hold(rule)
        elif basis == "number" and not has_names:
            report.skip(rule)
        elif basis == "none":
            add_unknown(form, row, name, report)
        else:
            add_spelling(form, row, entry, name, report)
        if not is_party and entry >= 0 and basis != "party":
            check_party(form, row, entry, report)


def add_spelling(form, row, entry, name, report):
    roster, is_party = form.roster, form.kind == "party_list"
    rule = "placeholder" if is_placeholder(name) else "party-spelling" if is_party else "name-spelling"
    number = roster.numbers[entry]
    values = [
        form.at("printed-name", f"results[{row}]", cell=f"row.{row}", text=name),
        value(
            "register-name", "info_party_overview" if is_party else "info_mp_candidate", f"number {number}",
            text=f"{number} {roster.names[entry]}")]
    report.fail(rule, form.finding(rule, f"row.{row}", values=values))


def add_unknown(form, row, name, report):
    if is_placeholder(name):
        rule = "placeholder"
    else:
        rule = "name-unknown" if -1 in form.row_of_entry else "row-phantom"
    values = [form.at("printed-name", f"results[{row}]", cell=f"row.{row}", text=name), form.row_value(row)]
    report.fail(
        rule, form.finding(rule, f"row.{row}", consequence=form.unplaced(form.votes[row] or 0), values=values))


def check_party(form, row, entry, report):
    roster, printed = form.roster, form.document.rows[row].party
    party = roster.parties[entry]
    if party < 0 or not printed:
        report.skip("candidate-party")
    elif form.context.party_number(printed) == party:
        report.hold("candidate-party")
    else:
        values = [
            form.at("printed-name", f"results[{row}]", cell=f"row.{row}", subject=form.subject(row), text=printed),
            value(
                "register-name", "info_mp_candidate", f"number {roster.numbers[entry]}", subject=roster.names[entry],
                text=form.context.name_of_party.get(party))]
        report.fail("candidate-party", form.finding("candidate-party", f"row.{row}", severity="low", values=values))


# Rows

def check_rows(form, report):
    check_number_duplicates(form, report)
    rows, roster = form.document.rows, form.roster
    if not roster or not rows:
        for rule in ("row-count", "row-missing", "row-duplicate"):
            report.skip(rule)
        return
    if len(rows) == len(roster):
        report.hold("row-count")
    else:
        report.fail("row-count", form.finding(
            "row-count", severity="low", values=[form.at("count", number=len(rows))], expected=len(roster),
            found=len(rows)))
    missing = [entry for entry, row in enumerate(form.row_of_entry) if row < 0]
    if missing:
        values = [
            form.feed_value(entry) if roster.feed[entry] >= 0
            else form.at("register-name", text=f"{roster.numbers[entry]} {roster.names[entry]}") for entry in missing]
        changes = [(entry, roster.feed[entry]) for entry in missing if roster.feed[entry] > 0]
        report.fail("row-missing", form.finding(
            "row-missing", consequence=form.changing(changes), values=values, expected=0, found=len(missing)))
    else:
        report.hold("row-missing")
    if not form.duplicates:
        report.hold("row-duplicate")
    for row in form.duplicates:
        first = form.row_of_entry[form.matches[row][0]]
        report.fail("row-duplicate", form.finding(
            "row-duplicate", f"row.{row}", consequence=form.unplaced(form.votes[row] or 0),
            values=[form.row_value(first), form.row_value(row)]))


def check_number_duplicates(form, report):
    numbers = [row.number for row in form.document.rows]
    if not any(numbers):
        report.skip("number-duplicate")
        return
    rows = collections.defaultdict(list)
    for row, number in enumerate(numbers):
        if number is not None:
            rows[number].append(row)
    repeated = {number: places for number, places in rows.items() if len(places) > 1}
    for number, places in repeated.items():
        report.findings.append(form.finding(
            "number-duplicate", f"number.{number}", severity="low", values=[form.row_value(row) for row in places]))
    report.fail("number-duplicate") if repeated else report.hold("number-duplicate")


def check_tie(form, report):
    """Candidates who share the first place."""
    top = form.leading_row
    if top is None or not form.votes[top]:
        report.skip("first-tied")
        return
    tied = [row for row, votes in enumerate(form.votes) if votes == form.votes[top] and row not in form.duplicates]
    if len(tied) < 2:
        report.hold("first-tied")
        return
    report.fail("first-tied", form.finding(
        "first-tied", severity="high", consequence={"kind": "unknown", "votes_in_doubt": 0, "margin_before": 0},
        values=[form.row_value(row) for row in tied]))


# Hints, and the other ballot

def check_hints(form, report):
    inside = form.figures.get("counted-advance-inside")
    if inside is None:
        report.skip("advance-zero")
    elif inside:
        report.hold("advance-zero")
    else:
        report.fail(
            "advance-zero", form.finding("advance-zero", values=[form.field_value("counted-advance-inside")]))


def check_pair(form, other, report):
    if other is None:
        report.skip("pair-eligible")
        report.skip("pair-ballots")
        return
    for rule, field in (("pair-eligible", "eligible"), ("pair-ballots", "ballots")):
        mine, theirs = form.figures.get(field), other.figures.get(field)
        if mine is None or theirs is None:
            report.skip(rule)
        elif mine == theirs:
            report.hold(rule)
        else:
            values = [form.field_value(field), other.field_value(field, "other-ballot")]
            report.fail(rule, form.finding(
                rule, consequence=form.doubt(abs(mine - theirs), field), values=values, expected=theirs, found=mine))
