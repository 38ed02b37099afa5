# SPDX-License-Identifier: Apache-2.0
"""Checks the server's own JSON addresses: its description is valid OpenAPI 3.1, and it keeps what it describes.

A real server is started on demonstration data, with an owner and an API token of its own. openapi-spec-validator reads
the description; schemathesis makes requests from it, good and bad ones, always the same.
"""

import contextlib
import http.cookiejar
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

from checks import equal, expect
from simulation import running

SEED = 20261121
EXAMPLES = 25
PASSWORD = "pools-of-quiet-water"
# Every check of schemathesis but those about writing: whatever gives JSON here reads.
CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "positive_data_acceptance", "unsupported_method",
    "allow_header_conformance", "ignored_auth",
]


def opener(*handlers):
    """Calls this machine straight, whatever proxy the environment names."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), *handlers)


@contextlib.contextmanager
def serving(steward, folder):
    """A server with demonstration data; gives what it says when it is ready."""
    # What leads other checks' clients to a simulator is not for the server.
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment["STEWARD_DATA"] = str(folder)
    command = [steward, "up", "--demo", "--port", "0", "--request-limit", "0", "--quiet", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        said = ""
        while "}" not in said:
            line = process.stdout.readline()
            if not line:
                sys.exit(f"conformance: steward did not start; its exit status is {process.wait(10)}.")
            said += line
        yield json.loads(said)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def page(browser, address, form=None):
    """Opens a page, or sends its form; gives the text."""
    data = urllib.parse.urlencode(form).encode() if form else None
    return browser.open(address, data, timeout=30).read().decode()


def form_token(text):
    return re.search(r'name="_form" value="([^"]+)"', text)[1]


def make_owner(link):
    """Makes the owner's account, as somebody does who opens the link."""
    browser = opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    form = {"_form": form_token(page(browser, link)), "name": "anna", "password": PASSWORD, "again": PASSWORD}
    page(browser, link, form)


def make_token(steward, data):
    """An API token that may read, review, operate, and see the figures of operation."""
    scopes = [word for scope in ("read", "review", "operate", "metrics") for word in ("--scope", scope)]
    made = subprocess.run(
        [steward, "access", "token", "conformance", *scopes, "--days", "1", "--data", str(data), "--json"],
        capture_output=True, text=True, check=True)
    return json.loads(made.stdout)["token"]


def make_driver(steward, data, address):
    """An API token of the demonstration's driver, who gets a password as anybody does who lost it."""
    made = subprocess.run(
        [steward, "access", "link", "--for", "demo-driver", "--address", address, "--data", str(data), "--json"],
        capture_output=True, text=True, check=True)
    link = json.loads(made.stdout)["link"]
    browser = opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page(browser, link, {"_form": form_token(page(browser, link)), "password": PASSWORD, "again": PASSWORD})
    tokens = address + "/account/tokens"
    form = {"_form": form_token(page(browser, tokens)), "name": "conformance", "days": "7"}
    form |= {f"scopes-{scope}": "on" for scope in ("read", "drive")}
    return re.search(r"stwd_[A-Za-z0-9_-]+", page(browser, tokens, form))[0]


def connect_chargers(steward, data, address):
    """Connects a register of charging stations, so that there are some to be found."""
    subprocess.run(
        [
            steward, "connect", "open-charge-map", "--name", "chargers", "--set", f"address={address}/v3",
            "--set-file", "key=-", "--data", str(data),
        ], input="right-key", capture_output=True, text=True, check=True)


def add_backups(steward, data, folder):
    """A backup set of a server that is not there: nothing was ever backed up, and its page says so."""
    for command, status in [
            (["connect", "postgresql", "--name", "server", "--set", "host=127.0.0.1", "--set", "port=1"], 3),
            (["backup", "add", "nightly", "--connection", "server", "--database", "ledger", "--folder", folder], 0)]:
        done = subprocess.run(
            [steward, *map(str, command), "--data", str(data)], capture_output=True, text=True)
        equal(done.returncode, status, f"the exit status of steward {command[0]}")


class Server:
    """The checks of a running server."""

    # What belongs to one driver alone.
    LOGBOOK = r"^/(api/logbook|audi|auth|cars|charging|in|locations|places|stats|trips|webhook|export)(/|$)"

    def __init__(self, address, token, driver, folder):
        self.address = address
        self.token = token
        self.driver = driver
        self.folder = folder
        self.description = None

    def run(self, checks):
        checks.run("openapi-spec-validator", "the description is valid OpenAPI 3.1", self.describe)
        checks.run("plain requests", "without a token every address is refused", self.refuse, None)
        checks.run("plain requests", "with a token that is none every address is refused", self.refuse, "stwd_nobody")
        checks.run("plain requests", "a broker is configured, so that there is one to be read", self.listen)
        checks.run("schemathesis", "every answer is as described, with names that there are not", self.fuzz, {})
        checks.run("schemathesis", "every answer is as described, with names that there are", self.fuzz_names)
        checks.run("schemathesis", "every answer to a driver is as described", self.fuzz_logbook)
        checks.run("metrics", "every address that is read was answered with what was asked for", self.reached)

    def get(self, path, token):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            with opener().open(urllib.request.Request(self.address + path, headers=headers), timeout=30) as reply:
                return reply.status, reply.headers["Content-Type"], reply.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers["Content-Type"], error.read()

    def describe(self):
        import openapi_spec_validator

        status, media_type, body = self.get("/openapi.json", self.token)
        equal((status, media_type), (200, "application/json; charset=utf-8"), "/openapi.json")
        self.description = json.loads(body)
        openapi_spec_validator.validate(self.description)
        expect(len(self.description["paths"]) > 20, "the description has few addresses")

    # Says that one has to sign in, to who has not.
    OPEN = ["/auth/status"]
    # The same as others here: for what can send no header, with a device's token in the address; and what is never
    # kept, for older programs that ask for it.
    OTHERWISE = ["/in/{token}/webhook/status", "/cars/{car}/credentials"]

    def refuse(self, token):
        for path, methods in self.description["paths"].items():
            if "get" not in methods or path in self.OPEN:
                continue
            status, media_type, _ = self.get(re.sub(r"\{[^}]+\}", "x", path), token)
            equal((status, media_type), (401, "application/problem+json"), path)

    def listen(self):
        request = urllib.request.Request(
            self.address + "/api/logbook/broker", json.dumps({"host": "127.0.0.1", "port": 1}).encode(), method="PUT",
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        with opener().open(request, timeout=30) as reply:
            equal(json.loads(reply.read())["host"], "127.0.0.1", "the broker")

    def json(self, path, token=None):
        status, _, body = self.get(path, token or self.token)
        equal(status, 200, path)
        return json.loads(body)

    def names(self):
        """Something that there is in the demonstration, for the names in the addresses' paths."""
        election = self.json("/api/elections")[0]
        connections = [entry["name"] for entry in self.json("/api/connections")]
        names = {
            "election": election, "entry": 0,
            "area": self.json(f"/api/elections/{election}")["areas"][0]["area"],
            "province": self.json(f"/api/elections/{election}/provinces")[0]["province"],
            "finding": self.json(f"/api/elections/{election}/findings")[0]["id"],
            "case": self.json("/api/review")["queue"][0]["id"], "job": self.json("/api/jobs")["jobs"][0]["id"],
            "connection": next((name for name in connections if "drive" in name), connections[0]),
            "set": "nightly", "schedule": self.json("/api/schedules")["schedules"][0]["name"], "book": self.json("/api/ledger")[0]["book"],
        }
        for name, path in [("transfer", "/api/transfers"), ("mirror", "/api/mirrors"), ("recovery", "/api/recoveries")]:
            found = self.json(path)
            if found:
                names[name] = found[0]["id"]
        return names

    def fuzz_names(self):
        self.fuzz({f"path.{name}": value for name, value in self.names().items()})

    def fuzz_logbook(self):
        """The driver's own addresses, with the driver's own car and trips. Nothing is written: the trips stay."""
        car = self.json("/cars", self.driver)[0]["id"]
        trip = self.json("/trips", self.driver)["trips"][0]["id"]
        names = {"car": car, "vehicle": car, "trip": trip}
        parameters = {f"path.{name}": value for name, value in names.items()}
        parameters |= {"query.lat": 52.09, "query.lng": 5.12, "query.at": "52.09,5.12"}
        self.fuzz(
            parameters, self.driver, ["--include-path-regex", self.LOGBOOK, "--exclude-method", "POST"])

    def fuzz(self, parameters, token=None, only=()):
        settings = self.folder / "schemathesis.toml"
        # The token comes from the environment: others can see the arguments of a process.
        lines = ['headers = { Authorization = "Bearer ${STEWARD_TOKEN}" }', "", "[parameters]"]
        lines += [f"{json.dumps(name)} = {json.dumps(value)}" for name, value in parameters.items()]
        settings.write_text("\n".join(lines) + "\n")
        description = self.folder / "openapi.json"
        description.write_text(json.dumps(self.description))
        command = [
            str(pathlib.Path(sys.executable).parent / "schemathesis"), "--config-file", str(settings), "--no-color",
            "run", str(description), "--url", self.address, "--seed", str(SEED), "--max-examples", str(EXAMPLES),
            "--phases", "coverage,fuzzing", "--checks", ",".join(CHECKS), "--continue-on-failure", "--warnings", "off",
            *only,
            # What is written has tests of its own: what a broker's settings may be is more than a schema says.
            *[word for method in ("PUT", "PATCH", "DELETE") for word in ("--exclude-method", method)],
        ]
        environment = {**os.environ, "STEWARD_TOKEN": token or self.token, "NO_PROXY": "*", "no_proxy": "*"}
        done = subprocess.run(
            command, capture_output=True, text=True, env=environment, cwd=self.folder, timeout=600)
        found = re.search(r"Test cases:\s+(\d+) generated, (.*)", done.stdout)
        expect(found, f"schemathesis ended with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        print(f"         {found[1]} requests from the description, seed {SEED}: {found[2]}", flush=True)
        if done.returncode != 0:
            print("\n".join(line[:300] for line in done.stdout.splitlines()[-400:]), flush=True)
        equal(done.returncode, 0, "the exit status of schemathesis")
        expect(int(found[1]) > 500, f"only {found[1]} requests were made")

    def reached(self):
        """What is only ever refused shows nothing: the server's own figures say what was answered."""
        figures = self.get("/metrics", self.token)[2].decode()
        counts = re.findall(r'^steward_http_request_duration_seconds_count\{(.*)\} (\d+)', figures, re.M)
        rows = [(dict(re.findall(r'(\w+)="([^"]*)"', labels)), int(count)) for labels, count in counts]
        read = {row["route"] for row, _ in rows if row["status"] == "200" and row["method"] == "GET"}
        known = {*read, *self.OTHERWISE}
        silent = [path for path, methods in self.description["paths"].items() if "get" in methods and path not in known]
        equal(silent, [], "what was never answered with 200")
        failed = [row for row, _ in rows if row["status"].startswith("5")]
        equal(failed, [], "what was answered with a failure")


def check(checks, steward, simulate, folder):
    """Starts a server and checks it."""
    data = folder / "steward"
    with serving(steward, data) as said, running([simulate, "open-charge-map"], "steward-simulate") as chargers:
        make_owner(said["setup"])
        connect_chargers(steward, data / "demo", chargers["address"])
        add_backups(steward, data / "demo", folder / "backups")
        driver = make_driver(steward, data / "demo", said["address"])
        Server(said["address"], make_token(steward, data / "demo"), driver, folder).run(checks)
