// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs
import Testing

@testable import Logbook

@Suite("Reports for the Netherlands")
struct DutchReportTests {
    private let vehicle = ReportFixture.vehicle(.netherlands)

    /// 20.0 km business, a gap of 5.0 km, 15.0 km commuting, 8.0 km private.
    private var trips: [Trip] {
        [
            ReportFixture.trip(
                "2026-01-12T07:30", "2026-01-12T08:00", metres: 50_010_000, 50_030_000, .business, in: vehicle),
            ReportFixture.trip(
                "2026-01-13T07:30", "2026-01-13T08:00", metres: 50_035_000, 50_050_000, .commute, in: vehicle),
            ReportFixture.trip(
                "2026-02-01T23:30", "2026-02-02T00:10", metres: 50_050_000, 50_058_000, .personal, in: vehicle),
        ]
    }
    private var gap: Gap {
        ReportFixture.gap("2026-01-12T08:00", "2026-01-13T07:30", metres: 50_030_000, 50_035_000, in: vehicle)
    }

    @Test func `every field of a closed trip record is a column`() throws {
        let report = try ReportFixture.report(vehicle, .year(2026), trips)
        let ids = report.sections[0].columns.map(\.id)
        for id in [
            "number", "date", "odometer_start", "odometer_end", "from", "to", "route", "use", "business", "private",
            "detour", "distance", "commute", "start", "end", "driver", "recorded", "source",
        ] { #expect(ids.contains(id), "\(id)") }
        let facts = Dictionary(uniqueKeysWithValues: report.facts.map { ($0.id, $0.value) })
        #expect(facts["make"] == "Škoda Enyaq" && facts["plate"] == "X-123-YZ" && facts["drivers"] == "Anna Bakker")
        #expect(facts["available"] == "1 Jan 2025 – " && facts["period"] == "1 Jan 2026 – 31 Dec 2026")
    }

    @Test func `trips and gaps stand in the order of the odometer, numbered without holes`() throws {
        let report = try ReportFixture.report(vehicle, .year(2026), trips.reversed(), [gap])
        #expect(report.sections[0].rows.map(\.kind) == [.trip, .gap, .trip, .trip])
        #expect(report.column("number") == ["1", "–", "2", "3"])
        #expect(report.column("odometer_start") == ["50,010.0", "50,030.0", "50,035.0", "50,050.0"])
        #expect(report.column("odometer_end") == ["50,030.0", "50,035.0", "50,050.0", "50,058.0"])
        #expect(report.column("distance") == ["20.0", "5.0", "15.0", "8.0"])
    }

    @Test func `distance of no trip stands where the odometer jumps, whatever trips lie between its readings`() throws {
        // Read at 50,010.0 before the first trip and at 50,058.0 after the last; 5.0 km are in no trip.
        let wide = ReportFixture.trip(
            "2026-01-14T07:30", "2026-01-14T08:00", metres: 50_055_000, 50_063_000, .business, in: vehicle)
        var gap = ReportFixture.gap("2026-01-11T08:00", "2026-01-15T07:30", metres: 50_010_000, 50_063_000, in: vehicle)
        gap.distance = Distance(metres: 5_000 as Int64)
        let close = Array(trips.prefix(2)).map { trip -> Trip in
            var trip = trip
            guard trip.start.odometer?.value == Distance(metres: 50_035_000 as Int64) else { return trip }
            trip.start.odometer?.value = Distance(metres: 50_030_000 as Int64)
            trip.end.odometer?.value = Distance(metres: 50_050_000 as Int64)
            return trip
        }
        let report = try ReportFixture.report(vehicle, .month(2026, 1), close + [wide], [gap])
        #expect(report.sections[0].rows.map(\.kind) == [.trip, .trip, .gap, .trip])
        #expect(report.column("odometer_start") == ["50,010.0", "50,030.0", "50,050.0", "50,055.0"])
        #expect(report.column("odometer_end") == ["50,030.0", "50,050.0", "50,055.0", "50,063.0"])
        #expect(report.column("date")[2] == "11 Jan 2026 – 15 Jan 2026" && report.column("distance")[2] == "5.0")
        #expect(report.requirement("nl.continuity")?.trips == [])
    }

    @Test func `distance of no trip belongs to the month in which the odometer shows it`() throws {
        let early = ReportFixture.gap(
            "2026-01-14T08:00", "2026-02-03T07:30", metres: 50_050_000, 50_051_000, in: vehicle)
        let january = try ReportFixture.report(vehicle, .month(2026, 1), Array(trips.prefix(2)), [early])
        let february = try ReportFixture.report(vehicle, .month(2026, 2), Array(trips.prefix(2)), [early])
        #expect(january.totals.unexplained == .zero && february.totals.unexplained == Distance(metres: 1_000 as Int64))
        let year = try ReportFixture.report(vehicle, .year(2026), trips, [gap, early])
        #expect(year.months.map(\.totals.unexplained.metres) == [5_000, 1_000])
    }

    @Test func `hours and days are those of the car's zone, also over midnight`() throws {
        let report = try ReportFixture.report(vehicle, .year(2026), trips)
        #expect(report.column("start") == ["08:30", "08:30", "00:30"])
        #expect(report.column("end") == ["09:00", "09:00", "01:10"])
        #expect(report.column("date") == ["12 Jan 2026", "13 Jan 2026", "2 Feb 2026"])
        let over = ReportFixture.trip(
            "2026-03-28T22:30", "2026-03-29T01:30", metres: 0, 9_000, .personal, in: vehicle)
        let night = try ReportFixture.report(vehicle, .month(2026, 3), [over])
        #expect(night.column("start") == ["23:30"] && night.column("end") == ["03:30 (+1)"])
    }

    @Test func `totals are sums of metres, by month and together`() throws {
        let report = try ReportFixture.report(vehicle, .year(2026), trips, [gap])
        #expect(report.totals.business == Distance(metres: 20_000 as Int64))
        #expect(report.totals.commute == Distance(metres: 15_000 as Int64))
        #expect(report.totals.personal == Distance(metres: 8_000 as Int64))
        #expect(report.totals.unexplained == Distance(metres: 5_000 as Int64))
        #expect(report.months.map(\.totals.trips) == [2, 1])
        #expect(report.months.map(\.totals.distance.metres) == [35_000, 8_000])
    }

    @Test func `distance of no trip that was explained stands apart and the checklist tells the same of the rest`()
        throws
    {
        var explained = gap
        explained.use = .business
        explained.explanation = "To the garage, by the garage"
        let open = ReportFixture.gap(
            "2026-01-13T09:00", "2026-01-20T07:30", metres: 50_050_000, 50_053_000, in: vehicle)
        var trips = trips
        trips[2].start.odometer?.value = open.after.value
        trips[2].end.odometer?.value = Distance(metres: 50_061_000 as Int64)
        let report = try ReportFixture.report(vehicle, .year(2026), trips, [explained, open])
        #expect(report.totals.unexplained.metres == 3_000 && report.totals.explainedGaps.metres == 5_000)
        #expect(report.totals.driven.metres == 51_000)
        let asked = try #require(report.requirement("nl.continuity"))
        #expect(asked.verdict == .needsYou && asked.advice.hasPrefix("3.0 km."))
        let page = report.page.markup
        #expect(page.contains("<span>Distance of no trip, not explained</span> <b>3.0 km</b>"))
        #expect(page.contains("<span>Distance of no trip, explained</span> <b>5.0 km</b>"))
        #expect(report.months.map(\.totals.explainedGaps.metres) == [5_000, 0])
        // Without any, nothing is said of it.
        #expect(
            !(try ReportFixture.report(vehicle, .year(2026), trips, [gap])).page.markup.contains("no trip, explained"))
    }

    @Test func `the private counter counts the year so far, and distance that nobody explained`() throws {
        let february = try ReportFixture.report(vehicle, .month(2026, 2), trips, [gap])
        #expect(february.totals.countedPrivate == Distance(metres: 8_000 as Int64))
        #expect(february.yearToDate.countedPrivate == Distance(metres: 13_000 as Int64))
        #expect(february.facts.first { $0.id == "private_counter" }?.value == "13.0 km / 500.0 km")
        var explained = gap
        explained.use = .business
        explained.explanation = "To the garage, by the garage"
        let again = try ReportFixture.report(vehicle, .month(2026, 2), trips, [explained])
        #expect(again.facts.first { $0.id == "private_counter" }?.value == "8.0 km / 500.0 km")
    }

    @Test func `a month goes on with the year's numbers`() throws {
        let report = try ReportFixture.report(vehicle, .month(2026, 2), trips)
        #expect(report.column("number") == ["3"])
        let next = ReportFixture.trip("2027-01-02T10:00", "2027-01-02T11:00", metres: 0, 1, .personal, in: vehicle)
        #expect(try ReportFixture.report(vehicle, .year(2027), trips + [next]).column("number") == ["1"])
    }

    @Test func `a voided trip keeps its number and its place and counts nowhere`() throws {
        var voided = trips
        voided[0].isVoided = true
        let report = try ReportFixture.report(vehicle, .year(2026), voided)
        #expect(report.sections[0].rows.map(\.kind) == [.voided, .trip, .trip])
        #expect(report.column("number") == ["1", "2", "3"])
        #expect(report.totals.business == .zero && report.totals.trips == 2 && report.voided == 1)
        #expect(report.page.markup.contains("voided"))
    }

    @Test func `a way that is more than five percent longer than usual is told, five percent is not`() throws {
        var long = trips
        long[0].usualRoute = Distance(metres: 16_000 as Int64)
        long[0].deviationReason = "Road closed"
        long[1].usualRoute = Distance(metres: 14_286 as Int64)
        let report = try ReportFixture.report(vehicle, .year(2026), long)
        // 20.0 over 16.0 is 25.0% more; 15,000 over 14,286 is 714, and a twentieth of 14,286 is 714.3.
        #expect(report.column("route") == ["+25.0% (16.0 km)", "–", "–"])
        #expect(report.column("deviation_reason").first == "Road closed")
    }

    @Test func `a correction stands beside what it changed, with who, when, why and whether it was late`() throws {
        var changed = trips
        changed[0].history = [
            ReportFixture.change("purpose", "", "Maintenanc", at: "2026-01-12T18:00"),
            ReportFixture.change(
                "purpose", "Maintenanc", "Maintenance", at: "2026-03-01T18:00", reason: "typing error", late: true),
        ]
        let report = try ReportFixture.report(vehicle, .year(2026), changed)
        let row = report.sections[0].rows[0]
        #expect(
            row.changes.map(\.isLate) == [false, true] && row.changes.map(\.who) == ["Anna Bakker", "Anna Bakker"])
        let line =
            "1 Mar 2026 19:00 Anna Bakker: Purpose: Maintenanc → Maintenance (reason: typing error; entry 812; late)"
        #expect(report.csvText.contains(line))
        let page = report.page.markup
        #expect(page.contains("Maintenance <del class=\"report-was\"><small>was</small> (empty)</del>"))
        #expect(page.contains("<li class=\"report-late\">\(line)</li>"))
        #expect(page.contains("<b class=\"report-tag\">late</b>"))
    }

    @Test func `what was done to a trip is told in words, and instants by the car's clock`() throws {
        var changed = trips
        changed[0].history = [
            ReportFixture.change(
                "start", "2026-01-12T07:25:00.000Z", "2026-01-12T07:30:00.000Z", at: "2026-01-12T18:00"),
            ReportFixture.change("join", "20260112-0745-aaaaaa", "20260112-0730-bbbbbb", at: "2026-01-12T18:01"),
        ]
        changed[0].history[1].actor = "account:anna"
        let text = try ReportFixture.report(vehicle, .year(2026), changed).csvText
        #expect(text.contains("Anna Bakker: Departure: 12 Jan 2026 08:25 → 12 Jan 2026 08:30 (reason: forgotten"))
        #expect(text.contains("Anna Bakker: Joined trips: 20260112-0745-aaaaaa → 20260112-0730-bbbbbb"))
    }

    @Test func `an own car is paid 23 cents a kilometre, commuting included`() throws {
        let own = ReportFixture.vehicle(.netherlands, .personal)
        let report = try ReportFixture.report(own, .year(2026), trips)
        // 20.0 km business and 15.0 km commuting: 35 × € 0.23 = € 8.05.
        #expect(report.allowance == ReportMoney(hundredths: 805, currency: "EUR"))
        #expect(try ReportFixture.report(vehicle, .year(2026), trips).allowance == nil)
        let early = ReportFixture.trip("2023-12-31T10:00", "2023-12-31T11:00", metres: 0, 9, .business, in: own)
        #expect(try ReportFixture.report(own, .year(2023), [early]).allowance == nil)
    }

    @Test func `Dutch words, marks and dates`() throws {
        let report = try ReportFixture.report(vehicle, .year(2026), trips, [gap], ReportFixture.options(.dutch))
        #expect(report.title == "Sluitende rittenregistratie")
        #expect(report.sections[0].columns.map(\.title).contains("Beginstand"))
        #expect(report.column("odometer_start").first == "50.010,0" && report.column("date").first == "12-01-2026")
        #expect(report.column("use") == ["zakelijk", "–", "woon-werk", "privé"])
        let thai = try ReportFixture.report(vehicle, .year(2026), trips, [], ReportFixture.options(.thai))
        #expect(thai.column("date").first == "12 ม.ค. 2569")
    }

    @Test func `trips of another car are left out and named`() throws {
        var other = trips[0]
        other.vehicle = "another"
        let report = try ReportFixture.report(vehicle, .year(2026), trips.dropFirst() + [other])
        #expect(report.sections[0].rows.count == 2)
        let german = ReportFixture.vehicle(.germany)
        let book = try ReportFixture.report(german, .year(2026), trips.dropFirst() + [other])
        #expect(book.requirement("de.one-car")?.trips == [other.id])
    }

    @Test func `the same trips give the same bytes, whatever their order`() throws {
        let all = try (0..<50).map { number -> Trip in
            let day = try #require(LocalDay(year: 2026, month: 1, day: 1)) + number
            let start = Int64(number) * 10_000
            return ReportFixture.trip(
                "\(day)T07:30", "\(day)T08:00", metres: start, start + 10_000, .business, in: vehicle)
        }
        let first = try ReportFixture.report(vehicle, .year(2026), all)
        let second = try ReportFixture.report(vehicle, .year(2026), all.reversed())
        #expect(first.csv == second.csv && first.page == second.page)
        #expect(try first.json.canonicalBytes() == second.json.canonicalBytes())
    }

    @Test func `a zone that nobody knows is refused with its name`() throws {
        var wrong = trips
        wrong[1].zone = "Europe/Atlantis"
        let error = #expect(throws: LogbookError.self) { try ReportFixture.report(vehicle, .year(2026), wrong) }
        #expect(error?.description.contains("Europe/Atlantis") == true)
    }
}
