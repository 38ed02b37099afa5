// SPDX-License-Identifier: Apache-2.0

/// What the pages count.
extension Plural {
    static let bytes = Plural(.init("{n} byte", "{n} bytes"), "{n} ไบต์", .init("{n} byte", "{n} bytes"))
    static let files = Plural(.init("{n} file", "{n} files"), "{n} ไฟล์", .init("{n} bestand", "{n} bestanden"))
    static let findings = Plural(
        .init("{n} finding", "{n} findings"), "ข้อค้นพบ {n} รายการ", .init("{n} bevinding", "{n} bevindingen"))
    static let entries = Plural(
        .init("{n} entry", "{n} entries"), "{n} รายการ", .init("{n} boeking", "{n} boekingen"))
    static let measurements = Plural(
        .init("{n} measurement", "{n} measurements"), "วัดแล้ว {n} ครั้ง", .init("{n} meting", "{n} metingen"))
    static let failed = Plural(
        .init("{n} failed", "{n} failed"), "ล้มเหลว {n} รายการ", .init("{n} mislukt", "{n} mislukt"))
    static let scopes = Plural(
        .init("{n} scope", "{n} scopes"), "{n} ขอบเขต", .init("{n} bereik", "{n} bereiken"))
    static let wideScopes = Plural(
        .init("{n} reaches far", "{n} reach far"), "{n} ขอบเขตกว้าง", .init("{n} reikt ver", "{n} reiken ver"))
    static let stations = Plural(
        .init("{n} station", "{n} stations"), "{n} หน่วย", .init("{n} stembureau", "{n} stembureaus"))
    static let attempts = Plural(
        .init("{n} attempt", "{n} attempts"), "พยายาม {n} ครั้ง", .init("{n} poging", "{n} pogingen"))
    static let jobs = Plural(.init("{n} job", "{n} jobs"), "{n} งาน", .init("{n} taak", "{n} taken"))
    static let items = Plural(.init("{n} item", "{n} items"), "{n} รายการ", .init("{n} onderdeel", "{n} onderdelen"))
    static let votes = Plural(.init("{n} vote", "{n} votes"), "{n} คะแนน", .init("{n} stem", "{n} stemmen"))
    static let seats = Plural(.init("{n} seat", "{n} seats"), "{n} ที่นั่ง", .init("{n} zetel", "{n} zetels"))
}

/// Spans of time, as lengths.
extension Plural {
    static let seconds = Plural(
        .init("{n} second", "{n} seconds"), "{n} วินาที", .init("{n} seconde", "{n} seconden"))
    static let minutes = Plural(.init("{n} minute", "{n} minutes"), "{n} นาที", .init("{n} minuut", "{n} minuten"))
    // Dutch says “uur” and “jaar” after every number.
    static let hours = Plural(.init("{n} hour", "{n} hours"), "{n} ชั่วโมง", .init("{n} uur", "{n} uur"))
    static let days = Plural(.init("{n} day", "{n} days"), "{n} วัน", .init("{n} dag", "{n} dagen"))
    static let months = Plural(.init("{n} month", "{n} months"), "{n} เดือน", .init("{n} maand", "{n} maanden"))
    static let years = Plural(.init("{n} year", "{n} years"), "{n} ปี", .init("{n} jaar", "{n} jaar"))
}
