using SroiTracker.Outbound;
using SroiTracker.Suppliers.Csv;
using SroiTracker.Suppliers.Setu;
using SroiTracker.Suppliers.Standard;

namespace SroiTracker.Suppliers.Sync;

/// <summary>The systems that are spoken to, by the kind of a connection.</summary>
internal static class SupplierSystems
{
    private const long Envelope = 64 * 1024, LargestItem = 16 * 1024;

    /// <summary>The party behind a connection, with how large its answers may be: a file, or so much for each item that is asked for.</summary>
    public static Target Target(Connection connection, Credential? credential) =>
        new(connection.Id, new(connection.BaseUrl), credential, connection.Kind == ConnectionKind.Csv ? CsvSystem.LargestFile : Envelope + connection.PageSize * LargestItem);

    /// <summary>The system behind a connection.</summary>
    /// <param name="http">That goes to its <see cref="Target"/>, and is let in there.</param>
    public static ISupplierSystem Of(Connection connection, HttpClient http) => connection.Kind switch
    {
        ConnectionKind.Standard => new StandardSystem(http),
        ConnectionKind.Setu => new SetuSystem(http),
        ConnectionKind.Csv => new CsvSystem(http),
        _ => throw new ArgumentOutOfRangeException(nameof(connection), connection.Kind, null),
    };
}
