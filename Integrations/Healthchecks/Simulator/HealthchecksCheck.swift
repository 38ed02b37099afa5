// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

/// One check and its pings.
actor HealthchecksCheck {
    /// Bytes kept of a body.
    static let longestBody = 100_000

    enum Signal: Equatable {
        case success, start, failure(Int), log

        /// By the end of a ping's path; `nil` for another one.
        init?(_ text: String?) {
            switch text {
            case nil: self = .success
            case "start": self = .start
            case "fail": self = .failure(-1)
            case "log": self = .log
            case let text?:
                guard let status = Int(text), (0...255).contains(status), String(status) == text else { return nil }
                self = status == 0 ? .success : .failure(status)
            }
        }

        var name: String {
            switch self {
            case .success: "success"
            case .start: "start"
            case .failure: "fail"
            case .log: "log"
            }
        }
    }

    private let period: Double
    private let grace: Double
    private let clock: any Timekeeping
    private var pings: [JSON] = []
    private var lastEnd: Date?
    private var isFailed = false
    /// When runs started that have not ended, by run; `""` for one without.
    private var starts: [String: Date] = [:]

    init(period: Double, grace: Double, clock: any Timekeeping) {
        self.period = period
        self.grace = grace
        self.clock = clock
    }

    func take(_ signal: Signal, run: String?, body: [UInt8]) {
        let now = clock.now
        var duration: Double?
        switch signal {
        case .start: starts[run ?? ""] = now
        case .success, .failure:
            duration = starts.removeValue(forKey: run ?? "").map { now.timeIntervalSince($0) }
            lastEnd = now
            isFailed = signal != .success
        case .log: break
        }
        let kept = body.prefix(Self.longestBody)
        var members: [JSON.Member] = [
            .init("type", .string(signal.name)), .init("rid", run.map(JSON.string) ?? .null),
            .init("body", .string(String(decoding: kept, as: UTF8.self))),
            .init("bytes", .integer(Int64(body.count))),
        ]
        if case .failure(let status) = signal, status >= 0 {
            members.append(.init("exitstatus", .integer(Int64(status))))
        }
        if let duration { members.append(.init("duration", .integer(Int64(duration)))) }
        pings.append(.object(members))
    }

    /// `new` before the first ping, `up`, `grace` while one is late, `down`.
    private var status: String {
        let now = clock.now
        if isFailed || starts.values.contains(where: { now.timeIntervalSince($0) > grace }) { return "down" }
        guard let lastEnd else { return starts.isEmpty ? "new" : "started" }
        let late = now.timeIntervalSince(lastEnd) - period
        return late > grace ? "down" : late > 0 ? "grace" : "up"
    }

    var json: JSON {
        ["status": .string(status), "started": .bool(!starts.isEmpty), "pings": .array(pings)]
    }

    /// The canonical form.
    static func isUUID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isHex = parts.allSatisfy { $0.utf8.allSatisfy { "0123456789abcdefABCDEF".utf8.contains($0) } }
        return isHex && parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
    }
}
