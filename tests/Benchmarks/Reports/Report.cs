using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StationAgent.Benchmarks.Reports;

/// <summary>The one JSON line a verb prints: figures by name, then the goals they are held against. A missed goal is a finding, not a failure.</summary>
internal sealed class Report
{
    // The line is for terminals and programs, never part of a web page.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _line;
    private readonly JsonArray _goals = [];

    /// <param name="verb">The verb.</param>
    /// <param name="of">What was measured, in a few words.</param>
    public Report(string verb, string of) => _line = new JsonObject { ["verb"] = verb, ["of"] = of };

    /// <summary>Adds a figure.</summary>
    public Report Figure(string name, double value, int digits)
    {
        _line[name] = double.IsFinite(value) ? Math.Round(value, digits) : null;
        return this;
    }

    /// <summary>Adds a count.</summary>
    public Report Figure(string name, long value)
    {
        _line[name] = value;
        return this;
    }

    /// <summary>Holds a figure against its upper limit.</summary>
    public Report AtMost(string what, double measured, double limit) => Goal(what, measured, "atMost", limit, measured <= limit);

    /// <summary>Holds a figure against its lower limit.</summary>
    public Report AtLeast(string what, double measured, double limit) => Goal(what, measured, "atLeast", limit, measured >= limit);

    /// <summary>Prints the line.</summary>
    public void Print()
    {
        _line["goals"] = _goals;
        Console.Out.WriteLine(_line.ToJsonString(Readable));
    }

    private Report Goal(string what, double measured, string side, double limit, bool isMet)
    {
        _goals.Add(new JsonObject { ["what"] = what, ["measured"] = Math.Round(measured, 3), [side] = limit, ["met"] = isMet });
        return this;
    }
}
