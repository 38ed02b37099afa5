// SPDX-License-Identifier: Apache-2.0
import HTTPTypes

/// What the pages of errors say of a status.
extension Phrase {
    /// The kind of problem, as a heading.
    static func problem(_ status: HTTPResponse.Status) -> Phrase {
        switch status {
        case .notFound: Phrase("Not found", "ไม่พบหน้านี้", "Niet gevonden")
        case .unauthorized: Phrase("Sign in first", "โปรดลงชื่อเข้าใช้ก่อน", "Meld u eerst aan")
        case .forbidden: Phrase("Not allowed", "ไม่ได้รับอนุญาต", "Niet toegestaan")
        case .badRequest: Phrase("Not understood", "ไม่เข้าใจคำขอ", "Niet begrepen")
        case .methodNotAllowed: Phrase("Not possible here", "ทำที่นี่ไม่ได้", "Hier niet mogelijk")
        case .conflict: Phrase("In conflict with what is there", "ขัดแย้งกับสิ่งที่มีอยู่", "In strijd met wat er is")
        case .contentTooLarge: Phrase("Too large", "ใหญ่เกินไป", "Te groot")
        case .tooManyRequests: Phrase("Too many attempts", "ลองหลายครั้งเกินไป", "Te veel pogingen")
        case .serviceUnavailable: Phrase("Not available now", "ไม่พร้อมใช้งานในขณะนี้", "Nu niet beschikbaar")
        case .badGateway, .gatewayTimeout:
            Phrase("The service did not answer", "บริการไม่ตอบสนอง", "De dienst antwoordde niet")
        default: Phrase("Something went wrong", "เกิดข้อผิดพลาด", "Er ging iets mis")
        }
    }
}
