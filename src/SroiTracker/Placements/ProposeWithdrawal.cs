using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Placements;

/// <summary>
/// Proposes to take a placement back on every contract, for an officer to decide: also where nothing was verified, since a
/// withdrawn reference does not return (rules.md 3) and whoever deleted it may have been wrong.
/// </summary>
/// <param name="Code">Why, by which it is known who may take it back.</param>
[For(Role.Supplier)]
internal sealed record ProposeWithdrawal(Guid Id, string Code) : ICommand<bool>
{
    /// <summary>The supplier's own system no longer has it.</summary>
    public const string SourceDeleted = "source.deleted";

    internal sealed class Handler(Session session) : IRequestHandler<ProposeWithdrawal, bool>
    {
        /// <returns>Whether there was a contract on which it stood.</returns>
        public async Task<bool> Handle(ProposeWithdrawal request, CancellationToken cancellationToken)
        {
            var proposed = false;
            foreach (var stand in (await PlacementStore.Find(session, request.Id)).SelectMany(p => p.Stands).Where(Stands))
            {
                var about = await Verdicts.About(session, request.Id, stand.ContractId);
                await about.Keep(Verdict.ProposeWithdrawal(about.On), "placement.withdrawal-asked", new() { Kind = VerdictKind.WithdrawalAsked, Code = request.Code }, books: false);
                proposed = true;
            }
            return proposed;
        }

        // What is settled no verdict changes.
        private static bool Stands(StandRow stand) => !stand.IsSettled && stand.State is PlacementState.Reported or PlacementState.Verified or PlacementState.Rejected;
    }
}

/// <summary>Takes back what was proposed for one reason and not decided yet: on each contract it stands as it was.</summary>
/// <param name="Code">Of the proposal; what was asked for another reason stays.</param>
[For(Role.Supplier)]
internal sealed record TakeBackWithdrawal(string SupplierReference, string Code) : ICommand<bool>
{
    internal sealed class Handler(Session session) : IRequestHandler<TakeBackWithdrawal, bool>
    {
        /// <returns>Whether there was such a proposal.</returns>
        public async Task<bool> Handle(TakeBackWithdrawal request, CancellationToken cancellationToken)
        {
            if (await PlacementStore.IdOf(session, session.Caller.SupplierId!.Value, request.SupplierReference) is not { } id) return false;
            var takenBack = false;
            foreach (var stand in (await PlacementStore.Find(session, id)).SelectMany(p => p.Stands).Where(Waits))
            {
                var about = await Verdicts.About(session, id, stand.ContractId);
                var wasRejected = await VerdictStore.WasRejected(session, id, stand.ContractId, about.Placement.Latest.Number);
                await about.Keep(Verdict.TakeBackWithdrawal(about.On, wasRejected), "placement.withdrawal-taken-back",
                    new() { Kind = VerdictKind.WithdrawalDeclined, Code = request.Code, AnswersId = stand.VerdictId }, books: false);
                takenBack = true;
            }
            return takenBack;

            bool Waits(StandRow stand) => !stand.IsSettled && stand.State == PlacementState.WithdrawalAsked && stand.VerdictCode == request.Code;
        }
    }
}
