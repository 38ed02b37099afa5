// SPDX-License-Identifier: Apache-2.0

/// Figures of one name, each with its labels.
///
/// Labels have few values that the program knows: never a person, a part of an address, a file's name or a secret.
struct MetricFamily: Sendable {
    enum Kind: String, Sendable { case counter, gauge, histogram, info }
    enum Value: Sendable {
        case number(Double)
        case histogram(Histogram)
    }
    struct Sample: Sendable {
        let labels: [(name: String, value: String)]
        let value: Value
    }

    /// Without the `_total` of a counter and the `_info` of an info.
    let name: String
    let kind: Kind
    let help: String
    /// The last part of the name, when it is a unit.
    let unit: String?
    var samples: [Sample]

    init(_ name: String, _ kind: Kind, unit: String? = nil, _ help: String, _ samples: [Sample] = []) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.help = help
        self.samples = samples
    }

    /// One figure without labels.
    init(_ name: String, _ kind: Kind, unit: String? = nil, _ help: String, _ value: Double) {
        self.init(name, kind, unit: unit, help, [Sample(labels: [], value: .number(value))])
    }

    /// One figure without labels that goes up and down.
    init(_ name: String, unit: String? = nil, _ help: String, _ value: Double) {
        self.init(name, .gauge, unit: unit, help, value)
    }

    mutating func add(_ labels: [(name: String, value: String)], _ value: Double) {
        samples.append(Sample(labels: labels, value: .number(value)))
    }
    mutating func add(_ labels: [(name: String, value: String)], _ histogram: Histogram) {
        samples.append(Sample(labels: labels, value: .histogram(histogram)))
    }
}
