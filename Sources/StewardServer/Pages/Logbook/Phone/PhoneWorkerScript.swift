// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardCore
import Tally

/// The service worker: it opens the page without a network. It keeps the page as it is for everybody, its scripts, its
/// style sheet and its icons, nothing else, so nothing of a person is ever in its cache. Each version has a cache of
/// its own that is filled whole or not at all; a new one takes over when the page says that no trip is recorded.
enum PhoneWorkerScript {
    static let text = script.replacing("VERSION", with: version).replacing("SHELLS", with: shells)
        .replacing("FILES", with: files)

    /// Follows from everything that is kept, so that any change of it makes a new version.
    static let version = {
        var hash = SHA256()
        let pages = Language.allCases.map { PhonePage(language: $0).shellText }
        for text in pages + PhonePages.scripts.map(\.text) + [
            StyleSheet.text, StyleSheet.phone, PhoneManifest.text, PhoneIcon.svg, script,
        ] {
            hash.update(data: Array(text.utf8))
        }
        return Hexadecimal.text(Array(hash.finalize().prefix(8)))
    }()

    private static let shells =
        "{ "
        + Language.allCases.map { "\($0.rawValue): \"\(PhonePages.shell($0))\"" }.joined(separator: ", ") + " }"

    /// What the page needs besides.
    static let kept =
        PhonePages.scripts.map(\.path) + ["/assets/steward.css", PhonePages.sheet, PhonePages.manifest, PhoneIcon.path]
        + PhoneIcon.pictures.map(\.path)
    private static let files = "[\n  " + kept.map { "\"\($0)\"" }.joined(separator: ",\n  ") + ",\n]"

    private static let script = """
        // SPDX-License-Identifier: Apache-2.0
        // Opens the page that records trips without a network.
        const current = "steward-phone-VERSION";
        const choice = "steward-phone-choice";
        const page = "/logbook/drive";
        const shells = SHELLS;
        const files = FILES;

        // Without cookies: what is kept is the same for everybody.
        async function fill() {
          const cache = await caches.open(current);
          await Promise.all([...Object.values(shells), ...files].map(async (address) => {
            const answer = await fetch(address, { cache: "no-store", credentials: "omit", redirect: "error" });
            if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
            await cache.put(address, answer);
          }));
        }

        async function tidy() {
          for (const name of await caches.keys()) {
            if (name.startsWith("steward-phone-") && name !== current && name !== choice) await caches.delete(name);
          }
          await self.clients.claim();
        }

        async function language(asked) {
          if (asked in shells) return asked;
          const chosen = await (await caches.open(choice)).match("/logbook/drive/language");
          const known = (await chosen?.json())?.language;
          return known in shells ? known : self.navigator.language.slice(0, 2);
        }

        // A page that was never opened with a network, or whose cache the browser has cleared, comes from the server.
        async function open(request) {
          const asked = new URL(request.url).searchParams.get("lang");
          const cache = await caches.open(current);
          return await cache.match(shells[await language(asked)] ?? shells.en) ?? fetch(request);
        }

        async function file(request, client, path) {
          const from = client && await self.clients.get(client);
          if (!from || new URL(from.url).pathname !== page) return fetch(request);
          return await (await caches.open(current)).match(path) ?? fetch(request);
        }

        self.addEventListener("install", (event) => event.waitUntil(fill()));
        self.addEventListener("activate", (event) => event.waitUntil(tidy()));
        self.addEventListener("message", (event) => { if (event.data === "take over") self.skipWaiting(); });
        self.addEventListener("fetch", (event) => {
          const { request, clientId } = event;
          const { origin, pathname } = new URL(request.url);
          if (request.method !== "GET" || origin !== self.location.origin) return;
          if (request.mode === "navigate") {
            if (pathname === page) event.respondWith(open(request));
          } else if (files.includes(pathname)) {
            event.respondWith(file(request, clientId, pathname));
          }
        });

        """
}
