// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDrive
import GoogleDriveSimulator
import struct GoogleDriveSimulator.DriveFile
import StewardContracts
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation

/// A simulated drive in which something is shared with everyone, for the contract of public folders.
enum PublicSubject {
    static let transport = AsyncHTTPClientTransport()
    private static let sheetType = "application/vnd.google-apps.spreadsheet"

    static func with(
        isWrapped: Bool = false, _ body: @escaping @Sendable (IntegrationSubject) async throws -> Void
    ) async throws {
        let clock = RecordingClock()
        let simulator = try GoogleDriveSimulator(clock: clock)
        let places = try places(in: simulator)
        try await ScratchFolder.with { scratch in
            try await LoopbackServer.withServer(simulator, clock: clock) { server in
                var settings = ["tries": "1"]
                for name in ["api", "public", "download", "documents"] { settings["\(name)-address"] = server.address }
                let options = TransportOptions(hosts: [String(server.address.dropFirst("http://".count))])
                let line: any HTTPTransport = isWrapped ? transport.standard(options, clock: clock) : transport
                try await body(
                    IntegrationSubject(
                        GoogleDrive.self, folder: "GoogleDrive", settings: settings, simulator: server.address,
                        transport: line, clock: clock, scratchFolder: scratch, wire: [], places: places))
            }
        }
    }

    /// Puts what everyone may read into a simulator.
    static func places(in simulator: GoogleDriveSimulator) throws -> PublicPlaces {
        simulator.transfers.publicSettings.scanLimit = 10_000
        simulator.transfers.publicSettings.requiresCookie = true
        simulator.transfers.publicSettings.sendsAt = true
        let state = simulator.state
        let top = try state.createFile(named: "จังหวัด & <more>", type: DriveFile.folderType)
        state.shareWithAnyone(top.id)
        let inner = try state.createFile(named: "sub & dir", type: DriveFile.folderType, in: top.id)
        let small = try file("รายงาน นำเข้า \"1\".pdf", 500, state, in: top.id)
        let large = try file("large.bin", 50_000, state, in: top.id)
        let sheet = try state.createFile(named: "Sums", type: sheetType, in: top.id)
        for number in 0..<60 { _ = try file("สส.5ทับ18 \(number)/นำ.pdf", number, state, in: inner.id) }
        let hidden = try file("own.pdf", 10, state, in: "root")
        let hiddenFolder = try state.createFile(named: "own", type: DriveFile.folderType)
        let busy = try file("busy.pdf", 10, state, in: top.id)
        simulator.faults.add(DriveFault(.quotaPage, method: "public.download", fileId: busy.id))
        let files = [small, large].map { file in
            PublicPlaces.File(
                id: file.id, name: file.name, bytes: state.content(of: file.id)?.content.bytes(0..<file.size) ?? [])
        }
        return PublicPlaces(
            folders: [folder(top, state), folder(inner, state)], files: [files[0]], confirmed: files[1],
            document: sheet.id, overQuota: busy.id, privateFile: hidden.id, privateFolder: hiddenFolder.id,
            missing: String(repeating: "m", count: 33),
            links: [
                "https://drive.google.com/file/d/\(small.id)/view?usp=sharing": small.id,
                "https://drive.google.com/open?id=\(top.id)&authuser=0": top.id,
                "drive.google.com/drive/u/0/folders/\(top.id)": top.id,
                "https://docs.google.com/spreadsheets/d/\(sheet.id)/edit#gid=0": sheet.id,
            ]
        ) { id, bytes in try state.replaceContent(id, StoredContent(.bytes(bytes))) }
    }

    private static func file(_ name: String, _ size: Int, _ state: DriveState, in folder: String) throws -> DriveFile {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ size) }
        return try state.createFile(named: name, .bytes(bytes), type: "application/pdf", in: folder)
    }

    private static func folder(_ folder: DriveFile, _ state: DriveState) -> PublicFolder {
        let files = state.children(of: folder.id).compactMap { state.file($0) }.sorted { $0.name < $1.name }
        let items = files.map { file in
            let kind: StoredFile.Kind = file.isFolder ? .folder : file.mimeType == sheetType ? .document : .file
            return PublicItem(id: file.id, name: file.name, kind: kind, mediaType: file.mimeType)
        }
        return PublicFolder(id: folder.id, name: folder.name, items: items)
    }
}

extension DriveFile {
    fileprivate var size: Int64 { content?.size ?? 0 }
}
