// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The script of maps and charts. Pages say everything without it; with it the map can be zoomed, the chart says which
/// constituency a point is, and an address is copied by a button.
///
/// | attribute | meaning |
/// |---|---|
/// | `data-map` | the address of the map's JSON; `data-leaflet`, `data-leaflet-style` the library's |
/// | `data-zoom`, `data-plain` | what the button says that changes to the zoomed map, and back |
/// | `data-chart` | the chart that this figure shows; `data-source` its JSON, `data-library` the library's address |
/// | `data-copy`, `data-copied` | what the button beside this field says, before and after |
enum TallyScript {
    static let element: HTML = "<script type=\"module\" src=\"/assets/tally.js\"></script>"

    static let text = head + map + charts + copy + start

    private static let head = """
        // SPDX-License-Identifier: Apache-2.0
        // Makes the pages of elections more comfortable where the browser's libraries are installed.
        const language = document.documentElement.lang || "en";
        const color = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
        const dark = matchMedia("(prefers-color-scheme: dark)");
        const looks = {
          critical: ["high", "high", "on-high"], high: ["high-soft", "high", "high"],
          medium: ["medium-soft", "medium", "medium"], low: ["low-soft", "low", "low"],
          good: ["good-soft", "good", "good"], missing: ["raised", "missing", "quiet"],
        };
        async function data(address) {
          const answer = await fetch(address, { headers: { Accept: "application/json" } });
          if (!answer.ok) throw new Error(answer.statusText);
          return answer.json();
        }
        function button(text) {
          const element = document.createElement("button");
          element.type = "button";
          element.textContent = text;
          return element;
        }

        """

    private static let map = """
        function style(tile) {
          const [fill, edge] = looks[tile.state] ?? looks.missing;
          return {
            fillColor: color(fill), fillOpacity: tile.shown ? 1 : 0.25,
            color: color(edge), opacity: tile.shown ? 1 : 0.3,
            weight: tile.state === "high" ? 2.5 : 1, dashArray: tile.state === "missing" ? "3 3" : null,
          };
        }

        function popup(tile) {
          const link = document.createElement("a");
          link.href = tile.address;
          link.textContent = tile.name;
          const box = document.createElement("div");
          box.append(link, document.createElement("br"), tile.label);
          if (tile.open_findings) box.append(" (" + tile.open_findings + ")");
          return box;
        }

        async function zoomed(figure, box) {
          const sheet = document.createElement("link");
          sheet.rel = "stylesheet";
          sheet.href = figure.dataset.leafletStyle;
          document.head.prepend(sheet);
          const [L, found] = await Promise.all([import(figure.dataset.leaflet), data(figure.dataset.map)]);
          const at = (column, row) => [-row, column];
          const bounds = L.latLngBounds(at(0, found.rows), at(found.columns, 0));
          const map = L.map(box, {
            crs: L.CRS.Simple, minZoom: 2, maxZoom: 7, zoomSnap: 0.25, attributionControl: false,
            maxBounds: bounds.pad(0.3), scrollWheelZoom: false, renderer: L.svg({ padding: 0.5 }),
          });
          const drawn = found.tiles.map((tile) => {
            const corners = [at(tile.column + 0.03, tile.row + 0.97), at(tile.column + 0.97, tile.row + 0.03)];
            const square = L.rectangle(corners, style(tile)).addTo(map);
            square.bindTooltip(tile.name + ": " + tile.label);
            square.bindPopup(() => popup(tile));
            return () => square.setStyle(style(tile));
          });
          for (const [column, row, toColumn, toRow] of found.borders) {
            const ends = [at(column, row), at(toColumn, toRow)];
            const line = L.polyline(ends, { interactive: false, weight: 2 }).addTo(map);
            const paint = () => line.setStyle({ color: color("quiet") });
            paint();
            drawn.push(paint);
          }
          dark.addEventListener("change", () => { for (const paint of drawn) paint(); });
          map.fitBounds(bounds);
          // The wheel scrolls the page until the map is used.
          map.on("focus click", () => map.scrollWheelZoom.enable());
          map.on("blur", () => map.scrollWheelZoom.disable());
          return map;
        }

        function offerZoom(figure) {
          const plain = figure.querySelector("svg.map");
          if (!plain || !figure.dataset.leaflet) return;
          const change = button(figure.dataset.zoom);
          change.className = "small";
          const box = document.createElement("div");
          box.className = "zoom-map";
          box.hidden = true;
          box.setAttribute("role", "region");
          box.setAttribute("aria-label", figure.dataset.name);
          figure.prepend(change);
          plain.after(box);
          let map = null;
          change.addEventListener("click", async () => {
            const isZoomed = box.hidden;
            box.hidden = !isZoomed;
            plain.toggleAttribute("hidden", isZoomed);
            change.textContent = isZoomed ? figure.dataset.plain : figure.dataset.zoom;
            if (!isZoomed) return;
            try { map ??= await zoomed(figure, box); map.invalidateSize(); } catch {
              box.hidden = true;
              plain.removeAttribute("hidden");
              change.remove();
            }
          });
        }

        """

    private static let charts = """
        function library(address) {
          if (window.Chart) return Promise.resolve();
          return new Promise((resolve, reject) => {
            const element = document.createElement("script");
            element.src = address;
            element.onload = resolve;
            element.onerror = reject;
            document.head.append(element);
          });
        }

        function datasets(points, names) {
          const order = ["good", "missing", "low", "medium", "high", "critical"];
          const shapes = {
            good: "circle", missing: "crossRot", low: "triangle", medium: "rect", high: "rectRot", critical: "star",
          };
          return order.filter((state) => points.some((point) => point.state === state)).map((state) => ({
            label: names[state] ?? state, state,
            data: points.filter((point) => point.state === state)
              .map((point) => ({ x: point.turnout, y: point.leader_share, name: point.name, address: point.address })),
            pointStyle: shapes[state], pointRadius: state === "critical" ? 6 : 4, pointHoverRadius: 8,
          }));
        }

        function paint(sets) {
          for (const set of sets) {
            const [, edge] = looks[set.state] ?? looks.missing;
            set.borderColor = color(edge);
            set.backgroundColor = color(edge) + (set.state === "critical" ? "ff" : "88");
          }
        }

        async function scatter(figure) {
          const [found] = await Promise.all([data(figure.dataset.source), library(figure.dataset.library)]);
          const names = {};
          for (const item of figure.querySelectorAll("[data-state]")) {
            names[item.dataset.state] = item.textContent.trim();
          }
          const sets = datasets(found.points, names);
          paint(sets);
          const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
          const percent = (value) => number.format(value) + "%";
          const canvas = document.createElement("canvas");
          canvas.setAttribute("role", "img");
          canvas.setAttribute("aria-label", figure.dataset.name);
          const box = document.createElement("div");
          box.className = "canvas-box";
          box.append(canvas);
          const axis = (name) => ({
            title: { display: true, text: name, color: color("quiet") }, grid: { color: color("line") },
            ticks: { color: color("quiet"), callback: percent },
          });
          figure.querySelector("svg").before(box);
          for (const plain of figure.querySelectorAll("svg.chart")) plain.remove();
          const chart = new window.Chart(canvas, {
            type: "scatter", data: { datasets: sets },
            options: {
              maintainAspectRatio: false, animation: false, events: ["mousemove", "mouseout", "click", "touchstart"],
              font: { family: "inherit" },
              scales: { x: axis(figure.dataset.x), y: { ...axis(figure.dataset.y), min: 0, max: 100 } },
              plugins: {
                legend: { display: false },
                tooltip: {
                  callbacks: { label: ({ raw }) => raw.name + ": " + percent(raw.x) + ", " + percent(raw.y) },
                },
              },
              onClick: (_, elements) => {
                const first = elements[0];
                if (first) location.href = sets[first.datasetIndex].data[first.index].address;
              },
            },
          });
          dark.addEventListener("change", () => {
            paint(sets);
            for (const scale of [chart.options.scales.x, chart.options.scales.y]) {
              scale.title.color = color("quiet");
              scale.ticks.color = color("quiet");
              scale.grid.color = color("line");
            }
            chart.update();
          });
        }

        """

    private static let copy = """
        function offerCopy(field) {
          if (!navigator.clipboard) return;
          const copying = button(field.dataset.copy);
          copying.className = "small";
          const said = document.createElement("span");
          said.setAttribute("role", "status");
          copying.addEventListener("click", async () => {
            try { await navigator.clipboard.writeText(field.value); said.textContent = field.dataset.copied; } catch {
              field.select();
            }
          });
          field.after(copying, " ", said);
        }

        """

    private static let start = """
        for (const figure of document.querySelectorAll("[data-map]")) offerZoom(figure);
        for (const figure of document.querySelectorAll("[data-chart=scatter][data-library]")) {
          scatter(figure).catch(() => {});
        }
        for (const field of document.querySelectorAll("[data-copy]")) offerCopy(field);

        """
}
