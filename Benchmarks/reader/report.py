# SPDX-License-Identifier: Apache-2.0
"""The section of docs/benchmarks.md from what was counted."""
import time

import score
from measure import machine

WANTED = 3_000


def percent(part, of) -> str:
    return f"{100 * part / of:.1f} %" if of else "–"


def limited(wrong, of) -> str:
    """A share of errors with its bound and n."""
    return f"{wrong} of {of:,} (≤ {100 * score.bound(wrong, of):.2g} %)" if of else "none of 0"


def total(records, key, who="steward"):
    values = [record[who][key] for record in records]
    return sum(len(value) if isinstance(value, list) else value for value in values)


def row(name, records) -> str:
    cells, right = total(records, "cells"), total(records, "right")
    zeros, right_zeros = total(records, "zeros"), total(records, "right_zeros")
    pages = sum(record["pages"] for record in records)
    return (
        f"| {name} | {len(records)} | {percent(total(records, 'structure'), len(records))} "
        f"| {percent(right, cells)} | {percent(right - right_zeros, cells - zeros)} "
        f"| {percent(total(records, 'whole'), len(records))} | {total(records, 'certain'):,} "
        f"| {total(records, 'certain_wrong')} | {percent(total(records, 'table_certain'), len(records))} "
        f"| {sum(record['cpu'] for record in records) / pages:.2f} |")


def compared(records) -> list:
    """Steward beside Tesseract, whose cells were cut out by the truth."""
    with_peer = [record for record in records if "peer" in record]
    if not with_peer:
        return ["Tesseract is not installed here: nothing stands beside.", ""]
    lines = ["| | digits right | cells right | above zero | whole tables right | taken without a person "
             "| of these wrong |",
             "|---|---|---|---|---|---|---|"]
    for name, part in (("typed", [r for r in with_peer if r["form"] == "6/1"]),
                       ("handwritten", [r for r in with_peer if r["form"] != "6/1"])):
        if not part:
            continue

        def shares(who):
            cells, right = total(part, "cells", who), total(part, "right", who)
            zeros, right_zeros = total(part, "zeros", who), total(part, "right_zeros", who)
            digits = total(part, "digits", who)
            return (f"{percent(digits - total(part, 'digits_wrong', who), digits)} | {percent(right, cells)} "
                    f"| {percent(right - right_zeros, cells - zeros)} "
                    f"| {percent(total(part, 'whole', who), len(part))}")

        sure = [r for r in part if r["steward"]["table_certain"]]
        wrong = sum(1 for r in sure if r["steward"]["certain_wrong"] or r["fault"] == "conflict")
        adds = [r for r in part if r["peer"]["adds_up"]]
        lines += [
            f"| {name}: Steward | {shares('steward')} | {len(sure)} of {len(part)} tables | {wrong} |",
            f"| {name}: Tesseract alone | {shares('peer')} | {len(part)} of {len(part)} "
            f"| {sum(1 for r in part if not r['peer']['whole'])} |",
            f"| {name}: Tesseract, where rows add up to the total | as above | as above | as above | as above "
            f"| {len(adds)} of {len(part)} | {sum(1 for r in adds if not r['peer']['whole'])} |"]
    return [*lines, ""]


def caution(records) -> list:
    accepted = [record for record in records if record["steward"]["accepted"]]
    silent = sum(1 for record in accepted if record["steward"]["certain_wrong"] or record["fault"] == "conflict")
    sure = [record for record in records if record["steward"]["table_certain"]]
    wrong = sum(1 for record in sure if record["steward"]["certain_wrong"] or record["fault"] == "conflict")
    sums = [record for record in records if record["fault"] == "sum"]
    conflicts = [record for record in records if record["fault"] == "conflict"]
    fields, read = total(records, "fields"), total(records, "fields_read")
    lines = [
        "| | |", "|---|---|",
        f"| forms accepted without a person | {len(accepted)} of {len(records)} |",
        f"| accepted forms with a wrong value (silent errors) | {limited(silent, len(accepted))} |",
        f"| forms whose table is certain as a whole, of these wrong | {limited(wrong, len(sure))} |",
        f"| cells called certain, of these wrong | "
        f"{limited(total(records, 'certain_wrong'), total(records, 'certain'))} |",
        f"| forms with a sum that is wrong on the paper | {len(sums)} |",
        f"| of these accepted, or with a table certain as a whole | "
        f"{sum(1 for r in sums if r['steward']['accepted'] or r['steward']['table_certain'])} |",
        f"| their cells that were read right and changed: called certain (false repairs), only proposed | "
        f"{sum(r['steward']['repairs_certain'] for r in sums)}, {sum(r['steward']['repairs'] for r in sums)} |",
        f"| cells in which digits and words differ on the paper | {len(conflicts)} |",
        f"| of these left open; reported as differing | {sum(r['steward']['conflict_open'] for r in conflicts)}; "
        f"{sum(r['steward']['conflict_reported'] for r in conflicts)} |",
        f"| fields above the table: read, of these right | {read:,} of {fields:,}, "
        f"{percent(total(records, 'fields_right'), read)} |", ""]
    if len(accepted) < WANTED:
        lines += [
            f"**{len(accepted):,} accepted forms are far too few**: a bound of 0.1 % takes {WANTED:,} without an "
            "error. The bounds in brackets (exact, one-sided, 95 %) are all that follows from this n; cells of one form "
            "have one hand and are not independent.", ""]
    return lines


def cases(records) -> list:
    counts = {}
    for record in records:
        for case, (of, right) in record["steward"]["by_case"].items():
            own = counts.setdefault(case, [0, 0])
            own[0] += of
            own[1] += right
    lines = ["| what a cell holds | cells | right |", "|---|---|---|"]
    lines += [f"| {case} | {of:,} | {percent(right, of)} |" for case, (of, right) in sorted(counts.items())]
    return [*lines, ""]


def section(records, seed, seconds, jobs) -> str:
    head = ("| | forms | rows right | cells right | above zero | whole tables right | certain cells | of these wrong "
            "| tables certain as a whole | CPU s a page |")
    rule = "|---|---|---|---|---|---|---|---|---|---|"
    pages = sum(record["pages"] for record in records)
    lines = [
        "## Reading made forms", "",
        f"{len(records)} made forms ({pages} pages, seed {seed}). \"Right\" is what the "
        "paper says, before any person. \"Rows right\": one form was found, with all rows at their printed numbers and "
        "the total.",
        "", "By form:", "", head, rule, row("all", records)]
    for form in ("5/16", "5/17", "5/18", "6/1"):
        for ballot, name in (("constituency", ""), ("party_list", ", list")):
            for type in ("held out", "usual"):
                part = [r for r in records if (r["form"], r["ballot"], r["type"]) == (form, ballot, type)]
                if part:
                    lines.append(row(form + name + (f", {type} type" if form == "6/1" else ""), part))
    for name, part in (("low", [r for r in records if r["row"] and r["row"] < 34]),
                       ("high", [r for r in records if r["row"] and r["row"] > 34])):
        if part:
            lines.append(row(f"6/1 with {name} rows", part))
    lines += ["", "By damage, one on each form, all kinds of forms together:", "", head, rule]
    damages = list(dict.fromkeys(tuple(record["damage"]) for record in records))
    for damage in damages:
        part = [record for record in records if tuple(record["damage"]) == damage]
        lines.append(row(" ".join(damage).replace("none -", "none"), part))
    lines += ["", "What was taken without a person:", "", *caution(records), *cases(records),
              "Beside Tesseract, on the table's cells. It is handed the digits of each cell, cut out by the truth and "
              "cleaned of rules and dots; Steward finds them itself and has the words as well. What Tesseract finds "
              "empty is 0.", "", *compared(records)]
    peak = max(record["peak"] for record in records)
    peer = [record["peer_cpu"] for record in records if "peer_cpu" in record]
    lines.append(
        f"Steward took {sum(r['cpu'] for r in records) / pages:.2f} s of processor time a page, and at most "
        f"{peak:.0f} MB for a form"
        + (f"; Tesseract {sum(peer) / pages:.2f} s a page for the cells alone" if peer else "")
        + f". Making a page took {sum(r['made'] for r in records) / pages:.1f} s; all together "
        f"{seconds / 60:.0f} minutes with {jobs} forms at a time, on {machine()}, "
        f"{time.strftime('%Y-%m-%d')}.")
    return "\n".join([*lines, ""])
