-- The first schema. The .sqlite and .sqlserver scripts of a number give the same tables and columns (a test).

-- Parties: buyers and the tree above them, suppliers, and who may do what.
CREATE TABLE Counter (
    name TEXT NOT NULL,
    value INTEGER NOT NULL,
    CONSTRAINT PkCounter PRIMARY KEY (name)
) STRICT;

CREATE TABLE Organisation (
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    nameFolded TEXT NOT NULL,
    scheme TEXT,
    identifier TEXT,
    sector TEXT,
    ministry TEXT,
    parentId BLOB,
    version INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    changedAt INTEGER NOT NULL,
    CONSTRAINT PkOrganisation PRIMARY KEY (id),
    FOREIGN KEY (parentId) REFERENCES Organisation (id)
) STRICT;
CREATE UNIQUE INDEX OrganisationIdentifier ON Organisation (scheme, identifier) WHERE identifier IS NOT NULL;
CREATE INDEX OrganisationName ON Organisation (nameFolded);

-- Who lies below whom, each organisation below itself too; kept with the parent, so that a scope is one look-up.
CREATE TABLE OrganisationBranch (
    organisationId BLOB NOT NULL,
    ancestorId BLOB NOT NULL,
    CONSTRAINT PkOrganisationBranch PRIMARY KEY (organisationId, ancestorId),
    FOREIGN KEY (organisationId) REFERENCES Organisation (id),
    FOREIGN KEY (ancestorId) REFERENCES Organisation (id)
) STRICT;
CREATE INDEX OrganisationBranchAncestor ON OrganisationBranch (ancestorId, organisationId);

CREATE TABLE Supplier (
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    nameFolded TEXT NOT NULL,
    scheme TEXT,
    identifier TEXT,
    version INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    changedAt INTEGER NOT NULL,
    CONSTRAINT PkSupplier PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX SupplierIdentifier ON Supplier (scheme, identifier) WHERE identifier IS NOT NULL;
CREATE INDEX SupplierName ON Supplier (nameFolded);

CREATE TABLE Principal (
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    createdAt INTEGER NOT NULL,
    CONSTRAINT PkPrincipal PRIMARY KEY (id)
) STRICT;

CREATE TABLE RoleGrant (
    id BLOB NOT NULL,
    principalId BLOB NOT NULL,
    role TEXT NOT NULL,
    organisationId BLOB,
    supplierId BLOB,
    CONSTRAINT PkRoleGrant PRIMARY KEY (id),
    FOREIGN KEY (principalId) REFERENCES Principal (id),
    FOREIGN KEY (organisationId) REFERENCES Organisation (id),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id)
) STRICT;
CREATE INDEX RoleGrantPrincipal ON RoleGrant (principalId);

-- The key itself is shown once; kept is its SHA-256. The prefix is for people.
CREATE TABLE ApiKey (
    id BLOB NOT NULL,
    principalId BLOB NOT NULL,
    prefix TEXT NOT NULL,
    hash BLOB NOT NULL,
    name TEXT NOT NULL,
    expiresAt INTEGER,
    revokedAt INTEGER,
    createdAt INTEGER NOT NULL,
    CONSTRAINT PkApiKey PRIMARY KEY (id),
    FOREIGN KEY (principalId) REFERENCES Principal (id)
) STRICT;
CREATE UNIQUE INDEX ApiKeyHash ON ApiKey (hash);
CREATE INDEX ApiKeyPrincipal ON ApiKey (principalId);

-- Proof that the pseudonym key is the one this database was made with; never the key.
CREATE TABLE KeyCheck (
    keyVersion INTEGER NOT NULL,
    proof BLOB NOT NULL,
    CONSTRAINT PkKeyCheck PRIMARY KEY (keyVersion)
) STRICT;

-- Rules: tables of Bouwblokken and policies of buyers. Both are dated and never change; a correction is a new row.
CREATE TABLE Tarief (
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    version TEXT NOT NULL,
    validFrom TEXT,
    validTo TEXT,
    body TEXT NOT NULL,
    publishedAt INTEGER NOT NULL,
    CONSTRAINT PkTarief PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX TariefVersion ON Tarief (region, version);

CREATE TABLE SroiPolicy (
    id BLOB NOT NULL,
    buyerId BLOB NOT NULL,
    name TEXT NOT NULL,
    validFrom TEXT NOT NULL,
    validTo TEXT,
    tariefId BLOB,
    body TEXT NOT NULL,
    createdAt INTEGER NOT NULL,
    createdBy BLOB NOT NULL,
    CONSTRAINT PkSroiPolicy PRIMARY KEY (id),
    FOREIGN KEY (buyerId) REFERENCES Organisation (id),
    FOREIGN KEY (tariefId) REFERENCES Tarief (id)
) STRICT;
CREATE INDEX SroiPolicyBuyer ON SroiPolicy (buyerId, validFrom);

-- Contracts: the row is how it stands now; ContractVersion and ClauseVersion are how it came about, and only grow.
CREATE TABLE Contract (
    id BLOB NOT NULL,
    buyerId BLOB NOT NULL,
    reference TEXT NOT NULL,
    title TEXT NOT NULL,
    searchText TEXT NOT NULL,
    kind TEXT NOT NULL,
    nature TEXT,
    parentId BLOB,
    startDate TEXT,
    endDate TEXT,
    value INTEGER,
    currency TEXT,
    facts TEXT NOT NULL,
    clauseVersion INTEGER,
    version INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    changedAt INTEGER NOT NULL,
    CONSTRAINT PkContract PRIMARY KEY (id),
    FOREIGN KEY (buyerId) REFERENCES Organisation (id),
    FOREIGN KEY (parentId) REFERENCES Contract (id)
) STRICT;
CREATE INDEX ContractBuyer ON Contract (buyerId, id);
CREATE INDEX ContractReference ON Contract (reference, buyerId);
CREATE INDEX ContractParent ON Contract (parentId);

CREATE TABLE ContractSupplier (
    contractId BLOB NOT NULL,
    supplierId BLOB NOT NULL,
    part TEXT NOT NULL,
    CONSTRAINT PkContractSupplier PRIMARY KEY (contractId, supplierId),
    FOREIGN KEY (contractId) REFERENCES Contract (id),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id)
) STRICT;
CREATE INDEX ContractSupplierOf ON ContractSupplier (supplierId, contractId);

CREATE TABLE ContractVersion (
    contractId BLOB NOT NULL,
    version INTEGER NOT NULL,
    validFrom TEXT,
    act TEXT NOT NULL,
    facts TEXT NOT NULL,
    recordedAt INTEGER NOT NULL,
    recordedBy BLOB NOT NULL,
    CONSTRAINT PkContractVersion PRIMARY KEY (contractId, version),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
) STRICT;

-- A clause or an amendment of one, from a day on. Obligation and the bound Tarief are frozen here.
CREATE TABLE ClauseVersion (
    contractId BLOB NOT NULL,
    version INTEGER NOT NULL,
    validFrom TEXT,
    policyId BLOB,
    tariefId BLOB,
    fullTimeMinutes INTEGER NOT NULL,
    boundDate TEXT,
    obligation INTEGER NOT NULL,
    body TEXT NOT NULL,
    act TEXT NOT NULL,
    recordedAt INTEGER NOT NULL,
    recordedBy BLOB NOT NULL,
    CONSTRAINT PkClauseVersion PRIMARY KEY (contractId, version),
    FOREIGN KEY (contractId) REFERENCES Contract (id),
    FOREIGN KEY (policyId) REFERENCES SroiPolicy (id),
    FOREIGN KEY (tariefId) REFERENCES Tarief (id)
) STRICT;

-- One row a contract, so that a portfolio is one indexed query. Days are day numbers (days since 0001-01-01).
CREATE TABLE ContractProgress (
    contractId BLOB NOT NULL,
    buyerId BLOB NOT NULL,
    hasClause INTEGER NOT NULL,
    bestEffort INTEGER NOT NULL,
    obligation INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    forecast INTEGER NOT NULL,
    forecastWithoutWaiting INTEGER NOT NULL,
    startingUntil INTEGER,
    firstDay INTEGER,
    lastDay INTEGER,
    settled INTEGER NOT NULL,
    recalculating INTEGER NOT NULL,
    lastReportAt INTEGER,
    ledgerLines INTEGER NOT NULL,
    CONSTRAINT PkContractProgress PRIMARY KEY (contractId),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
) STRICT;
CREATE INDEX ContractProgressBuyer ON ContractProgress (buyerId, contractId);

-- Placements: a candidate is a random number; what a supplier calls the person is kept as a keyed hash only.
CREATE TABLE Candidate (
    id BLOB NOT NULL,
    supplierId BLOB NOT NULL,
    keyVersion INTEGER NOT NULL,
    hmac BLOB NOT NULL,
    createdAt INTEGER NOT NULL,
    CONSTRAINT PkCandidate PRIMARY KEY (id),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id)
) STRICT;
CREATE UNIQUE INDEX CandidateHmac ON Candidate (supplierId, hmac);

CREATE TABLE Placement (
    id BLOB NOT NULL,
    supplierId BLOB NOT NULL,
    supplierReference TEXT,
    candidateId BLOB NOT NULL,
    reportNumber INTEGER NOT NULL,
    reportHash BLOB NOT NULL,
    startDate TEXT NOT NULL,
    endDate TEXT,
    reportedThroughDate TEXT NOT NULL,
    version INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    changedAt INTEGER NOT NULL,
    CONSTRAINT PkPlacement PRIMARY KEY (id),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id),
    FOREIGN KEY (candidateId) REFERENCES Candidate (id)
) STRICT;
CREATE UNIQUE INDEX PlacementReference ON Placement (supplierId, supplierReference) WHERE supplierReference IS NOT NULL;
CREATE INDEX PlacementSupplier ON Placement (supplierId, id);
CREATE INDEX PlacementCandidate ON Placement (candidateId);

-- Every report, only added to; removal blanks doelgroep, attestation, employer, age band, bonuses and team (rules.md 8).
CREATE TABLE PlacementReport (
    placementId BLOB NOT NULL,
    number INTEGER NOT NULL,
    startDate TEXT NOT NULL,
    endDate TEXT,
    reportedThroughDate TEXT NOT NULL,
    termsFromDate TEXT NOT NULL,
    minutesPerWeek INTEGER NOT NULL,
    bouwblok TEXT NOT NULL,
    doelgroep TEXT,
    doelgroepSinceDate TEXT,
    indicatie TEXT,
    indicatieCheckedDate TEXT,
    placementMethod TEXT NOT NULL,
    employment TEXT NOT NULL,
    employerKvk TEXT,
    inServiceSinceDate TEXT,
    permanent INTEGER NOT NULL,
    ageBand TEXT,
    bonuses TEXT,
    teamId BLOB,
    proeftuinId BLOB,
    allocations TEXT NOT NULL,
    hash BLOB NOT NULL,
    reportedAt INTEGER NOT NULL,
    reportedBy BLOB NOT NULL,
    CONSTRAINT PkPlacementReport PRIMARY KEY (placementId, number),
    FOREIGN KEY (placementId) REFERENCES Placement (id)
) STRICT;

-- A placement as one contract sees it: a projection of reports, verdicts and ledger lines.
CREATE TABLE PlacementContract (
    placementId BLOB NOT NULL,
    contractId BLOB NOT NULL,
    candidateId BLOB NOT NULL,
    supplierId BLOB NOT NULL,
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
    CONSTRAINT PkPlacementContract PRIMARY KEY (placementId, contractId),
    FOREIGN KEY (placementId) REFERENCES Placement (id),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
) STRICT;
CREATE INDEX PlacementContractCandidate ON PlacementContract (contractId, candidateId);
CREATE INDEX PlacementContractState ON PlacementContract (contractId, state, placementId);

CREATE TABLE Verdict (
    id BLOB NOT NULL,
    placementId BLOB NOT NULL,
    contractId BLOB NOT NULL,
    kind TEXT NOT NULL,
    reportNumber INTEGER NOT NULL,
    throughDate TEXT,
    fromDate TEXT,
    code TEXT,
    reason TEXT,
    proposedReport TEXT,
    answersId BLOB,
    decidedAt INTEGER NOT NULL,
    decidedBy BLOB NOT NULL,
    CONSTRAINT PkVerdict PRIMARY KEY (id),
    FOREIGN KEY (placementId) REFERENCES Placement (id),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
) STRICT;
CREATE INDEX VerdictPlacement ON Verdict (placementId, contractId, decidedAt);

-- The ledger: whole cents, a line per placement, contract and calendar year; only added to.
CREATE TABLE LedgerLine (
    id BLOB NOT NULL,
    contractId BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    placementId BLOB,
    effortId BLOB,
    supplierId BLOB NOT NULL,
    year INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    bookedBefore INTEGER NOT NULL,
    act TEXT NOT NULL,
    parts TEXT NOT NULL,
    bonuses TEXT NOT NULL,
    reportNumber INTEGER NOT NULL,
    verdictId BLOB,
    bookedAt INTEGER NOT NULL,
    bookedBy BLOB NOT NULL,
    CONSTRAINT PkLedgerLine PRIMARY KEY (id),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
) STRICT;
CREATE UNIQUE INDEX LedgerLineSequence ON LedgerLine (contractId, sequence);
CREATE INDEX LedgerLinePlacement ON LedgerLine (placementId, contractId, year);

-- Events: the one log, and the chain of seals over it.
CREATE TABLE Event (
    id BLOB NOT NULL,
    at INTEGER NOT NULL,
    principal BLOB NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    supplier BLOB,
    payload TEXT,
    salt BLOB,
    digest BLOB NOT NULL,
    CONSTRAINT PkEvent PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE EventSeal (
    sequence INTEGER NOT NULL,
    event BLOB NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT PkEventSeal PRIMARY KEY (sequence),
    FOREIGN KEY (event) REFERENCES Event (id)
) STRICT;
CREATE UNIQUE INDEX EventSealEvent ON EventSeal (event);

-- Events that wait for their seal: on SQL Server only, here they are sealed in the commit.
CREATE TABLE EventUnsealed (
    event BLOB NOT NULL,
    CONSTRAINT PkEventUnsealed PRIMARY KEY (event),
    FOREIGN KEY (event) REFERENCES Event (id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER Event_stays BEFORE DELETE ON Event
BEGIN SELECT RAISE(ABORT, 'The event log is append-only.'); END;

-- Only payload and salt may be erased, together.
CREATE TRIGGER Event_is_only_erased BEFORE UPDATE ON Event
WHEN NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.principal <> OLD.principal
    OR NEW.act <> OLD.act OR NEW.subject <> OLD.subject OR NEW.supplier IS NOT OLD.supplier OR NEW.digest <> OLD.digest
BEGIN SELECT RAISE(ABORT, 'The event log is append-only.'); END;

CREATE TRIGGER EventSeal_stays BEFORE DELETE ON EventSeal
BEGIN SELECT RAISE(ABORT, 'The event log is append-only.'); END;

CREATE TRIGGER EventSeal_is_never_changed BEFORE UPDATE ON EventSeal
BEGIN SELECT RAISE(ABORT, 'The event log is append-only.'); END;

-- Leases: which instance does a job of which there is one.
CREATE TABLE Lease (
    name TEXT NOT NULL,
    holder TEXT NOT NULL,
    expiresAt INTEGER NOT NULL,
    fence INTEGER NOT NULL,
    CONSTRAINT PkLease PRIMARY KEY (name)
) STRICT;

-- Imports: what came in as a file, what became of each notice in it, and how a contract is known again in a later notice.
CREATE TABLE ContractImport (
    id BLOB NOT NULL,
    format TEXT NOT NULL,
    state TEXT NOT NULL,
    notices INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    startedAt INTEGER NOT NULL,
    startedBy BLOB NOT NULL,
    endedAt INTEGER,
    CONSTRAINT PkContractImport PRIMARY KEY (id)
) STRICT;

CREATE TABLE ContractImportItem (
    importId BLOB NOT NULL,
    number INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT PkContractImportItem PRIMARY KEY (importId, number),
    FOREIGN KEY (importId) REFERENCES ContractImport (id)
) STRICT;

CREATE TABLE ContractNotice (
    id BLOB NOT NULL,
    contractId BLOB NOT NULL,
    format TEXT NOT NULL,
    identification TEXT NOT NULL,
    issuedAt INTEGER,
    importedAt INTEGER NOT NULL,
    CONSTRAINT PkContractNotice PRIMARY KEY (id),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
) STRICT;
CREATE INDEX ContractNoticeOf ON ContractNotice (contractId);

-- Procedures, ocids and notice numbers by which a notice is found.
CREATE TABLE ContractNoticeName (
    name TEXT NOT NULL,
    noticeId BLOB NOT NULL,
    CONSTRAINT PkContractNoticeName PRIMARY KEY (name, noticeId),
    FOREIGN KEY (noticeId) REFERENCES ContractNotice (id)
) STRICT;
