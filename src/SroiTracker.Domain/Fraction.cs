using System.Numerics;

namespace SroiTracker.Domain;

/// <summary>
/// An exact quotient. Values are summed as fractions and rounded once, at the end (rules.md), so that a period adds
/// up to the cent however it is cut.
/// </summary>
public readonly record struct Fraction
{
    private readonly BigInteger _denominatorLessOne;

    private Fraction(BigInteger numerator, BigInteger denominator)
    {
        Numerator = numerator;
        _denominatorLessOne = denominator - 1;
    }

    /// <summary>Nothing.</summary>
    public static readonly Fraction Zero;

    /// <summary>The part above the line.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The part below the line; always positive.</summary>
    public BigInteger Denominator => _denominatorLessOne + 1;

    /// <summary>numerator ÷ denominator, in lowest terms.</summary>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public static Fraction Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        if (denominator.Sign < 0) (numerator, denominator) = (-numerator, -denominator);
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return divisor.IsOne ? new(numerator, denominator) : new(numerator / divisor, denominator / divisor);
    }

    /// <summary>This times numerator ÷ denominator.</summary>
    public Fraction Times(BigInteger numerator, BigInteger denominator) => Of(Numerator * numerator, Denominator * denominator);

    /// <summary>Rounded to a whole number, half away from zero.</summary>
    /// <exception cref="OverflowException">It does not fit in 64 bits.</exception>
    public long Rounded()
    {
        var twice = BigInteger.Abs(Numerator) * 2 + Denominator;
        var whole = twice / (Denominator * 2);
        return checked((long)(Numerator.Sign < 0 ? -whole : whole));
    }

    public static Fraction operator +(Fraction a, Fraction b) =>
        Of(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);
    public static Fraction operator -(Fraction a, Fraction b) =>
        Of(a.Numerator * b.Denominator - b.Numerator * a.Denominator, a.Denominator * b.Denominator);
    public static Fraction operator *(Fraction a, Fraction b) => Of(a.Numerator * b.Numerator, a.Denominator * b.Denominator);
    public static bool operator <(Fraction a, Fraction b) => a.Numerator * b.Denominator < b.Numerator * a.Denominator;
    public static bool operator >(Fraction a, Fraction b) => b < a;

    /// <summary>"3/4", or "5" where it is whole.</summary>
    public override string ToString() => Denominator.IsOne ? $"{Numerator}" : $"{Numerator}/{Denominator}";
}
