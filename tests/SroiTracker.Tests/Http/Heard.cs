using System.Collections.Concurrent;
using System.Diagnostics;
using SroiTracker.Database;
using SroiTracker.Http;

namespace SroiTracker.Tests.Http;

/// <summary>The SQL texts that run on behalf of principals that a test listens for.</summary>
internal static class Heard
{
    private static readonly ConcurrentDictionary<Guid, ConcurrentQueue<string>> Texts = new();
    private static readonly IDisposable Listening = Session.Told.Subscribe(new Listener());

    /// <summary>Listens for a principal from here on.</summary>
    public static void Of(Guid principalId)
    {
        Assert.NotNull(Listening);
        Texts[principalId] = new();
    }

    /// <summary>What ran for it since this was asked last, in order.</summary>
    public static IReadOnlyList<string> Take(Guid principalId)
    {
        var texts = new List<string>();
        while (Texts[principalId].TryDequeue(out var text)) texts.Add(text);
        return texts;
    }

    private sealed class Listener : IObserver<KeyValuePair<string, object?>>
    {
        public void OnCompleted() { }

        public void OnError(Exception error) => throw error;

        public void OnNext(KeyValuePair<string, object?> told)
        {
            if (told.Value is (Caller caller, string sql) && Texts.TryGetValue(caller.PrincipalId, out var texts)) texts.Enqueue(sql);
        }
    }
}
