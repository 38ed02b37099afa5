// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally

/// The source of a matter: which file, where in it, and the form around the cell as it was read, without names.
struct ReviewSourcePart: Part {
    let room: ReviewRoom
    let matter: ReviewCase

    private var language: Language { room.language }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    var html: HTML {
        """
        <h2>\(say(.reviewSource))</h2>
        \(crop)
        \(file)
        <h3>\(say(.reviewFormAsRead))</h3>
        \(form)
        <p class="quiet small">\(say(.reviewNamesHidden))</p>
        """
    }

    private var crop: HTML {
        guard room.desk.crop(matter) != nil else { return "" }
        return """
            <figure class="crop"><img src="\(ReviewPages.address(matter.id))/crop" alt="\(say(.reviewCrop))">\
            <figcaption>\(say(.reviewCrop))</figcaption></figure>
            """
    }

    private var file: HTML {
        guard let evidence = matter.evidence else { return "" }
        var pairs: [(name: String, value: HTML)] = [
            (say(.source), "<code>\(evidence.file)</code> \(evidence.place)")
        ]
        if let scan = room.desk.scannedFile(matter) { pairs.append((say(.reviewScan), "<code>\(scan)</code>")) }
        if let sha256 = evidence.sha256 {
            pairs.append(
                (
                    say(.reviewWholeSource),
                    "<a href=\"/blobs/\(sha256)\">\(say(.download))</a> <code>\(sha256.prefix(16))</code>"
                ))
        }
        return Facts(pairs: pairs).html
    }

    private var form: HTML {
        let lines = room.desk.lines(matter)
        guard !lines.isEmpty, let form = matter.leading.form else {
            return "<p class=\"quiet\">\(say(.reviewNoForm))</p>"
        }
        let rows = lines.map { line in
            let name = line.rowNumber.map { "\(say(.number)) \($0)" } ?? line.cell.label(on: form, language)
            let label: HTML = line.isSubject ? "<strong>\(name)</strong>" : "\(name)"
            let value: HTML = "\(line.value.text(language))"
            return DataTable.Row(
                [label, line.isSubject ? "<strong>\(value)</strong>" : value],
                mark: line.isSubject ? .differs : nil)
        }
        return DataTable(
            name: say(.reviewFormAsRead), columns: [.init(say(.section)), .init(say(.value), isNumber: true)],
            rows: rows, narrow: .scroll
        ).html
    }
}

/// Both readings of a cell, what else it might be, the arithmetic with either, and why it is in the queue.
struct ReviewReadingsPart: Part {
    let room: ReviewRoom
    let matter: ReviewCase

    private var language: Language { room.language }
    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    var html: HTML { "\(readings)\(arithmetic)\(why)" }

    private var readings: HTML {
        guard matter.isAboutCell else { return "" }
        let readings = room.desk.readings(matter)
        func number(_ value: Int?) -> HTML { "<strong>\(value.map(language.number) ?? say(.reviewNotRead))</strong>" }
        var pairs: [(name: String, value: HTML)] = [
            (say(.reviewDigits), number(readings.digits)), (say(.reviewWords), number(readings.words)),
        ]
        if let model = readings.model { pairs.append((say(.reviewModel), number(model))) }
        if !readings.alternatives.isEmpty {
            let numbers = readings.alternatives.map(language.number).joined(separator: " · ")
            pairs.append((say(.reviewAlternatives), "\(numbers)"))
        }
        return "<h2>\(say(.reviewReadings))</h2>\(Facts(pairs: pairs))"
    }

    private var arithmetic: HTML {
        let identities = room.desk.identities(matter)
        guard !identities.isEmpty, let form = matter.leading.form else { return "" }
        let rows = identities.map { line in
            DataTable.Row([
                "\(line.identity.formula(on: form, language))", outcome(line.withDigits), outcome(line.withWords),
            ])
        }
        let table = DataTable(
            name: say(.reviewArithmetic),
            columns: [.init(say(.identity)), .init(say(.reviewWithDigits)), .init(say(.reviewWithWords))], rows: rows)
        return "<h2>\(say(.reviewArithmetic))</h2>\(table)"
    }

    private func outcome(_ outcome: ReviewIdentity.Outcome?) -> HTML {
        switch outcome {
        case .holds: return Badge(say(.holds), .good).html
        case .fails(let left, let right):
            let sides = "\(language.number(left)) ≠ \(language.number(right))"
            return "\(Badge(say(.broken), .high)) \(sides)"
        case .notCheckable: return "\(say(.notCheckable))"
        case nil: return "–"
        }
    }

    private var why: HTML {
        let form = matter.leading.form ?? .announcement
        let reasons = matter.findings.prefix(5).map { finding -> HTML in
            let changes = finding.smallestChanges.filter { matter.cell == nil || $0.cell == matter.cell }.prefix(2)
                .map { change -> HTML in "<br><span class=\"quiet\">\(change.sentence(on: form, language))</span>" }
            return "<li>\(finding.title(language))\(Array(changes))</li>"
        }
        return "<h2>\(say(.reviewWhy))</h2><ul>\(Array(reasons))</ul>"
    }
}

/// What each key does. Open or closed, it stands at the end of the page; the keys themselves need the script.
struct ReviewKeysPart: Part {
    let language: Language
    let isAboutCell: Bool

    private func say(_ phrase: Phrase) -> String { phrase.text(language) }

    var html: HTML {
        let answers: [(keys: KeyHint, meaning: String)] =
            isAboutCell
            ? [
                (KeyHint("1"), say(.reviewTakeDigits)), (KeyHint("2"), say(.reviewTakeWords)),
                (KeyHint("3"), say(.reviewFocusValue)), (KeyHint("4"), say(.reviewIllegible)),
                (KeyHint("5"), say(.reviewWrongFile)), (KeyHint("6"), say(.reviewNothing)),
            ]
            : [
                (KeyHint("1"), say(.reviewStands)), (KeyHint("2"), say(.reviewUnfounded)),
                (KeyHint("5"), say(.reviewWrongFile)),
            ]
        let list = KeyList(
            entries: answers + [
                (KeyHint("j"), say(.reviewNext)), (KeyHint("k"), say(.reviewPrevious)),
                (KeyHint("s"), say(.reviewSkip)), (KeyHint("u"), say(.reviewUndo)),
                (KeyHint("?"), say(.reviewShowKeys)),
            ])
        return """
            <details class="card" id="review-keys"><summary>\(say(.reviewKeys)) \(KeyHint("?"))</summary>
            <div hidden><label class="choice"><input type="checkbox" id="review-keys-on" checked> \
            <span>\(say(.reviewUseKeys))</span></label></div>
            \(list)</details>
            """
    }
}

/// The way to the review, for those who may.
struct ReviewLink: Part {
    let language: Language

    var html: HTML {
        guard Reader.current?.scopes.contains(.review) ?? false else { return "" }
        return "<p class=\"actions\"><a class=\"button\" href=\"/review\">\(Phrase.review.text(language))</a></p>"
    }
}
