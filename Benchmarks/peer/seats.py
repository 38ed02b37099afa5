# SPDX-License-Identifier: Apache-2.0
"""List seats by the largest remainder; no party gets more than it has names on its list."""


def allocate(votes, caps, seats=100):
    """Seats by entry. Entries are in the order of party numbers, which decides between equal remainders."""
    total = sum(vote for vote in votes if vote > 0)
    if total == 0:
        return [0] * len(votes)
    given, remainders = [], []
    for vote, cap in zip(votes, caps):
        whole, remainder = divmod(max(0, vote) * seats, total)
        given.append(min(whole, cap))
        remainders.append(remainder)
    left = seats - sum(given)
    order = sorted(range(len(votes)), key=lambda entry: -remainders[entry])
    while left > 0:
        takers = [entry for entry in order if given[entry] < caps[entry] and votes[entry] > 0][:left]
        if not takers:
            break
        for entry in takers:
            given[entry] += 1
        left -= len(takers)
    return given


def changes(parties, before, after):
    return [
        {"party": party, "from": one, "to": other} for party, one, other in zip(parties, before, after) if one != other]
