# SPDX-License-Identifier: Apache-2.0
"""A document made ready for checking: rows matched to the register, identities evaluated, and what depends on it."""

import functools

from . import seats, text
from .announcement import FORMAT, SECTION_OF
from .findings import NONE, finding, record, value

# rule, left, right; the rows' sum is "sum". The last is an upper bound instead of an equation.
IDENTITIES = (
    ("sum-good", ("sum",), ("good",)), ("sum-total", ("sum",), ("total",)), ("total-good", ("total",), ("good",)),
    ("ballots-split", ("good", "bad", "no-choice"), ("ballots",)),
    ("counted-parts", ("counted-at-stations", "counted-advance-inside", "counted-advance-outside"), ("ballots",)),
    ("received-parts", ("used", "remaining"), ("received",)), ("appeared-used", ("appeared",), ("used",)),
    ("used-ballots", ("used",), ("ballots",)), ("appeared-eligible", ("appeared",), ("eligible",)))

NO_VOTES = ("eligible", "appeared", "received", "remaining", "envelopes")


def evaluate(identity, figures):
    """None when a figure is absent, else whether it holds with the two sides."""
    rule, left, right = identity
    try:
        left, right = sum(figures[field] for field in left), sum(figures[field] for field in right)
    except KeyError:
        return None
    return (left <= right if rule == "appeared-eligible" else left == right), left, right


class Form:
    def __init__(self, document, context):
        self.document, self.context = document, context
        self.kind = document.kind
        self.constituency = context.constituencies.get(document.area)
        self.roster = self.constituency.rosters[self.kind] if self.constituency else None
        self.votes = [row.votes for row in document.rows]
        self.matches = match(self) if self.roster else []
        self.row_of_entry = [-1] * (len(self.roster) if self.roster else 0)
        self.duplicates = []
        for row, (entry, _) in enumerate(self.matches):
            if entry >= 0:
                if self.row_of_entry[entry] >= 0:
                    self.duplicates.append(row)
                else:
                    self.row_of_entry[entry] = row
        self.sum = None if not self.votes or None in self.votes else sum(self.votes)
        self.figures = dict(document.fields)
        if self.sum is not None:
            self.figures["sum"] = self.sum
        self.identities = [(identity, evaluate(identity, self.figures)) for identity in IDENTITIES]
        self.entry_votes = [None if row < 0 else self.votes[row] for row in self.row_of_entry]

    @property
    def passes_identities(self):
        return all(outcome is None or outcome[0] for _, outcome in self.identities)

    @functools.cached_property
    def leading_row(self):
        """The row with most votes; the first of equals."""
        rows = [row for row, votes in enumerate(self.votes) if votes is not None]
        return max(rows, key=self.votes.__getitem__, default=None)

    @functools.cached_property
    def growth(self):
        """How much larger the final count is than the feed's."""
        roster = self.roster
        if roster is None or roster.totals is None or roster.totals["good"] <= 0 or roster.feed_sum <= 0:
            return None
        for total in (self.figures.get("good"), self.sum):
            if total is not None and 0.8 < total / roster.feed_sum < 1.8:
                return total / roster.feed_sum
        ratios = sorted(
            votes / feed for votes, feed in zip(self.entry_votes, roster.feed) if feed >= 100 and votes is not None)
        if len(ratios) < 3:
            return None
        middle = ratios[len(ratios) // 2]
        return middle if 0.8 < middle < 1.8 else None

    # Values with their places

    def at(self, label, place="", **members):
        return value(label, self.document.path, place, self.document.sha256, **members)

    def field_value(self, field, label="cell"):
        return self.at(
            label, f"summary_by_section.{SECTION_OF.get(field, field)}", cell=f"field.{field}",
            number=self.figures.get(field))

    def row_value(self, row):
        return self.at(
            "form-votes", f"results[{row}]", cell=f"row.{row}", subject=self.subject(row), number=self.votes[row])

    def subject(self, row):
        row = self.document.rows[row]
        number = row.number if row.number is not None else row.number_text or "?"
        return f"{number} {row.name or row.party or ''}"

    def feed_value(self, entry):
        number, roster = self.roster.numbers[entry], self.roster
        return self.feed_figure(
            roster.feed[entry], f" number {number}", subject=f"{number} {roster.names[entry]}")

    def feed_figure(self, number, place="", **members):
        ballot = "candidates" if self.kind == "constituency" else "party list"
        return {
            "label": "feed-votes", "number": number, "file": "stats_cons",
            "place": f"{self.constituency.id} {ballot}{place}", **members, **(self.constituency.coverage or {})}

    def finding(self, rule, detail="", **members):
        return finding(rule, self.document.area_name, self.kind, "6/1", detail, FORMAT, **members)

    # What depends on its votes

    @functools.cached_property
    def lead(self):
        return lead([votes or 0 for votes in self.entry_votes])

    def number(self, entry):
        return None if entry is None else self.roster.numbers[entry]

    def changing(self, changes):
        """What happens when entries' votes change by these numbers."""
        doubt = max((abs(by) for _, by in changes), default=0)
        if doubt == 0 or not self.entry_votes:
            return NONE
        if self.kind == "party_list":
            return self.seats(changes, doubt)
        votes = [votes or 0 for votes in self.entry_votes]
        for entry, by in changes:
            votes[entry] += by
        (before, margin), (after, new_margin) = self.lead, lead(votes)
        return record(
            kind="margin-only" if after == before else "winner-changes", votes_in_doubt=doubt,
            winner_before=self.number(before), winner_after=self.number(after), margin_before=margin,
            margin_after=new_margin)

    def seats(self, changes, doubt):
        context = self.context
        votes = list(context.national_votes)
        for entry, by in changes:
            votes[entry] += by
        moved = seats.changes(
            context.party_numbers, context.national_seats, seats.allocate(votes, context.caps))
        return {"kind": "seat-changes", "votes_in_doubt": doubt, "seat_changes": moved} if moved else self.share(doubt)

    def unplaced(self, doubt):
        """Votes that cannot be placed; a list's are taken to be the largest party's."""
        leader, margin = self.lead
        if doubt <= 0:
            return NONE
        if leader is None:
            return self.share(doubt)
        if self.kind == "party_list":
            return self.seats([(leader, -min(doubt, self.entry_votes[leader] or 0))], doubt)
        return record(
            kind="winner-changes" if doubt >= margin else "margin-only", votes_in_doubt=doubt,
            winner_before=self.number(leader), margin_before=margin, margin_after=max(0, margin - doubt))

    def ballots(self, doubt):
        """Ballots in doubt that may be votes; what depends on them is unknown when all could change a result."""
        consequence = self.unplaced(doubt)
        if consequence["kind"] not in ("winner-changes", "seat-changes"):
            return consequence
        whole = {"margin_before": self.lead[1]} if self.kind == "constituency" else {"votes_on_form": self.all_votes}
        return {"kind": "unknown", "votes_in_doubt": doubt, **whole}

    def doubt(self, doubt, field):
        """A doubt about ballots, or about voters and unused ballots, which are no votes."""
        return {"kind": "none", "votes_in_doubt": doubt} if field in NO_VOTES else self.ballots(doubt)

    def share(self, doubt):
        """No result changes; how much it is shows in the share of the form's votes."""
        return {"kind": "margin-only", "votes_in_doubt": doubt, "votes_on_form": self.all_votes}

    @functools.cached_property
    def all_votes(self):
        return sum(votes or 0 for votes in self.entry_votes)


def lead(votes):
    """The first entry and its distance to the second."""
    if not votes:
        return None, 0
    first = max(range(len(votes)), key=votes.__getitem__)
    return first, votes[first] - max(0, max(votes[:first] + votes[first + 1:], default=0))


# Rows to entries, each with how that is known

def match(form):
    return match_candidates(form) if form.kind == "constituency" else match_parties(form)


def match_parties(form):
    """Exact names first; the others share what is left: by folding, the source's list, likeness, and order."""
    rows, roster, context = form.document.rows, form.roster, form.context
    matches, taken, open_rows, has_names = [(-1, "none")] * len(rows), set(), [], False
    for index, row in enumerate(rows):
        has_names = has_names or bool(row.party)
        entry = context.entry_of_party_name.get(row.party)
        if entry is None:
            open_rows.append(index)
        else:
            matches[index] = (entry, "exact")
            taken.add(entry)
    if not has_names:
        return [match_by_number(roster, row) for row in rows]
    for index in open_rows:
        found = like_party(form, rows[index], taken)
        if found:
            matches[index] = found
            taken.add(found[0])
    for index in open_rows:
        if matches[index][0] < 0 and 0 < index < len(rows) - 1:
            before, after = matches[index - 1][0], matches[index + 1][0]
            if before >= 0 and after == before + 2 and before + 1 not in taken:
                matches[index] = (before + 1, "order")
                taken.add(before + 1)
    return matches


def match_by_number(roster, row):
    number = row.number if row.matched_number is None else row.matched_number
    entry = roster.entry_of_number.get(number)
    return (-1, "none") if entry is None else (entry, "number")


def like_party(form, row, taken):
    context, key = form.context, text.party_key(row.party or "")
    is_name = key is not None and key not in text.PLACEHOLDERS
    if is_name and key in context.entry_of_party_key:
        return context.entry_of_party_key[key], "folded"
    entry = form.roster.entry_of_number.get(source_number(row, form.document.matched_rows))
    if entry is not None and entry not in taken:
        return entry, "source"
    if is_name:
        entry = text.best_match(key, context.party_keys)
        if entry is not None and entry not in taken:
            return entry, "spelling"
    return None


def source_number(row, claims):
    """The number the source matched, with the row itself or in its list under the same number and votes."""
    if row.matched_number is not None:
        return row.matched_number
    if row.votes is None or row.number is None:
        return None
    for claim in claims:
        if claim.is_matched and claim.number == row.number and claim.votes == row.votes:
            return claim.matched_number
    return None


def match_candidates(form):
    rows, roster = form.document.rows, form.roster
    matches, taken, open_rows = [(-1, "none")] * len(rows), set(), []
    for index, row in enumerate(rows):
        entry = roster.entry_of_number.get(row.number)
        if entry is None or roster.names[entry] != row.name:
            entry = roster.entry_of_name.get(row.name)
        if entry is None:
            open_rows.append(index)
        else:
            matches[index] = (entry, "exact")
            taken.add(entry)
    if open_rows:
        match_by_likeness(form, open_rows, matches, taken)
    for index in open_rows:
        if matches[index][0] < 0:
            found = by_party_or_number(form, rows[index], taken)
            if found:
                matches[index] = found
                taken.add(found[0])
    return matches


def match_by_likeness(form, open_rows, matches, taken):
    """The most alike pairs first; the party counts as a sixth of a name."""
    roster, pairs = form.roster, []
    keys = [text.candidate_key(name) for name in roster.names]
    for index in open_rows:
        row = form.document.rows[index]
        key = text.candidate_key(row.name)
        if key is None or key in text.PLACEHOLDERS:
            continue
        party = form.context.party_number(row.party)
        for entry, other in enumerate(keys):
            likeness = text.similarity(key, other)
            total = likeness + (0.15 if party >= 0 and party == roster.parties[entry] else 0)
            if total >= 0.75:
                pairs.append((-total, index, entry, likeness == 1))
    for _, index, entry, is_equal in sorted(pairs):
        if matches[index][0] < 0 and (is_equal or entry not in taken):
            matches[index] = (entry, "folded" if is_equal else "spelling")
            taken.add(entry)


def by_party_or_number(form, row, taken):
    roster, party = form.roster, form.context.party_number(row.party)
    if party >= 0:
        fits = [entry for entry, other in enumerate(roster.parties) if other == party and entry not in taken]
        if len(fits) == 1:
            return fits[0], "party"
    if not row.name and not row.party:
        entry = roster.entry_of_number.get(row.number)
        if entry is not None and entry not in taken:
            return entry, "number"
    return None
