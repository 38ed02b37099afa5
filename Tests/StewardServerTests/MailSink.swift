// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// A mail server on 127.0.0.1 for one conversation at a time. It keeps what it is told, or refuses it.
final class MailSink: Sendable {
    enum Mood: Sendable {
        case takes, refusesLogin, isBusy, refusesRecipient, hangsUp
    }

    /// What arrived in one conversation.
    struct Mail: Sendable {
        var commands: [String] = []
        var login: String?
        var message = ""
    }

    private let listener: Int32
    private let mails = Mutex<[Mail]>([])
    let port: Int

    var received: [Mail] { mails.withLock { $0 } }

    init(_ mood: Mood = .takes) throws {
        let opened = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(opened, generic, size) == 0 && listen(opened, 4) == 0 && getsockname(opened, generic, &size) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
        listener = opened
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [weak self] in
            while true {
                let visitor = accept(opened, nil, nil)
                guard visitor >= 0 else { return }
                Self.converse(visitor, mood) { [weak self] mail in self?.mails.withLock { $0.append(mail) } }
                close(visitor)
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Hears one conversation to its end. A message is kept before the visitor hears that it was taken.
    private static func converse(_ visitor: Int32, _ mood: Mood, keep: (Mail) -> Void) {
        var mail = Mail()
        if mood == .hangsUp { return }
        var pending: [UInt8] = []
        answer(visitor, "220 sink")
        while let line = line(visitor, &pending) {
            mail.commands.append(line)
            switch line.split(separator: " ").first?.uppercased() {
            case "EHLO": answer(visitor, "250-sink\r\n250 AUTH PLAIN")
            case "AUTH":
                answer(visitor, "334 ")
                mail.login = Self.line(visitor, &pending)
                answer(visitor, mood == .refusesLogin ? "535 5.7.8 No." : "235 Welcome.")
            case "MAIL": answer(visitor, mood == .isBusy ? "451 Later." : "250 Fine.")
            case "RCPT": answer(visitor, mood == .refusesRecipient ? "550 Nobody here." : "250 Fine.")
            case "DATA":
                answer(visitor, "354 Go on.")
                while let text = Self.line(visitor, &pending), text != "." { mail.message += text + "\r\n" }
                keep(mail)
                answer(visitor, "250 Kept.")
            case "QUIT":
                answer(visitor, "221 Bye.")
                return
            default: answer(visitor, "500 What?")
            }
        }
    }

    private static func answer(_ visitor: Int32, _ text: String) {
        let bytes = Array((text + "\r\n").utf8)
        _ = send(visitor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// The next line without its end; `nil` when the visitor has gone.
    private static func line(_ visitor: Int32, _ pending: inout [UInt8]) -> String? {
        while true {
            if let end = pending.firstIndex(of: 0x0A) {
                let bytes = pending[..<end].filter { $0 != 0x0D }
                pending.removeSubrange(...end)
                return String(decoding: bytes, as: UTF8.self)
            }
            var piece = [UInt8](repeating: 0, count: 4096)
            let count = recv(visitor, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            pending += piece[..<count]
        }
    }
}
