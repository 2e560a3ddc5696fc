namespace SroiTracker.Domain;

/// <summary>What is missing to an amount, in euros and in people.</summary>
public static class Gap
{
    /// <summary>What is missing; 0 where there is enough, null where there is no amount to reach.</summary>
    public static Euros? Of(Euros? asked, Euros there) => asked is not { } amount ? null : amount > there ? amount - there : Euros.Zero;

    /// <summary>How many people, each worth the same, close a gap: whole people. Null where one is worth nothing and something is missing.</summary>
    public static long? People(Euros gap, Euros each) =>
        gap <= Euros.Zero ? 0 : each <= Euros.Zero ? null : (gap.Cents - 1) / each.Cents + 1;
}
