-- Until when placements after the end still count after a notice of default, and until when reports are taken after a
-- settlement was opened again.
ALTER TABLE ContractProgress ADD recoveryUntil TEXT;
ALTER TABLE ContractProgress ADD reportingUntil TEXT;

-- Settlements, of a year or of the whole contract (year 9999). The row is how far it is; its steps are how it came about.
CREATE TABLE Settlement (
    id BLOB NOT NULL,
    contractId BLOB NOT NULL,
    year INTEGER NOT NULL,
    state TEXT NOT NULL,
    steps INTEGER NOT NULL,
    openedAt INTEGER NOT NULL,
    changedAt INTEGER NOT NULL,
    CONSTRAINT PkSettlement PRIMARY KEY (id),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
) STRICT;
CREATE UNIQUE INDEX SettlementYear ON Settlement (contractId, year);

CREATE TABLE SettlementStep (
    settlementId BLOB NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    supplierId BLOB,
    body TEXT NOT NULL,
    takenAt INTEGER NOT NULL,
    takenBy BLOB NOT NULL,
    keyMadeBy BLOB,
    role TEXT NOT NULL,
    CONSTRAINT PkSettlementStep PRIMARY KEY (settlementId, number),
    FOREIGN KEY (settlementId) REFERENCES Settlement (id)
) STRICT;

-- Statements: frozen documents, numbered per buyer and year without gaps.
CREATE TABLE SettlementStatement (
    buyerId BLOB NOT NULL,
    issuedYear INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    settlementId BLOB NOT NULL,
    step INTEGER NOT NULL,
    document TEXT NOT NULL,
    hash BLOB NOT NULL,
    issuedAt INTEGER NOT NULL,
    CONSTRAINT PkSettlementStatement PRIMARY KEY (buyerId, issuedYear, sequence),
    FOREIGN KEY (buyerId) REFERENCES Organisation (id),
    FOREIGN KEY (settlementId) REFERENCES Settlement (id)
) STRICT;
CREATE UNIQUE INDEX SettlementStatementOf ON SettlementStatement (settlementId, step);

CREATE TRIGGER SettlementStep_stays BEFORE DELETE ON SettlementStep
BEGIN SELECT RAISE(ABORT, 'Steps of a settlement are only added to.'); END;

CREATE TRIGGER SettlementStep_is_never_changed BEFORE UPDATE ON SettlementStep
BEGIN SELECT RAISE(ABORT, 'Steps of a settlement are only added to.'); END;

CREATE TRIGGER SettlementStatement_stays BEFORE DELETE ON SettlementStatement
BEGIN SELECT RAISE(ABORT, 'A statement is frozen.'); END;

CREATE TRIGGER SettlementStatement_is_never_changed BEFORE UPDATE ON SettlementStatement
BEGIN SELECT RAISE(ABORT, 'A statement is frozen.'); END;
