// SPDX-License-Identifier: Apache-2.0
import Foundation
import GoogleDrive
import HTTPTypes
import StewardCore
import StewardHTTP
import StewardIntegration
import StewardSimulation
import Testing

@Suite("Lists, searches and changes")
struct ListingTests {
    private static func list(_ files: [(id: String, parent: String)], next: String? = nil, rest: String = "")
        -> ScriptedDrive.Answer
    {
        let items = files.map { #"{"id":"\#($0.id)","name":"n","mimeType":"x/y","parents":["\#($0.parent)"]}"# }
        let token = next.map { #","nextPageToken":"\#($0)""# } ?? ""
        return .json(#"{"files":[\#(items.joined(separator: ","))]\#(token)\#(rest)}"#)
    }

    /// The folders that a call asks about.
    private static func folders(_ seen: ScriptedDrive.Seen) -> [String] {
        let query = seen.path.split(separator: "&").first.map(String.init)?.removingPercentEncoding ?? ""
        return query.split(separator: "'").map(String.init).filter { $0.hasPrefix("D") }
    }

    private static func children(_ drive: GoogleDrive, of folders: [String]) async throws -> [String] {
        var ids: [String] = []
        for try await page in drive.children(of: folders) { ids += page.map(\.id) }
        return ids.sorted()
    }

    @Test("fifty folders are asked about at once, and those that look empty each alone")
    func grouping() async throws {
        let script = ScriptedDrive { seen in
            let folders = Self.folders(seen)
            // The service's fault: nothing at all for a group. Only D7 and D60 hold something.
            guard folders.count == 1 else { return Self.list([]) }
            return Self.list(["D7", "D60"].contains(folders[0]) ? [("in-\(folders[0])", folders[0])] : [])
        }
        let ids = try await Self.children(.scripted(script), of: (0..<70).map { "D\($0)" })
        #expect(ids == ["in-D60", "in-D7"])
        #expect(script.seen.count == 2 + 70)
        #expect(Self.folders(script.seen[0]).count == 50)
    }

    @Test("one folder without content among others is believed")
    func believed() async throws {
        let script = ScriptedDrive([Self.list([("a", "D0"), ("b", "D1")])])
        let ids = try await Self.children(.scripted(script), of: ["D0", "D1", "D2"])
        #expect(ids == ["a", "b"] && script.seen.count == 1)
    }

    @Test("a list whose place is lost begins again, and gives nothing twice")
    func lostPlace() async throws {
        let script = ScriptedDrive { seen in
            switch seen.number {
            case 0, 2: return Self.list([("a", "D0"), ("b", "D0")], next: "P\(seen.number)")
            case 1: return .refusal(400, "invalid", "Invalid Value", location: "pageToken")
            default: return Self.list([("b", "D0"), ("c", "D0")])
            }
        }
        #expect(try await Self.children(.scripted(script), of: ["D0"]) == ["a", "b", "c"])
        #expect(script.seen.count == 4 && !script.seen[2].path.contains("pageToken"))
    }

    @Test("a list that loses its place again and again ends with an error")
    func neverEnds() async throws {
        let script = ScriptedDrive { seen in
            seen.path.contains("pageToken")
                ? .refusal(400, "invalid", "Invalid Value", location: "pageToken") : Self.list([("a", "D0")], next: "P")
        }
        let found = await code { _ = try await Self.children(.scripted(script), of: ["D0"]) }
        #expect(found == .conflict)
    }

    @Test("a page token that is no longer known is told to who asked for the page")
    func rejectedToken() async throws {
        let script = ScriptedDrive([.refusal(400, "invalid", "Invalid Value", location: "pageToken")])
        let drive = try GoogleDrive.scripted(script)
        let listing = await code { _ = try await drive.files(in: "D", after: "P") }
        let changes = await code { _ = try await drive.changes(since: "T") }
        #expect(listing == .conflict && changes == .conflict)
    }

    @Test("an incomplete search is an error, not a short list")
    func incomplete() async throws {
        let script = ScriptedDrive([Self.list([("a", "D")], rest: #","incompleteSearch":true"#)])
        let drive = try GoogleDrive.scripted(script)
        #expect(await code { _ = try await drive.search(FileQuery(), after: nil) } == .unavailable)
        #expect(await code { _ = try await drive.files(in: "D", after: nil) } == .unavailable)
        #expect(await code { _ = try await Self.children(drive, of: ["D0"]) } == .unavailable)
    }

    @Test("a shared drive is named in every list, and its items are asked for everywhere")
    func sharedDrive() async throws {
        let script = ScriptedDrive { seen in
            seen.path.contains("startPageToken") ? .json(#"{"startPageToken":"7"}"#) : Self.list([])
        }
        let drive = try GoogleDrive.scripted(script, ["drive": "SD"])
        #expect(drive.rootFolder == "SD")
        _ = try await drive.files(in: "SD", after: nil)
        let path = script.seen[0].path
        for part in ["corpora=drive", "driveId=SD", "supportsAllDrives=true", "includeItemsFromAllDrives=true"] {
            #expect(path.contains(part))
        }
        #expect(try await drive.changeToken() == "7")
        #expect(script.seen[1].path.contains("driveId=SD"))
    }

    @Test("names and folders are escaped in queries")
    func escaping() {
        #expect(DriveQuery.quoted(#"it's a \ "test""#) == #"'it\'s a \\ "test"'"#)
        let query = FileQuery(
            folder: "F", isTrashed: nil, mediaTypes: ["a/b", "c/d"], exceptMediaType: "e/f", name: "n'")
        #expect(
            DriveQuery.text(query)
                == #"'F' in parents and (mimeType = 'a/b' or mimeType = 'c/d') and mimeType != 'e/f' and name = 'n\''"#)
    }

    @Test("a name is compared sign by sign, since the service takes upper and lower case as one")
    func exactName() async throws {
        let script = ScriptedDrive([
            .json(
                #"{"files":[{"id":"1","name":"Report","mimeType":"x/y"},{"id":"2","name":"report","mimeType":"x/y"}]}"#)
        ])
        let page = try await GoogleDrive.scripted(script).search(FileQuery(name: "report"), after: nil)
        #expect(page.items.map(\.id) == ["2"])
    }

    @Test("the keys of folders and of what shortcuts point at are remembered")
    func resourceKeys() async throws {
        let script = ScriptedDrive([
            .json(
                #"{"files":[{"id":"D1","name":"d","mimeType":"application/vnd.google-apps.folder","resourceKey":"k1"},"#
                    + #"{"id":"S","name":"s","mimeType":"application/vnd.google-apps.shortcut","shortcutDetails":"#
                    + #"{"targetId":"D2","targetResourceKey":"k2"}}]}"#)
        ])
        let drive = try GoogleDrive.scripted(script)
        let page = try await drive.files(in: "root", after: nil)
        #expect(page.items[1].kind == .shortcut(target: "D2"))
        _ = try await drive.files(in: "D2", after: nil)
        _ = await code { _ = try await drive.file("D1") }
        #expect(script.seen.map(\.resourceKeys) == ["", "D2/k2", "D1/k1"])
    }

    @Test("changes tell files as they are, what is gone, and leave out drives")
    func changes() async throws {
        let script = ScriptedDrive([
            .json(
                #"{"newStartPageToken":"9","changes":[{"changeType":"file","fileId":"1","removed":true},"#
                    + #"{"changeType":"drive","driveId":"D"},{"changeType":"file","fileId":"2","removed":false,"#
                    + #""file":{"id":"2","name":"n","mimeType":"x/y","trashed":true}}]}"#)
        ])
        let page = try await GoogleDrive.scripted(script).changes(since: "7")
        #expect(page.isLast && page.next == "9" && page.changes.map(\.id) == ["1", "2"])
        #expect(page.changes[0].file == nil && page.changes[1].file?.isTrashed == true)
    }

    @Test("each call asks for the narrowest scope, and a refused token is renewed once")
    func scopes() async throws {
        let script = ScriptedDrive { seen in
            seen.request.headerFields[.authorization] == "Bearer token-2" ? Self.list([]) : .refusal(401, "authError")
        }
        let tokens = NumberedTokens()
        let drive = try GoogleDrive.scripted(script, access: tokens)
        _ = try await drive.files(in: "root", after: nil)
        #expect(Set(tokens.scopes) == [[DriveScope.metadata]] && script.seen.count == 2)
        let refusing = ScriptedDrive([.refusal(401, "authError")])
        let found = await code { _ = try await GoogleDrive.scripted(refusing).file("F") }
        #expect(found == .unauthorized && refusing.seen.count == 2)
    }

    @Test("without an account nothing is sent, and the sentence names the command and the setting")
    func noAccount() async throws {
        let script = ScriptedDrive([.init()])
        do {
            _ = try await GoogleDrive.scripted(script, access: nil).file("F")
            Issue.record("It was taken.")
        } catch let error as IntegrationError {
            #expect(error.code == .unauthorized && error.message.contains("steward connect google"))
            #expect(error.message.contains("`account`"))
        }
        #expect(script.seen.isEmpty)
    }

    @Test("rate refusals are waited out by the clock, others are not repeated")
    func retries() async throws {
        let clock = RecordingClock()
        let script = ScriptedDrive([
            .refusal(403, "userRateLimitExceeded"), .refusal(429, "rateLimitExceeded"), .status(503), Self.list([]),
        ])
        _ = try await GoogleDrive.scripted(script, clock: clock).files(in: "root", after: nil)
        #expect(script.seen.count == 4 && clock.sleeps.count >= 3)
        let final = ScriptedDrive([.refusal(403, "insufficientFilePermissions")])
        #expect(await code { _ = try await GoogleDrive.scripted(final).file("F") } == .forbidden)
        #expect(final.seen.count == 1)
    }
}
