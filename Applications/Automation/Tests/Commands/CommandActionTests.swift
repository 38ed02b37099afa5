// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Automation

@Suite("The payload of a command")
struct CommandActionTests {
    @Test("what is written is read again")
    func roundTrip() throws {
        var action = CommandAction(
            program: "/usr/bin/rsync", arguments: ["-a", "", "$HOME; rm"], folder: "/srv",
            environment: ["LANG": "C", "A_1": ""], secrets: ["RSYNC_PASSWORD": "rsync.password"],
            timeLimit: .seconds(60), outputLimit: 10, restart: .init(count: 3, interval: .seconds(300)))
        #expect(try CommandAction(action.json) == action)
        action.timeLimit = nil
        #expect(action.json["time_limit_seconds"] == 0)
        #expect(try CommandAction(action.json) == action)
        action = CommandAction(program: "echo $1", arguments: ["x"], usesShell: true)
        #expect(try CommandAction(action.json) == action)
    }

    @Test("what has its standard value is left out, and three days are the standard limit")
    func standard() throws {
        let action = CommandAction(program: "/bin/true")
        #expect(action.json == ["program": "/bin/true"])
        #expect(try CommandAction(["program": "/bin/true"]).timeLimit == .seconds(259_200))
    }

    @Test(
        "a payload that is wrong is refused with the member’s name",
        arguments: [
            (#"[]"#, "must be a JSON object"), (#"{}"#, "no “program”"), (#"{"program": ""}"#, "no “program”"),
            (#"{"program": "ls"}"#, "not an absolute path"), (#"{"program": 1}"#, "“program”"),
            (#"{"program": "/bin/ls", "argument": []}"#, "“argument”"),
            (#"{"program": "/bin/ls", "arguments": "a"}"#, "a list of texts"),
            (#"{"program": "/bin/ls", "arguments": [1]}"#, "a list of texts"),
            (#"{"program": "/bin/ls", "arguments": ["a\u0000b"]}"#, "zero byte"),
            (#"{"program": "/bin/ls", "folder": "srv"}"#, "“srv” is not an absolute path"),
            (#"{"program": "/bin/ls", "environment": {"A B": ""}}"#, "“A B”"),
            (#"{"program": "/bin/ls", "environment": {"1A": ""}}"#, "“1A”"),
            (#"{"program": "/bin/ls", "environment": {"A": ""}, "secrets": {"A": "x"}}"#, "both"),
            (#"{"program": "/bin/ls", "time_limit_seconds": -1}"#, "time_limit_seconds"),
            (#"{"program": "/bin/ls", "output_limit": 999999999}"#, "output_limit"),
            (#"{"program": "/bin/ls", "shell": "yes"}"#, "true or false"),
            (#"{"program": "/bin/ls", "restart": {"count": 0}}"#, "“count”"),
            (#"{"program": "/bin/ls", "restart": {"often": 1}}"#, "“often”"),
        ])
    func refused(text: String, part: String) throws {
        let json = try JSON(parsing: Array(text.utf8))
        let error = #expect(throws: AutomationError.self) { try CommandAction(json) }
        #expect(error?.code == .invalid)
        #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }
}
