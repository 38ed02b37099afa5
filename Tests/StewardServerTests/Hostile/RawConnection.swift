// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A connection over which any bytes are sent, whether they are HTTP or not.
enum RawConnection {
    /// Sends bytes to a port of this machine and gives what came back until the other side hung up or said nothing for
    /// a while; `nil` when nobody listens.
    static func send(_ bytes: [UInt8], port: Int, patience: Int = 400) async -> [UInt8]? {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: sendNow(bytes, port, patience)) }
        }
    }

    private static func sendNow(_ bytes: [UInt8], _ port: Int, _ patience: Int) -> [UInt8]? {
        let opened = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard opened >= 0 else { return nil }
        defer { close(opened) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(opened, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { return nil }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(opened, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            sent += count
        }
        return read(opened, patience)
    }

    private static func read(_ descriptor: Int32, _ patience: Int) -> [UInt8] {
        var all: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while all.count < 4 << 20 {
            var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waited, 1, Int32(patience)) > 0 else { break }
            let count = recv(descriptor, &part, part.count, 0)
            guard count > 0 else { break }
            all += part[..<count]
        }
        return all
    }
}
