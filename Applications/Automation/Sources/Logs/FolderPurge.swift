// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Removes old files of a folder by a rule.
///
/// It looks at plain files only; links are neither followed nor removed, and nothing outside the folder can be reached:
/// each folder is opened in the one above it, and each file is removed by its name in its open folder, after another
/// look whether it is still the one that was chosen. The file that was changed last stays when only the size or the
/// count is exceeded: somebody is writing it. Blocks.
package struct FolderPurge {
    private let rule: FolderRule
    private let now: Double
    private let isDryRun: Bool
    /// Folders below it that are passed by.
    private let spared: Set<String>
    /// How deep folders are looked into.
    private static let deepest = 64

    /// - Parameter spared: absolute paths of folders of which nothing may go.
    package init(_ rule: FolderRule, now: Date, isDryRun: Bool, sparing spared: [String] = []) {
        self.rule = rule
        self.now = now.timeIntervalSince1970
        self.isDryRun = isDryRun
        self.spared = Set(spared)
    }

    struct Candidate {
        /// The folders on the way from the top.
        let way: [String]
        let name: String
        let size: Int64
        let changedAt: Double
        let place: UInt64
    }

    /// - Parameter before: called before a chosen file is looked at again; tests change the folder there.
    /// - Throws: `AutomationError` when the folder cannot be opened.
    package func purge(before: (String) -> Void = { _ in }) throws(AutomationError) -> FolderPurgeReport {
        let top = try OpenDescriptor(folder: rule.folder)
        var report = FolderPurgeReport(folder: rule.folder, isDryRun: isDryRun)
        var found: [Candidate] = []
        try collect(top, [], try top.status().st_dev, &found, &report)
        report.examined = found.count
        report.bytesBefore = found.reduce(0) { $0 + $1.size }
        for (candidate, reason) in chosen(found) { remove(candidate, reason, top, &report, before) }
        let limit = rule.totalBytes ?? .max
        report.isStillAbove =
            report.bytesBefore - report.freedBytes > limit || found.count - report.removed.count > rule.count ?? .max
        return report
    }

    private func collect(
        _ folder: OpenDescriptor, _ way: [String], _ device: dev_t, _ found: inout [Candidate],
        _ report: inout FolderPurgeReport
    ) throws(AutomationError) {
        for name in try folder.names() {
            let path = (way + [name]).joined(separator: "/")
            do throws(AutomationError) {
                guard let status = try folder.status(of: name) else { continue }
                let kind = status.st_mode & S_IFMT
                if kind == S_IFREG, rule.matches(name) {
                    found.append(Candidate(way: way, name: name, status: status))
                } else if kind == S_IFDIR, rule.isRecursive, status.st_dev == device, way.count < Self.deepest {
                    let inner = try folder.folder(name)
                    if !spared.contains(inner.path) { try collect(inner, way + [name], device, &found, &report) }
                }
            } catch { report.failed.append(.init(path: path, reason: error.description)) }
        }
    }

    /// What goes and why, oldest first.
    private func chosen(_ found: [Candidate]) -> [(Candidate, FolderPurgeReport.Reason)] {
        let oldest = found.sorted { ($0.changedAt, $0.name) < ($1.changedAt, $1.name) }
        var chosen: [(Candidate, FolderPurgeReport.Reason)] = []
        var left = found.reduce(Int64(0)) { $0 + $1.size }
        for (number, candidate) in oldest.enumerated() {
            let isOld = rule.days.map { now - candidate.changedAt > Double($0) * 86_400 } ?? false
            let isNewest = number == oldest.count - 1
            if isOld {
                chosen.append((candidate, .age))
            } else if !isNewest, let total = rule.totalBytes, left > total {
                chosen.append((candidate, .size))
            } else if !isNewest, let count = rule.count, oldest.count - chosen.count > count {
                chosen.append((candidate, .count))
            } else {
                continue
            }
            left -= candidate.size
        }
        return chosen
    }

    private func remove(
        _ candidate: Candidate, _ reason: FolderPurgeReport.Reason, _ top: OpenDescriptor,
        _ report: inout FolderPurgeReport, _ before: (String) -> Void
    ) {
        let path = (candidate.way + [candidate.name]).joined(separator: "/")
        before(path)
        do throws(AutomationError) {
            var folder = top
            for name in candidate.way { folder = try folder.folder(name) }
            guard let status = try folder.status(of: candidate.name),
                Candidate(way: candidate.way, name: candidate.name, status: status).isSame(as: candidate)
            else {
                report.skipped.append(path)
                return
            }
            guard isDryRun || unlinkat(folder.number, candidate.name, 0) == 0 else {
                throw OpenDescriptor.failure(errno, "\(rule.folder)/\(path)")
            }
            report.removed.append(.init(path: path, bytes: candidate.size, reason: reason))
            report.freedBytes += candidate.size
        } catch { report.failed.append(.init(path: path, reason: error.description)) }
    }
}

extension FolderPurge.Candidate {
    init(way: [String], name: String, status: stat) {
        self.init(
            way: way, name: name, size: Int64(status.st_size), changedAt: status.changedAt,
            place: UInt64(status.st_ino))
    }

    /// Whether it is still the file that was chosen, unchanged.
    func isSame(as other: Self) -> Bool {
        place == other.place && changedAt == other.changedAt && size == other.size
    }
}

extension stat {
    /// When the content changed, in seconds since 1970.
    var changedAt: Double {
        #if canImport(Glibc)
            Double(st_mtim.tv_sec) + Double(st_mtim.tv_nsec) / 1e9
        #else
            Double(st_mtimespec.tv_sec) + Double(st_mtimespec.tv_nsec) / 1e9
        #endif
    }
}

extension OpenDescriptor {
    /// The names in this folder, in order, without those that are not UTF-8.
    func names() throws(AutomationError) -> [String] {
        let copy = openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else { throw Self.failure(errno, path) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if let name = String(validating: bytes, as: UTF8.self), name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
