# SPDX-License-Identifier: Apache-2.0
"""What every check may know: register and feed in lists by entry, list seats, and how parties usually grow."""

import functools
import math
import statistics

from . import seats, text


class Roster:
    """Who stands on one ballot of one constituency; entries are numbered by their place here."""

    def __init__(self, kind, numbers, names, parties, votes, totals):
        self.kind, self.numbers, self.names, self.parties = kind, numbers, names, parties
        self.feed = [votes.get(number, -1) for number in numbers]
        self.totals = totals
        self.entry_of_number = {number: entry for entry, number in enumerate(numbers)}
        self.entry_of_name = {name: entry for entry, name in reversed(list(enumerate(names)))}
        self.feed_sum = sum(vote for vote in self.feed if vote > 0)
        leader = max(range(len(numbers)), key=self.feed.__getitem__, default=None)
        self.feed_leader = leader if leader is not None and self.feed[leader] >= 0 else None

    def __len__(self):
        return len(self.numbers)


class Constituency:
    def __init__(self, identifier, stations, voters, counted, candidates, parties, last_update):
        self.id, self.registered_voters = identifier, voters
        self.rosters = {"constituency": candidates, "party_list": parties}
        self.coverage = None
        if counted is not None:
            self.coverage = {"last_update": last_update, "stations_counted": counted, "stations": stations}
        total = parties.feed_sum
        self.list_shares = [max(0, vote) / total for vote in parties.feed] if total > 0 else None


class Context:
    def __init__(self, snapshot):
        content = snapshot.content
        self.count = content["stats_cons"]
        self.provinces = {int(row["province_id"]): row["province"] for row in content["provinces"]["province"]}
        self.province_codes = {name: code for code, name in self.provinces.items()}
        codes = {row["prov_id"]: int(row["province_id"]) for row in content["provinces"]["province"]}
        listed = {row["party_no"]: len(row["party_list_candidates"]) for row in content["party_candidates"]}
        overview = sorted(content["party_overview"], key=lambda row: int(row["party_no"]))
        self.party_numbers = [int(row["party_no"]) for row in overview]
        self.party_names = [row["name"] for row in overview]
        self.caps = [listed.get(number) or math.inf for number in self.party_numbers]
        self.registry = {int(row["id"]): int(row["party_no"]) for row in overview}
        self.name_of_party = dict(zip(self.party_numbers, self.party_names))
        self.entry_of_party_name = {name: entry for entry, name in reversed(list(enumerate(self.party_names)))}
        self.party_keys = [text.party_key(name) for name in self.party_names]
        self.entry_of_party_key = {key: entry for entry, key in reversed(list(enumerate(self.party_keys)))}
        self.constituencies = self._constituencies(content, codes)
        self.areas = sorted(self.constituencies)
        self.area_of_candidate = {}
        for area in self.areas:
            for name in self.constituencies[area].rosters["constituency"].names:
                self.area_of_candidate.setdefault(name, area)
        self.feed_votes = [
            sum(max(0, vote) for vote in column)
            for column in zip(*(row.rosters["party_list"].feed for row in self.constituencies.values()))]
        self.feed_seats = seats.allocate(self.feed_votes, self.caps)
        self.learn({}, self.feed_votes)

    def _constituencies(self, content, codes):
        candidates = {}
        for row in content["mp_candidates"]:
            candidates.setdefault(row["mp_app_id"].rpartition("_")[0], []).append(
                (row["mp_app_no"], row["mp_app_name"], self.registry.get(row["mp_app_party_id"], -1)))
        results = {
            row["cons_id"]: row for province in self.count["result_province"] for row in province["constituencies"]}
        found = {}
        for row in content["constituencies"]:
            identifier = row["cons_id"]
            if row["cons_no"] == 0:
                continue
            result = results.get(identifier)
            people = sorted(candidates.get(identifier, []), key=lambda person: person[0])
            votes, list_votes, totals, list_totals = {}, {}, None, None
            if result:
                votes = {
                    int(entry["mp_app_id"].rpartition("_")[2]): entry["mp_app_vote"] for entry in result["candidates"]}
                list_votes = {
                    self.registry[entry["party_id"]]: entry["party_list_vote"] for entry in result["result_party"]}
                totals = {
                    "ballots": result["turn_out"], "good": result["valid_votes"], "bad": result["invalid_votes"],
                    "no-choice": result["blank_votes"]}
                list_totals = {
                    "ballots": result["party_list_turn_out"], "good": result["party_list_valid_votes"],
                    "bad": result["party_list_invalid_votes"], "no-choice": result["party_list_blank_votes"]}
            found[codes[row["prov_id"]], row["cons_no"]] = Constituency(
                identifier, row["total_vote_stations"], row["registered_vote"],
                result["counted_vote_stations"] if result else None,
                Roster("constituency", *([list(column) for column in zip(*people)] or [[], [], []]), votes, totals),
                Roster("party_list", self.party_numbers, self.party_names, self.party_numbers, list_votes, list_totals),
                self.count["last_update"])
        return found

    def learn(self, factors, national_votes):
        """What a first pass over the forms taught: growth factors by (ballot, party), and the country's list votes."""
        self.factors, self.national_votes = factors, national_votes
        self.national_seats = seats.allocate(national_votes, self.caps)

    def expectation(self, roster, entry, growth):
        """What a row is expected to have, and a cautious deviation."""
        feed = roster.feed[entry]
        increase = feed * (growth - 1) * self.factors.get((roster.kind, roster.parties[entry]), 1.0)
        variance = 4 * max(1, abs(increase)) + increase * increase * 0.1225 + 9
        return feed + increase, math.sqrt(variance)

    @functools.lru_cache(maxsize=None)
    def party_number(self, name):
        """The number of the party with this name or one much like it; -1 when there is none."""
        if not name:
            return -1
        entry = self.entry_of_party_name.get(name)
        if entry is None:
            key = text.party_key(name)
            entry = self.entry_of_party_key.get(key)
            if entry is None:
                entry = text.best_match(key, self.party_keys)
        return -1 if entry is None else self.party_numbers[entry]


def growth_factors(samples):
    """The middle of each party's samples, between 0.2 and 2.5; parties with few samples have none."""
    return {
        key: min(2.5, max(0.2, statistics.median_high(values))) for key, values in samples.items() if len(values) >= 5}
