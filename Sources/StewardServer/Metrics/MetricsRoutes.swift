// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore

/// `/metrics`
enum MetricsRoutes {
    static let routes = [
        Route("/metrics", "Figures for Prometheus, in its text format or as OpenMetrics", scope: .metrics) {
            request, _, site in
            let text = MetricText(format: MetricText.preferred(request.headers[.accept]))
            let families = await InstallationFigures(installation: site.installation).families()
            return Response(
                status: .ok, headers: [.contentType: text.mediaType],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text.text(families))))
        }
    ]
}
