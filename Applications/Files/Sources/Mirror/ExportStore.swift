// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration

/// One document in one form, as a store of one file that can only be read, and only from its start.
struct ExportStore: FileStoring {
    private let exporting: any DocumentExporting
    private let type: String
    let rootFolder = ""

    init(_ exporting: any DocumentExporting, _ type: String) {
        self.exporting = exporting
        self.type = type
    }

    func file(_ id: String) async throws -> StoredFile { throw Self.readOnly }

    func read(_ file: StoredFile, from start: Int64, to end: Int64?) async throws -> ByteStream {
        guard start == 0 else {
            throw IntegrationError(.unavailable, "The export of “\(file.name)” broke off; it begins anew later.")
        }
        var document = file
        document.kind = .document
        return try await exporting.export(document, as: type)
    }

    func files(in folder: String, after page: String?) async throws -> Page<StoredFile> { Page(items: [], next: nil) }
    func write(
        _ content: FileContent, to target: FileTarget, keeper: any UploadKeeping
    ) async throws -> StoredFile { throw Self.readOnly }
    func makeFolder(named name: String, in folder: String, id: String?) async throws -> StoredFile {
        throw Self.readOnly
    }
    func delete(_ id: String) async throws -> Bool { throw Self.readOnly }
    func newIDs(_ count: Int) async throws -> [String] { [] }

    private static var readOnly: IntegrationError {
        IntegrationError(.unsupported, "An exported document can only be read.")
    }
}
