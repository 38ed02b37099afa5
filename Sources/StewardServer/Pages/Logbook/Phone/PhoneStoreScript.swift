// SPDX-License-Identifier: Apache-2.0

/// The ES module that keeps what a phone measures in the browser's own database (IndexedDB) until the server has it.
///
/// | store | holds |
/// |---|---|
/// | `points` | what was measured and is not acknowledged yet, in the order in which it was measured |
/// | `refusals` | points that the server did not take, with its sentence |
/// | `things` | the recording that goes on, the last one, what is known of the account, the vehicle that was chosen |
///
/// A point's `batch` names the request that it goes with. Which points go with a request never changes, so that the
/// server can tell a repetition by its name; `durability: "strict"` waits until the disk has what was kept.
enum PhoneStoreScript {
    static let text = opening + keeping + sending + refusing

    private static let opening = """
        // SPDX-License-Identifier: Apache-2.0
        // Keeps what a phone measures until the server has it.
        const names = ["points", "refusals", "things"];
        let opened = null;

        function database() {
          opened ??= new Promise((resolve, reject) => {
            const request = indexedDB.open("steward-phone", 1);
            request.onupgradeneeded = () => {
              const made = request.result;
              const points = made.createObjectStore("points", { keyPath: "number", autoIncrement: true });
              points.createIndex("account", "account");
              points.createIndex("batch", "batch");
              made.createObjectStore("refusals", { keyPath: "batch" });
              made.createObjectStore("things");
            };
            request.onsuccess = () => {
              const found = request.result;
              found.onclose = () => { opened = null; };
              found.onversionchange = () => { found.close(); opened = null; };
              resolve(found);
            };
            request.onerror = () => { opened = null; reject(request.error); };
          });
          return opened;
        }

        const got = (request) => new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });

        // All of it or none of it; when this returns, a change is on the disk.
        async function transact(mode, act) {
          const transaction = (await database()).transaction(names, mode, { durability: "strict" });
          const end = new Promise((resolve, reject) => {
            transaction.oncomplete = () => resolve();
            transaction.onabort = () => reject(transaction.error ?? new Error("The browser kept nothing."));
          });
          end.catch(() => {});
          const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
          let result;
          try {
            result = await act(stores);
          } catch (error) {
            try { transaction.abort(); } catch { /* it has ended already */ }
            throw error;
          }
          await end;
          return result;
        }

        const read = (act) => transact("readonly", act);
        const change = (act) => transact("readwrite", act);

        export const thing = (key) => read(({ things }) => got(things.get(key)));
        export const setThing = (key, value) =>
          change(({ things }) => got(value === null ? things.delete(key) : things.put(value, key)));

        """

    private static let keeping = """
        const radius = 6371008.8;
        const radians = (degrees) => degrees * Math.PI / 180;

        function metres(a, b) {
          const north = radians(b.latitude - a.latitude);
          const east = radians(b.longitude - a.longitude);
          const part = Math.sin(north / 2) ** 2
            + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(east / 2) ** 2;
          return 2 * radius * Math.asin(Math.min(1, Math.sqrt(part)));
        }

        // The way so far, for the driver's eye: what the trip's distance is, the server finds.
        function lengthen(recording, fix) {
          if (!(fix.accuracy <= 60)) return;
          const anchor = recording.anchor;
          const way = anchor ? metres(anchor, fix) : 0;
          if (anchor && way < Math.max(12, Math.min(fix.accuracy, 40))) return;
          recording.metres += way;
          recording.anchor = { latitude: fix.latitude, longitude: fix.longitude };
        }

        const point = (recording, at, rest) =>
          ({ account: recording.account, vehicle: recording.vehicle, trip: recording.trip, at, ...rest });

        // Begins a recording, unless one goes on. Gives the one that goes on.
        export const begin = (recording) => change(async ({ points, things }) => {
          const known = await got(things.get("recording"));
          if (known) return known;
          await got(points.add(point(recording, recording.started, { event: "start" })));
          await got(things.put(recording, "recording"));
          return recording;
        });

        // Keeps a fix with the recording. Gives null when that recording has ended.
        export const keep = (trip, fix) => change(async ({ points, things }) => {
          const recording = await got(things.get("recording"));
          if (recording?.trip !== trip) return null;
          if (fix.at === recording.last) return recording;
          if (recording.fixes > 0 && fix.at - recording.last > 90000) {
            recording.gaps = [...recording.gaps, [recording.last, fix.at]].slice(-5);
          }
          lengthen(recording, fix);
          recording.fixes += 1;
          recording.last = fix.at;
          recording.fix = fix;
          await got(points.add(point(recording, fix.at, fix)));
          await got(things.put(recording, "recording"));
          return recording;
        });

        // Ends the recording at an instant, by these events in their order.
        export const finish = (at, events) => change(async ({ points, things }) => {
          const recording = await got(things.get("recording"));
          if (!recording) return null;
          let moment = Math.max(at, recording.last + 1);
          const place = recording.fix && moment - recording.fix.at < 120000 ? recording.fix : {};
          for (const event of events) {
            const where = event === "end" ? place : {};
            await got(points.add(point(recording, moment, { ...where, at: moment, event })));
            moment += 1;
          }
          const ended = { ...recording, ended: moment, isTrip: !events.includes("cancel") };
          await got(things.delete("recording"));
          await got(things.put(ended, "ended"));
          return ended;
        });

        // Takes back a recording that measured nothing, if nothing of it was sent. Gives whether it did.
        export const takeBack = (trip) => change(async ({ points, things }) => {
          const recording = await got(things.get("recording"));
          if (recording?.trip !== trip || recording.fixes > 0) return false;
          const own = (await got(points.index("account").getAll(recording.account))).filter((one) => one.trip === trip);
          if (own.length !== 1 || own[0].batch) return false;
          await got(points.delete(own[0].number));
          await got(things.delete("recording"));
          return true;
        });

        """

    private static let sending = """
        const most = 500;

        const batched = ({ points }, batch) => got(points.index("batch").getAll(batch));

        // The points that are to be sent next, under a name that stays theirs. Gives null when there are none.
        export const nextBatch = (account) => change(async (stores) => {
          const { points } = stores;
          const first = await got(points.index("account").getAll(account, most));
          if (first.length === 0) return null;
          const { batch: known, vehicle } = first[0];
          if (known) return { batch: known, vehicle, points: await batched(stores, known) };
          const batch = crypto.randomUUID();
          const end = first.findIndex((one) => one.batch || one.vehicle !== vehicle);
          const chosen = end < 0 ? first : first.slice(0, end);
          for (const one of chosen) {
            one.batch = batch;
            await got(points.put(one));
          }
          return { batch, vehicle, points: chosen };
        });

        // The server has them: only now are they gone from here.
        export const acknowledged = (batch) => change(async ({ points }) => {
          const numbers = await got(points.index("batch").getAllKeys(batch));
          for (const number of numbers) await got(points.delete(number));
        });

        // Two requests in place of one, to find the point for which the whole was refused.
        export const split = (batch) => change(async (stores) => {
          const all = await batched(stores, batch);
          const names = [crypto.randomUUID(), crypto.randomUUID()];
          for (const [place, one] of all.entries()) {
            one.batch = names[place < all.length / 2 ? 0 : 1];
            await got(stores.points.put(one));
          }
        });

        """

    private static let refusing = """
        // Lays the points of a request aside, with what the server said of them.
        export const refuse = (batch, account, vehicle, sentence) => change(async (stores) => {
          const all = await batched(stores, batch);
          if (all.length === 0) return;
          await got(stores.refusals.put({ batch, account, vehicle, sentence, at: Date.now(), points: all }));
          for (const one of all) await got(stores.points.delete(one.number));
        });

        // Points that were laid aside wait again, for the vehicle that is given.
        export const retry = (account, vehicle) => change(async ({ points, refusals }) => {
          for (const refusal of await got(refusals.getAll())) {
            if (refusal.account !== account) continue;
            for (const { number, batch, ...rest } of refusal.points) {
              await got(points.add({ ...rest, vehicle: vehicle ?? rest.vehicle }));
            }
            await got(refusals.delete(refusal.batch));
          }
        });

        // Only the person may say this.
        export const removeRefused = (account) => change(async ({ refusals }) => {
          for (const refusal of await got(refusals.getAll())) {
            if (refusal.account === account) await got(refusals.delete(refusal.batch));
          }
        });

        // How everything stands.
        export const standing = (account) => read(async ({ points, refusals, things }) => {
          const all = await got(points.count());
          const own = account ? await got(points.index("account").count(account)) : all;
          return {
            recording: await got(things.get("recording")) ?? null,
            ended: await got(things.get("ended")) ?? null,
            waiting: own, ofOthers: all - own,
            refusals: (await got(refusals.getAll())).filter((one) => !account || one.account === account)
              .map(({ sentence, at, points: some }) => ({ sentence, at, count: some.length })),
          };
        });

        // Everything of an account that the server does not have.
        export const everything = (account) => read(async ({ points, refusals }) => {
          const aside = (await got(refusals.getAll())).filter((one) => one.account === account);
          return [...aside.flatMap((one) => one.points), ...await got(points.index("account").getAll(account))]
            .sort((a, b) => a.at - b.at);
        });

        // Whoever signs out leaves nothing here but what the server does not have. Gives how many points that are.
        export const leave = () => change(async ({ points, refusals, things }) => {
          const recording = await got(things.get("recording"));
          await got(things.clear());
          if (recording) await got(things.put(recording, "recording"));
          const aside = await got(refusals.getAll());
          return await got(points.count()) + aside.reduce((sum, one) => sum + one.points.length, 0);
        });

        export const isRecording = async () => Boolean(await thing("recording"));

        """
}
