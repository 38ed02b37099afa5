// SPDX-License-Identifier: Apache-2.0
import CReaderKernel
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

    /// A file whose layers do not fit together reads nothing outside: inputs beyond the channels that there are count
    /// as none.
    func through(_ layer: NetworkFile.Layer) -> Field {
        let isFold = layer.kind == .fold
        let padRows = isFold ? 0 : layer.kernelRows / 2
        let padColumns = layer.kernelColumns / 2 * layer.dilation
        let outRows = isFold ? 1 : (rows + 2 * padRows - layer.kernelRows) / layer.strideDown + 1
        let span = (layer.kernelColumns - 1) * layer.dilation + 1
        let outColumns = (columns + 2 * padColumns - span) / layer.strideAlong + 1
        guard outRows > 0, outColumns > 0 else {
            return Field(rows: 0, columns: 0, channels: layer.outputs, values: [])
        }
        var shape = CReaderLayer(
            inputs: Int32(layer.inputs), outputs: Int32(layer.outputs), kernelRows: Int32(layer.kernelRows),
            kernelColumns: Int32(layer.kernelColumns), strideDown: Int32(layer.strideDown),
            strideAlong: Int32(layer.strideAlong), dilation: Int32(layer.dilation), padRows: Int32(padRows),
            padColumns: Int32(padColumns), isRectified: layer.kind == .head ? 0 : 1)
        var out = Field(rows: outRows, columns: outColumns, channels: layer.outputs, values: [])
        let size = outRows * outColumns * layer.outputs
        out.values = [Float](unsafeUninitializedCapacity: size) { buffer, count in
            creader_convolve(
                &shape, layer.weights, layer.biases, values, Int32(rows), Int32(columns), Int32(channels),
                buffer.baseAddress, Int32(outRows), Int32(outColumns))
            count = size
        }
        if layer.kind == .column, outRows == rows, outColumns == columns, channels == layer.outputs {
            for place in values.indices { out.values[place] += values[place] }
        }
        return out
    }
}
