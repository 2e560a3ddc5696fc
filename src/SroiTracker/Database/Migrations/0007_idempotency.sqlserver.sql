-- Answers to requests that came with a key, so that repeating one does nothing twice: request is a hash of owner, method,
-- path and key, body a keyed hash of what was sent. Ids are made in the order of time, so that the oldest come first.
CREATE TABLE KeptAnswer (
    id BINARY(16) NOT NULL,
    request BINARY(32) NOT NULL,
    ownerId BINARY(16) NOT NULL,
    body BINARY(32) NOT NULL,
    status bigint NOT NULL,
    location nvarchar(400) COLLATE Latin1_General_100_BIN2,
    eTag nvarchar(40) COLLATE Latin1_General_100_BIN2,
    json varbinary(max) NOT NULL,
    CONSTRAINT PkKeptAnswer PRIMARY KEY (id)
);
CREATE UNIQUE INDEX KeptAnswerRequest ON KeptAnswer (request);
