using MediatR;
using SroiTracker.Domain;

namespace SroiTracker.Placements.Batches;

/// <summary>
/// One request's way through a batch: lines that are done are recognised, the others are taken, a hundred in an act, while
/// the next are read. Two requests of one batch may be at it at once (a client that retries while the first still runs):
/// whose act comes second recognises what the first did, and goes on after it.
/// </summary>
internal sealed class BatchRun(IMediator mediator, BatchKey key, int firstNumber, CancellationToken token)
{
    // The catalogue's sentence, with the line.
    private static readonly Refusal OtherLine = Refusals.IdempotencyOtherBody with
    {
        Dutch = "Met deze Idempotency-Key is een batch met een andere inhoud gestuurd; het verschil begint op regel {0}.",
        English = "A batch with another body was sent with this Idempotency-Key; the difference begins at line {0}.",
    };

    private readonly List<StatedLine> _waiting = [];
    private Task<Guid?>? _act;
    private (int Count, bool IsLast) _inAct;
    private Guid? _id;
    private int _done;
    private bool _isComplete, _hasTaken;
    private KeptHashes? _hashes;

    /// <summary>Looks how far the batch is.</summary>
    /// <exception cref="RefusedException">It was sent in another form or under another header.</exception>
    public async Task Look()
    {
        if (await mediator.Send(new FindBatch(key), token) is not { } kept) return;
        if (!kept.Head.AsSpan().SequenceEqual(key.Head)) throw new RefusedException(OtherLine, firstNumber);
        (_id, _done, _isComplete) = (kept.Id, (int)kept.Lines, kept.State == BatchState.Completed);
    }

    /// <summary>Whether a line was done before.</summary>
    /// <param name="place">Among the lines that are not blank, from 0.</param>
    /// <exception cref="RefusedException">Another line was, or the batch had ended there.</exception>
    public async ValueTask<bool> IsDone(int place, int number, byte[] hash)
    {
        if (place >= _done) return _isComplete ? throw new RefusedException(OtherLine, number) : false;
        // No act is under way here: what it is about comes after all that is known to be done.
        if (_hashes is null || place < _hashes.FirstLine || place >= _hashes.FirstLine + _hashes.Count) _hashes = await mediator.Send(new LinesDone(_id!.Value, place), token);
        return _hashes.Of(place).SequenceEqual(hash) ? true : throw new RefusedException(OtherLine, number);
    }

    /// <summary>Adds a line that was not done before.</summary>
    public async Task Add(StatedLine line)
    {
        _waiting.Add(line);
        if (_waiting.Count - (_act is null ? 0 : _inAct.Count) < TakeLines.Most) return;
        await Settle();
        if (_waiting.Count >= TakeLines.Most) Take(isEnd: false);
    }

    /// <summary>Has all lines taken that were added.</summary>
    public async Task TakeAll()
    {
        await Settle();
        while (_waiting.Count > 0)
        {
            Take(isEnd: false);
            await Settle();
        }
    }

    /// <summary>Has the rest taken; with it the batch is complete.</summary>
    /// <param name="lines">Lines in the body, blank ones left out.</param>
    /// <param name="number">Of its last line.</param>
    /// <exception cref="RefusedException">More lines were done before than the body has.</exception>
    public async Task<ReportedBatch> End(int lines, int number)
    {
        await Settle();
        while ((_waiting.Count > 0 || !_isComplete) && lines >= _done)
        {
            Take(isEnd: true);
            await Settle();
        }
        return lines == _done ? new(_id!.Value, IsReplay: !_hasTaken) : throw new RefusedException(OtherLine, number + 1);
    }

    /// <summary>Waits for the act that is under way, however the request ends: it can't be called back.</summary>
    public async Task Stop()
    {
        if (_act is { } act) await act.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Take(bool isEnd)
    {
        var count = Math.Min(_waiting.Count, TakeLines.Most);
        _inAct = (count, isEnd && count == _waiting.Count);
        _act = mediator.Send(new TakeLines(_id, key, _done, _waiting.GetRange(0, count), _inAct.IsLast), token);
    }

    private async Task Settle()
    {
        if (_act is not { } act) return;
        var id = await act;
        _act = null;
        if (id is not null)
        {
            (_id, _done, _isComplete, _hasTaken) = (id, _done + _inAct.Count, _inAct.IsLast, true);
            _waiting.RemoveRange(0, _inAct.Count);
            return;
        }
        await Look();
        var known = 0;
        while (known < _waiting.Count && await IsDone(_waiting[known].Place, _waiting[known].Number, _waiting[known].Hash)) known++;
        _waiting.RemoveRange(0, known);
    }
}
