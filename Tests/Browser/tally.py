# SPDX-License-Identifier: Apache-2.0
"""The map of an election: filters, the zoomed map, a constituency, a province, the charts."""

import re

from browser import check, flow, same

TILES = "svg.map a"


def tally(stage):
    owner = stage.owner()
    owner.open("/tally")
    same(owner.main.locator(TILES).count(), 400, "constituencies on the map")
    filters(owner)
    zooms(owner)
    province = reads_a_constituency(owner)
    charts(owner)
    in_the_dark(stage, owner, province)
    without_scripts(stage, owner)


def shown(owner):
    """Constituencies that the map shows in full, and what the heading of the list counts."""
    tiles = owner.main.locator(f"{TILES}:not(.off)").count()
    counted = owner.main.locator("#areas").inner_text()
    return tiles, int(re.search(r"[\d,]+", counted)[0].replace(",", ""))


def filters(owner):
    key = owner.main.locator(".map-key a").filter(has_text="critical")
    wanted = int(key.locator("b").inner_text())
    owner.goes(key.click, None)
    same(shown(owner), (wanted, wanted), "critical constituencies on the map and in the list")
    owner.fits()
    owner.accessible()
    owner.picture("tally-critical")
    owner.follow("Show all")
    same(shown(owner), (400, 400), "constituencies after the filter was taken away")

    owner.fill("Constituency, candidate or party", "no such place")
    owner.send("Show")
    owner.sees("No constituency matches")
    owner.accessible()
    owner.picture("tally-no-match")
    owner.open("/tally/demo")
    owner.main.get_by_label("Province").select_option(index=3)
    owner.main.get_by_label("Only where a finding could change").check()
    owner.send("Show")
    tiles, listed = shown(owner)
    same(tiles, listed, "constituencies on the map, of those in the list")
    check(tiles < 400, "the two filters leave everything")
    for part in ("province=", "winner=1"):
        check(part in owner.page.url, f"the choice has no address: {owner.page.url}")
    owner.page.reload()
    same(shown(owner), (tiles, listed), "after reloading the same address")


def zooms(owner):
    """Debian's Leaflet draws the same map to zoom in, with nothing from elsewhere."""
    owner.open("/tally/demo")
    button = owner.main.get_by_role("button", name="Map to zoom in")
    check(button.count() == 1, "no map to zoom in is offered; ./dev installs libjs-leaflet for it")
    button.click()
    owner.waits_for("() => document.querySelectorAll('.zoom-map path.leaflet-interactive').length === 400",
                    "that the map to zoom in has 400 constituencies")
    check(not owner.main.locator("svg.map").is_visible(), "both maps are shown at once")
    # The square nearest to the middle is in view.
    box = owner.page.evaluate("""() => {
      const frame = document.querySelector(".zoom-map").getBoundingClientRect();
      const [x, y] = [frame.left + frame.width / 2, frame.top + frame.height / 2];
      const far = (box) => Math.hypot(box.left + box.width / 2 - x, box.top + box.height / 2 - y);
      const boxes = [...document.querySelectorAll(".zoom-map path.leaflet-interactive")]
        .map((one) => one.getBoundingClientRect()).sort((one, other) => far(one) - far(other));
      return {x: boxes[0].left + boxes[0].width / 2 - frame.left, y: boxes[0].top + boxes[0].height / 2 - frame.top};
    }""")
    owner.page.locator(".zoom-map").click(position=box)
    owner.page.locator(".leaflet-popup-content a").wait_for()
    owner.fits()
    owner.accessible()
    owner.picture("tally-zoomed", screens=2)
    square = owner.page.locator(".zoom-map path.leaflet-interactive").first
    before = square.bounding_box()["width"]
    owner.page.locator(".zoom-map .leaflet-control-zoom-in").click()
    owner.waits_for("(before) => document.querySelector('.zoom-map path.leaflet-interactive')"
                    ".getBoundingClientRect().width > before * 1.5", "that zooming in made squares larger", before)
    owner.page.locator(".zoom-map .leaflet-control-zoom-out").click()
    place = owner.page.locator(".leaflet-popup-content a")
    name = place.inner_text()
    owner.goes(place.click, None)
    check(owner.path.startswith("/tally/demo/areas/"), f"the popup led to {owner.path}")
    check(name in owner.main.inner_text(), f"the page is not about {name}")
    owner.page.go_back()
    owner.main.get_by_role("button", name="Map to zoom in").click()
    owner.main.get_by_role("button", name="Whole map").click()
    check(owner.main.locator("svg.map").is_visible(), "the whole map does not come back")


def reads_a_constituency(owner):
    """By keyboard: a square of the map, its page, its province and back."""
    owner.open("/tally/demo")
    square = owner.main.locator(TILES).first
    square.focus()
    owner.picture("tally-map")
    owner.press_and_go("Enter")
    check(owner.path.startswith("/tally/demo/areas/"), f"the square led to {owner.path}")
    for ballot in ("Constituency ballot", "Party-list ballot"):
        owner.sees(ballot)
    owner.fits()
    owner.accessible()
    owner.picture("tally-constituency")
    province = owner.main.locator("a[href*='/provinces/']").first
    owner.goes(province.click, None)
    check(owner.path.startswith("/tally/demo/provinces/"), f"the way to the province led to {owner.path}")
    owner.accessible()
    owner.fits()
    owner.picture("tally-province")
    return owner.path


def charts(owner):
    owner.open("/tally/demo/charts")
    owner.waits_for("() => document.querySelector('[data-chart] canvas')?.width > 0", "that the chart was drawn")
    owner.accessible()
    owner.fits()
    owner.picture("tally-charts")
    owner.main.locator("details summary").first.click()
    check(owner.main.locator("details table tbody tr").count() > 300, "the numbers of the chart are not in its table")


def in_the_dark(stage, owner, province):
    phone = stage.person(
        language="th-TH", scheme="dark", width=390, height=844, session=owner.context.storage_state())
    for path, name in [("/tally/demo", "map"), ("/tally/demo/charts", "charts"), (province, "province")]:
        phone.open(path)
        phone.page.wait_for_load_state("networkidle")
        phone.fits()
        phone.accessible()
        phone.picture(f"tally-{name}-phone-th-dark")


def without_scripts(stage, owner):
    plain = stage.person(script=False, session=owner.context.storage_state())
    plain.open("/tally/demo")
    same(plain.main.locator(TILES).count(), 400, "constituencies on the map without a script")
    plain.goes(plain.main.locator(TILES).nth(7).click, None)
    check(plain.path.startswith("/tally/demo/areas/"), f"the square led to {plain.path}")
    plain.open("/tally/demo/charts")
    check(plain.main.locator("svg.chart").first.is_visible(), "without a script there is no chart")


if __name__ == "__main__":
    flow(tally)
