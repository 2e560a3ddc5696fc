-- Placement reports that came many at a time, a line each. A batch is known by its request: a SHA-256 of owner (a supplier,
-- else a principal), method, path and Idempotency-Key. The head is a keyed hash of its form and, for CSV, its header.
CREATE TABLE PlacementBatch (
    id BINARY(16) NOT NULL,
    ownerId BINARY(16) NOT NULL,
    request varbinary(32) NOT NULL,
    supplierId BINARY(16),
    startedBy BINARY(16) NOT NULL,
    head varbinary(16) NOT NULL,
    state nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    lines bigint NOT NULL,
    accepted bigint NOT NULL,
    unchanged bigint NOT NULL,
    refused bigint NOT NULL,
    startedAt bigint NOT NULL,
    endedAt bigint,
    CONSTRAINT PkPlacementBatch PRIMARY KEY (id)
);
CREATE UNIQUE INDEX PlacementBatchRequest ON PlacementBatch (request);

-- The lines that are done, so that a batch that broke off goes on where it was: of each 16 bytes of a keyed hash, in the
-- order in which they came. Written with what the lines did; counted from 0, blank lines left out.
CREATE TABLE PlacementBatchPart (
    batchId BINARY(16) NOT NULL,
    firstLine bigint NOT NULL,
    hashes varbinary(1600) NOT NULL,
    CONSTRAINT PkPlacementBatchPart PRIMARY KEY (batchId, firstLine),
    FOREIGN KEY (batchId) REFERENCES PlacementBatch (id)
);

-- The lines that were refused, by their number in the body, with why in both languages.
CREATE TABLE PlacementBatchRefusal (
    batchId BINARY(16) NOT NULL,
    line bigint NOT NULL,
    supplierReference nvarchar(100) COLLATE Latin1_General_100_BIN2,
    errors nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PkPlacementBatchRefusal PRIMARY KEY (batchId, line),
    FOREIGN KEY (batchId) REFERENCES PlacementBatch (id)
);
