using System.Globalization;
using StationAgent.Weighing;

namespace StationAgent.Scale.MtSics;

/// <summary>
/// One reply of a terminal that speaks the METTLER TOLEDO Standard Interface Command Set, levels 0 and 1, as its reference manual defines it: words
/// separated by spaces, weights right-aligned in ten characters. Parsing is strict, so that the rest of a damaged line is not taken for a weight.
/// </summary>
/// <param name="Command">The command that it answers.</param>
/// <param name="Answer">The kind of answer.</param>
/// <param name="Weight">The weight; zero when it has none.</param>
/// <param name="Text">The serial number; null when it has none.</param>
internal readonly record struct MtSicsReply(MtSicsCommand Command, MtSicsAnswer Answer, Grams Weight, string? Text)
{
    /// <summary>Reads a line without its end.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out MtSicsReply reply)
    {
        reply = default;
        var word = NextWord(ref line);
        var answer = NextWord(ref line);
        if (word.SequenceEqual("S"u8))
        {
            return TryReadWeight(MtSicsCommand.Weight, answer, line, out reply);
        }

        if (word.SequenceEqual("I4"u8))
        {
            return TryReadText(answer, line, out reply);
        }

        if (word.SequenceEqual("T"u8))
        {
            return TryReadWeight(MtSicsCommand.Tare, answer, line, out reply);
        }

        if (word.SequenceEqual("Z"u8))
        {
            return TryReadPlain(MtSicsCommand.Zero, answer, line, out reply);
        }

        MtSicsAnswer? error = word switch
        {
            [(byte)'E', (byte)'S'] => MtSicsAnswer.SyntaxError,
            [(byte)'E', (byte)'T'] => MtSicsAnswer.TransmissionError,
            [(byte)'E', (byte)'L'] => MtSicsAnswer.LogicalError,
            _ => null,
        };
        reply = new MtSicsReply(MtSicsCommand.Unknown, error.GetValueOrDefault(), default, Text: null);
        return error is not null && answer.IsEmpty;
    }

    private static bool TryReadWeight(MtSicsCommand command, ReadOnlySpan<byte> answer, ReadOnlySpan<byte> rest, out MtSicsReply reply)
    {
        if (answer is not [(byte)'S' or (byte)'D'])
        {
            return TryReadPlain(command, answer, rest, out reply);
        }

        var number = NextWord(ref rest);
        var unit = NextWord(ref rest);
        reply = default;
        if (!NextWord(ref rest).IsEmpty
            || !MassUnit.TryParse(unit, out var grams)
            || !double.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value))
        {
            return false;
        }

        reply = new MtSicsReply(
            command, answer[0] == (byte)'S' ? MtSicsAnswer.Stable : MtSicsAnswer.Dynamic, new Grams(value * grams), Text: null);
        return true;
    }

    private static bool TryReadText(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> rest, out MtSicsReply reply)
    {
        rest = rest.Trim((byte)' ');
        if (answer is [(byte)'A'] && rest is [(byte)'"', .. var text, (byte)'"'])
        {
            reply = new MtSicsReply(MtSicsCommand.SerialNumber, MtSicsAnswer.Done, default, Printable(text));
            return true;
        }

        return TryReadPlain(MtSicsCommand.SerialNumber, answer, rest, out reply) && reply.Answer != MtSicsAnswer.Done;
    }

    private static bool TryReadPlain(MtSicsCommand command, ReadOnlySpan<byte> answer, ReadOnlySpan<byte> rest, out MtSicsReply reply)
    {
        MtSicsAnswer? plain = answer switch
        {
            [(byte)'A'] => MtSicsAnswer.Done,
            [(byte)'I'] => MtSicsAnswer.NotExecutable,
            [(byte)'L'] => MtSicsAnswer.WrongParameter,
            [(byte)'+'] => MtSicsAnswer.Overload,
            [(byte)'-'] => MtSicsAnswer.Underload,
            _ => null,
        };
        reply = new MtSicsReply(command, plain.GetValueOrDefault(), default, Text: null);
        return plain is not null && NextWord(ref rest).IsEmpty;
    }

    // The text is used in names and messages.
    private static string Printable(ReadOnlySpan<byte> text) => string.Create(
        text.Length, text, static (characters, bytes) =>
        {
            for (var i = 0; i < characters.Length; i++)
            {
                characters[i] = bytes[i] is >= 0x20 and < 0x7F ? (char)bytes[i] : '?';
            }
        });

    private static ReadOnlySpan<byte> NextWord(ref ReadOnlySpan<byte> line)
    {
        line = line.TrimStart((byte)' ');
        var end = line.IndexOf((byte)' ');
        var word = end < 0 ? line : line[..end];
        line = line[word.Length..];
        return word;
    }
}
