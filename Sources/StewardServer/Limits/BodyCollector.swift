// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import NIOCore
import StewardCore

/// Collects a small body, for as long as it comes in a reasonable time.
enum BodyCollector {
    /// What a form may take in all, even when a little of it comes now and then. Nothing at all for a while ends the
    /// connection.
    static let time: Duration = .seconds(60)

    /// Why a body is not taken.
    enum Refusal: Error {
        case tooLarge, tooSlow
    }

    /// - Throws: ``Refusal``; what the body throws.
    static func collect<Body: AsyncSequence>(
        _ body: Body, upTo most: Int, clock: any Timekeeping = SystemClock()
    ) async throws -> ByteBuffer where Body.Element == ByteBuffer {
        let start = clock.now
        var whole = ByteBuffer()
        for try await var piece in body {
            guard whole.readableBytes + piece.readableBytes <= most else { throw Refusal.tooLarge }
            guard clock.now.timeIntervalSince(start) <= time / .seconds(1) else { throw Refusal.tooSlow }
            whole.writeBuffer(&piece)
        }
        return whole
    }
}
