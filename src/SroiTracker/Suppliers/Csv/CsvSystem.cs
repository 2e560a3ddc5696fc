using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using SroiTracker.Domain;
using SroiTracker.Outbound;
using SroiTracker.Placements.Batches;
using SroiTracker.Suppliers.Standard;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Suppliers.Csv;

/// <summary>
/// A CSV file at an address, with a placement a row (<see cref="CsvColumns.OfSource"/>). It is read as it comes and stays open from one
/// page to the next: in memory is never more than one page. A file that changed meanwhile is read again from its first row. A row
/// that a later file lacks is not deleted: a file that was cut short would take everything away.
/// </summary>
internal sealed class CsvSystem(HttpClient http) : ISupplierSystem, IDisposable
{
    /// <summary>The most rows of a file, blank ones left out.</summary>
    public const int MostRows = 100_000;

    /// <summary>Bytes of a file: of 100.000 rows each may have 671.</summary>
    public const long LargestFile = 64L * 1024 * 1024;

    private Reading? _reading;

    public async Task<SourcePage> Page(string? cursor, int size, CancellationToken token)
    {
        try
        {
            if (_reading is null || _reading.At.ToString() != cursor)
            {
                Dispose();
                if (await Open(CsvCursor.Of(cursor), token) is not { } opened) return new([], cursor, false, 0);
                _reading = opened;
            }
            var page = await _reading.Next(size, token);
            if (!page.HasMore) Dispose();
            return page;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>A file has no items to ask for: it is read again.</summary>
    public Task<SourceItem?> Item(string sourceId, CancellationToken token) => Task.FromResult<SourceItem?>(null);

    public Task<bool> Tell(string sourceId, PlacementStatus status, string key, CancellationToken token) => Task.FromResult(false);

    public void Dispose()
    {
        _reading?.Dispose();
        _reading = null;
    }

    /// <summary>The file, at the row where it is gone on; null where all of this version was read.</summary>
    private async Task<Reading?> Open(CsvCursor at, CancellationToken token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, http.BaseAddress);
        request.Options.Set(OutboundClients.Streamed, true);
        at.Apply(request.Headers);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        try
        {
            if (response.StatusCode == HttpStatusCode.NotModified)
            {
                response.Dispose();
                return null;
            }
            SourceAnswer.Require(response);
            SourceAnswer.Expect(response, "text/csv");
            var version = CsvCursor.VersionOf(response);
            if (version == at.Version && at.Rows is null)
            {
                response.Dispose();
                return null;
            }
            var reading = new Reading(response, version, await response.Content.ReadAsStreamAsync(token));
            await reading.Begin(version == at.Version ? at.Rows!.Value : 0, token);
            return reading;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>A file that is open.</summary>
    private sealed class Reading(HttpResponseMessage response, string version, Stream body) : IDisposable
    {
        // A line is known again by its item: the hash that a batch knows it by is of no use here.
        private readonly BatchLines _lines = new(PipeReader.Create(body), IncrementalHash.CreateHash(HashAlgorithmName.SHA256), [], TimeProvider.System);
        private CsvColumns? _columns;
        private int _rows;

        public CsvCursor At => new(_rows, version);

        /// <summary>Reads the header, and passes over rows that were read before.</summary>
        public async Task Begin(int rows, CancellationToken token)
        {
            var header = await _lines.Next(token) ?? throw SourceAnswer.Malformed("CSV");
            try { _columns = CsvColumns.OfSource(header); }
            // Not by its words: where the header was left out they are a person's.
            catch (RefusedException wrong) { throw SourceAnswer.Malformed($"CSV {wrong.Objections[0].Place}"); }
            while (_rows < rows && await _lines.Next(token) is not null) _rows++;
        }

        public async Task<SourcePage> Next(int size, CancellationToken token)
        {
            var (items, bytes) = (new List<SourceItem>(size), 0L);
            while (items.Count < size)
            {
                if (await _lines.Next(token) is not { } line) return new(items, new CsvCursor(null, version).ToString(), false, bytes);
                if (++_rows > MostRows) throw new RefusedException(Refusals.SourceTooManyRows, MostRows);
                bytes += line.Content?.Length ?? BatchLines.LongestLine;
                items.Add(Item(line));
            }
            return new(items, At.ToString(), true, bytes);
        }

        public void Dispose()
        {
            _lines.Dispose();
            response.Dispose();
        }

        private SourceItem Item(BatchLine line)
        {
            if (line.Content is not { } content) return new(null, line.Hash, false, null, null, [Refusals.LineTooLong.At(null, BatchLines.LongestLine)]);
            try
            {
                using var json = JsonDocument.Parse(_columns!.Json(content));
                return StandardItem.Of(json.RootElement, idField: json.RootElement.TryGetProperty("id"u8, out _) ? "id" : "supplierReference");
            }
            catch (RefusedException wrong) { return new(null, content.ToArray(), false, null, null, wrong.Objections); }
        }
    }
}
