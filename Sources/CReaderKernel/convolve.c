// SPDX-License-Identifier: Apache-2.0
#include "CReaderKernel.h"

/// Eight numbers at once. Where a processor has them, each is one register.
typedef float Lanes __attribute__((vector_size(32), aligned(4)));

#if defined(__x86_64__) && defined(__linux__)
// The program runs on every processor of its kind, and does this several times as fast on those of the last ten years.
#define FOR_EVERY_PROCESSOR __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define FOR_EVERY_PROCESSOR
#endif

enum { most = 4 };

#define LANES(from) (*(const Lanes *)(from))

/// `count` neighbouring columns, and `blocks` times eight outputs of each. Both are known where this is called, so that
/// all sums stay in registers.
static inline __attribute__((always_inline)) void tile(
    const CReaderLayer *layer, const float *weights, const float *biases, const float *input, int rows, int columns,
    int channels, float *output, int row, int column, const int count, const int blocks) {
    Lanes sums[most][2];
    for (int place = 0; place < count; place += 1)
        for (int block = 0; block < blocks; block += 1) sums[place][block] = LANES(biases + 8 * block);
    const int used = channels < layer->inputs ? channels : layer->inputs;
    const int step = layer->strideAlong * channels;
    for (int kernelRow = 0; kernelRow < layer->kernelRows; kernelRow += 1) {
        const int y = row * layer->strideDown + kernelRow - layer->padRows;
        if (y < 0 || y >= rows) continue;
        for (int kernelColumn = 0; kernelColumn < layer->kernelColumns; kernelColumn += 1) {
            const int x = column * layer->strideAlong + kernelColumn * layer->dilation - layer->padColumns;
            // Of several columns all are inside, or this would read beside the input.
            if (x < 0 || x >= columns) continue;
            const float *from = input + ((long)y * columns + x) * channels;
            const float *weight =
                weights + (long)(kernelRow * layer->kernelColumns + kernelColumn) * layer->inputs * layer->outputs;
            for (int channel = 0; channel < used; channel += 1) {
                for (int place = 0; place < count; place += 1) {
                    const float value = from[place * step + channel];
                    for (int block = 0; block < blocks; block += 1)
                        sums[place][block] += value * LANES(weight + 8 * block);
                }
                weight += layer->outputs;
            }
        }
    }
    for (int place = 0; place < count; place += 1)
        for (int block = 0; block < blocks; block += 1)
            for (int lane = 0; lane < 8; lane += 1) {
                const float sum = sums[place][block][lane];
                output[(long)place * layer->outputs + 8 * block + lane] = layer->isRectified && !(sum > 0) ? 0 : sum;
            }
}

/// All outputs of `count` neighbouring columns.
static inline __attribute__((always_inline)) void place(
    const CReaderLayer *layer, const float *weights, const float *biases, const float *input, int rows, int columns,
    int channels, float *output, int row, int column, const int count) {
    int first = 0;
    for (; first + 16 <= layer->outputs; first += 16)
        tile(layer, weights + first, biases + first, input, rows, columns, channels, output + first, row, column, count,
             2);
    if (first < layer->outputs)
        tile(layer, weights + first, biases + first, input, rows, columns, channels, output + first, row, column, count,
             1);
}

FOR_EVERY_PROCESSOR
void creader_convolve(const CReaderLayer *layer, const float *weights, const float *biases, const float *input,
                      int rows, int columns, int channels, float *output, int outRows, int outColumns) {
    const int reach = (layer->kernelColumns - 1) * layer->dilation;
    for (int row = 0; row < outRows; row += 1) {
        for (int column = 0; column < outColumns;) {
            const int first = column * layer->strideAlong - layer->padColumns;
            const int last = first + (most - 1) * layer->strideAlong + reach;
            float *to = output + ((long)row * outColumns + column) * layer->outputs;
            if (first >= 0 && last < columns && column + most <= outColumns) {
                place(layer, weights, biases, input, rows, columns, channels, to, row, column, most);
                column += most;
            } else {
                place(layer, weights, biases, input, rows, columns, channels, to, row, column, 1);
                column += 1;
            }
        }
    }
}
