// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A TCP port on 127.0.0.1.
package final class LoopbackPort: Sendable {
    package let number: Int
    private let descriptor: Int32

    /// A port whose connections are accepted by the kernel and never answered.
    package static func silent() -> LoopbackPort { LoopbackPort(listening: true) }

    /// A port that was free a moment ago: nothing listens on it.
    package static func free() -> Int { LoopbackPort(listening: false).number }

    /// Returns when somebody connected.
    package func visitor() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [descriptor] in
                var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                _ = poll(&waited, 1, 60_000)
                continuation.resume()
            }
        }
    }

    private init(listening: Bool) {
        let opened = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                precondition(bind(opened, generic, size) == 0, "Loopback gives no port.")
                if listening { precondition(listen(opened, 16) == 0, "The port cannot be listened on.") }
                getsockname(opened, generic, &size)
            }
        }
        descriptor = opened
        number = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(descriptor) }
}
