-- A supplier's own system, from which its placements are pulled. The secret is encrypted with the data-protection keys, which lie
-- beside the database, never in it. It reports as the supplier; who entered address and secret is kept with each report.
CREATE TABLE SupplierConnection (
    id BLOB NOT NULL,
    supplierId BLOB NOT NULL,
    principalId BLOB NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    baseUrl TEXT NOT NULL,
    authentication TEXT NOT NULL,
    tokenUrl TEXT,
    clientId TEXT,
    headerName TEXT,
    secret BLOB,
    schedule TEXT NOT NULL,
    pageSize INTEGER NOT NULL,
    successWithinHours INTEGER NOT NULL,
    state TEXT NOT NULL,
    stoppedFor TEXT,
    sourceCursor TEXT,
    nextRunAt INTEGER,
    lastSuccessAt INTEGER,
    failures INTEGER NOT NULL,
    version INTEGER NOT NULL,
    madeBy BLOB NOT NULL,
    createdAt INTEGER NOT NULL,
    changedAt INTEGER NOT NULL,
    CONSTRAINT PkSupplierConnection PRIMARY KEY (id),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id),
    FOREIGN KEY (principalId) REFERENCES Principal (id)
) STRICT;
CREATE INDEX SupplierConnectionSupplier ON SupplierConnection (supplierId, id);
CREATE INDEX SupplierConnectionDue ON SupplierConnection (state, nextRunAt);

-- One run: from where the last one came to, page by page. Running until it is told how it ended; who holds the lease goes on with it.
CREATE TABLE Synchronisation (
    id BLOB NOT NULL,
    connectionId BLOB NOT NULL,
    startedBy BLOB NOT NULL,
    state TEXT NOT NULL,
    startedAt INTEGER NOT NULL,
    endedAt INTEGER,
    pages INTEGER NOT NULL,
    received INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    error TEXT,
    CONSTRAINT PkSynchronisation PRIMARY KEY (id),
    FOREIGN KEY (connectionId) REFERENCES SupplierConnection (id)
) STRICT;
CREATE INDEX SynchronisationConnection ON Synchronisation (connectionId, id);
CREATE INDEX SynchronisationState ON Synchronisation (state, connectionId, id);

-- What was taken from a system, an item each, by a keyed hash of the id that the system gives it. The hash of its content is by
-- which an item that did not change is passed over; none where it is to be judged again. The id itself is needed to tell the verdict.
CREATE TABLE SourceItem (
    connectionId BLOB NOT NULL,
    itemKey BLOB NOT NULL,
    sourceId TEXT,
    content BLOB,
    placementId BLOB,
    isDeleted INTEGER NOT NULL,
    takenAt INTEGER NOT NULL,
    CONSTRAINT PkSourceItem PRIMARY KEY (connectionId, itemKey),
    FOREIGN KEY (connectionId) REFERENCES SupplierConnection (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX SourceItemPlacement ON SourceItem (placementId);

-- Items that were refused, with why in both languages and what of the item is not personal, until they are taken.
CREATE TABLE QuarantinedItem (
    id BLOB NOT NULL,
    connectionId BLOB NOT NULL,
    itemKey BLOB NOT NULL,
    sourceId TEXT,
    supplierReference TEXT,
    errors TEXT NOT NULL,
    item TEXT NOT NULL,
    tries INTEGER NOT NULL,
    isAsked INTEGER NOT NULL,
    firstRefusedAt INTEGER NOT NULL,
    lastRefusedAt INTEGER NOT NULL,
    CONSTRAINT PkQuarantinedItem PRIMARY KEY (id),
    FOREIGN KEY (connectionId) REFERENCES SupplierConnection (id)
) STRICT;
CREATE UNIQUE INDEX QuarantinedItemKey ON QuarantinedItem (connectionId, itemKey);
CREATE INDEX QuarantinedItemList ON QuarantinedItem (connectionId, id);

-- Hours of an assignment in a period, for systems that tell hours and no placements: a period that is corrected changes the
-- reports of those after it.
CREATE TABLE SourceTimecard (
    connectionId BLOB NOT NULL,
    itemKey BLOB NOT NULL,
    placementId BLOB NOT NULL,
    firstDate TEXT NOT NULL,
    lastDate TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    CONSTRAINT PkSourceTimecard PRIMARY KEY (connectionId, itemKey),
    FOREIGN KEY (connectionId) REFERENCES SupplierConnection (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX SourceTimecardPlacement ON SourceTimecard (connectionId, placementId, firstDate);

-- Placements of which the system is to be told how they stand now, with the last event that asks for it.
CREATE TABLE StatusToTell (
    connectionId BLOB NOT NULL,
    itemKey BLOB NOT NULL,
    placementId BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    dueAt INTEGER NOT NULL,
    lastError TEXT,
    CONSTRAINT PkStatusToTell PRIMARY KEY (connectionId, itemKey),
    FOREIGN KEY (connectionId) REFERENCES SupplierConnection (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX StatusToTellDue ON StatusToTell (connectionId, dueAt);
CREATE INDEX StatusToTellPlacement ON StatusToTell (placementId);

-- How far a reader of the event log came.
CREATE TABLE EventCursor (
    name TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    CONSTRAINT PkEventCursor PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
