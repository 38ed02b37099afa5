# SPDX-License-Identifier: Apache-2.0
"""What every flow needs: one Chromium, people with a browser of their own, and what must never happen on a page.

A flow is a file with a function that takes a Stage; `flow(function)` runs it as a program. It ends with status 0, or
with 1 and one message about what was not as it should be. A picture of each open page lies beside the others then.
"""

import argparse
import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys
import traceback
import urllib.error
import urllib.request

from playwright.sync_api import Error, TimeoutError, sync_playwright

CHROMIUM = "/usr/bin/chromium"
PASSWORD = "pools-of-quiet-water"
# Machines that run tests are busy, so what comes late is no mistake.
PATIENCE = 60_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Failure(AssertionError):
    """A sentence about what a person would see that should not be so."""


def check(holds, sentence):
    if not holds:
        raise Failure(sentence)


def same(found, wanted, what):
    check(found == wanted, f"{what}: {found!r} instead of {wanted!r}")


class Stage:
    """The server under test, one Chromium, and the people who use it."""

    def __init__(self, playwright, options):
        self.options = options
        self.base = options.base.rstrip("/")
        self.pictures = pathlib.Path(options.out)
        self.pictures.mkdir(parents=True, exist_ok=True)
        # Nothing but this machine has a name, whatever a page asks for.
        self.chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"])
        self.people = []
        # Other addresses that pages may lead to, as a simulated identity provider's.
        self.friends = [friend for friend in [options.simulator] if friend]

    def person(self, *, language="en-GB", scheme="light", width=1280, height=800, script=True, session=None):
        person = Person(self, language, scheme, width, height, script, session)
        self.people.append(person)
        return person

    def owner(self, name="anna", **looks):
        """Makes the owner's account with the set-up link."""
        person = self.person(**looks)
        person.open(self.options.setup)
        person.fill("Name", name)
        person.fill("Password", PASSWORD)
        person.fill("The same password again", PASSWORD)
        person.send("Make the account")
        same(person.path, "/", "after the account was made the browser is at")
        return person

    def invited(self, owner, name, role, **looks):
        """Somebody whom the owner invites, and who accepts."""
        owner.open("/people")
        owner.page.locator("form[action='/people/invitations']").get_by_label("Role").select_option(role)
        owner.send("Make an invitation")
        link = owner.page.locator("#link").input_value()
        person = self.person(**looks)
        person.open(link)
        person.fill("Name", name)
        person.fill("Password", PASSWORD)
        person.fill("The same password again", PASSWORD)
        person.send("Make the account")
        return person

    def steward(self, *arguments):
        """Runs the program on the data of the server, and gives the JSON that it prints."""
        command = [self.options.steward, *arguments, "--data", self.options.data, "--json"]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        check(ended.returncode == 0, f"steward {' '.join(arguments)} ended with {ended.returncode}: {ended.stderr}")
        return json.loads(ended.stdout)

    @contextlib.contextmanager
    def simulated(self, *arguments):
        """The address of a simulated service for as long as it is needed."""
        program = pathlib.Path(self.options.steward).parent / "steward-simulate"
        command = [program, *arguments, "--parent", str(os.getpid())]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                yield json.loads(process.stdout.readline())["address"]
            finally:
                process.terminate()

    def finish(self):
        problems = [problem for person in self.people for problem in person.problems]
        check(not problems, "these things happened that must not:\n" + "\n".join(sorted(set(problems))))

    def photograph_everything(self, name):
        for number, person in enumerate(self.people):
            try:
                path = self.pictures / f"failed-{name}-{number}.png"
                person.page.screenshot(path=path, full_page=True, timeout=10_000)
            except Error:
                pass


class Person:
    """A browser of one person: cookies of its own, one page."""

    def __init__(self, stage, language, scheme, width, height, script, session):
        self.stage = stage
        self.problems = []
        self.context = stage.chromium.new_context(
            locale=language, color_scheme=scheme, viewport={"width": width, "height": height},
            java_script_enabled=script, reduced_motion="reduce", storage_state=session, timezone_id="Europe/Amsterdam")
        self.context.set_default_timeout(PATIENCE)
        self.navigated = set()
        self.watch(self.context)
        self.page = self.context.new_page()

    # What must not happen on any page.

    def watch(self, context):
        def request(request):
            allowed = [self.stage.base + "/", "data:", "blob:"] + [friend + "/" for friend in self.stage.friends]
            if not any(request.url.startswith(start) for start in allowed):
                self.problems.append(f"{self.place} asked for {request.url}, which is not this server")
            if request.is_navigation_request():
                self.navigated.add(request.url)

        def said(message):
            # The page itself may be an answer of 4xx: the flow looks at its status.
            if message.text.startswith("Failed to load resource") and message.location["url"] in self.navigated:
                return
            if message.type in ("error", "warning"):
                self.problems.append(f"{self.place}: the browser said: {message.text}")

        context.on("request", request)
        context.on("console", said)
        context.on("weberror", lambda error: self.problems.append(f"{self.place}: a script failed: {error.error}"))

    @property
    def place(self):
        return self.page.url.removeprefix(self.stage.base) if hasattr(self, "page") else "a new page"

    @property
    def path(self):
        return self.place.split("?")[0].split("#")[0]

    # What a person does.

    def open(self, path, status=200):
        address = path if path.startswith("http") else self.stage.base + path
        answer = self.page.goto(address, wait_until="load")
        same(answer.status, status, f"the status of {path}")
        return answer

    def fill(self, label, text):
        self.main.get_by_label(label, exact=True).fill(text)

    def send(self, button, within=None, status=None):
        """Presses a button that leads to another page, and gives the answer to what was sent."""
        place = within or self.main
        return self.goes(lambda: place.get_by_role("button", name=button, exact=True).click(), status)

    def follow(self, link, within=None):
        place = within or self.main
        return self.goes(lambda: place.get_by_role("link", name=link, exact=True).click(), None)

    def goes(self, act, status):
        with self.page.expect_navigation(wait_until="load") as navigation:
            act()
        if status is not None:
            same(navigation.value.status, status, f"the status of the answer at {self.place}")
        return navigation.value

    def press(self, key):
        self.page.keyboard.press(key)

    def press_and_go(self, key):
        return self.goes(lambda: self.page.keyboard.press(key), None)

    def sign_in(self, name, password=PASSWORD, status=None):
        self.open("/sign-in")
        self.fill("Name", name)
        self.fill("Password", password)
        return self.send("Sign in", status=status)

    # What a person sees.

    @property
    def main(self):
        return self.page.locator("main")

    @property
    def text(self):
        return self.page.inner_text("body")

    def sees(self, text):
        check(text in self.text, f"“{text}” is not to be read at {self.place}; there is:\n{self.text[:1500]}")

    def sees_not(self, text):
        check(text not in self.text, f"“{text}” is to be read at {self.place}")

    def at(self, path):
        same(self.path, path, "the browser is at")

    def waits_for(self, script, what, argument=None):
        """Waits until a page's own state makes the expression true."""
        try:
            self.page.wait_for_function(script, arg=argument)
        except TimeoutError:
            raise Failure(f"{self.place}: {what} did not happen within {PATIENCE // 1000} s") from None

    def picture(self, name, screens=4):
        """A picture for people to look at, no longer than so many screens."""
        longest = self.page.viewport_size["height"] * screens
        height = min(longest, self.page.evaluate("document.documentElement.scrollHeight"))
        area = {"x": 0, "y": 0, "width": self.page.viewport_size["width"], "height": height}
        self.page.screenshot(
            path=self.stage.pictures / f"{name}.png", full_page=True, clip=area, animations="disabled")

    # What holds for every page.

    def fits(self):
        """Nothing makes the page wider than the screen."""
        wide = self.page.evaluate("""() => {
          const room = window.innerWidth;
          if (document.scrollingElement.scrollWidth <= room) return null;
          const names = [...document.body.querySelectorAll("*")].filter((one) => {
            if (one.getBoundingClientRect().right <= room + 1) return false;
            for (let up = one.parentElement; up; up = up.parentElement) {
              if (["auto", "scroll", "hidden"].includes(getComputedStyle(up).overflowX)) return false;
            }
            return true;
          }).map((one) => `<${one.tagName.toLowerCase()} class="${one.className}"> `
            + one.textContent.trim().slice(0, 40));
          return `${document.scrollingElement.scrollWidth} px in ${room}: ` + names.slice(0, 3).join("; ");
        }""")
        check(wide is None, f"{self.place} is wider than the screen: {wide}")

    def accessible(self):
        """What axe-core finds against WCAG 2.2 at level AA."""
        self.page.evaluate(axe_script())
        found = self.page.evaluate(
            "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", RULES)
        lines = [f"  {violation['id']} ({violation['help']}): {node['html'][:160]} [{node['failureSummary'][:300]}]"
                 for violation in found["violations"] for node in violation["nodes"][:3]]
        check(not lines, f"{self.place} is not accessible:\n" + "\n".join(lines))


def axe_script():
    import axe_playwright_python
    return (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def call(base, path, token=None, method="GET", body=None):
    """A request of a program, without a browser: status, headers, text."""
    request = urllib.request.Request(base + path, method=method, data=body)
    if token:
        request.add_header("Authorization", "Bearer " + token)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read().decode()


def options(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("--base", required=True, help="where the server is")
    parser.add_argument("--setup", help="the link for the owner's account")
    parser.add_argument("--out", required=True, help="the folder for pictures")
    parser.add_argument("--steward", help="the program, for commands beside the server")
    parser.add_argument("--data", help="the data folder of the server")
    parser.add_argument("--simulator", help="where a simulated service is")
    return parser.parse_args(arguments)


def flow(function):
    """Runs a flow as a program."""
    name = re.sub("_", "-", pathlib.Path(sys.argv[0]).stem)
    stage = None
    with sync_playwright() as playwright:
        stage = Stage(playwright, options(sys.argv[1:]))
        try:
            function(stage)
            stage.finish()
        except Exception as error:
            stage.photograph_everything(name)
            line = next((frame.lineno for frame in reversed(traceback.extract_tb(error.__traceback__))
                         if frame.filename == sys.argv[0]), 0)
            problems = [problem for person in stage.people for problem in person.problems]
            print(f"{name}, line {line}: {error}", *problems, sep="\n", file=sys.stderr)
            sys.exit(1)
        finally:
            stage.chromium.close()
