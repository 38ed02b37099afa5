// SPDX-License-Identifier: Apache-2.0
import Crypto
import CryptoExtras
import Foundation
import StewardCore

/// A password's hash by scrypt (RFC 7914), with all that is needed to check one, in the PHC string form:
/// `$scrypt$ln=15,r=8,p=3$SALT$HASH`.
package struct PasswordHash: Sendable, Hashable {
    /// What a hash costs to make, and to try.
    package struct Cost: Sendable, Hashable {
        /// The rounds, as a power of two.
        package let logRounds: Int
        package let blockSize: Int
        package let parallelism: Int

        package init(logRounds: Int, blockSize: Int, parallelism: Int) {
            self.logRounds = logRounds
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// 2^15 rounds of 8 blocks, three times: 32 MiB, one of the settings of equal strength that the OWASP Password
        /// Storage Cheat Sheet lists.
        package static let standard = Cost(logRounds: 15, blockSize: 8, parallelism: 3)

        /// Bytes that one hash needs while it is made.
        var memory: Int { 128 * blockSize << logRounds }
        /// Whether checking such a hash stays within 256 MiB and a few seconds, whatever a table says.
        var isBearable: Bool {
            (1...20).contains(logRounds) && (1...32).contains(blockSize) && (1...16).contains(parallelism)
                && memory <= 256 << 20
        }
    }

    let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// Hashes a normalized password. Takes long and blocks: see ``PasswordHashing``.
    /// - Throws: `AccessError` with `busy` when there is no memory left.
    init(_ password: Secret, cost: Cost, salt: [UInt8]) throws(AccessError) {
        self.cost = cost
        self.salt = salt
        hash = try Self.derive(password, cost, salt)
    }

    /// Reads what ``text`` writes; `nil` for anything else, and for a hash that would cost too much to check.
    init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = Self.cost(parts[2]), cost.isBearable,
            let salt = Self.bytes(parts[3]), let hash = Self.bytes(parts[4]), salt.count >= 8, hash.count == Self.length
        else { return nil }
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// What is kept.
    var text: String {
        let parameters = "ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)"
        return "$scrypt$\(parameters)$\(Self.base64(salt))$\(Self.base64(hash))"
    }

    /// Whether it is this password's. Takes as long as making it, whatever the password.
    func matches(_ password: Secret) throws(AccessError) -> Bool {
        let other = try Self.derive(password, cost, salt)
        return zip(other, hash).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0 && other.count == hash.count
    }

    private static let length = 32

    private static func derive(_ password: Secret, _ cost: Cost, _ salt: [UInt8]) throws(AccessError) -> [UInt8] {
        do {
            let key = try KDF.Scrypt.deriveKey(
                from: Array(password.reveal().utf8), salt: salt, outputByteCount: length, rounds: 1 << cost.logRounds,
                blockSize: cost.blockSize, parallelism: cost.parallelism)
            return key.withUnsafeBytes { Array($0) }
        } catch {
            throw .busy
        }
    }

    private static func cost(_ text: String) -> Cost? {
        let pairs = text.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1) }
        guard pairs.count == 3, pairs.allSatisfy({ $0.count == 2 }), pairs.map({ $0[0] }) == ["ln", "r", "p"] else {
            return nil
        }
        let numbers = pairs.compactMap { Int($0[1]) }
        guard numbers.count == 3, numbers.allSatisfy({ (1...1024).contains($0) }) else { return nil }
        return Cost(logRounds: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
    }

    /// Base64 without padding, as the PHC string form has it.
    private static func base64(_ bytes: [UInt8]) -> String {
        String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map { Array($0) }
    }
}
