# SPDX-License-Identifier: Apache-2.0
"""Google's account service, through google-auth-oauthlib and google-auth as they are."""

import threading
import urllib.request
import webbrowser

import google.auth.exceptions
import google.auth.jwt
import oauthlib.oauth2
import requests
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2 import id_token, service_account
from google_auth_oauthlib.flow import InstalledAppFlow

from checks import equal, expect

DRIVE = "https://www.googleapis.com/auth/drive"
SCOPES = ["openid", "https://www.googleapis.com/auth/userinfo.email", DRIVE]
FLOW = "google-auth-oauthlib"
AUTH = "google-auth"


class Browser:
    """In place of a person's browser: fetches the page and follows where it leads."""

    def open(self, url, **_):
        def fetch():
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            opener.open(url, timeout=30).read()

        # The program's own small server answers only when this call has returned.
        threading.Thread(target=fetch, daemon=True).start()
        return True


def consent(files, scopes=SCOPES, **parameters):
    """Goes through a whole consent with a browser, and gives the credentials."""
    webbrowser.get = lambda *_: Browser()
    flow = InstalledAppFlow.from_client_secrets_file(str(files / "client_secret.json"), scopes)
    return flow.run_local_server(port=0, timeout_seconds=30, authorization_prompt_message="", **parameters)


def refused(body, *arguments):
    """What a refresh was refused with."""
    try:
        body(*arguments)
    except google.auth.exceptions.RefreshError as error:
        return str(error)
    raise AssertionError("it was not refused")


def about(simulation, credentials):
    """A call of the service behind the account."""
    session = AuthorizedSession(credentials)
    return session.get(f"{simulation.address}/drive/v3/about", params={"fields": "user"}, timeout=30)


class Accounts:
    """The checks; they share the files of a client and of a service account."""

    def __init__(self, simulation, files):
        self.simulation = simulation
        self.files = files

    def run(self, checks):
        checks.run(FLOW, "consent with PKCE in a browser, code for tokens", self.consents)
        checks.run(FLOW, "a refresh token only with the first consent, or on prompt=consent", self.consents_again)
        checks.run(FLOW, "a person says no", self.denies)
        checks.run(AUTH, "refresh", self.refreshes)
        checks.run(AUTH, "an access token that is over is refreshed in the middle of work", self.expires)
        checks.run(AUTH, "a refresh token that changes with each use", self.rotates)
        checks.run(AUTH, "a consent that was taken back", self.revoked)
        checks.run(AUTH, "service account", self.service_account)
        checks.run(AUTH, "service account acting for a person", self.delegated)
        checks.run(AUTH, "service account's own signature in place of a token", self.self_signed)
        checks.run(AUTH, "a clock that is two hours wrong", self.wrong_clock)
        checks.run(AUTH, "ID token against the set of keys", self.verifies, "/oauth2/v3/certs")
        checks.run(AUTH, "ID token against the certificates", self.verifies, "/oauth2/v1/certs")
        checks.run(AUTH, "an ID token of another program, and one whose key is gone", self.verifies_not)
        checks.run(AUTH, "revoking the access token ends the refresh token", self.revokes)

    def consents(self):
        found = consent(self.files)
        expect(found.token and found.refresh_token and found.id_token, "a token is missing")
        equal(set(found.scopes), set(SCOPES), "scopes")
        equal(about(self.simulation, found).json()["user"]["emailAddress"], "user@example.com", "account")

    def consents_again(self):
        consent(self.files, prompt="consent")
        expect(consent(self.files, prompt="select_account").refresh_token is None, "a second refresh token came")
        expect(consent(self.files, prompt="consent").refresh_token, "prompt=consent brought no refresh token")

    def denies(self):
        self.simulation.accounts("consent", decision="deny")
        try:
            consent(self.files)
        except oauthlib.oauth2.rfc6749.errors.AccessDeniedError:
            return
        raise AssertionError("the refusal was not seen")

    def refreshes(self):
        found = consent(self.files, prompt="consent")
        before = found.token
        found.refresh(Request())
        expect(found.token != before and found.valid, "no new token")
        equal(about(self.simulation, found).status_code, 200, "status")

    def expires(self):
        found = consent(self.files, prompt="consent")
        before = found.token
        self.simulation.accounts("expire", what="access")
        equal(about(self.simulation, found).status_code, 200, "status")
        expect(found.token != before, "no new token was fetched")

    def rotates(self):
        found = consent(self.files, prompt="consent")
        self.simulation.accounts("settings", rotatesRefreshTokens=True)
        try:
            first = found.refresh_token
            found.refresh(Request())
            expect(found.refresh_token != first, "the new refresh token was not taken")
            found.refresh(Request())
        finally:
            self.simulation.accounts("settings", rotatesRefreshTokens=False)

    def revoked(self):
        found = consent(self.files, prompt="consent")
        self.simulation.accounts("revoke", account="user@example.com")
        expect("invalid_grant" in refused(found.refresh, Request()), "another refusal")

    def service(self):
        return service_account.Credentials.from_service_account_file(
            str(self.files / "service_account.json"), scopes=[DRIVE])

    def service_account(self):
        found = self.service()
        found.refresh(Request())
        expect(found.token and not found.expired, "no token")
        equal(about(self.simulation, found).json()["user"]["emailAddress"], found.service_account_email, "account")

    def delegated(self):
        found = self.service().with_subject("user@example.com")
        equal(about(self.simulation, found).json()["user"]["emailAddress"], "user@example.com", "account")

    def self_signed(self):
        found = google.auth.jwt.Credentials.from_signing_credentials(
            self.service(), audience="https://www.googleapis.com/")
        equal(about(self.simulation, found).status_code, 200, "status")

    def wrong_clock(self):
        self.simulation.accounts("settings", clockSkewSeconds=7200)
        try:
            expect("iat and exp" in refused(self.service().refresh, Request()), "another refusal")
        finally:
            self.simulation.accounts("settings", clockSkewSeconds=0)

    def verifies(self, keys):
        found = consent(self.files, prompt="consent")
        claims = id_token.verify_token(
            found.id_token, Request(), audience=found.client_id, certs_url=self.simulation.address + keys)
        equal(claims["email"], "user@example.com", "email")
        expect(claims["iss"] in ("accounts.google.com", "https://accounts.google.com"), "another issuer")

    def verifies_not(self):
        found = consent(self.files, prompt="consent")
        url = self.simulation.address + "/oauth2/v3/certs"
        for audience, forget in [("another", False), (found.client_id, True)]:
            if forget:
                self.simulation.accounts("keys", forget=True)
            try:
                id_token.verify_token(found.id_token, Request(), audience=audience, certs_url=url)
            except (ValueError, google.auth.exceptions.GoogleAuthError):
                continue
            except Exception as error:  # the library behind it has errors of its own
                if "jwt" in type(error).__module__:
                    continue
                raise
            raise AssertionError("it was taken as good")

    def revokes(self):
        found = consent(self.files, prompt="consent")
        reply = requests.post(self.simulation.address + "/revoke", data={"token": found.token}, timeout=30)
        equal(reply.status_code, 200, "status")
        expect("invalid_grant" in refused(found.refresh, Request()), "the refresh token is still good")
