// SPDX-License-Identifier: Apache-2.0
import StewardProcess

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A dump in directory format, unpacked for as long as somebody restores it.
enum UnpackedDump {
    private static let prefix = "unpacked-"

    /// Unpacks the archive that comes from a descriptor, hands over the folder, and removes it.
    static func with<Value: Sendable>(
        _ archive: Int32, in parent: String, _ programs: BackupPrograms,
        _ body: @Sendable (String) async throws -> Value
    ) async throws -> Value {
        let folder = "\(parent)/\(prefix)\(getpid())-\(UInt32.random(in: .min ... .max))"
        try DiskFile.makeFolder(folder)
        defer { DiskFile.removeFolder(folder) }
        let tar = Program(
            programs.tar, ["-x", "-f", "-", "-C", folder, "--no-same-owner", "--strip-components=1"])
        let result = try await tar.run(input: .descriptor(archive), output: .nothing, limits: .unhurried)
        guard result.isSuccess else {
            let line = result.errorText.split(whereSeparator: \.isNewline).last.map(String.init) ?? "it ended early"
            throw BackupsError(.damaged, "The dump's archive cannot be unpacked: \(line).")
        }
        return try await body(folder)
    }

    /// Removes what processes left that are no more. Gives the names.
    @discardableResult
    static func sweep(_ parent: String) -> [String] {
        let names = (try? DiskFile.names(parent)) ?? []
        let left = names.filter { name in
            guard name.hasPrefix(prefix), let owner = name.dropFirst(prefix.count).split(separator: "-").first,
                let process = pid_t(owner)
            else { return false }
            return kill(process, 0) != 0 && errno == ESRCH
        }
        for name in left { DiskFile.removeFolder("\(parent)/\(name)") }
        return left
    }
}
