using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Suppliers.Sync;

/// <summary>
/// A lease that is renewed while its holder waits for others. When it is lost, to another instance or because the database can't
/// be reached for as long as it lasts, what goes on under it is cancelled.
/// </summary>
internal sealed class KeptLease : IAsyncDisposable
{
    private readonly ITransactions _transactions;
    private readonly TimeProvider _time;
    private readonly string _name;
    private readonly long _fence;
    private readonly TimeSpan _duration;
    private readonly CancellationTokenSource _held, _ended = new();
    private readonly Task _renewing;

    /// <param name="stopping">Cancels what goes on under the lease too.</param>
    public KeptLease(ITransactions transactions, TimeProvider time, string name, long fence, TimeSpan duration, CancellationToken stopping)
    {
        (_transactions, _time, _name, _fence, _duration) = (transactions, time, name, fence, duration);
        _held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _renewing = Renew();
    }

    /// <summary>Cancelled when it is lost.</summary>
    public CancellationToken Held => _held.Token;

    /// <summary>Renews it no more, and gives it up so that the next need not wait for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        try { await _transactions.Run(Caller.TheService, session => Lease.Renew(session, _name, _fence, TimeSpan.FromMilliseconds(-1)), CancellationToken.None); }
        // Then it ends by itself.
        catch (RefusedException) { }
        _held.Dispose();
        _ended.Dispose();
    }

    private async Task Renew()
    {
        var renewed = _time.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(_duration / 3, _time, _ended.Token);
                try
                {
                    if (!await _transactions.Run(Caller.TheService, session => Lease.Renew(session, _name, _fence, _duration), _ended.Token)) break;
                    renewed = _time.GetTimestamp();
                }
                // Busy for a moment: it is tried again as long as the lease lasts.
                catch (RefusedException) when (_time.GetElapsedTime(renewed) < _duration) { }
                catch (RefusedException) { break; }
            }
            await _held.CancelAsync();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested) { }
    }
}
