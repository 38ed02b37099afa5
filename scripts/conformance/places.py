# SPDX-License-Identifier: Apache-2.0
"""The simulator of Nominatim, through geopy as it is."""

import os
import urllib.parse

import geopy.adapters
import geopy.exc
import geopy.geocoders

from checks import equal, expect
from simulation import Simulation, running

CLIENT = "geopy"
HOUSE = (52.0021, 5.0083)
SEA = (53.0, 3.5)


class Places:
    def __init__(self, simulation, strict):
        self.simulation = simulation
        self.geocoder = self.client(simulation)
        self.strict = strict

    @staticmethod
    def client(simulation):
        host = urllib.parse.urlsplit(simulation.address).netloc
        # Its other adapter waits and asks again after 429; this one says what it was told.
        return geopy.geocoders.Nominatim(
            user_agent="conformance", domain=host, scheme="http", timeout=10, proxies={},
            adapter_factory=geopy.adapters.URLLibAdapter)

    def run(self, checks):
        for what, body in [
            ("a house with its address", self.house),
            ("a language that is asked for, and one that is not there", self.languages),
            ("further away the road, and the town", self.zoom),
            ("an address without its parts", self.without_details),
            ("at sea there is nothing", self.sea),
            ("a wrong request is refused", self.wrong),
            ("a failing and a busy server", self.failures),
            ("the public server's policy", self.policy),
        ]:
            checks.run(CLIENT, what, body)

    def house(self):
        found = self.geocoder.reverse(HOUSE)
        equal((found.latitude, found.longitude), HOUSE, "the place")
        address = found.raw["address"]
        wanted = {
            "house_number": "12-A", "road": "Proefstraat", "village": "Voorbeelddorp", "postcode": "3999 ZZ",
            "country": "Nederland", "country_code": "nl",
        }
        equal({key: address.get(key) for key in wanted}, wanted, "the address")
        expect(found.address.startswith("12-A, Proefstraat, "), f"the text is {found.address}")

    def languages(self):
        for language, country in [("de", "Niederlande"), ("th", "ประเทศเนเธอร์แลนด์"), ("fi", "Nederland")]:
            found = self.geocoder.reverse(HOUSE, language=language)
            equal(found.raw["address"]["country"], country, f"the country in {language}")

    def zoom(self):
        near = self.geocoder.reverse((HOUSE[0] + 0.02, HOUSE[1])).raw["address"]
        expect("road" in near and "house_number" not in near, f"two kilometres away it is {near}")
        town = self.geocoder.reverse(HOUSE, zoom=10).raw["address"]
        expect("village" in town and "road" not in town, f"at zoom 10 it is {town}")

    def without_details(self):
        found = self.geocoder.reverse(HOUSE, addressdetails=False)
        expect("address" not in found.raw and found.address, f"it is {found.raw}")

    def sea(self):
        equal(self.geocoder.reverse(SEA), None, "what is at sea")

    def fails(self, kind, body):
        try:
            body()
        except kind:
            return
        raise AssertionError(f"geopy did not raise {kind.__name__}")

    def wrong(self):
        # 400, which geopy takes for a query that cannot be.
        self.fails(geopy.exc.GeocoderQueryError, lambda: self.geocoder._call_geocoder(
            self.simulation.address + "/reverse?format=json&lat=x&lon=5", lambda answer: answer))

    def failures(self):
        for fault, kind in [
            ({"kind": "status", "status": 503}, geopy.exc.GeocoderTimedOut),
            ({"kind": "rateLimited", "seconds": 7}, geopy.exc.GeocoderRateLimited),
            ({"kind": "status", "status": 403}, geopy.exc.GeocoderInsufficientPrivileges),
            ({"kind": "body", "text": "<html>"}, geopy.exc.GeocoderParseError),
        ]:
            self.simulation.fault(**fault, count=1)
            self.fails(kind, lambda: self.geocoder.reverse(HOUSE))
            self.simulation.clear_faults()

    def policy(self):
        geocoder = self.client(self.strict)
        expect(geocoder.reverse(HOUSE), "the first call gave nothing")
        self.fails(geopy.exc.GeocoderRateLimited, lambda: geocoder.reverse(HOUSE))
        geocoder.headers["User-Agent"] = ""
        self.fails(geopy.exc.GeocoderInsufficientPrivileges, lambda: geocoder.reverse(HOUSE))


def check(checks, program):
    """Starts a server with the public one's policy and one without, and makes the checks."""
    command = [program, "nominatim", "--parent", str(os.getpid())]
    with running(command, "steward-simulate nominatim") as line:
        with running([*command, "--policy"], "steward-simulate nominatim") as strict:
            Places(Simulation(line), Simulation(strict)).run(checks)
