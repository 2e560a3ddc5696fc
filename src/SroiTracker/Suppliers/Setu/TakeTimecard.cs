using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Suppliers.Setu;

/// <summary>What a timecard came to.</summary>
/// <param name="Changed">Whether it said anything new of the placement.</param>
internal sealed record TakenTimecard(Guid PlacementId, bool Changed);

/// <summary>
/// Takes hours that were worked: the placement under the assignment gets the reports that say so (<see cref="WorkedHours"/>). The
/// placement must be there, reported once by the supplier or an officer, with all that a timecard does not tell.
/// </summary>
/// <param name="ItemKey">Under which the timecard is known again.</param>
/// <param name="Card">Null where it was taken back: then nothing was worked in its period.</param>
[For(Role.Supplier)]
internal sealed record TakeTimecard(Guid ConnectionId, byte[] ItemKey, Timecard? Card) : ICommand<TakenTimecard?>
{
    internal sealed class Handler(Session session, IMediator mediator) : IRequestHandler<TakeTimecard, TakenTimecard?>
    {
        /// <returns>Null where a timecard was taken back that was never taken.</returns>
        public async Task<TakenTimecard?> Handle(TakeTimecard request, CancellationToken cancellationToken)
        {
            var (connection, key) = (request.ConnectionId, request.ItemKey);
            var before = await TimecardStore.Find(session, connection, key);
            if (request.Card is not { } told)
            {
                if (before is null) return null;
                await TimecardStore.Keep(session, connection, key, before with { Minutes = 0 });
                return new(before.PlacementId, await Report(connection, before.PlacementId));
            }

            var supplier = session.Caller.SupplierId!.Value;
            if (told.SupplierKvk is { } kvk && (await SupplierStore.Find(session, supplier))?.Supplier.Identifier is { Scheme: OrganisationIdentifier.Kvk } own && own.Id != kvk)
                throw new RefusedException(Refusals.TimecardOtherSupplier.At("/supplier/legalId/value"));
            if (await PlacementStore.IdOf(session, supplier, told.Assignment) is not { } placementId)
                throw new RefusedException(Refusals.TimecardPlacementUnknown.At("/staffingIds/assignmentId/value"));
            var card = new KeptTimecard { PlacementId = placementId, FirstDate = told.FirstDay, LastDate = told.LastDay, Minutes = told.Minutes };
            var latest = (await PlacementStore.Find(session, placementId))[0].Latest.Report;
            if (told.FirstDay > session.Today) throw new RefusedException(Refusals.TimecardAhead.At("/period/datePeriod/start", session.Today));
            if (DaysOf(card, latest).IsEmpty) throw new RefusedException(Refusals.TimecardOutside.At("/period/datePeriod", latest.Start));

            var areFirst = (await TimecardStore.OfPlacement(session, connection, placementId)).Count == 0;
            await TimecardStore.Keep(session, connection, key, card);
            // Of the days that it spoke of before nothing is known now.
            var left = before is null ? null : before with { Minutes = 0 };
            var isElsewhere = left is not null && left.PlacementId != placementId;
            if (isElsewhere) await Report(connection, left!.PlacementId, left);
            return new(placementId, await Report(connection, placementId, isElsewhere ? null : left, areFirst));
        }

        private async Task<bool> Report(Guid connectionId, Guid placementId, KeptTimecard? left = null, bool areFirst = false)
        {
            var candidate = await PlacementStore.OfCandidateOf(session, placementId);
            var kept = candidate.First(p => p.Id == placementId);
            var (latest, version) = (kept.Latest, kept.Version);
            IEnumerable<KeptTimecard> cards = await TimecardStore.OfPlacement(session, connectionId, placementId);
            if (left is not null) cards = cards.Append(left);
            // A placement may have become shorter since.
            WorkedPeriod[] periods = [.. cards.Select(c => new WorkedPeriod(DaysOf(c, latest.Report), c.Minutes)).Where(p => !p.Days.IsEmpty)];
            if (periods.Length == 0) return false;

            var worked = WorkedHours.Reports(kept.Reports.ConvertAll(r => r.Report), periods, areFirst, session.Today);
            List<ReferenceTerms> claimed = [.. candidate.SelectMany(p => p.Claimed())];
            for (var i = 0; i < worked.Terms.Count; i++)
                version = (await mediator.Send(new ReportNext(placementId, version, Statement(latest, worked.Through, worked.Terms[i]))
                {
                    Series = new(claimed, IsLast: i == worked.Terms.Count - 1),
                }, CancellationToken.None)).Version;
            return version != kept.Version;
        }

        private static Period DaysOf(KeptTimecard card, PlacementReport report) => WorkedHours.DaysOf(new(card.FirstDate, card.LastDate), report.Start, report.End);

        private static PlacementStatement Statement(ReportRow latest, DateOnly through, DatedTerms dated)
        {
            var (from, terms) = dated;
            return new(
                null, null, null, terms.Bouwblok, terms.Doelgroep, terms.DoelgroepSince, new(latest.Indicatie, latest.IndicatieCheckedDate), terms.Method, terms.Employment,
                terms.EmployerKvk, terms.InServiceSince, Hours.Of(terms.MinutesPerWeek), latest.StartDate, latest.EndDate, through, from, terms.Permanent,
                terms.AgeBand, terms.Bonuses, terms.TeamId, latest.ProeftuinId, [.. terms.Allocations.Select(a => new StatedShare(a.ContractId, null, a.BasisPoints / 100m))])
            {
                AreHoursWorked = true,
            };
        }
    }
}
