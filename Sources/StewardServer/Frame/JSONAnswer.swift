// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import StewardCore

/// A JSON answer in canonical form (RFC 8785), so that the same data is always the same bytes.
enum JSONAnswer {
    static func response(_ value: JSON, status: HTTPResponse.Status = .ok) -> Response {
        guard let bytes = try? value.canonicalBytes() else {
            return Response(status: .internalServerError)
        }
        return Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
