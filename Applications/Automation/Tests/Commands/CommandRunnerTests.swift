// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import StewardCore
import StewardStore
import StewardTestKit
import Testing

@testable import Automation

@Suite("Running a command", .timeLimit(.minutes(1)))
struct CommandRunnerTests {
    private func shell(_ line: String, _ arguments: [String] = []) -> CommandAction {
        CommandAction(program: line, arguments: arguments, usesShell: true)
    }

    @Test("both outputs are kept in their order, and the status is")
    func status() async throws {
        try await AutomationBench.with { bench in
            let run = try await bench.runner.run(shell("echo one; echo two >&2; echo three; exit 7"))
            #expect(run.ending == .exited(7))
            #expect(run.output == "one\ntwo\nthree\n")
            #expect(run.outputBytes == 14)
            #expect(run.outputSHA256 == Hex.text(SHA256.hash(data: Data("one\ntwo\nthree\n".utf8))))
            #expect(run.sentence("sh") == "sh ended with status 7: three")
            let killed = try await bench.runner.run(shell("kill -9 $$"))
            #expect(killed.ending == .signalled(9))
        }
    }

    @Test("without a shell nothing in an argument means anything")
    func noShell() async throws {
        try await AutomationBench.with { bench in
            let arguments = ["%s|", "$HOME", "; echo x", "`id`", "*", "", "a b"]
            let run = try await bench.runner.run(CommandAction(program: "/usr/bin/printf", arguments: arguments))
            #expect(run.output == "$HOME|; echo x|`id`|*||a b|")
            let asked = try await bench.runner.run(shell("printf '%s' \"$2\"", ["one", "$HOME"]))
            #expect(asked.output == "$HOME")
        }
    }

    @Test("nothing is inherited; the folder and the variables are those of the command")
    func environment() async throws {
        try await AutomationBench.with { bench in
            var action = CommandAction(program: "/usr/bin/env", environment: ["OWN": "1", "LANG": "th"])
            let run = try await bench.runner.run(action, job: "j1")
            let names = run.output.split(separator: "\n").map { $0.prefix { $0 != "=" } }.sorted()
            #expect(names == ["LANG", "OWN", "PATH", "STEWARD_JOB"])
            #expect(run.output.contains("LANG=th"))
            action = CommandAction(program: "/bin/pwd", folder: bench.folder.path)
            #expect(try await bench.runner.run(action).output == bench.folder.path + "\n")
        }
    }

    @Test("only the last part of a long output is kept; all of it is counted and hashed")
    func longOutput() async throws {
        try await AutomationBench.with { bench in
            var action = shell(
                "i=0; while [ $i -lt 3000 ]; do echo \"line $i ......................\"; i=$((i+1)); done")
            action.outputLimit = 100
            let run = try await bench.runner.run(action)
            let all = (0..<3000).map { "line \($0) ......................\n" }.joined()
            #expect(run.outputBytes == Int64(all.utf8.count))
            #expect(run.outputSHA256 == Hex.text(SHA256.hash(data: Data(all.utf8))))
            #expect(run.output == all.suffix(100))
            action.outputLimit = 0
            #expect(try await bench.runner.run(action).output.isEmpty)
        }
    }

    @Test("a secret is a variable, and is taken out of the output")
    func secrets() async throws {
        try await AutomationBench.with { bench in
            try await bench.automation.vault.put(Secret("hunter2-é"), named: "mail.password", by: "tests")
            var action = shell("echo \"<$PW> and $PW\"; tr '\\0' ' ' < /proc/$$/cmdline; printf '%s' \"$PW\" | wc -c")
            action.secrets = ["PW": "mail.password"]
            let run = try await bench.runner.run(action)
            #expect(run.output.hasPrefix("<[secret]> and [secret]\n"))
            #expect(!run.output.contains("hunter2"))
            #expect(run.output.hasSuffix("10\n"))
            action.secrets = ["PW": "other"]
            #expect(try await bench.runner.run(action).ending.reason?.contains("no stored secret “other”") == true)
        }
    }

    @Test("what cannot run is said in one sentence, before it is tried and at the run")
    func notThere() async throws {
        try await AutomationBench.with { bench in
            let plain = try bench.folder.write("plain", Array("#!/bin/sh\n".utf8))
            let script = try bench.folder.write("script", Array("#! /nowhere/python -u\nprint()\n".utf8))
            #expect(chmod(script, 0o755) == 0)
            let cases: [(CommandAction, AutomationError.Code)] = [
                (CommandAction(program: script), .notFound),
                (CommandAction(program: "/nowhere/at/all"), .notFound),
                (CommandAction(program: bench.folder.path), .invalid), (CommandAction(program: plain), .denied),
                (CommandAction(program: "/bin/true", folder: "/nowhere"), .notFound),
                (CommandAction(program: "/bin/true", secrets: ["A": "none"]), .notFound),
            ]
            for (action, code) in cases {
                let error = await #expect(throws: AutomationError.self) {
                    try await bench.automation.check(kind: CommandAction.kind, payload: action.json)
                }
                #expect(error?.code == code, "\(action.program)")
                let run = try await bench.runner.run(action)
                #expect(run.ending == .notStarted(error?.description ?? ""))
            }
            try await bench.automation.check(kind: CommandAction.kind, payload: ["program": "/bin/true"])
            try await bench.automation.check(kind: "of.others", payload: ["anything": 1])
        }
    }

    /// Three generations that ignore SIGTERM and write their process ids.
    private func stubborn(_ folder: TemporaryFolder) -> CommandAction {
        let line = """
            trap '' TERM; echo $$ > "$1/a"
            ( trap '' TERM; echo hello; sh -c 'trap "" TERM; echo $$ > "$0/b"; while :; do sleep 1; done' "$1" ) &
            while :; do sleep 1; done
            """
        return CommandAction(program: line, arguments: [folder.path], usesShell: true)
    }

    private func isAlive(_ name: String, _ folder: TemporaryFolder) throws -> Bool {
        let text = String(decoding: try folder.bytes(name), as: UTF8.self).trimmingCharacters(in: .newlines)
        let process = try #require(pid_t(text))
        guard kill(process, 0) == 0 else { return false }
        // One that is dead and not yet collected by init does nothing any more.
        let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return status?.split(separator: ")").last?.split(separator: " ").first.map { $0 != "Z" } ?? false
    }

    /// Nobody waits for grandchildren, so the kernel may need a moment after SIGKILL.
    private func expectEnded(_ folder: TemporaryFolder) async throws {
        let deadline = ContinuousClock.now + .seconds(10)
        for name in ["a", "b"] {
            var alive = try isAlive(name, folder)
            while alive, ContinuousClock.now < deadline {
                await Task.yield()
                alive = try isAlive(name, folder)
            }
            #expect(!alive, "\(name)")
        }
    }

    @Test("at the time limit everything that it started is ended, also what ignores SIGTERM")
    func timeLimit() async throws {
        try await AutomationBench.with { bench in
            var action = stubborn(bench.folder)
            action.timeLimit = .seconds(2)
            let run = try await bench.runner.run(action)
            #expect(run.ending == .timedOut(.seconds(2)))
            #expect(run.output == "hello\n")
            #expect(run.sentence("sh") == "sh ran longer than its 2 s and was ended: hello")
            try await expectEnded(bench.folder)
        }
    }

    @Test("cancelling ends everything that it started")
    func cancelled() async throws {
        try await AutomationBench.with { bench in
            let (action, runner) = (stubborn(bench.folder), bench.runner)
            let task = Task { try await runner.run(action) }
            while (try? bench.folder.bytes("b"))?.isEmpty ?? true { await Task.yield() }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            try await expectEnded(bench.folder)
        }
    }

    @Test("a secret at the edge of what is kept cannot be read in part")
    func edge() {
        let secret = Secret("0123456789")
        for before in 0..<40 {
            let output = CommandOutput(keeping: 20)
            output.take(Array(String(repeating: "a", count: 200_000 + before).utf8))
            output.take(Array(("0123456789" + String(repeating: "b", count: 15)).utf8))
            let text = output.text(without: [secret])
            #expect(!text.contains("9") && text.hasSuffix("bbb"), "\(text)")
            let many = CommandOutput(keeping: 20)
            many.take(Array(String(repeating: "a", count: 200_000 + before).utf8))
            many.take(Array((String(repeating: "0123456789", count: 6) + "b").utf8))
            let short = many.text(without: [secret, Secret("6789")])
            #expect(short.allSatisfy { !$0.isNumber } && short.hasSuffix("b"), "\(short)")
        }
    }
}

extension CommandRun.Ending {
    fileprivate var reason: String? { if case .notStarted(let reason) = self { reason } else { nil } }
}
