// SPDX-License-Identifier: Apache-2.0

/// The ES module that measures: it follows the browser's position and keeps each fix at once.
///
/// Of several tabs one measures (Web Locks). A tab that is looked at takes over from one that is not, because browsers
/// measure only where somebody looks; a tab that closes or crashes leaves the recording to the next.
enum PhoneRecorderScript {
    static let text = """
        // SPDX-License-Identifier: Apache-2.0
        // Follows the browser's position and keeps each fix at once.
        import * as store from "/assets/phone-store.js";

        // What goes wrong, for the page to say: "" or the name of a sentence.
        export const measuring = { isOn: false, problem: "", accuracy: 0, fixAt: 0, since: 0, unkept: [], lamp: "" };
        let trip = "";
        let isHolding = false;
        let letGo = null;
        let watch = null;
        let lamp = null;
        let keeping = Promise.resolve();
        let changed = () => {};

        export const onMeasured = (listener) => { changed = listener; };

        // The fix's own time, unless its clock is another than the phone's.
        const instant = (position) =>
          Math.abs(position.timestamp - Date.now()) < 600000 ? Math.round(position.timestamp) : Date.now();

        function measured(position) {
          const { latitude, longitude, accuracy, speed, heading } = position.coords;
          const fix = { at: instant(position), latitude, longitude, accuracy, speed, heading };
          Object.assign(measuring, { problem: "", accuracy, fixAt: Date.now() });
          measuring.unkept.push(fix);
          keeping = keeping.then(keepAll);
        }

        // A fix that could not be kept stays in the tab and is tried again with the next one.
        async function keepAll() {
          try {
            while (measuring.unkept.length > 0) {
              const recording = await store.keep(trip, measuring.unkept[0]);
              measuring.unkept.shift();
              if (!recording) {
                measuring.unkept = [];
                stop();
              }
            }
          } catch {
            measuring.problem = "unkept";
          }
          changed();
        }

        async function failed(error) {
          const isDenied = error.code === 1;
          measuring.problem = isDenied ? "denied" : "noSignal";
          if (isDenied && await store.takeBack(trip).catch(() => false)) stop();
          changed();
        }

        async function begin() {
          const recording = await store.thing("recording");
          if (!recording) return stop();
          trip = recording.trip;
          Object.assign(measuring, { isOn: true, problem: "", since: Date.now(), fixAt: 0 });
          watch = navigator.geolocation.watchPosition(
            measured, failed, { enableHighAccuracy: true, maximumAge: 0, timeout: 30000 });
          await keepLight();
          changed();
        }

        // The screen stays on while the page is looked at; where a browser cannot do that, the page says so.
        export async function keepLight() {
          if (!measuring.isOn || document.visibilityState !== "visible" || (lamp && !lamp.released)) return;
          try {
            lamp = await navigator.wakeLock.request("screen");
            measuring.lamp = "on";
            lamp.addEventListener("release", () => { measuring.lamp = "off"; changed(); });
            if (!measuring.isOn) await lamp.release();
          } catch {
            measuring.lamp = "none";
          }
        }

        // Measures in this tab for as long as the recording goes on.
        export function hold({ takeOver = false } = {}) {
          if (isHolding && !takeOver) return;
          if (measuring.isOn) return;
          isHolding = true;
          const work = () => new Promise((resolve) => {
            letGo = resolve;
            begin().catch(() => { measuring.problem = "unkept"; stop(); });
          });
          const locks = navigator.locks;
          const held = locks ? locks.request("steward-phone-measure", takeOver ? { steal: true } : {}, work) : work();
          held.catch(() => {}).finally(ended);
        }

        function ended() {
          if (watch !== null) navigator.geolocation.clearWatch(watch);
          watch = null;
          lamp?.release().catch(() => {});
          isHolding = false;
          measuring.isOn = false;
          changed();
        }

        // Measures no more in this tab.
        export function stop() {
          letGo?.();
          letGo = null;
        }

        // Everything measured until now is kept, or cannot be.
        export const settled = () => keeping;

        """
}
