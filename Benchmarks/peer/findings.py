# SPDX-License-Identifier: Apache-2.0
"""Findings as the book keeps them: values with their places, consequence and severity."""

import collections

FAMILIES = {
    "arithmetic": (
        "sum-good sum-total total-good ballots-split counted-parts received-parts appeared-used used-ballots "
        "appeared-eligible"),
    "upwards": "stations-sum sets-inside-sum sets-outside-sum row-sum",
    "words": "words-digits",
    "register": (
        "number-register winner-number number-matched name-spelling party-spelling candidate-party eligible-register "
        "name-unknown placeholder number-unreadable row-shift"),
    "rows": "row-duplicate number-duplicate row-missing row-phantom row-count votes-absent first-tied",
    "feed": (
        "below-feed many-below-feed feed-shift feed-swap feed-permutation growth-outlier top-differs winner-differs "
        "seats-differ feed-totals"),
    "file": "wrong-file document-doubled document-missing area-unknown province-differs",
    "pair": "pair-ballots pair-eligible",
    "source": "claim-sum claim-rows feed-contradiction",
    "hint": "advance-zero neighbour-turnout neighbour-bad",
}
FAMILY = {rule: family for family, rules in FAMILIES.items() for rule in rules.split()}
SEVERITIES = ("hint", "low", "medium", "high", "critical")
NONE = {"kind": "none", "votes_in_doubt": 0}
UNKNOWN = {"kind": "unknown", "votes_in_doubt": 0}


def severity_of(rule, consequence):
    if FAMILY[rule] == "hint":
        return "hint"
    kind = consequence["kind"]
    if kind in ("margin-only", "unknown"):
        whole = consequence.get("margin_before", consequence.get("votes_on_form", 0))
        doubt = consequence["votes_in_doubt"]
        if whole > 0 and doubt * 2 >= whole:
            return "high"
        return "low" if kind == "margin-only" and whole > 0 and doubt * 100 < whole else "medium"
    return {"winner-changes": "critical", "seat-changes": "high", "none": "low"}[kind]


def original_severity(found, official):
    """The grade by percentage: over 10 % is high, over 5 % medium."""
    difference = abs(found - official)
    if difference == 0:
        return "low"
    if official == 0 or difference * 10 > official:
        return "high"
    return "medium" if difference * 20 > official else "low"


def record(**members):
    """A dictionary without the members that are absent."""
    return {key: value for key, value in members.items() if value is not None}


def value(label, file, place="", sha256=None, cell=None, subject=None, number=None, text=None):
    """A named value with the place where it stands."""
    return record(
        label=label, cell=cell, subject=subject, number=number, text=text, file=file, sha256=sha256, place=place)


def finding(
        rule, area=None, ballot=None, form=None, detail="", source_format=None, severity=None, consequence=NONE,
        values=(), expected=None, found=None, changes=(), original=None):
    parts = [rule, area or "nation"]
    if ballot:
        parts.append(ballot)
    if form:
        parts.append(form.replace("/", "-"))
    if source_format:
        parts.append(source_format)
    if detail:
        parts.append(detail)
    return record(
        id="~".join(parts), rule=rule, family=FAMILY[rule], area=area, ballot=ballot, form=form, detail=detail or None,
        source_format=source_format, severity=severity or severity_of(rule, consequence), original_severity=original,
        expected=expected, found=found, consequence=consequence, values=list(values) or None,
        smallest_changes=list(changes) or None)


def by_consequence(finding):
    """The order of a work list."""
    return -SEVERITIES.index(finding["severity"]), -finding["consequence"]["votes_in_doubt"], finding["id"]


class Report:
    """Findings, and how often each rule held, failed or lacked a value."""

    def __init__(self):
        self.findings = []
        self.held, self.failed, self.skipped = (collections.Counter() for _ in range(3))

    def hold(self, rule, times=1):
        self.held[rule] += times

    def skip(self, rule):
        self.skipped[rule] += 1

    def fail(self, rule, finding=None):
        self.failed[rule] += 1
        if finding:
            self.findings.append(finding)

    def scores(self, rules):
        return {
            rule: {"held": self.held[rule], "failed": self.failed[rule], "not_checkable": self.skipped[rule]}
            for rule in +self.held | +self.failed | +self.skipped if rule in rules}
