// SPDX-License-Identifier: Apache-2.0
#if os(Linux)
    import Foundation
    import Testing

    @testable import StewardCommands

    @Suite("Memory of the program")
    struct ProgramMemoryTests {
        /// Kilobytes of files that are in this process's memory.
        private static func resident() throws -> Int {
            let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
            let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("RssFile:") })
            return try #require(Int(line.split(whereSeparator: \.isWhitespace)[1]))
        }

        @Test("What only the start needed is let go, and what is needed comes back")
        func leavesTheStart() throws {
            let before = try Self.resident()
            Memory.leaveStart()
            let after = try Self.resident()
            #expect(after < before)
            #expect("เลือกตั้ง".applyingTransform(.toLatin, reverse: false)?.isEmpty == false)
        }
    }
#endif
