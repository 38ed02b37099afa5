// SPDX-License-Identifier: Apache-2.0

/// The ES module that shows the changes told at `/events` in the page that is open. Pages say with attributes what is
/// to be shown; without the script a reload shows the same.
///
/// | attribute | meaning |
/// |---|---|
/// | `data-events` | the names of the events of which also those about unknown items matter to the page |
/// | `data-event`, `data-key` | the name of the event and the id of the item that this part shows |
/// | `data-state`, `data-shape` | how the item is shown to stand; when another is told, parts are fetched anew |
/// | `data-name` | what the item is called when a change is announced |
/// | `data-value` | the path of the value that stands here, or that a bar shows |
/// | `data-form` | how the value is written: `bytes`, `rate`, `number`, `pace`, `percent`, `km`, `mi` or `left` |
/// | `data-part` | a part with an id that is fetched anew when items come, go or change their state |
/// | `data-every` | such a part is also fetched anew every so many seconds |
/// | `data-announce` | where changes are announced, with the words for it |
/// | `data-lost` | shown while the server does not answer |
enum EventScript {
    static let text = writing + showing + fetching + announcing + listening

    private static let writing = """
        // SPDX-License-Identifier: Apache-2.0
        // Shows changes of jobs and transfers as they happen: in place where it can, else it fetches parts anew.
        const page = document.querySelector("[data-events]");
        const region = document.querySelector("[data-announce]");
        const words = region?.dataset ?? {};
        const language = document.documentElement.lang || "en";
        const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
        const exact = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
        const tenth = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
        const one = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
        const share = (value) => whole.format(Math.floor(Math.min(1, Math.max(0, value)) * 100)) + "%";

        function bytes(value) {
          if (Math.abs(value) < 1024) return (words.bytes ?? "{n} B").replace("{n}", whole.format(value));
          const units = ["KB", "MB", "GB", "TB", "PB", "EB"];
          let unit = 0;
          value /= 1024;
          while (Math.round(Math.abs(value) * 100) >= 102400 && unit < units.length - 1) { value /= 1024; unit += 1; }
          return exact.format(value) + " " + units[unit];
        }

        // The two largest units, as the server writes them: 2 h 5 min.
        function length(seconds) {
          const units = (words.units ?? "{n} d|{n} h|{n} min|{n} s").split("|");
          const sizes = [86400, 3600, 60, 1];
          let rest = Math.max(0, Math.round(seconds));
          const first = sizes.findIndex((size) => rest >= size);
          if (first < 0) return units[3].replace("{n}", "0");
          const parts = [];
          for (const place of [first, first + 1]) {
            const count = Math.floor(rest / (sizes[place] ?? Infinity));
            if (count > 0) parts.push(units[place].replace("{n}", whole.format(count)));
            rest %= sizes[place] ?? 1;
          }
          return parts.join(" ");
        }

        const forms = {
          number: (value) => whole.format(value),
          pace: (value) => (value < 10 ? tenth : whole).format(value),
          percent: share,
          bytes,
          rate: (value) => bytes(Math.round(value)),
          km: (value) => one.format(value) + " km",
          mi: (value) => one.format(value / 1.609344) + " mi",
          left: (value) => length((Date.parse(value) - Date.now()) / 1000),
        };

        """

    private static let showing = """
        const at = (data, path) => path.split(".").reduce((inner, key) => inner?.[key], data);
        const shapes = ["items", "totalItems", "bytes", "totalBytes", "itemsPerSecond", "bytesPerSecond",
          "estimatedEnd", "message"];
        const shape = (data) => shapes.filter((key) => (data.progress?.[key] ?? null) !== null).join(" ");

        function put(element, data) {
          const value = at(data, element.dataset.value) ?? null;
          if (value === null) return;
          if (element instanceof HTMLProgressElement) {
            element.value = value;
            return;
          }
          const text = (forms[element.dataset.form] ?? String)(value);
          if (element.textContent !== text) element.textContent = text;
        }

        // Puts an item's values into every place that shows it.
        function take(name, data) {
          const key = CSS.escape(String(data.id));
          const items = document.querySelectorAll(`[data-event="${name}"][data-key="${key}"]`);
          for (const item of items) {
            if (item.dataset.state !== data.state) {
              announce(name, data);
              item.dataset.state = data.state;
              refresh();
            } else if ("shape" in item.dataset && item.dataset.shape !== shape(data)) {
              refresh();
            }
            for (const element of item.querySelectorAll("[data-value]")) put(element, data);
            if ("percent" in item.dataset) announceShare(data);
          }
          if (items.length === 0 && page.dataset.events.split(" ").includes(name)) {
            announce(name, data);
            refresh();
          }
        }

        """

    private static let fetching = """
        const pause = 3000;
        let fetchedAt = 0;
        let planned = 0;

        // Fetches the page once more, not more often than every few seconds, and exchanges the parts that differ.
        function refresh() {
          if (planned || document.visibilityState !== "visible") return;
          planned = setTimeout(fetchParts, Math.max(0, fetchedAt + pause - Date.now()));
        }

        async function fetchParts() {
          fetchedAt = Date.now();
          try {
            const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
            if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
            const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
            for (const old of document.querySelectorAll("[data-part]")) exchange(old, fresh.getElementById(old.id));
            lost(false);
          } catch {
            lost(true);
          } finally {
            planned = 0;
          }
        }

        function exchange(old, fresh) {
          if (!fresh || old.outerHTML === fresh.outerHTML) return;
          const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
          const open = [...old.querySelectorAll("details[open][id]")].map((details) => details.id);
          old.replaceWith(document.adoptNode(fresh));
          for (const id of open) document.getElementById(id)?.setAttribute("open", "");
          if (focused) document.getElementById(focused)?.focus();
        }

        function lost(is) {
          for (const note of document.querySelectorAll("[data-lost]")) note.hidden = !is;
        }

        """

    private static let announcing = """
        const news = new Map();
        let announcing = 0;
        let shareSaid = { at: 0, value: -1 };

        // Changes are collected and said together, every five seconds at most.
        function announce(name, data) {
          const word = words[data.state];
          if (!region || !word) return;
          news.set(`${name} ${data.id}`, { name, data, word });
          announcing ||= setTimeout(say, 5000);
        }

        // By then the page has the item, and with it what people call it.
        function called({ name, data }) {
          const item = document.querySelector(`[data-event="${name}"][data-key="${CSS.escape(String(data.id))}"]`);
          return item?.dataset.name ?? data.kind;
        }

        function say() {
          announcing = 0;
          const all = [...news.values()].map((one) => `${called(one)}: ${one.word}`);
          news.clear();
          const rest = all.length - 3;
          region.textContent = all.slice(0, 3).join("; ") + (rest > 0 ? `; + ${whole.format(rest)}` : "");
        }

        // The share of the one job that a page is about: every tenth, and every ten seconds at most.
        function announceShare(data) {
          const value = data.fraction;
          if (!region || typeof value !== "number" || data.state !== "running") return;
          if (Date.now() - shareSaid.at < 10000 || value - shareSaid.value < 0.1) return;
          shareSaid = { at: Date.now(), value };
          region.textContent = share(value);
        }

        """

    private static let listening = """
        let source = null;
        let last = "";
        let troubleAt = 0;
        let hiding = 0;
        let heard = new Set();

        function listen() {
          if (source) return;
          const isNew = last === "";
          heard = new Set();
          source = new EventSource("/events" + (isNew ? "" : "?after=" + encodeURIComponent(last)));
          for (const name of ["job", "transfer", "trip"]) {
            source.addEventListener(name, (message) => {
              last = message.lastEventId || last;
              const data = JSON.parse(message.data);
              heard.add(name + " " + data.id);
              take(name, data);
            });
          }
          source.addEventListener("hello", (message) => {
            last = message.lastEventId || last;
            troubleAt = 0;
            lost(false);
            if (isNew) compare();
          });
          source.addEventListener("refresh", (message) => {
            last = message.lastEventId || last;
            refresh();
          });
          source.addEventListener("unavailable", () => lost(true));
          source.addEventListener("error", trouble);
        }

        // What is shown as running and was not told of ended before this page began to listen.
        function compare() {
          for (const item of document.querySelectorAll('[data-event][data-state="running"]')) {
            if (!heard.has(item.dataset.event + " " + item.dataset.key)) return refresh();
          }
        }

        function trouble() {
          troubleAt ||= Date.now();
          if (Date.now() - troubleAt > 8000) lost(true);
          if (source?.readyState !== EventSource.CLOSED) return;
          // Refused, not interrupted: the browser does not try again by itself.
          source = null;
          lost(true);
          setTimeout(() => { if (document.visibilityState === "visible") listen(); }, 30000);
        }

        function stop() {
          source?.close();
          source = null;
        }

        // A page that nobody looks at does not listen for long.
        document.addEventListener("visibilitychange", () => {
          clearTimeout(hiding);
          if (document.visibilityState === "visible") {
            listen();
            refresh();
          } else {
            hiding = setTimeout(stop, 20000);
          }
        });
        addEventListener("pagehide", stop);
        addEventListener("pageshow", (event) => { if (event.persisted && page) listen(); });

        if (page) {
          listen();
          setInterval(() => {
            for (const part of document.querySelectorAll("[data-every]")) {
              if (Date.now() - fetchedAt >= Number(part.dataset.every) * 1000) return refresh();
            }
          }, 1000);
        }

        """
}
