// SPDX-License-Identifier: Apache-2.0
import ServiceLifecycle
import StewardCore

/// Writes what one reader gets, until it hangs up, the stream's time is over, or the server stops.
struct EventStream: Sendable {
    let hub: EventHub
    let reader: EventHub.Reader
    /// Where the reader stood; what is missing after it is noticed.
    var last: Int?

    func run(_ write: (String) async throws -> Void) async throws {
        defer { hub.end(reader) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [hub] in await hub.drive() }
            group.addTask { [hub, reader] in
                try? await hub.clock.sleep(for: hub.limits.lifetime)
                hub.end(reader)
            }
            group.addTask { [hub, reader] in
                try? await gracefulShutdown()
                hub.end(reader)
            }
            defer { group.cancelAll() }
            // How soon the browser connects again.
            try await write("retry: 2000\n\n")
            try await pass(write)
        }
    }

    private func pass(_ write: (String) async throws -> Void) async throws {
        var last = last
        for await signal in reader.signals {
            switch signal {
            case .beat: try await write(ServerEvent.beat)
            case .event(let event):
                if let number = event.place?.number {
                    // What came too fast for this reader was dropped.
                    if let last, number > last + 1 { try await write(ServerEvent.refresh.encoded) }
                    last = number
                }
                try await write(event.encoded)
            }
        }
    }
}
