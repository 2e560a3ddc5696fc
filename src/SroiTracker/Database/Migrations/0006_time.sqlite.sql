-- The curve of an approved plan: from its first milestone on, stretches of days over which the expected part of the
-- obligation grows evenly. Days are day numbers; a stretch ends where the next begins, the last one on the contract's last day.
CREATE TABLE PlanStretch (
    contractId BLOB NOT NULL,
    firstDay INTEGER NOT NULL,
    fromBasisPoints INTEGER NOT NULL,
    lastDay INTEGER NOT NULL,
    toBasisPoints INTEGER NOT NULL,
    CONSTRAINT PkPlanStretch PRIMARY KEY (contractId, firstDay),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
) STRICT, WITHOUT ROWID;

-- Whether the contract has such stretches; and how often its suppliers report, null where nothing is reported on it.
ALTER TABLE ContractProgress ADD hasPlan INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ContractProgress ADD reportingMonths INTEGER;

-- Reports that wait and lower what is counted: few among many.
CREATE INDEX PlacementContractLowers ON PlacementContract (contractId, placementId) WHERE waiting < 0;
CREATE INDEX EffortContractLowers ON EffortContract (contractId, effortId) WHERE waiting < 0;

-- What the clauses that were set before say of these.
INSERT INTO PlanStretch (contractId, firstDay, fromBasisPoints, lastDay, toBasisPoints)
SELECT m.contractId, m.day, m.basisPoints,
    COALESCE(LEAD(m.day) OVER (PARTITION BY m.contractId ORDER BY m.day), m.lastDay),
    COALESCE(LEAD(m.basisPoints) OVER (PARTITION BY m.contractId ORDER BY m.day), 10000)
FROM (
    SELECT c.id AS contractId, p.lastDay, CAST(julianday(json_extract(j.value, '$.date')) - julianday('0001-01-01') AS INTEGER) AS day,
        CAST(ROUND(json_extract(j.value, '$.percentage') * 100) AS INTEGER) AS basisPoints
    FROM Contract c JOIN ContractProgress p ON p.contractId = c.id JOIN ClauseVersion v ON v.contractId = c.id AND v.version = c.clauseVersion
        JOIN json_each(v.body, '$.clause.plan') j
    WHERE p.bestEffort = 0) m
WHERE m.day < m.lastDay;

UPDATE ContractProgress SET hasPlan = 1 WHERE contractId IN (SELECT s.contractId FROM PlanStretch s);

UPDATE ContractProgress SET startingUntil = COALESCE((
    SELECT CAST(julianday(json_extract(v.body, '$.clause.plan[0].date')) - julianday('0001-01-01') AS INTEGER) - 1
    FROM Contract c JOIN ClauseVersion v ON v.contractId = c.id AND v.version = c.clauseVersion WHERE c.id = ContractProgress.contractId), startingUntil)
WHERE startingUntil IS NOT NULL;

UPDATE ContractProgress SET reportingMonths = (
    SELECT COALESCE(json_extract(s.body, '$.reportingMonths'), 3)
    FROM Contract c JOIN ClauseVersion v ON v.contractId = c.id AND v.version = c.clauseVersion LEFT JOIN SroiPolicy s ON s.id = v.policyId
    WHERE c.id = ContractProgress.contractId AND NOT (c.kind = 'FrameworkAgreement' AND json_extract(v.body, '$.clause.level') = 'OnCallOffs'))
WHERE hasClause = 1;
