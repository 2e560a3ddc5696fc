using SroiTracker.Benchmarks;

// The yardstick of the cold start: a .NET program that says hello.
if (args is ["hello"])
{
    Console.WriteLine("Hello, world");
    return 0;
}

var benchmarks = new (string Name, string What, Func<IAsyncEnumerable<Figure>> Run)[]
{
    ("reports", "placement reports: whole pipeline, HTTP, bare rows", Reports.Run),
    ("batches", "100.000 placement reports in one request", Batches.Run),
    ("verify", "verification of 10.000 placements", Verifications.Run),
    ("import", "import of an OCDS package of 100 MB by the command line", Imports.Run),
    ("ledger", "verify-ledger --recompute on a history of 100.000 placements", LedgerChecks.Run),
    ("portfolio", "first page of a portfolio of 60.000 contracts", Portfolio.Run),
    ("synchronise", "200 suppliers of which 10 hang and 10 fail", SlowSuppliers.Run),
    ("start", "cold start until /health/ready answers", ColdStart.Run),
};

var asked = args.Where(a => !a.StartsWith('-')).ToList();
if (args.Length > asked.Count || asked.Exists(a => !benchmarks.Any(b => b.Name == a)))
{
    Console.WriteLine("dotnet run -c Release --project tests/SroiTracker.Benchmarks [-- name…]; without a name all of:");
    foreach (var (name, what, _) in benchmarks) Console.WriteLine($"  {name,-11} {what}");
    return 2;
}

Machine.Print();
Figure.PrintHead();
foreach (var benchmark in benchmarks.Where(b => asked.Count == 0 || asked.Contains(b.Name)))
    await foreach (var figure in benchmark.Run()) figure.Print();
return 0;
