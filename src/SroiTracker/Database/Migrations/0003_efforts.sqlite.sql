-- Efforts beside placements: invoices of social enterprises, activities, training, coaching, PSO certificates.
CREATE TABLE Effort (
    id BLOB NOT NULL,
    supplierId BLOB NOT NULL,
    supplierReference TEXT NOT NULL,
    kind TEXT NOT NULL,
    reportNumber INTEGER NOT NULL,
    reportHash BLOB NOT NULL,
    startDate TEXT NOT NULL,
    reportedThroughDate TEXT NOT NULL,
    sellerKvk TEXT,
    invoiceHash TEXT,
    version INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    changedAt INTEGER NOT NULL,
    CONSTRAINT PkEffort PRIMARY KEY (id),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id)
) STRICT;
CREATE UNIQUE INDEX EffortReference ON Effort (supplierId, supplierReference);
CREATE INDEX EffortSupplier ON Effort (supplierId, id);
-- An invoice counts once, whoever reports it; of one that was withdrawn everywhere the number is free again (null).
CREATE UNIQUE INDEX EffortInvoice ON Effort (sellerKvk, invoiceHash) WHERE invoiceHash IS NOT NULL;

-- Every report, only added to. The content is what was stated, evidence by its hash; never a document.
CREATE TABLE EffortReport (
    effortId BLOB NOT NULL,
    number INTEGER NOT NULL,
    content TEXT NOT NULL,
    reportedThroughDate TEXT NOT NULL,
    allocations TEXT NOT NULL,
    hash BLOB NOT NULL,
    reportedAt INTEGER NOT NULL,
    reportedBy BLOB NOT NULL,
    keyMadeBy BLOB,
    CONSTRAINT PkEffortReport PRIMARY KEY (effortId, number),
    FOREIGN KEY (effortId) REFERENCES Effort (id)
) STRICT;

-- An effort as one contract sees it: a projection of reports, verdicts and ledger lines. Reduction is by how much a
-- certificate lowers the obligation.
CREATE TABLE EffortContract (
    effortId BLOB NOT NULL,
    contractId BLOB NOT NULL,
    supplierId BLOB NOT NULL,
    kind TEXT NOT NULL,
    basisPoints INTEGER NOT NULL,
    state TEXT NOT NULL,
    waitsSince INTEGER,
    verifiedReport INTEGER,
    verifiedThrough TEXT,
    revokedFrom TEXT,
    verdictId BLOB,
    value INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    forecast INTEGER NOT NULL,
    forecastWithoutWaiting INTEGER NOT NULL,
    reduction INTEGER NOT NULL,
    CONSTRAINT PkEffortContract PRIMARY KEY (effortId, contractId),
    FOREIGN KEY (effortId) REFERENCES Effort (id),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
) STRICT;
CREATE INDEX EffortContractKind ON EffortContract (contractId, kind, effortId);
CREATE INDEX EffortContractState ON EffortContract (contractId, state, effortId);

CREATE TABLE EffortVerdict (
    id BLOB NOT NULL,
    effortId BLOB NOT NULL,
    contractId BLOB NOT NULL,
    kind TEXT NOT NULL,
    reportNumber INTEGER NOT NULL,
    throughDate TEXT,
    fromDate TEXT,
    code TEXT,
    reason TEXT,
    seenEvidence TEXT,
    answersId BLOB,
    decidedAt INTEGER NOT NULL,
    decidedBy BLOB NOT NULL,
    keyMadeBy BLOB,
    CONSTRAINT PkEffortVerdict PRIMARY KEY (id),
    FOREIGN KEY (effortId) REFERENCES Effort (id),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
) STRICT;
CREATE INDEX EffortVerdictEffort ON EffortVerdict (effortId, contractId, decidedAt);

CREATE INDEX LedgerLineEffort ON LedgerLine (effortId, contractId, year) WHERE effortId IS NOT NULL;

-- What a supplier said of its own group: buying there does not count.
CREATE TABLE SupplierGroup (
    supplierId BLOB NOT NULL,
    kvk TEXT NOT NULL,
    namedAt INTEGER NOT NULL,
    CONSTRAINT PkSupplierGroup PRIMARY KEY (supplierId, kvk),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id)
) STRICT;

-- By how much certificates lower the obligation; obligation is what is left of it.
ALTER TABLE ContractProgress ADD reduction INTEGER NOT NULL DEFAULT 0;

-- Teams of people who work together under a leader and a jobcoach; no names.
CREATE TABLE Team (
    id BLOB NOT NULL,
    supplierId BLOB,
    buyerId BLOB,
    name TEXT NOT NULL,
    plannedSize INTEGER NOT NULL,
    hasTeamLeader INTEGER NOT NULL,
    hasFixedJobcoach INTEGER NOT NULL,
    jobcoachCertified INTEGER NOT NULL,
    kindOfWork TEXT NOT NULL,
    place TEXT NOT NULL,
    startDate TEXT NOT NULL,
    endDate TEXT,
    version INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    changedAt INTEGER NOT NULL,
    CONSTRAINT PkTeam PRIMARY KEY (id),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id),
    FOREIGN KEY (buyerId) REFERENCES Organisation (id)
) STRICT;
CREATE INDEX TeamSupplier ON Team (supplierId, id);
CREATE INDEX TeamBuyer ON Team (buyerId, id);
CREATE INDEX PlacementReportTeam ON PlacementReport (teamId, placementId) WHERE teamId IS NOT NULL;
