# SPDX-License-Identifier: Apache-2.0
"""The logbook of the demonstration's driver: months and trips by keyboard, a purpose, a report on paper, every page."""

import re

import pypdfium2

from browser import PASSWORD, Failure, check, flow, same
from keyboard import reach, walk
from pages import thai_is_drawn

DRIVER = "demo-driver"
CAR = "Blue"
# Millimetres to points of a PDF.
POINTS = 72 / 25.4
# What the Dutch tax office asks of each trip, as the report's columns say it.
ASKED = ["Date", "Odometer at start", "Odometer at end", "From", "Destination", "Route, if not the usual", "Kind",
         "Business", "Commuting", "Private", "Of it private detour", "Purpose"]

LOOKS = [
    # name, language, colours, width, whether every page is seen
    ("wide-en-light", "en-GB", "light", 1280, True),
    ("phone-th-dark", "th-TH", "dark", 390, True),
    ("phone-nl-light", "nl-NL", "light", 390, False),
    ("wide-th-light", "th-TH", "light", 1280, False),
    ("wide-nl-dark", "nl-NL", "dark", 1280, False),
]
# Pages that between them have every part of the others; axe-core looks at them in the dark too.
VARIED = {"month", "trip-corrected", "car", "rules", "sources", "reports", "report"}


def logbook(stage):
    driver = signs_in(stage)
    book = Book(stage, driver)
    explains(driver, book)
    reads_a_trip(driver, book)
    says_the_purpose(driver, book)
    prints(stage, driver, book)
    prints_in_thai(stage, driver, book)
    no_script(stage, driver, book)
    looks(stage, driver, book)


class Book:
    """What the demonstration's logbook holds: its car, the month of its last business trip, that trip."""

    def __init__(self, stage, driver):
        listed = stage.steward("logbook", "trips", CAR, "--for", DRIVER)
        business = [one for one in listed if one["use"] == "business" and one["status"] == "trip"]
        check(len(business) >= 4, f"the demonstration has {len(business)} business trips")
        last = business[-1]["id"]
        self.trip = f"/logbook/trips/{last}"
        self.month = f"{last[:4]}-{last[4:6]}"
        day = business[-1]["date"].split(" ", 1)[1]
        self.trips = [one for one in listed if one["date"].endswith(day) and one["status"] == "trip"]
        # A month that the demonstration closed, and a trip whose purpose was corrected in it.
        self.corrected = f"/logbook/trips/{business[0]['id']}"
        self.closed = f"{business[0]['id'][:4]}-{business[0]['id'][4:6]}"
        driver.open("/logbook/cars")
        self.car = driver.main.get_by_role("link", name=CAR, exact=True).get_attribute("href")
        driver.open(self.address)
        self.gap = driver.main.locator("#questions a[href*='/gaps/']").first.get_attribute("href")

    @property
    def address(self):
        return f"/logbook?month={self.month}"

    def report(self, language="en", country="NL"):
        vehicle = self.car.split("/")[-1]
        return (f"/logbook/reports/page?vehicle={vehicle}&country={country}&period={self.month}"
                f"&report-language={language}")

    @property
    def pages(self):
        return {
            "month": self.address, "trip": self.trip, "trip-corrected": self.corrected, "cars": "/logbook/cars",
            "car": self.car, "car-edit": f"{self.car}/edit", "gap": self.gap, "enter": "/logbook/enter",
            "places": "/logbook/places", "place": "/logbook/places/Home/edit", "rules": "/logbook/rules",
            "charging": "/logbook/charging", "import": "/logbook/import", "sources": "/logbook/sources",
            "reports": f"/logbook/reports?period={self.month}", "report": f"/logbook/reports/page?period={self.month}",
            "closing": f"{self.car}/months/{self.closed}",
        }


def signs_in(stage):
    """With the link of the command, which gives a new password, by keyboard."""
    driver = stage.person()
    driver.open(stage.steward("access", "link", "--for", DRIVER, "--address", stage.base)["link"])
    reach(driver, "#field-password")
    driver.page.keyboard.type(PASSWORD)
    driver.press("Tab")
    driver.page.keyboard.type(PASSWORD)
    driver.press_and_go("Enter")
    driver.at("/")
    return driver


def explains(driver, book):
    """The month: its map, its trips, and a gap that is explained, without the mouse."""
    driver.open(book.address)
    drawing = driver.main.locator(".trail-map svg")
    check(drawing.locator("polyline.way").count() >= min(len(book.trips), 3), "the month's ways are not drawn")
    box = drawing.bounding_box()
    check(box["width"] > 600 and box["height"] > 200, f"the month's map is small: {box}")
    rows = driver.main.locator("table tbody tr:has(a[href^='/logbook/trips/'])")
    check(rows.count() >= len(book.trips), f"{rows.count()} of {len(book.trips)} trips are listed")
    questions = driver.main.locator("#questions li[data-answer]").count()
    check(questions >= 1, "nothing needs the driver")
    # j goes to the first question; its link leads to where it is answered.
    driver.press("j")
    same(driver.page.evaluate("document.activeElement.matches('#questions li')"), True, "j goes to a question")
    driver.press("?")
    check(driver.page.locator("#logbook-keys").evaluate("(one) => one.open"), "? does not show the keys")
    zooms(driver)
    reach(driver, "#questions a[href*='/gaps/']")
    driver.press_and_go("Enter")
    driver.at(book.gap)
    reach(driver, "#field-explanation")
    driver.page.keyboard.type("The garage's test drive")
    driver.press("Tab")
    for _ in range(8):
        if driver.page.evaluate("document.activeElement.value") == "private":
            break
        driver.press("ArrowDown")
    driver.press("Tab")
    driver.press_and_go("Enter")
    driver.sees("The garage's test drive")
    driver.open(book.address)
    same(driver.main.locator("#questions li[data-answer]").count(), questions - 1, "questions after one was answered")
    book.gap = driver.main.locator("a[href*='/gaps/']").first.get_attribute("href")
    walk(driver, book.address)


def zooms(driver):
    """The drawing becomes a map where Leaflet is installed, and a drawing again."""
    button = driver.main.locator(".trail-map > button")
    if button.count() == 0:
        return
    button.press("Enter")
    driver.waits_for("() => document.querySelectorAll('.zoom-map path').length > 2", "that ways are laid over the map")
    box = driver.page.locator(".zoom-map svg").first.bounding_box()
    check(box["width"] > 600 and box["height"] > 200, f"the ways are laid over the map where nobody sees them: {box}")
    driver.picture("logbook-month-zoomed", screens=2)
    button.press("Enter")
    check(driver.main.locator(".trail-map svg[aria-labelledby]").is_visible(), "the drawing does not come back")


def reads_a_trip(driver, book):
    driver.open(book.trip)
    corners = driver.main.locator(".trail-map polyline.way").get_attribute("points").split()
    check(len(corners) > 8, f"the trail of the trip has {len(corners)} corners")
    same(driver.main.locator(".trail-map .spot").count(), 2, "ends on the trip's map")
    check(driver.main.locator("#evidence ~ .card").first.locator("tbody tr").count() >= 2, "the evidence is missing")
    # k and j go to the trips before and after.
    driver.press_and_go("k")
    check(driver.path != book.trip and driver.path.startswith("/logbook/trips/"), f"k leads to {driver.path}")
    driver.press_and_go("j")
    driver.at(book.trip)
    walk(driver, book.trip)
    driver.open(book.car)
    chart = driver.main.locator("svg.chart.wide")
    check(chart.locator("polyline.line").count() == 1 and chart.locator("polyline.hole").count() >= 1,
          "the odometer's chart lacks its line or its gaps")
    driver.sees("Phone")


def says_the_purpose(driver, book):
    """A purpose is said and corrected by keyboard; the history and the report tell both beside each other."""
    first, second = "Fire inspection of the cold store", "Fire inspection, with the owner"
    why = "the owner came along"
    driver.open(book.report())
    driver.sees_not("Fire inspection")
    for text in (first, second):
        driver.open(book.trip)
        folded = not driver.main.locator("#purpose").evaluate("(one) => one.open")
        reach(driver, "#purpose > summary")
        if folded:
            driver.press("Enter")
        reach(driver, "#field-purpose")
        driver.press("Control+a")
        driver.page.keyboard.type(text)
        if text == second:
            reach(driver, "#field-reason-details")
            driver.page.keyboard.type(why)
        driver.press_and_go("Enter")
        driver.at(book.trip)
        driver.sees(text)
    driver.sees(why)
    history = driver.main.locator("#history ~ .card").first.locator("tbody tr")
    changes = [(row.locator("del").all_inner_texts(), row.locator("ins").all_inner_texts())
               for row in history.all()]
    same(changes[:2], [([first], [second]), ([], [first])], "what the history tells, before and after")
    driver.open(book.report())
    row = driver.main.locator("tr", has_text=second).first
    check(row.locator("del.report-was").count() >= 1, f"the report does not tell what stood there: {row.inner_text()}")
    lines = driver.main.locator("tr.report-changes", has_text=second)
    said = lines.first.inner_text()
    check(first in said and why in said, f"the report does not tell the correction with its reason: {said}")


# On paper.

def prints(stage, driver, book):
    """The browser prints the report on A4: every trip, every column that the tax office asks for, nothing cut off."""
    driver.open(book.report())
    text = printed(stage, driver, "logbook-report")
    heads = driver.main.locator("#report-trips th[scope=col]").all_inner_texts()
    missing = [head for head in ASKED if head not in [one.strip() for one in heads]]
    check(not missing, f"the report has no column {missing}; it has {heads}")
    wanted = heads + ["Closed trip record", "Licence plate", "XX-000-X", "Fire inspection, with the owner"]
    lost = [one for one in wanted if squeezed(one) not in text]
    check(not lost, f"these do not stand on paper: {lost}")
    # The command tells the same trips.
    for trip in book.trips:
        for value in (trip["date"] + trip["start"] + trip["end"], trip["from"], trip["to"], trip["distance"]):
            check(squeezed(value) in text, f"trip {trip['number']}: “{value}” does not stand on paper")
    check("Signout" not in text, "the navigation is printed")
    # The other offices' forms have other columns.
    for country in ("DE", "GB", "US"):
        driver.open(book.report(country=country))
        printed(stage, driver, f"logbook-report-{country.lower()}")


def prints_in_thai(stage, driver, book):
    thai = stage.person(language="th-TH", scheme="dark", session=driver.context.storage_state())
    thai.open(book.report("th"))
    text = printed(stage, thai, "logbook-report-th")
    heads = thai.main.locator("#report-trips th[scope=col]").all_inner_texts()
    lost = [head for head in heads if squeezed(head) not in text]
    check(not lost, f"these Thai heads do not stand on paper: {lost}")
    thai.context.close()


def printed(stage, person, name):
    """Prints the page as the browser does, and gives the text on its sheets without spaces."""
    content = person.page.pdf(prefer_css_page_size=True)
    check(content.startswith(b"%PDF-"), "what the browser printed is no PDF")
    (stage.pictures / f"{name}.pdf").write_bytes(content)
    document = pypdfium2.PdfDocument(content)
    check(len(document) >= 1, "the PDF has no page")
    pieces = []
    for number, sheet in enumerate(document, 1):
        width, height = sheet.get_size()
        check(abs(width - 297 * POINTS) < 1 and abs(height - 210 * POINTS) < 1,
              f"{name}, page {number}: {width:.0f} × {height:.0f} points are no A4 on its side")
        letters = sheet.get_textpage()
        pieces.append(letters.get_text_bounded())
        check(pieces[-1].strip(), f"{name}, page {number} is blank")
        outside = cut(letters, width)
        check(not outside, f"{name}, page {number}: cut off at the edge: “{outside}”")
    return squeezed("".join(pieces))


def cut(letters, width):
    """The letters that do not stand between the margins of 10 mm."""
    room = 10 * POINTS - 1
    outside = []
    for place in range(letters.count_chars()):
        left, _, right, _ = letters.get_charbox(place)
        if right > left and (left < room or right > width - room):
            outside.append(letters.get_text_range(place, 1))
    return "".join(outside)[:80]


def squeezed(text):
    """Without spaces and hyphens that break lines: a cell of a narrow column is many lines."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\x02-]+", "", text).casefold()


# Without scripts, and in every look.

def no_script(stage, driver, book):
    plain = stage.person(width=390, height=844, session=driver.context.storage_state(), script=False)
    plain.open(book.address)
    check(plain.main.locator(".trail-map svg").is_visible(), "without scripts there is no map")
    plain.fits()
    plain.picture("logbook-no-script-month", screens=3)
    plain.open(book.trip)
    plain.main.locator("#purpose > summary").click()
    plain.fill("Project", "Cold store")
    plain.goes(lambda: plain.main.locator("#purpose button").click(), None)
    plain.at(book.trip)
    plain.sees("Cold store")
    plain.fits()
    plain.context.close()


def looks(stage, driver, book):
    failures = []
    for place, (name, language, scheme, width, is_whole) in enumerate(LOOKS):
        person = stage.person(language=language, scheme=scheme, width=width, session=driver.context.storage_state())
        for number, (page, path) in enumerate(book.pages.items()):
            # Each page is seen in one of the last three looks.
            if not is_whole and number % 3 != place - 2:
                continue
            try:
                person.open(path)
                person.fits()
                if is_whole and (scheme == "light" or page in VARIED):
                    person.accessible()
            except Failure as failure:
                failures.append(f"{name}: {failure}")
            person.picture(f"logbook-{page}-{name}", screens=4)
        if language == "th-TH":
            thai_is_drawn(person)
        person.context.close()
    check(not failures, f"{len(failures)} pages are not as they should be:\n" + "\n".join(failures))


if __name__ == "__main__":
    flow(logbook)
