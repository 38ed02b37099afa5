// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs
import StewardLedger
import Tally

/// What was verified, what runs, and the button.
extension BookPage {
    var verification: HTML {
        let content: HTML =
            """
            \(found)\(job.map(running) ?? "")
            <p class="quiet small">\(say(.verifyWhat))</p>
            """
        let card = Card(
            title: say(.verification), id: "verification-title", badge: badge, content: content, actions: button)
        return "<div id=\"verification\" data-part>\(card)</div>"
    }

    private var badge: Badge? {
        guard let verified = view.verified else { return Badge(say(.neverVerified), .hint) }
        return verified.isSound ? Badge(say(.verifiedSound), .good) : Badge(say(.verifiedBroken), .critical)
    }

    /// None while it is being verified: one at a time.
    private var button: HTML? {
        guard job == nil else { return nil }
        return """
            <form method="post" action="\(address)/verify">\(parts.formField)\
            \(Button(say(.verifyNow), view.verified == nil ? .primary : .plain))</form>
            """
    }

    private func running(_ job: Job) -> HTML {
        """
        <div \(parts.live(job)) data-percent><p>\(say(job.state == .running ? .verifyRuns : .verifyWaits)) \
        <a href="\(WorkParts.path(job.id))">\(say(.seeJob))</a></p>
        \(ProgressLine(job: job, words: words).html)</div>
        """
    }

    private var found: HTML {
        guard let verified = view.verified else { return "" }
        return verified.isSound ? sound(verified).html : broken(verified).html
    }

    private func sound(_ verified: BookVerification) -> NoticeBox {
        let last = words.number(max(0, verified.entries - 1))
        let head = LedgerParts(words: words).filled(.verifiedUpTo, n: last, time: words.time(verified.at))
        let signed =
            verified.signed.map { say(.verifiedSigned).replacing("{n}", with: words.count($0, .entries)) }
            ?? say(.verifiedUnsigned)
        let newer: HTML = verified.entries < book.size ? " \(say(.verifiedNewer))" : ""
        return NoticeBox(
            .good,
            """
            <p><strong>\(head)</strong> \(signed)\(newer)</p>
            <dl class="pairs"><dt>\(say(.proofRoot))</dt><dd><code>\(Hexadecimal.text(verified.root))</code></dd>\
            <dt>\(say(.verifyAskedBy))</dt><dd>\(names.long(verified.actor))</dd></dl>
            """)
    }

    private func broken(_ verified: BookVerification) -> NoticeBox {
        let items = verified.problems.prefix(Self.shownProblems).map { problem -> HTML in
            let place = place(of: problem)
            return """
                <li>\(place): <span lang="en">\(problem.fault)</span> \(say(.probably)) \
                <span lang="en">\(problem.cause)</span></li>
                """
        }
        let rest = verified.problemCount - Int64(items.count)
        let more: HTML =
            rest > 0 ? "<p>\(say(.verifyMore).replacing("{n}", with: words.number(rest)))</p>" : ""
        return NoticeBox(
            .bad, title: say(.verifyFails),
            """
            <p>\(LedgerParts(words: words).filled(.verifyFound, time: words.time(verified.at)))</p>
            <ul>\(items)</ul>\(more)
            <p>\(say(.verifyRepair))</p>
            """)
    }

    private static var shownProblems: Int { 10 }

    /// Where it fails: an entry, with the way to it, or a part of the book.
    private func place(of problem: BookVerification.Problem) -> HTML {
        if let sequence = problem.sequence {
            let text = say(.problemOfEntry).replacing("{n}", with: words.number(sequence))
            return "<a href=\"\(LedgerPages.address(book.id.name, sequence))\">\(text)</a>"
        }
        switch problem.place {
        case "ledger_node": return "\(say(.problemOfTree))"
        case "ledger_checkpoint": return "\(say(.problemOfCheckpoint))"
        default: return "\(say(.problemOfBook))"
        }
    }
}
