# SPDX-License-Identifier: Apache-2.0
"""What stands around the logbook: charging stations, an employer, tiles below maps, a broker, a file."""

import contextlib
import http.server
import re
import struct
import tempfile
import threading
import zlib

from browser import check, flow, same
from keyboard import reach, walk

DRIVER = "demo-driver"
CAR = "Blue"
KEY = "key-of-the-browser-flow"
CREDIT = "Drawn by the flow"
PLAIN = "img-src 'self' data:"
TABLE = """date,start,end,from,to,distance,type,purpose
2020-09-01,08:00,08:30,Utrecht,Amersfoort,22.4,business,Visit
2020-09-02,17:00,17:30,Amersfoort,Utrecht,22.6,private,
"""
LOOKS = [("wide-en-light", "en-GB", "light", 1280), ("phone-th-dark", "th-TH", "dark", 390),
         ("phone-nl-light", "nl-NL", "light", 390)]


def logbook_around(stage):
    owner = stage.owner()
    driver = stage.person()
    driver.open(stage.steward("access", "link", "--for", DRIVER, "--address", stage.base)["link"])
    driver.page.locator("#field-password").fill("pools-of-quiet-water")
    driver.page.locator("#field-again").fill("pools-of-quiet-water")
    driver.goes(lambda: driver.page.keyboard.press("Enter"), None)
    driver.open("/logbook/cars")
    car = driver.main.get_by_role("link", name=CAR, exact=True).get_attribute("href")
    imports(stage, driver)
    asks_a_broker(stage, owner)
    charges(stage, owner, driver)
    is_watched(stage, owner, driver, car)
    lays_tiles(stage, owner, driver)


def looks(stage, person, path, name):
    """The page in other languages, widths and colours."""
    for look, language, scheme, width in LOOKS:
        other = stage.person(language=language, scheme=scheme, width=width, session=person.context.storage_state())
        other.open(path)
        other.fits()
        other.accessible()
        other.picture(f"{name}-{look}", screens=4)
        other.context.close()


# A file.

def imports(stage, driver):
    driver.open("/logbook/import")
    table = {"name": "trips of 2020.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    driver.main.locator("#field-file").set_input_files(table)
    driver.send("Look at it first", status=200)
    driver.sees("Nothing is taken in yet")
    form = driver.main.locator("form:has(input[value=take])").evaluate(
        "(one) => new URLSearchParams(new FormData(one)).toString()")
    driver.send("Take it in")
    driver.sees("It is taken in")
    result = driver.path
    check(re.fullmatch(r"/logbook/import/[0-9a-f-]{36}", result), f"what came of the file is at {result}")
    count = trips(stage)
    driver.page.reload(wait_until="load")
    driver.at(result)
    driver.sees("It is taken in")
    driver.sees("trips of 2020.csv")
    # The form leads to the same result when it is sent again.
    again = driver.page.evaluate(
        "(body) => fetch('/logbook/import', {method: 'POST', body: new URLSearchParams(body)}).then((one) => one.url)",
        form)
    same(again, stage.base + result, "where the form leads that was sent again")
    same(trips(stage), count, "trips after the form was sent again")
    driver.open("/logbook/import")
    driver.sees("Taken in before")
    looks(stage, driver, "/logbook/import", "logbook-import-before")
    driver.follow("trips of 2020.csv")
    driver.at(result)
    walk(driver, result)
    looks(stage, driver, result, "logbook-import-result")


def trips(stage):
    return len(stage.steward("logbook", "trips", CAR, "--for", DRIVER))


# A broker.

def asks_a_broker(stage, owner):
    """The test of settings says what came of it beside the form, in which everything typed stays."""
    owner.open("/logbook/sources")
    owner.main.locator("#broker-settings > summary").click()
    owner.main.locator("#field-broker-host").fill("127.0.0.1")
    with closed_port() as port:
        owner.main.locator("#field-broker-port").fill(str(port))
        owner.main.locator("#field-broker-user").fill("steward")
        owner.main.locator("#field-broker-password").fill("never-shown")
        owner.main.get_by_role("button", name="Test it", exact=True).press("Enter")
        owner.waits_for("() => document.querySelector('#broker-tested .notice')", "that the test tells something")
    said = owner.main.locator("#broker-tested").inner_text()
    check("It does not work" in said and "never-shown" not in said, f"the test of a closed port says: {said}")
    owner.at("/logbook/sources")
    same(owner.main.locator("#field-broker-password").input_value(), "never-shown", "the password that was typed")
    owner.fits()
    owner.accessible()
    owner.picture("logbook-broker-tested")
    owner.page.set_viewport_size({"width": 390, "height": 844})
    owner.fits()
    owner.main.locator("#broker-tested").scroll_into_view_if_needed()
    owner.picture("logbook-broker-tested-phone", screens=8)
    owner.page.set_viewport_size({"width": 1280, "height": 800})
    # Without scripts the whole page says it.
    plain = stage.person(script=False, session=owner.context.storage_state())
    plain.open("/logbook/sources")
    plain.main.locator("#broker-settings > summary").click()
    plain.main.locator("#field-broker-host").fill("-wrong")
    plain.send("Test it", status=422)
    plain.main.locator("#field-broker-host").fill("nowhere.invalid")
    plain.send("Test it", status=200)
    plain.sees("It does not work")
    plain.context.close()


@contextlib.contextmanager
def closed_port():
    """A port of this machine that nobody listens at."""
    import socket
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        yield one.getsockname()[1]


# Charging stations.

def charges(stage, owner, driver):
    driver.open("/logbook/charging")
    driver.sees("Connections")
    with stage.simulated("open-charge-map", "--key", KEY) as address:
        # Where a service is only a command can say.
        with tempfile.NamedTemporaryFile("w") as file:
            file.write(KEY)
            file.flush()
            stage.steward("connect", "open-charge-map", "--name", "chargers", "--set", f"address={address}/v3",
                          "--set-file", f"key={file.name}")
        owner.open("/connections/chargers")
        owner.send("Test now")
        owner.sees("Tested just now.")
        owner.sees_not("does not work")
        driver.open("/logbook/charging")
        reach(driver, "#field-at")
        driver.page.keyboard.type("52.0905, 5.1214")
        reach(driver, "#field-radius")
        driver.page.keyboard.type("10 km")
        driver.press("Tab")
        driver.press_and_go("Enter")
        same(driver.main.locator("#field-at").input_value(), "52.0905, 5.1214", "the position that was typed")
        found(driver)
        zooms(driver)
        walk(driver, driver.place)
        looks(stage, driver, driver.place, "logbook-charging")
        plain = stage.person(script=False, width=390, session=driver.context.storage_state())
        plain.open(driver.place)
        found(plain)
        plain.context.close()
        # Of a place of one's own, also one with a blank in its name, and west of Greenwich.
        driver.open("/logbook/charging")
        driver.main.locator("#field-place").select_option("Garden Centre")
        driver.send("Show")
        same(driver.main.locator("[aria-invalid=true]").count(), 0, "fields that are wrong")
        driver.main.locator("#field-place").select_option("")
        driver.main.locator("#field-at").fill("10.0, -10.0")
        driver.send("Show")
        driver.sees("No station this near.")
        driver.open("/logbook/charging?at=here")
        same(driver.main.locator("[aria-invalid=true]").count(), 1, "fields that are wrong")
    # The service is gone.
    driver.open("/logbook/charging?at=52.0905,5.1214&radius=5")
    check(driver.main.locator(".notice.warn").count() == 1, "it is not said that the service does not answer")
    driver.accessible()
    driver.picture("logbook-charging-gone")


def found(person):
    """The list and the map tell the same stations, each with power and operator."""
    rows = [row.inner_text() for row in person.main.locator("table tbody tr").all()]
    check(len(rows) >= 4, f"there are {len(rows)} stations: {rows}")
    garage = next((row for row in rows if "Parkeergarage Catharijne" in row), "")
    for part in ("150 kW", "Catharijnesingel 52", "4 ×"):
        check(part in garage, f"“{part}” does not stand in the list: {garage!r} of {rows}")
    marks = person.main.locator(".trail-map svg .spot.charger")
    same(marks.count(), len(rows), "stations on the map")
    hints = [mark.locator("title").text_content() for mark in marks.all()]
    check(any("Parkeergarage Catharijne" in hint and "150 kW" in hint for hint in hints),
          f"the map does not tell power and name: {hints}")
    for mark in marks.all():
        box = mark.bounding_box()
        check(box["width"] > 3, f"a station is drawn where nobody sees it: {box}")


def zooms(driver):
    """The stations are laid over the map that zooms, and tell there what the list tells."""
    button = driver.main.locator(".trail-map > button")
    button.press("Enter")
    driver.waits_for("() => document.querySelectorAll('.zoom-map path').length > 4", "that stations are laid over it")
    driver.page.locator(".zoom-map path").nth(2).hover()
    said = driver.page.locator(".leaflet-tooltip").inner_text()
    check("150 kW" in said and "Laadhaven" in said, f"a station tells: {said}")
    driver.fits()
    driver.accessible()
    driver.picture("logbook-charging-zoomed", screens=2)
    button.press("Enter")


# An employer.

def is_watched(stage, owner, driver, car):
    driver.open(car)
    field = driver.main.locator("#field-employer")
    field.evaluate("(one) => one.closest('details') && (one.closest('details').open = true)")
    field.fill("anna")
    driver.goes(lambda: field.press("Enter"), None)
    owner.open("/logbook/cars")
    owner.follow(CAR)
    page = "/logbook/employer/" + car.split("/")[-1]
    owner.at(page)
    private = [one for one in stage.steward("logbook", "trips", CAR, "--for", DRIVER) if one["use"] == "private"]
    check(len(private) > 2, f"the demonstration has {len(private)} private trips")
    hidden = 0
    for row in owner.main.locator("table tbody tr").all():
        cells = row.locator("th, td").all_inner_texts()
        if "Private" in cells[-1]:
            hidden += 1
            same(cells[1].strip(), "private", f"what an employer sees of {cells}")
        else:
            check("→" in cells[1], f"a business trip is not told: {cells}")
    check(hidden >= len(private) // 2, f"{hidden} private trips of {len(private)} are listed")
    check("map" not in owner.main.inner_html().lower().split("<table")[0], "an employer sees a map")
    # What the pages of the driver tell is not there for an employer.
    for path in (car, f"{car}/edit", f"/logbook?vehicle={car.split('/')[-1]}"):
        owner.open(path, status=404)
    walk(owner, page)
    looks(stage, owner, page, "logbook-employer")
    driver.open(car)
    driver.sees("anna")
    driver.accessible()
    driver.goes(lambda: driver.main.locator("form[action$='/employers/remove'] button").click(), None)
    owner.open(page, status=404)


# Tiles below maps.

class Tiles(http.server.ThreadingHTTPServer):
    """Serves one small square for every tile, on this machine, and remembers what it was asked for."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), TileAnswer)
        self.asked = []
        self.referrers = set()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class TileAnswer(http.server.BaseHTTPRequestHandler):
    square = None

    def do_GET(self):
        self.server.asked.append(self.path)
        self.server.referrers.add(self.headers.get("Referer"))
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(TILE)))
        self.end_headers()
        self.wfile.write(TILE)

    def log_message(self, *_):
        pass


def tile():
    """A grey square of 256 × 256 with a lighter edge, as PNG."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    edge, rest = b"\x00" + b"\xee" * 256, b"\x00" + b"\xee" + b"\xcc" * 255
    header = struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0)
    lines = zlib.compress(edge + rest * 255)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


TILE = tile()


@contextlib.contextmanager
def serving():
    server = Tiles()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def policy(person, path):
    return person.open(path).headers["content-security-policy"]


def lays_tiles(stage, owner, driver):
    with serving() as tiles, serving() as other:
        month = last_month(stage)
        before = policy(driver, month)
        check(f"{PLAIN};" in before, f"without tiles the policy is {before}")
        drawn(driver)
        driver.main.locator(".trail-map > button").press("Enter")
        driver.waits_for("() => document.querySelectorAll('.zoom-map path').length > 2", "that ways are drawn")
        same(driver.page.locator(".leaflet-tile").count(), 0, "tiles without a source")
        chooses(owner, "http://tiles.example/{z}/{x}/{y}.png", 422)
        chooses(owner, tiles.address + "/{z}/{x}/{y}.png", 303)
        stage.friends.append(tiles.address)
        after = policy(driver, month)
        same(after, before.replace(PLAIN, f"{PLAIN} {tiles.address}"), "the policy with tiles")
        driver.waits_for("() => document.querySelectorAll('.leaflet-tile-loaded').length > 0", "that tiles are laid")
        check(tiles.asked and all(re.fullmatch(r"/\d+/\d+/\d+\.png", path) for path in tiles.asked),
              f"the map asked for {tiles.asked[:5]}")
        check(tiles.referrers <= {None, stage.base + "/"} or tiles.referrers == {None},
              f"the source of tiles is told what is looked at: {tiles.referrers}")
        driver.sees(CREDIT)
        refuses(driver, other)
        driver.fits()
        driver.accessible()
        driver.picture("logbook-tiles", screens=2)
        looks(stage, driver, month, "logbook-tiles")
        # Only pages with a map may ask for tiles.
        check(f"{PLAIN};" in policy(driver, "/logbook/sources"), "a page without a map may ask for tiles")
        plain = stage.person(script=False, session=driver.context.storage_state())
        plain.open(month)
        drawn(plain)
        plain.context.close()
        chooses(owner, "", 303)
        asked = len(tiles.asked)
        same(policy(driver, month), before, "the policy after the source was taken back")
        drawn(driver)
        same(len(tiles.asked), asked, "tiles that were asked for after the source was taken back")


def last_month(stage):
    listed = stage.steward("logbook", "trips", CAR, "--for", DRIVER)
    last = [one["id"] for one in listed if one["status"] == "trip"][-1]
    return f"/logbook?month={last[:4]}-{last[4:6]}"


def drawn(person):
    drawing = person.main.locator(".trail-map svg[aria-labelledby]")
    check(drawing.is_visible() and drawing.locator("polyline.way").count() > 2, "the map is not drawn")


def chooses(owner, template, status):
    owner.open("/logbook/map")
    owner.main.locator("#field-template").fill(template)
    owner.main.locator("#field-credit").fill(CREDIT if template else "")
    with owner.page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        owner.goes(lambda: owner.main.get_by_role("button", name="Save", exact=True).click(), None)
    same(answered.value.status, status, f"the status of the answer to {template}")
    if status == 422:
        owner.fits()
        owner.accessible()
        owner.picture("logbook-map-source")


def refuses(person, other):
    """An image of anybody else is not asked for; the browser says so, and that once it may."""
    known = list(person.problems)
    refused = person.page.evaluate("""(address) => new Promise((done) => {
      document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
      const image = new Image();
      image.onload = () => done("loaded");
      image.src = address + "/1/2/3.png";
    })""", other.address)
    same(refused, "img-src", "what the browser does with an image of another source")
    same(other.asked, [], "what another source was asked for")
    person.page.wait_for_timeout(200)
    person.problems[:] = known


if __name__ == "__main__":
    flow(logbook_around)
