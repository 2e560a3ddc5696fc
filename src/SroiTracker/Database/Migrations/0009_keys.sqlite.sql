-- When a key was last used (to the minute, written now and then), and which key it replaces.
ALTER TABLE ApiKey ADD COLUMN lastUsedAt INTEGER;
ALTER TABLE ApiKey ADD COLUMN replacesId BLOB;
CREATE INDEX ApiKeyPrefix ON ApiKey (prefix);

-- Who is known by the tokens of an issuer is one principal, whatever its tokens.
ALTER TABLE Principal ADD COLUMN issuer TEXT;
ALTER TABLE Principal ADD COLUMN subject TEXT;
CREATE UNIQUE INDEX PrincipalSubject ON Principal (issuer, subject) WHERE issuer IS NOT NULL;

-- The principals of a supplier.
CREATE INDEX RoleGrantSupplier ON RoleGrant (supplierId, principalId) WHERE supplierId IS NOT NULL;
