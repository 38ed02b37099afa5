// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logbook
import Logging
import StewardCore
import StewardJobs
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

import enum Tally.Language

@testable import StewardServer

@Suite("The page that takes files of trips")
struct ImportPagesTests {
    private static let path = "/logbook/import"
    private static let trips = """
        date,start,end,from,to,distance,type,purpose
        2020-09-01,08:00,08:30,Utrecht,Amersfoort,22.4,business,Visit
        2020-10-01,17:00,17:30,Amersfoort,Utrecht,22.6,private,

        """
    private static let slashes = trips.replacing("2020-09-01", with: "03/09/2020").replacing(
        "2020-10-01", with: "01/10/2020")
    private static let track = """
        <gpx version="1.1"><wpt lat="52.1" lon="5.1"></wpt><trk><trkseg>
        <trkpt lat="52.10" lon="5.10"><time>2020-09-01T08:00:00Z</time></trkpt>
        <trkpt lat="52.11" lon="5.10"><time>2020-09-01T08:01:00Z</time></trkpt>
        <trkpt lat="52.12" lon="5.10"></trkpt>
        </trkseg></trk></gpx>
        """

    private static func folder(_ made: MadeLogbook) -> UploadFolder {
        UploadFolder(path: made.site.installation.folder.uploads)
    }

    /// The name under which the file of the open page waits.
    private static func waiting(_ browser: Browser) throws -> String {
        let text = browser.page.text.components(separatedBy: "name=\"waiting\" value=\"").dropFirst().first
        return try #require(text?.components(separatedBy: "\"").first)
    }

    @Test("a file is looked at first and changes nothing; then it is taken in, with links to what came of it")
    func looksThenTakes() async throws {
        try await MadeLogbook.with { made in
            let before = try await made.trips().count
            try await made.driver.open(Self.path)
            let look = try await made.driver.submitFile(Self.path, "trips <1>.csv", Self.trips)
            #expect(look.status == 200 && look.text.contains("Nothing is taken in yet"))
            #expect(look.text.contains("Table (CSV)") && look.text.contains("<dt>Trips</dt><dd>2</dd>"))
            #expect(try await made.trips().count == before && Self.folder(made).files().count == 1)
            #expect(try await made.driver.submit(Self.path).status == 303)
            let done = try await made.driver.follow()
            #expect(done.status == 200 && done.text.contains("It is taken in"))
            #expect(done.text.contains("month=2020-09") && done.text.contains("month=2020-10"))
            #expect(try await made.trips().count == before + 2)
            #expect(Self.folder(made).files().isEmpty)
            #expect(try await made.driver.open("/logbook?month=2020-09").text.contains("Utrecht"))
        }
    }

    @Test("what is there already is said, and comes in no second time")
    func known() async throws {
        try await MadeLogbook.with { made in
            for _ in 0..<2 {
                try await made.driver.open(Self.path)
                try await made.driver.submitFile(Self.path, "trips.csv", Self.trips)
                try await made.driver.submit(Self.path)
                try await made.driver.follow()
            }
            #expect(made.driver.page.text.contains("There already"))
            let car = made.driver.page.text.components(separatedBy: "Blue one").dropFirst().first ?? ""
            #expect(car.components(separatedBy: "</tr>")[0].contains("data-label=\"There already\">2</td>"))
            #expect(try await made.trips().count { $0.origin == .imported } == 2)
        }
    }

    @Test("what came of a file is there after a reload and later; sending the form again takes nothing in twice")
    func again() async throws {
        try await MadeLogbook.with { made in
            try await made.driver.open(Self.path)
            #expect(!made.driver.page.text.contains("Taken in before"))
            try await made.driver.submitFile(Self.path, "track 1.gpx", Self.track)
            let waiting = try Self.waiting(made.driver)
            let form = try #require(
                made.driver.page.text.components(separatedBy: "name=\"_form\" value=\"").last?
                    .components(separatedBy: "\"")[0])
            #expect(try await made.driver.submit(Self.path).location == "\(Self.path)/\(waiting)")
            let size = try await made.site.installation.ledger.size(of: Logbook.book(vehicle: made.vehicle))
            for language in ["en", "nl", "th", "en"] {
                let words = Words(try #require(Language(rawValue: language)), now: Date())
                let page = try await made.driver.open("\(Self.path)/\(waiting)?lang=\(language)")
                #expect(page.status == 200 && page.text.contains(words.say(.importDone)))
                #expect(page.text.contains("<dt>\(words.say(.importPoints))</dt><dd>2</dd>"))
                let row = page.text.components(separatedBy: words.say(.leftOut(.planned))).dropFirst().first ?? ""
                #expect(row.components(separatedBy: "</tr>")[0].contains(">1</td>"))
                #expect(page.text.contains("track 1.gpx") && page.text.contains("month=2020-09"))
            }
            let second = try await made.driver.post(
                Self.path, ["_form": form, "waiting": waiting, "do": "take"])
            #expect(second.status == 303 && second.location == "\(Self.path)/\(waiting)")
            #expect(try await made.site.installation.ledger.size(of: Logbook.book(vehicle: made.vehicle)) == size)
            let list = try await made.driver.open(Self.path).text
            #expect(list.contains("Taken in before") && list.contains("\(Self.path)/\(waiting)"))
            #expect(try await made.driver.open("\(Self.path)/\(UUID().uuidString)").status == 404)
        }
    }

    @Test("the newest results of each are kept", arguments: TestDatabases.engines)
    func kept(engine: DatabaseEngine) async throws {
        let folder = try TemporaryFolder("imports")
        defer { withExtendedLifetime(folder) {} }
        let server = engine == .postgresql ? try await TestDatabases.emptyPostgres() : nil
        let clock = HandClock()
        try await Installation.with(DataFolder(folder.path("data")), server: server, clock: clock) { installation in
            let results = ImportResults(installation)
            let outcome = try ImportOutcome.made
            for number in 0..<(ImportResults.most + 3) {
                clock.advance(1)
                try await results.keep(outcome, of: "\(number) <ไฟล์>.csv", as: "id-\(number)", for: "anna")
            }
            try await results.keep(outcome, of: "again.csv", as: "id-9", for: "anna")
            try await results.keep(outcome, of: "rob.csv", as: "id-9", for: "rob")
            let all = try await results.all(of: "anna")
            #expect(all.count == ImportResults.most && all.first?.name == "\(ImportResults.most + 2) <ไฟล์>.csv")
            #expect(all.allSatisfy { $0.outcome == outcome } && outcome.knownTrips == 1)
            #expect(outcome.summary.ignored == [.planned: 5, .withoutTime: 6])
            #expect(try await results.result("id-0", of: "anna") == nil)
            #expect(try await results.result("id-9", of: "anna")?.name == "9 <ไฟล์>.csv")
            #expect(try await results.all(of: "rob").map(\.name) == ["rob.csv"])
        }
    }

    @Test("it says how many points there are, what is left out, and why", arguments: ["en", "nl", "th"])
    func leftOut(language: String) async throws {
        try await MadeLogbook.with { made in
            try await made.driver.open("\(Self.path)?lang=\(language)")
            let look = try await made.driver.submitFile(Self.path, "track.gpx", Self.track)
            let words = Words(try #require(Language(rawValue: language)), now: Date())
            #expect(look.status == 200)
            #expect(look.text.contains("<dt>\(words.say(.importPoints))</dt><dd>2</dd>"))
            for reason in [Received.Ignored.planned, .withoutTime] {
                let row = look.text.components(separatedBy: words.say(.leftOut(reason))).dropFirst().first ?? ""
                #expect(row.components(separatedBy: "</tr>")[0].contains(">1</td>"), "\(reason)")
            }
        }
    }

    @Test("a file that can be read in two ways waits, so that only the question is to be answered")
    func readsOtherwise() async throws {
        try await MadeLogbook.with { made in
            try await made.driver.open(Self.path)
            let refused = try await made.driver.submitFile(Self.path, "trips.csv", Self.slashes)
            #expect(refused.status == 422 && refused.text.contains("Line 2"))
            #expect(refused.text.contains("say whether the day or the month comes first"))
            #expect(refused.text.contains("<details class=\"fold\" open>"))
            let again = try await made.driver.submit(Self.path, ["dates": "day-first", "unit": "mi"])
            #expect(again.status == 200 && again.text.contains("<dt>Trips</dt><dd>2</dd>"))
            #expect(again.text.contains("name=\"dates\" value=\"day-first\""))
            try await made.driver.submit(Self.path)
            let trips = try await made.trips().filter { $0.origin == .imported }
            let calendar = try #require(LocalClock.named("Europe/Amsterdam"))
            #expect(trips.map { calendar.day(at: $0.start.instant).description } == ["2020-09-03", "2020-10-01"])
            #expect(trips.first?.distance.distance == Distance(metres: 22.4 * 1609.344))
        }
    }

    @Test("a broken file is refused with the line, and nothing of it comes in")
    func broken() async throws {
        try await MadeLogbook.with { made in
            let size = try await made.site.installation.ledger.size(of: Logbook.book(vehicle: made.vehicle))
            try await made.driver.open("\(Self.path)?lang=nl")
            let refused = try await made.driver.submitFile(
                Self.path, "trips.csv", Self.trips + "2020-09-02,x,y,,,,,\n")
            #expect(refused.status == 422 && refused.text.contains("Regel 4, kolom start: "))
            try await made.driver.open(Self.path)
            let packed = try await made.driver.submitFile(Self.path, "trips.zip", "PK\u{3}\u{4}rest")
            #expect(packed.status == 422 && packed.text.contains("ZIP"))
            #expect(try await made.site.installation.ledger.size(of: Logbook.book(vehicle: made.vehicle)) == size)
        }
    }

    @Test("without a file, or with one that is too large, the form is there again with the sentence at its field")
    func noFile() async throws {
        try await MadeLogbook.with { made in
            try await made.driver.open(Self.path)
            let none = try await made.driver.submitFile(Self.path, "", "")
            #expect(none.status == 400 && none.text.contains("id=\"field-file-error\""))
            #expect(none.text.contains("aria-invalid=\"true\"") && none.text.contains("multipart/form-data"))
        }
    }

    @Test("of several cars the one is asked for that the file does not name")
    func cars() async throws {
        try await MadeLogbook.with { made in
            let other = try await made.logbook.addVehicle(
                Vehicle(id: "", owner: made.account, name: "Red", country: .germany, zone: "Europe/Berlin"),
                account: made.account, actor: "account:\(made.account)"
            ).vehicle.id
            try await made.driver.open(Self.path)
            let refused = try await made.driver.submitFile(Self.path, "trips.csv", Self.trips, ["car_id": ""])
            #expect(refused.status == 422 && refused.text.contains("choose one of your vehicles"))
            let look = try await made.driver.submit(Self.path, ["car_id": other])
            #expect(look.status == 200 && look.text.contains("/logbook/cars/\(other)"))
            try await made.driver.submit(Self.path)
            #expect(try await made.logbook.view(of: other, account: made.account).trips.count == 2)
        }
    }

    @Test("another's file does not wait for me, and another's car is not there")
    func isolation() async throws {
        try await MadeLogbook.with { made in
            let other = try await made.site.person("rob", .reviewer, by: made.driver)
            try await other.open("/logbook/cars/new")
            try await other.submit(
                "/logbook/cars/new",
                ["name": "Van", "country": "DE", "zone": "Europe/Berlin", "ownership": "company", "usual": "on"])
            try await made.driver.open(Self.path)
            try await made.driver.submitFile(Self.path, "trips.csv", Self.trips)
            let waiting = try Self.waiting(made.driver)
            try await other.open(Self.path)
            let form = try #require(
                other.page.text.components(separatedBy: "name=\"_form\" value=\"").last?
                    .components(separatedBy: "\"")[0])
            for name in [waiting, "../\(waiting)", "", "asked-\(made.account)-\(waiting)"] {
                let answer = try await other.post(Self.path, ["_form": form, "waiting": name, "do": "take"])
                #expect(answer.status == 409 && answer.text.contains("choose it again"))
            }
            try await other.open(Self.path)
            let foreign = try await other.submitFile(
                Self.path, "trips.csv", Self.trips, ["car_id": made.vehicle])
            #expect(foreign.status == 404 && !foreign.text.contains("Blue one"))
            #expect(try await made.trips().allSatisfy { $0.origin == .found })
            #expect(try await made.driver.submit(Self.path).status == 303, "mine still waits")
            let mine = try #require(made.driver.page.location)
            #expect(try await made.driver.open(mine).status == 200)
            #expect(try await other.open(mine).status == 404, "what came of it is mine")
            #expect(try await !other.open(Self.path).text.contains("trips.csv"))
        }
    }

    @Test("one file of each waits, for half an hour; then it is removed")
    func waits() async throws {
        try await MadeLogbook.with { made in
            let folder = Self.folder(made)
            let sweep = UploadSweep(
                folder: folder, jobs: made.site.installation.jobs, clock: made.site.clock,
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
            for _ in 0..<2 {
                try await made.driver.open(Self.path)
                try await made.driver.submitFile(Self.path, "trips.csv", Self.trips)
                #expect(folder.files().count == 1)
            }
            made.site.clock.advance(UploadFolder.patience - 1)
            try await sweep.sweep()
            #expect(folder.files().count == 1)
            made.site.clock.advance(2)
            let late = try await made.driver.submit(Self.path)
            #expect(late.status == 409 && late.text.contains("choose it again"))
            try await sweep.sweep()
            #expect(folder.files().isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        }
    }
}

extension ImportOutcome {
    /// One with something in each of its places.
    fileprivate static var made: ImportOutcome {
        get throws {
            try ImportOutcome(
                record: [
                    "format": "google-timeline", "sha256": "00ff", "dry_run": false, "bytes": 9_000_000_000,
                    "observations": 12, "readings": 3, "trips": 4, "first": 1_600_000_000_000_000,
                    "last": 1_600_000_001_000_000, "ignored": ["planned": 5, "withoutTime": 6],
                    "vehicles": [
                        [
                            "vehicle": "v", "name": "Blue <1>", "observations": 12, "known_observations": 2,
                            "trips": 4, "known_trips": 1,
                        ]
                    ],
                ])
        }
    }
}
