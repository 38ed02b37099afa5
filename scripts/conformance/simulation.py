# SPDX-License-Identifier: Apache-2.0
"""Starts a simulator, and moves it over its control path."""

import contextlib
import json
import subprocess
import sys
import urllib.request

from checks import expect


def call(method, address, body=None):
    """Calls an address of this machine straight, whatever proxy the environment names."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data=data, method=method)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=30) as reply:
        return json.loads(reply.read() or b"null")


class Simulation:
    """A running simulator."""

    def __init__(self, line):
        self.line = line
        self.address = line["address"]

    def post(self, path, body=None):
        return self.call("POST", path, body)

    def call(self, method, path, body=None):
        return call(method, self.address + path, body)

    def fault(self, **members):
        """Plays a fault: fault(kind="status", status=503, path="/upload/*", count=1)."""
        return self.post("/_simulator/faults", members)

    def clear_faults(self):
        return self.call("DELETE", "/_simulator/faults")

    def accounts(self, control, **members):
        """Moves the account service: accounts("consent", decision="deny")."""
        return self.post(f"/_simulator/accounts/{control}", members)

    def requests(self):
        """Method and path of what reached the service."""
        return self.call("GET", "/_simulator/requests")


class Front:
    """The TLS server and the proxy that lead to the simulator; scripts/tls-front says more."""

    def __init__(self, line):
        self.environment = line["environment"]
        self.proxy = line["proxy"]
        self.known = 0

    def expect_hosts(self, *wanted):
        """These hosts were asked for since the last call of this, and nobody's but Google's."""
        everything = call("GET", self.proxy + "/hosts")
        asked, self.known = set(everything[self.known:]), len(everything)
        hosts = {host.removesuffix(":443") for host in asked}
        expect(hosts.issuperset(wanted), f"asked were {sorted(hosts)}")
        others = [host for host in hosts if not host.endswith((".googleapis.com", ".google.com"))]
        expect(not others, f"others were asked: {others}")


@contextlib.contextmanager
def running(command, name):
    """Runs a program whose first line of output is a JSON object, and ends it."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        first = process.stdout.readline()
        if not first:
            sys.exit(f"conformance: {name} did not start; its exit status is {process.wait(10)}.")
        yield json.loads(first)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
