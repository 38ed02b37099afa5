// SPDX-License-Identifier: Apache-2.0
import Crypto
import HTTPTypes
import NIOCore
import StewardCore

@testable import StewardServer

/// A form with a file, as a browser sends it.
struct MadeForm {
    static let type = "multipart/form-data; boundary=made"

    /// The form's token; `nil` for a form without one.
    var token: String?
    var fields: [(name: String, value: String)] = []
    var name = "photo.jpg"
    var content: [UInt8] = Array("content".utf8)
    /// Whether the token comes after the file.
    var isTokenLate = false
    var ending = "--made--\r\n"

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        let first = (isTokenLate ? [] : tokenField) + fields
        for field in first { bytes += Self.field(field) }
        bytes += file
        if isTokenLate { for field in tokenField { bytes += Self.field(field) } }
        return bytes + Array(ending.utf8)
    }

    /// The part with the file alone.
    var file: [UInt8] {
        let head = "--made\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n"
        return Array(head.utf8) + content + [13, 10]
    }

    private var tokenField: [(name: String, value: String)] { token.map { [(FormData.tokenField, $0)] } ?? [] }

    private static func field(_ field: (name: String, value: String)) -> [UInt8] {
        Array("--made\r\nContent-Disposition: form-data; name=\"\(field.name)\"\r\n\r\n\(field.value)\r\n".utf8)
    }

    static func hash(_ bytes: [UInt8]) -> String { Hexadecimal.text(Array(SHA256.hash(data: bytes))) }

    /// The form token of a session, from its cookie.
    static func token(_ headers: HTTPFields) -> String {
        FormToken.of(String((headers[.cookie] ?? "").dropFirst("steward=".count)))
    }
}
