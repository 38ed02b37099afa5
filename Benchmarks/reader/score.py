# SPDX-License-Identifier: Apache-2.0
"""Compares what was read with what the form says."""
import math


def bound(wrong: int, of: int) -> float:
    """The exact one-sided upper 95 % bound of a share (Clopper and Pearson)."""
    if of == 0 or wrong >= of:
        return 1.0

    def below(share):
        logs = [math.lgamma(of + 1) - math.lgamma(k + 1) - math.lgamma(of - k + 1) + k * math.log(share)
                + (of - k) * math.log1p(-share) for k in range(wrong + 1)]
        return sum(math.exp(value) for value in logs)

    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) > 0.05 else (low, middle)
    return high


def distance(one: str, other: str) -> int:
    """How many digits must change, go or come."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def table(form) -> list:
    return [key for key in form["cells"] if key.startswith("row") or key == "total"]


def digits(form, read: dict) -> tuple:
    """Digits of plain cells, and how many of them were read wrong; `read` has a number for each cell's name."""
    count = wrong = 0
    for key in table(form):
        cell = form["cells"][key]
        if cell["case"] == "plain":
            said, own = str(cell["digits"]), read.get(key)
            count += len(said)
            wrong += min(len(said), distance(said, "" if own is None else str(own)))
    return count, wrong


def reader(form, result) -> dict:
    """What is counted of one form that Steward read."""
    forms = result["forms"]
    best = max(forms, key=lambda each: len(each["votes"]), default=None)
    cells = {}
    if best:
        cells = {f"row {number}": cell for number, cell in best["votes"].items()} | dict(best.get("header") or {})
        if best.get("total"):
            cells["total"] = best["total"]
    wanted, said = table(form), form["cells"]
    structure = len(forms) == 1 and {key for key in cells if key.startswith("row")} == {
        key for key in wanted if key.startswith("row")} and "total" in cells
    judged = [key for key in wanted if said[key]["says"] is not None]
    right = [key for key in judged if key in cells and cells[key].get("value") == said[key]["says"]]
    certain = [key for key, cell in cells.items() if cell["state"] == "certain"]
    wrong = [key for key in certain if key not in said or cells[key].get("value") != said[key]["says"]]
    fields = [key for key in said if key not in wanted]
    problems = {problem["code"] for problem in best["problems"]} if best else set()
    count, misread = digits(form, {key: cell.get("digits") for key, cell in cells.items()})
    whole = structure and all(key in certain for key in wanted) and problems <= {"header_unread"}
    found = {
        "structure": structure, "cells": len(judged), "right": len(right), "zeros": sum(
            1 for key in judged if said[key]["says"] == 0), "right_zeros": sum(
            1 for key in right if said[key]["says"] == 0), "certain": len(certain), "certain_wrong": wrong,
        "whole": structure and len(right) == len(judged) and form["fault"] != "conflict",
        "open": len([key for key in wanted if key not in certain]),
        "accepted": bool(best and best["accepted"]), "table_certain": whole, "digits": count, "digits_wrong": misread,
        "fields": len(fields), "fields_read": sum(1 for key in fields if key in cells), "fields_right": sum(
            1 for key in fields if key in cells and cells[key].get("value") == said[key]["says"]),
        "problems": sorted(problems), "by_case": {}}
    for key in judged:
        case = found["by_case"].setdefault(said[key]["case"], [0, 0])
        case[0] += 1
        case[1] += key in right
    if form["fault"] == "sum":
        changed = [key for key in judged if key in cells and cells[key].get("digits") == said[key]["digits"]
                   and said[key]["digits"] is not None and cells[key].get("value") != said[key]["says"]]
        found["repairs"] = len(changed)
        found["repairs_certain"] = len([key for key in changed if key in certain])
    if form["fault"] == "conflict":
        key = next(key for key in wanted if said[key]["case"] == "conflict")
        found["conflict_open"] = key not in certain
        found["conflict_reported"] = "words_differ" in problems and key not in certain
    return found


def peer(form, read: dict) -> dict:
    """The same of another program, which has a number or nothing for each cell; nothing counts as 0."""
    wanted, said = table(form), form["cells"]
    judged = [key for key in wanted if said[key]["says"] is not None]
    values = {key: read.get(key) or 0 for key in wanted}
    right = sum(1 for key in judged if values[key] == said[key]["says"])
    count, misread = digits(form, read)
    adds_up = "total" in read and sum(values[key] for key in wanted if key != "total") == values["total"]
    faultless = right == len(judged) and form["fault"] != "conflict"
    return {"cells": len(judged), "right": right, "whole": faultless, "adds_up": adds_up, "digits": count,
            "digits_wrong": misread, "zeros": sum(1 for key in judged if said[key]["says"] == 0), "right_zeros": sum(
                1 for key in judged if said[key]["says"] == 0 and values[key] == 0)}
