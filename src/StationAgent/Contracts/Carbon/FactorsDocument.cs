using System.Collections.Immutable;
using System.Security.Cryptography;
using StationAgent.Configuration;
using StationAgent.Failures;

namespace StationAgent.Contracts.Carbon;

/// <summary>A document of carbon factors. Its exact bytes are published, and their SHA-256 is its name in events.</summary>
internal sealed class FactorsDocument
{
    /// <summary>The longest document that is read: it is published in one message.</summary>
    public const int MaximumBytes = 64 * 1024;

    private const string ShippedName = "factors.json";

    private FactorsDocument(byte[] bytes, ImmutableArray<Factor> factors)
    {
        Bytes = bytes;
        Factors = factors;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>The document that is part of the program.</summary>
    public static FactorsDocument Shipped { get; } = Parse(EmbeddedFile.Read(ShippedName), ShippedName);

    /// <summary>The document as it was read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>SHA-256 of the bytes, as 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>The factors in their order.</summary>
    public ImmutableArray<Factor> Factors { get; }

    /// <summary>Reads and checks a file.</summary>
    /// <param name="path">The file; null for the document that is part of the program.</param>
    /// <exception cref="FactorsException">It cannot be read, or a field of it is wrong.</exception>
    public static FactorsDocument Read(string? path)
    {
        if (path is null)
        {
            return Shipped;
        }

        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[MaximumBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Parse(bytes[..length], path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FactorsException($"{path}: the carbon factors cannot be read: {FileProblem.OfFile(path, problem)}.", problem);
        }
    }

    /// <summary>Reads and checks a document.</summary>
    /// <param name="bytes">The document; kept, and not changed by the caller afterwards.</param>
    /// <param name="name">What messages call it, such as its path.</param>
    /// <exception cref="FactorsException">It is too long, is not such a document, or a field of it is wrong.</exception>
    public static FactorsDocument Parse(byte[] bytes, string name) => new(bytes, new FactorsReader(name).Read(bytes));

    /// <summary>The version of a factor that is in force: the last one in the document. Null when there is none.</summary>
    public Factor? Find(string id) => Factors.LastOrDefault(factor => factor.Id == id);

    /// <summary>A version of a factor; null when there is none.</summary>
    public Factor? Find(string id, string version) => Factors.FirstOrDefault(factor => factor.Id == id && factor.Version == version);
}
