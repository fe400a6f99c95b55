using System.Text;

namespace StationAgent.Vision.Capture.Streams;

/// <summary>Recognises by its first bytes what a camera sends instead of JPEG pictures.</summary>
internal static class PictureContent
{
    private const int LongestBoundary = 70;

    /// <summary>Says what it is and what would be right; null when it may still bring JPEG pictures.</summary>
    /// <param name="beginning">The first bytes.</param>
    /// <param name="isMultipart">True when the pictures are announced as parts: any text may stand before the first one (RFC 2046, 5.1.1).</param>
    public static string? ProblemOf(ReadOnlySpan<byte> beginning, bool isMultipart)
    {
        var text = SkipSpace(beginning);
        return text.Length < 8 ? null
            : !isMultipart && IsPage(text)
                ? "sends a web page instead of pictures: its login page, or one that only shows the pictures. The address of the pictures themselves is needed"
            : beginning[4..].StartsWith("ftyp"u8) || beginning[4..].StartsWith("moov"u8) || beginning[4..].StartsWith("styp"u8)
                ? $"sends video in MP4 (such as H.264) instead of JPEG pictures. {AnotherStream}"
            : beginning.StartsWith("FLV\x01"u8) ? $"sends video in FLV instead of JPEG pictures. {AnotherStream}"
            : beginning.StartsWith("#EXTM3U"u8) ? $"sends an HLS playlist instead of JPEG pictures. {AnotherStream}"
            : beginning.StartsWith(MatroskaStart) ? $"sends video in WebM instead of JPEG pictures. {AnotherStream}"
            : beginning[0] == 0x47 && (beginning.Length <= 188 ? beginning[1] is 0x40 or 0x41 or 0x5F : beginning[188] == 0x47)
                ? $"sends an MPEG transport stream instead of JPEG pictures. {AnotherStream}"
            : beginning.StartsWith(H264Start) || beginning[1..].StartsWith(H264Start) ? $"sends raw H.264 or H.265 video instead of JPEG pictures. {AnotherStream}"
            : beginning.StartsWith(PngStart) ? "sends PNG pictures; only JPEG is read: choose JPEG or MJPEG in its settings"
            : beginning.StartsWith("GIF8"u8) ? "sends GIF pictures; only JPEG is read: choose JPEG or MJPEG in its settings"
            : beginning.StartsWith("RIFF"u8) ? "sends WebP or AVI; only JPEG is read: choose JPEG or MJPEG in its settings"
            : !isMultipart && IsPlainText(text) ? "sends a text instead of pictures: is the address right?"
            : null;
    }

    private const string AnotherStream = "Its MJPEG stream has another address, or its RTSP stream can be read by Camera:Driver rtsp";

    private static ReadOnlySpan<byte> MatroskaStart => [0x1A, 0x45, 0xDF, 0xA3];

    private static ReadOnlySpan<byte> H264Start => [0, 0, 1];

    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G'];

    private static ReadOnlySpan<byte> SkipSpace(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        bytes = bytes.StartsWith(byteOrderMark) ? bytes[byteOrderMark.Length..] : bytes;
        return bytes.TrimStart(" \t\r\n"u8);
    }

    private static bool IsPage(ReadOnlySpan<byte> text) =>
        StartsWith(text, "<!doctype") || StartsWith(text, "<html") || StartsWith(text, "<head") || StartsWith(text, "<?xml") || StartsWith(text, "<script");

    private static bool StartsWith(ReadOnlySpan<byte> bytes, string word) =>
        bytes.Length >= word.Length && Encoding.ASCII.GetString(bytes[..word.Length]).Equals(word, StringComparison.OrdinalIgnoreCase);

    // The head of a part is text too: it begins with a boundary, or with a header.
    private static bool IsPlainText(ReadOnlySpan<byte> text)
    {
        if (text[0] is (byte)'{' or (byte)'[')
        {
            return true;
        }

        return text.Length > 2 * LongestBoundary && !text.Contains((byte)':') && !text.StartsWith("--"u8) && !text.ContainsAnyExceptInRange((byte)9, (byte)126);
    }
}
