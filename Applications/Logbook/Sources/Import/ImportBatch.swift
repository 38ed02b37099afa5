// SPDX-License-Identifier: Apache-2.0

/// What a piece of a file brought.
package struct ImportBatch: Sendable, Hashable {
    /// Observations by vehicle, and what was left out.
    package var received = Received()
    package var trips: [ImportedTrip] = []

    package var isEmpty: Bool { received.parts.isEmpty && trips.isEmpty }
}

/// What a whole file holds.
package struct ImportSummary: Sendable, Hashable {
    package var format: ImportFormat
    package var bytes: Int64 = 0
    package var observations = 0
    /// Those of the observations that tell what a car, a charger or a person at the odometer says.
    package var readings = 0
    package var trips = 0
    package var ignored: [Received.Ignored: Int] = [:]
    /// The first and last instant in it, in microseconds since 1970; `nil` when it holds none.
    package var first: Int64?
    package var last: Int64?

    package init(format: ImportFormat) { self.format = format }

    mutating func add(_ batch: ImportBatch) {
        for part in batch.received.parts {
            observations += part.observations.count
            for observation in part.observations {
                cover(observation.instant)
                if case .car = observation.fact { readings += 1 }
            }
        }
        for trip in batch.trips {
            trips += 1
            cover(trip.start)
            cover(trip.end)
        }
        ignored.merge(batch.received.ignored, uniquingKeysWith: +)
    }

    private mutating func cover(_ instant: Int64) {
        first = min(first ?? instant, instant)
        last = max(last ?? instant, instant)
    }
}

/// Reads one format piece by piece. It holds no more of a file than its longest element.
protocol ImportReading: Sendable {
    mutating func read(_ piece: ArraySlice<UInt8>, into batch: inout ImportBatch) throws(LogbookError)
    /// Says that the file ends here.
    mutating func finish(into batch: inout ImportBatch) throws(LogbookError)
    /// What the first reading of a file found out that the second needs.
    var drives: DriveTimes { get }
}

extension ImportReading {
    var drives: DriveTimes { DriveTimes() }
}

/// When somebody drove, in microseconds since 1970. Google tells drives and points apart; sixteen bytes a drive are
/// kept from the first reading to the second.
package struct DriveTimes: Sendable, Hashable {
    private var ranges: [ClosedRange<Int64>] = []
    private var isSorted = true

    package init() {}

    /// Notes a drive. More than a million are too many.
    mutating func add(_ range: ClosedRange<Int64>) throws(LogbookError) {
        guard ranges.count < 1_000_000 else {
            throw LogbookError(.tooMuch, "The file has more than a million drives; import it in parts.")
        }
        if let last = ranges.last, last.lowerBound > range.lowerBound { isSorted = false }
        ranges.append(range)
    }

    /// Puts drives in order, so that they can be searched.
    mutating func sort() {
        if !isSorted { ranges.sort { $0.lowerBound < $1.lowerBound } }
        isSorted = true
    }

    /// Whether an instant lies in a drive. Drives of one person do not overlap.
    func contain(_ instant: Int64) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].lowerBound <= instant { low = middle + 1 } else { high = middle }
        }
        return low > 0 && ranges[low - 1].contains(instant)
    }
}
