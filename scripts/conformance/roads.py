# SPDX-License-Identifier: Apache-2.0
"""The simulator of OSRM beside the real engine, over the same invented town: the same requests, answer by answer.

`scripts/osrm-engine` puts the engine into .build/osrm. The simulator writes its town as a map, the engine makes its own
data of it, and both are asked the same: good requests and wrong ones, always the same ones.
"""

import contextlib
import json
import math
import os
import pathlib
import random
import subprocess
import threading
import urllib.error
import urllib.request

from checks import Skipped, equal, expect
from simulation import running

CLIENT = "osrm-routed"
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HOME = ROOT / ".build" / "osrm" / "osrm"
SEED = 20261122

# Where the simulator's town has its streets and avenues; the points that are asked about lie on them.
LATITUDES = [52.000, 52.010, 52.021, 52.030, 52.042, 52.050]
LONGITUDES = [5.000, 5.015, 5.031, 5.044, 5.060, 5.075]
ONE_WAY = 2

WRONG = [
    "/route/v1/driving/5.02,52", "/route/v2/driving/5.02,52;5.05,52", "/way/v1/driving/5.02,52;5.05,52", "/route",
    "/route/v1/driving", "/route/v1/driving/1e-07,52;5.05,52", "/route/v1/driving/5.02,52;5.05,92",
    "/route/v1/driving/5.02,52;185.05,52", "/route/v1/driving/5.02;5.05,52", "/route/v1/driving/5.02,52;5.05,52?x=1",
    "/route/v1/driving/5.02,52;5.05,52?geometries=wkt", "/route/v1/driving/5.02,52;5.05,52?overview=some",
    "/route/v1/driving/5.02,52;5.05,52?radiuses=5", "/route/v1/driving/5.02,52;5.05,52?radiuses=a;b",
    "/route/v1/driving/5.02,52;5.05,52?generate_hints=maybe", "/route/v1/driving/5.02,52;3.5,52.5?radiuses=90;90",
    "/route/v1/driving/5.02,52;5.5,52.305", "/route/v1/driving/5.5,52.305;5.02,52",
    "/match/v1/driving/5.02,52", "/match/v1/driving/5.02,52;5.021,52?timestamps=1", "/nearest/v1/driving/0,0?number=0",
    "/match/v1/driving/5.02,52;5.021,52?timestamps=9;8", "/match/v1/driving/5.02,52;5.021,52?timestamps=1;x",
    "/match/v1/driving/5.02,52;5.021,52?gaps=some", "/match/v1/driving/3.5,52.5;3.501,52.5",
    "/match/v1/driving/5.02,52;5.03,52?timestamps=1;2", "/nearest/v1/driving/3.5,52.5?radiuses=50",
    "/route/v1/driving/" + ";".join(["5.02,52"] * 501), "/match/v1/driving/" + ";".join(["5.02,52"] * 101),
]


def version():
    """The engine's version; None when it is not there."""
    program = HOME / "bin" / "osrm-routed"
    if not program.exists():
        return None
    return subprocess.run([str(program), "--version"], capture_output=True, text=True, timeout=30).stdout.strip()


class Engine:
    """The real engine over a map."""

    def __init__(self, folder):
        self.folder = folder

    def command(self, program, *arguments):
        return [str(HOME / "bin" / program), *map(str, arguments)]

    def prepare(self):
        profile = HOME / "share" / "profiles" / "car.lua"
        for step in [
            self.command("osrm-extract", "-p", profile, self.folder / "town.osm"),
            self.command("osrm-partition", self.folder / "town.osrm"),
            self.command("osrm-customize", self.folder / "town.osrm"),
        ]:
            done = subprocess.run(step, capture_output=True, text=True, timeout=120)
            expect(done.returncode == 0, f"{step[0]} ended with {done.returncode}: {(done.stdout + done.stderr)[-600:]}")

    @contextlib.contextmanager
    def serving(self):
        """Runs it on a free port; gives its address."""
        options = ["--ip", "127.0.0.1", "--port", 0, "--algorithm", "mld", "--threads", 2]
        process = subprocess.Popen(
            self.command("osrm-routed", *options, self.folder / "town.osrm"), stdout=subprocess.PIPE, text=True)
        try:
            address = None
            for line in process.stdout:
                if "Listening on: " in line:
                    address = "http://" + line.split("Listening on: ")[1].strip()
                if "waiting for requests" in line:
                    break
            expect(address, f"osrm-routed ended with {process.poll()} before it listened")
            # Its log is read on, so that it never waits for room to write.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield address
        finally:
            process.kill()
            process.wait()


def ask(address, path):
    """Status, content type and JSON of an answer."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address + path, timeout=30) as reply:
            return reply.status, reply.headers["Content-Type"], json.loads(reply.read())
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], json.loads(error.read())


def shape(value):
    """What a value looks like: the keys and kinds, without the values."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        kinds = {json.dumps(shape(inner), sort_keys=True) for inner in value if inner is not None}
        return sorted(kinds)
    return "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__


def metres(one, other):
    """Between two places, each longitude and latitude."""
    north = (one[1] - other[1]) * 111_267
    east = (one[0] - other[0]) * 111_267 * math.cos(math.radians(one[1]))
    return math.hypot(north, east)


def along(line, share):
    """The place at this share of a line."""
    lengths = [metres(one, other) for one, other in zip(line, line[1:])]
    left = sum(lengths) * share
    pieces = list(zip(lengths, line, line[1:]))
    for number, (length, one, other) in enumerate(pieces):
        if left <= length or number == len(pieces) - 1:
            part = min(1, left / length)
            return [one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part]
        left -= length
    return line[-1]


def text(points):
    return ";".join(f"{longitude:.6f},{latitude:.6f}" for longitude, latitude in points)


def street_point(chance):
    """A place in the middle part of a block, on its street or its avenue."""
    block, other, share = chance.randrange(5), chance.randrange(6), chance.uniform(0.15, 0.85)
    if chance.random() < 0.5:
        return LONGITUDES[block] + share * (LONGITUDES[block + 1] - LONGITUDES[block]), LATITUDES[other]
    return LONGITUDES[other], LATITUDES[block] + share * (LATITUDES[block + 1] - LATITUDES[block])


def drive(chance):
    """A drive along some blocks, measured every five seconds with up to six metres of error: points and seconds."""
    street, avenue = chance.randrange(6), chance.randrange(2)
    line = [(LONGITUDES[avenue], LATITUDES[street])]
    for _ in range(chance.randrange(3, 8)):
        turns = [(0, 1), (1, 0), (-1, 0), (0, -1)]
        chance.shuffle(turns)
        for up, right in turns:
            near = (avenue + right, street + up)
            is_on = 0 <= near[0] < 6 and 0 <= near[1] < 6
            wrong_way = up == -1 and avenue == ONE_WAY
            if is_on and not wrong_way and (LONGITUDES[near[0]], LATITUDES[near[1]]) not in line:
                avenue, street = near
                line.append((LONGITUDES[avenue], LATITUDES[street]))
                break
    total = sum(metres(one, other) for one, other in zip(line, line[1:]))
    count = min(90, int(total // 55))
    points = [along(line, number * 55 / total) for number in range(count + 1)]
    noisy = [[x + chance.uniform(-6, 6) / 68_500, y + chance.uniform(-6, 6) / 111_267] for x, y in points]
    return noisy, [1_770_544_800 + 5 * number for number in range(count + 1)], 55 * count


class Roads:
    def __init__(self, simulator, engine):
        self.simulator = simulator
        self.engine = engine

    def run(self, checks):
        for what, body in [
            ("300 routes between two places have the same length, course and shape", self.routes),
            ("60 routes by way of places have the same length", self.via),
            ("60 drives are matched to the same way", self.matches),
            ("a drive with a hole is divided at the same place", self.gaps),
            ("a drive that is measured often is thinned in the same way", self.tidy),
            ("200 places are put on the same road", self.nearest),
            ("each form of a course, and none", self.forms),
            (f"{len(WRONG)} wrong requests have the same code", self.wrong),
        ]:
            checks.run(CLIENT, what, body)

    def both(self, path):
        """The answers of the simulator and of the engine, which must be of one kind."""
        (status, kind, ours), (real_status, real_kind, theirs) = ask(self.simulator, path), ask(self.engine, path)
        equal((status, ours.get("code")), (real_status, theirs.get("code")), f"the answer to {path[:300]}")
        equal(kind.lower(), real_kind.lower(), f"the content type of {path[:300]}")
        equal(shape(ours), shape(theirs), f"the shape of the answer to {path[:300]}")
        return ours, theirs

    def same_way(self, one, other, path):
        near = max(3, other["distance"] * 0.001)
        expect(abs(one["distance"] - other["distance"]) <= near,
               f"{one['distance']} m, the engine says {other['distance']} m: {path[:400]}")
        expect(abs(one["duration"] - other["duration"]) <= 3,
               f"{one['duration']} s, the engine says {other['duration']} s: {path[:400]}")

    def routes(self):
        chance = random.Random(SEED)
        for _ in range(300):
            path = f"/route/v1/driving/{text([street_point(chance), street_point(chance)])}"
            path += "?overview=full&geometries=geojson&generate_hints=false&radiuses=1000;1000"
            ours, theirs = self.both(path)
            self.same_way(ours["routes"][0], theirs["routes"][0], path)
            lines = [answer["routes"][0]["geometry"]["coordinates"] for answer in (ours, theirs)]
            for end in (0, -1):
                expect(metres(lines[0][end], lines[1][end]) < 2, f"the course has another end: {path}")

    def via(self):
        chance = random.Random(SEED + 1)
        for _ in range(60):
            points = [street_point(chance) for _ in range(chance.randrange(3, 9))]
            path = f"/route/v1/driving/{text(points)}?overview=false&generate_hints=false"
            ours, theirs = self.both(path)
            equal(len(ours["routes"][0]["legs"]), len(points) - 1, "legs")
            self.same_way(ours["routes"][0], theirs["routes"][0], path)

    @staticmethod
    def match_path(points, seconds, options=""):
        path = f"/match/v1/driving/{text(points)}?overview=full&geometries=geojson&generate_hints=false{options}"
        path += "&timestamps=" + ";".join(map(str, seconds)) + "&radiuses=" + ";".join(["8"] * len(points))
        return path

    def matches(self):
        chance = random.Random(SEED + 2)
        for _ in range(60):
            points, seconds, driven = drive(chance)
            path = self.match_path(points, seconds, "&gaps=split&tidy=true")
            ours, theirs = self.both(path)
            for answer in (ours, theirs):
                total = sum(matching["distance"] for matching in answer["matchings"])
                expect(abs(total - driven) < 60, f"{total} m were matched of {driven} m: {path}")
            self.same_way(ours["matchings"][0], theirs["matchings"][0], path)
            self.same_points(ours, theirs, path)

    def same_points(self, ours, theirs, path):
        pairs = list(zip(ours["tracepoints"], theirs["tracepoints"]))
        alike = [
            one is other is None or bool(one and other and metres(one["location"], other["location"]) < 12)
            for one, other in pairs
        ]
        # At a corner a point may be put round it by one of them.
        expect(sum(alike) >= len(pairs) - 4, f"{len(pairs) - sum(alike)} of {len(pairs)} points differ: {path}")

    def gaps(self):
        points = [(5.002 + 0.0007 * number, 52.0) for number in range(60)]
        seconds = [1_770_544_800 + 5 * number + (400 if number >= 30 else 0) for number in range(60)]
        ours, theirs = self.both(self.match_path(points, seconds, "&gaps=split"))
        for answer in (ours, theirs):
            numbers = [point["matchings_index"] for point in answer["tracepoints"]]
            equal(numbers, [0] * 30 + [1] * 30, "the points' matchings")
        ours, theirs = self.both(self.match_path(points, seconds, "&gaps=ignore"))
        equal(len(ours["matchings"]), len(theirs["matchings"]), "matchings of a trace that is not divided")

    def tidy(self):
        for step, pause in [(0.00005, 1), (0.0005, 1), (0.00005, 10), (0.0005, 5), (0.0001, 3)]:
            points = [(5.002 + step * number, 52.00001) for number in range(24)]
            seconds = [1_770_544_800 + pause * number for number in range(24)]
            ours, theirs = self.both(self.match_path(points, seconds, "&tidy=true"))
            left = [[number for number, point in enumerate(answer["tracepoints"]) if point is None]
                    for answer in (ours, theirs)]
            equal(left[0], left[1], f"the points left out at a step of {step}° and {pause} s")

    def nearest(self):
        chance = random.Random(SEED + 3)
        for _ in range(200):
            x, y = street_point(chance)
            point = (x + chance.uniform(-40, 40) / 68_500, y + chance.uniform(-40, 40) / 111_267)
            path = f"/nearest/v1/driving/{text([point])}?number=1&generate_hints=false"
            ours, theirs = self.both(path)
            one, other = ours["waypoints"][0], theirs["waypoints"][0]
            expect(metres(one["location"], other["location"]) < 1, f"another place: {path}")
            expect(abs(one["distance"] - other["distance"]) < 1, f"another distance: {path}")
            equal(one["name"], other["name"], f"the name of the road at {path}")
            equal(sorted(one["nodes"]), sorted(other["nodes"]), f"the nodes at {path}")

    def forms(self):
        start = "/route/v1/driving/5.020000,52.000000;5.031000,52.015000?generate_hints=false"
        for geometries in ("polyline", "polyline6"):
            path = f"{start}&overview=full&geometries={geometries}"
            ours, theirs = self.both(path)
            equal(ours["routes"][0]["geometry"], theirs["routes"][0]["geometry"], f"the course as {geometries}")
        path = f"{start}&overview=full&geometries=geojson"
        ours, theirs = self.both(path)
        equal(ours["routes"][0]["geometry"], theirs["routes"][0]["geometry"], "the course as GeoJSON")
        for option in ("&overview=false", "&overview=simplified", "&continue_straight=false", ""):
            self.both(start + option)
        self.both("/route/v1/driving/5.02,52;5.02,52?geometries=geojson")
        self.both("/match/v1/driving/5.02,52;5.0207,52.00001")

    def wrong(self):
        for path in WRONG:
            (status, kind, ours), (real_status, real_kind, theirs) = ask(self.simulator, path), ask(self.engine, path)
            equal((status, ours["code"]), (real_status, theirs["code"]), f"the answer to {path[:200]}")
            equal(sorted(ours), sorted(theirs), f"the members of the answer to {path[:200]}")
            equal(kind.lower(), real_kind.lower(), f"the content type of {path[:200]}")


def check(checks, program, folder):
    """Starts both and makes the checks."""
    home = folder / "roads"
    home.mkdir()
    command = [program, "osrm", "--write-map", str(home / "town.osm"), "--parent", str(os.getpid())]
    with running(command, "steward-simulate osrm") as line:
        if not version():
            def absent():
                raise Skipped("the engine is not in .build/osrm; scripts/osrm-engine puts it there, online")
            checks.run(CLIENT, "the simulator beside the real engine", absent)
            return
        engine = Engine(home)
        engine.prepare()
        with engine.serving() as address:
            Roads(line["address"], address).run(checks)
