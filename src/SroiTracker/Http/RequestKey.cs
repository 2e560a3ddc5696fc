using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using SroiTracker.Domain;
using SroiTracker.Privacy;

namespace SroiTracker.Http;

/// <summary>
/// The key that a caller gave to a request (Idempotency-Key), so that repeating it does nothing twice. It stands for its
/// owner, method, path and the key itself; another owner's, or the same key elsewhere, is another one.
/// </summary>
public sealed class RequestKey
{
    private const string Header = "Idempotency-Key";
    private const int Longest = 64;
    private readonly ServiceKey _service;

    private RequestKey(ServiceKey service, Guid ownerId, string method, string path, string key)
    {
        _service = service;
        OwnerId = ownerId;
        // The key holds no line's end: what stands after the last one is the key, whatever the path holds.
        var text = Encoding.UTF8.GetBytes($"{method} {path}\n{key}");
        Request = SHA256.HashData([.. ownerId.ToByteArray(bigEndian: true), .. text]);
        Body = service.HashRequest([]);
    }

    /// <summary>The supplier, or on the buyers' side the principal: it outlives the rotation of an API key.</summary>
    public Guid OwnerId { get; }

    /// <summary>SHA-256 over owner, method, path and key.</summary>
    public byte[] Request { get; }

    /// <summary>A keyed hash of the body as it was sent: it may hold a pseudonym, so the body itself is never kept (rules.md 8).</summary>
    public byte[] Body { get; private set; }

    /// <summary>Says which body was sent under the key.</summary>
    public void Covers(ReadOnlySpan<byte> body) => Body = _service.HashRequest(body);

    /// <summary>The body of a file, to be read to its end; the query says what it is taken for.</summary>
    public Stream Covering(HttpRequest request)
    {
        var hash = _service.HashRequest();
        hash.AppendData(Encoding.UTF8.GetBytes(request.QueryString.Value ?? ""));
        return new Hashed(request.Body, hash, made => Body = made);
    }

    /// <summary>Whether the same body was sent before.</summary>
    public bool IsFor(byte[] body) => CryptographicOperations.FixedTimeEquals(Body, body);

    /// <summary>Reads the key of a POST; everywhere its form is judged, where it must be there its absence too.</summary>
    /// <exception cref="RefusedException"><c>idempotency.key-missing</c>, <c>idempotency.key-invalid</c>.</exception>
    public static ValueTask<object?> Read(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsPost(http.Request.Method))
        {
            var services = http.RequestServices;
            var call = services.GetRequiredService<Call>();
            if (KeyIn(http.Request.Headers[Header]) is { } key)
                call.Key = new(services.GetRequiredService<ServiceKey>(), call.Caller.SupplierId ?? call.Caller.PrincipalId, http.Request.Method, http.Request.PathBase + http.Request.Path, key);
            else if (http.GetEndpoint()?.Metadata.GetMetadata<RequestKeyRequired>() is not null)
                throw new RefusedException(Refusals.IdempotencyKeyMissing.At("@" + Header));
        }
        return next(context);
    }

    private static string? KeyIn(StringValues header) => header switch
    {
        [] => null,
        [{ Length: > 0 and <= Longest } key] when !key.AsSpan().ContainsAnyExceptInRange('!', '~') => key,
        _ => throw new RefusedException(Refusals.IdempotencyKeyInvalid.At("@" + Header)),
    };

    private sealed class Hashed(Stream body, IncrementalHash hash, Action<byte[]> made) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await body.ReadAsync(buffer, cancellationToken);
            hash.AppendData(buffer.Span[..read]);
            if (read == 0) made(hash.GetCurrentHash());
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) hash.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>On an endpoint: a request without a key is refused.</summary>
public sealed class RequestKeyRequired;

/// <summary>Words for endpoints.</summary>
public static class RequestKeys
{
    /// <summary>Asks for an Idempotency-Key with every request.</summary>
    public static TBuilder NeedsKey<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequestKeyRequired());
}
