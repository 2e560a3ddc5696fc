using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Http;

namespace SroiTracker.Tests.Contracts;

/// <summary>What a notice may change on a contract that is there.</summary>
public class NoticeTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_newer_notice_changes_what_it_says_and_leaves_what_it_does_not_say()
    {
        var (id, notice) = await Imported();
        var change = await ByNotice(id, notice with { Title = "Dijkversterking Wolferen", Nuts = ["NL310"], Value = null, Cpv = [] });
        Assert.True(change.IsChanged);
        Assert.Equal([], change.Kept);
        var entry = (await Kept(id)).Entry;
        Assert.Equal(("Dijkversterking Wolferen", 3_887_000m, "45246400", "NL310"), (entry.Title, entry.Value?.Amount, entry.Cpv.Single(), entry.Nuts.Single()));
    }

    [Fact]
    public async Task The_same_notice_twice_changes_nothing()
    {
        var (id, notice) = await Imported();
        var before = await service.RowCounts();
        Assert.False((await ByNotice(id, notice)).IsChanged);
        Assert.Equal(before, await service.RowCounts());
        Assert.Equal(1, (await Kept(id)).Version);
    }

    [Fact]
    public async Task What_an_officer_set_is_never_overwritten_and_is_named()
    {
        var (id, notice) = await Imported();
        var admin = service.Administrator;
        await admin.Put($"contracts/{id}", await admin.ETag($"contracts/{id}"), notice with { Value = new(3_900_000m, "EUR"), SourceNotice = null }).Is(200);
        var change = await ByNotice(id, notice with { Title = "Anders", Value = new(4_000_000m, "EUR") });
        Assert.True(change.IsChanged);
        Assert.Equal(["value"], change.Kept);
        var entry = (await Kept(id)).Entry;
        Assert.Equal(("Anders", 3_900_000m, "191536-2024"), (entry.Title, entry.Value?.Amount, entry.SourceNotice?.PublicationNumber));
    }

    [Fact]
    public async Task What_a_clause_rests_on_is_not_changed_by_a_notice()
    {
        var (id, notice) = await Imported();
        var admin = service.Administrator;
        await admin.Put($"contracts/{id}/clause", await admin.ETag($"contracts/{id}"), Rivierenland.Clause()).Is(200);
        var change = await ByNotice(id, notice with { Value = new(1m, "EUR"), EndDate = new(2030, 1, 1), AwardDate = new(2024, 3, 1) });
        Assert.True(change.IsChanged);
        Assert.Equal(["value", "endDate"], change.Kept);
        Assert.Equal(194_350.00m, (await admin.Ask($"contracts/{id}").Is(200))["obligation"].Euros());
    }

    [Fact]
    public async Task A_contract_that_an_officer_entered_is_the_officers()
    {
        var r = await Rivierenland.In(service);
        var notice = (await Kept(r.ContractId)).Entry with { Title = "Uit de aankondiging", Nuts = ["NL310"] };
        var change = await ByNotice(r.ContractId, notice);
        Assert.True(change.IsChanged);
        Assert.Equal(["title"], change.Kept);
        Assert.Equal("NL310", (await Kept(r.ContractId)).Entry.Nuts.Single());
    }

    private async Task<(Guid Id, ContractEntry Notice)> Imported()
    {
        var (buyer, supplier) = (await Rivierenland.Buyer(service), await Rivierenland.Supplier(service));
        var notice = new ContractEntry
        {
            BuyerId = buyer, SupplierIds = [supplier], Reference = "WSRL-2024-017", Title = "Dijkversterking", Value = new(3_887_000m, "EUR"),
            StartDate = new(2024, 4, 1), EndDate = new(2026, 12, 31), Cpv = ["45246400"], SourceNotice = new("eforms", PublicationNumber: "191536-2024"),
        };
        return (await Act(session => ContractStore.Add(session, notice, byOfficer: false)), notice);
    }

    private Task<NoticeChange> ByNotice(Guid id, ContractEntry notice) =>
        Act(async session => await ContractStore.ChangeByNotice(session, (await ContractStore.Find(session, id))!, notice));

    private async Task<KeptContract> Kept(Guid id) => (await service.Read(session => ContractStore.Find(session, id)))!;

    private Task<T> Act<T>(Func<Session, Task<T>> act) =>
        service.Services.GetRequiredService<ITransactions>().Run(Caller.TheService, act, TestContext.Current.CancellationToken);
}
