-- Whose hand a key is from: the maker saw it, so what is done with it the maker may have done (rules.md 8, acts of two people).
ALTER TABLE ApiKey ADD COLUMN madeBy BLOB;
ALTER TABLE PlacementReport ADD COLUMN keyMadeBy BLOB;
ALTER TABLE Verdict ADD COLUMN keyMadeBy BLOB;

-- On which days a supplier is a party, where a transfer to another party limits them.
ALTER TABLE ContractSupplier ADD COLUMN fromDate TEXT;
ALTER TABLE ContractSupplier ADD COLUMN throughDate TEXT;

-- Why an officer changed a contract or its clause.
ALTER TABLE ContractVersion ADD COLUMN reason TEXT;
ALTER TABLE ClauseVersion ADD COLUMN reason TEXT;

-- What was invoiced on a contract in a period, excl. VAT; only added to. A correction replaces the statement that it names.
CREATE TABLE TurnoverStatement (
    contractId BLOB NOT NULL,
    number INTEGER NOT NULL,
    fromDate TEXT NOT NULL,
    throughDate TEXT NOT NULL,
    amount INTEGER NOT NULL,
    isFinal INTEGER NOT NULL,
    correctsNumber INTEGER,
    reason TEXT,
    recordedAt INTEGER NOT NULL,
    recordedBy BLOB NOT NULL,
    CONSTRAINT PkTurnoverStatement PRIMARY KEY (contractId, number),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
) STRICT;

-- A buyer lets another organisation, such as a coordination point, see and act on its contracts for a time.
CREATE TABLE Mandate (
    id BLOB NOT NULL,
    buyerId BLOB NOT NULL,
    holderId BLOB NOT NULL,
    fromDate TEXT NOT NULL,
    throughDate TEXT,
    reason TEXT NOT NULL,
    createdAt INTEGER NOT NULL,
    createdBy BLOB NOT NULL,
    revokedAt INTEGER,
    revokedBy BLOB,
    CONSTRAINT PkMandate PRIMARY KEY (id),
    FOREIGN KEY (buyerId) REFERENCES Organisation (id),
    FOREIGN KEY (holderId) REFERENCES Organisation (id)
) STRICT;
CREATE INDEX MandateBuyer ON Mandate (buyerId, holderId);
CREATE INDEX MandateHolder ON Mandate (holderId, buyerId);
