using System.Globalization;

namespace SroiTracker.Domain;

/// <summary>
/// An amount of money in whole euro cents; negative amounts are corrections. Arithmetic is exact and throws
/// <see cref="OverflowException"/> beyond about 92 quadrillion euros.
/// </summary>
/// <param name="Cents">The amount in cents: 194.350,00 euro is 19435000.</param>
public readonly record struct Euros(long Cents) : IComparable<Euros>
{
    /// <summary>No money.</summary>
    public static readonly Euros Zero;

    /// <summary>The largest amount that is accepted from outside: 100.000.000.000.000 euros, in either direction.</summary>
    public static readonly Euros Largest = new(100_000_000_000_000_00L);

    /// <summary>An amount in euros with at most two decimals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than two decimals, or larger than <see cref="Largest"/>.</exception>
    public static Euros From(decimal euros) => TryFrom(euros, out var amount)
        ? amount
        : throw new ArgumentOutOfRangeException(nameof(euros), euros, "At most two decimals and 100.000.000.000.000 euros.");

    /// <summary>The same as <see cref="From"/>, answering false instead of throwing.</summary>
    public static bool TryFrom(decimal euros, out Euros amount)
    {
        amount = default;
        if (Math.Abs(euros) > Largest.Cents / 100m || decimal.Round(euros, 2) != euros) return false;
        amount = new Euros((long)(euros * 100m));
        return true;
    }

    /// <summary>The amount in euros.</summary>
    public decimal Amount => Cents / 100m;

    /// <summary>A part in basis points (5 % = 500), rounded once, half away from zero.</summary>
    public Euros Part(int basisPoints) => new(Fraction.Of(Cents, 1).Times(basisPoints, 10_000).Rounded());

    /// <inheritdoc/>
    public int CompareTo(Euros other) => Cents.CompareTo(other.Cents);

    /// <summary>For people, the Dutch way: "€ 40.000" or "€ 10.958,90".</summary>
    public string InWords() => string.Create(CultureInfo.GetCultureInfo("nl-NL"),
        $"{(Cents < 0 ? "-" : "")}€ {(Cents % 100 == 0 ? Math.Abs(Amount).ToString("N0", CultureInfo.GetCultureInfo("nl-NL")) : Math.Abs(Amount).ToString("N2", CultureInfo.GetCultureInfo("nl-NL")))}");

    /// <summary>For people who read in a language: "€ 10.958,90" ("nl"), "€10,958.90" (any other).</summary>
    public string InWords(string language) => language.StartsWith("nl", StringComparison.OrdinalIgnoreCase) ? InWords()
        : (Cents < 0 ? "-€" : "€") + Math.Abs(Amount).ToString(Cents % 100 == 0 ? "N0" : "N2", CultureInfo.GetCultureInfo("en-GB"));

    /// <summary>For machines: "194350.00".</summary>
    public override string ToString() => Amount.ToString("0.00", CultureInfo.InvariantCulture);

    public static Euros operator +(Euros a, Euros b) => new(checked(a.Cents + b.Cents));
    public static Euros operator -(Euros a, Euros b) => new(checked(a.Cents - b.Cents));
    public static Euros operator -(Euros a) => new(checked(-a.Cents));
    public static bool operator <(Euros a, Euros b) => a.Cents < b.Cents;
    public static bool operator >(Euros a, Euros b) => a.Cents > b.Cents;
    public static bool operator <=(Euros a, Euros b) => a.Cents <= b.Cents;
    public static bool operator >=(Euros a, Euros b) => a.Cents >= b.Cents;
}
