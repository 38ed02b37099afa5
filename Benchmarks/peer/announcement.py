# SPDX-License-Identifier: Apache-2.0
"""One announcement of the public dataset, every value checked as it is read."""

import hashlib
import re

from . import strict, text

SECTIONS = {
    "1.1": "eligible", "1.2": "appeared", "2.1": "received", "2.2": "used", "2.3": "remaining",
    "3.1": "counted-at-stations", "3.2": "counted-advance-inside", "3.3": "counted-advance-outside", "3.4": "ballots",
    "4.1": "good", "4.2": "bad", "4.3": "no-choice"}
SECTION_OF = {field: section for section, field in SECTIONS.items()}
KEYS = frozenset((
    "province_name", "province_name_normalized", "province_code", "constituency_number", "type", "summary_by_section",
    "results", "matched_candidates", "matched_parties", "unmatched_candidates", "unmatched_parties", "_validation",
    "_source_file", "summary"))
ROW_KEYS = frozenset(("number", "name", "party", "votes"))
MATCHED_KEYS = ROW_KEYS | {"party_code", "candidate_uuid", "party_uuid", "is_active"}
CREDIT = "election-69-OCR-result by Chanon Ngernthongdee (killernay), machine readings of the signed forms S.S. 6/1"
FORMAT = "ocr61-matched"
NUMERAL = re.compile("([0-9]{1,3}(,[0-9]{3})+|[0-9]+)|([๐-๙]{1,3}(,[๐-๙]{3})+|[๐-๙]+)")


class Unfit(ValueError):
    """The file cannot be imported."""


def whole(value, low, high):
    if type(value) is not int or not low <= value <= high:
        raise Unfit(f"{value!r} is no whole number from {low} to {high}")
    return value


def numeral(value, high):
    """A whole number in Thai or Arabic digits, or None."""
    value = value.strip(" \xa0")
    if not NUMERAL.fullmatch(value):
        return None
    number = int(value.replace(",", ""))
    return number if number <= high else None


def count(value):
    return None if value is None else whole(value, 0, 1_000_000_000)


def row_number(value):
    """What stands at the start of a row, as a number or as the text it is."""
    if value is None:
        return None, None
    if isinstance(value, str):
        number = numeral(value, 9_999)
        return (None, value) if number is None else (number, None)
    return whole(value, 0, 9_999), None


def string(value):
    if value is not None and not isinstance(value, str):
        raise Unfit(f"{value!r} is no text")
    return value


class Row:
    __slots__ = ("number", "number_text", "name", "party", "votes", "matched_number", "is_matched")

    def __init__(self, row, keys):
        if not row.keys() <= keys:
            raise Unfit(f"unknown members {sorted(row.keys() - keys)}")
        self.number, self.number_text = row_number(row.get("number"))
        self.name = string(row.get("name")) or ""
        self.party = string(row.get("party"))
        self.votes = count(row.get("votes"))
        self.matched_number = None


def code(value, low, high):
    """A number that may stand in quotes."""
    if isinstance(value, str):
        value = numeral(value, high)
    return None if value is None else whole(value, low, high)


class Document:
    """The form as the file gives it, with what the source says of itself."""

    def __init__(self, path, data, province_codes):
        self.path, self.sha256, self.size = path, hashlib.sha256(data).hexdigest(), len(data)
        content = strict.parse(data)
        if not content.keys() <= KEYS:
            raise Unfit(f"unknown members {sorted(content.keys() - KEYS)}")
        self.kind = content["type"]
        if self.kind not in ("constituency", "party_list"):
            raise Unfit(f"the type {self.kind!r} is neither constituency nor party_list")
        self.fields = {}
        for section, value in content["summary_by_section"].items():
            value = count(value)
            if value is not None:
                self.fields[SECTIONS[section]] = value
        self.rows = [Row(row, ROW_KEYS) for row in content["results"]]
        self._read_area(content, province_codes)
        self._read_claims(content)

    def _read_area(self, content, province_codes):
        normalized = string(content.get("province_name_normalized"))
        printed = string(content.get("province_name"))
        self.printed_province = printed if printed is not None else normalized
        if self.printed_province is None:
            raise Unfit("province_name is missing")
        name = normalized if normalized is not None else printed
        named = province_codes.get(name) or province_codes.get(text.fold(name).removeprefix("จังหวัด").lstrip(" "))
        province = code(content.get("province_code"), 10, 99) or named
        if province is None:
            raise Unfit("province_code is missing")
        if normalized is not None and named is not None and named != province:
            raise Unfit(f"province_code says {province}, but the name is that of {named}")
        self.area = (province, whole(content["constituency_number"], 1, 999))
        self.area_name = f"{province}_{self.area[1]}"
        folder, _, name = self.path.rpartition("/")
        if name != f"{self.area_name}.json" or folder.rpartition("/")[2] != self.kind:
            raise Unfit(f"the file's name says something else than {self.kind} {self.area_name}")

    def _read_claims(self, content):
        validation = content.get("_validation") or {}
        if not validation.keys() <= {"vote_sum", "good_votes", "sum_diff_pct"}:
            raise Unfit("unknown members in _validation")
        self.recorded_sum, self.recorded_good = count(validation.get("vote_sum")), count(validation.get("good_votes"))
        self.matched_rows, self.matched_sum = [], None
        for key in ("matched_candidates", "matched_parties", "unmatched_candidates", "unmatched_parties"):
            for row in content.get(key, ()):
                claim = Row(row, MATCHED_KEYS)
                claim.votes = claim.votes or 0
                claim.matched_number = code(row.get("party_code"), 0, 9_999)
                claim.is_matched = key.startswith("matched")
                self.matched_rows.append(claim)
        if "matched_candidates" in content or "matched_parties" in content:
            self.matched_sum = sum(row.votes for row in self.matched_rows if row.is_matched)
            self._give_matched_numbers()

    def _give_matched_numbers(self):
        """A row that stands in the source's own list too gets the number matched there; both lists have one order."""
        keys = [(row.votes, row.number, row.party, row.name) for row in self.matched_rows]
        place = 0
        for row in self.rows:
            key = (row.votes, row.number, row.party, row.name)
            try:
                place = keys.index(key, place)
            except ValueError:
                if key not in keys:
                    continue
                place = keys.index(key)
            keys[place] = None
            row.matched_number = self.matched_rows[place].matched_number
            place += 1
