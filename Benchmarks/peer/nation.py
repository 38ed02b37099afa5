# SPDX-License-Identifier: Apache-2.0
"""What needs all forms at once: learning, missing and doubled documents, neighbours, seats, and the reconciliation."""

import collections
import hashlib
import re

from . import seats
from .findings import FAMILY, SEVERITIES, UNKNOWN, finding, value
from .register import growth_factors
from .snapshot import SOURCE

KINDS = ("constituency", "party_list")


def learn(forms, context):
    """How parties grow, from forms whose sum agrees, and the country's list votes, by the feed where no form is."""
    samples, national = {}, list(context.feed_votes)
    for form in forms:
        roster = form.roster
        if roster is None:
            continue
        if form.kind == "party_list":
            for entry, votes in enumerate(form.entry_votes):
                national[entry] += (votes or 0) - max(0, roster.feed[entry])
        growth = form.growth
        if growth is None or not 1.02 < growth < 1.5 or form.sum is None:
            continue
        if form.sum != form.figures.get("good", form.sum):
            continue
        for party, feed, votes in zip(roster.parties, roster.feed, form.entry_votes):
            if party >= 0 and feed >= 100 and votes is not None:
                samples.setdefault((form.kind, party), []).append((votes / feed - 1) / (growth - 1))
    context.learn(growth_factors(samples), national)


def check_set(forms, by_place, context, defects, report):
    check_missing(by_place, context, report)
    check_doubled(forms, report)
    check_neighbours(forms, "neighbour-turnout", "appeared", "eligible", 0.08, report)
    check_neighbours(forms, "neighbour-bad", "bad", "ballots", 0.03, report)
    check_seats(context, report)
    for rule in ("stations-sum", "sets-inside-sum", "sets-outside-sum", "row-sum"):
        for _ in forms:
            report.skip(rule)
    check_contradictions(defects, report)


def check_contradictions(defects, report):
    """Each once; the start of the message's hash tells several of one place apart."""
    if not defects:
        report.hold("feed-contradiction")
    found = {}
    for rule, place, message in defects:
        start = hashlib.sha256(message.encode()).hexdigest()[:8]
        detail = f"{rule}.{re.sub('[^A-Za-z0-9]', '-', place)}.{start}"
        found.setdefault(detail, (place, message))
    for detail, (place, message) in found.items():
        report.fail("feed-contradiction", finding(
            "feed-contradiction", detail=detail, severity="medium", consequence=UNKNOWN,
            values=[value("message", SOURCE, place, text=message)]))


def check_missing(by_place, context, report):
    if not by_place:
        return
    for area in context.areas:
        for kind in KINDS:
            if (area, kind) in by_place:
                report.hold("document-missing")
            else:
                report.fail("document-missing", finding(
                    "document-missing", f"{area[0]}_{area[1]}", kind, "6/1", severity="medium", consequence=UNKNOWN))


def check_doubled(forms, report):
    """The same bytes under two areas, or the same votes in the same order."""
    by_bytes, by_votes, places = {}, {}, set()
    for form in forms:
        twin = by_bytes.setdefault(form.document.sha256, form)
        if (form.sum or 0) >= 500 and len(form.votes) >= 3:
            same = by_votes.setdefault((form.kind, tuple(form.votes)), form)
            twin = twin if twin is not form else same
        if twin.document.area != form.document.area:
            places |= {(form.kind, form.document.area), (twin.kind, twin.document.area)}
            report.findings += [doubled(form, twin), doubled(twin, form)]
    for form in forms:
        is_doubled = (form.kind, form.document.area) in places
        report.fail("document-doubled") if is_doubled else report.hold("document-doubled")


def doubled(form, twin):
    name, other = form.document.area_name, twin.document.area_name
    return form.finding(
        "document-doubled", other, severity="high", consequence={"kind": "unknown", "votes_in_doubt": form.sum or 0},
        values=[
            form.at("sum-of-rows", subject=name, number=form.sum),
            twin.at("other-document", subject=other, number=twin.sum)])


def check_neighbours(forms, rule, part, whole, at_least, report):
    """Beyond five times the median deviation of at least four neighbours in the province, and beyond `at_least`."""
    groups = collections.defaultdict(list)
    for form in forms:
        parts, wholes = form.figures.get(part), form.figures.get(whole)
        if parts is None or not wholes:
            report.skip(rule)
        else:
            groups[form.document.area[0], form.kind].append((form, parts / wholes))
    for key in sorted(groups):
        group = groups[key]
        for place, (form, share) in enumerate(group):
            neighbours = [share for _, share in group[:place] + group[place + 1:]]
            if len(neighbours) < 4:
                report.skip(rule)
                continue
            middle = median(neighbours)
            spread = median([abs(share - middle) for share in neighbours])
            if abs(share - middle) <= max(at_least, 5 * spread):
                report.hold(rule)
                continue
            values = [form.field_value(part), form.field_value(whole)]
            values.append(form.at("message", text=f"{percent(share)} – {percent(middle)}"))
            report.fail(rule, form.finding(rule, values=values))


def median(values):
    return sorted(values)[len(values) // 2]


def percent(share):
    tenths = int(share * 1000 + 0.5)
    return f"{tenths // 10}.{tenths % 10} %"


def check_seats(context, report):
    """List seats by the announcements (the feed where one is missing) and by the feed alone."""
    changes = seats.changes(context.party_numbers, context.feed_seats, context.national_seats)
    if not changes:
        report.hold("seats-differ")
        return
    values = [
        value(
            "count", SOURCE, f"party {change['party']}", subject=context.name_of_party[change["party"]],
            text=f"{change['from']} → {change['to']}") for change in changes]
    consequence = {"kind": "seat-changes", "votes_in_doubt": 0, "seat_changes": changes}
    report.fail("seats-differ", finding("seats-differ", ballot="party_list", consequence=consequence, values=values))


# What a run is summed up to

def is_reconciliation(rule):
    return FAMILY[rule] in ("feed", "upwards")


def counts(findings, documents):
    severities = collections.Counter(found["severity"] for found in findings)
    return {
        "documents": documents, "raised": len(findings), "withdrawn": 0,
        "findings": {severity: severities[severity] for severity in SEVERITIES},
        "findings_by_rule": collections.Counter(found["rule"] for found in findings)}


def check_summary(forms, findings, report):
    summary = counts(findings, len(forms))
    for kind in KINDS:
        own = [form for form in forms if form.kind == kind]
        summary[kind] = {
            "documents": len(own), "consistent": sum(form.passes_identities for form in own),
            "sums_agree": sum(bool(form.identities[0][1] and form.identities[0][1][0]) for form in own)}
    summary["station_forms"] = 0
    summary["rules"] = report.scores({rule for rule in FAMILY if not is_reconciliation(rule)})
    return summary


def reconciliation_summary(forms, findings, context):
    """Every figure beside the feed, and the country's seats both ways."""
    differences = [
        votes - feed for form in forms if form.roster for votes, feed in zip(form.entry_votes, form.roster.feed)
        if votes is not None and feed >= 0]
    return counts(findings, len(forms)) | {
        "last_update": context.count["last_update"], "percent_counted": context.count["percent_count"],
        "announcements": len(forms), "figures": len(differences),
        "equal": sum(difference == 0 for difference in differences),
        "above": sum(difference > 0 for difference in differences),
        "below": sum(difference < 0 for difference in differences),
        "list_seats": [
            {"party": party, "seats": count} for party, count in zip(context.party_numbers, context.national_seats)
            if count]}
