// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardTestKit
import Testing

/// Names of every kind go there and back, or are refused with a sentence; none leads out of the chosen folder.
@Suite struct DriveNamesTests {
    private static let composed = "ก\u{0E33}.txt"
    private static let decomposed = "ก\u{0E4D}\u{0E32}.txt"
    private static let settings = ["writes-per-second=0", "units-per-minute=0"]

    // MARK: There and back

    /// Names that a file system takes, each with what is in it. Names are told apart by their bytes.
    private static let local: [(name: String, content: String)] = [
        (composed, "composed"), (decomposed, "decomposed"), ("a\nb.txt", "line feed"), ("tab\tand\u{1}", "control"),
        (String(repeating: "n", count: 255), "255 bytes"), ("ก" + String(repeating: "ข", count: 84), "255 bytes, Thai"),
        ("empty", ""), ("...dots", "dots"), (" blanks ", "blanks"), ("back\\slash", "backslash"), ("e\u{301}", "two"),
        ("\u{e9}", "one"), ("it's \"quoted\"", "quotes"),
    ]

    @Test("names of every kind and empty files come back from the drive with their content")
    func thereAndBack() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            let source = drive.folder.path("names")
            for (name, content) in Self.local { try Self.write(content, to: name, in: source) }
            try await drive.succeed(["drive", "put", source, "--to", "/", "--quiet"])
            let kept = Set(try await drive.list("/names").compactMap { $0["name"]?.string.map { Array($0.utf8) } })
            #expect(kept == Set(Self.local.map { Array($0.name.utf8) }))

            let contents = Self.local.map(\.content).sorted()
            let out = drive.folder.path("out")
            try await drive.succeed(["drive", "get", "/names", "--to", out, "--quiet"])
            #expect(LocalTree.texts(in: out) == contents)
            try await drive.succeed(["drive", "mirror", "/names", "--to", drive.folder.path("mirror"), "--quiet"])
            #expect(LocalTree.texts(in: drive.folder.path("mirror")) == contents)
            // What every system takes keeps its name; of two that look alike one does.
            let names = try FileManager.default.contentsOfDirectory(atPath: out + "/names").map { Array($0.utf8) }
            for name in ["empty", "...dots", String(repeating: "n", count: 255)] {
                #expect(names.contains(Array(name.utf8)))
            }
            let alike = [Self.composed, Self.decomposed].filter { names.contains(Array($0.utf8)) }
            #expect(alike.count == 1)
        }
    }

    @Test("the same upload again sends nothing, whichever of the two ำ a name has")
    func nothingTwice() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            let source = drive.folder.path("names")
            try Self.write("1", to: Self.composed, in: source)
            try Self.write("2", to: Self.decomposed, in: source)
            try await drive.succeed(["drive", "put", source, "--to", "/", "--quiet"])
            let again = try JSON(
                parsing: Array(
                    try await drive.succeed(["drive", "put", source, "--to", "/", "--quiet", "--json"]).utf8))
            // The folder and its two files.
            #expect(again["skipped"]?.integer == 3)
            #expect(again["done"]?.integer == 0)
            #expect(try await drive.list("/names").count == 2)
        }
    }

    @Test("a name that is no UTF-8 and a source that is no file are refused with a sentence")
    func refused() async throws {
        try await SimulatedDrive.with(settings: Self.settings) { drive in
            let source = drive.folder.path("bad")
            try Self.write("x", to: "good.txt", in: source)
            let path = (Array("\(source)/bad".utf8) + [0xFF, 0]).map { CChar(bitPattern: $0) }
            let file = open(path, O_WRONLY | O_CREAT, 0o600)
            close(file)
            let result = try await drive.steward.run(["drive", "put", source, "--to", "/", "--quiet"])
            #expect(result.status == 1)
            #expect(result.err.contains("is not UTF-8; rename it."))
            #expect(try await drive.list("/bad").compactMap { $0["name"]?.string } == ["good.txt"])

            let pipe = drive.folder.path("pipe")
            #expect(mkfifo(pipe, 0o600) == 0)
            let refused = try await drive.steward.run(["drive", "put", pipe, "--to", "/", "--quiet"])
            #expect(refused.status != 0)
            #expect(refused.err.split(separator: "\n").count == 1)
            #expect(refused.err.contains(pipe))
        }
    }

    // MARK: Nothing outside

    /// Names that only a service has.
    private static let foreign = [
        "..", ".", "a/b", "../escape", "/etc/passwd", "x\u{1}y", "", "   ", "same", "same", "same", "SAME", "CON",
        String(repeating: "n", count: 300), String(repeating: "ก", count: 200), "\u{202E}gpj.exe", composed, decomposed,
        "x.partial", "a\\..\\b", "....", "~", "-rf", "*", "a\nb",
    ]

    /// Fills a folder of the drive with them, and with folders of such names; gives its id, the ids of the files, and
    /// every content.
    private static func fill(
        _ service: DriveService, _ name: String
    ) async throws -> (folder: String, files: [String], contents: [String]) {
        let folder = try await service.folder(name, in: "root")
        var files: [String] = []
        var contents: [String] = []
        for (number, name) in foreign.enumerated() {
            contents.append("content \(number)")
            files.append(try await service.file(name, "content \(number)", in: folder))
        }
        for (number, name) in ["..", "x/../../y", "dup", "dup", "", "..."].enumerated() {
            let below = try await service.folder(name, in: folder)
            contents.append("inner \(number)")
            files.append(try await service.file("..", "inner \(number)", in: below))
        }
        return (folder, files, contents.sorted())
    }

    @Test("get, mirror and recover write every file of a hostile drive, and nothing outside the chosen folder")
    func nothingOutside() async throws {
        try await SimulatedDrive.with(simulator: ["--no-auth"], settings: Self.settings) { drive in
            let service = DriveService(address: drive.address)
            let (folder, files, contents) = try await Self.fill(service, "names")
            let ways: [(name: String, command: [String])] = [
                ("get", ["get", "/names", "--to"]), ("by id", ["get"] + files + ["--to"]),
                ("mirror", ["mirror", "/names", "--to"]),
                ("walk", Self.recover(drive, "walk") + ["--folder-id", folder, "--download-dir"]),
                ("trash", Self.recover(drive, "trash") + ["--download-dir"]),
            ]
            for way in ways {
                if way.name == "trash" { for id in files { try await service.trash(id) } }
                let above = drive.folder.path("above \(way.name)")
                let chosen = above + "/chosen"
                try Self.write("stays", to: "beside", in: above)
                let before = Self.surroundings(drive, chosen)
                try await drive.succeed(["drive"] + way.command + [chosen, "--quiet"])
                #expect(LocalTree.texts(in: chosen) == contents, "\(way.name)")
                #expect(Self.surroundings(drive, chosen) == before, "\(way.name) wrote outside")
            }
        }
    }

    @Test("links that stand in the chosen folder are never followed; without them the same command ends well")
    func links() async throws {
        try await SimulatedDrive.with(simulator: ["--no-auth"], settings: Self.settings) { drive in
            let service = DriveService(address: drive.address)
            let top = try await service.folder("top", in: "root")
            try await service.file("plain", "plain", in: top)
            try await service.file("inner", "inner", in: try await service.folder("below", in: top))
            let outside = drive.folder.path("outside")
            try Self.write("stays", to: "file", in: outside)
            let ways: [(name: String, command: [String], links: [String])] = [
                ("get", ["get", "/top", "--to"], ["top"]),
                ("get below", ["get", "/top", "--to"], ["top/below", "top/plain", "top/plain.partial"]),
                ("get file", ["get", "/top/plain", "--to"], ["plain", "plain.partial"]),
                ("mirror", ["mirror", "/top", "--to"], ["below", "plain", "plain.partial"]),
                (
                    "recover", Self.recover(drive, "links") + ["--folder-id", top, "--download-dir"],
                    ["below", "plain", "plain.partial"]
                ),
            ]
            for way in ways {
                let chosen = drive.folder.path("chosen \(way.name)")
                for link in way.links { try Self.link(chosen + "/" + link, to: outside) }
                let command = ["drive"] + way.command + [chosen, "--quiet"]
                let result = try await drive.steward.run(command)
                #expect(LocalTree.contents(of: outside) == ["file": "stays"], "\(way.name) wrote through a link")
                if result.status != 0 { #expect(result.err.contains(chosen), "\(way.name): \(result.err)") }
                for link in way.links { try? FileManager.default.removeItem(atPath: chosen + "/" + link) }
                try await drive.succeed(command)
                #expect(LocalTree.texts(in: chosen).contains("plain"), "\(way.name)")
            }
        }
    }

    @Test("several of one name are told apart by id, and a document without a size is exported")
    func duplicatesAndDocuments() async throws {
        try await SimulatedDrive.with(simulator: ["--no-auth"], settings: Self.settings) { drive in
            let service = DriveService(address: drive.address)
            let folder = try await service.folder("top", in: "root")
            let ids = [
                try await service.file("same", "1", in: folder), try await service.file("same", "2", in: folder),
            ]
            let result = try await drive.steward.run(["drive", "get", "/top/same", "--to", drive.folder.path("a")])
            #expect(result.status == 1)
            for id in ids { #expect(result.err.contains(id)) }
            try await drive.succeed(["drive", "get", ids[1], "--to", drive.folder.path("b"), "--quiet"])
            #expect(LocalTree.texts(in: drive.folder.path("b")) == ["2"])

            _ = try await service.document("report", in: folder)
            let out = drive.folder.path("c")
            try await drive.succeed(["drive", "get", "/top", "/top/report", "--to", out, "--quiet"])
            let names = LocalTree.contents(of: out).keys.sorted()
            #expect(names.contains("report.docx"))
            #expect(names.contains { $0.hasPrefix("top/report") && $0.hasSuffix(".docx") })
        }
    }

    // MARK: Parts

    private static func recover(_ drive: SimulatedDrive, _ state: String) -> [String] {
        [
            "recover", "recover-and-download", "--yes", "--max-rps", "0", "--log-file", "", "--post-restore-policy",
            "retain", "--state-file", drive.folder.path("\(state).json"),
        ]
    }

    private static func write(_ content: String, to name: String, in folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // By its path, not by an address, so that every byte of the name stays.
        try #require(FileManager.default.createFile(atPath: folder + "/" + name, contents: Data(content.utf8)))
    }

    private static func link(_ path: String, to target: String) throws {
        let parent = URL(filePath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    }

    /// Everything around the chosen folder, but for what the simulator and the program keep there themselves.
    private static func surroundings(_ drive: SimulatedDrive, _ chosen: String) -> [String: String] {
        LocalTree.contents(of: drive.folder.path, leavingOut: chosen).filter { path, _ in
            !path.hasPrefix("state") && !path.hasPrefix("simulator.out")
        }
    }
}
