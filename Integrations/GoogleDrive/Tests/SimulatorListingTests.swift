// SPDX-License-Identifier: Apache-2.0
import GoogleDriveSimulator
import HTTPTypes
import StewardCore
import Testing

@Suite("The simulated Drive's lists")
struct SimulatorListingTests {
    /// The same numbers every time.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test("pages of any size list everything once, whatever is made and deleted in between", arguments: 1...20)
    func everythingOnce(_ seed: Int) async throws {
        var random = Numbers(state: UInt64(seed))
        let caller = try DriveCaller()
        let count = Int.random(in: 0...60, using: &random)
        var stays: Set<String> = []
        var doomed: [String] = []
        for index in 0..<count {
            let id = try caller.state.createFile(named: "f\(index)", .bytes([])).id
            if Int.random(in: 0..<5, using: &random) == 0 { doomed.append(id) } else { stays.insert(id) }
        }
        let order = ["", "name", "modifiedTime desc", "folder,name_natural desc"].randomElement(using: &random) ?? ""
        let initial = stays.union(doomed)
        var seen: [String] = []
        var token: String?
        var pages = 0
        repeat {
            let size = Int.random(in: 1...9, using: &random)
            var parameters = ["pageSize": "\(size)", "fields": "files/id,nextPageToken"]
            parameters["pageToken"] = token
            if !order.isEmpty { parameters["orderBy"] = order }
            let answer = await caller.get("files", parameters)
            try #require(answer.status == 200)
            let ids = (answer.json["files"]?.array ?? []).compactMap { $0["id"]?.string }
            #expect(ids.count <= size)
            seen += ids
            token = answer.json["nextPageToken"]?.string
            pages += 1
            if let victim = doomed.popLast() { caller.state.deleteFile(victim) }
            if Bool.random(using: &random), pages < 30 {
                try caller.state.createFile(named: "late\(pages)", .bytes([]))
            }
        } while token != nil && pages < 500
        #expect(token == nil)
        #expect(Set(seen).count == seen.count)
        #expect(stays.isSubset(of: seen))
        if !order.isEmpty { #expect(Set(seen).isSubset(of: initial)) }
    }

    @Test("an empty drive is one page without a token")
    func empty() async throws {
        let answer = try await DriveCaller().get("files")
        #expect(answer.json == ["kind": "drive#fileList", "incompleteSearch": false, "files": []])
    }

    @Test("a page size over 1000 is 1000, none is 100, and zero is refused")
    func pageSize() async throws {
        let caller = try DriveCaller()
        caller.state.generate(GeneratedTree(files: 1100))
        func count(_ parameters: [String: String]) async -> Int {
            await caller.get("files", parameters).json["files"]?.array?.count ?? -1
        }
        #expect(await count(["pageSize": "5000"]) == 1000)
        #expect(await count([:]) == 100)
        for wrong in ["0", "-1", "ten"] {
            let answer = await caller.get("files", ["pageSize": wrong])
            #expect(answer.status == 400)
            #expect(answer.location == "pageSize")
        }
    }

    @Test("a token is good only for its own query, and never when it was made up")
    func tokens() async throws {
        let caller = try DriveCaller()
        caller.state.generate(GeneratedTree(files: 20))
        let first = await caller.get("files", ["pageSize": "5", "q": "trashed=false"])
        let token = try #require(first.json["nextPageToken"]?.string)
        #expect(await caller.get("files", ["pageToken": token, "q": "trashed=false"]).status == 200)
        for (token, query) in [(token, "trashed=true"), (token + "0", "trashed=false"), ("x", "trashed=false")] {
            let answer = await caller.get("files", ["pageToken": token, "q": query])
            #expect(answer.status == 400)
            #expect(answer.location == "pageToken")
        }
        #expect(
            await caller.by("friend@example.com").get("files", ["pageToken": token, "q": "trashed=false"]).status == 400
        )
    }

    static let orders: [(order: String, names: [String])] = [
        ("name", ["a10", "a9", "B", "folder"]),
        ("name desc", ["folder", "B", "a9", "a10"]),
        ("name_natural", ["a9", "a10", "B", "folder"]),
        ("folder,name_natural", ["folder", "a9", "a10", "B"]),
        ("modifiedTime", ["B", "a10", "folder", "a9"]),
        ("modifiedTime desc", ["a9", "folder", "a10", "B"]),
        ("starred,name", ["B", "a10", "a9", "folder"]),
        ("quotaBytesUsed desc,name", ["a10", "a9", "B", "folder"]),
    ]

    @Test("are in the order asked for", arguments: orders)
    func order(_ row: (order: String, names: [String])) async throws {
        let caller = try DriveCaller()
        for (name, time, size) in [("a9", 9, 0), ("B", 1, 0), ("a10", 2, 5)] {
            var metadata = DriveMetadata(name: name, modifiedTime: Int64(time))
            metadata.starred = name == "B"
            let content = StoredContent(.bytes(Array(repeating: 0, count: size)))
            try caller.state.createFile(metadata, content: content)
        }
        try caller.state.createFile(DriveMetadata(name: "folder", mimeType: DriveFile.folderType, modifiedTime: 3))
        #expect(await caller.names("trashed=false", ["orderBy": row.order, "pageSize": "3"]) == row.names)
    }

    @Test("an unknown order is refused, and so is one with a search in text")
    func wrongOrder() async throws {
        let caller = try DriveCaller()
        for order in ["size", "name up", "name desc desc", ","] {
            let answer = await caller.get("files", ["orderBy": order])
            #expect(answer.status == 400)
            #expect(answer.location == "orderBy")
        }
        let answer = await caller.get("files", ["orderBy": "name", "q": "fullText contains 'a'"])
        #expect(answer.reason == "badRequest")
    }

    @Test("a GET that is too long comes as a POST with the query as a form")
    func override() async throws {
        let caller = try DriveCaller()
        try caller.state.createFile(named: "a b.txt", .bytes([]))
        let answer = await caller.send(
            .post, "files", body: "q=name+%3D+%27a+b.txt%27&fields=files%2Fname",
            fields: ["x-http-method-override": "GET", "content-type": "application/x-www-form-urlencoded"])
        #expect(answer.json == ["files": [["name": "a b.txt"]]])
        let about = await caller.send(
            .post, "about", body: "fields=user/me", fields: ["X-HTTP-Method-Override": "GET"])
        #expect(about.json == ["user": ["me": true]])
        #expect(await caller.send(.post, "about").status == 405)
    }
}
