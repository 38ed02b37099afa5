// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardIntegration
import StewardJobs

/// The words of notices.
struct AlertWords {
    let rules: AlertRules
    let now: Date

    func subject(_ telling: AlertBoard.Telling) -> String {
        let subject = telling.state.matter.subject
        return switch telling.sort {
        case .started: subject
        case .worse: "Worse: \(subject)"
        case .reminder: "Still: \(subject)"
        case .over: "Over: \(subject)"
        case .passed: "Came and went: \(subject)"
        }
    }

    func text(_ telling: AlertBoard.Telling) -> String {
        let state = telling.state
        let head = state.matter.text.isEmpty ? state.matter.subject : state.matter.text
        return head + "\n\n" + spell(telling) + footer(telling)
    }

    /// One line: how long, and from when.
    private func spell(_ telling: AlertBoard.Telling) -> String {
        let state = telling.state
        if telling.sort == .over || telling.sort == .passed {
            let end = state.goneAt ?? now
            return "It was so for \(span(from: state.since, to: end)), from \(time(state.since)) to \(time(end))."
        }
        let returns = state.returns > 0 ? " It came back \(state.returns) times lately." : ""
        guard telling.sort != .started else { return "Since \(time(state.since)).\(returns)" }
        return "It has been so for \(span(from: state.since, to: now)), since \(time(state.since)).\(returns)"
    }

    private func footer(_ telling: AlertBoard.Telling) -> String {
        guard telling.sort != .over, telling.sort != .passed else { return "" }
        let next = telling.state.remindAt.map { " You are told again \(time($0)) unless it is over." } ?? ""
        return
            "\(next)\nTo hear no more of it for a day: steward alerts mute \(Self.quoted(telling.state.topic)) --for 1d"
    }

    func digestSubject(_ tellings: [AlertBoard.Telling]) -> String {
        let open = tellings.count { $0.sort != .over && $0.sort != .passed }
        let ended = tellings.count - open
        let parts = [open > 0 ? "\(open) that last" : nil, ended > 0 ? "\(ended) that are over" : nil]
        return "\(tellings.count) matters: " + parts.compactMap { $0 }.joined(separator: ", ")
    }

    func digestText(_ tellings: [AlertBoard.Telling]) -> String {
        var text = ""
        for (place, telling) in tellings.enumerated() {
            let part = "\(place + 1). \(subject(telling))\n   \(spell(telling))\n"
            // The page has the rest.
            if text.utf8.count + part.utf8.count > 60_000 {
                return text + "\nand \(tellings.count - place) more: steward alerts list\n"
            }
            text += part
        }
        return text + "\nWhat each needs: steward alerts list\n"
    }

    /// `2026-03-29 14:05 Europe/Amsterdam`.
    func time(_ date: Date) -> String {
        let wall = rules.zone.wall(at: Int64(date.timeIntervalSince1970.rounded(.down)))
        let day = LocalDay(number: Int((wall - Self.modulo(wall)) / 86_400))
        let minute = Self.modulo(wall) / 60
        return "\(day) \(Self.two(minute / 60)):\(Self.two(minute % 60)) \(rules.zone.identifier)"
    }

    /// `3 days`, `2 hours`, `5 minutes`.
    func span(from start: Date, to end: Date) -> String {
        let minutes = Int(max(0, end.timeIntervalSince(start)) / 60)
        let (count, unit) =
            switch minutes {
            case 2880...: (minutes / 1440, "day")
            case 120...: (minutes / 60, "hour")
            default: (minutes, "minute")
            }
        return count == 0 ? "less than a minute" : "\(count) \(unit)\(count == 1 ? "" : "s")"
    }

    /// For a shell.
    static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || "-_.:/@".utf8.contains($0)
        }
        return isPlain
            ? text : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    private static func modulo(_ wall: Int64) -> Int64 {
        let rest = wall % 86_400
        return rest < 0 ? rest + 86_400 : rest
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
