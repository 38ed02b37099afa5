// SPDX-License-Identifier: Apache-2.0

/// One form as one source gives it: which form, where from, and every cell read.
package struct TallyDocument: Sendable {
    package var form: FormType
    package var kind: BallotKind
    package var area: Area
    /// `nil` on announcements.
    package var place: CountingPlace?
    /// The province as the source writes it, kept as it is.
    package var printedProvince: String
    package var source: SourceFile
    /// Readings of the numbered fields; a field that is not here is `notPresent`.
    package var fields: [FormField: Reading]
    /// The table in the order of the source.
    package var rows: [Row]
    /// What the source says of itself that is not on the form.
    package var claims: Claims
    /// The cells on the paper, when it was read from a scan here.
    package var scan: ScannedForm?

    package init(
        form: FormType, kind: BallotKind, area: Area, place: CountingPlace? = nil, printedProvince: String,
        source: SourceFile, fields: [FormField: Reading], rows: [Row], claims: Claims = Claims(),
        scan: ScannedForm? = nil
    ) {
        self.form = form
        self.kind = kind
        self.area = area
        self.place = place
        self.printedProvince = printedProvince
        self.source = source
        self.fields = fields
        self.rows = rows
        self.claims = claims
        self.scan = scan
    }

    /// The number in a field, or `nil` when it was not read as a number.
    package func number(_ field: FormField) -> Int? { fields[field].flatMap(counted) }

    /// What a cell counts for. On a scan, where the reader or two people established that nothing or a dash stands
    /// there, that is 0; of other sources nobody knows why nothing is there.
    func counted(_ reading: Reading) -> Int? {
        source.format == .scan ? reading.value.countedNumber : reading.number
    }

    /// One row of the table.
    package struct Row: Sendable, Hashable {
        /// The number printed or read at the row's start; `nil` when absent.
        package var number: Int?
        /// What stood there when it is no number ("A", "&"); `nil` otherwise.
        package var numberText: String?
        /// Candidate's name; empty on the party list.
        package var name: String
        /// Party's name; `nil` when the source says null.
        package var party: String?
        package var votes: Reading
        /// The list number some sources matched by the party's name (`party_code`); `nil` when absent.
        package var matchedNumber: Int?
        /// Where the row stands in the source file: 0-based index in its table, or line of a CSV file.
        package var position: Int

        package init(
            number: Int?, numberText: String? = nil, name: String = "", party: String?, votes: Reading,
            matchedNumber: Int? = nil, position: Int
        ) {
            self.number = number
            self.numberText = numberText
            self.name = name
            self.party = party
            self.votes = votes
            self.matchedNumber = matchedNumber
            self.position = position
        }
    }

    /// What a source adds about its own reading.
    package struct Claims: Sendable, Hashable {
        /// Sum of votes over the rows the source could match to names; `nil` when it has no such list.
        package var matchedSum: Int?
        /// Rows of the source's matched list as (number, matched number, party, votes), when it has one.
        package var matchedRows: [MatchedRow]
        /// The sum and good votes the source recorded when it was made; they may be stale.
        package var recordedSum: Int?
        package var recordedGood: Int?
        /// The name of the scanned file, when the source carries it.
        package var scannedFile: String?

        package init(
            matchedSum: Int? = nil, matchedRows: [MatchedRow] = [], recordedSum: Int? = nil, recordedGood: Int? = nil,
            scannedFile: String? = nil
        ) {
            self.matchedSum = matchedSum
            self.matchedRows = matchedRows
            self.recordedSum = recordedSum
            self.recordedGood = recordedGood
            self.scannedFile = scannedFile
        }
    }

    /// A row as the source matched it to its own list of names; unmatched rows have no `matchedNumber`.
    package struct MatchedRow: Sendable, Hashable {
        package var number: Int?
        package var matchedNumber: Int?
        package var name: String
        package var party: String?
        package var votes: Int
        package var isMatched: Bool

        package init(
            number: Int?, matchedNumber: Int?, name: String = "", party: String?, votes: Int, isMatched: Bool
        ) {
            self.number = number
            self.matchedNumber = matchedNumber
            self.name = name
            self.party = party
            self.votes = votes
            self.isMatched = isMatched
        }
    }
}

/// The file a document was read from.
package struct SourceFile: Sendable, Hashable {
    /// What kind of source it is; decides the credit shown.
    package enum Format: String, Sendable, Hashable {
        /// `matched/<kind>/<province>_<no>.json` of the public dataset.
        case matchedJSON = "ocr61-matched"
        /// `csv/*.csv` of the public dataset.
        case csv = "ocr61-csv"
        /// Steward's own JSON.
        case steward = "steward"
        /// Read from a scan here; see ``ScanReading``.
        case scan = "scan"
    }
    package var format: Format
    /// The path below the folder that was imported, as `constituency/10_1.json`.
    package var path: String
    /// SHA-256 of the file's bytes in lower-case hexadecimal.
    package var sha256: String

    package init(format: Format, path: String, sha256: String) {
        self.format = format
        self.path = path
        self.sha256 = sha256
    }
}
