// SPDX-License-Identifier: Apache-2.0

/// The ES module that sends what the phone has kept, and asks the server how things stand.
///
/// Only one tab sends at a time (Web Locks); where a browser has no such locks, the name of a request keeps its points
/// from counting twice. Points leave the phone's memory when the server has said that it recorded them: an answer of a
/// hotel's sign-in page is no such word.
enum PhoneSenderScript {
    static let text = asking + sending + planning

    private static let asking = """
        // SPDX-License-Identifier: Apache-2.0
        // Sends what the phone has kept, and asks the server how things stand.
        import * as store from "/assets/phone-store.js";

        export const session = { account: "", name: "", form: "", vehicles: [], live: [], language: "", theme: "system",
          isSignedOut: false, isLost: false, askedAt: 0 };
        const listeners = new Set();
        export const onChange = (listener) => listeners.add(listener);
        const tell = () => { for (const listener of listeners) listener(); };

        async function request(address, options = {}) {
          return fetch(address, {
            cache: "no-store", credentials: "same-origin", redirect: "error", signal: AbortSignal.timeout(30000),
            ...options, headers: { Accept: "application/json", ...options.headers },
          });
        }

        // What was known when there was a network, for when there is none.
        export async function recall() {
          const known = await store.thing("known");
          if (known && !session.account) Object.assign(session, known);
          tell();
        }

        // Asks who is signed in, for their vehicles and for trips that go on. Gives whether there was an answer.
        export async function ask() {
          try {
            const answer = await request("/api/logbook/phone");
            if (answer.status === 401) {
              await signedOut();
              return true;
            }
            if (!answer.ok) throw new Error(String(answer.status));
            const { account, name, form, vehicles, live, language, theme } = await answer.json();
            Object.assign(session, { account, name, form, vehicles, live, language, theme });
            session.isSignedOut = false;
            session.isLost = false;
            session.askedAt = Date.now();
            await store.setThing("known", { account, name, vehicles, language, theme });
            return true;
          } catch {
            session.isLost = true;
            return false;
          } finally {
            tell();
          }
        }

        // What is kept of an account is forgotten, but not what it measured.
        async function signedOut() {
          Object.assign(session, { account: "", name: "", form: "", vehicles: [], live: [] });
          session.isSignedOut = true;
          session.isLost = false;
          for (const key of ["known", "ended", "vehicle"]) await store.setThing(key, null);
        }

        """

    private static let sending = """
        const decimal = (value, digits) => Number.isFinite(value) ? Number(value.toFixed(digits)) : undefined;

        // A point as the server takes it, with its true time.
        export const written = (one) => ({
          timestamp: new Date(one.at).toISOString(), event: one.event,
          lat: decimal(one.latitude, 7), lng: decimal(one.longitude, 7), accuracy: decimal(one.accuracy, 1),
          speed: decimal(one.speed, 2), heading: decimal(one.heading, 1),
          movement: Number.isFinite(one.latitude) ? "driving" : undefined,
        });

        const sentence = async (answer) => {
          try { return (await answer.json()).detail ?? answer.statusText; } catch { return answer.statusText; }
        };

        // Statuses that say that the points are not taken, however often they are sent.
        const isRefusal = (status) => [400, 403, 404, 409, 413, 415, 422].includes(status);
        // After so many halvings points are laid aside as they are: then the mistake is not that of one point.
        let splits = 20;

        // Sends the next points. Gives "more", "done", or how many seconds to wait.
        async function sendOne() {
          if (Date.now() - session.askedAt > 600000 || !session.form) {
            if (!await ask()) return 0;
          }
          if (session.isSignedOut) return "done";
          const next = await store.nextBatch(session.account);
          if (!next) return "done";
          const answer = await request("/in/phone", {
            method: "POST", body: JSON.stringify({ car_id: next.vehicle, points: next.points.map(written) }),
            headers: {
              "Content-Type": "application/json", "Idempotency-Key": next.batch, "X-Form-Token": session.form,
            },
          });
          if (answer.ok) {
            if ((await answer.json()).status !== "recorded") return 0;
            await store.acknowledged(next.batch);
            return "more";
          }
          return refused(next, answer);
        }

        async function refused(next, answer) {
          if (answer.status === 401) {
            await signedOut();
            return "done";
          }
          if (!isRefusal(answer.status)) return Number(answer.headers.get("Retry-After")) || 0;
          if (answer.status === 403 && session.askedAt < Date.now() - 5000) {
            // Somebody else may have signed in meanwhile, or the page is older than the session.
            session.askedAt = 0;
            return "more";
          }
          const isOfPoints = [400, 413, 422].includes(answer.status);
          if (isOfPoints && next.points.length > 1 && splits > 0) {
            splits -= 1;
            await store.split(next.batch);
          } else {
            await store.refuse(next.batch, session.account, next.vehicle, await sentence(answer));
          }
          return "more";
        }

        """

    private static let planning = """
        export const sending = { isOn: false, failures: 0 };
        let timer = 0;

        const locked = (act) => navigator.locks
          ? navigator.locks.request("steward-phone-send", { ifAvailable: true }, (lock) => lock ? act() : "busy")
          : act();

        async function sendAll() {
          for (;;) {
            const result = await sendOne();
            tell();
            if (result !== "more") return result;
            sending.failures = 0;
          }
        }

        // Sends now, and again later while it does not succeed: after 2, 4, 8 seconds and so on up to five minutes.
        export async function send() {
          if (sending.isOn || navigator.onLine === false) return;
          clearTimeout(timer);
          timer = 0;
          sending.isOn = true;
          let wait = null;
          try {
            const result = await locked(sendAll);
            if (result === "busy") wait = 5;
            else if (result !== "done") wait = later(result);
            else sending.failures = 0;
          } catch {
            wait = later(0);
          } finally {
            sending.isOn = false;
          }
          if (wait !== null) timer = setTimeout(send, wait * 1000);
          tell();
        }

        function later(asked) {
          sending.failures = Math.min(sending.failures + 1, 9);
          return Math.max(asked, Math.min(300, 2 ** sending.failures) * (0.75 + Math.random() / 2));
        }

        addEventListener("online", () => { sending.failures = 0; send(); });

        """
}
