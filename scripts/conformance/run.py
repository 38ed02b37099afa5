# SPDX-License-Identifier: Apache-2.0
"""Drives the simulators with the services' official clients, unmodified, or asks them the same as the real engine; and
the server with requests made from its own description; ends with 1 when a check failed.

`./dev conformance` installs the clients and calls this.
"""

import argparse
import importlib.metadata
import os
import pathlib
import platform
import signal
import sys
import tempfile

import mail
import places
import rclone
import roads
import server
from checks import Checks
from simulation import Front, Simulation, running

HERE = pathlib.Path(__file__).resolve().parent
PACKAGES = [
    "google-api-python-client", "google-auth", "google-auth-oauthlib", "google-auth-httplib2", "httplib2", "oauthlib",
    "PyJWT", "requests", "gdown", "geopy", "googlemaps", "google-maps-routing", "schemathesis",
    "openapi-spec-validator", "openai", "anthropic", "google-genai",
]
SIMULATED = ["accounts", "drive", "restart", "stock", "rclone", "public"]
PARTS = [*SIMULATED, "roads", "places", "maps", "models", "mail", "server"]


def versions(rclone):
    found = [f"Python {platform.python_version()}"]
    found += [f"{name} {importlib.metadata.version(name)}" for name in PACKAGES]
    found.append(f"rclone {rclone}" if rclone else "rclone: not installed")
    found.append(f"osrm-routed {roads.version() or '(not installed)'}")
    return "\n".join(f"  {line}" for line in found)


def make_checks(checks, program, simulation, front, folder, parts):
    # These read the environment when they are first imported, so it is set before.
    import google_accounts
    import google_drive
    import public_files
    import restart
    import stock_clients

    files = folder / "clients"
    if "accounts" in parts:
        # First, because one of them is about the first consent.
        google_accounts.Accounts(simulation, files).run(checks)
    credentials = google_accounts.consent(files, prompt="consent")
    drive = google_drive.service(simulation, credentials)
    if "drive" in parts:
        google_drive.Drive(simulation, drive).run(checks)
    if "restart" in parts:
        restart.Restart(program, folder).run(checks)
    if "stock" in parts:
        stock_clients.Stock(simulation, front, files).run(checks)
    if "rclone" in parts:
        rclone.Rclone(simulation, front, credentials, folder).run(checks)
    if "public" in parts:
        public_files.PublicFiles(simulation, front, drive, folder).run(checks)


def check_simulators(checks, program, folder, parts):
    """Starts the simulator of Google's services and what leads to it, and makes these checks."""
    clients = folder / "clients"
    command = [program, "google", "--write-client", str(clients), "--parent", str(os.getpid())]
    with running(command, "steward-simulate google") as line:
        simulation = Simulation(line)
        command = [str(HERE.parent / "tls-front"), "--to", simulation.address, "--folder", str(folder / "tls")]
        with running(command, "scripts/tls-front") as front_line:
            front = Front(front_line)
            os.environ.update(front.environment, OAUTHLIB_INSECURE_TRANSPORT="1")
            make_checks(checks, program, simulation, front, folder, parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--simulate", default=".build/debug/steward-simulate", help="the program that simulates")
    parser.add_argument("--steward", default=".build/debug/steward", help="the server")
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="only these parts")
    options = parser.parse_args()
    # Ended from outside it still ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    print(f"Clients:\n{versions(rclone.version())}\n", flush=True)
    checks = Checks()
    parts = options.parts or PARTS
    with tempfile.TemporaryDirectory(prefix="conformance-") as name:
        folder = pathlib.Path(name)
        if set(parts) & set(SIMULATED):
            check_simulators(checks, options.simulate, folder, parts)
        if "roads" in parts:
            roads.check(checks, options.simulate, folder)
        if "places" in parts:
            places.check(checks, options.simulate)
        if "maps" in parts:
            import google_maps

            google_maps.check(checks, options.simulate)
        if "models" in parts:
            import models

            models.check(checks, options.simulate)
        if "mail" in parts:
            mail.check(checks, options.simulate, options.steward, folder)
        if "server" in parts:
            server.check(checks, options.steward, options.simulate, folder)
    passed, failed, skipped = (checks.count(outcome) for outcome in ("passed", "FAILED", "skipped"))
    print(f"\n{checks.table()}\n\n{passed} checks passed, {failed} failed, {skipped} were skipped.")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
