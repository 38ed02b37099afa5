// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension Arrival {
    /// The arrival of an entry's line, as it stands in a book; `nil` when the entry is of another kind.
    ///
    /// Members that nobody knows are passed over.
    /// - Throws: `LogbookError` (`damaged`) when the line is no entry, or an observation in it is nonsense.
    package static func read(line: UnsafeRawBufferPointer) throws(LogbookError) -> Arrival? {
        switch ArrivalScanner.scan(line: line) {
        case .arrival(let arrival): return arrival
        case .anotherKind: return nil
        case nil: return try readAny(line: line)
        }
    }

    /// The same of a line that is canonical or not.
    static func readAny(line: UnsafeRawBufferPointer) throws(LogbookError) -> Arrival? {
        do throws(JSONError) {
            return try JSONReader.read(line) { reader throws(JSONError) in
                var isArrival = false
                var arrival: Arrival?
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    switch key {
                    case "kind": isArrival = try reader.readString() == LogbookEntry.arrival
                    // The members of an entry are in order, so its kind is known before its payload.
                    case "payload": if isArrival { arrival = try Arrival(&reader) }
                    default: break
                    }
                }
                if isArrival, arrival == nil {
                    throw reader.error(.missingKey, "An arrival's entry has no payload.")
                }
                return arrival
            }
        } catch {
            throw LogbookError(.damaged, "An arrival in the vehicle's book cannot be read: \(error)")
        }
    }

    /// The arrival of a payload alone.
    /// - Throws: as ``read(line:)``.
    package init(payload: [UInt8]) throws(LogbookError) {
        if let arrival = payload.withUnsafeBytes({ ArrivalScanner.scan(payload: $0) }) {
            self = arrival
            return
        }
        self = try Self.readAny(payload: payload)
    }

    static func readAny(payload: [UInt8]) throws(LogbookError) -> Arrival {
        do throws(JSONError) {
            return try JSONReader.read(payload) { reader throws(JSONError) in try Arrival(&reader) }
        } catch {
            throw LogbookError(.damaged, "An arrival in the vehicle's book cannot be read: \(error)")
        }
    }

    private init(_ reader: inout JSONReader) throws(JSONError) {
        var form = ""
        var evidence: Evidence?
        var observations: [Observation] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "because":
                evidence = Evidence(rawValue: try reader.readString())
                guard evidence != nil else {
                    throw reader.error(.invalidValue, "This is no reason why an arrival went to a vehicle.")
                }
            case "form": form = try reader.readString()
            case "observations":
                try reader.beginArray()
                while try reader.nextElement() { observations.append(try ObservationRecord.read(&reader)) }
            default: break
            }
        }
        guard let evidence else {
            throw reader.error(.missingKey, "An arrival has no \"because\".")
        }
        guard observations.count <= Self.most else {
            throw reader.error(.limitExceeded, "An arrival has more than \(Self.most) observations.")
        }
        self.init(form: form, evidence: evidence, observations: observations)
    }
}
