-- Placement reports that came many at a time, a line each. A batch is known by its request: a SHA-256 of owner (a supplier,
-- else a principal), method, path and Idempotency-Key. The head is a keyed hash of its form and, for CSV, its header.
CREATE TABLE PlacementBatch (
    id BLOB NOT NULL,
    ownerId BLOB NOT NULL,
    request BLOB NOT NULL,
    supplierId BLOB,
    startedBy BLOB NOT NULL,
    head BLOB NOT NULL,
    state TEXT NOT NULL,
    lines INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    startedAt INTEGER NOT NULL,
    endedAt INTEGER,
    CONSTRAINT PkPlacementBatch PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX PlacementBatchRequest ON PlacementBatch (request);

-- The lines that are done, so that a batch that broke off goes on where it was: of each 16 bytes of a keyed hash, in the
-- order in which they came. Written with what the lines did; counted from 0, blank lines left out.
CREATE TABLE PlacementBatchPart (
    batchId BLOB NOT NULL,
    firstLine INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    CONSTRAINT PkPlacementBatchPart PRIMARY KEY (batchId, firstLine),
    FOREIGN KEY (batchId) REFERENCES PlacementBatch (id)
) STRICT, WITHOUT ROWID;

-- The lines that were refused, by their number in the body, with why in both languages.
CREATE TABLE PlacementBatchRefusal (
    batchId BLOB NOT NULL,
    line INTEGER NOT NULL,
    supplierReference TEXT,
    errors TEXT NOT NULL,
    CONSTRAINT PkPlacementBatchRefusal PRIMARY KEY (batchId, line),
    FOREIGN KEY (batchId) REFERENCES PlacementBatch (id)
) STRICT, WITHOUT ROWID;
