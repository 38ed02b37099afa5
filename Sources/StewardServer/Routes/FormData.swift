// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import NIOCore
import StewardCore

/// The fields of a form that a browser posted, after it was shown that the form came from one of our pages.
struct FormData: Sendable {
    private let fields: [(name: String, value: String)]

    /// The hidden field that every form has to bring along.
    static let tokenField = "_form"
    private static let mostFields = 200

    /// Reads the form.
    /// - Throws: 415 for another kind of body, 413 for one of more than 64 KiB, 400 for one that is no form, 403 when
    ///   it was not made by a page of this visitor. An API token needs no such proof: no browser sends it by itself.
    static func read(_ request: Request, _ context: PageContext) async throws -> FormData {
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard type == "application/x-www-form-urlencoded" else {
            throw HTTPError(.unsupportedMediaType, message: "Send the form as application/x-www-form-urlencoded.")
        }
        let buffer: ByteBuffer
        do { buffer = try await BodyCollector.collect(request.body, upTo: RequestGuard.bodyLimit) } catch BodyCollector
            .Refusal.tooLarge
        {
            context.peer.hangUp()
            throw HTTPError(
                .contentTooLarge, headers: [.connection: "close"],
                message: "The form has more than \(RequestGuard.bodyLimit) bytes.")
        } catch BodyCollector.Refusal.tooSlow {
            context.peer.hangUp()
            throw HTTPError(
                .requestTimeout, headers: [.connection: "close"],
                message: "The form came too slowly to wait for. Send it again over a better line.")
        }
        guard let form = FormData(parsing: String(buffer: buffer)) else {
            throw HTTPError(.badRequest, message: "What came is no form.")
        }
        let isToken = context.visitor.map { $0.session == nil } ?? false
        guard isToken || FormToken.matches(form[tokenField] ?? "", context.formToken) else {
            throw HTTPError(
                .forbidden, message: "This form is not from a page that you have open now. Go back, reload, try again.")
        }
        return form
    }

    /// The fields of a form's text; `nil` for what is none.
    init?(parsing text: String) {
        var fields: [(name: String, value: String)] = []
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard fields.count < Self.mostFields, let name = Self.decoded(parts[0]),
                let value = Self.decoded(parts.count > 1 ? parts[1] : "")
            else { return nil }
            fields.append((name, value))
        }
        self.fields = fields
    }

    /// The first field of this name.
    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Every field of this name, in order.
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// `+` is a space, `%E0%B8%81` are bytes of UTF-8; `nil` for anything that is not.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
