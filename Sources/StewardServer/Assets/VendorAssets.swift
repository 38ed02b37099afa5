// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import StewardCore
import Synchronization

/// The browser's libraries that this machine has. They are read when a page first asks, and kept: what a package
/// changes is seen after a restart.
final class VendorAssets: Sendable {
    /// A file as it is sent.
    struct Content: Sendable {
        let bytes: [UInt8]
        /// The first 16 digits of its SHA-256.
        let mark: String
    }

    /// Bytes a file may have; a longer one counts as not there.
    static let limit = 4 << 20

    private let folder: String
    private let kept = Mutex<[VendorFile: Content?]>([:])

    /// - Parameter folder: where Debian's packages put what every machine can share.
    init(folder: String = "/usr/share") { self.folder = folder }

    /// Whether pages can use it.
    func has(_ library: VendorLibrary) -> Bool { library.files.allSatisfy { content($0) != nil } }

    /// The address with the content's mark, which may be kept for ever; `nil` when the file is not there.
    func address(_ file: VendorFile) -> String? { content(file).map { file.address + "?v=" + $0.mark } }

    /// `nil` when no package installed it.
    func content(_ file: VendorFile) -> Content? {
        if let known = kept.withLock({ $0[file] }) { return known }
        let content = read(file)
        kept.withLock { $0[file] = .some(content) }
        return content
    }

    private func read(_ file: VendorFile) -> Content? {
        for place in file.places {
            let path = folder + "/" + place
            guard let data = FileManager.default.contents(atPath: path), !data.isEmpty, data.count <= Self.limit
            else { continue }
            let digest = Hexadecimal.text(Array(SHA256.hash(data: data)))
            return Content(bytes: Array(data), mark: String(digest.prefix(16)))
        }
        return nil
    }

    /// One address for each file of the list.
    static let routes: [Route] = VendorFile.allCases.map { file in
        Route(file.address, "A library of the browser, when it is installed: \(file.rawValue)", scope: .open) {
            request, _, site in
            guard let content = site.vendor.content(file) else {
                throw HTTPError(.notFound, message: "This library is not installed here.")
            }
            let query = request.uri.queryParameters["v"].map(String.init)
            return response(content, file, query: query, known: request.headers[.ifNoneMatch])
        }
    }

    /// - Parameters:
    ///   - query: the mark in the address; under the right one the answer may be kept for ever.
    ///   - known: the tag of what the browser has.
    static func response(_ content: Content, _ file: VendorFile, query: String?, known: String?) -> Response {
        let tag = "\"\(content.mark)\""
        let headers: HTTPFields = [
            .contentType: file.type, .eTag: tag,
            .cacheControl: query == content.mark ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        ]
        guard known != tag else { return Response(status: .notModified, headers: headers) }
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: content.bytes)))
    }
}
