// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardJobs

@testable import Automation

/// Tasks of every shape.
enum RandomTask {
    static func make(_ random: inout some RandomNumberGenerator) -> WindowsTask {
        var task = WindowsTask()
        task.version = ["1.2", "1.3", "1.4"].randomElement(using: &random) ?? "1.2"
        task.registration.author = text(&random)
        task.registration.uri = text(&random)
        for _ in 0..<Int.random(in: 0...4, using: &random) { task.triggers.append(trigger(&random)) }
        if Bool.random(using: &random) {
            var principal = WindowsTask.Principal()
            principal.userID = text(&random)
            principal.runLevel = "HighestAvailable"
            task.principals = [principal]
        }
        task.settings.instances = TaskSettings.Instances.allCases.randomElement(using: &random) ?? .queue
        task.settings.disallowsStartOnBatteries = .random(using: &random)
        task.settings.startsWhenAvailable = .random(using: &random)
        task.settings.timeLimit = length(&random)
        task.settings.priority = .random(in: 0...10, using: &random)
        task.settings.idle.restartsOnIdle = .random(using: &random)
        if Bool.random(using: &random) {
            task.settings.restart = .init(interval: .seconds(60), count: .random(in: 1...255, using: &random))
        }
        task.settings.others = Bool.random(using: &random) ? [XMLElement("Unheard", text: "<&>")] : []
        task.actions = [
            .execute(.init(command: "a.exe", arguments: text(&random), folder: text(&random))),
            .other(XMLElement("SendEmail", attributes: [.init("a", "\"b\"")])),
        ]
        return task
    }

    private static func trigger(_ random: inout some RandomNumberGenerator) -> TaskTrigger {
        let kinds: [TaskTrigger.Days] = [
            .once, .daily(every: .random(in: 1...365, using: &random)),
            .weekly(every: .random(in: 1...52, using: &random), on: [.random(in: 0...6, using: &random), 3]),
            .monthly(on: [.random(in: 0...31, using: &random)], months: [.random(in: 1...12, using: &random), 5]),
        ]
        let day = LocalDay(number: .random(in: 0...30_000, using: &random))
        let offsets: [Int?] = [nil, 0, 3600, -12_600]
        var timed = TaskTrigger.Timed(
            start: .init(
                day: day, seconds: .random(in: 0..<86_400, using: &random),
                offset: offsets.randomElement(using: &random) ?? nil),
            days: kinds.randomElement(using: &random) ?? .once)
        timed.isEnabled = .random(using: &random)
        timed.randomDelay = length(&random)
        timed.timeLimit = length(&random)
        if Bool.random(using: &random) {
            timed.repetition = .init(
                interval: .seconds(Int.random(in: 60...86_400, using: &random)), duration: length(&random),
                stopsAtEnd: .random(using: &random))
        }
        return .timed(timed)
    }

    private static func length(_ random: inout some RandomNumberGenerator) -> Duration? {
        Bool.random(using: &random) ? .seconds(Int.random(in: 1...1_000_000, using: &random)) : nil
    }

    private static func text(_ random: inout some RandomNumberGenerator) -> String? {
        let pool = "ab\\\"<>&' é𝒳]"
        guard Bool.random(using: &random) else { return nil }
        let made = (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in pool.randomElement(using: &random) }
        return String(made).trimmingCharacters(in: .whitespaces)
    }
}
