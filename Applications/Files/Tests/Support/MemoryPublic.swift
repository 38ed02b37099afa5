// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import Synchronization

/// Public folders in memory, over a drive.
final class MemoryPublic: FolderPublic {
    let drive: MemoryDrive
    let shown = Mutex("Oct 7, 2025")
    let pieces = Mutex(0)

    init(_ drive: MemoryDrive) { self.drive = drive }

    func publicItem(_ link: String) async throws -> PublicItem { item(try await drive.file(link)) }

    private func item(_ file: StoredFile) -> PublicItem {
        PublicItem(id: file.id, name: file.name, kind: file.kind, shownDate: shown.withLock { $0 })
    }

    func publicFolder(_ id: String) async throws -> PublicFolder {
        let name = try await drive.file(id).name
        var items: [PublicItem] = []
        for try await page in drive.children(of: [id]) { items += page.map(item) }
        return PublicFolder(id: id, name: name, items: items)
    }

    func readPublic(_ id: String, from start: Int64, validator: String?) async throws -> PublicContent {
        var file = try await drive.file(id)
        let begin = validator == nil || validator == file.revision ? start : 0
        file.revision = file.revision ?? ""
        let inner = try await drive.read(file, from: begin, to: nil)
        return PublicContent(
            name: file.name, mediaType: "application/pdf", size: file.size, modifiedAt: file.modifiedAt,
            validator: file.revision, start: begin,
            body: ByteStream(length: inner.length) { [self] in
                let iterator = Mutex(inner.makeAsyncIterator())
                return {
                    self.pieces.withLock { $0 += 1 }
                    return try await iterator.withLock { $0 }.next()
                }
            })
    }
}
