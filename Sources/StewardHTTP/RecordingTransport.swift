// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import HTTPTypes
public import StewardCore
import Synchronization

/// Writes each exchange as a fixture file without credentials: how an integration's `Tests/Fixtures` begin.
///
/// A file is written when the reply has been read to its end, has broken off or was dropped, and says which. It is a
/// ``RecordedExchange``, named for its number, method, host and path, as in `0001-get-example.org-files.json`; numbers
/// go on after those in the folder. Bodies over the limit and compressed bodies are left out, because credentials can't
/// be found in them.
///
/// Put it innermost, so that it sees what goes over the wire. For developers; don't leave it on.
public final class RecordingTransport: HTTPTransport {
    private let next: any HTTPTransport
    private let folder: String
    private let redactor: Redactor
    private let bodyLimit: Int
    private let clock: any Timekeeping
    private let number = Mutex(0)

    /// Wraps a transport. The folder is made by the first call.
    public init(
        _ next: any HTTPTransport, folder: String, redactor: Redactor, bodyLimit: Int = 1 << 20,
        clock: any Timekeeping
    ) {
        self.next = next
        self.folder = folder
        self.redactor = redactor
        self.bodyLimit = bodyLimit
        self.clock = clock
    }

    /// Sends the call and writes what was said. See ``HTTPTransport/send(_:)``.
    ///
    /// - Throws: `invalidRequest` when the file can't be written, before anything is sent or at the end of the reply's
    ///   body; what the wrapped transport throws.
    public func send(_ call: HTTPCall) async throws(IntegrationError) -> HTTPReply {
        guard DiskFile.makeFolder(folder) else { throw Self.unwritable(folder) }
        let sent = BodyCapture(limit: bodyLimit)
        var call = call
        call.body = call.body.map { sent.capturing($0) }
        let request = call.request
        do {
            var reply = try await next.send(call)
            let recorder = ReplyRecorder(reply, limit: bodyLimit) { [self, response = reply.response] got in
                write(exchange(request, sent: sent, response, got, error: nil))
            } unwritable: { [folder] in
                Self.unwritable(folder)
            }
            reply.body = ByteStream(length: reply.body.length) { { try await recorder.next() } }
            return reply
        } catch {
            _ = write(exchange(request, sent: sent, nil, nil, error: redactor.redact("\(error)")))
            throw error
        }
    }

    private func exchange(
        _ request: HTTPRequest, sent: BodyCapture, _ response: HTTPResponse?, _ got: BodyCapture?, error: String?
    ) -> RecordedExchange {
        let address = "\(request.scheme ?? "")://\(request.authority ?? "")\(request.path ?? "/")"
        let reply = response.map { response in
            RecordedExchange.Reply(
                status: response.status.code, fields: pairs(response.headerFields),
                body: (got ?? BodyCapture(limit: 0)).recorded(redactor, response.headerFields))
        }
        return RecordedExchange(
            recorded: clock.now,
            request: .init(
                method: request.method.rawValue, address: redactor.redact(address), fields: pairs(request.headerFields),
                body: sent.isUsed ? sent.recorded(redactor, request.headerFields) : nil),
            reply: reply, error: error)
    }

    private func pairs(_ fields: HTTPFields) -> [[String]] {
        redactor.redact(fields).filter { $0.name != .contentLength && $0.name != .transferEncoding }
            .map { [$0.name.rawName, $0.value] }
    }

    /// Writes a new file; one that exists is never replaced.
    private func write(_ exchange: RecordedExchange) -> Bool {
        guard let bytes = try? exchange.json() else { return false }
        return number.withLock { number in
            if number == 0 { number = Self.lastNumber(in: folder) }
            for _ in 0..<1000 {
                number += 1
                guard let file = DiskFile(creating: "\(folder)/\(Self.name(exchange.request, number))") else {
                    continue
                }
                return file.write(bytes)
            }
            return false
        }
    }

    private static func lastNumber(in folder: String) -> Int {
        DiskFile.names(in: folder).compactMap { $0.split(separator: "-").first.flatMap { Int($0) } }.max() ?? 0
    }

    private static func name(_ request: RecordedExchange.Request, _ number: Int) -> String {
        let address = request.address.split(separator: "?").first ?? ""
        let place = address.replacing("https://", with: "").replacing("http://", with: "")
        let words = "\(request.method)-\(place)".lowercased().utf8
            .split { !($0 == 0x2E || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)) }
        let text = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-").prefix(80)
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "-\(text).json"
    }

    private static func unwritable(_ folder: String) -> IntegrationError {
        IntegrationError(
            .invalidRequest, "The exchange cannot be recorded in \(folder); make it a folder that may be written.")
    }
}
