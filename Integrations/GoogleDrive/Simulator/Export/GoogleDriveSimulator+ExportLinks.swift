// SPDX-License-Identifier: Apache-2.0
import StewardCore

extension GoogleDriveSimulator {
    /// The addresses that a document can be exported from, by media type; none for all else.
    static func exportLinks(of file: DriveFile, _ origin: RequestOrigin) -> [JSON.Member] {
        guard let kind = DocumentKind(mimeType: file.mimeType) else { return [] }
        return kind.formats.map { format in
            let path = "/\(kind.rawValue)/export?id=\(file.id)&exportFormat=\(format.ending)"
            return JSON.Member(format.type, .string(origin.address(.docs, path)))
        }
    }
}
