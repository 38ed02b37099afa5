// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Listens on 127.0.0.1; every conversation has a thread of its own.
final class MailServer: Sendable {
    private struct Kept {
        var mails: [MailSession.Mail] = []
        var verbs: [String] = []
        var fault: MailFault?
        /// The sockets of conversations that go on.
        var visitors: Set<Int32> = []
        var isStopped = false
    }

    let port: Int
    private let listener: Int32
    private let login: (name: String, password: String)?
    private let kept: Mutex<Kept>

    /// The most conversations at a time; more are hung up on.
    private static let most = 100

    init(login: (name: String, password: String)?, fault: MailFault?, port wanted: Int) throws(IntegrationError) {
        let opened = Self.listen(on: wanted)
        guard let opened else {
            throw IntegrationError(.unavailable, "Port \(wanted) of 127.0.0.1 cannot be had; is it taken?")
        }
        (listener, port) = opened
        self.login = login
        kept = Mutex(Kept(fault: fault))
        Thread.detachNewThread { [self] in accept() }
    }

    var mails: [MailSession.Mail] { kept.withLock { $0.mails } }
    var verbs: [String] { kept.withLock { $0.verbs } }
    func play(_ fault: MailFault?) { kept.withLock { $0.fault = fault } }

    /// Takes no more conversations, and ends those there are. Whoever uses a socket closes it: its number may be
    /// another one's right after.
    func stop() {
        kept.withLock { kept in
            kept.isStopped = true
            for visitor in kept.visitors { shutdown(visitor, Self.both) }
        }
        shutdown(listener, Self.both)
    }

    private func accept() {
        while true {
            #if canImport(Glibc)
                let visitor = Glibc.accept(listener, nil, nil)
            #else
                let visitor = Darwin.accept(listener, nil, nil)
            #endif
            // A signal, as of a child that ended, is no reason to stop.
            if visitor < 0, errno == EINTR || errno == ECONNABORTED { continue }
            let isWelcome = kept.withLock { kept in
                guard visitor >= 0, !kept.isStopped, kept.visitors.count < Self.most else { return false }
                kept.visitors.insert(visitor)
                return true
            }
            guard isWelcome else {
                if visitor >= 0 { close(visitor) }
                if visitor < 0 || kept.withLock({ $0.isStopped }) {
                    close(listener)
                    return
                }
                continue
            }
            Thread.detachNewThread { [self] in
                converse(visitor)
                kept.withLock { _ = $0.visitors.remove(visitor) }
                close(visitor)
            }
        }
    }

    private func converse(_ visitor: Int32) {
        var session = MailSession(login: login, fault: kept.withLock { $0.fault })
        var pending: [UInt8] = []
        var answer = session.open()
        while true {
            if let mail = answer.mail { kept.withLock { $0.mails.append(mail) } }
            if !answer.lines.isEmpty { send(answer.lines, to: visitor) }
            switch answer.then {
            case .close: return
            // Hears on and says nothing, until the visitor has enough.
            case .hang: while line(from: visitor, &pending) != nil {}
            case .listen: break
            }
            guard answer.then == .listen, let line = line(from: visitor, &pending) else { return }
            let verb = String(decoding: line.prefix { $0 != 0x20 }, as: UTF8.self).uppercased()
            kept.withLock { kept in if kept.verbs.count < 10_000 { kept.verbs.append(verb) } }
            answer = session.hear(line)
        }
    }

    private func send(_ lines: [String], to visitor: Int32) {
        let bytes = Array(lines.map { $0 + "\r\n" }.joined().utf8)
        #if canImport(Glibc)
            _ = Glibc.send(visitor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        #else
            _ = Darwin.send(visitor, bytes, bytes.count, 0)
        #endif
    }

    /// The next line without its end; `nil` when the visitor has gone, or never ends one.
    private func line(from visitor: Int32, _ pending: inout [UInt8]) -> [UInt8]? {
        while true {
            if let end = pending.firstIndex(of: 0x0A) {
                var line = Array(pending[..<end])
                if line.last == 0x0D { line.removeLast() }
                pending.removeSubrange(...end)
                return line
            }
            guard pending.count < 1 << 20 else { return nil }
            var piece = [UInt8](repeating: 0, count: 16_384)
            let count = recv(visitor, &piece, piece.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            pending += piece[..<count]
        }
    }

    #if canImport(Glibc)
        private static let both = Int32(SHUT_RDWR)
        private static let stream = Int32(SOCK_STREAM.rawValue)
    #else
        private static let both = SHUT_RDWR
        private static let stream = SOCK_STREAM
    #endif

    private static func listen(on port: Int) -> (Int32, Int)? {
        let opened = socket(AF_INET, stream, 0)
        guard opened >= 0, let wanted = UInt16(exactly: port) else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = wanted.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(opened, generic, size) == 0 && beginListening(opened)
                    && getsockname(opened, generic, &size) == 0
            }
        }
        guard isListening else {
            close(opened)
            return nil
        }
        return (opened, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func beginListening(_ socket: Int32) -> Bool {
        #if canImport(Glibc)
            Glibc.listen(socket, 16) == 0
        #else
            Darwin.listen(socket, 16) == 0
        #endif
    }
}
