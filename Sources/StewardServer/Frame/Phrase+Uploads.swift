// SPDX-License-Identifier: Apache-2.0

/// What forms that send a file say.
extension Phrase {
    static let oneFile = Phrase("File", "ไฟล์", "Bestand")
    static let mostBytes = Phrase("At most:", "ขนาดไม่เกิน", "Hoogstens:")
    static let sendFile = Phrase("Send a file here", "ส่งไฟล์มาที่โฟลเดอร์นี้", "Een bestand hierheen sturen")
    static let sendFileDo = Phrase("Send", "ส่งไฟล์", "Versturen")
    static let sendFileHelp = Phrase(
        "It goes into this folder, beside what is there already; you see how far it is.",
        "ไฟล์จะถูกเก็บในโฟลเดอร์นี้โดยไม่แทนที่ไฟล์ที่มีอยู่ และคุณจะเห็นความคืบหน้า",
        "Het komt in deze map, naast wat er al is; u ziet hoe ver het is.")
    static let checkBySending = Phrase("Send the file itself", "ส่งตัวไฟล์มาตรวจ", "Het bestand zelf sturen")
    static let checkBySendingDo = Phrase("Send and check", "ส่งและตรวจ", "Versturen en controleren")
    static let checkBySendingHelp = Phrase(
        "For a browser without scripts, or a large file. Its SHA-256 is computed as it comes; nothing of it is kept.",
        "สำหรับเบราว์เซอร์ที่ปิดสคริปต์หรือไฟล์ขนาดใหญ่ ระบบคำนวณ SHA-256 ระหว่างรับไฟล์และไม่เก็บไฟล์ไว้",
        "Voor een browser zonder scripts, of een groot bestand. De SHA-256 wordt onderweg berekend; er wordt niets van "
            + "bewaard.")
}
