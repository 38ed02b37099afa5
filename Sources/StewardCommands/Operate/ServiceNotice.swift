// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The C function under a name that the property below does not hide.
private let systemSocket = socket

/// Tells systemd how the server is, as sd_notify(3) describes: a datagram to the socket that `NOTIFY_SOCKET` names.
/// Without that variable nothing is sent.
struct ServiceNotice: Sendable {
    private let socket: String?
    /// How often systemd wants a sign of life; `nil` when it does not watch.
    let watchdog: Duration?

    /// - Parameters:
    ///   - environment: where systemd says what it wants.
    ///   - process: this process's id: the watch may be meant for another.
    init(_ environment: [String: String], process: Int32 = ProcessInfo.processInfo.processIdentifier) {
        socket = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        let isMeant = environment["WATCHDOG_PID"].map { $0 == String(process) } ?? true
        let limit = environment["WATCHDOG_USEC"].flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil }
        // Half the limit, as sd_watchdog_enabled(3) advises.
        watchdog = isMeant ? limit.map { .microseconds($0 / 2) } : nil
    }

    /// The server answers.
    func ready() { send("READY=1\nSTATUS=Answering requests") }
    /// The server is ending in order.
    func stopping() { send("STOPPING=1\nSTATUS=Finishing what runs") }
    /// The server is well at this moment.
    func alive() { send("WATCHDOG=1") }

    /// Sends; whether it arrived matters to systemd alone.
    private func send(_ text: String) {
        guard let socket else { return }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // A leading @ means a name that is no file, written with a zero byte.
        var name = Array(socket.utf8)
        if name.first == 0x40 { name[0] = 0 }
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let handle = systemSocket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard handle >= 0 else { return }
        defer { close(handle) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        let bytes = Array(text.utf8)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                sendto(handle, bytes, bytes.count, Int32(MSG_NOSIGNAL), address, length)
            }
        }
    }
}
