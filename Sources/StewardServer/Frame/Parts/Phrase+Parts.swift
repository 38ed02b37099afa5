// SPDX-License-Identifier: Apache-2.0

extension Phrase {
    static let pagesOfList = Phrase("Pages of this list", "หน้าของรายการนี้", "Pagina’s van deze lijst")
    static let previousPage = Phrase("← Previous page", "← หน้าก่อนหน้า", "← Vorige pagina")
    static let followingPage = Phrase("Next page →", "หน้าถัดไป →", "Volgende pagina →")
    static let breadcrumbs = Phrase("Where this page stands", "ตำแหน่งของหน้านี้", "Plaats van deze pagina")
}
