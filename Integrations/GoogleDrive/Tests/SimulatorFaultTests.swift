// SPDX-License-Identifier: Apache-2.0
import GoogleDriveSimulator
import HTTPTypes
import StewardCore
import StewardSimulation
import Testing

@Suite("The simulated Drive's faults and quotas")
struct SimulatorFaultTests {
    @Test("every reason of the guide is played in Google's form, so many times", arguments: DriveFaults.reasons)
    func reasons(_ reason: String) async throws {
        let caller = try DriveCaller()
        let fault = #"{"kind": "reason", "reason": "\#(reason)", "method": "files.list", "count": 2, "retryAfter": 7}"#
        #expect(await caller.send(.post, "/_simulator/drive/faults", body: fault).status == 200)
        #expect(await caller.get("about", ["fields": "user"]).status == 200)
        let wanted = DriveFaults.error(reason)
        for _ in 0..<2 {
            let answer = await caller.get("files")
            #expect(answer.status == wanted.status)
            #expect(answer.reason == wanted.reason)
            #expect(answer.json["error"]?["code"]?.integer == Int64(wanted.status))
            #expect(answer.json["error"]?["message"]?.string == wanted.message)
            #expect(answer.json["error"]?["errors"]?.array?.first?["domain"]?.string == wanted.domain)
            #expect(answer.fields[.retryAfter] == "7")
        }
        #expect(await caller.get("files").status == 200)
    }

    @Test("one file's content can be refused while its metadata is given")
    func contentAlone() async throws {
        let caller = try DriveCaller()
        let one = try caller.state.createFile(named: "one", .bytes([1]))
        let two = try caller.state.createFile(named: "two", .bytes([2]))
        caller.simulator.faults.add(
            DriveFault(
                .reason("downloadQuotaExceeded", status: nil, message: nil, retryAfter: nil), method: "files.get.media",
                fileId: one.id))
        #expect(await caller.get("files/\(one.id)").status == 200)
        #expect(await caller.get("files/\(two.id)", ["alt": "media"]).status == 200)
        let refused = await caller.get("files/\(one.id)", ["alt": "media"])
        #expect(refused.status == 403)
        #expect(refused.reason == "downloadQuotaExceeded")
        caller.state.change(two.id) { $0.details.isAbusive = true }
        #expect(await caller.get("files/\(two.id)", ["alt": "media"]).reason == "cannotDownloadAbusiveFile")
        #expect(await caller.get("files/\(two.id)", ["alt": "media", "acknowledgeAbuse": "true"]).status == 200)
    }

    @Test("a missing or wrong token is 401; a scope that is too narrow is 403 with Google's detail")
    func tokens() async throws {
        let caller = try DriveCaller()
        let missing = await caller.by("nobody").get("files")
        #expect(missing.status == 401)
        #expect(missing.reason == "authError")
        #expect(missing.json["error"]?["status"]?.string == "UNAUTHENTICATED")
        let narrow = try DriveCaller(scope: "https://www.googleapis.com/auth/drive.metadata.readonly")
        #expect(await narrow.get("files").status == 200)
        for answer in [await narrow.send(.post, "files"), await narrow.get("files/root", ["alt": "media"])] {
            #expect(answer.status == 403)
            #expect(answer.reason == "insufficientPermissions")
            let detail = answer.json["error"]?["details"]?.array?.first
            #expect(detail?["reason"]?.string == "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
        }
        let fixed = try GoogleDriveSimulator(clock: RecordingClock())
        let request = SimulatedRequest(
            .get, "/drive/v3/files", headerFields: [.authorization: "bearer \(GoogleDriveSimulator.token)"])
        #expect(await fixed.respond(to: request).status == .ok)
    }

    @Test("a token for a program's own files reaches no others, and says so differently when it may read them")
    func reach() async throws {
        let root = "https://www.googleapis.com/auth/"
        let caller = try DriveCaller(scope: root + "drive.file")
        let other = try caller.state.createFile(named: "other", .bytes([1]))
        let own = await caller.send(.post, "files", body: #"{"name": "own"}"#)
        #expect(await caller.names("trashed=false") == ["own"])
        #expect(await caller.get("files/\(other.id)").status == 404)
        #expect(await caller.get("files/root").status == 200)
        #expect(await caller.send(.patch, "files/\(own.id)", body: #"{"trashed": true}"#).status == 200)
        #expect(await caller.send(.delete, "files/trash").reason == "insufficientPermissions")
        let simulator = GoogleDriveSimulator(state: caller.state) { _ in
            BearerGrant(account: "user@example.com", scopes: [root + "drive.file", root + "drive.readonly"])
        }
        func status(_ method: HTTPRequest.Method, _ id: String) async -> DriveAnswer {
            DriveAnswer(await simulator.respond(to: SimulatedRequest(method, "/drive/v3/files/\(id)")))
        }
        #expect(await status(.get, other.id).status == 200)
        #expect(await status(.delete, other.id).reason == "appNotAuthorizedToFile")
        #expect(await status(.delete, "nothing").status == 404)
        #expect(await status(.delete, own.id).status == 204)
    }

    @Test("a list can be cut, unfinished, in short pages, empty for several folders, or lose its place")
    func lists() async throws {
        let caller = try DriveCaller()
        let one = try caller.state.createFile(named: "one", type: DriveFile.folderType)
        let two = try caller.state.createFile(named: "two", type: DriveFile.folderType)
        for folder in [one, two] { try caller.state.createFile(named: "in \(folder.name)", .bytes([]), in: folder.id) }
        let faults = caller.simulator.faults
        faults.add(DriveFault(.shortPages(1), count: 1))
        let short = await caller.get("files")
        #expect(short.json["files"]?.array?.count == 1)
        let token = try #require(short.json["nextPageToken"]?.string)
        faults.add(DriveFault(.pageTokenRejected, method: "files.list", count: 1))
        #expect(await caller.get("files", ["pageToken": token]).location == "pageToken")
        #expect(await caller.get("files", ["pageToken": token]).json["files"]?.array?.count == 3)
        faults.add(DriveFault(.incompleteSearch, count: 1))
        #expect(await caller.get("files").json["incompleteSearch"]?.bool == true)
        #expect(await caller.get("files").json["incompleteSearch"]?.bool == false)
        faults.add(DriveFault(.truncatedList, count: 1))
        #expect(await caller.get("files", ["pageSize": "1"]).json["nextPageToken"] == nil)
        faults.add(DriveFault(.emptyMultiParent))
        #expect(await caller.names("'\(one.id)' in parents or '\(two.id)' in parents") == [])
        #expect(await caller.names("'\(one.id)' in parents") == ["in one"])
        faults.clear()
        #expect(await caller.names("'\(one.id)' in parents or '\(two.id)' in parents") == ["in one", "in two"])
    }

    @Test("a reply can be lost after the change was made")
    func lostReply() async throws {
        let caller = try DriveCaller()
        caller.simulator.faults.add(DriveFault(.replyLost, method: "files.create", count: 1))
        let lost = await caller.send(.post, "files", body: #"{"name": "made"}"#)
        await #expect(throws: IntegrationError.self) { _ = try await lost.stream?.collect(upTo: 1000) }
        #expect(caller.state.files.map(\.name) == ["made"])
        #expect(await caller.send(.post, "files").stream == nil)
    }

    @Test("quotas count units by account, and writes by the second")
    func rates() async throws {
        var options = DriveOptions()
        var limit = DriveRateLimit()
        limit.unitsPerMinutePerUser = 250
        limit.writesPerSecond = 1
        options.rateLimit = limit
        let caller = try DriveCaller(options: options)
        #expect(await caller.get("files").status == 200)
        #expect(await caller.get("files").status == 200)
        let over = await caller.get("files")
        #expect(over.status == 403)
        #expect(over.reason == "userRateLimitExceeded")
        #expect(over.json["error"]?["errors"]?.array?.first?["domain"]?.string == "usageLimits")
        #expect(await caller.by("friend@example.com").get("files").status == 200)
        caller.clock.advance(by: .seconds(60))
        var made = 0
        while made < 10, await caller.send(.post, "files").status == 200 { made += 1 }
        #expect(made == 3)
        caller.clock.advance(by: .seconds(1))
        #expect(await caller.send(.post, "files").status == 200)
        #expect(await caller.send(.post, "files").status == 403)
    }

    @Test("a smaller storage limit and a clock that is off can be set from outside")
    func settings() async throws {
        let caller = try DriveCaller()
        let file = try caller.state.createFile(named: "a", .bytes([1, 2]))
        caller.simulator.faults.add(DriveFault(.storageLimit(3), count: 1))
        #expect(await caller.send(.post, "files/\(file.id)/copy").reason == "storageQuotaExceeded")
        #expect(await caller.send(.post, "files/\(file.id)/copy").status == 200)
        _ = await caller.send(.post, "/_simulator/drive/clock", body: #"{"skewMilliseconds": -3600000}"#)
        let made = await caller.send(.post, "files", ["fields": "createdTime"])
        #expect(made.json == ["createdTime": "2026-02-08T09:00:00.000Z"])
    }

    @Test("faults read back as they were posted; what is none is refused with its name")
    func form() async throws {
        let caller = try DriveCaller()
        let kinds: [DriveFault.Kind] = [
            .reason("slowly", status: 403, message: "m", retryAfter: 1), .replyLost, .pageTokenRejected,
            .incompleteSearch,
            .emptyMultiParent, .truncatedList, .shortPages(2), .storageLimit(5),
        ]
        for kind in kinds {
            let fault = DriveFault(kind, method: "files.*", fileId: "x", skip: 2, count: 3)
            #expect(try DriveFault(fault.json) == fault)
        }
        for body in ["", "{}", #"{"kind": "nothing"}"#, #"{"kind": "replyLost", "often": 1}"#, #"{"kind": "reason"}"#] {
            let answer = await caller.send(.post, "/_simulator/drive/faults", body: body)
            #expect(answer.status == 400)
            #expect(answer.json["error"]?.string?.isEmpty == false)
        }
        #expect(caller.simulator.faults.remaining == [])
    }
}
