# SPDX-License-Identifier: Apache-2.0
"""Measures how long a year of one car takes to be found again from its book."""

import json
import os
import subprocess
import tempfile

from measure import median


def rebuilding(bench, lines):
    """Adds the figure's rows to a table of two columns. The program is held to the first two cores."""
    cores = ",".join(map(str, sorted(os.sched_getaffinity(0))[:2]))
    with tempfile.TemporaryDirectory() as folder:
        out = subprocess.run(
            ["taskset", "-c", cores, str(bench), "rebuild", "--folder", folder], stdout=subprocess.PIPE, check=True,
            text=True).stdout
    figures = json.loads(out)
    alone, tables = median(figures["aloneSeconds"]), median(figures["tablesSeconds"])
    lines += [
        f"| a year of one car ({figures['trips']:,} trips, {figures['reports']:,} reports) found again from its book "
        f"| {alone:.2f} s |",
        f"| the same, and every table written anew | {tables:.2f} s |"]
