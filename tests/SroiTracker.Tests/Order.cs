using Xunit.v3;

// As they stand in the source. The usual order follows from the folder of the build: it would differ from machine to machine,
// and with it what earlier tests of a class did to the service that they share.
[assembly: TestCollectionOrderer(typeof(UnorderedTestCollectionOrderer))]
[assembly: TestClassOrderer(typeof(UnorderedTestClassOrderer))]
[assembly: TestMethodOrderer(typeof(UnorderedTestMethodOrderer))]
[assembly: TestCaseOrderer(typeof(UnorderedTestCaseOrderer))]
