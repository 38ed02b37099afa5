// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

extension HealthCheck {
    /// Bytes and inodes of the disks that matter, each disk once.
    package static let disk = HealthCheck("disk") { sources, moment in
        var found: [HealthFinding] = []
        var seen: Set<UInt64> = []
        let asked = moment.limits.folders.map { HealthSources.Folder(name: $0, path: $0) }
        for folder in try await sources.folders() + asked {
            let disk: HealthSources.Disk
            do { disk = try sources.disk(folder.path) } catch {
                found.append(
                    HealthFinding(
                        "disk of \(folder.name)", .failing, "\(error)", repair: "Mount its disk, or make the folder."))
                continue
            }
            guard seen.insert(disk.identity).inserted else { continue }
            found.append(bytes(disk, folder, moment.limits))
            if let inodes = inodes(disk, folder, moment.limits) { found.append(inodes) }
        }
        return found
    }

    private static func bytes(
        _ disk: HealthSources.Disk, _ folder: HealthSources.Folder, _ limits: HealthLimits
    ) -> HealthFinding {
        let name = "disk of \(folder.name)"
        let sentence =
            "\(gigabytes(disk.freeBytes)) of \(gigabytes(disk.bytes)) are free on the disk of \(folder.path)."
        let repair = "Make room there, or move the folder to a larger disk: df -h \(folder.path)"
        if disk.freeBytes < limits.freeDiskBytes / 10 { return HealthFinding(name, .failing, sentence, repair: repair) }
        if disk.freeBytes < limits.freeDiskBytes { return HealthFinding(name, .warning, sentence, repair: repair) }
        return HealthFinding(name, .ok, sentence)
    }

    private static func inodes(
        _ disk: HealthSources.Disk, _ folder: HealthSources.Folder, _ limits: HealthLimits
    ) -> HealthFinding? {
        guard disk.inodes > 0 else { return nil }
        let part = Double(disk.freeInodes) / Double(disk.inodes)
        guard part < limits.freeInodes else { return nil }
        return HealthFinding(
            "inodes of \(folder.name)", part < limits.freeInodes / 5 ? .failing : .warning,
            "Only \(disk.freeInodes) of \(disk.inodes) files can still be made on the disk of \(folder.path).",
            repair: "Remove small files there: df -i \(folder.path)")
    }

    private static func gigabytes(_ bytes: Int64) -> String {
        let tenths = Int64((Double(bytes) / 107_374_182.4).rounded())
        return "\(tenths / 10).\(tenths % 10) GB"
    }

    /// What programs can still have, and the swap (`/proc/meminfo`).
    package static let memory = HealthCheck("memory") { sources, moment in
        guard let text = sources.file("/proc/meminfo") else {
            return [HealthFinding("memory", .skipped, "This machine does not say how much memory is free.")]
        }
        var values: [Substring: Double] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(whereSeparator: { $0 == ":" || $0 == " " })
            if parts.count >= 2, let value = Double(parts[1]) { values[parts[0]] = value }
        }
        guard let total = values["MemTotal"], let free = values["MemAvailable"], total > 0 else {
            return [HealthFinding("memory", .skipped, "/proc/meminfo does not say how much memory is free.")]
        }
        let sentence = "\(Int(free / 1024)) of \(Int(total / 1024)) MiB can be had."
        let repair = "See who has it: ps aux --sort=-rss | head"
        let part = free / total
        if part < moment.limits.freeMemory / 3 { return [HealthFinding("memory", .failing, sentence, repair: repair)] }
        if part < moment.limits.freeMemory { return [HealthFinding("memory", .warning, sentence, repair: repair)] }
        if let swap = values["SwapTotal"], swap > 0, let left = values["SwapFree"], left / swap < 0.1 {
            return [HealthFinding("memory", .warning, "The swap is full; \(sentence)", repair: repair)]
        }
        return [HealthFinding("memory", .ok, sentence)]
    }

    /// The load of the last 15 minutes for each processor (`/proc/loadavg`).
    package static let load = HealthCheck("load") { sources, moment in
        let parts = sources.file("/proc/loadavg")?.split(separator: " ") ?? []
        guard parts.count > 2, let load = Double(parts[2]) else {
            return [HealthFinding("load", .skipped, "This machine does not say how loaded it is.")]
        }
        let each = load / Double(max(sources.processors, 1))
        let sentence = "Over 15 minutes \(parts[2]) tasks wanted the \(sources.processors) processors."
        let repair = "See what runs: top"
        if each > moment.limits.load * 4 { return [HealthFinding("load", .failing, sentence, repair: repair)] }
        if each > moment.limits.load { return [HealthFinding("load", .warning, sentence, repair: repair)] }
        return [HealthFinding("load", .ok, sentence)]
    }

    /// Units that systemd could not keep going.
    package static let units = HealthCheck("services") { sources, _ in
        guard
            let answer = try await sources.program(
                "/usr/bin/systemctl",
                ["list-units", "--state=failed", "--plain", "--no-legend", "--no-pager", "--full"])
        else { return [HealthFinding("services", .skipped, "systemd is not installed here.")] }
        guard answer.status == 0 else {
            let said = answer.errorText.split(separator: "\n").first.map(String.init) ?? "status \(answer.status)"
            return [HealthFinding("services", .skipped, "systemd does not answer: \(said)")]
        }
        let failed = answer.text.split(separator: "\n").compactMap { line in
            line.split(separator: " ").first { $0.contains(".") }.map(String.init)
        }
        guard !failed.isEmpty else { return [HealthFinding("services", .ok, "No unit of systemd has failed.")] }
        return failed.map { unit in
            HealthFinding(
                "service \(unit)", .failing, "The unit \(unit) has failed.",
                repair: "systemctl status \(unit); journalctl -u \(unit) -e")
        }
    }

    /// Seconds by which the clock may go back between two checks before somebody should know.
    private static var backwards: TimeInterval { 5 }

    /// Whether the clock follows a time server, and whether it was put back since the last check.
    package static let clock = HealthCheck("clock") { sources, moment in
        var found: [HealthFinding] = []
        if let last = moment.last, moment.now.timeIntervalSince(last) < -backwards {
            let seconds = Int(last.timeIntervalSince(moment.now).rounded())
            found.append(
                HealthFinding(
                    "clock", .failing,
                    "It was put back: the last check was made \(seconds) s after now. Schedules and names of backups "
                        + "follow the clock.", repair: "timedatectl status; timedatectl set-ntp true"))
        }
        guard let answer = try await sources.program("/usr/bin/timedatectl", ["show"]), answer.status == 0 else {
            let sentence = "Nothing here says whether the clock follows a time server (timedatectl)."
            return found + [HealthFinding("time server", .skipped, sentence)]
        }
        let isSynchronised = answer.text.split(separator: "\n").contains("NTPSynchronized=yes")
        found.append(
            isSynchronised
                ? HealthFinding("time server", .ok, "The clock follows a time server.")
                : HealthFinding(
                    "time server", .warning, "The clock does not follow a time server.",
                    repair: "timedatectl set-ntp true; apt-get install systemd-timesyncd"))
        return found
    }

    /// Checks of other platforms, so that nobody believes they are made.
    package static let systemFiles = HealthCheck("system files") { _, _ in
        [
            HealthFinding(
                "system files", .skipped,
                "The system file check (sfc) and the component store repair (DISM) are Windows’s and not supported on "
                    + "this platform.",
                repair: "dpkg --verify compares what packages installed; smartctl --health asks a disk how it does.")
        ]
    }
}
