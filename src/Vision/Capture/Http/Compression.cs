using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;

namespace StationAgent.Vision.Capture.Http;

/// <summary>Unpacks answers that are compressed although the request did not allow it.</summary>
internal static class Compression
{
    private static ReadOnlySpan<byte> GzipStart => [0x1F, 0x8B];

    /// <summary>Opens the content of an answer, unpacked. Some cameras announce a compression that they do not use, so the first bytes decide.</summary>
    /// <exception cref="InvalidDataException">Thrown by reads when the compressed bytes are damaged.</exception>
    public static async Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var body = await content.ReadAsStreamAsync(cancellationToken);
        if (!content.Headers.ContentEncoding.Any(static encoding => encoding.EndsWith("gzip", StringComparison.OrdinalIgnoreCase)))
        {
            return body;
        }

        var reader = PipeReader.Create(body);
        var beginning = (await reader.ReadAtLeastAsync(GzipStart.Length, cancellationToken)).Buffer;
        var isGzip = StartsWithGzip(beginning);
        reader.AdvanceTo(beginning.Start);
        return isGzip ? new GZipStream(reader.AsStream(), CompressionMode.Decompress) : reader.AsStream();
    }

    private static bool StartsWithGzip(ReadOnlySequence<byte> beginning)
    {
        var reader = new SequenceReader<byte>(beginning);
        return reader.IsNext(GzipStart);
    }
}
