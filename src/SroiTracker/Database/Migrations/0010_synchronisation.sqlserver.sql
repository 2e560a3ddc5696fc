-- A supplier's own system, from which its placements are pulled. The secret is encrypted with the data-protection keys, which lie
-- beside the database, never in it. It reports as the supplier; who entered address and secret is kept with each report.
CREATE TABLE SupplierConnection (
    id BINARY(16) NOT NULL,
    supplierId BINARY(16) NOT NULL,
    principalId BINARY(16) NOT NULL,
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    baseUrl nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    authentication nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    tokenUrl nvarchar(400) COLLATE Latin1_General_100_BIN2,
    clientId nvarchar(200) COLLATE Latin1_General_100_BIN2,
    headerName nvarchar(100) COLLATE Latin1_General_100_BIN2,
    secret varbinary(4000),
    schedule nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    pageSize bigint NOT NULL,
    successWithinHours bigint NOT NULL,
    state nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    stoppedFor nvarchar(60) COLLATE Latin1_General_100_BIN2,
    sourceCursor nvarchar(2000) COLLATE Latin1_General_100_BIN2,
    nextRunAt bigint,
    lastSuccessAt bigint,
    failures bigint NOT NULL,
    version bigint NOT NULL,
    madeBy BINARY(16) NOT NULL,
    createdAt bigint NOT NULL,
    changedAt bigint NOT NULL,
    CONSTRAINT PkSupplierConnection PRIMARY KEY (id),
    FOREIGN KEY (supplierId) REFERENCES Supplier (id),
    FOREIGN KEY (principalId) REFERENCES Principal (id)
);
CREATE INDEX SupplierConnectionSupplier ON SupplierConnection (supplierId, id);
CREATE INDEX SupplierConnectionDue ON SupplierConnection (state, nextRunAt);

-- One run: from where the last one came to, page by page. Running until it is told how it ended; who holds the lease goes on with it.
CREATE TABLE Synchronisation (
    id BINARY(16) NOT NULL,
    connectionId BINARY(16) NOT NULL,
    startedBy BINARY(16) NOT NULL,
    state nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    startedAt bigint NOT NULL,
    endedAt bigint,
    pages bigint NOT NULL,
    received bigint NOT NULL,
    added bigint NOT NULL,
    changed bigint NOT NULL,
    unchanged bigint NOT NULL,
    refused bigint NOT NULL,
    bytes bigint NOT NULL,
    error nvarchar(max) COLLATE Latin1_General_100_BIN2,
    CONSTRAINT PkSynchronisation PRIMARY KEY (id),
    FOREIGN KEY (connectionId) REFERENCES SupplierConnection (id)
);
CREATE INDEX SynchronisationConnection ON Synchronisation (connectionId, id);
CREATE INDEX SynchronisationState ON Synchronisation (state, connectionId, id);

-- What was taken from a system, an item each, by a keyed hash of the id that the system gives it. The hash of its content is by
-- which an item that did not change is passed over; none where it is to be judged again. The id itself is needed to tell the verdict.
CREATE TABLE SourceItem (
    connectionId BINARY(16) NOT NULL,
    itemKey BINARY(32) NOT NULL,
    sourceId nvarchar(100) COLLATE Latin1_General_100_BIN2,
    content BINARY(32),
    placementId BINARY(16),
    isDeleted bigint NOT NULL,
    takenAt bigint NOT NULL,
    CONSTRAINT PkSourceItem PRIMARY KEY (connectionId, itemKey),
    FOREIGN KEY (connectionId) REFERENCES SupplierConnection (id)
);
CREATE INDEX SourceItemPlacement ON SourceItem (placementId);

-- Items that were refused, with why in both languages and what of the item is not personal, until they are taken.
CREATE TABLE QuarantinedItem (
    id BINARY(16) NOT NULL,
    connectionId BINARY(16) NOT NULL,
    itemKey BINARY(32) NOT NULL,
    sourceId nvarchar(100) COLLATE Latin1_General_100_BIN2,
    supplierReference nvarchar(100) COLLATE Latin1_General_100_BIN2,
    errors nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    item nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    tries bigint NOT NULL,
    isAsked bigint NOT NULL,
    firstRefusedAt bigint NOT NULL,
    lastRefusedAt bigint NOT NULL,
    CONSTRAINT PkQuarantinedItem PRIMARY KEY (id),
    FOREIGN KEY (connectionId) REFERENCES SupplierConnection (id)
);
CREATE UNIQUE INDEX QuarantinedItemKey ON QuarantinedItem (connectionId, itemKey);
CREATE INDEX QuarantinedItemList ON QuarantinedItem (connectionId, id);

-- Hours of an assignment in a period, for systems that tell hours and no placements: a period that is corrected changes the
-- reports of those after it.
CREATE TABLE SourceTimecard (
    connectionId BINARY(16) NOT NULL,
    itemKey BINARY(32) NOT NULL,
    placementId BINARY(16) NOT NULL,
    firstDate date NOT NULL,
    lastDate date NOT NULL,
    minutes bigint NOT NULL,
    CONSTRAINT PkSourceTimecard PRIMARY KEY (connectionId, itemKey),
    FOREIGN KEY (connectionId) REFERENCES SupplierConnection (id)
);
CREATE INDEX SourceTimecardPlacement ON SourceTimecard (connectionId, placementId, firstDate);

-- Placements of which the system is to be told how they stand now, with the last event that asks for it.
CREATE TABLE StatusToTell (
    connectionId BINARY(16) NOT NULL,
    itemKey BINARY(32) NOT NULL,
    placementId BINARY(16) NOT NULL,
    sequence bigint NOT NULL,
    tries bigint NOT NULL,
    dueAt bigint NOT NULL,
    lastError nvarchar(max) COLLATE Latin1_General_100_BIN2,
    CONSTRAINT PkStatusToTell PRIMARY KEY (connectionId, itemKey),
    FOREIGN KEY (connectionId) REFERENCES SupplierConnection (id)
);
CREATE INDEX StatusToTellDue ON StatusToTell (connectionId, dueAt);
CREATE INDEX StatusToTellPlacement ON StatusToTell (placementId);

-- How far a reader of the event log came.
CREATE TABLE EventCursor (
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sequence bigint NOT NULL,
    CONSTRAINT PkEventCursor PRIMARY KEY (name)
);
