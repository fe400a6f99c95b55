using System.Collections.Immutable;
using System.Globalization;
using StationAgent.Cli.Arguments;
using StationAgent.Signals.Patterns;
using StationAgent.Signals.Texts;
using StationAgent.Simulation.SensorFaults;

namespace StationAgent.Cli;

/// <summary>The kinds of values that only <c>simulate</c> accepts.</summary>
internal static class SimulateKinds
{
    private const string BrokerForm = "an address of the form mqtt://host:port";

    /// <summary>The address of a broker.</summary>
    public static ValueKind<Uri> Broker { get; } = new(BrokerForm, static (string text, out Uri value) =>
        Uri.TryCreate(text, UriKind.Absolute, out value!)
        && value is { Scheme: "mqtt", Host.Length: > 0, UserInfo.Length: 0, Port: not 0 }
        && value.PathAndQuery is "/" or "")
    {
        // What stands before an @ may be a password, which belongs on no screen.
        Why = static text => text.Contains('@', StringComparison.Ordinal) ? $"expected {BrokerForm}, without a user and a password" : null,
    };

    /// <summary>A range of drop-offs, from the first number until just before the second.</summary>
    public static ValueKind<(int From, int To)> DropOffs { get; } = new("FROM..TO, counted in drop-offs from 1, with FROM below TO", TryReadDropOffs);

    /// <summary>A language of visitors.</summary>
    public static ValueKind<VisitorTexts> Language { get; } = ValueKinds.Choice([.. VisitorLanguages.All.Select(static texts => (texts.Language, texts))]);

    /// <summary>Kinds of sensor faults.</summary>
    public static ValueKind<ImmutableArray<SensorFaultKind>> SensorFaults { get; } = new(
        $"kinds separated by commas, of {SensorFaultKinds.List}", SensorFaultKinds.TryParse);

    private static bool TryReadDropOffs(string text, out (int From, int To) value)
    {
        value = default;
        if (text.Split("..") is not [var first, var second]
            || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            || !int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var to))
        {
            return false;
        }

        value = (from, to);
        return from >= 1 && to > from;
    }
}
