// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// How far this process's resident memory rose above where it was.
final class ResidentMemory: Sendable {
    private let start: Int
    private let most = Mutex(0)

    /// `nil` where the system doesn't tell.
    init?() {
        guard let now = Self.now else { return nil }
        start = now
    }

    /// The largest growth noted, in bytes.
    var growth: Int { most.withLock { $0 } }

    func note() {
        let now = (Self.now ?? start) - start
        most.withLock { $0 = max($0, now) }
    }

    static var isKnown: Bool { now != nil }

    private static var now: Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line?.split(separator: " ").dropLast().last.flatMap { Int($0) }.map { $0 * 1024 }
    }
}
