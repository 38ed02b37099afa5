// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardIntegration
import StewardProcess

/// Talks on the terminal to the person who signs in. Everything goes to standard error, so that results can be piped.
struct TerminalPrompt: SignInPrompting {
    let isQuiet: Bool

    func open(_ address: String) async throws {
        Printer.standardError("Open this address in a browser, and agree there:\n\n  \(address)\n\n")
        guard ProcessInfo.processInfo.environment["DISPLAY"] != nil || Self.isMac else { return }
        // Where there is no such program, the person opens the address by hand.
        _ = try? await Program(Self.opener, [address]).run(limits: .init(time: .seconds(20), output: 1 << 16)) { _ in }
    }

    func pastedAddress() async throws -> String {
        guard let line = Terminal.ask("Paste the address that the browser ended at: "), !line.isEmpty else {
            throw IntegrationError(.cancelled, "No address was given; nothing was granted.")
        }
        return line
    }

    func show(code: String, at address: String, until expiry: Date) async throws {
        Printer.standardError(
            "On any device, open \(address) and type in the code \(code) before \(expiry.formatted(.iso8601)).\n")
    }

    #if os(macOS)
        private static let isMac = true
        private static let opener = "/usr/bin/open"
    #else
        private static let isMac = false
        private static let opener = "/usr/bin/xdg-open"
    #endif
}
