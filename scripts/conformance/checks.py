# SPDX-License-Identifier: Apache-2.0
"""Checks that are run one after the other and end in a table."""

import dataclasses
import time
import traceback


@dataclasses.dataclass
class Result:
    client: str
    what: str
    outcome: str
    seconds: float
    detail: str = ""


class Skipped(Exception):
    """A check that could not be made here; says why."""


class Checks:
    """Runs checks and keeps what came of them."""

    def __init__(self):
        self.results = []

    def run(self, client, what, body, *arguments):
        """Makes one check: `body` fails by raising."""
        began = time.monotonic()
        outcome, detail = "passed", ""
        try:
            body(*arguments)
        except Skipped as reason:
            outcome, detail = "skipped", str(reason)
        except Exception as error:  # noqa: BLE001 - every failure of a client is a failure of the check
            where = traceback.extract_tb(error.__traceback__)[-1]
            outcome = "FAILED"
            detail = f"{type(error).__name__}: {str(error)[:600]} ({where.name}, line {where.lineno})"
        result = Result(client, what, outcome, time.monotonic() - began, detail)
        self.results.append(result)
        print(f"{result.outcome:8} {client:28} {what} ({result.seconds:.2f} s)", flush=True)
        if detail:
            print(f"         {detail}", flush=True)

    def count(self, outcome):
        return sum(result.outcome == outcome for result in self.results)

    def table(self):
        """Client by client: how many checks passed, failed and were skipped."""
        lines = [f"{'client':40} {'passed':>7} {'failed':>7} {'skipped':>8}"]
        for client in dict.fromkeys(result.client for result in self.results):
            own = [result.outcome for result in self.results if result.client == client]
            lines.append(
                f"{client:40} {own.count('passed'):7} {own.count('FAILED'):7} {own.count('skipped'):8}")
        return "\n".join(lines)


def expect(condition, sentence):
    """Fails the check with this sentence unless the condition holds."""
    if not condition:
        raise AssertionError(sentence)


def equal(found, wanted, what):
    """Fails the check unless both are the same."""
    expect(found == wanted, f"{what} is {found!r}, not {wanted!r}")
