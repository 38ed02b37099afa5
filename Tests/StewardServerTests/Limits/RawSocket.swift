// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import Testing

/// A connection to this machine on which any bytes can be sent. Nothing waits longer than ten seconds.
final class RawSocket: Sendable {
    private let handle: Int32

    /// - Parameter window: bytes that the system keeps of what was not read; `nil` for the usual.
    init(port: Int, window: Int32? = nil) throws {
        handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(handle, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        if var window { setsockopt(handle, SOL_SOCKET, SO_RCVBUF, &window, socklen_t(MemoryLayout<Int32>.size)) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(result == 0)
    }

    deinit { close(handle) }

    /// Whether all was taken.
    @discardableResult
    func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return Foundation.send(handle, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Says that nothing more will be sent; what comes can still be received.
    func finish() { shutdown(handle, Int32(SHUT_WR)) }

    /// What comes until it contains `mark`, or until the other end hangs up.
    func receive(until mark: String? = nil) async -> (text: String, isClosed: Bool) {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [handle] in
                var text = ""
                var bytes = [UInt8](repeating: 0, count: 65_536)
                while mark.map({ !text.contains($0) }) ?? true {
                    let count = recv(handle, &bytes, bytes.count, 0)
                    // Hung up, or reset; -1 with EAGAIN is the time that ran out.
                    guard count > 0 else {
                        return continuation.resume(returning: (text, count == 0 || errno == ECONNRESET))
                    }
                    text += String(decoding: bytes.prefix(count), as: UTF8.self)
                }
                continuation.resume(returning: (text, false))
            }
        }
    }
}
