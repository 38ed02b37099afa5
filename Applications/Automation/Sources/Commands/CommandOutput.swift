// SPDX-License-Identifier: Apache-2.0
import Crypto
import StewardCore
import Synchronization

/// What a program writes: counted and hashed in full, kept in its last part. Memory does not grow with it.
final class CommandOutput: Sendable {
    private struct State {
        var hash = SHA256()
        var count: Int64 = 0
        var kept: [UInt8] = []
    }
    private let state = Mutex(State())
    private let limit: Int

    init(keeping limit: Int) { self.limit = max(limit, 0) }

    func take(_ piece: [UInt8]) {
        state.withLock { state in
            state.hash.update(data: piece)
            state.count += Int64(piece.count)
            state.kept += piece
            if state.kept.count > 2 * limit + 65_536 { state.kept.removeFirst(state.kept.count - limit) }
        }
    }

    /// How many bytes there were.
    var count: Int64 { state.withLock { $0.count } }

    /// The SHA-256 of all of it, as hex.
    var sha256: String { state.withLock { Hex.text($0.hash.finalize()) } }

    /// The last part as text, in which no secret can be read; one that was cut by the limit is taken out as well.
    func text(without secrets: [Secret]) -> String {
        let kept = state.withLock { $0.kept }
        let values = secrets.map { Array($0.reveal().utf8) }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
        let hidden = values.reduce(kept) { Self.replacing($1, in: $0) }
        // A secret of which only the end was kept.
        let isCut = count > Int64(kept.count)
        let rest = isCut ? values.map { Self.endLength(of: $0, beginning: hidden) }.max() ?? 0 : 0
        var last = hidden.dropFirst(rest).suffix(limit)
        // The first character may be cut as well.
        while hidden.count > last.count, let first = last.first, first & 0xC0 == 0x80 { last = last.dropFirst() }
        return String(decoding: last, as: UTF8.self).replacing("\0", with: "\u{FFFD}")
    }

    /// How much of a value's end the bytes begin with.
    private static func endLength(of value: [UInt8], beginning bytes: [UInt8]) -> Int {
        stride(from: value.count - 1, to: 0, by: -1).first { bytes.starts(with: value.suffix($0)) } ?? 0
    }

    private static let mark = Array("[secret]".utf8)

    private static func replacing(_ value: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == value[0], bytes[index...].starts(with: value) {
                result += mark
                index += value.count
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }
}

/// Bytes as lower-case hexadecimal digits.
enum Hex {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
