using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Settlements;

/// <summary>A line that is disputed, as it is sent.</summary>
/// <param name="Sequence">Of the ledger of the contract.</param>
public sealed record DisputeEntry(int? Sequence, string? Text);

/// <summary>The supplier gives its view: as a whole, and line by line. It may do so until there is a decision, more than once.</summary>
/// <param name="NothingMore">Nothing more will come: the end of the recovery needs not be waited for.</param>
[For(Role.Supplier)]
public sealed record GiveView(
    [property: JsonIgnore] Guid ContractId, [property: JsonIgnore] Guid Id, string? Text, bool NothingMore, IReadOnlyList<DisputeEntry>? Disputes) : ICommand<SettlementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contracts/{id:guid}/settlements/{settlementId:guid}/views",
        async (HttpContext http, Guid id, Guid settlementId) =>
            await http.Act(await http.Body<GiveView>() with { ContractId = id, Id = settlementId }, http.Shown))
        .Does<GiveView>().Takes<GiveView>().Gives<SettlementView>(201)
        .Refuses([.. RefusedBy.Settling, Refusals.SettlementNotParty, Refusals.SettlementLeadSays, Refusals.DisputeLineTwice, Refusals.DisputeLineUnknown,
            Refusals.ListTooLong, Refusals.BsnSuspected]);

    internal sealed class Validator : AbstractValidator<GiveView>
    {
        private const int Most = 1000;

        public Validator()
        {
            RuleFor(v => v.Text).Required(8000);
            RuleFor(v => v.Text).WithoutBsn();
            RuleFor(v => v.Disputes).Within(new(Most: Most), d => d is null || d.Count <= Most).Or(Refusals.ListTooLong, Most);
            RuleForEach(v => v.Disputes).ChildRules(dispute =>
            {
                dispute.RuleFor(d => d.Sequence).Given();
                dispute.RuleFor(d => d.Text).Required(4000);
                dispute.RuleFor(d => d.Text).WithoutBsn();
            });
        }
    }

    internal sealed class Handler(Session session, IMediator mediator) : IRequestHandler<GiveView, SettlementView>
    {
        public async Task<SettlementView> Handle(GiveView request, CancellationToken cancellationToken)
        {
            var of = await SettlementCase.Of(session, mediator, request.ContractId, request.Id);
            var party = await session.QueryOne<Party>(SelectPartySql, new { request.ContractId, today = session.Today });
            if (party is null or { Part: "Subcontractor" }) throw new RefusedException(Refusals.SettlementNotParty);
            if (request.NothingMore && party is { Parties: > 1, Part: not "Lead" }) throw new RefusedException(Refusals.SettlementLeadSays.At("/nothingMore"));
            var disputes = (request.Disputes ?? []).Select(d => new Dispute(d.Sequence!.Value, d.Text!)).ToList();
            await RefuseUnknown(request.ContractId, disputes);
            var step = new ViewStep(request.Text!, request.NothingMore, disputes);
            return await of.Take(of.Now.Hear(request.NothingMore), SettlementStepKind.View, "settlement.view-given", step, session.Caller.SupplierId);
        }

        private async Task RefuseUnknown(Guid contractId, IReadOnlyList<Dispute> disputes)
        {
            var own = new HashSet<int>();
            foreach (var some in disputes.Select(d => d.Sequence).Distinct().Chunk(100))
                own.UnionWith(await session.Query<int>(SelectLinesSql, new { contractId, sequences = some }));
            var named = new HashSet<int>();
            var objections = new List<Objection>();
            for (var i = 0; i < disputes.Count; i++)
            {
                if (!own.Contains(disputes[i].Sequence)) objections.Add(Refusals.DisputeLineUnknown.At($"/disputes/{i}/sequence", disputes[i].Sequence));
                else if (!named.Add(disputes[i].Sequence)) objections.Add(Refusals.DisputeLineTwice.At($"/disputes/{i}/sequence"));
            }
            if (objections.Count > 0) throw new RefusedException(objections);
        }
    }

    // Who left by a transfer, or is yet to come, is not heard for who is bound now.
    private const string SelectPartySql = """
        SELECT cs.part, (SELECT COUNT(*) FROM ContractSupplier p WHERE p.contractId = @ContractId AND p.part <> 'Subcontractor'
            AND (p.fromDate IS NULL OR p.fromDate <= @today) AND (p.throughDate IS NULL OR p.throughDate >= @today)) AS parties
        FROM ContractSupplier cs WHERE cs.contractId = @ContractId AND cs.supplierId = @callerSupplier
            AND (cs.fromDate IS NULL OR cs.fromDate <= @today) AND (cs.throughDate IS NULL OR cs.throughDate >= @today)
        """;
    private const string SelectLinesSql = """
        SELECT l.sequence FROM LedgerLine l WHERE l.contractId = @contractId AND l.sequence IN @sequences AND l.supplierId = @callerSupplier
        """;

    private sealed class Party
    {
        public string Part { get; init; } = "";
        public int Parties { get; init; }
    }
}
