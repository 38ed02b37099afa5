// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What the kernel says of a process (proc(5)). Figures that it does not give are left out.
struct ProcessFigures: Sendable {
    /// Resident memory in bytes, and the part that belongs to no file.
    var resident: Double?
    var anonymous: Double?
    /// Processor time in seconds, in the program and in the kernel.
    var processor: Double?
    var openFiles: Double?
    var openFilesLimit: Double?
    /// Seconds since 1970.
    var started: Double?

    /// Reads the figures of this process.
    /// - Parameters:
    ///   - root: where the kernel shows processes.
    ///   - ticks: how many units of time of the kernel make a second.
    init(root: String = "/proc", ticks: Double = Double(sysconf(Int32(_SC_CLK_TCK)))) {
        let status = Self.text(root + "/self/status")
        resident = Self.kibibytes("VmRSS:", status)
        anonymous = Self.kibibytes("RssAnon:", status)
        // The program's name, in parentheses, may hold anything.
        let words = Self.text(root + "/self/stat").split(separator: ")").last?.split(separator: " ") ?? []
        if words.count > 19, let user = Double(words[11]), let kernel = Double(words[12]),
            let start = Double(words[19])
        {
            processor = (user + kernel) / ticks
            let boot = Self.lines(Self.text(root + "/stat")).first { $0.hasPrefix("btime ") }
            started = boot.flatMap { Double($0.dropFirst(6)) }.map { $0 + start / ticks }
        }
        // One of them is the folder that is being read.
        openFiles = (try? FileManager.default.contentsOfDirectory(atPath: root + "/self/fd")).map {
            Double(max(0, $0.count - 1))
        }
        let limit = Self.lines(Self.text(root + "/self/limits")).first { $0.hasPrefix("Max open files") }
        openFilesLimit = limit?.dropFirst(14).split(separator: " ").first.flatMap { Double($0) }
    }

    var families: [MetricFamily] {
        let all: [MetricFamily?] = [
            resident.map {
                MetricFamily("process_resident_memory_bytes", unit: "bytes", "Resident memory.", $0)
            },
            anonymous.map {
                MetricFamily(
                    "steward_process_anonymous_memory_bytes", unit: "bytes",
                    "Resident memory that belongs to no file.", $0)
            },
            processor.map {
                MetricFamily("process_cpu_seconds", .counter, unit: "seconds", "Processor time used.", $0)
            },
            openFiles.map { MetricFamily("process_open_fds", "Open files.", $0) },
            openFilesLimit.map { MetricFamily("process_max_fds", "Files that may be open.", $0) },
            started.map {
                MetricFamily(
                    "process_start_time_seconds", unit: "seconds", "When the process started, in seconds since 1970.",
                    $0)
            },
        ]
        return all.compactMap(\.self)
    }

    private static func text(_ path: String) -> String {
        // Files below /proc have no length, so they are read to their end.
        guard let file = FileHandle(forReadingAtPath: path), let data = try? file.readToEnd() else { return "" }
        return String(decoding: data, as: UTF8.self)
    }

    private static func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

    private static func kibibytes(_ name: String, _ text: String) -> Double? {
        lines(text).first { $0.hasPrefix(name) }?.split(separator: " ").dropFirst().first
            .flatMap { Double($0.filter(\.isNumber)) }.map { $0 * 1024 }
    }
}
