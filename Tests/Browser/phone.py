# SPDX-License-Identifier: Apache-2.0
"""A trip is recorded with a phone's browser: without a network, through a crash, a sign-out and a lost answer."""

import contextlib
import datetime
import http.client
import http.server
import json
import threading
import time

from browser import PASSWORD, check, flow, same

# Metres between two fixes, and seconds.
STEP = 280
PACE = 20
# Degrees north of a metre.
DEGREE = 1 / 111_195


class Phone:
    """A person's phone: its clock is set by hand, and it is where the flow says."""

    def __init__(self, stage, session, started, base=None, **looks):
        self.base = base or stage.base
        self.person = stage.person(width=390, height=844, session=session, **looks)
        self.context = self.person.context
        self.context.grant_permissions(["geolocation"])
        self.context.clock.install(time=started)
        self.context.on("request", self.note)
        self.latitude = 52.05
        self.fixes = 0
        self.keys = []
        self.place()

    def note(self, request):
        if request.url.endswith("/in/phone"):
            self.keys.append(request.headers["idempotency-key"])

    @property
    def page(self):
        return self.person.page

    def place(self):
        self.context.set_geolocation({"latitude": self.latitude, "longitude": 5.12, "accuracy": 8})

    def part(self, name):
        return self.page.locator(f'[data-part="{name}"]')

    def open(self, path="/logbook/drive"):
        self.page.goto(self.base + path, wait_until="load")
        self.page.wait_for_selector("#phone:not([hidden])")

    def do(self, act):
        self.page.locator(f'button[data-do="{act}"]:visible').first.click()

    def passes(self, seconds):
        self.context.clock.fast_forward(seconds * 1000)

    def drives(self, fixes):
        """One fix after the other, each kept before the next."""
        for _ in range(fixes):
            self.latitude += STEP * DEGREE
            self.passes(PACE)
            self.place()
            self.fixes += 1
            for _ in range(600):
                if abs(self.kept() - self.latitude) < 1e-6:
                    break
                time.sleep(0.02)
            else:
                check(False, f"fix {self.fixes} was not kept: {self.person.text[:600]}")

    def kept(self):
        """How far north the last fix is that the recording has."""
        return self.page.evaluate("""() => new Promise((resolve) => {
          const opening = indexedDB.open("steward-phone");
          opening.onsuccess = () => {
            const request = opening.result.transaction("things").objectStore("things").get("recording");
            request.onsuccess = () => { opening.result.close(); resolve(request.result?.fix?.latitude ?? 0); };
          };
        })""")

    def waiting(self):
        """How many points wait for the server."""
        return self.page.evaluate("""() => new Promise((resolve) => {
          const opening = indexedDB.open("steward-phone");
          opening.onsuccess = () => {
            const request = opening.result.transaction("points").objectStore("points").count();
            request.onsuccess = () => { opening.result.close(); resolve(request.result); };
          };
        })""")

    def until(self, holds, what, seconds=60):
        """Waits while the page's clock goes on."""
        for _ in range(seconds * 2):
            if holds():
                return
            self.passes(1)
            time.sleep(0.2)
        check(False, f"{what} did not happen; there is:\n{self.person.text[:1200]}")

    def has_worker(self):
        return self.page.evaluate("navigator.serviceWorker.controller !== null")

    def sends_all(self):
        self.until(lambda: self.waiting() == 0, "that everything is sent")

    def problems(self):
        return [line.get_attribute("data-problem") for line in self.part("problems").locator("li").all()]

    def has_problem(self, name):
        self.until(lambda: name in self.problems(), f"that “{name}” is said")

    def forgives(self, *texts):
        """What the browser says of its own when there is no network, or an answer is none that it likes."""
        self.person.problems = [one for one in self.person.problems if not any(text in one for text in texts)]


def phone(stage):
    owner = stage.owner()
    stage.steward("logbook", "cars", "add", "Golf", "--plate", "X-123-YZ", "--country", "NL", "--zone",
                  "Europe/Amsterdam")
    session = owner.context.storage_state()
    started = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=30)
    driver = Phone(stage, session, started)
    begins(driver)
    without_network(driver)
    crashes(driver)
    signs_out(driver)
    ends(driver)
    a_day_later(driver)
    stands(stage, driver)
    refused(driver)
    two_tabs(driver)
    another_device(driver)
    # The session that signed in after the owner's was signed out.
    session = driver.context.storage_state()
    updates(stage, session, started + datetime.timedelta(hours=28))
    looks(stage, session, started)
    denied(stage, session)
    no_script(stage, session)


def day(offset):
    return (datetime.date.today() + datetime.timedelta(days=offset)).isoformat()


def begins(driver):
    driver.open()
    driver.until(lambda: driver.part("start").is_enabled(), "that a trip can be started")
    same(driver.part("vehicle").input_value() != "", True, "a vehicle is chosen")
    driver.person.fits()
    driver.person.accessible()
    driver.person.picture("phone-idle")
    box = driver.part("start").bounding_box()
    check(box["height"] >= 96 and box["width"] >= 300, f"the button is small: {box}")
    driver.part("start").focus()
    driver.person.press("Enter")
    driver.part("stop").wait_for()
    same(driver.page.evaluate("document.activeElement.dataset.do"), "stop", "the focus is at")
    same(driver.part("said").text_content(), "Recording began: Golf", "a screen reader says")
    driver.drives(20)
    driver.until(lambda: driver.part("km").inner_text() >= "5.0", "that the way is shown")
    same(driver.part("state").inner_text(), "Driving", "the state is")
    same(driver.part("said").text_content(), "Recording began: Golf", "kilometres are not said aloud")
    driver.person.fits()
    driver.person.accessible()
    driver.person.picture("phone-driving")
    driver.sends_all()


def without_network(driver):
    driver.until(driver.has_worker, "that the worker is there")
    driver.context.set_offline(True)
    driver.drives(20)
    same(driver.waiting(), 20, "points that wait without a network")
    driver.has_problem("offline")
    driver.person.picture("phone-offline")


def crashes(driver):
    """The tab is gone in the middle of the trip, and a new one opens without a network."""
    driver.page.close()
    driver.person.page = driver.context.new_page()
    driver.open()
    driver.until(lambda: driver.part("state").inner_text() == "Driving", "that the recording goes on")
    driver.drives(10)
    check(driver.waiting() >= 30, f"only {driver.waiting()} points wait after the crash")


def signs_out(driver):
    """Signing out on another tab keeps the points; the recording goes on."""
    lost = lambda route: route.abort()
    driver.context.route("**/in/phone", lost)
    driver.context.set_offline(False)
    other = driver.context.new_page()
    other.goto(driver.person.stage.base + "/account", wait_until="load")
    other.locator("form[action='/sign-out'] button").first.click()
    other.wait_for_url("**/logbook/signed-out")
    other.wait_for_selector('[data-left="some"]:not([hidden])')
    check("stay in this browser" in other.inner_text("main"), other.inner_text("main"))
    other.close()
    driver.page.bring_to_front()
    driver.drives(10)
    check(driver.waiting() >= 40, f"only {driver.waiting()} points are left after signing out")
    driver.context.unroute("**/in/phone", lost)
    driver.has_problem("signInToSend")
    driver.person.accessible()
    driver.person.picture("phone-signed-out")


def ends(driver):
    driver.do("stop")
    driver.part("start").wait_for()
    same(driver.part("state").inner_text(), "Not recording", "the state is")
    check(driver.waiting() >= 42, f"only {driver.waiting()} points wait after the end")


def a_day_later(driver):
    """The browser is closed for a day; then somebody signs in, and the first answer is lost on the way."""
    driver.page.close()
    driver.passes(24 * 3600)
    driver.person.page = driver.context.new_page()
    driver.open()
    driver.has_problem("signInToSend")
    lost = []

    def loses(route):
        if not lost:
            lost.append(route.fetch().status)
            return route.abort()
        return route.continue_()

    driver.context.route("**/in/phone", loses)
    driver.page.get_by_role("link", name="Sign in", exact=True).first.click()
    driver.page.get_by_label("Name", exact=True).fill("anna")
    driver.page.get_by_label("Password", exact=True).fill(PASSWORD)
    driver.page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    driver.page.wait_for_url("**/logbook/drive")
    driver.page.wait_for_selector("#phone:not([hidden])")
    driver.sends_all()
    driver.context.unroute("**/in/phone", loses)
    same(lost, [200], "the answer that was lost")
    again = [key for key in set(driver.keys) if driver.keys.count(key) > 1]
    check(len(again) >= 1, "the request whose answer was lost was not sent again under its name")
    driver.until(lambda: "The server has everything." in driver.person.text, "that the page says that all is sent")
    driver.forgives("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "401 (Unauthorized)")


def stands(stage, driver):
    trips = stage.steward("logbook", "trips", "Golf", "--from", day(-4), "--until", day(1))
    listed = trips["trips"] if isinstance(trips, dict) else trips
    check(len(listed) == 1, f"trips in the logbook: {json.dumps(trips)[:2000]}")
    # Everything between the first fix and the last: none is missing, none counts twice.
    way = driver.fixes * STEP / 1000
    check(abs(float(listed[0]["distance"]) - way) < 0.3, f"the trip has {listed[0]['distance']} km, driven were {way}")


def refused(driver):
    """What the server does not take stays, is told with its sentence, can be saved, and is taken later."""
    refuses = lambda route: route.fulfill(
        status=422, content_type="application/problem+json",
        body=json.dumps({"detail": "The car was sold before this trip."}))
    driver.context.route("**/in/phone", refuses)
    driver.until(lambda: driver.part("start").is_enabled(), "that a trip can be started")
    driver.do("start")
    driver.drives(3)
    driver.do("stop")
    driver.until(lambda: "The car was sold before this trip." in driver.person.text, "that the refusal is told")
    driver.until(lambda: driver.waiting() == 0, "that all of it was laid aside")
    driver.person.sees_not("The server has everything.")
    driver.person.accessible()
    driver.person.picture("phone-refused")
    with driver.page.expect_download() as saving:
        driver.do("save")
    points = json.loads(saving.value.path().read_text(encoding="utf-8"))["points"]
    events = [one.get("event") for one in points]
    same([events[0], *events[-2:]], ["start", "end", "finalize"], "the events in the file")
    check(len([one for one in points if "lat" in one and "timestamp" in one]) >= 4, f"the file has {points}")
    driver.context.unroute("**/in/phone", refuses)
    driver.do("retry")
    driver.sends_all()
    driver.until(lambda: not driver.part("refused").is_visible(), "that nothing is refused any more")
    driver.forgives("422 (Unprocessable")


def two_tabs(driver):
    """A second tab takes over; each point is measured and sent once, and either tab ends the trip."""
    driver.keys.clear()
    driver.do("start")
    driver.drives(2)
    first = driver.page
    driver.person.page = driver.context.new_page()
    driver.open()
    driver.until(lambda: driver.part("state").inner_text() == "Driving", "that the second tab measures")
    first.wait_for_function(
        "document.querySelector('[data-part=state]').textContent === 'Recording in another tab'")
    driver.drives(4)
    first.locator('button[data-do="stop"]').click()
    driver.part("start").wait_for()
    driver.sends_all()
    same(len(driver.keys), len(set(driver.keys)), "requests that were sent")
    check(len(driver.keys) >= 1, "nothing was sent")
    first.close()


def another_device(driver):
    """A trip that another device reports is shown."""
    now = datetime.datetime.now(datetime.timezone.utc)
    points = [{"event": "start" if number == 0 else "ping", "lat": 52.3 + number * STEP * DEGREE, "lng": 5.2,
               "timestamp": (now - datetime.timedelta(seconds=(10 - number) * PACE)).isoformat()}
              for number in range(10)]
    status = driver.page.evaluate(
        "(points) => fetch('/webhook/ping', {method: 'POST', body: JSON.stringify({points})}).then((a) => a.status)",
        points)
    same(status, 200, "another device's report")
    driver.until(lambda: driver.part("live").is_visible(), "that the other device's trip is shown")
    said = driver.part("live").inner_text()
    check("Golf: another device reports a trip since" in said, said)
    driver.person.picture("phone-live")
    driver.page.evaluate("fetch('/webhook/finalize', {method: 'POST', body: '{}'})")


@contextlib.contextmanager
def newer(stage):
    """The same server at another address, which has a newer version of the worker once the flow says so."""
    state = {"to": None, "from": None}
    target = stage.base.removeprefix("http://")

    class Pass(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            connection = http.client.HTTPConnection(target, timeout=60)
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
            connection.request(self.command, self.path, self.rfile.read(length) or None, headers)
            answer = connection.getresponse()
            body = answer.read()
            if self.path == "/logbook/phone-worker.js" and state["to"]:
                body = body.replace(state["from"].encode(), state["to"].encode())
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("content-length", "connection", "transfer-encoding", "date", "server"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            connection.close()

        do_POST = do_GET

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pass)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    stage.friends.append(base)
    try:
        yield base, state
    finally:
        server.shutdown()


def updates(stage, session, started):
    """A new version waits while a trip is recorded, and takes over afterwards."""
    with newer(stage) as (base, state):
        driver = Phone(stage, session, started, base=base)
        driver.open()
        driver.until(lambda: driver.part("start").is_enabled(), "that a trip can be started")
        driver.until(driver.has_worker, "that there is a worker")
        takes_over(driver, state)
        driver.context.close()


def takes_over(driver, state):
    before = driver.page.evaluate("caches.keys()")
    versions = [name for name in before if name != "steward-phone-choice"]
    same(len(versions), 1, "versions that are kept")
    driver.do("start")
    driver.drives(1)
    state.update({"from": versions[0], "to": versions[0] + "-next"})
    driver.page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    driver.until(lambda: driver.part("updating").is_visible(), "that a new version is told of")
    same(driver.part("state").inner_text(), "Driving", "while it waits the state is")
    driver.do("stop")
    driver.sends_all()
    with driver.page.expect_navigation():
        driver.do("update")
    driver.page.wait_for_selector("#phone:not([hidden])")
    driver.until(lambda: versions[0] + "-next" in driver.page.evaluate("caches.keys()"), "that the new version is kept")
    driver.until(lambda: versions[0] not in driver.page.evaluate("caches.keys()"), "that the old version is gone")
    kept = driver.page.evaluate("""async () => {
      const all = [];
      for (const name of await caches.keys()) {
        for (const one of await (await caches.open(name)).keys()) {
          const text = await (await caches.match(one)).text();
          all.push([new URL(one.url).pathname, text.includes("anna") || text.includes("Golf")]);
        }
      }
      return all;
    }""")
    same([path for path, is_personal in kept if is_personal], [], "what is kept of a person")
    check(not any(path.startswith("/api/") or path == "/logbook/drive" for path, _ in kept), f"kept: {kept}")


def looks(stage, session, started):
    for language, scheme, state in [("th-TH", "dark", "กำลังขับ"), ("nl-NL", "light", "Onderweg"),
                                    ("en-GB", "dark", "Driving"), ("nl-NL", "dark", "Onderweg"),
                                    ("th-TH", "light", "กำลังขับ")]:
        one = Phone(stage, session, started + datetime.timedelta(hours=29), language=language, scheme=scheme)
        name = f"{language[:2]}-{scheme}"
        one.open()
        one.until(lambda: one.part("start").is_enabled(), "that a trip can be started")
        one.person.fits()
        one.person.accessible()
        one.person.picture(f"phone-idle-{name}")
        one.do("start")
        one.drives(2)
        one.until(lambda: one.part("state").inner_text() == state, f"that the page says {state}")
        one.page.locator("details summary").click()
        one.person.fits()
        one.person.accessible()
        one.person.picture(f"phone-driving-{name}")
        one.do("discard")
        one.person.accessible()
        one.person.picture(f"phone-discard-{name}")
        one.do("discarded")
        one.sends_all()
        one.context.close()


def denied(stage, session):
    """Who may not know the position is told how to change that, and records nothing."""
    one = Phone(stage, session, datetime.datetime.now(datetime.timezone.utc))
    one.context.clear_permissions()
    one.open()
    one.until(lambda: one.part("start").is_enabled(), "that a trip can be started")
    one.do("start")
    one.has_problem("denied")
    one.until(lambda: one.part("start").is_visible(), "that nothing is recorded")
    same(one.waiting(), 0, "points without permission")
    one.person.picture("phone-denied")
    one.context.close()


def no_script(stage, session):
    plain = stage.person(width=390, height=844, session=session, script=False)
    plain.open("/logbook/drive")
    plain.sees("This page needs scripts")
    plain.sees("OwnTracks")
    plain.fits()
    plain.picture("phone-no-script")


if __name__ == "__main__":
    flow(phone)
