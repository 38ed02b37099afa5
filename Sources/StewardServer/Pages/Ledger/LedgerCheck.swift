// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import StewardCore
import StewardLedger
import StewardStore
import Synchronization
import Tally

/// Whether the records hold a file.
enum LedgerCheck {
    /// An entry that names the file.
    struct Mention: Sendable, Hashable {
        let book: String
        let sequence: Int64
        let kind: String
    }

    /// What is answered.
    enum Answer: Sendable, Hashable {
        /// What was given is no SHA-256.
        case wrong
        /// The entries that name it, at most ``limit``, and whether the file itself is kept here.
        case held([Mention], isKept: Bool)
        case notHeld
    }

    /// More would not be read.
    static let limit = 20

    /// Looks through every book that the visitor may look into; entries of open reviews are left out.
    /// - Parameter text: 64 hexadecimal digits, of any case, with blanks around them; also a line of `sha256sum`.
    /// - Throws: 503 while somebody else is looking: reading every book is the most that one request may ask for.
    static func answer(sha256 text: String, _ context: PageContext, _ site: Site) async throws -> Answer {
        guard let id = hash(text) else { return .wrong }
        guard !isBusy.exchange(true, ordering: .acquiring) else {
            throw HTTPError(
                .serviceUnavailable, headers: [.retryAfter: "2"], message: Phrase.checkBusy.text(context.language))
        }
        defer { isBusy.store(false, ordering: .releasing) }
        var mentions: [Mention] = []
        let books = try await site.installation.ledger.books()
        for book in try await BookReading.shown(books, to: context.visitor, site)
        where BookReading.allows(book.id, to: context.visitor) && mentions.count < limit {
            mentions += try await self.mentions(of: id, in: book.id, site, room: limit - mentions.count)
        }
        guard !mentions.isEmpty else { return .notHeld }
        return .held(mentions, isKept: site.installation.blobs.contains(id))
    }

    private static let isBusy = Atomic(false)

    private static func mentions(
        of id: BlobID, in book: BookID, _ site: Site, room: Int
    ) async throws -> [Mention] {
        do {
            let veil = try await ReviewVeil(book, site)
            // Some of what is found may be hidden, so a little more is looked for.
            let found = try await site.installation.ledger.entries(holding: id.hex, in: book, limit: room + 100)
            return found.filter { !veil.hides($0.sequence) }.prefix(room).map {
                Mention(book: book.name, sequence: $0.sequence, kind: $0.kind)
            }
        } catch  where BookDamage.isOne(error) {
            // A damaged book names nothing; its own page says that it is damaged.
            return []
        }
    }

    private static func hash(_ text: String) -> BlobID? {
        guard text.utf8.count <= 5000, let word = text.split(whereSeparator: \.isWhitespace).first else { return nil }
        // sha256sum marks names with unusual letters by a backslash before the hash.
        let digits = word.hasPrefix("\\") ? word.dropFirst() : word
        return BlobID(digits.lowercased())
    }
}

extension LedgerCheck {
    /// The page with the form and, after it was used, the answer.
    /// - Parameters:
    ///   - asked: what was typed.
    ///   - answer: `nil` before anything was asked.
    static func page(_ asked: String, _ answer: Answer?, _ context: PageContext, _ site: Site) -> Response {
        let words = context.words(site)
        let field = FieldRow(
            name: "sha256", label: "SHA-256", kind: .text, value: String(asked.prefix(200)),
            help: words.say(.checkHelp),
            error: answer == .wrong ? words.say(.checkWrong) : nil, isRequired: true, autocomplete: "off", limit: 200)
        let body: HTML = """
            \(LedgerParts(words: words).trail())
            <h1>\(words.say(.checkFile))</h1>
            \(answer.map { html($0, words) } ?? "")
            <form class="fields" method="get" action="/ledger/check">
            \(field)
            <div class="field" data-file-hash data-busy="\(words.say(.checkComputing))" \
            data-large="\(words.say(.checkTooLarge))" hidden>
            <label for="field-local">\(words.say(.checkLocal))</label>
            <input type="file" id="field-local">
            <p class="help" role="status" aria-live="polite"></p></div>
            <p class="field">\(Button(words.say(.checkDo), .primary))</p>
            </form>
            \(CheckUpload.form(context, site))
            <script type="module" src="/assets/file-hash.js"></script>
            """
        return LedgerPages.frame(words.say(.checkFile), "/ledger/check", body, context)
    }

    /// The answer as a part of a page.
    static func html(_ answer: Answer, _ words: Words) -> HTML {
        switch answer {
        case .wrong: return ""
        case .notHeld:
            return NoticeBox(
                .warn, title: words.say(.checkNotHeld), isAnswer: true, "<p>\(words.say(.checkNotHeldHelp))</p>"
            ).html
        case .held(let mentions, let isKept):
            let items = mentions.map { mention -> HTML in
                """
                <li><a href="\(LedgerPages.address(mention.book, mention.sequence))">\(mention.book), \
                \(words.say(.entry)) \(mention.sequence)</a> <span class="quiet">\(mention.kind)</span></li>
                """
            }
            let first = words.say(.checkFirst).replacing("{n}", with: words.count(limit, .entries))
            let more: HTML = mentions.count < limit ? "" : "<p>\(first)</p>"
            let kept: HTML = isKept ? "<p>\(words.say(.checkKept))</p>" : ""
            return NoticeBox(
                .good, title: words.say(.checkHeld), isAnswer: true, "<ul>\(items)</ul>\(more)\(kept)"
            ).html
        }
    }

    static func json(_ answer: Answer) -> JSON {
        switch answer {
        case .wrong, .notHeld: return ["held": false, "kept": false, "entries": []]
        case .held(let mentions, let isKept):
            let entries = mentions.map { mention -> JSON in
                [
                    "book": .string(mention.book), "entry": .integer(mention.sequence), "kind": .string(mention.kind),
                ]
            }
            return ["held": true, "kept": .bool(isKept), "entries": .array(entries)]
        }
    }
}
