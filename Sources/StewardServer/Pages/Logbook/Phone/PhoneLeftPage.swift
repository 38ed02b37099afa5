// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import StewardCore
import Tally

/// What somebody sees who signed out of a browser that recorded trips: what of it stays here.
struct PhoneLeftPage: Sendable {
    let language: Language

    func response() -> Response {
        PageFrame(title: say(.phoneLeft), language: language, section: nil, path: PhonePages.left, body: body)
            .response()
    }

    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    private var body: HTML {
        """
        <h1>\(say(.phoneLeft))</h1>
        <p data-left="unknown">\(say(.phoneLeftUnknown))</p>
        <p data-left="nothing" hidden>\(say(.phoneLeftNothing))</p>
        <p data-left="some" hidden>\(say(.phoneLeftSome))</p>
        <p><a class="button primary" href="\(ReturnPath(PhonePages.path).signIn)">\(say(.signInTitle))</a></p>
        <script type="module" src="/assets/phone-left.js"></script>
        """
    }
}

/// The ES module that clears a browser of what it knew of an account, but for what it measured and the server does not
/// have yet. With nothing left to send, nothing at all stays.
enum PhoneLeftScript {
    static let text = """
        // SPDX-License-Identifier: Apache-2.0
        // Clears this browser of what it knew of an account, but for what the server does not have yet.
        import { leave } from "/assets/phone-store.js";

        function show(name, count) {
          for (const line of document.querySelectorAll("[data-left]")) {
            line.hidden = line.dataset.left !== name;
            if (!line.hidden && name === "some") {
              line.textContent = line.textContent.replace("{n}", count.toLocaleString(document.documentElement.lang));
            }
          }
        }

        async function clear() {
          const count = await leave();
          if ("caches" in window) await caches.delete("steward-phone-choice");
          if (count > 0) return show("some", count);
          if ("caches" in window) {
            for (const name of await caches.keys()) if (name.startsWith("steward-phone-")) await caches.delete(name);
          }
          const registration = await navigator.serviceWorker?.getRegistration("/logbook/drive");
          await registration?.unregister();
          show("nothing", 0);
        }
        clear();

        """
}
