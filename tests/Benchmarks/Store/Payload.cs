using System.Text;

namespace StationAgent.Benchmarks.Store;

/// <summary>Events of about 1 KB, the size of a drop-off.</summary>
internal static class Payload
{
    /// <summary>Length of each payload in bytes.</summary>
    public const int Length = 1024;

    private static readonly byte[] Template = MakeTemplate();

    /// <summary>The n-th payload; it holds <c>"id":"n"</c>.</summary>
    public static byte[] Create(long number)
    {
        var payload = new byte[Length];
        Fill(payload, number);
        return payload;
    }

    /// <summary>Writes the n-th payload over <see cref="Length"/> bytes.</summary>
    public static void Fill(Span<byte> payload, long number)
    {
        Template.CopyTo(payload);
        Encoding.UTF8.TryGetBytes($"{{\"id\":\"{number}\",", payload, out var written);
        payload[written..Start].Fill((byte)' ');
    }

    // Room for the longest number between the braces' start and the rest.
    private const int Start = 32;

    private static byte[] MakeTemplate()
    {
        var template = new byte[Length];
        template.AsSpan().Fill((byte)'x');
        "\"data\":\""u8.CopyTo(template.AsSpan(Start));
        "\"}"u8.CopyTo(template.AsSpan(Length - 2));
        return template;
    }
}
