// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// When a set's backups are proved by restoring them, and what must hold in what was restored.
package struct ProofRule: Sendable, Hashable {
    /// Whether every run is followed by a proof of what it made.
    package var isAfterEveryRun: Bool
    /// Days after which the newest backup of each database is proved; `nil` for only when somebody asks.
    package var everyDays: Int?
    /// Days without a proof after which somebody is told.
    package var longestDays: Int
    /// What is asked of a restored database besides that its tables have the rows that the dump saw.
    package var questions: [Question]

    /// A weekly proof, and a word after a quarter without one.
    package init(
        isAfterEveryRun: Bool = false, everyDays: Int? = 7, longestDays: Int = 92, questions: [Question] = []
    ) {
        self.isAfterEveryRun = isAfterEveryRun
        self.everyDays = everyDays
        self.longestDays = longestDays
        self.questions = questions
    }

    /// One question to a restored database.
    package struct Question: Sendable, Hashable {
        /// What people call it.
        package var name: String
        /// The database that it is asked of; `nil` for each.
        package var database: String?
        /// One read-only statement that gives one row with one value.
        package var statement: String
        /// What the value must be.
        package var expectation: Expectation

        package init(name: String, database: String? = nil, statement: String, expectation: Expectation) {
            self.name = name
            self.database = database
            self.statement = statement
            self.expectation = expectation
        }
    }

    /// What an answer must be.
    package enum Expectation: Sendable, Hashable {
        /// This text.
        case equals(String)
        /// A number of at least this much.
        case atLeast(Int64)
        /// An instant at most so many hours before the backup was made.
        case withinHours(Int64)
    }
}

extension ProofRule {
    package var json: JSON {
        .known([
            "after_every_run": .bool(isAfterEveryRun), "every_days": everyDays.map { .integer(Int64($0)) },
            "longest_days": .integer(Int64(longestDays)), "questions": .array(questions.map(\.json)),
        ])
    }

    package init?(_ json: JSON) {
        guard let after = json["after_every_run"]?.bool, let longest = json["longest_days"]?.integer,
            let questions = json["questions"]?.array?.map(Question.init), !questions.contains(nil)
        else { return nil }
        self.init(
            isAfterEveryRun: after, everyDays: json["every_days"]?.integer.map { Int($0) }, longestDays: Int(longest),
            questions: questions.compactMap { $0 })
    }
}

extension ProofRule.Question {
    var json: JSON {
        .known([
            "name": .string(name), "database": database.map { .string($0) }, "statement": .string(statement),
            expectation.json.key: expectation.json.value,
        ])
    }

    init?(_ json: JSON) {
        guard let name = json["name"]?.string, let statement = json["statement"]?.string,
            let expectation = ProofRule.Expectation(json)
        else { return nil }
        self.init(name: name, database: json["database"]?.string, statement: statement, expectation: expectation)
    }
}

extension ProofRule.Expectation {
    fileprivate var json: JSON.Member {
        switch self {
        case .equals(let text): JSON.Member("equals", .string(text))
        case .atLeast(let number): JSON.Member("at_least", .integer(number))
        case .withinHours(let hours): JSON.Member("within_hours", .integer(hours))
        }
    }

    fileprivate init?(_ json: JSON) {
        if let text = json["equals"]?.string {
            self = .equals(text)
        } else if let number = json["at_least"]?.integer {
            self = .atLeast(number)
        } else if let hours = json["within_hours"]?.integer {
            self = .withinHours(hours)
        } else {
            return nil
        }
    }
}
