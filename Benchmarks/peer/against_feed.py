# SPDX-License-Identifier: Apache-2.0
"""A form against the preliminary count: rows and totals below it, rearranged votes, and the wrong file."""

from . import text
from .findings import original_severity, record

MANY = 10
UNUSUAL, USUAL = 4.0, 3.0
TOTALS = ("ballots", "good", "bad", "no-choice")


def run(form, report):
    if form.roster and form.roster.totals is not None:
        check_below(form, report)
        check_printed(form, report)
        check_leader(form, report)
        check_totals(form, report)
    else:
        leader = "winner-differs" if form.kind == "constituency" else "top-differs"
        for rule in ("below-feed", "many-below-feed", leader, "feed-totals"):
            report.skip(rule)
    check_rearranged(form, report)
    check_file(form, report)


def check_below(form, report):
    feed, below = form.roster.feed, []
    for entry, votes in enumerate(form.entry_votes):
        if feed[entry] < 0:
            continue
        if votes is None:
            report.skip("below-feed")
        elif votes < feed[entry]:
            below.append(entry)
        else:
            report.hold("below-feed")
    changes = [(entry, feed[entry] - form.entry_votes[entry]) for entry in below]
    if len(below) >= MANY:
        rows = [form.row_of_entry[entry] for entry in below]
        report.fail("many-below-feed", many(form, "by-name", changes, rows, consequence=form.changing(changes)))
    else:
        report.hold("many-below-feed")
    for entry, by in changes:
        if len(below) >= MANY:
            report.fail("below-feed")
            continue
        row, votes = form.row_of_entry[entry], form.entry_votes[entry]
        report.fail("below-feed", form.finding(
            "below-feed", f"row.{row}", consequence=form.changing([(entry, by)]),
            values=[form.row_value(row), form.feed_value(entry)], expected=feed[entry], found=votes,
            original=original_severity(votes, feed[entry])))


def many(form, detail, changes, rows, **members):
    values = []
    for (entry, _), row in list(zip(changes, rows))[:5]:
        values += [form.row_value(row), form.feed_value(entry)]
    return form.finding("many-below-feed", detail, values=values, expected=0, found=len(changes), **members)


def check_printed(form, report):
    """The same by the printed numbers: where many fall below, the numbers have slipped, not the votes."""
    roster, changes, rows, top, top_votes, top_row = form.roster, [], [], None, -1, None
    leader = roster.feed_leader
    for row, printed in enumerate(form.document.rows):
        votes, entry = form.votes[row], roster.entry_of_number.get(printed.number)
        if votes is None or entry is None:
            continue
        if votes > top_votes or votes == top_votes and entry == leader:
            top, top_votes, top_row = entry, votes, row
        if roster.feed[entry] > votes:
            changes.append((entry, roster.feed[entry] - votes))
            rows.append(row)
    if len(changes) >= MANY:
        report.fail("many-below-feed", many(form, "by-number", changes, rows, severity="medium"))
    else:
        report.hold("many-below-feed")
    if roster.kind != "party_list":
        return
    if top is None or leader is None:
        report.skip("top-differs")
    elif top == leader:
        report.hold("top-differs")
    else:
        values = [form.row_value(top_row), form.feed_value(leader)]
        report.fail("top-differs", form.finding("top-differs", "by-number", severity="low", values=values))


def check_leader(form, report):
    roster, row, leader = form.roster, form.leading_row, form.roster.feed_leader
    is_list = roster.kind == "party_list"
    rule = "top-differs" if is_list else "winner-differs"
    if row is None or leader is None:
        report.skip(rule)
        return
    entry = form.matches[row][0]
    if entry == leader:
        report.hold(rule)
        return
    distance = form.votes[row] - (form.entry_votes[leader] or 0)
    if distance == 0:
        report.skip(rule)
        return
    consequence = form.share(distance) if is_list else record(
        kind="winner-changes", votes_in_doubt=distance, winner_before=None if entry < 0 else roster.numbers[entry],
        winner_after=roster.numbers[leader], margin_before=distance)
    report.fail(rule, form.finding(
        rule, "by-name" if is_list else "", consequence=consequence,
        values=[form.row_value(row), form.feed_value(leader)]))


def check_totals(form, report):
    for field in TOTALS:
        number, official = form.figures.get(field), form.roster.totals[field]
        if number is None:
            report.skip("feed-totals")
        elif number >= official:
            report.hold("feed-totals")
        else:
            report.fail("feed-totals", form.finding(
                "feed-totals", field, consequence=form.doubt(official - number, field),
                values=[form.field_value(field), form.feed_figure(official, cell=f"field.{field}")],
                expected=official, found=number, original=original_severity(number, official)))


# Votes in wrong rows

class Fit:
    """How well votes fit what the preliminary count suggests. A place counts the entries that have both."""

    def __init__(self, form):
        roster, growth = form.roster, form.growth
        self.entries = [
            entry for entry, votes in enumerate(form.entry_votes) if roster.feed[entry] >= 0 and votes is not None]
        self.votes = [form.entry_votes[entry] for entry in self.entries]
        self.rows = [form.row_of_entry[entry] for entry in self.entries]
        self.floor = [roster.feed[entry] for entry in self.entries]
        self.expected = [form.context.expectation(roster, entry, growth) for entry in self.entries]
        self.costs = [self.cost(place, votes) for place, votes in enumerate(self.votes)]

    def cost(self, place, votes):
        """Deviations from the expectation; falling below the preliminary count is never usual."""
        expected, deviation = self.expected[place]
        cost = min(20, abs(votes - expected) / deviation)
        return max(UNUSUAL, cost) if votes < self.floor[place] else cost


def check_rearranged(form, report):
    rules = ("feed-shift", "feed-swap", "feed-permutation", "growth-outlier")
    fit = Fit(form) if form.growth is not None else None
    if fit is None or not fit.entries:
        for rule in rules:
            report.skip(rule)
        return
    odd = [place for place, cost in enumerate(fit.costs) if cost >= UNUSUAL]
    if not odd:
        for rule in rules:
            report.hold(rule)
        return
    above = [place for place in odd if fit.votes[place] >= fit.floor[place]]
    if not above:
        report.hold("growth-outlier")
    for place in above:
        report.fail("growth-outlier", outlier(form, fit, place))
    run = best_shift(fit)
    if run:
        report.fail("feed-shift", shifted(form, fit, *run))
        odd = [place for place in odd if not run[0] <= place <= run[1]]
    else:
        report.hold("feed-shift")
    left = check_swaps(form, fit, odd, report)
    if left == odd:
        report.hold("feed-swap")
    check_permutation(form, fit, left, report)


def outlier(form, fit, place):
    votes, feed, row, entry = fit.votes[place], fit.floor[place], fit.rows[place], fit.entries[place]
    return form.finding(
        "growth-outlier", f"row.{row}", severity="hint", consequence=form.changing([(entry, feed - votes)]),
        values=[form.row_value(row), form.feed_value(entry)], original=original_severity(votes, feed))


def best_shift(fit):
    """The run that fits best when every row takes its neighbour's votes, as (first, last, by)."""
    best, best_gain = None, 12
    for by in (1, -1):
        start, gain = None, 0.0
        for place in range(max(0, -by), len(fit.votes) - max(0, by)):
            # What does not fit afterwards counts double, so that a run ends where its neighbours' votes end.
            step = fit.costs[place] - 2 * fit.cost(place, fit.votes[place + by])
            if gain <= 0 or start is None:
                start, gain = place, 0.0
            gain += step
            if place - start >= 2 and gain > best_gain:
                best, best_gain = (start, place, by), gain
    if best is None:
        return None
    first, last, by = best
    after = sum(fit.cost(place, fit.votes[place + by]) for place in range(first, last + 1))
    return best if after / (last - first + 1) < 2 else None


def shifted(form, fit, first, last, by):
    effect = form.changing(
        [(fit.entries[place], fit.votes[place + by] - fit.votes[place]) for place in range(first, last + 1)])
    row = fit.rows[first]
    change = {
        "kind": "shift", "cell": f"row.{row}", "other": f"row.{fit.rows[last]}", "from": form.votes[row],
        "to": fit.votes[first + by], "repairs": ["below-feed"], "effect": effect}
    return form.finding(
        "feed-shift", f"row.{row}", consequence=effect,
        values=[form.row_value(row), form.feed_value(fit.entries[first])], changes=[change])


def check_swaps(form, fit, odd, report):
    """Takes the best pair again and again; gives the places that are left."""
    while len(odd) >= 2:
        best, best_gain = None, 5
        for index, left in enumerate(odd):
            for right in odd[index + 1:]:
                one, other = fit.cost(left, fit.votes[right]), fit.cost(right, fit.votes[left])
                gain = fit.costs[left] + fit.costs[right] - one - other
                if one < USUAL and other < USUAL and gain > best_gain:
                    best, best_gain = (left, right), gain
        if best is None:
            break
        report.fail("feed-swap", swapped(form, fit, *best))
        odd = [place for place in odd if place not in best]
    return odd


def swapped(form, fit, left, right):
    difference = fit.votes[right] - fit.votes[left]
    effect = form.changing([(fit.entries[left], difference), (fit.entries[right], -difference)])
    first, second = fit.rows[left], fit.rows[right]
    change = {
        "kind": "swap", "cell": f"row.{first}", "other": f"row.{second}", "from": fit.votes[left],
        "to": fit.votes[right], "repairs": ["below-feed"], "effect": effect}
    return form.finding(
        "feed-swap", f"row.{first}-row.{second}", consequence=effect,
        values=[
            form.row_value(first), form.feed_value(fit.entries[left]), form.row_value(second),
            form.feed_value(fit.entries[right])], changes=[change])


def check_permutation(form, fit, odd, report):
    if len(odd) < 3:
        report.hold("feed-permutation")
        return
    costs = [[fit.cost(place, fit.votes[other]) for other in odd] for place in odd]
    columns = cheapest_assignment(costs)
    moved = [index for index, column in enumerate(columns) if column != index and costs[index][column] < USUAL]
    before = sum(costs[index][index] for index in moved)
    after = sum(costs[index][columns[index]] for index in moved)
    if len(moved) < 3 or before - after <= 4 * len(moved) - 4:
        report.hold("feed-permutation")
        return
    effect = form.changing(
        [(fit.entries[odd[index]], fit.votes[odd[columns[index]]] - fit.votes[odd[index]]) for index in moved])
    rows = [fit.rows[odd[index]] for index in moved]
    change = {
        "kind": "permutation", "cell": f"row.{rows[0]}", "other": f"row.{rows[-1]}", "from": form.votes[rows[0]],
        "to": fit.votes[odd[columns[moved[0]]]], "repairs": ["below-feed"], "effect": effect}
    report.fail("feed-permutation", form.finding(
        "feed-permutation", ".".join(map(str, rows)), consequence=effect,
        values=[form.row_value(row) for row in rows[:8]], changes=[change]))


def cheapest_assignment(costs):
    """The column of each row with the least sum of costs (Kuhn 1955, with potentials)."""
    size = len(costs)
    row_potential, column_potential = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of, previous = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0], column = row, 0
        least, used = [float("inf")] * (size + 1), [False] * (size + 1)
        while True:
            used[column] = True
            current, step, following = row_of[column], float("inf"), 0
            for other in range(1, size + 1):
                if used[other]:
                    continue
                reduced = costs[current - 1][other - 1] - row_potential[current] - column_potential[other]
                if reduced < least[other]:
                    least[other], previous[other] = reduced, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(size + 1):
                if used[other]:
                    row_potential[row_of[other]] += step
                    column_potential[other] -= step
                else:
                    least[other] -= step
            column = following
            if row_of[column] == 0:
                break
        while column:
            row_of[column] = row_of[previous[column]]
            column = previous[column]
    columns = [0] * size
    for column in range(1, size + 1):
        columns[row_of[column] - 1] = column - 1
    return columns


# A form filed under another constituency

def check_file(form, report):
    if not form.roster or len(form.document.rows) < 3:
        report.skip("wrong-file")
        return
    other = other_by_names(form) if form.kind == "constituency" else other_by_votes(form)
    if other is None:
        report.hold("wrong-file")
        return
    values = [
        form.at("message", text=f"{other[0]}_{other[1]}"),
        form.at("printed-name", text=form.document.printed_province)]
    report.fail("wrong-file", form.finding(
        "wrong-file", severity="high", consequence={"kind": "unknown", "votes_in_doubt": form.sum or 0},
        values=values))


def other_by_names(form):
    """Another constituency that has most of the names, when this one has few of them."""
    known = sum(entry >= 0 and basis not in ("party", "number") for entry, basis in form.matches)
    if known * 2 >= len(form.matches):
        return None
    context, hits = form.context, {}
    for row in form.document.rows:
        area = context.area_of_candidate.get(row.name)
        if area:
            hits[area] = hits.get(area, 0) + 1
    best = max(sorted(hits), key=hits.get, default=None)
    if best and hits[best] * 2 > len(form.matches):
        return None if best == form.document.area else best
    keys = {text.candidate_key(row.name) for row in form.document.rows}
    for area in context.areas:
        if area != form.document.area:
            names = context.constituencies[area].rosters["constituency"].names
            if sum(text.candidate_key(name) in keys for name in names) * 2 > len(form.matches):
                return area
    return None


def other_by_votes(form):
    """Another constituency whose preliminary count is much more alike than this one's."""
    votes = [votes or 0 for votes in form.entry_votes]
    total = sum(votes)
    if total <= 1000:
        return None
    shares = [vote / total for vote in votes]
    eligible, context = form.figures.get("eligible"), form.context
    own = unlikeness(shares, eligible, form.constituency, float("inf"))
    if own <= 0.02:
        return None
    best, limit = None, own * 0.6
    for area in context.areas:
        if area == form.document.area:
            continue
        distance = unlikeness(shares, eligible, context.constituencies[area], limit)
        if distance < limit:
            best, limit = area, distance
    return best


def unlikeness(shares, eligible, constituency, limit):
    """Half the differences of shares, plus the difference of eligible voters up to a twentieth."""
    if constituency.list_shares is None:
        return float("inf")
    distance, registered = 0.0, constituency.registered_voters
    if eligible is not None and registered:
        distance = min(0.05, abs(eligible - registered) / registered)
    for one, other in zip(shares, constituency.list_shares):
        distance += abs(one - other) / 2
        if distance > limit:
            break
    return distance
