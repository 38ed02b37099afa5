// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardHTTP
import Synchronization

/// Breaks off the first chunk of an upload after one piece, and goes on reading that chunk's body while the next ones
/// are sent: what a client does that has not noticed yet that its connection is gone.
final class LingeringDrive: HTTPTransport {
    private let script: ScriptedDrive
    private let stale = Mutex<ByteStream.Iterator?>(nil)

    init(_ script: ScriptedDrive) { self.script = script }

    /// How many bytes the abandoned body gave after the break.
    private let lingered = Mutex(0)
    var lingeredBytes: Int { lingered.withLock { $0 } }

    func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        guard call.request.method == .put, let body = call.body, body.length != 0 else {
            return try await script.send(call)
        }
        if stale.withLock({ $0 == nil }) {
            let pieces = body.stream()?.makeAsyncIterator()
            _ = try? await pieces?.next()
            stale.withLock { $0 = pieces }
            throw ScriptedDrive.lost
        }
        var mixed = call
        mixed.body = HTTPBody(length: body.length) { [self] in
            guard let pieces = body.stream()?.makeAsyncIterator() else { return nil }
            return ByteStream(length: body.length) {
                { [self] in
                    await readStale()
                    return try await pieces.next()
                }
            }
        }
        return try await script.send(mixed)
    }

    private func readStale() async {
        let pieces = stale.withLock { $0 }
        guard let piece = try? await pieces?.next() else { return }
        lingered.withLock { $0 += piece.count }
    }
}
