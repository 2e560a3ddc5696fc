namespace SroiTracker.Suppliers.Sync;

/// <summary>
/// How many systems are called at once. A system that failed the last time is called in slots apart, a quarter more: however many
/// hang, those that answer do not wait for them.
/// </summary>
/// <param name="atOnce">For systems that answered the last time.</param>
internal sealed class Slots(int atOnce) : IDisposable
{
    private readonly SemaphoreSlim _sound = new(atOnce), _doubtful = new((atOnce + 3) / 4);

    /// <summary>As many as <c>Synchronisation:AtOnce</c> says.</summary>
    /// <exception cref="Domain.RefusedException"><c>setting.invalid</c>: no whole number from 1 to 1.000.</exception>
    public static Slots From(IServiceProvider services) => new(services.GetRequiredService<IConfiguration>().WholeNumber("Synchronisation:AtOnce", 32, 1, 1_000));

    /// <summary>Waits for a slot; whoever disposes the answer gives it back.</summary>
    /// <param name="isDoubtful">Whether the system failed the last time.</param>
    public async Task<IDisposable> Enter(bool isDoubtful, CancellationToken token)
    {
        var slots = isDoubtful ? _doubtful : _sound;
        await slots.WaitAsync(token);
        return new Slot(slots);
    }

    public void Dispose()
    {
        _sound.Dispose();
        _doubtful.Dispose();
    }

    private sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        public void Dispose() => slots.Release();
    }
}
