// SPDX-License-Identifier: Apache-2.0

/// What the page says on which an owner sets sign-in with Google up.
extension Phrase {
    static let googleTitle = Phrase("Sign-in with Google", "การลงชื่อเข้าใช้ด้วย Google", "Aanmelden met Google")
    static let googleOff = Phrase(
        "Nobody can sign in with Google yet.", "ยังไม่มีผู้ใดลงชื่อเข้าใช้ด้วย Google ได้",
        "Nog niemand kan zich met Google aanmelden.")
    static let googleOn = Phrase(
        "The addresses below can sign in with Google.", "ที่อยู่ด้านล่างลงชื่อเข้าใช้ด้วย Google ได้",
        "De adressen hieronder kunnen zich met Google aanmelden.")
    static let googleClientHelp = Phrase(
        "Make an OAuth client of the type “Web application” at Google, with this redirect address:",
        "สร้างไคลเอนต์ OAuth ชนิด “Web application” ที่ Google โดยใช้ที่อยู่เปลี่ยนเส้นทางนี้:",
        "Maak bij Google een OAuth-client van het type “Web application”, met dit omleidingsadres:")
    static let clientID = Phrase("Client ID", "รหัสไคลเอนต์", "Client-ID")
    static let clientSecret = Phrase("Client secret", "ความลับของไคลเอนต์", "Clientgeheim")
    static let clientMissing = Phrase(
        "Write the client ID and the client secret, as Google shows them.",
        "กรอกรหัสไคลเอนต์และความลับของไคลเอนต์ตามที่ Google แสดง",
        "Vul de client-ID en het clientgeheim in, zoals Google ze toont.")
    static let googleTurnOn = Phrase("Set up", "ตั้งค่า", "Instellen")
    static let googleTurnOff = Phrase("Turn off", "ปิด", "Uitzetten")
    static let googleSaved = Phrase(
        "Sign-in with Google is set up.", "ตั้งค่าการลงชื่อเข้าใช้ด้วย Google แล้ว", "Aanmelden met Google is ingesteld.")
    static let googleIsOff = Phrase(
        "Sign-in with Google is off.", "ปิดการลงชื่อเข้าใช้ด้วย Google แล้ว", "Aanmelden met Google staat uit.")
    static let allowedTitle = Phrase(
        "Addresses that may sign in", "ที่อยู่ที่ลงชื่อเข้าใช้ได้", "Adressen die zich mogen aanmelden")
    static let emailAddress = Phrase("E-mail address", "ที่อยู่อีเมล", "E-mailadres")
    static let emailRefused = Phrase(
        "Write an address as “name@example.org”.", "กรอกที่อยู่ในรูปแบบ “name@example.org”",
        "Schrijf een adres als “name@example.org”.")
    static let allowDo = Phrase("Allow", "อนุญาต", "Toestaan")
    static let disallowDo = Phrase("Remove", "นำออก", "Verwijderen")
    static let addressAllowed = Phrase(
        "The address may sign in.", "ที่อยู่นี้ลงชื่อเข้าใช้ได้", "Het adres mag zich aanmelden.")
    static let addressRemoved = Phrase(
        "The address may not sign in any more. To end its sessions, disable the account.",
        "ที่อยู่นี้ลงชื่อเข้าใช้ไม่ได้อีก หากต้องการสิ้นสุดเซสชัน ให้ปิดการใช้งานบัญชี",
        "Het adres mag zich niet meer aanmelden. Schakel het account uit om zijn sessies te beëindigen.")
}
