using System.Globalization;
using StationAgent.Scale;
using StationAgent.Scale.Dialects;
using StationAgent.Scale.Lines;
using StationAgent.Weighing;

namespace StationAgent.Tests.Scale.Dialects;

/// <summary>Reads bytes in a dialect, and says what follows in the words of the golden files.</summary>
internal sealed class DialectReader
{
    private readonly ILineFormat _format;
    private readonly IFrameSplitter _splitter;

    public DialectReader(string file, string? unit = null)
    {
        var dialect = DialectOf(file);
        _format = dialect.Open(new ScaleLineOptions { Dialect = dialect, Unit = unit ?? (dialect.NeedsUnit ? "kg" : null) });
        _splitter = _format.CreateSplitter(startsInside: dialect.Streams && dialect == ScaleDialects.Pattern);
    }

    /// <summary>What followed so far.</summary>
    public List<string> Said { get; } = [];

    /// <summary>The dialect that a golden file is about.</summary>
    public static ScaleDialect DialectOf(string file) => ScaleDialects.All.Single(dialect => dialect.Name == file.Split('.')[0]);

    /// <summary>Takes bytes as they come.</summary>
    public DialectReader Take(ReadOnlySpan<byte> bytes)
    {
        while (_splitter.TryTake(ref bytes, out var frame))
        {
            if (_format.Continue(frame).IsEmpty && Words(_format.Read(frame)) is { } words)
            {
                Said.Add(words);
            }
        }

        return this;
    }

    /// <summary>Takes bytes without saying anything.</summary>
    /// <returns>How many readings came.</returns>
    public int Count(ReadOnlySpan<byte> bytes)
    {
        var readings = 0;
        while (_splitter.TryTake(ref bytes, out var frame))
        {
            readings += _format.Read(frame).Reading is null ? 0 : 1;
        }

        return readings;
    }

    private static string? Words(LineVerdict verdict) => verdict switch
    {
        { Reading: { Status: SampleStatus.Ok } reading } => string.Create(
            CultureInfo.InvariantCulture, $"{Math.Round(reading.Gross.Value, 6) + 0.0:0.######} g{(reading.Kind == WeightKind.Unknown ? "" : " " + reading.Kind.ToString().ToLowerInvariant())}"),
        { Reading: { } reading } => reading.Status.ToString().ToLowerInvariant(),
        { IsUnderstood: true } => null,
        { Fault: { } fault } => "refused: " + (verdict.Detail ?? fault.Cause),
        _ => "not understood",
    };
}
