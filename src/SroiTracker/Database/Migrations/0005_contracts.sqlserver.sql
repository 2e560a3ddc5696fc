-- Whose hand a key is from: the maker saw it, so what is done with it the maker may have done (rules.md 8, acts of two people).
ALTER TABLE ApiKey ADD madeBy BINARY(16);
ALTER TABLE PlacementReport ADD keyMadeBy BINARY(16);
ALTER TABLE Verdict ADD keyMadeBy BINARY(16);

-- On which days a supplier is a party, where a transfer to another party limits them.
ALTER TABLE ContractSupplier ADD fromDate date;
ALTER TABLE ContractSupplier ADD throughDate date;

-- Why an officer changed a contract or its clause.
ALTER TABLE ContractVersion ADD reason nvarchar(2000) COLLATE Latin1_General_100_BIN2;
ALTER TABLE ClauseVersion ADD reason nvarchar(2000) COLLATE Latin1_General_100_BIN2;

-- What was invoiced on a contract in a period, excl. VAT; only added to. A correction replaces the statement that it names.
CREATE TABLE TurnoverStatement (
    contractId BINARY(16) NOT NULL,
    number bigint NOT NULL,
    fromDate date NOT NULL,
    throughDate date NOT NULL,
    amount bigint NOT NULL,
    isFinal bigint NOT NULL,
    correctsNumber bigint,
    reason nvarchar(2000) COLLATE Latin1_General_100_BIN2,
    recordedAt bigint NOT NULL,
    recordedBy BINARY(16) NOT NULL,
    CONSTRAINT PkTurnoverStatement PRIMARY KEY (contractId, number),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
);

-- A buyer lets another organisation, such as a coordination point, see and act on its contracts for a time.
CREATE TABLE Mandate (
    id BINARY(16) NOT NULL,
    buyerId BINARY(16) NOT NULL,
    holderId BINARY(16) NOT NULL,
    fromDate date NOT NULL,
    throughDate date,
    reason nvarchar(2000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    createdAt bigint NOT NULL,
    createdBy BINARY(16) NOT NULL,
    revokedAt bigint,
    revokedBy BINARY(16),
    CONSTRAINT PkMandate PRIMARY KEY (id),
    FOREIGN KEY (buyerId) REFERENCES Organisation (id),
    FOREIGN KEY (holderId) REFERENCES Organisation (id)
);
CREATE INDEX MandateBuyer ON Mandate (buyerId, holderId);
CREATE INDEX MandateHolder ON Mandate (holderId, buyerId);
