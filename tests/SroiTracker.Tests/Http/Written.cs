using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SroiTracker.Tests.Http;

/// <summary>All that is logged, with what it is logged within.</summary>
internal sealed class Written : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>The levels that were met.</summary>
    public ConcurrentDictionary<LogLevel, byte> Met { get; } = new();

    public IEnumerable<LogLevel> Levels => Met.Keys;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        Lines.Enqueue(state.ToString() ?? "");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Met[logLevel] = 0;
        Lines.Enqueue(formatter(state, exception) + exception);
    }

    public void Dispose() { }
}
