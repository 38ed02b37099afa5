// SPDX-License-Identifier: Apache-2.0
package import StewardCore

extension Schedule {
    /// The schedule as an object, for taking it to another installation. What is standard is left out, but for what
    /// every schedule has.
    package var json: JSON {
        var members: [JSON.Member] = [
            .init("name", .string(name)), .init("kind", .string(kind)), .init("payload", payload),
            .init("due", .string(trigger.description)), .init("zone", .string(zone.identifier)),
            .init("priority", .integer(Int64(priority))), .init("max_attempts", .integer(Int64(maxAttempts))),
            .init("grace_seconds", .integer(grace.components.seconds)),
            .init("random_delay_seconds", .integer(randomDelay.components.seconds)),
        ]
        if let timeLimit { members.append(.init("time_limit_seconds", .integer(timeLimit.components.seconds))) }
        if rules != .standard { members.append(.init("rules", rules.json)) }
        if let task { members.append(.init("task", .string(task))) }
        return .object(members)
    }

    /// Reads what ``json`` gives. Only `name`, `kind` and `due` must be there.
    /// - Parameter place: where it stands, for the sentence when something is wrong.
    /// - Throws: ``JobsError`` that names the place and the member.
    package init(_ json: JSON, place: String) throws(JobsError) {
        func wrong(_ sentence: String) -> JobsError { JobsError(.invalidRequest, "\(place): \(sentence)") }
        func text(_ key: String) throws(JobsError) -> String {
            guard let text = json[key]?.string else {
                throw wrong("the text “\(key)” is missing. Compare it with “steward schedules export”.")
            }
            return text
        }
        func number(_ key: String, _ standard: Int64, _ range: ClosedRange<Int64>) throws(JobsError) -> Int64 {
            guard let value = json[key] else { return standard }
            guard let number = value.integer, range.contains(number) else {
                throw wrong("“\(key)” must be a whole number from \(range.lowerBound) to \(range.upperBound).")
            }
            return number
        }
        let longest: Int64 = 315_360_000
        do throws(JobsError) {
            self.init(
                name: try text("name"), kind: try text("kind"), payload: json["payload"] ?? .object([]),
                trigger: try Trigger(parsing: try text("due")), zone: try LocalZone(json["zone"]?.string ?? "UTC"),
                priority: Int(try number("priority", 0, -1_000_000...1_000_000)),
                maxAttempts: Int(try number("max_attempts", 20, 1...100_000)),
                grace: .seconds(try number("grace_seconds", 3600, 0...longest)),
                randomDelay: .seconds(try number("random_delay_seconds", 0, 0...longest)),
                rules: try json["rules"].map { json throws(JobsError) in try ScheduleRules(json) } ?? .standard,
                task: json["task"]?.string)
            if json["time_limit_seconds"] != nil {
                timeLimit = .seconds(try number("time_limit_seconds", 1, 1...longest))
            }
            try validate()
        } catch {
            throw error.message.hasPrefix(place) ? error : wrong(error.message)
        }
    }
}
