-- When a key was last used (to the minute, written now and then), and which key it replaces.
ALTER TABLE ApiKey ADD lastUsedAt bigint;
ALTER TABLE ApiKey ADD replacesId BINARY(16);
CREATE INDEX ApiKeyPrefix ON ApiKey (prefix);

-- Who is known by the tokens of an issuer is one principal, whatever its tokens.
ALTER TABLE Principal ADD issuer nvarchar(400) COLLATE Latin1_General_100_BIN2;
ALTER TABLE Principal ADD subject nvarchar(255) COLLATE Latin1_General_100_BIN2;
GO
CREATE UNIQUE INDEX PrincipalSubject ON Principal (issuer, subject) WHERE issuer IS NOT NULL;

-- The principals of a supplier.
CREATE INDEX RoleGrantSupplier ON RoleGrant (supplierId, principalId) WHERE supplierId IS NOT NULL;
