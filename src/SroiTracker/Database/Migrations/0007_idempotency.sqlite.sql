-- Answers to requests that came with a key, so that repeating one does nothing twice: request is a hash of owner, method,
-- path and key, body a keyed hash of what was sent. Ids are made in the order of time, so that the oldest come first.
CREATE TABLE KeptAnswer (
    id BLOB NOT NULL,
    request BLOB NOT NULL,
    ownerId BLOB NOT NULL,
    body BLOB NOT NULL,
    status INTEGER NOT NULL,
    location TEXT,
    eTag TEXT,
    json BLOB NOT NULL,
    CONSTRAINT PkKeptAnswer PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX KeptAnswerRequest ON KeptAnswer (request);
