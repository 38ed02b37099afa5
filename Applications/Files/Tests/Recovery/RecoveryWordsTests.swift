// SPDX-License-Identifier: Apache-2.0
import Files
import StewardCore
import Testing

@Suite("Recovery: words, filters, lists and old state files")
struct RecoveryWordsTests {
    @Test(
        "a policy has many names, whatever their case, blanks and dashes",
        arguments: [
            ("retain", "retain"), ("RetainOnDrive", "retain"), (" keep ", "retain"), ("Keep-On_Drive", "retain"),
            ("trash", "trash"), ("Move To Drive Trash", "trash"), ("move2trash", "trash"), ("MoveToTrash", "trash"),
            ("delete", "delete"), ("remove-from-drive", "delete"), ("PURGE", "delete"),
        ])
    func policies(text: String, name: String) throws {
        #expect(try RecoveryPolicy(parsing: text).rawValue == name)
    }

    @Test("an unknown policy is an error that suggests the nearest name, if one is near")
    func unknownPolicies() {
        let near = #expect(throws: UnknownRecoveryPolicy.self) { try RecoveryPolicy(parsing: "Trsh") }
        #expect(near?.suggestion == "trash")
        #expect(near?.description.contains("“trash”") == true)
        let far = #expect(throws: UnknownRecoveryPolicy.self) { try RecoveryPolicy(parsing: "archive") }
        #expect(far?.suggestion == nil)
        #expect(far?.normalised == "archive")
    }

    @Test("tokens of the extension filter are trimmed, folded and kept once, in order")
    func extensions() throws {
        let filter = try ExtensionFilter([" .JPG ", "tar..gz", "jpg", "min.js."])
        #expect(filter.tokens == ["jpg", "tar.gz", "min.js"])
        #expect(filter.fits("Photo.Jpg"))
        #expect(filter.fits("a.tar.gz"))
        #expect(!filter.fits("jpg"))
        #expect(!filter.fits("a.jpg.txt"))
        #expect(try ExtensionFilter([]).fits("anything"))
    }

    @Test("every token that cannot be an extension is named")
    func badExtensions() {
        let given = ["", " ", "a b", "a,b", "*", "a/b", "a\\b", "ä", "elevenchars", "..", "ok"]
        let error = #expect(throws: BadExtensions.self) { try ExtensionFilter(given) }
        #expect(error?.tokens == Array(given.dropLast()))
    }

    @Test("the service is asked for media types only when every token has one")
    func mediaTypes() throws {
        #expect(try ExtensionFilter(["jpg", "jpeg", "rar"]).mediaTypes == ["image/jpeg", "application/vnd.rar"])
        #expect(try ExtensionFilter(["jpg", "zst"]).mediaTypes.isEmpty)
    }

    @Test("a list of failed files is read as it is written, with commas, quotes and line breaks in names")
    func failedFiles() throws {
        let files = [
            FailedFile(sourceFolder: "F", id: "one", target: "a,b.txt"),
            FailedFile(id: "two", target: "say \"no\"\n.txt"), FailedFile(id: "three"),
        ]
        let text = FailedFilesList.header + files.map(FailedFilesList.line).joined()
        #expect(try FailedFilesList.parse(text) == files)
        #expect(try FailedFilesList.parse("file_id\r\none\r\n") == [FailedFile(id: "one")])
    }

    @Test(
        "a list that cannot be read is refused with its line",
        arguments: [
            ("", "empty"), ("id,target\n", "file_id"), ("file_id\n\"open\n", "Line 2"),
            ("source_folder_id,file_id\nx,\n", "Line 2"),
        ])
    func badLists(text: String, part: String) {
        let error = #expect(throws: FilesError.self) { try FailedFilesList.parse(text) }
        #expect(error?.description.contains(part) == true)
    }

    @Test("state files of versions 0 to 2 count every processed id as done, and say that this may be wrong")
    func oldStates() throws {
        for text in [
            #"{"total_found": 3, "processed_items": ["a", "b"], "unknown": 1}"#,
            #"{"schema_version": 1, "processed_items": ["a", "b"]}"#,
            #"{"schema_version": 2, "processed_items": ["a", "b"], "run_id": "x"}"#,
        ] {
            let state = try OldRecoveryState(parsing: Array(text.utf8))
            #expect(state.done.keys.sorted() == ["a", "b"])
            #expect(state.done["a"] == Set(RecoveryStep.allCases))
            #expect(state.warning?.contains("2 processed ids") == true)
        }
    }

    @Test("a state file of version 3 keeps the steps of each file and the scope")
    func newState() throws {
        let text = """
            {"schema_version": 3, "total_found": 2, "run_id": "r", "scope":
            {"source": "trash_query", "command": "recover_and_download", "key": "0123456789abcdef"},
            "processed_items": {"a": {"recovered": true, "downloaded": true, "post_restored": false,
            "last_attempt_iso": "2026-01-01T00:00:00+00:00"}, "b": {"recovered": true}}}
            """
        let state = try OldRecoveryState(parsing: Array(text.utf8))
        #expect(state.done == ["a": [.recovered, .downloaded], "b": [.recovered]])
        #expect(state.scope?.key == "0123456789abcdef")
        #expect(state.warning == nil)
    }

    @Test(
        "what is no state file is refused, naming the member",
        arguments: [
            ("[]", "object"), (#"{"schema_version": 4}"#, "schema_version"),
            (#"{"schema_version": 3, "processed_items": []}"#, "processed_items"),
            (#"{"processed_items": [1]}"#, "processed_items"),
        ])
    func badStates(text: String, part: String) {
        let error = #expect(throws: OldRecoveryState.Malformed.self) {
            try OldRecoveryState(parsing: Array(text.utf8))
        }
        #expect(error?.description.contains(part) == true)
    }

    @Test("one scope has one key, whatever the order; another filter has another")
    func scopes() throws {
        let one = RecoveryScope.trash(
            .recoverOnly, extensions: try ExtensionFilter(["jpg", "png"]), afterDate: nil, limit: 0)
        let same = RecoveryScope.trash(
            .recoverOnly, extensions: try ExtensionFilter(["png", "jpg"]), afterDate: nil, limit: 0)
        let other = RecoveryScope.trash(
            .recoverOnly, extensions: try ExtensionFilter(["png"]), afterDate: nil, limit: 0)
        #expect(one == same)
        #expect(one != other)
        #expect(one.key.utf8.count == 16)
        // The first 16 digits of the SHA-256 of “a|b”.
        #expect(RecoveryScope.files(.recoverOnly, ids: ["b", "a"]).key == "0eab8a0a3380abf4")
    }
}
