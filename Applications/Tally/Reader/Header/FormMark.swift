// SPDX-License-Identifier: Apache-2.0
import StewardImaging
import Tally

/// What a page says about the form it belongs to.
package struct FormMark: Sendable, Encodable, Equatable {
    /// Which form it is, as `5/17`; `nil` when the text does not clearly say.
    package var form: String?
    /// `constituency` or `party_list`; `nil` when title and columns do not clearly say the same.
    package var ballot: String?
}

extension FormMark {
    /// From the title and what is said below it. The code box is not trusted: its Thai digits are often misread.
    ///
    /// - Parameters:
    ///   - text: the text above the table.
    ///   - columns: of the table; 0 when the page has none.
    init(text: PrintedText, columns: Int) {
        let form = Self.form(text)
        self.form = form?.rawValue
        // Lists of parties have no names of candidates: one column less. Announcements may have one for remarks.
        let columns = form == .announcement ? 0 : columns
        let party = text.count(of: "แบบบัญชีรายชื่อ")
        let constituency = text.count(of: "แบบแบ่งเขตเลือกตั้ง")
        if party > 0, constituency == 0, columns == 3 || columns == 0 { ballot = BallotKind.partyList.rawValue }
        if constituency > 0, party == 0, columns == 4 || columns == 0 { ballot = BallotKind.constituency.rawValue }
    }

    private static func form(_ text: PrintedText) -> FormType? {
        if text.has("ประกาศคณะกรรมการ") { return .announcement }
        let isOutside = text.has("นอกราชอาณาจักร")
        let isBefore = text.has("ก่อนวันเลือกตั้ง")
        switch (isOutside, isBefore) {
        case (true, true): return nil
        case (true, false): return .advanceOutside
        case (false, true): return .advanceInside
        case (false, false): break
        }
        let counts = text.has("มาแสดงตน") || text.has("ได้รับจัดสรร")
        if counts, text.has("สมาชิกสภาผู้แทนราษฎร") { return .station }
        return nil
    }
}
