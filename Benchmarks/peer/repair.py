# SPDX-License-Identifier: Apache-2.0
"""The single cells whose change makes the identities of a form hold."""

from .form import evaluate
from .findings import NONE

UNPAIRED = ("good", "bad", "no-choice", "total")


def smallest_changes(form, other, limit=3):
    """The likeliest first: fewest failures left, supported by another source, fewest digits changed, smallest."""
    failing = {identity[0] for identity, outcome in form.identities if outcome and not outcome[0]}
    proposals = []
    for (_, left, right), outcome in form.identities:
        if not outcome or outcome[0]:
            continue
        _, found, expected = outcome
        for field in left:
            if right != (field,):
                proposals += propose(form, other, field, expected - found, failing)
        for field in right:
            if field not in left:
                proposals += propose(form, other, field, found - expected, failing)
    proposals.sort(key=lambda proposal: proposal[:5])
    chosen = {}
    for _, _, _, _, cell, entry, old, new, repaired in proposals:
        if cell not in chosen and len(chosen) < limit:
            effect = form.changing([(entry, new - old)]) if entry >= 0 else NONE
            chosen[cell] = {
                "kind": "cell", "cell": cell, "from": old, "to": new, "repairs": repaired, "effect": effect}
            if not repaired:
                del chosen[cell]["repairs"]
    return list(chosen.values())


def propose(form, other, field, difference, failing):
    """Proposals with what they are sorted by in front, unless the change would break what holds now."""
    old = form.figures.get(field)
    if old is None or (old + difference < 0 and field != "sum"):
        return
    figures = {**form.figures, field: old + difference}
    repaired, remaining = [], 0
    for identity, _ in form.identities:
        outcome = evaluate(identity, figures)
        if outcome is None:
            continue
        if outcome[0]:
            if identity[0] in failing:
                repaired.append(identity[0])
        elif identity[0] in failing:
            remaining += 1
        else:
            return
    if field != "sum":
        new = old + difference
        is_supported = field not in UNPAIRED and other is not None and other.figures.get(field) == new
        yield (
            remaining, not is_supported, digits_changed(old, new), abs(difference), f"field.{field}", -1, old, new,
            repaired)
        return
    for row, votes in enumerate(form.votes):
        if votes is None or votes + difference < 0:
            continue
        new = votes + difference
        entry = form.matches[row][0] if form.matches else -1
        is_supported = fits_feed(form, entry, new) and not fits_feed(form, entry, votes)
        yield (
            remaining, not is_supported, digits_changed(votes, new), abs(difference), f"row.{row}", entry, votes, new,
            repaired)


def fits_feed(form, entry, votes):
    roster, growth = form.roster, form.growth
    if growth is None or entry < 0 or roster.feed[entry] < 0:
        return False
    expected, deviation = form.context.expectation(roster, entry, growth)
    return votes >= roster.feed[entry] and abs(votes - expected) < 3 * deviation


def digits_changed(one, other):
    one, other = str(one), str(other)
    width = max(len(one), len(other))
    return sum(a != b for a, b in zip(one.rjust(width, "0"), other.rjust(width, "0")))
