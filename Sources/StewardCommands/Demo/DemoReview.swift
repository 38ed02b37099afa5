// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import StewardServer
import Tally

/// The demonstration's review: two reviewers who looked at some matters each. Nobody signs in as them: their passwords
/// are random and kept nowhere. Most of the queue is left for who looks at the demonstration.
struct DemoReview {
    let installation: Installation

    /// Matters that both answered alike, that they answered differently, and that one of them answered.
    private static let (agreed, disputed, single) = (8, 2, 3)

    /// Fills the review, unless somebody reviewed already.
    func fill() async throws {
        let desks = ReviewDesks(installation.elections)
        let desk = try await desks.desk(DemoElection.name)
        guard desk.state.reviews.isEmpty else { return }
        let people = [try await person("demo-reviewer-1"), try await person("demo-reviewer-2")]
        let matters = desk.cases.filter { $0.isAboutCell && $0.needed > 1 && desk.readings($0).digits != nil }
        for (number, matter) in matters.prefix(Self.agreed + Self.disputed + Self.single).enumerated() {
            let answers = Self.answers(number, desk.readings(matter))
            for (reviewer, answer) in zip(people, answers) {
                let turn = try await desks.desk(DemoElection.name).shown(matter, to: reviewer).turn
                let submission = ReviewSubmission(
                    caseID: matter.id, answer: answer, reason: "An invented entry of the demonstration.", turn: turn)
                _ = try await desks.enter(submission, by: reviewer, in: DemoElection.name)
            }
        }
    }

    /// What the two say about a matter; the second may say nothing.
    private static func answers(_ number: Int, _ readings: ReviewReadings) -> [ReviewAnswer] {
        let value = readings.alternatives.first.map(ReviewAnswer.value) ?? .digits
        if number < agreed { return number.isMultiple(of: 2) ? [value, value] : [.digits, .digits] }
        return number < agreed + disputed ? [value, .illegible] : [.digits]
    }

    private func person(_ name: String) async throws -> Reviewer {
        // A random password of 256 bits needs no costly hash.
        let access = Access(
            installation: installation, cost: PasswordHash.Cost(logRounds: 4, blockSize: 8, parallelism: 1))
        let code = try await access.newInvitation(role: .reviewer)
        let password = Secret(ReviewDesks.randomSalt() + ReviewDesks.randomSalt())
        let signedIn = try await access.accept(
            code: code.reveal(), name: name, password: password, from: Caller(address: "", userAgent: "demo"))
        if let visitor = try await access.visitor(
            session: signedIn.token.reveal(), from: Caller(address: "", userAgent: "demo"))
        {
            try await access.endEverySession(of: signedIn.account.id, by: visitor)
        }
        return Reviewer(id: signedIn.account.actor)
    }
}
