# SPDX-License-Identifier: Apache-2.0
"""The keyboard reaches everything, shows where it is, and can leave the navigation out."""

from browser import PASSWORD, Failure, check, flow, same

PAGES = ["/", "/tally", "/tally/demo/charts", "/findings", "/review", "/jobs", "/schedules", "/schedules/new",
         "/transfers", "/connections", "/connections/new/webhook", "/ledger", "/ledger/election:demo", "/account",
         "/account/tokens", "/people", "/people/google", "/styleguide"]

# What can be reached, marked; the tab stops of the page in the order in which the document has them.
MARK = """() => {
  const shown = (one) => one.checkVisibility({visibilityProperty: true}) && !one.closest("[inert], dialog:not([open])");
  const stops = [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0'], audio[controls]")]
    .filter((one) => !one.disabled && one.tabIndex >= 0 && one.type !== "hidden" && shown(one));
  // Of a group of radio buttons one is a stop.
  const names = new Set();
  window.stops = stops.filter((one) => {
    if (one.type !== "radio") return true;
    const group = one.form?.id + one.name;
    const chosen = document.querySelector(`input[type=radio][name="${CSS.escape(one.name)}"]:checked`);
    if (chosen ? chosen !== one : names.has(group)) return false;
    return names.add(group);
  });
  return window.stops.length;
}"""

# Whether the page has other stops by now.
RENEWED = f"""() => {{
  const before = window.stops;
  ({MARK})();
  return before.length !== window.stops.length || before.some((one, place) => one !== window.stops[place]);
}}"""

# Where the focus is: its place among the stops, and whether one sees it.
WHERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  // A date has stops of its own inside: day, month, year, and the button of its calendar, which the browser marks.
  const hasParts = ["date", "month", "time"].includes(one.type);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    place: window.stops.indexOf(one),
    name: `<${one.tagName.toLowerCase()}> ${(one.textContent || one.name || "").trim().slice(0, 40)}`,
    marked: outlined || style.boxShadow !== "none" || (hasParts && !one.matches(":focus-visible")),
    inside, hasParts,
  };
}"""


def keyboard(stage):
    anna = signs_in_by_keyboard(stage)
    problems = []
    for path in PAGES:
        try:
            walk(anna, path)
        except Failure as failure:
            problems.append(str(failure))
    check(not problems, "\n".join(problems))
    skips(anna)
    phone = stage.person(width=390, height=844, session=anna.context.storage_state())
    walk(phone, "/jobs")


def signs_in_by_keyboard(stage):
    """The owner's account, then a sign-in, without the mouse."""
    person = stage.person()
    person.open(stage.options.setup)
    reach(person, "#field-name")
    for text in ("anna", PASSWORD, PASSWORD):
        person.page.keyboard.type(text)
        person.press("Tab")
    person.press_and_go("Enter")
    person.at("/")
    # The way out is a stop like any other.
    reach(person, "header form[action='/sign-out'] button")
    person.press_and_go("Enter")
    person.at("/sign-in")
    reach(person, "#field-name")
    person.page.keyboard.type("anna")
    person.press("Tab")
    person.page.keyboard.type(PASSWORD)
    person.press_and_go("Enter")
    person.at("/")
    return person


def reach(person, selector):
    for _ in range(100):
        person.press("Tab")
        if person.page.evaluate("(selector) => document.activeElement?.matches(selector) ?? false", selector):
            return
    raise Failure(f"{person.place}: the Tab key does not reach {selector}")


def walk(person, path):
    """Walks a page; again where a job that went on put new content on it meanwhile, whose stops nobody had counted."""
    for _ in range(5):
        try:
            return walk_once(person, path)
        except Failure:
            if not person.page.evaluate(RENEWED):
                raise
    raise Failure(f"{path}: the page never stood still for one walk")


def walk_once(person, path):
    """Tab goes through every stop in the document's order, and each is seen."""
    person.open(path)
    count = person.page.evaluate(MARK)
    check(count >= 8, f"{path} has {count} stops only")
    reached = []
    while len(reached) < min(count, 60):
        person.press("Tab")
        where = person.page.evaluate(WHERE)
        check(where is not None, f"{path}: the focus was lost after {len(reached)} of {count} stops")
        check(where["marked"], f"{path}: nothing shows that the focus is on {where['name']}")
        check(where["inside"], f"{path}: the focus is outside the screen, on {where['name']}")
        stop = (where["place"], where["name"])
        if not (where["hasParts"] and reached and reached[-1] == stop):
            reached.append(stop)
    places = [place for place, _ in reached]
    for (before, name), (after, next_name) in zip(reached, reached[1:]):
        check(after > before, f"{path}: after {name} (number {before}) comes {next_name} (number {after})")
    same(places, list(range(len(places))), f"{path}: the stops that were reached")


def skips(person):
    """The first stop leads past the navigation."""
    person.open("/jobs")
    person.press("Tab")
    same(person.page.evaluate("document.activeElement.className"), "skip", "the first stop is")
    box = person.page.locator("a.skip").bounding_box()
    check(box["x"] >= 0 and box["y"] >= 0 and box["height"] > 10, f"the skip link is not seen: {box}")
    person.picture("keyboard-skip-link", screens=1)
    person.press("Enter")
    person.press("Tab")
    inside = person.page.evaluate("document.querySelector('main').contains(document.activeElement)")
    check(inside, "after the skip link the focus is not in the page's content")


if __name__ == "__main__":
    flow(keyboard)
