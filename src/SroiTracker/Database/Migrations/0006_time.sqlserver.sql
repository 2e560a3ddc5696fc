-- The curve of an approved plan: from its first milestone on, stretches of days over which the expected part of the
-- obligation grows evenly. Days are day numbers; a stretch ends where the next begins, the last one on the contract's last day.
CREATE TABLE PlanStretch (
    contractId BINARY(16) NOT NULL,
    firstDay bigint NOT NULL,
    fromBasisPoints bigint NOT NULL,
    lastDay bigint NOT NULL,
    toBasisPoints bigint NOT NULL,
    CONSTRAINT PkPlanStretch PRIMARY KEY (contractId, firstDay),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
);

-- Whether the contract has such stretches; and how often its suppliers report, null where nothing is reported on it.
ALTER TABLE ContractProgress ADD hasPlan bigint NOT NULL DEFAULT 0;
ALTER TABLE ContractProgress ADD reportingMonths bigint;

-- Reports that wait and lower what is counted: few among many.
CREATE INDEX PlacementContractLowers ON PlacementContract (contractId, placementId) WHERE waiting < 0;
CREATE INDEX EffortContractLowers ON EffortContract (contractId, effortId) WHERE waiting < 0;
GO

-- What the clauses that were set before say of these.
INSERT INTO PlanStretch (contractId, firstDay, fromBasisPoints, lastDay, toBasisPoints)
SELECT m.contractId, m.day, m.basisPoints,
    COALESCE(LEAD(m.day) OVER (PARTITION BY m.contractId ORDER BY m.day), m.lastDay),
    COALESCE(LEAD(m.basisPoints) OVER (PARTITION BY m.contractId ORDER BY m.day), 10000)
FROM (
    SELECT c.id AS contractId, p.lastDay, DATEDIFF(day, CAST('0001-01-01' AS date), CAST(JSON_VALUE(j.value, '$.date') AS date)) AS day,
        CAST(ROUND(CAST(JSON_VALUE(j.value, '$.percentage') AS decimal(9, 4)) * 100, 0) AS bigint) AS basisPoints
    FROM Contract c JOIN ContractProgress p ON p.contractId = c.id JOIN ClauseVersion v ON v.contractId = c.id AND v.version = c.clauseVersion
        CROSS APPLY OPENJSON(v.body, '$.clause.plan') j
    WHERE p.bestEffort = 0) m
WHERE m.day < m.lastDay;

UPDATE ContractProgress SET hasPlan = 1 WHERE contractId IN (SELECT s.contractId FROM PlanStretch s);

UPDATE ContractProgress SET startingUntil = COALESCE((
    SELECT DATEDIFF(day, CAST('0001-01-01' AS date), CAST(JSON_VALUE(v.body, '$.clause.plan[0].date') AS date)) - 1
    FROM Contract c JOIN ClauseVersion v ON v.contractId = c.id AND v.version = c.clauseVersion WHERE c.id = ContractProgress.contractId), startingUntil)
WHERE startingUntil IS NOT NULL;

UPDATE ContractProgress SET reportingMonths = (
    SELECT COALESCE(CAST(JSON_VALUE(s.body, '$.reportingMonths') AS bigint), 3)
    FROM Contract c JOIN ClauseVersion v ON v.contractId = c.id AND v.version = c.clauseVersion LEFT JOIN SroiPolicy s ON s.id = v.policyId
    WHERE c.id = ContractProgress.contractId AND NOT (c.kind = 'FrameworkAgreement' AND JSON_VALUE(v.body, '$.clause.level') = 'OnCallOffs'))
WHERE hasClause = 1;
