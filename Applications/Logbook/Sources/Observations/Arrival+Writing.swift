// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension Arrival {
    /// The payload of its entry: canonical JSON, with the members that a person can read.
    ///
    /// Exactly what `JSON.canonicalBytes()` would write, without making a tree.
    /// - Throws: `LogbookError` (`invalid`) when an observation is nonsense, (`tooMuch`) when there are more than
    ///   ``most``.
    package func written() throws(LogbookError) -> [UInt8] {
        guard observations.count <= Self.most else {
            throw LogbookError(
                .tooMuch, "\(observations.count) observations are more than the \(Self.most) of one entry; divide them."
            )
        }
        var out: [UInt8] = []
        out.reserveCapacity(80 + observations.count * 190)
        out.append(contentsOf: Self.beginning.utf8)
        out.append(contentsOf: evidence.rawValue.utf8)
        out.append(contentsOf: "\",\"form\":".utf8)
        JSON.append(string: form, to: &out)
        out.append(contentsOf: ",\"observations\":[".utf8)
        for (index, observation) in observations.enumerated() {
            if let fault = observation.fault {
                throw LogbookError(.invalid, "Observation \(index + 1) cannot be recorded: \(fault).")
            }
            if index > 0 { out.append(UInt8(ascii: ",")) }
            try observation.write(to: &out)
        }
        out.append(contentsOf: "]}".utf8)
        return out
    }

    private static let beginning = "{\"because\":\""

    /// The place in ``written()`` behind why it belongs to the vehicle: from there on stands what was sent.
    var contentStart: Int { Self.beginning.utf8.count + evidence.rawValue.utf8.count + 1 }
}

extension Observation {
    fileprivate func write(to out: inout [UInt8]) throws(LogbookError) {
        // Taken over, not copied.
        var taken: [UInt8] = []
        swap(&taken, &out)
        var members = Members(consume taken)
        switch fact {
        case .fix(let fix): try members.add(self, is: "fix", fix)
        case .connected(let fix): try members.add(self, is: "connected", fix)
        case .disconnected(let fix): try members.add(self, is: "disconnected", fix)
        case .finished: try members.add(self, is: "finished", nil)
        case .cancelled: try members.add(self, is: "cancelled", nil)
        case .car(let report): try members.add(self, report)
        }
        out = members.bytes
    }

    /// Writes members; who calls keeps their names in order.
    private struct Members: ~Copyable {
        var bytes: [UInt8]
        private var isFirst = true

        init(_ bytes: consuming [UInt8]) {
            self.bytes = bytes
            self.bytes.append(UInt8(ascii: "{"))
        }

        mutating func add(_ whole: Observation, is name: StaticString, _ fix: Fix?) throws(LogbookError) {
            try add("accuracy", fix?.accuracy)
            time("at", whole.instant)
            device(whole)
            try add("heading", fix?.heading)
            word("is", name)
            try add("latitude", fix?.position.latitude)
            try add("longitude", fix?.position.longitude)
            text("movement", fix?.movement?.rawValue)
            try add("speed", fix?.speed)
            bytes.append(UInt8(ascii: "}"))
        }

        mutating func add(_ whole: Observation, _ report: CarReport) throws(LogbookError) {
            text("activity", report.activity?.rawValue)
            time("at", whole.instant)
            try add("charge", report.charge)
            device(whole)
            time("fetched", report.fetched)
            word("is", "car")
            try add("latitude", report.position?.latitude)
            try add("longitude", report.position?.longitude)
            try add("odometer", report.odometer?.kilometres)
            try add("range", report.range?.kilometres)
            bytes.append(UInt8(ascii: "}"))
        }

        private mutating func device(_ whole: Observation) {
            if !whole.device.isEmpty { text("device", whole.device) }
        }

        private mutating func key(_ name: StaticString) {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
            bytes.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
        }

        private mutating func add(_ name: StaticString, _ value: Double?) throws(LogbookError) {
            guard let value else { return }
            key(name)
            do throws(JSONError) { try JSON.number(value).appendCanonicalBytes(to: &bytes) } catch {
                throw LogbookError(.invalid, "The \(name) cannot be recorded: \(error).")
            }
        }

        private mutating func word(_ name: StaticString, _ value: StaticString) {
            key(name)
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
            bytes.append(UInt8(ascii: "\""))
        }

        private mutating func text(_ name: StaticString, _ value: String?) {
            guard let value else { return }
            key(name)
            JSON.append(string: value, to: &bytes)
        }

        private mutating func time(_ name: StaticString, _ instant: Int64?) {
            guard let instant else { return }
            key(name)
            bytes.append(UInt8(ascii: "\""))
            ObservationTime.append(instant, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
    }
}
