namespace SroiTracker.Domain;

/// <summary>
/// An exact sum of amounts of 0 or more, in cents, over one common denominator; cheaper than <see cref="Fraction"/> and as
/// exact: what does not fit throws.
/// </summary>
/// <param name="denominator">A multiple of the denominator of everything that is added.</param>
internal struct RunningTotal(Int128 denominator)
{
    private long _whole;
    private Int128 _rest;

    /// <summary>Adds numerator ÷ of.</summary>
    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public void Add(Int128 numerator, Int128 of)
    {
        var whole = numerator / of;
        _rest += checked((numerator - whole * of) * (denominator / of));
        _whole = checked(_whole + (long)whole);
        if (_rest < denominator) return;
        _rest -= denominator;
        _whole = checked(_whole + 1);
    }

    /// <summary>Rounded to whole cents, half away from zero.</summary>
    public readonly Euros Rounded => new(_rest >= denominator - _rest ? checked(_whole + 1) : _whole);
}
