// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardProcess
import StewardTestKit
import Testing

@testable import StewardCommands

/// The unit for systemd, and what the server tells it.
@Suite(.timeLimit(.minutes(1))) struct ServiceTests {
    private static let analyzer = "/usr/bin/systemd-analyze"
    private static let unit = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "scripts/systemd/steward.service").path
    private static var hasAnalyzer: Bool { FileManager.default.isExecutableFile(atPath: analyzer) }

    private static func analyze(_ arguments: String...) async throws -> ProgramResult {
        let program = Program(analyzer, arguments, environment: ["PATH": "/usr/bin:/bin", "SYSTEMD_COLORS": "0"])
        return try await program.run(limits: .init(time: .seconds(30)))
    }

    @Test("the unit is right by systemd-analyze verify", .enabled(if: hasAnalyzer, "systemd is not installed."))
    func verify() async throws {
        let folder = try TemporaryFolder("unit")
        // The program need not be installed where the tests run.
        let text = try String(contentsOfFile: Self.unit, encoding: .utf8)
        let here = text.replacing("/usr/local/bin/steward", with: "/bin/true")
        #expect(here != text)
        let result = try await Self.analyze("verify", try folder.write("steward.service", Array(here.utf8)))
        #expect(result.isSuccess && result.errorText.isEmpty, "\(result.errorText)")
        let broken = here.replacing("ProtectSystem=strict", with: "ProtectSystem=maybe")
        let second = try await Self.analyze("verify", try folder.write("broken.service", Array(broken.utf8)))
        #expect(second.errorText.contains("protect system"), "the check would not see a mistake")
    }

    @Test("the unit's exposure is below 2 of 10", .enabled(if: hasAnalyzer, "systemd is not installed."))
    func security() async throws {
        let result = try await Self.analyze("security", "--offline=yes", "--threshold=20", "--no-pager", Self.unit)
        #expect(result.isSuccess, "\(result.text) \(result.errorText)")
        let open = try await Self.analyze("security", "--offline=yes", "--threshold=5", "--no-pager", Self.unit)
        #expect(!open.isSuccess, "the check would not see an open unit")
    }

    @Test(
        "the unit with what is put over it for TLS is right too, and may use a low port",
        .enabled(if: hasAnalyzer, "systemd is not installed."))
    func overTLS() async throws {
        let folder = try TemporaryFolder("unit")
        let scripts = (Self.unit as NSString).deletingLastPathComponent
        func here(_ path: String) throws -> [UInt8] {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains("/usr/local/bin/steward"))
            return Array(text.replacing("/usr/local/bin/steward", with: "/bin/true").utf8)
        }
        let unit = try folder.write("steward.service", try here(Self.unit))
        try folder.write("steward.service.d/tls.conf", try here(scripts + "/tls.conf"))
        let result = try await Self.analyze("verify", unit)
        #expect(result.isSuccess && result.errorText.isEmpty, "\(result.errorText)")
        let shown = try String(contentsOfFile: scripts + "/tls.conf", encoding: .utf8)
        for line in [
            "PrivateUsers=no", "AmbientCapabilities=CAP_NET_BIND_SERVICE", "ExecReload=/bin/kill -HUP $MAINPID",
        ] {
            #expect(shown.contains("\n\(line)\n"), "\(line)")
        }
        try folder.write("steward.service.d/tls.conf", Array("[Service]\nPrivateUsers=perhaps\n".utf8))
        let wrong = try await Self.analyze("verify", unit)
        #expect(!wrong.errorText.isEmpty, "the check would not see a mistake")
    }

    /// A datagram socket as systemd has it.
    private final class Inbox {
        let path: String
        private let handle: Int32

        init(_ path: String) throws {
            self.path = path
            handle = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
            let size = socklen_t(MemoryLayout<sockaddr_un>.size)
            let result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(handle, $0, size) }
            }
            try #require(result == 0)
        }

        deinit { close(handle) }

        /// The next message that came; `nil` when none did.
        func next() -> String? {
            var bytes = [UInt8](repeating: 0, count: 500)
            let count = recv(handle, &bytes, bytes.count, Int32(MSG_DONTWAIT))
            return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
        }
    }

    @Test("systemd is told when the server is ready, alive and stopping")
    func notices() throws {
        let folder = try TemporaryFolder("notify")
        let inbox = try Inbox(folder.path("socket"))
        let notice = ServiceNotice(["NOTIFY_SOCKET": inbox.path])
        #expect(inbox.next() == nil)
        notice.ready()
        #expect(inbox.next()?.hasPrefix("READY=1\n") == true)
        notice.alive()
        #expect(inbox.next() == "WATCHDOG=1")
        notice.stopping()
        #expect(inbox.next()?.hasPrefix("STOPPING=1\n") == true)
        ServiceNotice([:]).ready()
        ServiceNotice(["NOTIFY_SOCKET": folder.path("nobody")]).ready()
        ServiceNotice(["NOTIFY_SOCKET": String(repeating: "x", count: 500)]).ready()
        #expect(inbox.next() == nil)
    }

    @Test("the watchdog's interval is half of what systemd allows, when it means this process")
    func watchdog() {
        #expect(ServiceNotice(["WATCHDOG_USEC": "60000000"]).watchdog == .seconds(30))
        #expect(ServiceNotice(["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "7"], process: 7).watchdog == .seconds(30))
        #expect(ServiceNotice(["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "8"], process: 7).watchdog == nil)
        for wrong in ["", "0", "-1", "soon"] { #expect(ServiceNotice(["WATCHDOG_USEC": wrong]).watchdog == nil) }
    }

    /// A clock whose sleeps are counted, and end with an error after a few.
    private actor ShortClock: Timekeeping {
        nonisolated var now: Date { Date(timeIntervalSince1970: 1_700_000_000) }
        private var left: Int
        init(sleeps: Int) { left = sleeps }
        func sleep(for duration: Duration) async throws {
            left -= 1
            if left < 0 { throw CancellationError() }
        }
    }

    @Test("signs of life are sent while the database answers, and stop when it does not")
    func signsOfLife() async throws {
        for (isWell, signs) in [(true, 4), (false, 0)] {
            let folder = try TemporaryFolder("notify")
            let inbox = try Inbox(folder.path("socket"))
            let notice = ServiceNotice(["NOTIFY_SOCKET": inbox.path, "WATCHDOG_USEC": "1000"])
            try await ServiceWatch(notice, clock: ShortClock(sleeps: 3)) { isWell }.run()
            var messages: [String] = []
            while let message = inbox.next() { messages.append(message) }
            #expect(messages.count { $0 == "WATCHDOG=1" } == signs)
            #expect(messages.last?.hasPrefix("STOPPING=1") == true)
        }
    }
}
