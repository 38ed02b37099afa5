// SPDX-License-Identifier: Apache-2.0
public import FoundationEssentials

/// How reports get from devices to a server. The set of reports stays the same; only order, batches, repetition and the
/// time of arrival differ.
public struct Delivery: Sendable, Hashable {
    /// Reports that arrive together, of one device.
    public struct Batch: Sendable, Hashable {
        /// When, by the server's clock.
        public let arrival: Date
        /// What, in the order in which it is in the batch.
        public var reports: [Report]
    }

    /// What it is called.
    public var name: String
    /// How many reports of a device go together at most; a batch leaves when it is full or the device falls silent for
    /// five minutes.
    public var batch = 1
    /// Seconds from leaving to arriving, from and to. Each batch draws its own, so a wide range reorders.
    public var latency: ClosedRange<Double> = 0.05...0.3
    /// How often a batch arrives a second time, up to an hour later.
    public var repeated = 0.0
    /// Whether the reports within a batch are shuffled.
    public var isShuffled = false
    /// Seconds from a device's first report during which nothing gets through; then everything comes at once.
    public var offline = 0.0

    /// A way of delivery, at first one by one and at once.
    public init(_ name: String) { self.name = name }

    /// One by one, at once.
    public static let immediate = Delivery("immediate")
    /// In batches of 200 at most.
    public static let batches: Delivery = {
        var delivery = Delivery("batches")
        delivery.batch = 200
        return delivery
    }()
    /// Every third batch of ten arrives twice.
    public static let duplicated: Delivery = {
        var delivery = Delivery("duplicated")
        delivery.batch = 10
        delivery.repeated = 0.33
        return delivery
    }()
    /// One by one, minutes late, overtaking each other.
    public static let reordered: Delivery = {
        var delivery = Delivery("reordered")
        delivery.latency = 0.05...900
        return delivery
    }()
    /// Nothing for 24 hours, then everything in batches that are shuffled.
    public static let offlineForADay: Delivery = {
        var delivery = Delivery("offline for a day")
        delivery.batch = 100
        delivery.offline = 86_400
        delivery.isShuffled = true
        return delivery
    }()
    /// Everything at once: small shuffled batches, hours late, many twice.
    public static let chaos: Delivery = {
        var delivery = Delivery("chaos")
        delivery.batch = 7
        delivery.latency = 0.05...14_400
        delivery.repeated = 0.5
        delivery.isShuffled = true
        return delivery
    }()

    /// All of the above.
    public static let all: [Delivery] = [.immediate, .batches, .duplicated, .reordered, .offlineForADay, .chaos]
}

extension Delivery {
    /// The batches in the order in which they arrive. Devices deliver independently of each other, so the batches of
    /// several interleave.
    public func deliver(_ reports: [Report], seed: UInt64 = 1) -> [Batch] {
        var random = TraceRandom(seed: seed, purpose: name)
        var queues: [String: [Report]] = [:]
        for report in reports { queues[report.device, default: []].append(report) }
        var batches: [Batch] = []
        for device in queues.keys.sorted() {
            batches += leaving(queues[device] ?? [], random: &random)
        }
        return batches.enumerated()
            .sorted { ($0.element.arrival, $0.offset) < ($1.element.arrival, $1.offset) }
            .map(\.element)
    }

    /// One device's batches.
    private func leaving(_ reports: [Report], random: inout TraceRandom) -> [Batch] {
        guard let online = reports.first.map({ $0.knownTime + offline }) else { return [] }
        var batches: [Batch] = []
        var waiting: [Report] = []
        for (index, report) in reports.enumerated() {
            waiting.append(report)
            let next = index + 1 < reports.count ? reports[index + 1].knownTime : nil
            let isLast = next.map { $0.timeIntervalSince(report.knownTime) > 300 } ?? true
            guard waiting.count >= batch || isLast else { continue }
            if isShuffled { waiting.shuffle(using: &random) }
            let leave = max(report.knownTime, online)
            batches.append(Batch(arrival: leave + random.uniform(latency), reports: waiting))
            if random.chance(repeated) {
                let again = leave + latency.upperBound + random.uniform(1...3600)
                batches.append(Batch(arrival: again, reports: waiting))
            }
            waiting = []
        }
        return batches
    }
}

extension Report {
    /// When the device, or the car's service, had it.
    fileprivate var knownTime: Date { fetchedTime ?? trueTime }
}
