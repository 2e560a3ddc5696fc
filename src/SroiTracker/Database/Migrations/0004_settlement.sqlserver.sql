-- Until when placements after the end still count after a notice of default, and until when reports are taken after a
-- settlement was opened again.
ALTER TABLE ContractProgress ADD recoveryUntil date;
ALTER TABLE ContractProgress ADD reportingUntil date;

-- Settlements, of a year or of the whole contract (year 9999). The row is how far it is; its steps are how it came about.
CREATE TABLE Settlement (
    id BINARY(16) NOT NULL,
    contractId BINARY(16) NOT NULL,
    year bigint NOT NULL,
    state nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    steps bigint NOT NULL,
    openedAt bigint NOT NULL,
    changedAt bigint NOT NULL,
    CONSTRAINT PkSettlement PRIMARY KEY (id),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
);
CREATE UNIQUE INDEX SettlementYear ON Settlement (contractId, year);

CREATE TABLE SettlementStep (
    settlementId BINARY(16) NOT NULL,
    number bigint NOT NULL,
    kind nvarchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    supplierId BINARY(16),
    body nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    takenAt bigint NOT NULL,
    takenBy BINARY(16) NOT NULL,
    keyMadeBy BINARY(16),
    role nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PkSettlementStep PRIMARY KEY (settlementId, number),
    FOREIGN KEY (settlementId) REFERENCES Settlement (id)
);

-- Statements: frozen documents, numbered per buyer and year without gaps.
CREATE TABLE SettlementStatement (
    buyerId BINARY(16) NOT NULL,
    issuedYear bigint NOT NULL,
    sequence bigint NOT NULL,
    settlementId BINARY(16) NOT NULL,
    step bigint NOT NULL,
    document nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hash BINARY(32) NOT NULL,
    issuedAt bigint NOT NULL,
    CONSTRAINT PkSettlementStatement PRIMARY KEY (buyerId, issuedYear, sequence),
    FOREIGN KEY (buyerId) REFERENCES Organisation (id),
    FOREIGN KEY (settlementId) REFERENCES Settlement (id)
);
CREATE UNIQUE INDEX SettlementStatementOf ON SettlementStatement (settlementId, step);
GO

CREATE TRIGGER SettlementStep_is_never_changed ON SettlementStep AFTER UPDATE, DELETE AS
    THROW 51000, 'Steps of a settlement are only added to.', 1;
GO

CREATE TRIGGER SettlementStatement_is_never_changed ON SettlementStatement AFTER UPDATE, DELETE AS
    THROW 51000, 'A statement is frozen.', 1;
GO
