// SPDX-License-Identifier: Apache-2.0
// The arithmetic of the networks that read cells: where nearly all of their time goes.
#pragma once

/// One convolution over rows and columns of channels. The weights are [kernel row][kernel column][input][output], and
/// the outputs a multiple of eight.
typedef struct {
    int inputs, outputs;
    int kernelRows, kernelColumns;
    int strideDown, strideAlong, dilation;
    int padRows, padColumns;
    /// Nothing below zero goes out.
    int isRectified;
} CReaderLayer;

/// `input` is [rows][columns][channels], `output` [outRows][outColumns][outputs]. What lies outside of the input is
/// zero, and so are inputs beyond the channels that there are.
void creader_convolve(const CReaderLayer *layer, const float *weights, const float *biases, const float *input,
                      int rows, int columns, int channels, float *output, int outRows, int outColumns);
