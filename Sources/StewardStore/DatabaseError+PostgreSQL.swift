// SPDX-License-Identifier: Apache-2.0
import CPostgres

extension DatabaseError {
    /// PostgreSQL's failure in the store's words.
    ///
    /// Only the primary message is used, and not that of data errors: it, the detail and the hint may hold values.
    init(sqlState: String, message: String, constraint: String?) {
        func make(_ kind: Code, _ sentence: String) -> Self { Self(kind, sentence, engineCode: sqlState) }
        self =
            switch sqlState {
            case "57014": make(.interrupted, "The statement was interrupted or ran longer than allowed.")
            case "40001", "40P01", "55P03", "26000":
                make(.conflict, "Another transaction was in the way: \(message).")
            case "0A000" where message.contains("cached plan"):
                make(.conflict, "A table changed meanwhile: \(message).")
            case "53100": make(.storage, "The disk of the PostgreSQL server is full; free some space.")
            case "58030": make(.storage, "The PostgreSQL server cannot write: \(message).")
            case "25006": make(.statement, Self.readOnly.message)
            case "57P01", "57P02", "57P03", "57P05", "25P03":
                make(.unavailable, "PostgreSQL closed the connection: \(message).")
            case _ where sqlState.hasPrefix("08") || sqlState.hasPrefix("53"):
                make(.unavailable, "PostgreSQL cannot serve the request: \(message).")
            case _ where sqlState.hasPrefix("23"):
                make(.constraint, "The change was refused by the constraint \(constraint ?? "of a column").")
            case _ where sqlState.hasPrefix("22"): make(.statement, "A value does not fit where the statement puts it.")
            case _ where sqlState.hasPrefix("XX0"): make(.corrupt, "The PostgreSQL server reports damage: \(message).")
            default: make(.statement, "The statement failed: \(message).")
            }
    }

    /// The failure that a result describes.
    init(_ result: OpaquePointer?, redactedBy address: PostgresAddress) {
        func field(_ letter: Unicode.Scalar) -> String? {
            PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) }
        }
        let message = field("M") ?? String(cString: PQresultErrorMessage(result))
        self.init(
            sqlState: field("C") ?? "", message: address.redact(message), constraint: field("n") ?? field("c"))
    }
}
