// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import GoogleDrive
import GoogleDriveSimulator
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Testing

/// What is peculiar to Drive, against its simulator.
@Suite("Against the simulated service")
struct SimulatedDriveTests {
    /// A simulator, a connection to it, and its log of requests.
    private static func with(
        _ settings: [String: String] = [:],
        _ body: @escaping @Sendable (GoogleDrive, GoogleDriveSimulator, RecordingClock) async throws -> Void
    ) async throws {
        let clock = RecordingClock()
        let simulator = try GoogleDriveSimulator(clock: clock)
        try await LoopbackServer.withServer(simulator, clock: clock) { server in
            let given = Subject.settings(server.address).merging(settings) { _, given in given }
            let drive = try GoogleDrive(
                configuration: Configuration(given, fields: GoogleDrive.manifest.settings),
                context: IntegrationContext(
                    transport: Subject.transport, clock: clock, access: SimulatedTokens(GoogleDriveSimulator.token)))
            try await body(drive, simulator, clock)
        }
    }

    private static func names(_ simulator: GoogleDriveSimulator, _ name: String) -> Int {
        simulator.state.files.filter { $0.name == name }.count
    }

    private static func upload(
        _ drive: GoogleDrive, _ bytes: [UInt8], isLengthKnown: Bool = true
    ) async throws -> StoredFile {
        try await drive.write(
            .made(bytes, isLengthKnown: isLengthKnown), to: .new(name: "up", folder: "root", id: nil),
            keeper: SessionMemory())
    }

    @Test(
        "an upload is whole and there once, whatever goes wrong on the way",
        arguments: [
            DriveFault(.storedPrefix(262_144), method: "upload.piece", count: 2),
            DriveFault(.storedPrefix(0), method: "upload.piece", count: 3),
            DriveFault(.storedPrefix(100_003), method: "upload.piece", skip: 1, count: 1),
            DriveFault(.uploadGone, method: "upload.piece", skip: 2, count: 1),
            DriveFault(.replyLost, method: "upload.piece", count: 1),
            DriveFault(.replyLost, method: "upload.piece", skip: 2, count: 1),
            DriveFault(.replyLost, method: "files.create", count: 2),
            DriveFault(
                .reason("userRateLimitExceeded", status: nil, message: nil, retryAfter: nil), method: "upload.piece",
                count: 3),
            DriveFault(
                .reason("backendError", status: 503, message: nil, retryAfter: 7), method: "upload.piece", skip: 1,
                count: 2),
            DriveFault(
                .reason("rateLimitExceeded", status: 429, message: nil, retryAfter: 3), method: "files.create", count: 2
            ),
        ], [true, false])
    func troubledUpload(fault: DriveFault, isLengthKnown: Bool) async throws {
        try await Self.with(["chunk-size": "524288"]) { drive, simulator, _ in
            simulator.faults.add(fault)
            let bytes = noise(3 * 524_288 + 77)
            let file = try await Self.upload(drive, bytes, isLengthKnown: isLengthKnown)
            #expect(same(simulator.state.content(of: file.id)?.content.bytes(0..<Int64(bytes.count)) ?? [], bytes))
            #expect(Self.names(simulator, "up") == 1)
        }
    }

    @Test("small files whose replies are lost are there once", arguments: [10, 900])
    func lostSmall(size: Int) async throws {
        try await Self.with { drive, simulator, _ in
            simulator.faults.add(DriveFault(.replyLost, method: "files.create", count: 2))
            let file = try await Self.upload(drive, noise(size))
            #expect(file.size == Int64(size) && Self.names(simulator, "up") == 1)
            simulator.faults.add(DriveFault(.replyLost, method: "files.create", count: 1))
            _ = try await drive.makeFolder(named: "once", in: "root", id: nil)
            #expect(Self.names(simulator, "once") == 1)
        }
    }

    @Test("the cap of 750 GB a day, full storage and ordinary throttling are told apart")
    func uploadLimits() async throws {
        let table: [(String, String?, IntegrationError.Code)] = [
            ("userRateLimitExceeded", "User rate limit exceeded.", .dailyLimit),
            ("userRateLimitExceeded", nil, .rateLimited), ("storageQuotaExceeded", nil, .storageFull),
            ("dailyLimitExceeded", nil, .dailyLimit),
        ]
        for (reason, message, wanted) in table {
            try await Self.with { drive, simulator, _ in
                let said = message ?? "User Rate Limit Exceeded"
                simulator.faults.add(DriveFault(.reason(reason, status: nil, message: said, retryAfter: nil)))
                let single = await code {
                    _ = try await drive.write(
                        .made([1]), to: .new(name: "n", folder: "root", id: "x"), keeper: SessionMemory())
                }
                #expect(single == wanted, "\(reason)")
            }
        }
    }

    @Test("many folders are read whole though the service answers groups with nothing and loses its place")
    func traversal() async throws {
        try await Self.with { drive, simulator, _ in
            var folders: [String] = []
            var wanted: Set<String> = []
            for number in 0..<60 {
                let folder = try simulator.state.createFile(
                    named: "\(number)", type: "application/vnd.google-apps.folder")
                folders.append(folder.id)
                for name in 0..<(number % 4) * 3 {
                    wanted.insert(try simulator.state.createFile(named: "\(name)", .bytes([1]), in: folder.id).id)
                }
            }
            for kind in [DriveFault.Kind.emptyMultiParent, .pageTokenRejected, .shortPages(2)] {
                let count = kind == .shortPages(2) ? nil : 2
                simulator.faults.add(DriveFault(kind, method: "files.list", count: count))
                var found: [String] = []
                for try await page in drive.children(of: folders) { found += page.map(\.id) }
                #expect(found.count == wanted.count && Set(found) == wanted, "\(kind)")
                simulator.faults.clear()
            }
            simulator.faults.add(DriveFault(.incompleteSearch, method: "files.list", count: 1))
            let incomplete = await code { for try await _ in drive.children(of: folders) {} }
            #expect(incomplete == .unavailable)
        }
    }

    @Test("what lies in a shared drive is found, kept, moved and removed when the drive is named")
    func sharedDrive() async throws {
        let clock = RecordingClock()
        let simulator = try GoogleDriveSimulator(clock: clock)
        let shared = simulator.state.createDrive(named: "Archive")
        try await LoopbackServer.withServer(simulator, clock: clock) { server in
            var settings = Subject.settings(server.address)
            settings["drive"] = shared.id
            let drive = try GoogleDrive(
                configuration: Configuration(settings, fields: GoogleDrive.manifest.settings),
                context: IntegrationContext(
                    transport: Subject.transport, clock: clock, access: SimulatedTokens(GoogleDriveSimulator.token)))
            #expect(await drive.health() == .ok)
            let folder = try await drive.makeFolder(named: "f", in: drive.rootFolder, id: nil)
            let file = try await drive.write(
                .made(noise(2_000)), to: .new(name: "n", folder: folder.id, id: nil), keeper: SessionMemory())
            #expect(try await drive.files(in: folder.id, after: nil).items.map(\.id) == [file.id])
            #expect(try await drive.search(FileQuery(name: "n"), after: nil).items.map(\.id) == [file.id])
            #expect(try await drive.read(file, from: 0, to: nil).collect(upTo: 2_000) == noise(2_000))
            #expect(try await drive.setTrashed(true, [file.id]) == [nil])
            try await drive.emptyTrash()
            #expect(await code { _ = try await drive.file(file.id) } == .notFound)
        }
    }

    @Test("a hundred and fifty files go to the trash in a few requests, and rate refusals within them are repeated")
    func batch() async throws {
        try await Self.with { drive, simulator, clock in
            var ids: [String] = []
            for number in 0..<150 { ids.append(try simulator.state.createFile(named: "\(number)", .bytes([1])).id) }
            simulator.faults.add(
                DriveFault(
                    .reason("userRateLimitExceeded", status: nil, message: nil, retryAfter: nil),
                    method: "files.update", skip: 20, count: 30))
            let results = try await drive.setTrashed(true, ids)
            #expect(results.allSatisfy { $0 == nil } && !clock.sleeps.isEmpty)
            #expect(ids.allSatisfy { simulator.state.isTrashed($0) == true })
        }
    }

    @Test("a document larger than a plain export allows comes by its link")
    func largeExport() async throws {
        try await Self.with { drive, simulator, _ in
            let type = "application/vnd.google-apps.document"
            let document = try simulator.state.createFile(
                named: "long", .generated(seed: 3, size: 12_000_000), type: type)
            let file = try await drive.file(document.id)
            let types = try await drive.exportTypes(of: file)
            let best = try #require(types.first)
            #expect(best == "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
            let bytes = try await drive.export(file, as: best).collect(upTo: 64 << 20)
            #expect(bytes.count > 10_000_000)
        }
    }

    @Test("a clock that stands between tries is the only one that is waited by")
    func virtualTime() async throws {
        try await Self.with { drive, simulator, clock in
            simulator.faults.add(
                DriveFault(.reason("backendError", status: 503, message: nil, retryAfter: 60), count: 3))
            let before = clock.now
            _ = try await drive.storageUse()
            #expect(clock.now.timeIntervalSince(before) >= 180)
        }
    }

    @Test("a folder that another program made is reached with the wider scope, where the account granted it")
    func otherFolder() async throws {
        let clock = RecordingClock()
        let state = try GoogleDriveSimulator(clock: clock).state
        let folder = try state.createFile(named: "theirs", type: "application/vnd.google-apps.folder").id
        let simulator = GoogleDriveSimulator(state: state) { token in
            token.map { BearerGrant(account: "user@example.com", scopes: [$0]) }
        }
        try await LoopbackServer.withServer(simulator, clock: clock) { server in
            func drive(_ granted: [String]) throws -> GoogleDrive {
                try GoogleDrive(
                    configuration: Configuration(
                        Subject.settings(server.address), fields: GoogleDrive.manifest.settings),
                    context: IntegrationContext(
                        transport: Subject.transport, clock: clock, access: ScopeTokens(granted: granted)))
            }
            let target = FileTarget.new(name: "up", folder: folder, id: nil)
            let wide = try drive([DriveScope.file, DriveScope.full])
            for size in [10, 3_000] {
                _ = try await wide.write(.made(noise(size)), to: target, keeper: SessionMemory())
            }
            _ = try await wide.makeFolder(named: "new", in: folder, id: nil)
            #expect(state.files.filter { $0.name == "up" }.count == 2)
            let narrow = try drive([DriveScope.file])
            let error = await #expect(throws: IntegrationError.self) {
                try await narrow.write(.made(noise(10)), to: target, keeper: SessionMemory())
            }
            #expect(error?.code == .unauthorized)
            #expect(error?.message.contains("grant \(DriveScope.full)") == true)
            // What it made itself it lists and reads; of the rest it says what is not granted.
            let own = try await narrow.write(
                .made(noise(10)), to: .new(name: "own", folder: "root", id: nil), keeper: SessionMemory())
            #expect(try await narrow.files(in: "root", after: nil).items.map(\.id) == [own.id])
            #expect(try await narrow.read(own, from: 0, to: nil).collect(upTo: 100).count == 10)
            let hidden = await #expect(throws: IntegrationError.self) { try await narrow.file(folder) }
            #expect(hidden?.message.contains("grant \(DriveScope.metadata)") == true)
            guard case .degraded = await narrow.health() else { throw IntegrationError(.conflict, "not degraded") }
        }
    }
}

/// Tokens that are good for one scope each, of those granted.
private struct ScopeTokens: AccessTokenProviding {
    let granted: [String]

    func accessToken(for scopes: [String], refused: Secret?) async throws(IntegrationError) -> Secret {
        let scope = scopes.first ?? ""
        guard granted.contains(scope) else { throw IntegrationError(.unauthorized, "Missing; grant \(scope).") }
        return Secret(scope)
    }
}
