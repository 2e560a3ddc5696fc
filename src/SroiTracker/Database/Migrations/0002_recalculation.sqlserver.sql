-- Through which calendar year the contract is settled: what is booked in those years stays (9999: wholly settled).
ALTER TABLE ContractProgress ADD settledThroughYear bigint;

-- Contracts with so many placements that another clause or other days are booked by a job: whose act it is, and how far
-- the job came. The row goes when it is done; the lines that it booked stay.
CREATE TABLE Recalculation (
    contractId BINARY(16) NOT NULL,
    act nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    requestedBy BINARY(16) NOT NULL,
    requestedAt bigint NOT NULL,
    reachedCandidateId BINARY(16) NOT NULL,
    CONSTRAINT PkRecalculation PRIMARY KEY (contractId),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
);
