// SPDX-License-Identifier: Apache-2.0
import GoogleDriveSimulator
import StewardCore
import Testing

@Suite("The simulated Drive's queries")
struct SimulatorQueryTests {
    /// A drive with something for every term.
    private func filled() throws -> DriveCaller {
        let caller = try DriveCaller()
        let state = caller.state
        let folder = try state.createFile(named: "Invoices", type: DriveFile.folderType)
        try state.createFile(named: "HelloWorld.txt", .bytes([1]), type: "text/plain")
        try state.createFile(named: "hello again.txt", .bytes([2]), type: "text/plain", in: folder.id)
        try state.createFile(named: "it's \\ odd", .bytes([3]), in: folder.id)
        let old = DriveMetadata(name: "old.bin", modifiedTime: 946_684_800_000)
        try state.createFile(old, content: StoredContent(.bytes([4])))
        let trashed = try state.createFile(named: "gone.bin", .bytes([5]))
        try state.updateFile(trashed.id, DriveMetadata(trashed: true))
        var marked = DriveMetadata(name: "marked.bin")
        marked.starred = true
        marked.properties = ["colour": "blue"]
        marked.appProperties = ["step": "2"]
        marked.indexableText = "the annual report of the bakery"
        let file = try state.createFile(marked, content: StoredContent(.bytes([6])))
        state.shareWithAnyone(file.id)
        return caller
    }

    static let all = [
        "Invoices", "HelloWorld.txt", "hello again.txt", "it's \\ odd", "old.bin", "gone.bin", "marked.bin",
    ]
    static let table: [(query: String, names: [String])] = [
        ("trashed = false", all.filter { $0 != "gone.bin" }),
        ("trashed=true", ["gone.bin"]),
        ("trashed != false", ["gone.bin"]),
        ("not trashed = false", ["gone.bin"]),
        ("name = 'HELLOWORLD.TXT'", ["HelloWorld.txt"]),
        ("name != 'helloworld.txt' and mimeType = 'text/plain'", ["hello again.txt"]),
        ("name = 'it\\'s \\\\ odd'", ["it's \\ odd"]),
        ("name = 'HELLOWORLD.TXŤ'", []),
        ("name contains 'hello'", ["HelloWorld.txt", "hello again.txt"]),
        ("name contains 'World'", []),
        ("name contains 'aga'", ["hello again.txt"]),
        ("name contains 'hello aga'", ["hello again.txt"]),
        ("name contains 'again hello'", []),
        ("mimeType contains 'text/'", ["HelloWorld.txt", "hello again.txt"]),
        ("mimeType = 'application/vnd.google-apps.folder'", ["Invoices"]),
        ("modifiedTime < '2000-01-02T00:00:00'", ["old.bin"]),
        ("modifiedTime = '2000-01-01T00:00:00Z'", ["old.bin"]),
        ("modifiedTime <= '2000-01-01'", ["old.bin"]),
        ("modifiedTime < '2000-01-01T02:00:00+02:00'", []),
        ("modifiedTime <= '2000-01-01T02:00:00+02:00'", ["old.bin"]),
        ("modifiedTime > '2000-01-01T00:00:00.000Z' and trashed = true", ["gone.bin"]),
        ("createdTime >= '2030-01-01'", []),
        ("viewedByMeTime > '2000-01-01'", []),
        ("starred = true", ["marked.bin"]),
        ("sharedWithMe = true", []),
        ("'me' in owners and starred=true", ["marked.bin"]),
        ("'user@example.com' in writers and trashed = true", ["gone.bin"]),
        ("'friend@example.com' in readers", []),
        ("'root' in parents and starred = true", ["marked.bin"]),
        ("properties has { key='colour' and value='blue' }", ["marked.bin"]),
        ("properties has {key='colour' and value='red'}", []),
        ("appProperties has { key='step' and value='2' }", ["marked.bin"]),
        ("fullText contains 'annual'", ["marked.bin"]),
        ("fullText contains 'nual'", []),
        ("visibility = 'anyoneWithLink'", ["marked.bin"]),
        ("visibility != 'limited'", ["marked.bin"]),
        ("trashed = true or starred = true", ["gone.bin", "marked.bin"]),
        ("starred = true or trashed = true and name = 'nothing'", ["marked.bin"]),
        ("(starred = true or trashed = true) and name contains 'gone'", ["gone.bin"]),
        (
            "not (trashed = true or mimeType contains 'text') and not starred = true",
            ["Invoices", "it's \\ odd", "old.bin"]
        ),
        ("shortcutDetails.targetId = 'nothing'", []),
    ]

    @Test("finds what each term says", arguments: table)
    func finds(_ row: (query: String, names: [String])) async throws {
        #expect(try await filled().names(row.query) == row.names)
    }

    @Test("finds children of several folders, and only those")
    func parents() async throws {
        let caller = try filled()
        let folder = try #require(caller.state.files.first { $0.isFolder })
        let other = try caller.state.createFile(named: "Other", type: DriveFile.folderType)
        try caller.state.createFile(named: "in other", .bytes([]), in: other.id)
        #expect(await caller.names("'\(folder.id)' in parents") == ["hello again.txt", "it's \\ odd"])
        let both = "('\(other.id)' in parents or '\(folder.id)' in parents) and trashed=false"
        #expect(await caller.names(both) == ["hello again.txt", "it's \\ odd", "in other"])
        let none = "'\(other.id)' in parents and '\(folder.id)' in parents"
        #expect(await caller.names(none) == [])
    }

    @Test("a folder that is not there is 404 with the service's odd dot")
    func unknownParent() async throws {
        let answer = try await filled().get("files", ["q": "'nowhere' in parents"])
        #expect(answer.status == 404)
        #expect(answer.reason == "notFound")
        #expect(answer.json["error"]?["message"]?.string == "File not found: ..")
    }

    @Test(
        "refuses everything that the table does not have, at q",
        arguments: [
            "name", "name =", "name = hello", "name like 'a'", "name < 'a'", "trashed", "trashed = 'true'",
            "trashed > false", "fullText = 'a'", "modifiedTime contains '2000'", "modifiedTime > 'yesterday'",
            "modifiedTime > 2000", "size > 5", "'a' in folders", "parents in 'a'", "'a' parents", "(name = 'a'",
            "name = 'a')", "name = 'a' name = 'b'", "name = 'a' and", "and name = 'a'", "not", "name = 'a",
            "name = 'it's'", "name = 'a\\n'", "properties has { key='a' }", "properties = 'a'", "visibility = 'secret'",
            "name ! 'a'", "name == 'a'", "#", "mimeType != ", "''",
        ])
    func refuses(_ query: String) async throws {
        let answer = try await filled().get("files", ["q": query])
        #expect(answer.status == 400)
        #expect(answer.reason == "invalid")
        #expect(answer.location == "q")
    }

    @Test("nesting beyond reason is refused, not followed")
    func deep() async throws {
        let query = String(repeating: "(", count: 5000) + "trashed=true" + String(repeating: ")", count: 5000)
        #expect(try await filled().get("files", ["q": query]).status == 400)
        let many = String(repeating: "not ", count: 5000) + "trashed=true"
        #expect(try await filled().get("files", ["q": many]).status == 400)
    }
}
