// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardTestKit
import Testing

@testable import Files

@Suite struct LocalFolderTests {
    @Test("nothing is written through a symbolic link, wherever it stands")
    func links() throws {
        let folder = try TemporaryFolder("local")
        let outside = try TemporaryFolder("outside")
        let top = try LocalFolder(folder.path("top"))
        try FileManager.default.createSymbolicLink(atPath: folder.path("top/sub"), withDestinationPath: outside.path)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("top/file"), withDestinationPath: outside.path("target"))
        #expect(throws: FilesError(.unsafePath, "")) { try top.open(writing: LocalPath(["sub", "x"])) }
        #expect(throws: FilesError(.unsafePath, "")) { try top.open(writing: LocalPath(["file"])) }
        #expect(throws: FilesError(.unsafePath, "")) { try top.open(reading: LocalPath(["file"])) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
    }

    @Test("a path with .., an empty name, a slash or NUL in a name is refused", arguments: ["a/../b", "", "a//b", "."])
    func paths(text: String) {
        #expect(throws: FilesError(.invalid, "")) { try LocalPath(text: text) }
    }

    @Test("a name that the disk does not take is told in one sentence")
    func nameTooLong() {
        #expect(throws: FilesError(.nameTooLong, "")) { try LocalPath([String(repeating: "x", count: 256)]) }
    }

    @Test("a folder that may not be written is told with its repair", .enabled(if: getuid() != 0))
    func readOnly() throws {
        let folder = try TemporaryFolder("local")
        let top = try LocalFolder(folder.path)
        chmod(folder.path, 0o500)
        defer { chmod(folder.path, 0o700) }
        let error = #expect(throws: FilesError.self) { try top.probe() }
        #expect(error?.code == .denied && error?.description.contains("change its owner or mode") == true)
    }

    @Test("looking whether a folder can be written leaves nothing, nor what a killed process left of it")
    func probe() throws {
        let folder = try TemporaryFolder("local")
        try Data([0]).write(to: URL(filePath: folder.path(".steward-probe")))
        try LocalFolder(folder.path).probe()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test("a disk that refuses and a disk that is full are told with their repair")
    func disks() throws {
        let refused = #expect(throws: FilesError.self) { try LocalFolder("/sys").probe() }
        #expect(refused?.code == .denied)
        let full = try OpenFile(open("/dev/full", O_WRONLY), "/data/x")
        let error = #expect(throws: FilesError.self) { try full.write([1], at: 0) }
        #expect(error?.code == .diskFull && error?.description.contains("free some space") == true)
    }

    @Test("a walk names what it cannot use, and goes on")
    func walk() throws {
        let folder = try TemporaryFolder("local")
        try folder.write("a/b.txt", [1])
        try folder.write("c.txt", [2])
        try FileManager.default.createSymbolicLink(atPath: folder.path("d"), withDestinationPath: "/etc")
        let broken = open(folder.path + "/\u{1}", O_WRONLY | O_CREAT, 0o600)
        close(broken)
        let bytes: [CChar] = (folder.path + "/").utf8CString.dropLast() + [CChar(bitPattern: 0xFF), 0]
        close(open(bytes, O_WRONLY | O_CREAT, 0o600))
        var walk = try LocalWalk(LocalFolder(folder.path))
        var found: [String: String] = [:]
        while let thing = walk.next() { found[thing.names.joined(separator: "/")] = thing.problem ?? "" }
        #expect(found["a"] == "" && found["a/b.txt"] == "" && found["c.txt"] == "" && found["\u{1}"] == "")
        #expect(found["d"]?.contains("symbolic link") == true)
        #expect(found["\u{FFFD}"]?.contains("UTF-8") == true)
    }
}
