# SPDX-License-Identifier: Apache-2.0
"""Google Maps through googlemaps and google-maps-routing as they are."""

import datetime
import json
import os
import urllib.request

import googlemaps
from google.api_core.client_options import ClientOptions
from google.api_core.exceptions import BadRequest
from google.maps import routing_v2
from google.protobuf import json_format
from googlemaps.convert import decode_polyline

from checks import equal, expect
from simulation import Simulation, running

# googlemaps takes no key that begins otherwise.
KEY = "AIzaSimulated"
UTRECHT, AMSTERDAM, SEA = (52.0907, 5.1216), (52.3731, 4.8922), (56.0, 3.0)
MASK = "routes.distanceMeters,routes.duration,routes.polyline.encodedPolyline"


def check(checks, program):
    """Starts the simulator and makes the checks of both clients."""
    command = [program, "google-maps", "--key", KEY, "--parent", str(os.getpid())]
    with running(command, "steward-simulate google-maps") as line:
        simulation = Simulation(line)
        Older(simulation).run(checks)
        Routes(simulation).run(checks)


def near(found, wanted, what):
    expect(abs(found[0] - wanted[0]) < 0.001 and abs(found[1] - wanted[1]) < 0.001, f"{what} is {found}, not {wanted}")


class Older:
    """Geocoding and directions."""

    def __init__(self, simulation):
        self.simulation = simulation
        self.client = self.with_key(KEY)

    def with_key(self, key):
        return googlemaps.Client(key=key, base_url=self.simulation.address, retry_timeout=10)

    def run(self, checks):
        for what, body in [
            ("an address at a point, in a language", self.reverse),
            ("results of one kind, or as exact as wanted", self.filters),
            ("a point by its address, with components, and by its place", self.forward),
            ("nothing at sea", self.nothing),
            ("directions with legs, steps and a course", self.directions),
            ("waypoints in the best order, and driven through", self.waypoints),
            ("alternatives, units, and the time with traffic", self.options),
            ("no way, and places that nobody knows", self.failures),
            ("a wrong key", self.wrong_key),
            ("OVER_QUERY_LIMIT and 503, with retries", self.retries),
        ]:
            checks.run("googlemaps", what, body)
        self.simulation.clear_faults()

    def reverse(self):
        results = self.client.reverse_geocode(UTRECHT, language="nl")
        equal(results[0]["formatted_address"], "Domplein 29, 3512 JE Utrecht, Nederland", "the address")
        kinds = {kind: part for part in results[0]["address_components"] for kind in part["types"]}
        equal(kinds["street_number"]["long_name"], "29", "the number")
        equal(kinds["country"]["short_name"], "NL", "the country")
        equal(results[0]["geometry"]["location_type"], "ROOFTOP", "location_type")

    def filters(self):
        found = self.client.reverse_geocode(UTRECHT, result_type=["locality", "country"])
        equal([result["types"][0] for result in found], ["locality", "country"], "the types")
        found = self.client.reverse_geocode(UTRECHT, location_type="ROOFTOP")
        equal(len(found), 1, "the number of exact results")

    def forward(self):
        found = self.client.geocode("Dam 1, Amsterdam", components={"country": "NL"})
        location = found[0]["geometry"]["location"]
        near((location["lat"], location["lng"]), AMSTERDAM, "the point")
        equal(self.client.geocode(place_id=found[0]["place_id"])[0]["place_id"], found[0]["place_id"], "the place")
        equal(self.client.geocode("Dam 1, Amsterdam", components={"country": "DE"}), [], "in another country")

    def nothing(self):
        equal(self.client.reverse_geocode(SEA), [], "the results")

    def directions(self):
        route, = self.client.directions(UTRECHT, "Dam 1, Amsterdam")
        leg, = route["legs"]
        equal(sum(step["distance"]["value"] for step in leg["steps"]), leg["distance"]["value"], "the steps' length")
        expect(40_000 < leg["distance"]["value"] < 55_000, f"{leg['distance']} between Utrecht and Amsterdam")
        points = decode_polyline(route["overview_polyline"]["points"])
        near((points[0]["lat"], points[0]["lng"]), UTRECHT, "the first point")
        near((points[-1]["lat"], points[-1]["lng"]), AMSTERDAM, "the last point")

    def waypoints(self):
        stops = [(52.1, 5.4), (52.1, 5.2), (52.1, 5.3)]
        route, = self.client.directions((52.1, 5.1), (52.1, 5.5), waypoints=stops, optimize_waypoints=True)
        equal(route["waypoint_order"], [1, 2, 0], "the order")
        equal(len(route["legs"]), 4, "the number of legs")
        route, = self.client.directions((52.1, 5.1), (52.1, 5.5), waypoints=["via:52.1,5.4"])
        equal(len(route["legs"]), 1, "the number of legs")

    def options(self):
        routes = self.client.directions(UTRECHT, AMSTERDAM, alternatives=True, units="imperial", mode="driving")
        equal(len(routes), 2, "the number of routes")
        expect(routes[0]["legs"][0]["distance"]["text"].endswith(" mi"), "the distance is not in miles")
        route, = self.client.directions(UTRECHT, AMSTERDAM, departure_time=datetime.datetime.now())
        leg = route["legs"][0]
        expect(leg["duration_in_traffic"]["value"] > leg["duration"]["value"], "traffic takes no time")

    def failures(self):
        equal(self.client.directions(UTRECHT, SEA), [], "the routes to the sea")
        self.fails("NOT_FOUND", lambda: self.client.directions(UTRECHT, "no such place"))
        many = [(52.1, 5.2)] * 26
        self.fails("MAX_WAYPOINTS_EXCEEDED", lambda: self.client.directions(UTRECHT, AMSTERDAM, waypoints=many))

    def wrong_key(self):
        self.fails("REQUEST_DENIED", lambda: self.with_key("AIzaOther").reverse_geocode(UTRECHT))

    def fails(self, status, body):
        try:
            body()
        except googlemaps.exceptions.ApiError as error:
            return equal(error.status, status, "the status")
        raise AssertionError("it did not fail")

    def retries(self):
        for fault in [
            {"kind": "body", "text": json.dumps({"status": "OVER_QUERY_LIMIT", "results": []})},
            {"kind": "status", "status": 503},
        ]:
            self.simulation.fault(count=1, **fault)
            expect(self.client.reverse_geocode(UTRECHT), "no results after a retry")


class Routes:
    """The Routes API over its REST transport."""

    def __init__(self, simulation):
        self.simulation = simulation
        self.client = self.with_key(KEY)

    def with_key(self, key):
        options = ClientOptions(api_endpoint=self.simulation.address, api_key=key)
        return routing_v2.RoutesClient(client_options=options, transport="rest")

    def run(self, checks):
        for what, body in [
            ("distance, time and course of a route", self.route),
            ("only what the mask asks for", self.masked),
            ("a question without a mask, and with a wrong one", self.mask_missing),
            ("legs, steps and every other member", self.everything),
            ("members that the description has, and no others", self.strict),
            ("points between, ordered and driven through; 25 of them", self.intermediates),
            ("alternatives, and a course as GeoJSON", self.options),
            ("no way, and no distance", self.zeros),
            ("a matrix", self.matrix),
            ("a wrong key", self.wrong_key),
        ]:
            checks.run("google-maps-routing", what, body)

    @staticmethod
    def place(point, **members):
        at = {"latitude": point[0], "longitude": point[1]}
        return routing_v2.Waypoint(location=routing_v2.Location(lat_lng=at), **members)

    def request(self, origin=UTRECHT, destination=AMSTERDAM, **members):
        return routing_v2.ComputeRoutesRequest(
            origin=self.place(origin), destination=self.place(destination),
            travel_mode=routing_v2.RouteTravelMode.DRIVE, **members)

    def compute(self, mask=MASK, client=None, **members):
        metadata = [("x-goog-fieldmask", mask)] if mask else []
        return (client or self.client).compute_routes(request=self.request(**members), metadata=metadata).routes

    def route(self):
        unaware = routing_v2.RoutingPreference.TRAFFIC_UNAWARE
        found, = self.compute(routing_preference=unaware)
        expect(40_000 < found.distance_meters < 55_000, f"{found.distance_meters} m from Utrecht to Amsterdam")
        expect(found.duration.total_seconds() > 1000, f"{found.duration} from Utrecht to Amsterdam")
        points = decode_polyline(found.polyline.encoded_polyline)
        near((points[0]["lat"], points[0]["lng"]), UTRECHT, "the first point")
        near((points[-1]["lat"], points[-1]["lng"]), AMSTERDAM, "the last point")

    def masked(self):
        found, = self.compute(mask="routes.distanceMeters")
        expect(found.distance_meters > 0, "no distance")
        expect(not found.legs and not found.polyline.encoded_polyline and not found.duration, "more than asked for")
        found, = self.compute(mask="routes.legs.distance_meters")
        expect(found.legs[0].distance_meters > 0 and not found.legs[0].steps, "more or less than asked for")

    def mask_missing(self):
        self.fails("FieldMask", lambda: self.compute(mask=None))
        self.fails("routes.nothing", lambda: self.compute(mask="routes.nothing"))

    def everything(self):
        aware = routing_v2.RoutingPreference.TRAFFIC_AWARE
        found, = self.compute(mask="*", routing_preference=aware, units=routing_v2.Units.METRIC)
        leg, = found.legs
        equal(sum(step.distance_meters for step in leg.steps), leg.distance_meters, "the steps' length")
        equal(list(found.route_labels), [routing_v2.RouteLabel.DEFAULT_ROUTE], "the labels")
        expect(found.duration > found.static_duration, "traffic takes no time")
        equal(leg.steps[0].navigation_instruction.maneuver, routing_v2.Maneuver.DEPART, "the first maneuver")
        expect(found.localized_values.distance.text.endswith(" km"), "the distance is not in kilometres")
        expect(found.viewport.low.latitude < found.viewport.high.latitude, "the viewport is empty")

    def strict(self):
        """The client drops members that it does not know, so an answer is read again without that mercy."""
        question = json_format.MessageToDict(self.request(intermediates=[self.place((52.2, 5.0))])._pb)
        request = urllib.request.Request(
            self.simulation.address + "/directions/v2:computeRoutes", data=json.dumps(question).encode(),
            headers={"X-Goog-Api-Key": KEY, "X-Goog-FieldMask": "*"})
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as reply:
            text = reply.read()
        response = json_format.Parse(text, routing_v2.ComputeRoutesResponse()._pb)
        equal(len(response.routes[0].legs), 2, "the number of legs")

    def intermediates(self):
        stops = [self.place(point) for point in [(52.1, 5.4), (52.1, 5.2), (52.1, 5.3)]]
        found, = self.compute(mask="*", origin=(52.1, 5.1), intermediates=stops, optimize_waypoint_order=True)
        equal(list(found.optimized_intermediate_waypoint_index), [1, 2, 0], "the order")
        equal(len(found.legs), 4, "the number of legs")
        found, = self.compute(mask="*", intermediates=[self.place((52.2, 5.0), via=True)])
        equal(len(found.legs), 1, "the number of legs")
        self.compute(intermediates=[self.place((52.2, 5.0))] * 25)
        self.fails("intermediate", lambda: self.compute(intermediates=[self.place((52.2, 5.0))] * 26))

    def options(self):
        equal(len(self.compute(compute_alternative_routes=True)), 2, "the number of routes")
        geojson = routing_v2.PolylineEncoding.GEO_JSON_LINESTRING
        found, = self.compute(mask="routes.polyline", polyline_encoding=geojson)
        first = found.polyline.geo_json_linestring["coordinates"][0]
        near((first[1], first[0]), UTRECHT, "the first point")

    def zeros(self):
        equal(len(self.compute(destination=SEA)), 0, "the number of routes to the sea")
        found, = self.compute(destination=UTRECHT)
        equal(found.distance_meters, 0, "the distance to where it begins")

    def matrix(self):
        place = lambda kind, point: kind(waypoint=self.place(point))  # noqa: E731 - said once, used twice
        request = routing_v2.ComputeRouteMatrixRequest(
            origins=[place(routing_v2.RouteMatrixOrigin, point) for point in [UTRECHT, SEA]],
            destinations=[place(routing_v2.RouteMatrixDestination, point) for point in [AMSTERDAM, UTRECHT]],
            travel_mode=routing_v2.RouteTravelMode.DRIVE)
        found = list(self.client.compute_route_matrix(request=request, metadata=[("x-goog-fieldmask", "*")]))
        equal([(one.origin_index, one.destination_index) for one in found], [(0, 0), (0, 1), (1, 0), (1, 1)], "indices")
        exists = routing_v2.RouteMatrixElementCondition.ROUTE_EXISTS
        equal([one.condition == exists for one in found], [True, True, False, False], "the conditions")

    def wrong_key(self):
        self.fails("API key not valid", lambda: self.compute(client=self.with_key("AIzaOther")))

    def fails(self, words, body):
        try:
            body()
        except BadRequest as error:
            return expect(words in str(error), f"it says {error}")
        raise AssertionError("it did not fail")
