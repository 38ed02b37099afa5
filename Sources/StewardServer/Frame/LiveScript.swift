// SPDX-License-Identifier: Apache-2.0

/// The one script of the pages: an ES module that keeps figures fresh while a page is looked at. Pages say with
/// attributes what is to be kept fresh; without the script a reload shows the same.
///
/// | attribute | meaning |
/// |---|---|
/// | `data-live` | the address of the JSON beside this part of the page |
/// | `data-watch` | paths; when one of these values changes, the page is loaded anew |
/// | `data-item` | the id of the list's item that this part shows |
/// | `data-value` | the path of the value that stands here, or that a bar shows |
/// | `data-whole` | the path of the value that fills the bar |
/// | `data-form` | how the value is written: `bytes` or `number` |
/// | `data-lost` | shown while the server does not answer |
enum LiveScript {
    static let text = """
        // SPDX-License-Identifier: Apache-2.0
        // Keeps figures fresh: asks for the JSON beside the page and puts its values where the page says.
        const pause = 2000;
        const slowest = 30000;
        const reloadPause = 10000;
        const began = Date.now();
        const language = document.documentElement.lang || "en";
        const numbers = new Intl.NumberFormat(language, { useGrouping: "always" });
        const decimals = new Intl.NumberFormat(
          language, { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: "always" });
        const wholeBytes = { en: ["byte", "bytes"], nl: ["byte", "bytes"], th: ["ไบต์", "ไบต์"] };
        const forms = {
          number: (value) => numbers.format(value),
          bytes: (value) => {
            if (Math.abs(value) < 1024) {
              const names = wholeBytes[language] ?? wholeBytes.en;
              return numbers.format(value) + " " + names[value === 1 ? 0 : 1];
            }
            const units = ["KB", "MB", "GB", "TB", "PB", "EB"];
            let unit = 0;
            value /= 1024;
            while (Math.round(Math.abs(value) * 100) >= 102400 && unit < units.length - 1) { value /= 1024; unit += 1; }
            return decimals.format(value) + " " + units[unit];
          },
        };
        const at = (data, path) => path.split(".").reduce((inner, key) => inner?.[key], data);

        function put(element, data) {
          const value = at(data, element.dataset.value) ?? null;
          if (value === null) return;
          if (element instanceof HTMLProgressElement) {
            element.max = Math.max(1, at(data, element.dataset.whole) ?? 1);
            element.value = value;
            return;
          }
          const text = (forms[element.dataset.form] ?? String)(value);
          if (element.textContent !== text) element.textContent = text;
        }

        function fill(part, data) {
          const elements = [...part.querySelectorAll("[data-value]")];
          if (part.matches("[data-value]")) elements.push(part);
          for (const element of elements) put(element, data);
        }

        function show(part, data) {
          if (!Array.isArray(data)) return fill(part, data);
          const items = new Map(data.map((item) => [item.id, item]));
          for (const element of part.querySelectorAll("[data-item]")) {
            const item = items.get(element.dataset.item);
            if (item) fill(element, item);
          }
        }

        function watched(part, data) {
          const paths = (part.dataset.watch ?? "").split(" ").filter(Boolean);
          const one = (item) => [item.id, ...paths.map((path) => at(item, path))];
          return JSON.stringify(Array.isArray(data) ? data.map(one) : one(data));
        }

        function keepFresh(part) {
          let seen = null;
          let wait = pause;
          let timer = 0;
          let isAsking = false;
          async function ask() {
            if (isAsking || document.visibilityState !== "visible") return;
            isAsking = true;
            try {
              const answer = await fetch(part.dataset.live, { headers: { Accept: "application/json" } });
              if (!answer.ok) throw new Error(answer.statusText);
              const data = await answer.json();
              for (const note of document.querySelectorAll("[data-lost]")) note.hidden = true;
              wait = pause;
              show(part, data);
              const now = watched(part, data);
              if (seen !== null && seen !== now && Date.now() - began > reloadPause) return location.reload();
              seen ??= now;
            } catch {
              for (const note of document.querySelectorAll("[data-lost]")) note.hidden = false;
              wait = Math.min(slowest, wait * 2);
            } finally {
              isAsking = false;
            }
            timer = setTimeout(ask, wait);
          }
          document.addEventListener("visibilitychange", () => {
            if (document.visibilityState === "visible") { clearTimeout(timer); ask(); }
          });
          ask();
        }

        for (const part of document.querySelectorAll("[data-live]")) keepFresh(part);

        """
}
