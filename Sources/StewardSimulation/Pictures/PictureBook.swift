// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import HTTPTypes
import StewardCore

/// What the pictures say that are sent to a simulated model, and which ones it got.
public actor PictureBook {
    private var known: [String: SimulatedPicture] = [:]
    private var other: SimulatedPicture
    private var images: [String] = []

    /// Makes a book.
    /// - Parameter other: every picture that the book does not know by its hash.
    public init(other: SimulatedPicture = SimulatedPicture()) { self.other = other }

    /// Takes a picture in Base64, and gives what is said of it; `nil` when it is not Base64 of a PNG.
    public func take(base64: String) -> SimulatedPicture.Answer? {
        guard let data = Data(base64Encoded: base64), data.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]) else {
            return nil
        }
        let hash = SHA256.hash(data: data).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        images.append(hash)
        return (known[hash] ?? other).answer
    }

    /// Takes what a picture says: the one with `sha256`, or without it every one that is not known by its hash.
    /// - Returns: whether it could be understood.
    func put(_ json: JSON) -> Bool {
        guard let picture = SimulatedPicture(json) else { return false }
        if let hash = json["sha256"]?.string { known[hash] = picture } else { other = picture }
        return true
    }

    /// The SHA-256 of every picture that came, in order.
    var received: JSON { .array(images.map(JSON.string)) }

    /// `POST /_simulator/pictures` with a picture, `GET /_simulator/images`: the hashes of those that came.
    public nonisolated var controls: [SimulatedRoute] {
        [
            SimulatedRoute(.post, "/_simulator/pictures", source: "control path", limit: 1 << 20) { request in
                guard let json = try? JSON(parsing: request.body), await self.put(json) else {
                    return .text("A picture is {\"rows\": […], \"manner\": …}.", status: .badRequest)
                }
                return .json(["taken": true])
            },
            SimulatedRoute(.get, "/_simulator/images", source: "control path") { _ in .json(await self.received) },
        ]
    }
}
