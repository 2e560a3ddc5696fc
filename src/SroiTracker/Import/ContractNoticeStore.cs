using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Http;

namespace SroiTracker.Import;

/// <summary>A notice from which a contract was taken or changed.</summary>
/// <param name="IssuedAt">When the notice was sent; null where it does not say.</param>
internal sealed record KnownNotice(Guid ContractId, NoticeFormat Format, ContractIdentity Identity, DateTimeOffset? IssuedAt);

/// <summary>Keeps which notices a contract was seen in, and by what names it is found again.</summary>
internal static class ContractNoticeStore
{
    /// <summary>The notices that share a name with these: the candidates among which <see cref="ContractIdentity.IsSameAs"/> decides.</summary>
    public static async Task<List<KnownNotice>> Candidates(Session session, IEnumerable<ContractIdentity> identities)
    {
        var names = identities.SelectMany(i => i.Names).Distinct().ToList();
        var found = new Dictionary<Guid, KnownNotice>();
        // A thousand awards may name as many lots, but few procedures; what SQL Server takes at once is bounded.
        foreach (var part in names.Chunk(500))
            foreach (var row in await session.Query<Row>(SelectSql, new { names = part }))
                found.TryAdd(row.Id, new(row.ContractId, row.Format, Json.Read<ContractIdentity>(row.Identification), row.IssuedAt));
        return [.. found.Values];
    }

    /// <summary>Contracts of a buyer with this reference that came from no notice, as an officer described their source.</summary>
    public static async Task<IReadOnlyList<KnownNotice>> Entered(Session session, Guid buyerId, string reference, NoticeOrganisation buyer)
    {
        var found = new List<KnownNotice>();
        foreach (var id in await session.Query<Guid>(SelectEnteredSql, new { buyerId, reference }))
        {
            if (await ContractStore.Find(session, id) is not { } contract) continue;
            var from = contract.Entry.SourceNotice;
            var source = new NoticeSource
            {
                Format = NoticeFormat.Csv, NoticeId = from?.NoticeId, PublicationNumber = ContractIdentity.PublicationNumber(from?.PublicationNumber),
                ProcedureId = from?.ProcedureId, LotId = from?.LotId, AwardId = from?.AwardId, ContractId = from?.ContractId,
            };
            found.Add(new(id, NoticeFormat.Csv, new(source, buyer, contract.Entry.Reference), null));
        }
        return found;
    }

    /// <summary>Remembers a notice of a contract.</summary>
    public static async Task Add(Session session, Guid contractId, ContractIdentity identity)
    {
        var id = session.NewId();
        await session.Execute(InsertSql, new
        {
            id, contractId, format = identity.Source.Format, identification = Json.Write(identity), issuedAt = identity.Source.IssuedAt, now = session.Now,
        });
        foreach (var name in identity.Names) await session.Execute(InsertNameSql, new { name, noticeId = id });
    }

    private const string SelectSql = $"""
        SELECT n.id, n.contractId, n.format, n.identification, n.issuedAt FROM ContractNotice n JOIN Contract c ON c.id = n.contractId
        WHERE n.id IN (SELECT m.noticeId FROM ContractNoticeName m WHERE m.name IN @names) AND {Scope.Contract}
        """;
    private const string SelectEnteredSql = $"""
        SELECT c.id FROM Contract c WHERE c.reference = @reference AND c.buyerId = @buyerId
            AND NOT EXISTS (SELECT 1 FROM ContractNotice n WHERE n.contractId = c.id) AND {Scope.Contract}
        """;
    private const string InsertSql = """
        INSERT INTO ContractNotice (id, contractId, format, identification, issuedAt, importedAt)
        VALUES (@id, @contractId, @format, @identification, @issuedAt, @now)
        """;
    private const string InsertNameSql = "INSERT INTO ContractNoticeName (name, noticeId) VALUES (@name, @noticeId)";

    private sealed class Row
    {
        public Guid Id { get; init; }
        public Guid ContractId { get; init; }
        public NoticeFormat Format { get; init; }
        public string Identification { get; init; } = "";
        public DateTimeOffset? IssuedAt { get; init; }
    }
}
