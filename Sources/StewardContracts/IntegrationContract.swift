// SPDX-License-Identifier: Apache-2.0
public import StewardIntegration

/// What every integration promises, whatever it connects to.
public enum IntegrationContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] {
        [
            idEqualsFolder, initMakesNoRequest, healthyAgainstSimulator, wrongCredential, missingAccount, throttling,
            serverFailure, disconnect, timeout, malformedBody, cancellation, secretsNeverShow, missingSetting,
            unknownSetting, onlyItsHosts, answersDecode, capabilitiesAreReal, readme, quality,
        ]
    }

    /// What a capability promises on top; empty for a capability without rules of its own.
    public static func rules(of capability: Capability) -> [Rule<IntegrationSubject>] {
        switch capability {
        case .datasetReading: DatasetReadingContract.rules
        case .fileStoring: FileStoringContract.rules
        case .fileTrashing: FileTrashingContract.rules
        case .fileSearching: FileSearchingContract.rules
        case .storageMeasuring: StorageMeasuringContract.rules
        case .changeFollowing: ChangeFollowingContract.rules
        case .documentExporting: DocumentExportingContract.rules
        case .folderPublic: FolderPublicContract.rules
        case .notifying: NotifyingContract.rules
        case .pinging: PingingContract.rules
        case .routeMeasuring: RouteMeasuringContract.rules
        case .placeNaming: PlaceNamingContract.rules
        case .chargerFinding: ChargerFindingContract.rules
        case .vehicleReading: VehicleReadingContract.rules
        case .databaseDumping: DatabaseDumpingContract.rules
        case .databaseRestoring: DatabaseRestoringContract.rules
        case .databaseProving: DatabaseProvingContract.rules
        case .pageReading: PageReadingContract.rules
        default: []
        }
    }

    /// Every rule that an integration with this manifest keeps: those of every integration and of its capabilities.
    public static func rules(for manifest: Manifest) -> [Rule<IntegrationSubject>] {
        rules + manifest.capabilities.flatMap { rules(of: $0) }
    }
}
