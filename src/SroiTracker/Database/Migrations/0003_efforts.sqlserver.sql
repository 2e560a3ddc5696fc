-- Efforts beside placements: invoices of social enterprises, activities, training, coaching, PSO certificates.
CREATE TABLE Effort (
    id BINARY(16) NOT NULL,
    supplierId BINARY(16) NOT NULL,
    supplierReference nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reportNumber bigint NOT NULL,
    reportHash BINARY(32) NOT NULL,
    startDate date NOT NULL,
    reportedThroughDate date NOT NULL,
    sellerKvk nvarchar(8) COLLATE Latin1_General_100_BIN2,
    invoiceHash nvarchar(64) COLLATE Latin1_General_100_BIN2,
    version bigint NOT NULL,
    createdAt bigint NOT NULL,
    changedAt bigint NOT NULL,
    CONSTRAINT PkEffort PRIMARY KEY (id),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id)
);
CREATE UNIQUE INDEX EffortReference ON Effort (supplierId, supplierReference);
CREATE INDEX EffortSupplier ON Effort (supplierId, id);
-- An invoice counts once, whoever reports it; of one that was withdrawn everywhere the number is free again (null).
CREATE UNIQUE INDEX EffortInvoice ON Effort (sellerKvk, invoiceHash) WHERE invoiceHash IS NOT NULL;

-- Every report, only added to. The content is what was stated, evidence by its hash; never a document.
CREATE TABLE EffortReport (
    effortId BINARY(16) NOT NULL,
    number bigint NOT NULL,
    content nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reportedThroughDate date NOT NULL,
    allocations nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hash BINARY(32) NOT NULL,
    reportedAt bigint NOT NULL,
    reportedBy BINARY(16) NOT NULL,
    keyMadeBy BINARY(16),
    CONSTRAINT PkEffortReport PRIMARY KEY (effortId, number),
    FOREIGN KEY (effortId) REFERENCES Effort (id)
);

-- An effort as one contract sees it: a projection of reports, verdicts and ledger lines. Reduction is by how much a
-- certificate lowers the obligation.
CREATE TABLE EffortContract (
    effortId BINARY(16) NOT NULL,
    contractId BINARY(16) NOT NULL,
    supplierId BINARY(16) NOT NULL,
    kind nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    basisPoints bigint NOT NULL,
    state nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    waitsSince bigint,
    verifiedReport bigint,
    verifiedThrough date,
    revokedFrom date,
    verdictId BINARY(16),
    value bigint NOT NULL,
    counted bigint NOT NULL,
    waiting bigint NOT NULL,
    forecast bigint NOT NULL,
    forecastWithoutWaiting bigint NOT NULL,
    reduction bigint NOT NULL,
    CONSTRAINT PkEffortContract PRIMARY KEY (effortId, contractId),
    FOREIGN KEY (effortId) REFERENCES Effort (id),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
);
CREATE INDEX EffortContractKind ON EffortContract (contractId, kind, effortId);
CREATE INDEX EffortContractState ON EffortContract (contractId, state, effortId);

CREATE TABLE EffortVerdict (
    id BINARY(16) NOT NULL,
    effortId BINARY(16) NOT NULL,
    contractId BINARY(16) NOT NULL,
    kind nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reportNumber bigint NOT NULL,
    throughDate date,
    fromDate date,
    code nvarchar(60) COLLATE Latin1_General_100_BIN2,
    reason nvarchar(max) COLLATE Latin1_General_100_BIN2,
    seenEvidence nvarchar(max) COLLATE Latin1_General_100_BIN2,
    answersId BINARY(16),
    decidedAt bigint NOT NULL,
    decidedBy BINARY(16) NOT NULL,
    keyMadeBy BINARY(16),
    CONSTRAINT PkEffortVerdict PRIMARY KEY (id),
    FOREIGN KEY (effortId) REFERENCES Effort (id),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
);
CREATE INDEX EffortVerdictEffort ON EffortVerdict (effortId, contractId, decidedAt);

CREATE INDEX LedgerLineEffort ON LedgerLine (effortId, contractId, year) WHERE effortId IS NOT NULL;

-- What a supplier said of its own group: buying there does not count.
CREATE TABLE SupplierGroup (
    supplierId BINARY(16) NOT NULL,
    kvk nvarchar(8) COLLATE Latin1_General_100_BIN2 NOT NULL,
    namedAt bigint NOT NULL,
    CONSTRAINT PkSupplierGroup PRIMARY KEY (supplierId, kvk),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id)
);

-- By how much certificates lower the obligation; obligation is what is left of it.
ALTER TABLE ContractProgress ADD reduction bigint NOT NULL CONSTRAINT DfContractProgressReduction DEFAULT 0;

-- Teams of people who work together under a leader and a jobcoach; no names.
CREATE TABLE Team (
    id BINARY(16) NOT NULL,
    supplierId BINARY(16),
    buyerId BINARY(16),
    name nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    plannedSize bigint NOT NULL,
    hasTeamLeader bigint NOT NULL,
    hasFixedJobcoach bigint NOT NULL,
    jobcoachCertified bigint NOT NULL,
    kindOfWork nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    place nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    startDate date NOT NULL,
    endDate date,
    version bigint NOT NULL,
    createdAt bigint NOT NULL,
    changedAt bigint NOT NULL,
    CONSTRAINT PkTeam PRIMARY KEY (id),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id),
    FOREIGN KEY (buyerId) REFERENCES Organisation (id)
);
CREATE INDEX TeamSupplier ON Team (supplierId, id);
CREATE INDEX TeamBuyer ON Team (buyerId, id);
CREATE INDEX PlacementReportTeam ON PlacementReport (teamId, placementId) WHERE teamId IS NOT NULL;
