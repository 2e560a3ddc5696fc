-- The first schema. The .sqlite and .sqlserver scripts of a number give the same tables and columns (a test).

-- Parties: buyers and the tree above them, suppliers, and who may do what.
CREATE TABLE Counter (
    name nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    value bigint NOT NULL,
    CONSTRAINT PkCounter PRIMARY KEY (name)
);

CREATE TABLE Organisation (
    id BINARY(16) NOT NULL,
    name nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    nameFolded nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    scheme nvarchar(40) COLLATE Latin1_General_100_BIN2,
    identifier nvarchar(100) COLLATE Latin1_General_100_BIN2,
    sector nvarchar(200) COLLATE Latin1_General_100_BIN2,
    ministry nvarchar(200) COLLATE Latin1_General_100_BIN2,
    parentId BINARY(16),
    version bigint NOT NULL,
    createdAt bigint NOT NULL,
    changedAt bigint NOT NULL,
    CONSTRAINT PkOrganisation PRIMARY KEY (id),
    FOREIGN KEY (parentId) REFERENCES Organisation (id)
);
CREATE UNIQUE INDEX OrganisationIdentifier ON Organisation (scheme, identifier) WHERE identifier IS NOT NULL;
CREATE INDEX OrganisationName ON Organisation (nameFolded);

-- Who lies below whom, each organisation below itself too; kept with the parent, so that a scope is one look-up.
CREATE TABLE OrganisationBranch (
    organisationId BINARY(16) NOT NULL,
    ancestorId BINARY(16) NOT NULL,
    CONSTRAINT PkOrganisationBranch PRIMARY KEY (organisationId, ancestorId),
    FOREIGN KEY (organisationId) REFERENCES Organisation (id),
    FOREIGN KEY (ancestorId) REFERENCES Organisation (id)
);
CREATE INDEX OrganisationBranchAncestor ON OrganisationBranch (ancestorId, organisationId);

CREATE TABLE Supplier (
    id BINARY(16) NOT NULL,
    name nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    nameFolded nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    scheme nvarchar(40) COLLATE Latin1_General_100_BIN2,
    identifier nvarchar(100) COLLATE Latin1_General_100_BIN2,
    version bigint NOT NULL,
    createdAt bigint NOT NULL,
    changedAt bigint NOT NULL,
    CONSTRAINT PkSupplier PRIMARY KEY (id)
);
CREATE UNIQUE INDEX SupplierIdentifier ON Supplier (scheme, identifier) WHERE identifier IS NOT NULL;
CREATE INDEX SupplierName ON Supplier (nameFolded);

CREATE TABLE Principal (
    id BINARY(16) NOT NULL,
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    createdAt bigint NOT NULL,
    CONSTRAINT PkPrincipal PRIMARY KEY (id)
);

CREATE TABLE RoleGrant (
    id BINARY(16) NOT NULL,
    principalId BINARY(16) NOT NULL,
    role nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organisationId BINARY(16),
    supplierId BINARY(16),
    CONSTRAINT PkRoleGrant PRIMARY KEY (id),
    FOREIGN KEY (principalId) REFERENCES Principal (id),
    FOREIGN KEY (organisationId) REFERENCES Organisation (id),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id)
);
CREATE INDEX RoleGrantPrincipal ON RoleGrant (principalId);

-- The key itself is shown once; kept is its SHA-256. The prefix is for people.
CREATE TABLE ApiKey (
    id BINARY(16) NOT NULL,
    principalId BINARY(16) NOT NULL,
    prefix nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hash varbinary(32) NOT NULL,
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    expiresAt bigint,
    revokedAt bigint,
    createdAt bigint NOT NULL,
    CONSTRAINT PkApiKey PRIMARY KEY (id),
    FOREIGN KEY (principalId) REFERENCES Principal (id)
);
CREATE UNIQUE INDEX ApiKeyHash ON ApiKey (hash);
CREATE INDEX ApiKeyPrincipal ON ApiKey (principalId);

-- Proof that the pseudonym key is the one this database was made with; never the key.
CREATE TABLE KeyCheck (
    keyVersion bigint NOT NULL,
    proof varbinary(32) NOT NULL,
    CONSTRAINT PkKeyCheck PRIMARY KEY (keyVersion)
);

-- Rules: tables of Bouwblokken and policies of buyers. Both are dated and never change; a correction is a new row.
CREATE TABLE Tarief (
    id BINARY(16) NOT NULL,
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    region nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    validFrom date,
    validTo date,
    body nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    publishedAt bigint NOT NULL,
    CONSTRAINT PkTarief PRIMARY KEY (id)
);
CREATE UNIQUE INDEX TariefVersion ON Tarief (region, version);

CREATE TABLE SroiPolicy (
    id BINARY(16) NOT NULL,
    buyerId BINARY(16) NOT NULL,
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    validFrom date NOT NULL,
    validTo date,
    tariefId BINARY(16),
    body nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    createdAt bigint NOT NULL,
    createdBy BINARY(16) NOT NULL,
    CONSTRAINT PkSroiPolicy PRIMARY KEY (id),
    FOREIGN KEY (buyerId) REFERENCES Organisation (id),
    FOREIGN KEY (tariefId) REFERENCES Tarief (id)
);
CREATE INDEX SroiPolicyBuyer ON SroiPolicy (buyerId, validFrom);

-- Contracts: the row is how it stands now; ContractVersion and ClauseVersion are how it came about, and only grow.
CREATE TABLE Contract (
    id BINARY(16) NOT NULL,
    buyerId BINARY(16) NOT NULL,
    reference nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    title nvarchar(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    searchText nvarchar(2000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    nature nvarchar(20) COLLATE Latin1_General_100_BIN2,
    parentId BINARY(16),
    startDate date,
    endDate date,
    value bigint,
    currency nvarchar(3) COLLATE Latin1_General_100_BIN2,
    facts nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    clauseVersion bigint,
    version bigint NOT NULL,
    createdAt bigint NOT NULL,
    changedAt bigint NOT NULL,
    CONSTRAINT PkContract PRIMARY KEY (id),
    FOREIGN KEY (buyerId) REFERENCES Organisation (id),
    FOREIGN KEY (parentId) REFERENCES Contract (id)
);
CREATE INDEX ContractBuyer ON Contract (buyerId, id);
CREATE INDEX ContractReference ON Contract (reference, buyerId);
CREATE INDEX ContractParent ON Contract (parentId);

CREATE TABLE ContractSupplier (
    contractId BINARY(16) NOT NULL,
    supplierId BINARY(16) NOT NULL,
    part nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PkContractSupplier PRIMARY KEY (contractId, supplierId),
    FOREIGN KEY (contractId) REFERENCES Contract (id),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id)
);
CREATE INDEX ContractSupplierOf ON ContractSupplier (supplierId, contractId);

CREATE TABLE ContractVersion (
    contractId BINARY(16) NOT NULL,
    version bigint NOT NULL,
    validFrom date,
    act nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    facts nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    recordedAt bigint NOT NULL,
    recordedBy BINARY(16) NOT NULL,
    CONSTRAINT PkContractVersion PRIMARY KEY (contractId, version),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
);

-- A clause or an amendment of one, from a day on. Obligation and the bound Tarief are frozen here.
CREATE TABLE ClauseVersion (
    contractId BINARY(16) NOT NULL,
    version bigint NOT NULL,
    validFrom date,
    policyId BINARY(16),
    tariefId BINARY(16),
    fullTimeMinutes bigint NOT NULL,
    boundDate date,
    obligation bigint NOT NULL,
    body nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    act nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    recordedAt bigint NOT NULL,
    recordedBy BINARY(16) NOT NULL,
    CONSTRAINT PkClauseVersion PRIMARY KEY (contractId, version),
    FOREIGN KEY (contractId) REFERENCES Contract (id),
    FOREIGN KEY (policyId) REFERENCES SroiPolicy (id),
    FOREIGN KEY (tariefId) REFERENCES Tarief (id)
);

-- One row a contract, so that a portfolio is one indexed query. Days are day numbers (days since 0001-01-01).
CREATE TABLE ContractProgress (
    contractId BINARY(16) NOT NULL,
    buyerId BINARY(16) NOT NULL,
    hasClause bigint NOT NULL,
    bestEffort bigint NOT NULL,
    obligation bigint NOT NULL,
    counted bigint NOT NULL,
    waiting bigint NOT NULL,
    forecast bigint NOT NULL,
    forecastWithoutWaiting bigint NOT NULL,
    startingUntil bigint,
    firstDay bigint,
    lastDay bigint,
    settled bigint NOT NULL,
    recalculating bigint NOT NULL,
    lastReportAt bigint,
    ledgerLines bigint NOT NULL,
    CONSTRAINT PkContractProgress PRIMARY KEY (contractId),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
);
CREATE INDEX ContractProgressBuyer ON ContractProgress (buyerId, contractId);

-- Placements: a candidate is a random number; what a supplier calls the person is kept as a keyed hash only.
CREATE TABLE Candidate (
    id BINARY(16) NOT NULL,
    supplierId BINARY(16) NOT NULL,
    keyVersion bigint NOT NULL,
    hmac varbinary(32) NOT NULL,
    createdAt bigint NOT NULL,
    CONSTRAINT PkCandidate PRIMARY KEY (id),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id)
);
CREATE UNIQUE INDEX CandidateHmac ON Candidate (supplierId, hmac);

CREATE TABLE Placement (
    id BINARY(16) NOT NULL,
    supplierId BINARY(16) NOT NULL,
    supplierReference nvarchar(100) COLLATE Latin1_General_100_BIN2,
    candidateId BINARY(16) NOT NULL,
    reportNumber bigint NOT NULL,
    reportHash varbinary(32) NOT NULL,
    startDate date NOT NULL,
    endDate date,
    reportedThroughDate date NOT NULL,
    version bigint NOT NULL,
    createdAt bigint NOT NULL,
    changedAt bigint NOT NULL,
    CONSTRAINT PkPlacement PRIMARY KEY (id),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id),
    FOREIGN KEY (candidateId) REFERENCES Candidate (id)
);
CREATE UNIQUE INDEX PlacementReference ON Placement (supplierId, supplierReference) WHERE supplierReference IS NOT NULL;
CREATE INDEX PlacementSupplier ON Placement (supplierId, id);
CREATE INDEX PlacementCandidate ON Placement (candidateId);

-- Every report, only added to; removal blanks doelgroep, attestation, employer, age band, bonuses and team (rules.md 8).
CREATE TABLE PlacementReport (
    placementId BINARY(16) NOT NULL,
    number bigint NOT NULL,
    startDate date NOT NULL,
    endDate date,
    reportedThroughDate date NOT NULL,
    termsFromDate date NOT NULL,
    minutesPerWeek bigint NOT NULL,
    bouwblok nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    doelgroep nvarchar(40) COLLATE Latin1_General_100_BIN2,
    doelgroepSinceDate date,
    indicatie nvarchar(20) COLLATE Latin1_General_100_BIN2,
    indicatieCheckedDate date,
    placementMethod nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    employment nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    employerKvk nvarchar(8) COLLATE Latin1_General_100_BIN2,
    inServiceSinceDate date,
    permanent bigint NOT NULL,
    ageBand nvarchar(20) COLLATE Latin1_General_100_BIN2,
    bonuses nvarchar(1000) COLLATE Latin1_General_100_BIN2,
    teamId BINARY(16),
    proeftuinId BINARY(16),
    allocations nvarchar(4000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hash varbinary(32) NOT NULL,
    reportedAt bigint NOT NULL,
    reportedBy BINARY(16) NOT NULL,
    CONSTRAINT PkPlacementReport PRIMARY KEY (placementId, number),
    FOREIGN KEY (placementId) REFERENCES Placement (id)
);

-- A placement as one contract sees it: a projection of reports, verdicts and ledger lines.
CREATE TABLE PlacementContract (
    placementId BINARY(16) NOT NULL,
    contractId BINARY(16) NOT NULL,
    candidateId BINARY(16) NOT NULL,
    supplierId BINARY(16) NOT NULL,
    basisPoints bigint NOT NULL,
    state nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
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
    CONSTRAINT PkPlacementContract PRIMARY KEY (placementId, contractId),
    FOREIGN KEY (placementId) REFERENCES Placement (id),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
);
CREATE INDEX PlacementContractCandidate ON PlacementContract (contractId, candidateId);
CREATE INDEX PlacementContractState ON PlacementContract (contractId, state, placementId);

CREATE TABLE Verdict (
    id BINARY(16) NOT NULL,
    placementId BINARY(16) NOT NULL,
    contractId BINARY(16) NOT NULL,
    kind nvarchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reportNumber bigint NOT NULL,
    throughDate date,
    fromDate date,
    code nvarchar(60) COLLATE Latin1_General_100_BIN2,
    reason nvarchar(2000) COLLATE Latin1_General_100_BIN2,
    proposedReport nvarchar(max) COLLATE Latin1_General_100_BIN2,
    answersId BINARY(16),
    decidedAt bigint NOT NULL,
    decidedBy BINARY(16) NOT NULL,
    CONSTRAINT PkVerdict PRIMARY KEY (id),
    FOREIGN KEY (placementId) REFERENCES Placement (id),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
);
CREATE INDEX VerdictPlacement ON Verdict (placementId, contractId, decidedAt);

-- The ledger: whole cents, a line per placement, contract and calendar year; only added to.
CREATE TABLE LedgerLine (
    id BINARY(16) NOT NULL,
    contractId BINARY(16) NOT NULL,
    sequence bigint NOT NULL,
    placementId BINARY(16),
    effortId BINARY(16),
    supplierId BINARY(16) NOT NULL,
    year bigint NOT NULL,
    amount bigint NOT NULL,
    bookedBefore bigint NOT NULL,
    act nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    parts nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    bonuses nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reportNumber bigint NOT NULL,
    verdictId BINARY(16),
    bookedAt bigint NOT NULL,
    bookedBy BINARY(16) NOT NULL,
    CONSTRAINT PkLedgerLine PRIMARY KEY (id),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
);
CREATE UNIQUE INDEX LedgerLineSequence ON LedgerLine (contractId, sequence);
CREATE INDEX LedgerLinePlacement ON LedgerLine (placementId, contractId, year);

-- Events: the one log, and the chain of seals over it.
CREATE TABLE Event (
    id BINARY(16) NOT NULL,
    at bigint NOT NULL,
    principal BINARY(16) NOT NULL,
    act nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    subject nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    supplier BINARY(16),
    payload nvarchar(max) COLLATE Latin1_General_100_BIN2,
    salt BINARY(16),
    digest BINARY(32) NOT NULL,
    CONSTRAINT PkEvent PRIMARY KEY (id)
);

CREATE TABLE EventSeal (
    sequence bigint NOT NULL,
    event BINARY(16) NOT NULL,
    hash BINARY(32) NOT NULL,
    CONSTRAINT PkEventSeal PRIMARY KEY (sequence),
    FOREIGN KEY (event) REFERENCES Event (id)
);
CREATE UNIQUE INDEX EventSealEvent ON EventSeal (event);

-- Events that wait for their seal: they are sealed in order, by the one instance that has the lease.
CREATE TABLE EventUnsealed (
    event BINARY(16) NOT NULL,
    CONSTRAINT PkEventUnsealed PRIMARY KEY (event),
    FOREIGN KEY (event) REFERENCES Event (id)
);
GO

-- Only payload and salt may be erased, together.
CREATE TRIGGER Event_is_only_erased ON Event AFTER UPDATE, DELETE AS
IF EXISTS (
    SELECT 1 FROM deleted d LEFT JOIN inserted i ON i.id = d.id
    WHERE i.id IS NULL OR i.payload IS NOT NULL OR i.salt IS NOT NULL OR i.at <> d.at OR i.principal <> d.principal
        OR i.act <> d.act OR i.subject <> d.subject OR i.digest <> d.digest
        OR COALESCE(i.supplier, 0x00) <> COALESCE(d.supplier, 0x00))
    THROW 51000, 'The event log is append-only.', 1;
GO

CREATE TRIGGER EventSeal_is_never_changed ON EventSeal AFTER UPDATE, DELETE AS
    THROW 51000, 'The event log is append-only.', 1;
GO

-- Leases: which instance does a job of which there is one.
CREATE TABLE Lease (
    name nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    holder nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    expiresAt bigint NOT NULL,
    fence bigint NOT NULL,
    CONSTRAINT PkLease PRIMARY KEY (name)
);

-- Imports: what came in as a file, what became of each notice in it, and how a contract is known again in a later notice.
CREATE TABLE ContractImport (
    id BINARY(16) NOT NULL,
    format nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    notices bigint NOT NULL,
    created bigint NOT NULL,
    updated bigint NOT NULL,
    unchanged bigint NOT NULL,
    refused bigint NOT NULL,
    warnings bigint NOT NULL,
    startedAt bigint NOT NULL,
    startedBy BINARY(16) NOT NULL,
    endedAt bigint,
    CONSTRAINT PkContractImport PRIMARY KEY (id)
);

CREATE TABLE ContractImportItem (
    importId BINARY(16) NOT NULL,
    number bigint NOT NULL,
    outcome nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    body nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PkContractImportItem PRIMARY KEY (importId, number),
    FOREIGN KEY (importId) REFERENCES ContractImport (id)
);

CREATE TABLE ContractNotice (
    id BINARY(16) NOT NULL,
    contractId BINARY(16) NOT NULL,
    format nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    identification nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    issuedAt bigint,
    importedAt bigint NOT NULL,
    CONSTRAINT PkContractNotice PRIMARY KEY (id),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
);
CREATE INDEX ContractNoticeOf ON ContractNotice (contractId);

-- Procedures, ocids and notice numbers by which a notice is found.
CREATE TABLE ContractNoticeName (
    name nvarchar(250) COLLATE Latin1_General_100_BIN2 NOT NULL,
    noticeId BINARY(16) NOT NULL,
    CONSTRAINT PkContractNoticeName PRIMARY KEY (name, noticeId),
    FOREIGN KEY (noticeId) REFERENCES ContractNotice (id)
);
