// SPDX-License-Identifier: Apache-2.0

/// The parameters of a query or of a form body, in the order in which they came.
package struct Parameters: Sendable, Hashable {
    /// Names and values as they are meant, without escapes.
    package private(set) var pairs: [Pair] = []

    package struct Pair: Sendable, Hashable {
        package let name: String
        package let value: String
    }

    package init() {}

    /// Parameters that somebody else has taken apart.
    package init(_ pairs: [(name: String, value: String)]) {
        self.pairs = pairs.map { Pair(name: $0.name, value: $0.value) }
    }

    /// Reads `application/x-www-form-urlencoded`: a query without its `?`, or a body.
    ///
    /// - Throws: `LogbookError` when an escape is cut or the text is not UTF-8, or there are more than 500 parameters.
    package init(encoded bytes: [UInt8]) throws(LogbookError) {
        guard bytes.count <= Self.mostBytes else {
            throw LogbookError(.tooMuch, "The parameters have more than \(Self.mostBytes) bytes; send less at once.")
        }
        for piece in bytes.split(separator: UInt8(ascii: "&")) {
            guard pairs.count < Self.most else {
                throw LogbookError(.tooMuch, "There are more than \(Self.most) parameters; send fewer at once.")
            }
            let equals = piece.firstIndex(of: UInt8(ascii: "="))
            let name = try Self.decoded(piece[..<(equals ?? piece.endIndex)])
            let value = try equals.map { index throws(LogbookError) in try Self.decoded(piece[(index + 1)...]) }
            pairs.append(Pair(name: name, value: value ?? ""))
        }
    }

    /// Reads a query without its `?`.
    package init(query: String) throws(LogbookError) { try self.init(encoded: Array(query.utf8)) }

    /// The value of the first parameter with one of these names.
    package func value(_ names: String...) -> String? {
        pairs.first { names.contains($0.name) }?.value
    }

    private static let most = 500
    private static let mostBytes = 256 << 10

    private static func decoded(_ bytes: ArraySlice<UInt8>) throws(LogbookError) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var at = bytes.startIndex
        while at < bytes.endIndex {
            switch bytes[at] {
            case UInt8(ascii: "+"): result.append(0x20)
            case UInt8(ascii: "%"):
                guard at + 2 < bytes.endIndex, let high = hexadecimal(bytes[at + 1]),
                    let low = hexadecimal(bytes[at + 2])
                else {
                    throw LogbookError(.invalid, "A parameter has a % without two hexadecimal digits; write it as %25.")
                }
                result.append(high << 4 | low)
                at += 2
            default: result.append(bytes[at])
            }
            at += 1
        }
        guard let text = String(validating: result, as: UTF8.self) else {
            throw LogbookError(.invalid, "A parameter is not UTF-8; encode it as UTF-8 before escaping it.")
        }
        return text
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 0x57
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 0x37
        default: nil
        }
    }
}

extension Parameters {
    /// A number; `nil` when it is missing, not known, or wrong, which `faults` notes.
    func read(_ measure: Measure, _ names: String..., faults: inout Faults) -> Double? {
        guard let pair = pairs.first(where: { names.contains($0.name) }) else { return nil }
        switch measure.read(pair.value) {
        case .known(let value): return value
        case .unknown: return nil
        case .wrong(let sentence):
            faults.note(parameter: pair.name, sentence)
            return nil
        }
    }

    /// A time; `nil` when it is missing or wrong, which `faults` notes.
    func readInstant(
        _ names: String..., for receipt: Receipt, zoneless: InstantText.Zoneless = .refused, faults: inout Faults
    ) -> Int64? {
        guard let pair = pairs.first(where: { names.contains($0.name) }), !pair.value.isEmpty else { return nil }
        let instant = InstantText.read(pair.value, zoneless: zoneless)
        if let sentence = receipt.fault(of: instant, written: pair.value) {
            faults.note(parameter: pair.name, sentence)
            return nil
        }
        return instant
    }

    /// A name of something; `nil` when it is missing, empty or too long, which `faults` notes.
    func readName(_ names: String..., faults: inout Faults) -> String? {
        guard let pair = pairs.first(where: { names.contains($0.name) }), !pair.value.isEmpty else { return nil }
        if let sentence = Receipt.fault(ofName: pair.value) {
            faults.note(parameter: pair.name, sentence)
            return nil
        }
        return pair.value
    }

    /// A fix from the names that most senders use.
    func readFix(faults: inout Faults) -> FixDraft {
        var draft = FixDraft()
        draft.latitude = read(.latitude, "lat", "latitude", faults: &faults)
        draft.longitude = read(.longitude, "lng", "lon", "long", "longitude", faults: &faults)
        draft.accuracy = read(.accuracy, "accuracy", "acc", faults: &faults)
        draft.speed = read(.speed, "speed", faults: &faults)
        draft.heading = read(.heading, "heading", "course", "bearing", faults: &faults)
        return draft
    }
}
