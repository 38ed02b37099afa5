# SPDX-License-Identifier: Apache-2.0
"""A service that is stopped and started again in the middle of work, with its state kept in a folder."""

import os
import socket

import google_accounts
import google_drive
from checks import expect
from simulation import Simulation, running


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Restart:
    def __init__(self, program, folder):
        self.files = folder / "restart"
        # The address is in the client's files, so both runs have the same port.
        self.command = [
            program, "google", "--port", str(free_port()), "--state", str(folder / "state"), "--write-client",
            str(self.files),
        ]

    def run(self, checks):
        checks.run("google-api-python-client", "an upload goes on after the service was started again", self.restarts)

    def restarts(self):
        content = os.urandom(5 * google_drive.CHUNK)
        with running(self.command, "steward-simulate google") as line:
            simulation = Simulation(line)
            credentials = google_accounts.consent(self.files)
            drive = google_drive.Drive(simulation, google_drive.service(simulation, credentials))
            drive.makes_folder()
            request = drive.session(content)
            for _ in range(2):
                request.next_chunk()
        before = credentials.token
        with running(self.command, "steward-simulate google"):
            try:
                request.next_chunk()
            except OSError:
                pass  # the connection of before
            drive.check_content(drive.finish(request), content)
        expect(credentials.token != before, "the access token of before was still good")
