# SPDX-License-Identifier: Apache-2.0
"""What a made form says and what was counted, before anything is drawn. Names and places are made of syllables.

Two layers are kept apart: `counted`, what the ballots would give, and `says`, what stands on the paper. They differ
where a fault is planted. A reader is judged by what the paper says."""
import numpy as np

KINDS = [(form, ballot) for form in ("5/16", "5/17", "5/18", "6/1") for ballot in ("constituency", "party_list")]
# An axis and how bad it is; a form has one. "-" is a page as any office scanner makes it.
DAMAGES = [("none", "-")] * 3 + [
    (axis, level) for axis, levels in {
        "skew": ("0.8°", "2.5°"), "perspective": ("0.6 %", "2 %"), "curl": ("0.3 %", "1 %"),
        "resolution": ("150 dpi", "120 dpi"), "blur": ("light", "strong"), "JPEG": ("quality 60", "quality 30"),
        "shadow": ("light", "strong"), "stamp": ("beside", "across votes"), "fold": ("one", "two"),
        "bleed-through": ("light", "strong"), "scanner app": ("strip", "strip, hard contrast"),
        "one bit": ("clean", "noisy")}.items() for level in levels]
# Items above the table: number, name, whether words stand beside it.
ITEMS = {
    "5/16": [("1", "received", False), ("2.1", "good", True), ("2.2", "bad", True), ("2.3", "none", True)],
    "5/18": [("1.1", "eligible", True), ("1.2", "appeared", True), ("2.1", "allotted", True), ("2.2", "used", True),
             ("2.2.1", "good", True), ("2.2.2", "bad", True), ("2.2.3", "none", True), ("2.3", "remaining", True)],
    "6/1": [("1.1", "eligible", True), ("1.2", "appeared", True), ("2.1", "allotted", True), ("2.2", "used", True),
            ("2.3", "remaining", True), ("3.1", "counted_at_stations", True), ("3.2", "counted_advance_inside", True),
            ("3.3", "counted_advance_outside", True), ("3.4", "ballots", True), ("4.1", "good", True),
            ("4.2", "bad", True), ("4.3", "none", True)]}
ITEMS["5/17"] = ITEMS["5/16"]
DIGITS = ["ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"]
PLACES = ["", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน"]
STARTS = ["ก", "ข", "จ", "ช", "ด", "ต", "ท", "น", "บ", "ป", "พ", "ม", "ร", "ล", "ว", "ส", "ห", "อ"]
ENDS = ["า", "าน", "ิน", "ุม", "อน", "ัก", "าย", "ีย", "ุล", "าง", "ิด", "อง", "ัน", "ูร"]


def words(value: int) -> list:
    """A number's words, as the grammar has them."""
    if value == 0:
        return [DIGITS[0]]
    found, text = [], str(value)
    for index, letter in enumerate(text):
        digit, place = int(letter), len(text) - 1 - index
        if digit == 0:
            continue
        if place == 0:
            found.append("เอ็ด" if digit == 1 and value > 1 else DIGITS[digit])
        else:
            if not (place == 1 and digit == 1):
                found.append("ยี่" if place == 1 and digit == 2 else DIGITS[digit])
            found.append(PLACES[place])
    return found


def name(rng, syllables: int) -> str:
    return "".join(STARTS[rng.integers(len(STARTS))] + ENDS[rng.integers(len(ENDS))] for _ in range(syllables))


def spread(rng, votes: int, rows: int, steepness: float) -> list:
    share = np.arange(1, rows + 1) ** -(steepness + rng.normal(0, 0.15)) * np.exp(rng.normal(0, 0.3, rows))
    rng.shuffle(share)
    return [int(value) for value in rng.multinomial(votes, share / share.sum())]


def header(rng, form: str, good: int) -> dict:
    bad, none = (int(value) for value in rng.binomial(good, [rng.uniform(0.005, 0.03), rng.uniform(0.01, 0.06)]))
    ballots = good + bad + none
    if form in ("5/16", "5/17"):
        return {"received": ballots, "good": good, "bad": bad, "none": none}
    eligible = int(ballots / rng.uniform(0.55, 0.8))
    allotted = (eligible // 20 + 2) * 20
    found = {"eligible": eligible, "appeared": ballots, "allotted": allotted, "used": ballots,
             "remaining": allotted - ballots, "good": good, "bad": bad, "none": none}
    if form == "6/1":
        inside, outside = int(ballots * rng.uniform(0.001, 0.01)), int(ballots * rng.uniform(0.01, 0.04))
        found |= {"counted_at_stations": ballots - inside - outside, "counted_advance_inside": inside,
                  "counted_advance_outside": outside, "ballots": ballots}
    return found


def made(seed: int, index: int) -> dict:
    """The form of this number: its kind, its damage, what was counted, and what its cells say."""
    rng = np.random.default_rng([seed, index, 1])
    form, ballot = KINDS[index % len(KINDS)]
    typed, listed = form == "6/1", ballot == "party_list"
    rows = 57 if listed else int(rng.integers(4, 10 if not typed else 13))
    if typed:
        votes = spread(rng, int(rng.integers(60_000, 100_000)), rows, 1.9 if listed else 1.6)
    else:
        votes = spread(rng, int(rng.integers(300, 601)), rows, 2.2 if listed else 1.5)
    numbers = list(range(1, rows + 1))
    if typed and not listed:
        numbers.sort(key=lambda number: -votes[number - 1])
    counted = {f"row {number}": votes[number - 1] for number in numbers}
    counted["total"] = sum(votes)
    counted |= header(rng, form, sum(votes))
    thai = typed and rng.random() < 0.7
    # Most announcements have rows for one line of type; where names or words are long, for two.
    row = float(rng.choice([31.5, 36, 44], p=[0.7, 0.15, 0.15])) if typed and not listed else None
    result = {
        "seed": seed, "index": index, "form": form, "ballot": ballot, "damage": list(DAMAGES[index % len(DAMAGES)]),
        "thai": bool(thai), "type": "usual" if typed and index // 8 % 2 else "held out", "row": row,
        "numbers": numbers, "counted": counted, "fault": None,
        "cells": {key: {"digits": value, "words": value, "mark": None, "case": "plain"}
                  for key, value in counted.items()}}
    write_as_people_do(rng, result, typed)
    plant(rng, result, typed)
    for cell in result["cells"].values():
        cell["says"] = None if cell["case"] == "conflict" else 0 if cell["digits"] is None else cell["digits"]
    return result


def write_as_people_do(rng, form, typed):
    """How zeros are written, whether words are left out, and cells that were corrected or ticked."""
    cells = form["cells"]
    table = [key for key in cells if key.startswith("row")]
    if not typed:
        # Most committees have one habit, some change it on the way.
        habit = rng.choice(["dash", "blank", "zero"], p=[0.55, 0.25, 0.2])
        no_words = rng.random() < 0.08
        for key in table:
            if cells[key]["digits"] == 0:
                kind = habit if rng.random() < 0.95 else rng.choice(["dash", "blank", "zero"])
                if kind != "zero":
                    cells[key] |= {"digits": None, "words": None, "mark": kind, "case": kind}
                else:
                    cells[key] |= {"case": "zero", "words": 0 if rng.random() < 0.5 else None}
            elif no_words or rng.random() < 0.01:
                cells[key] |= {"words": None, "case": "no words"}
        if rng.random() < 0.2:
            cells["total"] |= {"words": None, "case": "no words"}
        for item, key, has_words in ITEMS[form["form"]]:
            if not has_words or no_words:
                cells[key]["words"] = None
    cases = ["tick beside", "tick across", "two lines"] if typed else [
        "overwritten", "struck out", "tick beside", "tick across", "touches rule", "touches bracket", "touching digits"]
    weights = [0.4, 0.2, 0.4] if typed else [0.15, 0.2, 0.2, 0.1, 0.15, 0.1, 0.1]
    free = [key for key in [*table, "total"] if cells[key]["case"] == "plain" and cells[key]["digits"]]
    for _ in range(int(rng.choice([0, 1, 2, 3], p=[0.45, 0.3, 0.15, 0.1]))):
        if free:
            key = free.pop(int(rng.integers(len(free))))
            cells[key]["case"] = str(rng.choice(cases, p=weights))
            if cells[key]["case"] in ("overwritten", "struck out"):
                cells[key]["before"] = int(max(1, cells[key]["digits"] + rng.integers(-9, 30)))


def plant(rng, form, typed):
    """A tenth of the forms has a sum that is wrong on the paper, a tenth says two numbers in one cell."""
    cells, draw = form["cells"], rng.random()
    rows = [key for key in cells if key.startswith("row") and cells[key]["case"] == "plain" and cells[key]["digits"]]
    if draw < 0.1:
        form["fault"] = "sum"
        off = int(rng.choice([-10, -2, -1, 1, 2, 9, 10, 100]))
        total = cells["total"]
        value = max(1, total["digits"] + off)
        total["words"] = value if total["words"] is not None else None
        total["digits"] = value
    elif draw < 0.2 and rows:
        key = rows[int(rng.integers(len(rows)))]
        value = cells[key]["digits"]
        if cells[key]["words"] is None:
            return
        form["fault"] = "conflict"
        place = 10 ** int(rng.integers(len(str(value))))
        other = value + place if value // place % 10 < 9 else value - place
        cells[key] |= {"case": "conflict", str(rng.choice(["digits", "words"])): other}


def check(form) -> None:
    """The rows' sum is what the total says, unless something else was planted."""
    cells = form["cells"]
    counted, table = form["counted"], [key for key in cells if key.startswith("row")]
    assert sum(counted[key] for key in table) == counted["total"] == counted["good"], "what was counted does not add up"
    used = counted[{"5/18": "used", "6/1": "ballots"}.get(form["form"], "received")]
    assert counted["good"] + counted["bad"] + counted["none"] == used, "the ballots do not add up"
    for key, cell in cells.items():
        differs = cell["says"] is not None and cell["says"] != counted[key]
        assert not differs or (form["fault"] == "sum" and key == "total"), f"{key} says something else unplanned"
    said = [cells[key]["says"] for key in table]
    if form["fault"] == "conflict":
        assert said.count(None) == 1
    else:
        assert (sum(said) == cells["total"]["says"]) == (form["fault"] is None), "a planted sum holds, or another fails"
