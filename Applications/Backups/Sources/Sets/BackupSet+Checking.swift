// SPDX-License-Identifier: Apache-2.0
import StewardIntegration

extension BackupSet {
    /// Whether it can be run as it is.
    /// - Throws: `BackupsError` with `invalid`: one sentence with what is wrong and what to do.
    package func check() throws(BackupsError) {
        for problem in [nameProblem, databaseProblem, folderProblem, formProblem, encryptionProblem, offsiteProblem] {
            if let problem { throw BackupsError(.invalid, problem) }
        }
    }

    private var nameProblem: String? {
        let isName =
            (1...40).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"): true
                default: false
                }
            }
        if !isName { return "“\(name)” cannot be a set's name: take 1 to 40 lower-case letters, digits and “-”." }
        return connection.isEmpty ? "The backup set “\(name)” names no connection to dump with." : nil
    }

    private var databaseProblem: String? {
        if databases.isEmpty { return "The backup set “\(name)” names no database; name one or more." }
        if let twice = databases.first(where: { one in databases.count { $0 == one } > 1 }) {
            return "The backup set “\(name)” names the database “\(twice)” twice."
        }
        let wrong = databases.first { $0.isEmpty || $0.utf8.count > 63 || $0.utf8.contains(0) }
        return wrong.map { "“\($0)” cannot be a database's name: it has 1 to 63 bytes." }
    }

    private var folderProblem: String? {
        guard folder.hasPrefix("/"), folder != "/", !folder.utf8.contains(0),
            !folder.split(separator: "/").contains("..")
        else { return "“\(folder)” cannot be a set's folder: give an absolute path without “..”." }
        return nil
    }

    private var formProblem: String? {
        if !(0...19).contains(compression) {
            return "The compression level \(compression) does not exist: take 1 to 19, or 0 for none."
        }
        if !(1...64).contains(workers) { return "\(workers) workers are not possible: take 1 to 64." }
        if format == .directory, !encryption.isNone {
            return "The directory format passes through plain files on disk and cannot be encrypted; take the custom "
                + "format."
        }
        return nil
    }

    private var offsiteProblem: String? { offsite?.retention?.problem.map { "Of the copies off-site: \($0)" } }

    private var encryptionProblem: String? {
        switch encryption {
        case .none: return nil
        case .recipients(let keys):
            if keys.isEmpty { return "The backup set “\(name)” is to be encrypted and names no public key." }
            return keys.lazy.compactMap { Recipient.problem(of: $0) }.first
        case .passphrase(let secret):
            return secret.isEmpty ? "The backup set “\(name)” is to be encrypted and names no passphrase." : nil
        }
    }
}
