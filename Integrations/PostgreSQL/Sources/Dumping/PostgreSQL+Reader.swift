// SPDX-License-Identifier: Apache-2.0
public import StewardIntegration

extension PostgreSQL {
    /// Reads along while a dump of this format streams by; the directory format as a tar archive.
    public func dumpReader(of format: DumpFormat) -> any DumpReading {
        switch format {
        case .plain: PlainDumpReader()
        case .custom: ArchiveDumpReader()
        case .directory: TarDumpReader()
        }
    }
}
