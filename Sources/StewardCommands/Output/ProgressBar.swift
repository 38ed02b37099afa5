// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Progress on standard error. A terminal gets one line that is redrawn; a file gets a line at every tenth.
struct ProgressBar {
    let label: String
    let total: Int?
    let isOn: Bool
    let isTerminal: Bool
    private var lastTenth = -1
    private var lastDrawn = ContinuousClock.now - .seconds(1)

    init(label: String, total: Int?, isOn: Bool, isTerminal: Bool) {
        self.label = label
        self.total = total
        self.isOn = isOn
        self.isTerminal = isTerminal
    }

    /// Shows that `done` items are done.
    mutating func update(_ done: Int) {
        guard isOn else { return }
        if isTerminal {
            guard ContinuousClock.now - lastDrawn > .milliseconds(80) || done == total else { return }
            lastDrawn = .now
            Printer.standardError("\r\u{1B}[K" + line(done))
        } else if let total, total > 0, done * 10 / total > lastTenth {
            lastTenth = done * 10 / total
            Printer.standardError(line(done) + "\n")
        }
    }

    /// Ends the line.
    mutating func finish(_ done: Int) {
        guard isOn else { return }
        if isTerminal {
            Printer.standardError("\r\u{1B}[K" + line(done) + "\n")
        } else if total == nil {
            Printer.standardError(line(done) + "\n")
        }
    }

    /// The bar's text: `Importing  [#########-----------]  45 %  357/794`.
    func line(_ done: Int) -> String {
        guard let total, total > 0 else { return "\(label)  \(done)" }
        let part = min(20, done * 20 / total)
        let bar = String(repeating: "#", count: part) + String(repeating: "-", count: 20 - part)
        return "\(label)  [\(bar)]  \(min(100, done * 100 / total)) %  \(done)/\(total)"
    }
}
