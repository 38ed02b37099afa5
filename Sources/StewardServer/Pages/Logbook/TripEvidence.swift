// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logbook
import StewardCore
import StewardLedger
import StewardStore

/// The entries of the book on which a trip rests: the reports that arrived while it was driven and within the day
/// after, and what was said and measured about it.
struct TripEvidence: Sendable {
    struct Item: Sendable {
        let entry: Int64
        let time: Date
        let kind: String
        /// How the report came, as `owntracks`; empty for what is no report.
        let form: String
        /// How many observations of it lie within the trip.
        let observations: Int
    }

    /// The first of each, in their order.
    let items: [Item]
    /// How many there are.
    let count: Int
    /// Whether the book had more to look at than is looked at for a page.
    let isCut: Bool

    /// So many are listed, and so many entries are looked at.
    static let most = 40
    static let lookedAt = 4_000
    /// Reports that came later than this after the trip are not looked for.
    static let span: Int64 = 86_400_000_000

    init(_ trip: Trip, _ ledger: Ledger) async throws {
        let book = Logbook.book(vehicle: trip.vehicle)
        let until = max(trip.end.instant, trip.recorded) + Self.span
        let first = try await Self.first(since: trip.start.instant - 300_000_000, in: book, ledger)
        let said = Set(trip.history.map(\.entry))
        var next = first
        var found: [Int64: (form: String, observations: Int)] = [:]
        var isOver = false
        while !isOver, next - first < Int64(Self.lookedAt) {
            let read = try await ledger.lines(in: book, from: next, limit: 500)
            for (offset, line) in read.lines.enumerated() {
                if let about = try Self.about(line, trip) { found[read.start + Int64(offset)] = about }
            }
            next += Int64(read.lines.count)
            let last = try await ledger.entry(in: book, at: next - 1)
            isOver = read.lines.count < 500 || last.map { $0.time.microseconds > until } ?? true
        }
        for number in said where found[number] == nil { found[number] = ("", 0) }
        let numbers = found.keys.sorted()
        let shown = try await ledger.entries(in: book, numbered: Array(numbers.prefix(Self.most)))
        items = shown.map { entry in
            let about = found[entry.sequence]
            return Item(
                entry: entry.sequence, time: entry.time, kind: entry.kind, form: about?.form ?? "",
                observations: about?.observations ?? 0)
        }
        count = numbers.count
        isCut = !isOver
    }

    /// What an entry says about the trip; `nil` when it says nothing.
    private static func about(_ line: [UInt8], _ trip: Trip) throws -> (
        form: String, observations: Int
    )? {
        if let arrival = try line.withUnsafeBytes({ try Arrival.read(line: $0) }) {
            let within = arrival.observations.count {
                trip.start.instant <= $0.instant && $0.instant <= trip.end.instant
            }
            return within > 0 ? (arrival.form, within) : nil
        }
        return contains(line, Array("\"\(trip.id.text)\"".utf8)) ? ("", 0) : nil
    }

    private static func contains(_ line: [UInt8], _ text: [UInt8]) -> Bool {
        guard let first = text.first, line.count >= text.count else { return false }
        return line.indices.dropLast(text.count - 1).contains { place in
            line[place] == first && line[place..<(place + text.count)].elementsEqual(text)
        }
    }

    /// The first entry that was written at an instant or later, found by halving: entries stand in the order of their
    /// times.
    private static func first(since instant: Int64, in book: BookID, _ ledger: Ledger) async throws
        -> Int64
    {
        var (low, high) = (Int64(0), try await ledger.size(of: book))
        while low < high {
            let middle = low + (high - low) / 2
            guard let entry = try await ledger.entry(in: book, at: middle) else { return low }
            if entry.time.microseconds >= instant { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension TripEvidence {
    func html(_ place: LogbookTrip) -> HTML {
        let parts = place.parts
        let words = parts.words
        func say(_ phrase: Phrase) -> String { words.say(phrase) }
        let book = Logbook.book(vehicle: place.trip.vehicle).name
        let rows = items.map { item in
            DataTable.Row([
                words.time(item.time),
                "\(say(.entryKind(item.kind)))\(item.form.isEmpty ? "" : " (\(item.form))")",
                item.form.isEmpty ? "" : "\(words.number(item.observations))",
                "<a href=\"\(LedgerPages.address(book, item.entry))\">\(words.number(item.entry))</a>",
            ])
        }
        let table = DataTable(
            name: say(.evidence),
            columns: [
                .init(say(.time)), .init(say(.kind)), .init(say(.tripObservations), isNumber: true),
                .init(say(.entry), isNumber: true),
            ], rows: rows)
        let rest: HTML =
            count > items.count
            ? "<p class=\"quiet small\">\(words.count(count - items.count, .tripMoreEntries))</p>" : ""
        let cut: HTML = isCut ? "<p class=\"quiet small\">\(say(.tripEvidenceCut))</p>" : ""
        let list: HTML = rows.isEmpty ? "<p class=\"quiet\">\(say(.tripNoEvidence))</p>" : table.html
        return """
            <h2 id="evidence">\(say(.evidence))</h2>
            <p>\(say(.tripEvidenceHelp)) <a href="\(LedgerPages.address(book))">\(say(.tripBook))</a></p>
            \(list)\(rest)\(cut)
            """
    }
}

extension Phrase {
    static func entryKind(_ kind: String) -> Phrase {
        switch kind {
        case LogbookEntry.arrival: .tripEntryArrival
        case LogbookEntry.trip: .tripEntryTrip
        case LogbookEntry.correction: .tripEntryCorrection
        case LogbookEntry.void: .tripEntryVoid
        case LogbookEntry.join: .tripEntryJoin
        case LogbookEntry.split: .tripEntrySplit
        case LogbookEntry.gap: .tripEntryGap
        case LogbookEntry.measured: .tripEntryMeasured
        case LogbookEntry.month: .tripEntryMonth
        default: Phrase(kind, kind, kind)
        }
    }
}
