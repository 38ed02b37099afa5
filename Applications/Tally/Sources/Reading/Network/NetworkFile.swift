// SPDX-License-Identifier: Apache-2.0
import Crypto

/// Reads the flat file of weights that the training writes.
struct NetworkFile {
    enum Failure: Error, Equatable {
        case wrongFormat
        case cutOff
    }
    /// One convolution: weights are [kernel row][kernel column][input][output].
    struct Layer: Sendable {
        enum Kind: UInt32 { case plane, fold, column, head }
        var kind: Kind
        var inputs: Int
        var outputs: Int
        var kernelRows: Int
        var kernelColumns: Int
        var strideDown: Int
        var strideAlong: Int
        var dilation: Int
        var weights: [Float]
        var biases: [Float]
    }
    private(set) var version = 0
    private(set) var classes = 0
    private(set) var step = 0
    private(set) var temperature: Float = 1
    private(set) var layers: [Layer] = []
    let sha256: String

    init(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        sha256 = Self.hex(SHA256.hash(data: bytes))
        var reader = Reader(bytes: bytes)
        guard try reader.take(8).elementsEqual("StewNet1".utf8) else { throw .wrongFormat }
        version = try reader.count(upTo: 1 << 16)
        classes = try reader.count(upTo: 64)
        step = try reader.count(upTo: 8)
        let count = try reader.count(upTo: 32)
        temperature = Float(bitPattern: try reader.word())
        _ = try reader.word()
        guard temperature > 0.01, temperature < 100, step > 0, classes > 1, count > 0 else { throw .wrongFormat }
        for _ in 0..<count { layers.append(try Self.shape(&reader)) }
        for index in layers.indices { try Self.fill(&layers[index], &reader) }
        guard reader.isAtEnd, layers.last?.kind == .head, (layers.last?.outputs ?? 0) >= classes else {
            throw .wrongFormat
        }
    }

    private static func shape(_ reader: inout Reader) throws(Failure) -> Layer {
        let inputs = try reader.count(upTo: 4096)
        let outputs = try reader.count(upTo: 4096)
        let rows = try reader.count(upTo: 64)
        let columns = try reader.count(upTo: 64)
        let down = try reader.count(upTo: 8)
        let along = try reader.count(upTo: 8)
        let dilation = try reader.count(upTo: 64)
        guard let kind = Layer.Kind(rawValue: try reader.word()), outputs % 8 == 0,
            ![inputs, outputs, rows, columns, down, along, dilation].contains(0)
        else { throw .wrongFormat }
        return Layer(
            kind: kind, inputs: inputs, outputs: outputs, kernelRows: rows, kernelColumns: columns, strideDown: down,
            strideAlong: along, dilation: dilation, weights: [], biases: [])
    }

    private static func fill(_ layer: inout Layer, _ reader: inout Reader) throws(Failure) {
        let count = layer.kernelRows * layer.kernelColumns * layer.inputs * layer.outputs
        let halves = try reader.take(count * 2)
        layer.weights = (0..<count).map { index in
            float(half: halves.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
        }
        for _ in 0..<layer.outputs { layer.biases.append(Float(bitPattern: try reader.word())) }
    }

    /// A number of 16 bits; not every machine that Swift runs on has the type.
    static func float(half bits: UInt16) -> Float {
        let bits = UInt16(littleEndian: bits)
        let exponent = Int(bits >> 10 & 0x1F)
        let fraction = Float(bits & 0x3FF) / 1024
        let sign: Float = bits >> 15 == 0 ? 1 : -1
        if exponent == 0 { return sign * fraction * 0x1p-14 }
        return sign * (1 + fraction) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
    }

    private static func hex(_ digest: SHA256Digest) -> String {
        let digits = Array("0123456789abcdef")
        return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    private struct Reader {
        let bytes: UnsafeRawBufferPointer
        var offset = 0
        var isAtEnd: Bool { offset == bytes.count }

        mutating func take(_ count: Int) throws(Failure) -> UnsafeRawBufferPointer {
            guard count <= bytes.count - offset else { throw .cutOff }
            defer { offset += count }
            return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
        }
        mutating func word() throws(Failure) -> UInt32 {
            UInt32(littleEndian: try take(4).loadUnaligned(as: UInt32.self))
        }
        mutating func count(upTo limit: Int) throws(Failure) -> Int {
            let count = Int(try word())
            guard count <= limit else { throw .wrongFormat }
            return count
        }
    }
}
