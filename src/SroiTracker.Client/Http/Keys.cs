namespace SroiTracker.Client;

/// <summary>Idempotency keys: one for each call, the same on each try.</summary>
internal static class Keys
{
    public const string Header = "Idempotency-Key";
    private const int Longest = 64;

    /// <summary>The caller's own, or a new one.</summary>
    /// <exception cref="ArgumentException">Not 1 to 64 visible ASCII characters.</exception>
    public static string Of(string? given) => given is null ? Guid.NewGuid().ToString("N")
        : given.Length is > 0 and <= Longest && given.All(c => c is > ' ' and <= '~') ? given
        : throw new ArgumentException($"An idempotency key has 1 to {Longest} visible ASCII characters.", nameof(given));
}
