// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird

/// Why a file that was sent is not taken: a status, and one sentence with the repair.
struct UploadError: Error, Equatable, CustomStringConvertible {
    let status: HTTPResponse.Status
    let description: String

    init(_ status: HTTPResponse.Status, _ sentence: String) {
        self.status = status
        description = sentence
    }

    /// For the one who sent it. The connection ends, because more of the file may be coming.
    var answer: HTTPError { HTTPError(status, headers: [.connection: "close"], message: description) }

    static func malformed(_ what: String) -> UploadError {
        UploadError(
            .badRequest, "What came is no form with a file: \(what). Send it from the page, or as curl --form does.")
    }

    static func tooLarge(_ most: Int64) -> UploadError {
        let unit = most >= 1 << 20 ? "\(most >> 20) MiB" : "\(most) bytes"
        return UploadError(
            .contentTooLarge, "The file has more than \(unit), which is all that this server takes (--upload-limit).")
    }

    static let diskFull = UploadError(
        .init(code: 507, reasonPhrase: "Insufficient Storage"),
        "The disk of this Steward is full, so the file was not kept. Make room, then send it again.")

    static let noFile = UploadError(.badRequest, "No file came. Choose one, then send the form again.")

    static let tooSlow = UploadError(
        .requestTimeout, "The file came too slowly to wait for. Send it again over a better line.")

    static let foreign = UploadError(
        .forbidden, "This form is not from a page that you have open now. Go back, reload, try again.")
}
