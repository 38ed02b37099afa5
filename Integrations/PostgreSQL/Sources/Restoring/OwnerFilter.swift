// SPDX-License-Identifier: Apache-2.0

/// Leaves statements about owners and rights out of a plain dump, as `pg_dump --no-owner --no-privileges` does.
struct OwnerFilter {
    /// A longer statement is none of those.
    private static let longest = 256 << 10

    private var scanner = SQLScanner()
    private var copying: CopyBlock?
    /// What has come since the last statement or comment, unless it was let through already.
    private var held: [UInt8] = []
    private var isLetThrough = false

    /// What of these bytes, and of held ones, may go on.
    mutating func pass(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var passed: [UInt8] = []
        passed.reserveCapacity(bytes.count + held.count)
        var offset = 0
        while offset < bytes.count {
            let start = offset
            if copying != nil {
                if copying?.take(bytes, from: &offset) == true { copying = nil }
                passed.append(contentsOf: bytes[start..<offset])
                continue
            }
            let event = scanner.next(bytes, from: &offset)
            held.append(contentsOf: bytes[start..<offset])
            decide(event, &passed)
        }
        return passed
    }

    /// What is held at the end.
    mutating func finish() -> [UInt8] {
        defer { held = [] }
        return held
    }

    private mutating func decide(_ event: SQLScanner.Event?, _ passed: inout [UInt8]) {
        guard case .statement(let head, let groups)? = event else {
            if event == nil, held.count <= Self.longest, !isLetThrough { return }
            isLetThrough = event == nil
            return release(&passed)
        }
        switch DumpStatement(head, groups: groups) {
        case .copy: copying = CopyBlock()
        case .backslashEscapes(let isOn): scanner.backslashEscapes = isOn
        default: break
        }
        if Self.isLeftOut(head), !isLetThrough { held.removeAll(keepingCapacity: true) }
        isLetThrough = false
        release(&passed)
    }

    private mutating func release(_ passed: inout [UInt8]) {
        passed.append(contentsOf: held)
        held.removeAll(keepingCapacity: true)
    }

    private static func isLeftOut(_ statement: [UInt8]) -> Bool {
        guard let first = statement.first, "AGRS".utf8.contains(first) else { return false }
        let words = SQLWords(statement)
        if words.has(["GRANT"]) || words.has(["REVOKE"]) || words.has(["ALTER", "DEFAULT", "PRIVILEGES"]) {
            return true
        }
        if words.has(["SET", "SESSION", "AUTHORIZATION"]) { return true }
        return words.has(["ALTER"]) && words.has(["OWNER", "TO"], at: words.words.count - 3)
    }
}
