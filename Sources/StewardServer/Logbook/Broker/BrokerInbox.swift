// SPDX-License-Identifier: Apache-2.0
import Logbook
import Logging
import StewardCore
import StewardStore

/// Takes what `mosquitto_sub` writes, line by line, into the books of one account. What comes while something is being
/// recorded is recorded together afterwards.
actor BrokerInbox {
    private let account: String
    private let logbook: Logbook
    private let clock: any Timekeeping
    private let watch: BrokerWatch
    private let logger: Logger
    private var topics = MQTTTopics()
    /// What came after the last line end.
    private var rest: [UInt8] = []
    /// Whether a line was too long and its rest is still to come.
    private var isSkipping = false

    init(account: String, logbook: Logbook, clock: any Timekeeping, watch: BrokerWatch, logger: Logger) {
        self.account = account
        self.logbook = logbook
        self.clock = clock
        self.watch = watch
        self.logger = logger
    }

    /// The longest line: a message with twice as many digits as bytes, and its topic.
    private static let longestLine = 2 * Received.mostBytes + 70_000

    /// Takes the next piece; returns when it is on disk.
    func take(_ piece: [UInt8]) async throws {
        let arrival = clock.now.microseconds
        var found: [String: Received] = [:]
        var start = piece.startIndex
        while let end = piece[start...].firstIndex(of: UInt8(ascii: "\n")) {
            rest += piece[start..<end]
            read(arrival, into: &found)
            start = piece.index(after: end)
        }
        rest += piece[start...]
        if rest.count > Self.longestLine {
            watch.fault("A message is longer than \(Received.mostBytes) bytes; send less at once.")
            rest = []
            isSkipping = true
        }
        for (form, received) in found.sorted(by: { $0.key < $1.key }) {
            for part in received.parts { try await record(part, form, arrival) }
        }
    }

    /// Reads the line that is complete.
    private func read(_ arrival: Int64, into found: inout [String: Received]) {
        defer { rest = [] }
        guard !isSkipping else {
            isSkipping = false
            return
        }
        guard let message = MQTTMessage(line: String(decoding: rest, as: UTF8.self)) else { return }
        watch.heard(at: arrival)
        do throws(LogbookError) {
            let received = try topics.read(message, from: Receipt(arrival: arrival, device: Self.device))
            guard !received.parts.isEmpty, let form = MQTTTopics.form(of: message.topic) else { return }
            found[form, default: Received()].join(received)
        } catch {
            watch.fault(error.description)
        }
    }

    /// The device that observations are said to come from; phones add their names.
    static let device = "broker"

    /// Records what tells of one vehicle. While the database does not work, everything waits here, and the broker with
    /// it.
    private func record(_ part: Received.Part, _ form: String, _ arrival: Int64) async throws {
        var received = Received()
        received.parts = [part]
        var wait = Duration.seconds(1)
        while true {
            do {
                _ = try await logbook.record(received, form: form, from: .broker(account), arrival: arrival)
                return watch.recorded(part.observations.count)
            } catch let error as LogbookError {
                return watch.fault(error.description)
            } catch {
                try Task.checkCancellation()
                logger.warning("a broker's messages are not recorded yet", metadata: ["error": "\(error)"])
                try await clock.sleep(for: wait)
                wait = min(wait * 2, .seconds(30))
            }
        }
    }
}

extension Received {
    /// Adds what another message brought.
    fileprivate mutating func join(_ other: Received) {
        for part in other.parts {
            if let place = parts.firstIndex(where: { $0.vehicle == part.vehicle }) {
                parts[place].observations += part.observations
            } else {
                parts.append(part)
            }
        }
    }
}
