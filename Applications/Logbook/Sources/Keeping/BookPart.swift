// SPDX-License-Identifier: Apache-2.0
import StewardLedger

/// What entries of a vehicle's book that follow on each other say, read once for all that is made of them.
struct BookPart: Sendable {
    let range: Range<Int64>
    /// Every observation, in the order of the entries.
    fileprivate(set) var observations: [(entry: Int64, observation: Observation)] = []
    /// The entries that are no arrivals, in their order.
    fileprivate(set) var said: [SaidEntry] = []
    /// The hash that is kept with the last entry; empty when there is none.
    fileprivate(set) var head: [UInt8] = []

    /// When the car said last that it drove.
    var driving: Int64? {
        var driving: Int64?
        for (_, observation) in observations {
            guard case .car(let report) = observation.fact, report.activity == .driving else { continue }
            driving = max(driving ?? .min, observation.instant)
        }
        return driving
    }
}

extension Logbook {
    /// Reads a part of a vehicle's book; several pieces of a long one at once.
    /// - Throws: `LogbookError` with `damaged`; the ledger's errors.
    func part(of vehicle: String, in range: Range<Int64>) async throws -> BookPart {
        let book = Self.book(vehicle: vehicle)
        let starts = Array(stride(from: range.lowerBound, to: range.upperBound, by: Self.linesAtOnce))
        let pieces = try await withThrowingTaskGroup(of: (Int, BookPart).self) { group in
            var pieces = starts.map { BookPart(range: $0..<$0) }
            for (place, start) in starts.enumerated() {
                if place >= 4, let (done, piece) = try await group.next() { pieces[done] = piece }
                let limit = Int(min(Int64(Self.linesAtOnce), range.upperBound - start))
                group.addTask { (place, try Self.part(try await ledger.lines(in: book, from: start, limit: limit))) }
            }
            for try await (done, piece) in group { pieces[done] = piece }
            return pieces
        }
        var part = BookPart(range: range)
        part.observations.reserveCapacity(pieces.reduce(0) { $0 + $1.observations.count })
        for piece in pieces {
            part.observations.append(contentsOf: piece.observations)
            part.said.append(contentsOf: piece.said)
            if !piece.head.isEmpty { part.head = piece.head }
        }
        return part
    }

    private static func part(_ read: StoredLines) throws -> BookPart {
        var part = BookPart(range: read.start..<(read.start + Int64(read.lines.count)))
        part.head = read.head
        part.observations.reserveCapacity(read.lines.count)
        for (offset, line) in read.lines.enumerated() {
            let entry = read.start + Int64(offset)
            guard let arrival = try line.withUnsafeBytes({ try Arrival.read(line: $0) }) else {
                part.said.append(SaidEntry(entry: entry, kind: SaidEntry.kind(of: line)))
                continue
            }
            for observation in arrival.observations { part.observations.append((entry, observation)) }
        }
        return part
    }

    /// How many lines of a book are read at once.
    static let linesAtOnce = 4_096
}
