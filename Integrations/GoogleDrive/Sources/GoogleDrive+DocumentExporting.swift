// SPDX-License-Identifier: Apache-2.0
public import StewardCore
import StewardHTTP
public import StewardIntegration

extension GoogleDrive: DocumentExporting {
    /// The forms that the service offers for this kind of document: Microsoft's first, then PDF, then OpenDocument.
    public func exportTypes(of file: StoredFile) async throws -> [String] {
        guard file.kind == .document else { return [] }
        let types = try await exportFormats.types(client)[file.mediaType] ?? []
        return types.enumerated().sorted { left, right in
            let (first, second) = (Self.rank(left.element), Self.rank(right.element))
            return first == second ? left.offset < right.offset : first < second
        }.map(\.element)
    }

    /// The document in this form. What is larger than the 10 MB that a plain export allows comes by the document's
    /// export link, or is made ready by the service first.
    public func export(_ file: StoredFile, as mediaType: String) async throws -> ByteStream {
        guard file.kind == .document else {
            throw IntegrationError(.unsupported, "The file \(file.id) is no document; read it instead.")
        }
        if let key = file.resourceKey { client.resourceKeys.put(key, of: file.id) }
        do throws(IntegrationError) {
            return Self.whole(try await client.export(file.id, as: mediaType), file)
        } catch {
            guard error.refusal?.reason == "exportSizeLimitExceeded" else { throw error }
        }
        if let reply = try await linked(file, mediaType) { return Self.whole(reply, file) }
        return Self.whole(try await prepared(file, mediaType), file)
    }

    /// The content at the document's export link; `nil` when there is no link, or it leads to a host that the manifest
    /// does not name.
    private func linked(_ file: StoredFile, _ mediaType: String) async throws(IntegrationError) -> HTTPReply? {
        let links = try await client.file(file.id, fields: "id,name,mimeType,exportLinks").exportLinks
        guard let link = links[mediaType] else { return nil }
        do throws(IntegrationError) {
            return try await client.followExportLink(link, of: file.id)
        } catch {
            guard error.refusal == nil, error.code == .forbidden || error.code == .malformedReply else { throw error }
            return nil
        }
    }

    /// Waits until the service has made the content ready; the waits grow from one second to half a minute.
    private func prepared(_ file: StoredFile, _ mediaType: String) async throws(IntegrationError) -> HTTPReply {
        var operation = try await client.beginDownload(file.id, as: mediaType)
        var wait = Duration.seconds(1)
        for _ in 0..<240 where !operation.isDone {
            try await client.pause(wait)
            wait = min(wait * 2, .seconds(30))
            operation = try await client.operation(operation.name)
        }
        guard let link = operation.downloadUri else {
            let why = operation.errorMessage ?? (operation.isDone ? "no address was given" : "it took too long")
            throw IntegrationError(
                .unavailable, "Google Drive could not make the document \(file.id) ready: \(why.prefix(200)).")
        }
        return try await client.followDownload(link, of: file.id)
    }

    private static func whole(_ reply: HTTPReply, _ file: StoredFile) -> ByteStream {
        let length = reply.body.length
        return ByteStream(length: length) {
            let reader = DownloadReader(reply.body, length: length, subject: "the document \(file.id)", .nothing)
            return { try await reader.next() }
        }
    }

    private static func rank(_ type: String) -> Int {
        if type.hasPrefix("application/vnd.openxmlformats-officedocument.") { return 0 }
        if type == "application/pdf" { return 1 }
        return type.hasPrefix("application/vnd.oasis.opendocument.") ? 2 : 3
    }
}
