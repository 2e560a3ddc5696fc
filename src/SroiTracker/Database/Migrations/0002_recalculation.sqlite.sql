-- Through which calendar year the contract is settled: what is booked in those years stays (9999: wholly settled).
ALTER TABLE ContractProgress ADD settledThroughYear INTEGER;

-- Contracts with so many placements that another clause or other days are booked by a job: whose act it is, and how far
-- the job came. The row goes when it is done; the lines that it booked stay.
CREATE TABLE Recalculation (
    contractId BLOB NOT NULL,
    act TEXT NOT NULL,
    requestedBy BLOB NOT NULL,
    requestedAt INTEGER NOT NULL,
    reachedCandidateId BLOB NOT NULL,
    CONSTRAINT PkRecalculation PRIMARY KEY (contractId),
    FOREIGN KEY (contractId) REFERENCES Contract (id)
) STRICT;
