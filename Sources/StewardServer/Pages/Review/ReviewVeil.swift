// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import Tally

/// Which entries of a book no page shows, whoever asks: those of reviews that are not settled. A person's own are
/// hidden too, and an owner's pages are no exception, since owners review as well. Each such entry holds 128 random
/// bits, so that its hash and its proof, which are shown, do not tell what is in it.
///
/// Whoever reads the database itself, or an export made on the machine, sees everything.
struct ReviewVeil: Sendable {
    private let hidden: Set<Int64>

    /// - Throws: the database's error. A book that cannot be understood is none of a review.
    init(_ book: BookID, _ site: Site) async throws {
        let prefix = Elections.book("").name
        guard book.name.hasPrefix(prefix) else {
            hidden = []
            return
        }
        let election = String(book.name.dropFirst(prefix.count))
        do {
            hidden = try await site.reviews.desk(election).hidden
        } catch let error as TallyError {
            // Without its forms a desk cannot be made; what is open follows from the entries alone.
            hidden = error.code == .notFound ? [] : try await site.installation.elections.state(election).hiddenEntries
        }
    }

    func hides(_ sequence: Int64) -> Bool { hidden.contains(sequence) }

    /// The first of them; `nil` when nothing is hidden.
    var first: Int64? { hidden.min() }
}

/// The part of a finding's page about its review: the matters, open or with what they came to.
struct ReviewOfFinding: Part {
    private let matters: [(matter: ReviewCase, label: String, settled: ReviewOutcome?, people: Int)]
    private let language: Language

    init(_ finding: Finding, _ election: String, _ context: PageContext, _ site: Site) async {
        language = context.language
        guard let desk = try? await site.reviews.desk(election) else {
            matters = []
            return
        }
        let language = context.language
        let id = finding.id
        matters = desk.cases.filter { matter in matter.findings.contains { $0.rule == finding.rule && $0.id == id } }
            .map { matter in
                let standing = desk.standing(matter)
                let form = matter.leading.form ?? .announcement
                let label = matter.cell?.label(on: form, language) ?? matter.leading.rule.title(language)
                return (matter, label, standing.settled, standing.agreeing)
            }
    }

    var html: HTML {
        guard !matters.isEmpty else { return "" }
        let rows = matters.map { matter, label, settled, people -> HTML in
            let state: HTML =
                settled.map { "<strong>\($0.text(language))</strong> (\(people))" }
                ?? "\(Phrase.reviewOpen.text(language))"
            return "<li><a href=\"\(ReviewPages.address(matter.id))\">\(label)</a>: \(state)</li>"
        }
        return "<p>\(Phrase.review.text(language)):</p><ul>\(rows)</ul>"
    }
}
