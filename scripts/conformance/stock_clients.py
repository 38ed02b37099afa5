# SPDX-License-Identifier: Apache-2.0
"""The same clients with their own addresses, led to the simulator by HTTPS_PROXY and a certificate alone."""

import google.oauth2.credentials
from google.auth.transport.requests import Request
from google.oauth2 import id_token
from googleapiclient.discovery import build

import google_drive
from checks import equal, expect
from google_accounts import consent

CLIENT = "google-auth, stock addresses"


class Stock:
    def __init__(self, simulation, front, files):
        self.simulation = simulation
        self.front = front
        self.files = files

    def run(self, checks):
        found = consent(self.files, prompt="consent")
        own = google.oauth2.credentials.Credentials(
            None, refresh_token=found.refresh_token, token_uri="https://oauth2.googleapis.com/token",
            client_id=found.client_id, client_secret=found.client_secret)
        checks.run(CLIENT, "refresh", self.refreshes, own)
        checks.run(CLIENT, "verify_oauth2_token", self.verifies, found)
        checks.run("oauth2 v2, stock build()", "userinfo and tokeninfo", self.identity, own)
        drive = build("drive", "v3", credentials=own)
        google_drive.Drive(self.simulation, drive, "drive v3, stock build()").run(checks)
        checks.run("drive v3, stock build()", "only Google's hosts were asked", self.hosts)

    def refreshes(self, own):
        own.refresh(Request())
        expect(own.valid, "no token")

    def verifies(self, found):
        claims = id_token.verify_oauth2_token(found.id_token, Request(), found.client_id)
        equal(claims["sub"], "100000000000000000001", "sub")

    def identity(self, own):
        service = build("oauth2", "v2", credentials=own)
        equal(service.userinfo().get().execute()["email"], "user@example.com", "email")
        equal(service.tokeninfo(access_token=own.token).execute()["audience"], own.client_id, "audience")

    def hosts(self):
        self.front.expect_hosts("www.googleapis.com", "oauth2.googleapis.com")
