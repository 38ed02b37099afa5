// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardJobs
import StewardTestKit
import Testing

@testable import Logbook

@Suite("The forms of a report")
struct ReportFormsTests {
    private let vehicle = ReportFixture.vehicle(.netherlands)

    private func trip(_ change: (inout Trip) -> Void = { _ in }) -> Trip {
        var trip = ReportFixture.trip(
            "2026-01-12T07:30", "2026-01-12T08:00", metres: 50_010_000, 50_030_345, .business, in: vehicle)
        change(&trip)
        return trip
    }

    @Test func `a table begins with the byte order mark and has every row as wide as its header`() throws {
        let gap = ReportFixture.gap("2026-01-12T08:00", "2026-01-13T07:30", metres: 1, 2, in: vehicle)
        let report = try ReportFixture.report(vehicle, .year(2026), [trip()], [gap])
        #expect(report.csv.starts(with: [0xEF, 0xBB, 0xBF]))
        let rows = try #require(Self.parse(report.csv))
        #expect(rows.count == 3 && Set(rows.map(\.count)).count == 1)
        let place = try #require(rows[0].firstIndex(of: "Distance (km)"))
        #expect(rows[1][place] == "20.345" && rows[2][place] == "0.001")
        #expect(rows[1].contains("2026-01-12") && rows[1].contains("08:30"))
    }

    @Test(arguments: ["=1+1", "+31 6 123", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n@x"])
    func `what a spreadsheet would calculate is text`(cell: String) throws {
        let report = try ReportFixture.report(vehicle, .year(2026), [trip { $0.purpose = cell }])
        let rows = try #require(Self.parse(report.csv))
        #expect(rows[1].contains("'" + cell) && !rows[1].contains(cell))
        let export = try TripExport(trips: [trip { $0.notes = cell }], vehicle: vehicle)
        #expect(try #require(Self.parse(export.csv))[1].contains("'" + cell))
    }

    @Test func `any text comes back from a table as it was, and none begins a formula`() throws {
        var random = SeededGenerator(seed: 11)
        let letters = Array("ab,\"'\n\r=+-@ \t;é泰ก\u{0}")
        for _ in 0..<500 {
            let text = String((0..<random.below(12)).map { _ in letters[random.below(letters.count)] })
            let rows = try #require(Self.parse(CSVRow.byteOrderMark + CSVRow([.text(text), .number("-1.5")]).bytes))
            #expect(rows == [[text, "-1.5"]] || rows == [["'" + text, "-1.5"]])
            let first = rows[0][0].unicodeScalars.first { !$0.properties.isWhitespace }
            #expect(first.map { !"=+-@".unicodeScalars.contains($0) } ?? true)
        }
    }

    @Test func `markup in what people write is shown, not obeyed`() throws {
        let hostile = trip { trip in
            trip.purpose = "<script>alert(1)</script>"
            trip.partner = "\"><img src=x>"
            trip.start.place = "<b>"
            trip.history = [ReportFixture.change("<i>", "<u>", "<s>", at: "2026-01-13T08:00", reason: "</table>")]
        }
        var car = vehicle
        car.name = "<h1>"
        let report = try ReportFixture.report(car, .year(2026), [hostile])
        let page = report.page.markup + String(decoding: report.document, as: UTF8.self)
        for markup in ["<script", "<img", "<b>K", "<i>", "<u>", "<s>", "<h1><"] { #expect(!page.contains(markup)) }
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    @Test func `a page opens and closes what it opens, and its tables repeat their heads on paper`() throws {
        for country in Vehicle.Country.allCases {
            let report = try ReportFixture.report(ReportFixture.vehicle(country), .year(2026), [])
            let page = report.page.markup
            for tag in ["article", "section", "table", "thead", "tbody", "tr", "ul", "li", "dl", "footer", "header"] {
                let opened = page.components("<\(tag)>") + page.components("<\(tag) ")
                #expect(opened == page.components("</\(tag)>"), "\(country) \(tag)")
            }
        }
        #expect(Report.style.contains("table-header-group") && Report.style.contains("@page"))
    }

    @Test func `JSON has the cells by their names and distances in kilometres`() throws {
        let report = try ReportFixture.report(vehicle, .year(2026), [trip()])
        let row = try #require(report.json["sections"]?.array?.first?["rows"]?.array?.first)
        #expect(row["cells"]?["distance"] == .number(20.345) && row["cells"]?["odometer_start"] == .integer(50_010))
        #expect(row["cells"]?["date"] == "2026-01-12" && row["cells"]?["use"] == "business")
        #expect(row["number"] == 1 && row["trip"]?.string?.hasPrefix("20260112-0730-") == true)
        #expect(report.json["totals"]?["business"] == .number(20.345))
        let bytes = try report.json.canonicalBytes()
        #expect(try JSON(parsing: bytes).canonicalBytes() == bytes)
    }

    @Test func `every column and word has a text in every language`() {
        for language in ReportLanguage.allCases {
            for country in Vehicle.Country.allCases {
                let titles = ReportColumn.allCases.map { $0.title(country, language) }
                #expect(!titles.contains("") && Set(titles).count == titles.count, "\(country) \(language)")
                for table in ReportLayout(country).tables { #expect(!table.title.text(language).isEmpty) }
            }
        }
    }

    @Test func `a line of the book stands in one table and in no other`() throws {
        for country in Vehicle.Country.allCases {
            let car = ReportFixture.vehicle(country)
            let trips = Trip.Use.allCases.enumerated().map { place, use in
                ReportFixture.trip(
                    "2026-05-0\(place + 1)T07:30", "2026-05-0\(place + 1)T08:00", metres: 0, 1, use, in: car)
            }
            let gap = ReportFixture.gap("2026-05-08T08:00", "2026-05-08T09:00", metres: 1, 2, in: car)
            let report = try ReportFixture.report(car, .year(2026), trips, [gap])
            let numbers = report.sections.flatMap(\.rows).map(\.number)
            #expect(numbers.compactMap(\.self).sorted() == [1, 2, 3, 4] && numbers.count == 5)
        }
    }

    @Test func `a year of two thousand trips is written in one piece after the other`() throws {
        let first = try #require(LocalDay(year: 2026, month: 1, day: 1))
        let trips = (0..<2_000).map { number -> Trip in
            let hour = 8 + number % 8
            let start = Int64(number) * 10_000
            return ReportFixture.trip(
                "\(first + number / 8)T\(hour < 10 ? "0" : "")\(hour):30", "\(first + number / 8)T\(hour + 1):00",
                metres: start, start + 10_000, .business, in: vehicle)
        }
        let report = try ReportFixture.report(vehicle, .year(2026), trips)
        #expect(report.totals.business == Distance(metres: 20_000_000 as Int64))
        var largest = 0
        var all: HTML = ""
        report.writePage { piece in
            largest = max(largest, piece.markup.utf8.count)
            all += piece
        }
        #expect(all == report.page && largest < all.markup.utf8.count / 10)
        var rows = 0
        report.writeCSV { _ in rows += 1 }
        #expect(rows == 2_002)
    }

    /// RFC 4180, strictly; `nil` for what is not.
    private static func parse(_ bytes: [UInt8]) -> [[String]]? {
        var rest = bytes.dropFirst(3)[...]
        var rows: [[String]] = []
        var row: [String] = []
        while !rest.isEmpty {
            var cell: [UInt8] = []
            if rest.first == 0x22 {
                rest.removeFirst()
                while let byte = rest.popFirst() {
                    if byte == 0x22 { guard rest.first == 0x22 else { break }; rest.removeFirst() }
                    cell.append(byte)
                }
            } else {
                while let byte = rest.first, byte != 0x2C, byte != 0x0D {
                    guard byte != 0x22, byte != 0x0A else { return nil }
                    cell.append(rest.removeFirst())
                }
            }
            row.append(String(decoding: cell, as: UTF8.self))
            if rest.first == 0x2C { rest.removeFirst(); if rest.isEmpty { return nil }; continue }
            guard rest.starts(with: [0x0D, 0x0A]) else { return nil }
            rest.removeFirst(2)
            rows.append(row)
            row = []
        }
        return rows
    }
}

extension String {
    /// How often something occurs.
    fileprivate func components(_ part: String) -> Int {
        split(separator: part, omittingEmptySubsequences: false).count - 1
    }
}
