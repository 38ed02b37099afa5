// SPDX-License-Identifier: Apache-2.0

/// The ES module of the page that records trips: it shows how things stand and does what the buttons say.
///
/// What a screen reader says is kept apart from what is shown: the kilometres change each second, and are said when
/// somebody asks; that recording began or ended, that the signal was lost, that one has to sign in is said once.
enum PhoneScript {
    static let text = opening + acting + showing + problems + running

    private static let opening = """
        // SPDX-License-Identifier: Apache-2.0
        // The page that records trips.
        import * as store from "/assets/phone-store.js";
        import { ask, onChange, recall, send, sending, session, written } from "/assets/phone-sender.js";
        import { hold, keepLight, measuring, onMeasured, settled, stop } from "/assets/phone-recorder.js";

        const page = document.querySelector("#phone");
        const part = (name) => page.querySelector(`[data-part="${name}"]`);
        const sentences = [...document.querySelector("#phone-words").content.children];
        const words = Object.fromEntries(sentences.map((one) => [one.dataset.word, one.textContent]));
        const say = (name, values = {}) =>
          (words[name] ?? name).replace(/\\{(\\w+)\\}/g, (whole, key) => values[key] ?? whole);
        const language = document.documentElement.lang || "en";
        const tenth = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
        const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
        const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

        // How long, as 0:07 or 1:25.
        function length(milliseconds) {
          const minutes = Math.max(0, Math.floor(milliseconds / 60000));
          return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
        }

        const vehicle = (id) => session.vehicles.find((one) => one.id === id);
        const unit = (id) => vehicle(id)?.unit ?? "km";
        const number = (metres, unit) => tenth.format(metres / (unit === "mi" ? 1609.344 : 1000));
        const distance = (metres, unit) => `${number(metres, unit)} ${say(unit)}`;

        // What somebody else recorded here is none of the reader's business.
        const lastOwn = () => standing.ended?.account === session.account ? standing.ended : null;

        let standing = { recording: null, ended: null, waiting: 0, ofOthers: 0, refusals: [] };
        // A recording that was interrupted for long goes on only when the person says so.
        const longest = 15 * 60000;
        let goesOn = "";
        const isAsking = (recording) =>
          !measuring.isOn && goesOn !== recording.trip && Date.now() - recording.last > longest;

        """

    private static let acting = """
        const tabs = "BroadcastChannel" in window ? new BroadcastChannel("steward-phone") : null;
        if (tabs) tabs.onmessage = () => show();

        async function act(what) {
          try {
            await what();
          } catch {
            measuring.problem = "unkept";
          }
          await show();
          tabs?.postMessage("changed");
        }

        const start = () => act(async () => {
          const id = part("vehicle").value;
          if (!session.account || !vehicle(id)) return;
          const now = Date.now();
          const begun = await store.begin({
            account: session.account, vehicle: id, trip: crypto.randomUUID(), started: now, last: now, metres: 0,
            fixes: 0, gaps: [], anchor: null, fix: null, name: vehicle(id).name, unit: unit(id),
          });
          goesOn = begun.trip;
          hold({ takeOver: true });
          navigator.storage?.persist?.().catch(() => {});
          announce("started", { vehicle: begun.name });
        });

        const end = (at, events) => act(async () => {
          await settled();
          const ended = await store.finish(at, events);
          stop();
          if (!ended) return;
          announce(ended.isTrip ? "stopped" : "discarded", { km: distance(ended.metres, ended.unit) });
          send();
        });

        const goOn = () => act(async () => {
          goesOn = standing.recording?.trip ?? "";
          hold({ takeOver: true });
        });

        const save = (name, type, text) => {
          const link = document.createElement("a");
          link.href = URL.createObjectURL(new Blob([text], { type }));
          link.download = name;
          link.click();
          setTimeout(() => URL.revokeObjectURL(link.href), 60000);
        };

        // The same form in which the points are sent, so that the file can be sent by hand.
        const saveAll = () => act(async () => {
          const all = await store.everything(session.account || standing.recording?.account || standing.ended?.account);
          const points = all.map((one) => ({ car_id: one.vehicle, ...written(one) }));
          save(`steward-${new Date().toISOString().slice(0, 10)}.json`, "application/json", JSON.stringify({ points }));
        });

        const onClick = {
          start, stop: () => end(Date.now(), ["end", "finalize"]), goOn,
          ended: () => end(standing.recording?.last ?? Date.now(), ["end", "finalize"]),
          discard: () => part("discarding").showModal(), keep: () => part("discarding").close(),
          discarded: () => { part("discarding").close(); end(Date.now(), ["cancel"]); },
          save: saveAll, send: () => { sending.failures = 0; send(); },
          retry: () => act(async () => {
            await store.retry(session.account, part("vehicle").value || null);
            send();
          }),
          remove: () => part("removing").showModal(), dontRemove: () => part("removing").close(),
          removed: () => act(async () => {
            part("removing").close();
            await store.removeRefused(session.account);
          }),
          install, update,
        };
        page.addEventListener("click", (event) => {
          const button = event.target.closest("button[data-do]");
          if (button) onClick[button.dataset.do]();
        });

        """

    private static let showing = """
        function put(element, text) {
          if (element.textContent !== text) element.textContent = text;
        }

        function showIf(element, is) {
          if (element.hidden === !is) return;
          const hadFocus = element.contains(document.activeElement);
          element.hidden = !is;
          // A button that goes leaves the focus to the one that comes in its place.
          if (!is && hadFocus) queueMicrotask(() => page.querySelector("button.phone-button:not([hidden])")?.focus());
        }

        // The part of one's phone that says things aloud, each once, and not one on top of the other.
        const said = { name: "", at: 0 };
        function announce(name, values) {
          if (said.name === name && Date.now() - said.at < 60000) return;
          Object.assign(said, { name, at: Date.now() });
          part("said").textContent = say(name, values);
        }

        async function show() {
          try {
            standing = await store.standing(session.account);
            if (measuring.problem === "noStore") measuring.problem = "";
          } catch {
            measuring.problem = "noStore";
          }
          const { recording } = standing;
          const ended = lastOwn();
          const asks = recording !== null && isAsking(recording);
          page.dataset.phase = recording === null ? "idle" : asks ? "asking" : measuring.isOn ? "driving" : "elsewhere";
          if (session.theme !== "system") document.documentElement.dataset.theme = session.theme;
          put(part("state"), say(page.dataset.phase, { time: clock.format(recording?.last ?? 0) }));
          const shown = recording ?? ended;
          put(part("km"), number(shown?.metres ?? 0, shown?.unit));
          put(part("unit"), say(shown?.unit ?? unit(part("vehicle").value)));
          put(part("time"), shown ? length((shown.ended ?? (asks ? shown.last : Date.now())) - shown.started) : "0:00");
          put(part("last"), recording || !ended?.isTrip ? "" : say("last", {
            vehicle: ended.name, from: clock.format(ended.started), to: clock.format(ended.ended) }));
          showIf(part("stop"), recording !== null && !asks);
          showIf(part("start"), recording === null);
          showIf(part("asking"), asks);
          showIf(part("more"), recording !== null && !asks);
          showVehicles(recording);
          showWaiting();
          showLive(recording);
          showProblems(recording);
          part("start").disabled = session.vehicles.length === 0 || measuring.problem === "noStore" || !canMeasure;
        }

        function showVehicles(recording) {
          const list = part("vehicle");
          const known = session.vehicles.map((one) => one.id + one.name + one.plate).join();
          if (list.dataset.known !== known) {
            const chosen = list.value || kept.vehicle;
            list.replaceChildren(...session.vehicles.map((one) =>
              new Option(one.plate ? `${one.name} · ${one.plate}` : one.name, one.id)));
            const usual = session.vehicles.find((one) => one.usual) ?? session.vehicles[0];
            list.value = vehicle(chosen)?.id ?? usual?.id ?? "";
            list.dataset.known = known;
          }
          if (recording && vehicle(recording.vehicle)) list.value = recording.vehicle;
          list.disabled = recording !== null || session.vehicles.length === 0;
          showIf(part("choice"), session.vehicles.length > 0);
          showIf(part("none"), session.vehicles.length === 0 && session.account !== "");
        }

        const countOf = (name, count) => say(count === 1 ? name + "One" : name, { n: whole.format(count) });

        function showWaiting() {
          const { waiting, ofOthers, refusals } = standing;
          put(part("others"), ofOthers === 0 ? "" : countOf("others", ofOthers));
          showIf(part("others"), ofOthers > 0);
          showIf(part("sendNow"), waiting > 0 && !session.isSignedOut);
          const count = refusals.reduce((sum, one) => sum + one.count, 0);
          put(part("waiting"), waiting > 0 ? countOf("waiting", waiting) : count > 0 ? "" : say("allSent"));
          showIf(part("refused"), count > 0);
          showIf(part("saving"), waiting + count > 0 && session.account !== "");
          if (count > 0) put(part("refusal"), `${countOf("refused", count)} ${refusals.at(-1).sentence}`);
        }

        // Trips that other devices tell the server of, or that it still waits for.
        function showLive(recording) {
          const others = recording ? [] : session.live.filter((one) => vehicle(one.vehicle));
          showIf(part("live"), others.length > 0);
          put(part("live"), others.map((one) => say(one.driving ? "live" : "livePaused", {
            vehicle: vehicle(one.vehicle).name, since: clock.format(Date.parse(one.start)),
            km: distance(one.metres, unit(one.vehicle)),
          })).join(" "));
        }

        """

    private static let problems = """
        const canMeasure = window.isSecureContext && "geolocation" in navigator;

        // What the driver must know, in plain words, the gravest first.
        function problemsOf(recording) {
          const all = [];
          if (!window.isSecureContext) all.push(["insecure"]);
          else if (!canMeasure) all.push(["noGeolocation"]);
          if (measuring.problem === "unkept") all.push(["unkept", { n: whole.format(measuring.unkept.length) }]);
          if (measuring.problem === "noStore") all.push(["noStore"]);
          if (measuring.problem === "denied") all.push(["denied"]);
          if (session.isSignedOut) all.push([standing.waiting > 0 || recording ? "signInToSend" : "signIn"]);
          if (recording && measuring.isOn) {
            const silent = Date.now() - Math.max(measuring.fixAt, measuring.since);
            // Receivers lose the position for moments all the time.
            const patience = measuring.problem === "noSignal" && measuring.fixAt === 0 ? 10000 : 30000;
            if (silent > patience) all.push(["noSignal"]);
            else if (measuring.accuracy > 100) all.push(["inaccurate", { n: whole.format(measuring.accuracy) }]);
            if (measuring.lamp === "none") all.push(["noLamp"]);
          }
          const gap = (recording ?? lastOwn())?.gaps.at(-1);
          if (gap) all.push(["gap", { from: clock.format(gap[0]), to: clock.format(gap[1]) }]);
          if (navigator.onLine === false || session.isLost) all.push([navigator.onLine === false ? "offline" : "lost"]);
          return all;
        }

        const aloud = ["denied", "noSignal", "unkept", "noStore", "signInToSend", "signIn"];
        let known = new Set();

        function showProblems(recording) {
          const all = problemsOf(recording);
          const list = part("problems");
          const text = JSON.stringify(all);
          if (list.dataset.shown !== text) {
            list.dataset.shown = text;
            list.replaceChildren(...all.map(([name, values]) => {
              const line = document.createElement("li");
              line.dataset.problem = name;
              line.textContent = say(name, values);
              return line;
            }));
          }
          showIf(list, all.length > 0);
          showIf(part("signIn"), session.isSignedOut);
          const now = new Set(all.map(([name]) => name));
          const fresh = all.find(([name]) => aloud.includes(name) && !known.has(name));
          if (fresh) announce(...fresh);
          else if (known.has("noSignal") && !now.has("noSignal") && recording) announce("signalBack");
          known = now;
        }

        """

    private static let running = """
        const kept = { vehicle: "" };
        let asksForInstalling = null;
        let registration = null;
        let isUpdating = false;

        async function install() {
          await asksForInstalling?.prompt();
          asksForInstalling = null;
          showIf(part("installing"), false);
        }
        addEventListener("beforeinstallprompt", (event) => {
          event.preventDefault();
          asksForInstalling = event;
          showIf(part("installing"), true);
        });

        // A new version takes over when no trip is recorded; then the page is loaded anew.
        function update() {
          isUpdating = true;
          registration?.waiting?.postMessage("take over");
        }
        async function updateIfIdle() {
          const isReady = Boolean(registration?.waiting && navigator.serviceWorker.controller);
          showIf(part("updating"), isReady);
          if (isReady && !isUpdating && !await store.isRecording()) update();
        }
        async function register() {
          if (!("serviceWorker" in navigator)) return;
          navigator.serviceWorker.addEventListener("controllerchange", () => { if (isUpdating) location.reload(); });
          registration = await navigator.serviceWorker.register(
            "/logbook/phone-worker.js", { scope: "/logbook/drive", updateViaCache: "none" });
          registration.addEventListener("updatefound", () => {
            registration.installing?.addEventListener("statechange", updateIfIdle);
          });
          await updateIfIdle();
        }

        // The copy of this page that opens without a network speaks the language that was last spoken here.
        async function rememberLanguage() {
          const asked = new URLSearchParams(location.search).get("lang");
          const cache = await caches.open("steward-phone-choice");
          const before = await (await cache.match("/logbook/drive/language"))?.json();
          if (!asked && before?.isChosen) return;
          const spoken = asked ?? (session.language || language);
          await cache.put("/logbook/drive/language",
            new Response(JSON.stringify({ language: spoken, isChosen: Boolean(asked) })));
        }

        async function everySecond() {
          await show();
          const { recording } = standing;
          const isSeen = document.visibilityState === "visible";
          if (recording && !measuring.isOn && !isAsking(recording)) hold();
          const now = Date.now();
          if (isSeen && navigator.onLine !== false && now - askedAt > (recording ? 60000 : 20000)) {
            askedAt = now;
            ask();
          }
          if (standing.waiting > 0 && now - sentAt > (recording ? 20000 : 5000) && sending.failures === 0
            && !session.isSignedOut) {
            sentAt = now;
            send();
          }
        }
        let askedAt = Date.now();
        let sentAt = 0;

        // A tab that is looked at measures; one that nobody looks at cannot.
        function seen() {
          if (document.visibilityState !== "visible") return;
          const { recording } = standing;
          if (recording && !measuring.isOn && !isAsking(recording)) hold({ takeOver: true });
          keepLight();
          ask().then(send);
          registration?.update().then(updateIfIdle).catch(() => {});
        }

        async function run() {
          onChange(show);
          onMeasured(() => { show(); tabs?.postMessage("changed"); });
          kept.vehicle = await store.thing("vehicle").catch(() => "") ?? "";
          await recall().catch(() => {});
          await show();
          page.hidden = false;
          document.querySelector("[data-no-script]").hidden = true;
          part("vehicle").addEventListener("change", () => {
            store.setThing("vehicle", part("vehicle").value).catch(() => {});
          });
          document.addEventListener("visibilitychange", seen);
          addEventListener("offline", () => show());
          seen();
          setInterval(() => everySecond().catch(() => {}), 1000);
          await register().catch(() => {});
          if ("caches" in window) await rememberLanguage().catch(() => {});
        }
        run();

        """
}
