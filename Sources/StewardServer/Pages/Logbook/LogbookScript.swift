// SPDX-License-Identifier: Apache-2.0

/// The script of the logbook's pages: single keys for what their buttons and links do, and ways laid over a map where
/// the browser's library is installed. Without it the same buttons, links and drawings are there.
///
/// | attribute | meaning |
/// |---|---|
/// | `data-answers`, `data-answer` | a list of questions, and one of them: `j` and `k` go through it |
/// | `aria-keyshortcuts` | the key that presses this, of the question that has the focus, else of the page |
/// | `data-shows`, `data-busy` | where a form's test shows what it found, and what stands there meanwhile |
/// | `data-logbook-map` | the address of the map's JSON; `data-leaflet`, `data-leaflet-style` the library's |
/// | `data-tiles`, `data-credit` | where tiles come from, and whom to name for them |
/// | `data-zoom`, `data-plain` | what the button says that changes to the map, and back |
enum LogbookScript {
    static let text = keys + map

    private static let keys = """
        // SPDX-License-Identifier: Apache-2.0
        // Keys and maps of the logbook's pages.
        const help = document.querySelector("#logbook-keys");
        const onOff = document.querySelector("#logbook-keys-on");
        const setting = "steward.logbook.keys";
        const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
        const store = (key, value) => {
          try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch { /* no */ }
        };

        function isTyping(target) {
          if (!(target instanceof HTMLElement)) return false;
          if (target.isContentEditable || target.matches("textarea, select")) return true;
          return target instanceof HTMLInputElement && !["checkbox", "radio", "submit", "button"].includes(target.type);
        }

        // The question that has the focus, or is gone to next.
        function step(by) {
          const all = [...document.querySelectorAll("[data-answer]")];
          if (all.length === 0) return false;
          const here = all.findIndex((item) => item.contains(document.activeElement));
          const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : (here + by + all.length) % all.length;
          all[next].focus();
          all[next].scrollIntoView({ block: "nearest" });
          return true;
        }

        function press(key) {
          if (key === "?" && help) {
            help.open = !help.open;
            if (help.open) help.querySelector("summary").focus();
            return true;
          }
          const here = document.activeElement?.closest?.("[data-answer]");
          const selector = `[aria-keyshortcuts="${CSS.escape(key)}"]`;
          const found = here?.querySelector(selector)
            ?? [...document.querySelectorAll(selector)].find((element) => !element.closest("[data-answer]"));
          if (found && !found.disabled) {
            found.click();
            return true;
          }
          if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
          return false;
        }

        document.addEventListener("keydown", (event) => {
          if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
          if (event.key === "Escape" && isTyping(event.target)) return event.target.blur();
          if (!help || isTyping(event.target) || (onOff && !onOff.checked)) return;
          if (event.key.length === 1 && press(event.key)) event.preventDefault();
        });

        if (onOff) {
          onOff.closest("[hidden]")?.removeAttribute("hidden");
          onOff.checked = stored(setting) !== "off";
          onOff.addEventListener("change", () => store(setting, onOff.checked ? null : "off"));
        }

        // A form that was sent is not sent again while it is on its way. What a test finds is shown beside the form,
        // in which everything typed stays.
        async function test(form, button) {
          const place = document.querySelector(form.dataset.shows);
          place.textContent = form.dataset.busy;
          try {
            const body = new URLSearchParams(new FormData(form, button));
            const answer = await fetch(form.action, { method: "POST", body });
            const page = new DOMParser().parseFromString(await answer.text(), "text/html");
            const found = page.querySelector("[data-tested]");
            if (!found) throw new Error(answer.statusText);
            place.replaceChildren(...found.childNodes);
            delete form.dataset.sent;
          } catch {
            // The whole page says what is wrong.
            const asked = document.createElement("input");
            [asked.type, asked.name, asked.value] = ["hidden", button.name, button.value];
            form.append(asked);
            form.submit();
          }
        }
        for (const form of document.querySelectorAll("main form[method=post]")) {
          form.addEventListener("submit", (event) => {
            if (form.dataset.sent) return event.preventDefault();
            form.dataset.sent = "yes";
            if (!form.dataset.shows || event.submitter?.value !== "test") return;
            event.preventDefault();
            test(form, event.submitter);
          });
        }
        addEventListener("pageshow", () => {
          for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
        });

        // A link to a folded form opens it.
        function unfold() {
          const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
          if (target instanceof HTMLDetailsElement) target.open = true;
        }
        addEventListener("hashchange", unfold);
        unfold();

        """

    private static let map = """
        const color = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
        const looks = {
          business: ["info", null], commute: ["good", "10 5"], private: ["hint", "2 6"], mixed: ["medium", "12 4 2 4"],
        };
        const fills = { place: "raised", start: "good", end: "high", charger: "info" };

        // The encoded polyline algorithm format, five decimals.
        function decoded(text) {
          const points = [];
          let place = 0, latitude = 0, longitude = 0;
          const next = () => {
            let value = 0, shift = 0, bits;
            do { bits = text.charCodeAt(place++) - 63; value |= (bits & 31) << shift; shift += 5; } while (bits >= 32);
            return value & 1 ? ~(value >> 1) : value >> 1;
          };
          while (place < text.length) {
            latitude += next();
            longitude += next();
            points.push([latitude / 1e5, longitude / 1e5]);
          }
          return points;
        }

        function popup(item) {
          const box = document.createElement(item.address ? "a" : "span");
          if (item.address) box.href = item.address;
          box.textContent = item.name;
          return box;
        }

        async function laid(figure, box) {
          const sheet = document.createElement("link");
          sheet.rel = "stylesheet";
          sheet.href = figure.dataset.leafletStyle;
          document.head.prepend(sheet);
          const asked = fetch(figure.dataset.logbookMap, { headers: { Accept: "application/json" } });
          const [L, answer] = await Promise.all([import(figure.dataset.leaflet), asked]);
          if (!answer.ok) throw new Error(answer.statusText);
          const found = await answer.json();
          const tiles = figure.dataset.tiles;
          const map = L.map(box, { scrollWheelZoom: false, attributionControl: Boolean(tiles), zoomSnap: 0.5 });
          if (tiles) {
            const credit = document.createElement("span");
            credit.textContent = figure.dataset.credit;
            map.attributionControl.setPrefix(false);
            L.tileLayer(tiles, { maxZoom: 19, attribution: credit.innerHTML }).addTo(map);
          }
          const all = [];
          for (const spot of found.spots) {
            const at = [spot.latitude, spot.longitude];
            if (spot.radius) {
              L.circle(at, { radius: spot.radius, color: color("edge"), weight: 1, fillOpacity: 0.1 }).addTo(map);
            }
            const mark = L.circleMarker(at, {
              radius: 6, color: color("text"), weight: 2, fillColor: color(fills[spot.kind]), fillOpacity: 1,
            }).addTo(map);
            if (spot.name) mark.bindTooltip(spot.name).bindPopup(() => popup(spot));
            all.push(at);
          }
          for (const line of found.lines) {
            const points = decoded(line.way);
            if (points.length < 2) continue;
            const [name, dashes] = looks[line.use] ?? looks.private;
            const way = L.polyline(points, { color: color(name), weight: 4, dashArray: dashes }).addTo(map);
            way.bindTooltip(line.name, { sticky: true }).bindPopup(() => popup(line));
            all.push(...points);
          }
          map.fitBounds(L.latLngBounds(all).pad(0.08), { maxZoom: 16 });
          // The wheel scrolls the page until the map is used.
          map.on("focus click", () => map.scrollWheelZoom.enable());
          map.on("blur", () => map.scrollWheelZoom.disable());
          return map;
        }

        function offer(figure) {
          const plain = figure.querySelector("svg");
          if (!plain) return;
          const change = document.createElement("button");
          change.type = "button";
          change.className = "small";
          change.textContent = figure.dataset.zoom;
          const box = document.createElement("div");
          box.className = "zoom-map";
          box.hidden = true;
          box.setAttribute("role", "region");
          box.setAttribute("aria-label", figure.dataset.name);
          figure.prepend(change);
          plain.after(box);
          let map = null;
          const turn = async () => {
            const isLaid = box.hidden;
            box.hidden = !isLaid;
            plain.toggleAttribute("hidden", isLaid);
            change.textContent = isLaid ? figure.dataset.plain : figure.dataset.zoom;
            if (!isLaid) return;
            try { map ??= await laid(figure, box); map.invalidateSize(); } catch {
              box.hidden = true;
              plain.removeAttribute("hidden");
              change.remove();
            }
          };
          change.addEventListener("click", turn);
          if (figure.dataset.tiles) turn();
        }
        for (const figure of document.querySelectorAll("[data-logbook-map]")) offer(figure);

        """
}
