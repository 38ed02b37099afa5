// SPDX-License-Identifier: Apache-2.0

/// What a browser says of itself, in two words that people know: “Firefox, Linux”.
///
/// It is what the browser claims and decides nothing. A browser that says several names (most do) is called by the most
/// telling one.
struct DeviceName: Sendable, Equatable {
    let text: String?

    init(userAgent: String) {
        let browser = Self.browsers.first { userAgent.contains($0.mark) }?.name
        let system = Self.systems.first { userAgent.contains($0.mark) }?.name
        let known = [browser, system].compactMap(\.self)
        if known.isEmpty {
            // A program: its own name, without what follows.
            let name = userAgent.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }
            text = name.isEmpty ? nil : String(name.prefix(40))
        } else {
            text = known.joined(separator: ", ")
        }
    }

    /// Marks in order: a browser that is built on another carries that one's mark too.
    private static let browsers = [
        (mark: "Edg/", name: "Edge"), (mark: "EdgA/", name: "Edge"), (mark: "OPR/", name: "Opera"),
        (mark: "SamsungBrowser/", name: "Samsung Internet"), (mark: "FxiOS/", name: "Firefox"),
        (mark: "Firefox/", name: "Firefox"), (mark: "CriOS/", name: "Chrome"), (mark: "Chrome/", name: "Chrome"),
        (mark: "Safari/", name: "Safari"),
    ]
    private static let systems = [
        (mark: "iPhone", name: "iPhone"), (mark: "iPad", name: "iPad"), (mark: "Android", name: "Android"),
        (mark: "Windows", name: "Windows"), (mark: "CrOS", name: "ChromeOS"), (mark: "Macintosh", name: "Mac"),
        (mark: "Linux", name: "Linux"),
    ]
}
