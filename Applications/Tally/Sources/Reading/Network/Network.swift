// SPDX-License-Identifier: Apache-2.0
import CReaderWeights
import Foundation

/// A small convolutional network that reads a whole strip at once.
struct Network: Sendable {
    let file: NetworkFile

    init(_ file: NetworkFile) { self.file = file }

    /// The networks of this program; `nil` when the weights it was built with are damaged, and then nothing is read.
    static let typedDigits = shipped(creader_digits)
    static let handwrittenDigits = shipped(creader_handwritten_digits)
    static let words = shipped(creader_words)

    private static func shipped(_ weights: CReaderWeights) -> Network? {
        let bytes = UnsafeRawBufferPointer(start: weights.bytes, count: weights.count)
        return (try? NetworkFile(bytes)).map(Network.init)
    }

    /// Natural logarithms of the probability of each class in each step, from the left. Class 0 is "nothing new".
    func probabilities(of strip: InkStrip) -> [[Float]] {
        var field = Field(rows: InkStrip.height, columns: strip.width, channels: 1, values: strip.values)
        for layer in file.layers { field = field.through(layer) }
        let steps = min(field.columns, (strip.inkWidth + InkStrip.padding) / file.step)
        return (0..<steps).map { step in
            let start = step * field.channels
            return Self.logarithms(field.values[start..<start + file.classes].map { $0 / file.temperature })
        }
    }

    /// The same of several looks at one cell, which was cut a little differently each time: what a network says changes
    /// with a few rows more or less. Where the first look is surely empty, it is the only one.
    func probabilities(ofLooks looks: [GrayImage], maximumWidth: Int) -> [[[Float]]] {
        var found: [[[Float]]] = []
        for look in looks {
            guard let strip = InkStrip(look, maximumWidth: maximumWidth) else { continue }
            found.append(probabilities(of: strip))
            if found.count == 1, found[0].reduce(0, { $0 + $1[0] }) > Self.surelyEmpty { break }
        }
        return found
    }
    /// The logarithm of nine in ten.
    private static let surelyEmpty: Float = -0.105

    private static func logarithms(_ scores: [Float]) -> [Float] {
        let highest = scores.max() ?? 0
        let sum = scores.reduce(0) { $0 + exp($1 - highest) }
        let total = highest + log(sum)
        return scores.map { $0 - total }
    }
}

/// Activations: [row][column][channel].
private struct Field {
    var rows: Int
    var columns: Int
    var channels: Int
    var values: [Float]

    func through(_ layer: NetworkFile.Layer) -> Field {
        let isFold = layer.kind == .fold
        let padRows = isFold ? 0 : layer.kernelRows / 2
        let padColumns = layer.kernelColumns / 2 * layer.dilation
        let outRows = isFold ? 1 : (rows + 2 * padRows - layer.kernelRows) / layer.strideDown + 1
        let span = (layer.kernelColumns - 1) * layer.dilation + 1
        let outColumns = (columns + 2 * padColumns - span) / layer.strideAlong + 1
        var out = Field(rows: outRows, columns: outColumns, channels: layer.outputs, values: [])
        out.values = [Float](unsafeUninitializedCapacity: outRows * outColumns * layer.outputs) { buffer, count in
            values.withUnsafeBufferPointer { input in
                layer.weights.withUnsafeBufferPointer { weights in
                    let work = Convolution(
                        input: input, weights: weights, layer: layer, rows: rows, columns: columns, channels: channels,
                        padRows: padRows, padColumns: padColumns)
                    for row in 0..<outRows {
                        for column in 0..<outColumns {
                            work.point(row, column, into: buffer, at: (row * outColumns + column) * layer.outputs)
                        }
                    }
                }
            }
            count = outRows * outColumns * layer.outputs
        }
        return out
    }
}

/// One layer at work. A file whose layers do not fit together reads nothing outside: inputs beyond the channels that
/// there are count as none.
private struct Convolution {
    let input: UnsafeBufferPointer<Float>
    let weights: UnsafeBufferPointer<SIMD8<Float>>
    let layer: NetworkFile.Layer
    let rows: Int
    let columns: Int
    let channels: Int
    let padRows: Int
    let padColumns: Int

    func point(_ row: Int, _ column: Int, into output: UnsafeMutableBufferPointer<Float>, at place: Int) {
        let blocks = layer.outputs / 8
        var block = 0
        while block < blocks {
            let count = min(4, blocks - block)
            let sums = sums(row, column, block, count)
            let at = place + block * 8
            put(sums.0, output, at)
            if count > 1 { put(sums.1, output, at + 8) }
            if count > 2 { put(sums.2, output, at + 16) }
            if count > 3 { put(sums.3, output, at + 24) }
            block += 4
        }
        guard layer.kind == .column, channels == layer.outputs else { return }
        let own = column * channels
        for channel in 0..<channels { output[place + channel] += input[own + channel] }
    }

    @inline(__always)
    private func put(_ sum: SIMD8<Float>, _ output: UnsafeMutableBufferPointer<Float>, _ at: Int) {
        let nothing = SIMD8<Float>()
        let kept = layer.kind == .head ? sum : sum.replacing(with: nothing, where: sum .< nothing)
        for lane in 0..<8 { output[at + lane] = kept[lane] }
    }

    private typealias Sums = (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>)

    /// Up to 32 outputs at one place.
    private func sums(_ row: Int, _ column: Int, _ block: Int, _ count: Int) -> Sums {
        let blocks = layer.outputs / 8
        var sums: Sums = (layer.biases[block], .zero, .zero, .zero)
        if count > 1 { sums.1 = layer.biases[block + 1] }
        if count > 2 { sums.2 = layer.biases[block + 2] }
        if count > 3 { sums.3 = layer.biases[block + 3] }
        for kernelRow in 0..<layer.kernelRows {
            let y = row * layer.strideDown + kernelRow - padRows
            guard y >= 0, y < rows else { continue }
            for kernelColumn in 0..<layer.kernelColumns {
                let x = column * layer.strideAlong + kernelColumn * layer.dilation - padColumns
                guard x >= 0, x < columns else { continue }
                let from = (y * columns + x) * channels
                var at = (kernelRow * layer.kernelColumns + kernelColumn) * layer.inputs * blocks + block
                for channel in 0..<min(channels, layer.inputs) {
                    let value = SIMD8<Float>(repeating: input[from + channel])
                    sums.0 += value * weights[at]
                    if count > 1 { sums.1 += value * weights[at + 1] }
                    if count > 2 { sums.2 += value * weights[at + 2] }
                    if count > 3 { sums.3 += value * weights[at + 3] }
                    at += blocks
                }
            }
        }
        return sums
    }
}
