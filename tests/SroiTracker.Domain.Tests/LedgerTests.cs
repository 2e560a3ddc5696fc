using FsCheck.Xunit;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

[Properties(Arbitrary = [typeof(CountingCases)])]
public class LedgerTests
{
    private static readonly CountingFrame Plain = Frame(Tarief([Block(36_500)], [Bonus("taal", 10_000, BonusKind.Once)]));

    private static (int, decimal, decimal)[] Booked(IEnumerable<Booking> bookings) =>
        [.. bookings.Select(b => (b.Year, b.Amount.Amount, b.BookedBefore.Amount))];

    private static void Book(Dictionary<int, Euros> booked, IEnumerable<Booking> bookings)
    {
        foreach (var booking in bookings) booked[booking.Year] = booked.GetValueOrDefault(booking.Year) + booking.Amount;
    }

    [Fact]
    public void A_first_verdict_books_a_line_for_each_calendar_year_with_its_parts_and_bonuses()
    {
        var value = Value(Plain, Placement("2025-07-01", "2026-03-31", Terms(36, bonuses: "taal")));
        var bookings = Ledger.Differences(value, new Dictionary<int, Euros>());
        Assert.Equal([(2025, 28_400m, 0m), (2026, 9_000m, 0m)], Booked(bookings));
        Assert.Equal(["€ 36.500 × 36/36 × 184/365"], bookings[0].Parts.Select(p => p.Formula));
        Assert.Equal(["taal"], bookings[0].Bonuses.Select(b => b.Code));
        Assert.Empty(bookings[1].Bonuses);
    }

    [Fact]
    public void A_longer_verified_period_books_only_what_is_new()
    {
        var booked = new Dictionary<int, Euros> { [2025] = Euro(18_400), [2026] = Euro(3_100) };
        var bookings = Ledger.Differences(Value(Plain, Placement("2025-07-01", "2026-02-28", Terms(36))), booked);
        Assert.Equal([(2026, 2_800m, 3_100m)], Booked(bookings));
    }

    [Fact]
    public void An_earlier_verified_day_books_negative_lines()
    {
        var booked = new Dictionary<int, Euros> { [2025] = Euro(18_400), [2026] = Euro(3_100) };
        var bookings = Ledger.Differences(Value(Plain, Placement("2025-07-01", "2025-07-31", Terms(36))), booked);
        Assert.Equal([(2025, -15_300m, 18_400m), (2026, -3_100m, 3_100m)], Booked(bookings));
        Assert.Empty(bookings[1].Parts);
    }

    [Fact]
    public void What_is_booked_already_books_nothing()
    {
        var value = Value(Plain, Placement("2025-07-01", "2026-02-28", Terms(36)));
        Assert.Empty(Ledger.Differences(value, new Dictionary<int, Euros> { [2025] = Euro(18_400), [2026] = Euro(5_900) }));
    }

    [Fact]
    public void A_value_of_nothing_takes_back_all_that_was_booked() =>
        Assert.Equal([(2024, -1.23m, 1.23m)],
            Booked(Ledger.Differences(new(Guid.Empty, [], []), new Dictionary<int, Euros> { [2023] = Euros.Zero, [2024] = Euro(1.23m) })));

    [Property(MaxTest = 150)]
    public void Whatever_order_acts_come_in_the_lines_of_a_placement_sum_to_its_value(CountingCase c)
    {
        var frame = c.Frame;
        var verified = new List<CountedPlacement>();
        var booked = new Dictionary<Guid, Dictionary<int, Euros>>();
        for (var act = 0; act < 12; act++)
        {
            var i = c.Next(verified.Count + 1);
            if (i == verified.Count) verified.Add(c.Placement($"REF-{c.Next(1000)}"));
            else if (c.Maybe(0.2)) verified[i] = verified[i] with { Through = verified[i].Through.AddDays(c.Next(200) - 100) };
            else if (c.Maybe(0.2)) verified[i] = verified[i] with { RevokedFrom = verified[i].Start.AddDays(c.Next(300)) };
            else if (c.Maybe(0.2)) frame = frame with { RecoveryUntil = frame.Contract.End.AddDays(c.Next(300)) };
            else if (c.Maybe(0.2)) verified[i] = verified[i] with { Terms = [] };
            else verified[i] = c.Placement("x") with { Id = verified[i].Id, Reference = verified[i].Reference };

            foreach (var value in Valuation.Of(frame, verified))
            {
                if (!booked.TryGetValue(value.PlacementId, out var lines)) booked[value.PlacementId] = lines = [];
                var bookings = Ledger.Differences(value, lines);
                Assert.All(bookings, b => Assert.Equal(b.Amount.Cents,
                    b.Parts.Sum(p => p.Amount.Cents) + b.Bonuses.Sum(p => p.Amount.Cents) - b.BookedBefore.Cents));
                Assert.DoesNotContain(bookings, b => b.Amount == Euros.Zero);
                Book(lines, bookings);
                Assert.Equal(value.Total.Cents, lines.Values.Sum(l => l.Cents));
                Assert.All(lines, l => Assert.Equal(
                    value.Through(new(l.Key, 12, 31)) - value.Through(new(l.Key - 1, 12, 31)), l.Value));
            }
        }
    }
}
