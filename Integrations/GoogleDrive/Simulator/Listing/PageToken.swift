// SPDX-License-Identifier: Apache-2.0

/// Where a list goes on: opaque to clients, and good only for the same query of the same account.
struct PageToken: Sendable, Hashable {
    /// The place of the last file, or, in a kept list, of the next.
    let place: Int
    /// The kept list; 0 for none.
    let list: UInt32
    /// What the list was asked for.
    let fingerprint: UInt64

    private static let start = "~!!~"

    init(place: Int, list: UInt32, fingerprint: UInt64) {
        self.place = place
        self.list = list
        self.fingerprint = fingerprint
    }

    /// Reads a token; `nil` for anything that ``text`` never gave.
    init?(_ text: String) {
        guard text.hasPrefix(Self.start) else { return nil }
        let parts = text.dropFirst(Self.start.count).split(separator: "_").map { UInt64($0, radix: 36) }
        guard parts.count == 4, let fingerprint = parts[0], let hidden = parts[1], let list = parts[2],
            let check = parts[3], let list32 = UInt32(exactly: list),
            check == Self.check(fingerprint, hidden, list32),
            let place = Int(exactly: hidden ^ (fingerprint & 0xFFFF_FFFF))
        else { return nil }
        self.init(place: place, list: list32, fingerprint: fingerprint)
    }

    /// The token as it is sent.
    var text: String {
        let hidden = UInt64(place) ^ (fingerprint & 0xFFFF_FFFF)
        let numbers = [fingerprint, hidden, UInt64(list), Self.check(fingerprint, hidden, list)]
        return Self.start + numbers.map { String($0, radix: 36) }.joined(separator: "_")
    }

    private static func check(_ fingerprint: UInt64, _ hidden: UInt64, _ list: UInt32) -> UInt64 {
        SplitMix.mixed(fingerprint &+ hidden &* 3 &+ UInt64(list)) & 0xFFFF_FFFF
    }
}

extension GoogleDriveSimulator {
    /// The most items on a page of this call, when something cuts pages short.
    func pageLimit(_ name: String) -> Int? {
        let fault = faults.take(name, nil) { if case .shortPages = $0 { true } else { false } }
        if case .shortPages(let items)? = fault { return max(items, 1) }
        return options.pageLimit.map { max($0, 1) }
    }
}
