# SPDX-License-Identifier: Apache-2.0
"""Every page that links lead to: light and dark, in three languages, on a wide screen and on a phone."""

import re

from browser import Failure, check, flow

# Pages that no link of another page needs to lead to.
STARTS = ["/", "/styleguide"]
# What the links must have led to, so that a page which lost its link is noticed.
EXPECTED = ["/findings", "/review", "/jobs", "/jobs/*", "/schedules", "/transfers", "/transfers/*", "/connections",
            "/connections/*", "/quota", "/recoveries", "/recoveries/*", "/ledger", "/account", "/account/tokens",
            "/people", "/people/google"]
# No pages: bytes, data, and ways out.
OTHER = re.compile(r"^/(api|assets|blobs|metrics|openapi\.json|account/google|sign-in|events)(/|$)")

LOOKS = [
    # name, language, colours, width, whether axe-core looks
    ("wide-en-light", "en-GB", "light", 1280, True),
    ("phone-th-dark", "th-TH", "dark", 390, True),
    ("phone-nl-light", "nl-NL", "light", 390, False),
    ("wide-th-light", "th-TH", "light", 1280, False),
    ("wide-nl-dark", "nl-NL", "dark", 1280, False),
]


def pages(stage):
    owner = stage.owner()
    session = owner.context.storage_state()
    places = found(owner)
    print(f"{len(places)} pages: {' '.join(places)}")
    failures = []
    for name, language, scheme, width, looks in LOOKS:
        person = stage.person(language=language, scheme=scheme, width=width, session=session)
        person.open("/")
        check(person.page.evaluate("document.documentElement.lang") == language[:2], f"the pages are not in {language}")
        if language == "th-TH":
            thai_is_drawn(person)
        for number, (pattern, path) in enumerate(places.items()):
            # Each page is seen in one of the last two looks.
            if name == LOOKS[3 + number % 2][0]:
                continue
            try:
                look(person, path, looks)
            except Failure as failure:
                failures.append(f"{name}: {failure}")
            person.picture(f"page-{slug(pattern)}-{name}", screens=4 if looks else 1)
        person.context.close()
    check(not failures, f"{len(failures)} pages are not as they should be:\n" + "\n".join(failures))


def look(person, path, with_axe):
    person.open(path)
    person.fits()
    if with_axe:
        person.accessible()


def found(owner):
    """One address for each kind of page that links lead to."""
    places, waiting = {}, list(STARTS)
    while waiting:
        path = waiting.pop(0)
        pattern = kind(path)
        if pattern in places or OTHER.match(path):
            continue
        answer = owner.context.request.get(owner.stage.base + path)
        if "text/html" not in answer.headers["content-type"]:
            continue
        check(answer.ok, f"a link leads to {path}, which answers with {answer.status}")
        places[pattern] = path
        check(len(places) <= 90, f"there are more kinds of pages than expected: {' '.join(places)}")
        waiting += [link.split("#")[0].split("?")[0] for link in re.findall(r'<a [^>]*href="(/[^"]*)"', answer.text())]
    missing = [pattern for pattern in EXPECTED if pattern not in places]
    check(not missing, f"no link led to {', '.join(missing)}; links led to {' '.join(places)}")
    return places


def kind(path):
    """The path with a star for each name of one thing."""
    parts = path.strip("/").split("/")
    things = {"connections", "ledger", "quota", "jobs", "transfers", "recoveries", "mirrors", "review", "areas",
              "findings", "provinces"}
    shown = [part if not (re.search(r"\d", part) or len(part) > 24 or "%" in part
                          or (number > 0 and parts[number - 1] in things)) else "*"
             for number, part in enumerate(parts)]
    return "/" + "/".join(shown)


def slug(pattern):
    return re.sub(r"[^a-z0-9]+", "-", pattern.replace("*", "one").lower()).strip("-") or "home"


def thai_is_drawn(person):
    """Thai letters are drawn, each as its own shape: a font that lacks them shows the same box for all."""
    alike = person.page.evaluate("""() => {
      const draw = (text) => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [60, 60];
        const pen = canvas.getContext("2d");
        pen.font = "32px " + getComputedStyle(document.body).fontFamily;
        pen.fillText(text, 5, 40);
        return pen.getImageData(0, 0, 60, 60).data.join();
      };
      const letters = ["\\uFFFF", "ก", "ฬ", "ญ", "๙", "ที่"];
      const drawn = letters.map(draw);
      return letters.filter((_, number) => drawn.indexOf(drawn[number]) !== number || drawn[number] === draw(" "));
    }""")
    check(not alike, f"these letters are not drawn as themselves: {' '.join(alike)}; a Thai font is missing")


if __name__ == "__main__":
    flow(pages)
