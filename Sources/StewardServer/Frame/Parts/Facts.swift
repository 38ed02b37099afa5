// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Names with their values.
struct Facts: Part {
    let pairs: [(name: String, value: HTML)]
    var isCard = true

    var html: HTML {
        let rows = pairs.map { pair -> HTML in "<dt>\(pair.name)</dt><dd>\(pair.value)</dd>" }
        return "<dl class=\"\(isCard ? "pairs card" : "pairs")\">\(rows)</dl>"
    }
}
