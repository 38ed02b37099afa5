// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Files
import Foundation
import StewardCore
import StewardIntegration

/// `steward drive ls`
struct DriveListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls", abstract: "List what is in a folder: name and id.")

    @Argument(help: "A path, as /Reports/2026, or a folder's id. Default: the top.")
    var folder = "/"

    @Option(name: .long, help: "How many at most; 0 for all.")
    var limit = 0

    @OptionGroup var drive: DriveOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await drive.with { _, connection in
            let store = try connection.storing()
            let id = try await DrivePath(store).folder(folder)
            var pages = output.printer.pages(
                Listing(
                    [
                        ("name", "Name"), ("id", "Id"), ("kind", "Kind"), ("size", "Bytes"),
                        ("modified_at", "Modified"), ("media_type", nil), ("md5", nil),
                    ],
                    empty: "The folder is empty."))
            var left = limit == 0 ? Int.max : limit
            var page: String?
            repeat {
                let answer = try await store.files(in: id, after: page)
                pages.show(answer.items.prefix(left).map(Self.row))
                left -= min(left, answer.items.count)
                page = answer.next
            } while page != nil && left > 0
            pages.finish()
        }
    }

    private static func row(_ file: StoredFile) -> [JSON] {
        let kind: JSON =
            switch file.kind {
            case .file: "file"
            case .folder: "folder"
            case .document: "document"
            case .shortcut: "shortcut"
            }
        return [
            .string(file.name), .string(file.id), kind, file.size.map(JSON.integer) ?? .null,
            file.modifiedAt.map { .string($0.formatted(.iso8601)) } ?? .null, .string(file.mediaType),
            file.checksums.md5.map(JSON.string) ?? .null,
        ]
    }
}
