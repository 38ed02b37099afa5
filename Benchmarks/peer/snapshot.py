# SPDX-License-Identifier: Apache-2.0
"""The official dataset: a snapshot folder checked against its manifest, and where its files contradict each other."""

import collections
import datetime
import hashlib
import re

from . import strict

SOURCE = "Election Commission of Thailand"
FILES = {
    "provinces": "info_province.json", "constituencies": "info_constituency.json",
    "party_overview": "info_party_overview.json", "mp_candidates": "info_mp_candidate.json",
    "party_candidates": "info_party_candidate.json", "stats_cons": "stats_cons.json", "stats_party": "stats_party.json"}
HOSTS = ("https://static-ectreport69.ect.go.th/", "https://stats-ectreport69.ect.go.th/")
TOTALS = (
    "turn_out", "valid_votes", "invalid_votes", "blank_votes", "party_list_turn_out", "party_list_valid_votes",
    "party_list_invalid_votes", "party_list_blank_votes", "counted_vote_stations")


class Snapshot:
    """The seven files, decoded, with every defect as (rule, place, message)."""

    def __init__(self, folder):
        manifest = strict.parse((folder / "manifest.json").read_bytes())
        self.taken = datetime.datetime.fromisoformat(manifest["snapshot_utc"])
        self.files, self.content, self.defects = [], {}, []
        for entry in manifest["files"]:
            name = FILES.get(entry["key"])
            if name is None:
                continue
            if entry["key"] in self.content:
                raise SystemExit(f"{folder}/manifest.json names {entry['key']} twice.")
            data = self._bytes(folder / name, entry)
            self.files.append((entry, data))
            self.content[entry["key"]] = strict.parse(data)
        for key in FILES:
            if key not in self.content:
                raise SystemExit(f"{folder}/manifest.json does not name {key}.")
        Contradictions(self).run()

    def _bytes(self, path, entry):
        data = path.read_bytes()
        if self._fits(data, entry):
            return data
        restored = re.sub(rb"(?<!\r)\n", b"\r\n", data)
        if not self._fits(restored, entry):
            raise SystemExit(f"{path} differs from the manifest.")
        self.defects.append((
            "snapshot-line-ends", path.name,
            f"{path.name} has line ends of LF; with CRLF it has the manifest's {entry['bytes']} bytes and SHA-256, and "
            "is taken so."))
        return restored

    @staticmethod
    def _fits(data, entry):
        return len(data) == entry["bytes"] and hashlib.sha256(data).hexdigest() == entry["sha256"]


def counts(row, *names):
    """Counts of a row, each a whole number that is not absurd."""
    for name in names:
        number = row[name]
        if type(number) is not int or not 0 <= number <= 1_000_000_000:
            raise SystemExit(f"{name} is no count: {number!r}.")
        yield number


class Contradictions:
    def __init__(self, snapshot):
        content = snapshot.content
        self.snapshot, self.defects = snapshot, snapshot.defects
        self.provinces, self.constituencies = content["provinces"], content["constituencies"]
        self.parties, self.candidates = content["party_overview"], content["mp_candidates"]
        self.lists, self.count, self.party_results = (
            content["party_candidates"], content["stats_cons"], content["stats_party"])
        self.by_id = {row["cons_id"]: row for row in reversed(self.constituencies)}
        self.numbers = {int(row["id"]): int(row["party_no"]) for row in reversed(self.parties)}
        self.rows = [row for province in self.count["result_province"] for row in province["constituencies"]]

    def run(self):
        self.check_provinces()
        self.check_constituencies()
        self.check_parties()
        self.check_candidates()
        self.check_lists()
        self.check_count()
        self.check_party_results()
        if all(entry["url"].startswith(HOSTS) for entry, _ in self.snapshot.files):
            self.check_official_counts()

    def report(self, rule, key, place, problem):
        name = FILES[key]
        full = name if place is None else f"{name}: {place}"
        self.defects.append((rule, full, f"{full} {problem}."))

    def compare(self, rule, key, place, what, found, other, expected):
        if found != expected:
            self.report(rule, key, place, f"has {what} {found}, but {other} {expected}")

    def unique(self, rule, key, what, values):
        seen = set()
        for value in values:
            if value in seen:
                self.report(rule, key, str(value), f"stands there twice as {what}")
            seen.add(value)

    # The lists

    def check_provinces(self):
        rows = self.provinces["province"]
        self.unique("province-id", "provinces", "code", [row["province_id"] for row in rows])
        self.unique("province-id", "provinces", "letters", [row["prov_id"] for row in rows])
        for what in ("total_vote_stations", "total_registered_vote"):
            total = sum(sum(counts(row, what)) for row in rows)
            self.compare(
                "province-sum", "provinces", None, what, self.provinces[what], "its provinces add up to", total)

    def check_constituencies(self):
        known = {row["prov_id"] for row in self.provinces["province"]}
        self.unique("constituency-id", "constituencies", "id", [row["cons_id"] for row in self.constituencies])
        stations, voters = collections.Counter(), collections.Counter()
        for row in self.constituencies:
            expected = f"{row['prov_id']}_{row['cons_no']}"
            if row["cons_id"] != expected:
                self.report(
                    "constituency-id", "constituencies", row["cons_id"], f"should be {expected} by its own members")
            if row["prov_id"] not in known:
                self.report(
                    "constituency-province", "constituencies", row["cons_id"], f"names the unknown {row['prov_id']}")
            stations[row["prov_id"]] += sum(counts(row, "total_vote_stations"))
            voters[row["prov_id"]] += row["registered_vote"] or 0
        for row in self.provinces["province"]:
            for what, sums in (("total_vote_stations", stations), ("total_registered_vote", voters)):
                self.compare(
                    "province-constituencies", "provinces", row["prov_id"], what, row[what],
                    "its constituencies add up to", sums[row["prov_id"]])

    def check_parties(self):
        self.unique("party-id", "party_overview", "id", [row["id"] for row in self.parties])
        self.unique("party-number", "party_overview", "party_no", [row["party_no"] for row in self.parties])
        for row in self.parties:
            if not 1 <= int(row["party_no"]) <= len(self.parties):
                self.report(
                    "party-number", "party_overview", row["name"],
                    f"has party_no “{row['party_no']}”, not 1 to {len(self.parties)}")

    def check_candidates(self):
        self.unique("candidate-id", "mp_candidates", "id", [row["mp_app_id"] for row in self.candidates])
        for row in self.candidates:
            area = self.by_id.get(row["mp_app_id"].rpartition("_")[0])
            if area is None or area["cons_no"] == 0:
                self.report(
                    "candidate-constituency", "mp_candidates", row["mp_app_id"], "belongs to no known constituency")
            if not row["mp_app_id"].endswith(f"_{row['mp_app_no']}"):
                self.report("candidate-id", "mp_candidates", row["mp_app_id"], f"has mp_app_no {row['mp_app_no']}")
            party = row["mp_app_party_id"]
            if party is not None and party not in self.numbers:
                self.report("candidate-party", "mp_candidates", row["mp_app_id"], f"names the unknown party {party}")

    def check_lists(self):
        known = set(self.numbers.values())
        listed = [row["party_no"] for row in self.lists]
        self.unique("list-party", "party_candidates", "party_no", listed)
        for row in self.lists:
            place = f"party {row['party_no']}"
            if row["party_no"] not in known:
                self.report("list-party", "party_candidates", place, f"is not in {FILES['party_overview']}")
            seen = set()
            for name in row["party_list_candidates"]:
                if name["list_no"] in seen:
                    self.report("list-number", "party_candidates", place, f"has list_no {name['list_no']} twice")
                seen.add(name["list_no"])
        for number in sorted(known.difference(listed)):
            self.report("list-party", "party_candidates", None, f"has no list of party {number}")

    # The count

    def check_count(self):
        provinces = self.count["result_province"]
        self.unique("count-province", "stats_cons", "prov_id", [row["prov_id"] for row in provinces])
        self.listed_provinces = {row["prov_id"]: row for row in reversed(self.provinces["province"])}
        for letters in sorted(set(self.listed_provinces).difference(row["prov_id"] for row in provinces)):
            self.report("count-province", "stats_cons", None, f"has no province {letters}")
        for province in provinces:
            self.check_province(province)
        self.compare_totals("national-sum", None, self.count, provinces, "its provinces add up to")
        self.check_percent(None, self.count, self.provinces["total_vote_stations"])
        self.check_coverage()

    def compare_totals(self, rule, place, totals, parts, other):
        sums = collections.Counter()
        for part in parts:
            for name, number in zip(TOTALS, counts(part, *TOTALS)):
                sums[name] += number
        for name, found in zip(TOTALS, counts(totals, *TOTALS)):
            self.compare(rule, "stats_cons", place, name, found, other, sums[name])

    def check_percent(self, place, totals, stations):
        if stations <= 0:
            return
        counted, percent = totals["counted_vote_stations"], totals["percent_count"]
        if abs(counted / stations * 100 - percent) > 0.01:
            self.report(
                "percent-counted", "stats_cons", place,
                f"says {float(percent)} % counted, but {counted} of {stations} stations are another share")

    def check_province(self, province):
        letters = province["prov_id"]
        known = self.listed_provinces.get(letters)
        if known is None:
            self.report("count-province", "stats_cons", letters, "is not in the list of provinces")
            return
        for what in ("total_vote_stations", "total_registered_vote"):
            self.compare("count-province", "stats_cons", letters, what, province[what], "the list says", known[what])
        for row in province["constituencies"]:
            self.check_constituency(row, letters)
        self.compare_totals(
            "province-count-sum", letters, province, province["constituencies"], "its constituencies add up to")
        self.check_percent(letters, province, province["total_vote_stations"])
        self.check_party_sums(province)

    def check_constituency(self, row, letters):
        place = row["cons_id"]
        known = self.by_id.get(place)
        if known is None or known["prov_id"] != letters:
            self.report("count-constituency", "stats_cons", place, f"is not a constituency of {letters}")
            return
        turn_out, valid, invalid, blank, list_turn_out, list_valid, list_invalid, list_blank, counted = counts(
            row, *TOTALS)
        votes = sum(sum(counts(candidate, "mp_app_vote")) for candidate in row["candidates"])
        list_votes = sum(sum(counts(party, "party_list_vote")) for party in row["result_party"])
        parts = "valid, invalid and blank add up to"
        for rule, what, found, other, expected in (
                ("constituency-sum", "valid_votes", valid, "its candidates add up to", votes),
                ("constituency-sum", "party_list_valid_votes", list_valid, "its parties add up to", list_votes),
                ("turn-out-sum", "turn_out", turn_out, parts, valid + invalid + blank),
                ("turn-out-sum", "party_list_turn_out", list_turn_out, parts, list_valid + list_invalid + list_blank)):
            self.compare(rule, "stats_cons", place, what, found, other, expected)
        if counted > known["total_vote_stations"]:
            self.report(
                "stations-counted", "stats_cons", place,
                f"has {counted} stations counted of {known['total_vote_stations']}")
        self.check_percent(place, row, known["total_vote_stations"])
        self.check_ranks(row)
        seen = set()
        for party in row["result_party"]:
            if party["party_id"] in seen:
                self.report("count-party", "stats_cons", place, f"has party {party['party_id']} twice")
            seen.add(party["party_id"])
            if party["party_id"] not in self.numbers:
                self.report("count-party", "stats_cons", place, f"has the unknown party {party['party_id']}")

    def check_ranks(self, row):
        if not any(candidate["mp_app_vote"] > 0 for candidate in row["candidates"]):
            return
        ranked = sorted(row["candidates"], key=lambda candidate: candidate["mp_app_rank"])
        firsts = sum(candidate["mp_app_rank"] == 1 for candidate in ranked)
        if firsts != 1:
            self.report("rank", "stats_cons", row["cons_id"], f"has {firsts} candidates of rank 1")
        for better, worse in zip(ranked, ranked[1:]):
            if better["mp_app_vote"] < worse["mp_app_vote"]:
                self.report(
                    "rank", "stats_cons", row["cons_id"],
                    f"ranks {better['mp_app_id']} with {better['mp_app_vote']} votes before {worse['mp_app_id']} with "
                    f"{worse['mp_app_vote']}")

    def check_coverage(self):
        self.unique("count-constituency", "stats_cons", "cons_id", [row["cons_id"] for row in self.rows])
        counted = {row["cons_id"] for row in self.rows}
        for row in self.constituencies:
            if row["cons_id"] not in counted:
                self.report("count-constituency", "stats_cons", None, f"has no constituency {row['cons_id']}")
        listed = {row["mp_app_id"]: row for row in self.candidates}
        known = set(listed)
        self.unique(
            "count-candidate", "stats_cons", "mp_app_id",
            [candidate["mp_app_id"] for row in self.rows for candidate in row["candidates"]])
        for row in self.rows:
            for candidate in row["candidates"]:
                person = listed.pop(candidate["mp_app_id"], None)
                if person is None:
                    continue
                if person["mp_app_id"].rpartition("_")[0] != row["cons_id"]:
                    self.report("count-candidate", "stats_cons", row["cons_id"], f"has {candidate['mp_app_id']}")
                if person["mp_app_party_id"] != candidate["party_id"]:
                    here, there = shown(candidate["party_id"]), shown(person["mp_app_party_id"])
                    self.report(
                        "candidate-party", "stats_cons", candidate["mp_app_id"],
                        f"has party {here}, but the list says {there}")
        for row in self.rows:
            for candidate in row["candidates"]:
                if candidate["mp_app_id"] not in known:
                    self.report(
                        "count-candidate", "stats_cons", candidate["mp_app_id"], "is not in the list of candidates")
        for identifier in sorted(listed):
            self.report("count-candidate", "stats_cons", None, f"has no votes of the candidate {identifier}")

    def check_party_sums(self, province):
        lists, votes, firsts = collections.Counter(), collections.Counter(), collections.Counter()
        for row in province["constituencies"]:
            for party in row["result_party"]:
                lists[party["party_id"]] += party["party_list_vote"]
            for candidate in row["candidates"]:
                votes[candidate["party_id"]] += candidate["mp_app_vote"]
                if candidate["mp_app_rank"] == 1:
                    firsts[candidate["party_id"]] += 1
        for party in province["result_party"]:
            place = f"{province['prov_id']}, party {shown(party['party_id'])}"
            for what, sums in (
                    ("party_list_vote", lists), ("party_cons_votes", votes), ("first_mp_app_count", firsts)):
                self.compare(
                    "province-party-sum", "stats_cons", place, what, party[what], "its constituencies add up to",
                    sums[party["party_id"]])

    def check_party_results(self):
        results = self.party_results
        if results["last_update"] != self.count["last_update"]:
            self.report(
                "update-time", "stats_party", None,
                f"was updated {results['last_update']}, the other file {self.count['last_update']}")
            return
        self.compare(
            "party-result-sum", "stats_party", None, "counted_vote_stations", results["counted_vote_stations"],
            f"{FILES['stats_cons']} says", self.count["counted_vote_stations"])
        found = [party["party_id"] for party in results["result_party"]]
        self.unique("party-result", "stats_party", "party_id", found)
        lists, votes = collections.Counter(), {}
        for row in self.rows:
            for party in row["result_party"]:
                lists[party["party_id"]] += party["party_list_vote"]
            for candidate in row["candidates"]:
                votes[candidate["mp_app_id"]] = candidate["mp_app_vote"]
        for party in results["result_party"]:
            self.check_party_result(party, lists, votes)
        for identifier in sorted(set(self.numbers).difference(found)):
            self.report("party-result", "stats_party", None, f"has no party {identifier}")

    def check_party_result(self, party, lists, votes):
        place = f"party {party['party_id']}"
        if party["party_id"] not in self.numbers:
            self.report("party-result", "stats_party", place, "is not in the list of parties")
        own = sum(sum(counts(candidate, "mp_app_vote")) for candidate in party["candidates"])
        self.compare(
            "party-result-sum", "stats_party", place, "party_vote", party["party_vote"],
            "the constituencies add up to", lists[party["party_id"]])
        self.compare(
            "party-result-sum", "stats_party", place, "mp_app_vote", party["mp_app_vote"], "its candidates add up to",
            own)
        for candidate in party["candidates"]:
            identifier = candidate["mp_app_id"]
            if identifier not in votes:
                self.report("party-result", "stats_party", identifier, "is not in the other result file")
                continue
            self.compare(
                "party-result-sum", "stats_party", identifier, "mp_app_vote", candidate["mp_app_vote"],
                "the other result file says", votes[identifier])

    def check_official_counts(self):
        names = sum(len(row["party_list_candidates"]) for row in self.lists)
        areas = sum(row["cons_no"] != 0 for row in self.constituencies)
        for key, what, found, expected in (
                ("provinces", "provinces", len(self.provinces["province"]), 77),
                ("constituencies", "constituencies", areas, 400), ("party_overview", "parties", len(self.parties), 57),
                ("mp_candidates", "candidates", len(self.candidates), 3491),
                ("party_candidates", "names on lists", names, 1539)):
            if found != expected:
                self.report("official-count", key, None, f"has {found} {what}, but the election has {expected}")


def shown(party):
    return "null" if party is None else str(party)
